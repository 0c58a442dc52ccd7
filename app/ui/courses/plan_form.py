"""What a course is asked for by: patient, course, wishes in one line, from when, best time."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import time

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.scheduling import Kind
from app.domain.typed_days import WAYS, read_time, read_way
from app.domain.wish_words import Known, read_wishes, write_wishes
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.lists import Row
from app.ui.common.pick import PickField
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Tone, wrapped
from app.ui.courses.course_rows import template_row, template_rows
from app.ui.desk import Desk
from app.ui.patients.patient_rows import patient_row
from app.use_cases.courses import CourseWish
from app.use_cases.patients import find_patients, see_patient
from app.words.tongue import later, tongue, tr

HINT = later("tue thu mornings, moss, not 24 dec")


class PlanForm(QWidget):
    """The fields; whatever changes gives another wish, or none while something is missing."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._people: dict[int, Patient] = {}
        self._said: object = None
        self.left_out: tuple[str, ...] = ()
        self.patient = PickField(
            tr("P&atient"), tr("Patient"), tr("Name, phone, chart"), self._find
        )
        self.course = PickField(tr("Co&urse"), tr("Course"), "kap, pain …", self._courses)
        self.wishes = TextField(later("Wishes"), tr(HINT))
        self.wishes.setToolTip(tr(HINT))
        self.echo = wrapped("", Style.SMALL, Tone.MUTED)
        self.first = DayField(later("Not before"), desk.clinic.today(), WAYS, read_way)
        self.about = TextField(later("Best time of day"), "10:00, 2 pm")
        self.about_echo = wrapped("", Style.SMALL, Tone.MUTED)
        self.without = Flow(gap=4)
        self._arrange()
        self._connect()
        self._show_without()

    def _arrange(self) -> None:
        column = bare(QVBoxLayout(self), 10)
        for part in (
            self.patient,
            self.course,
            labelled(tr("&Wishes"), self.wishes, self.echo),
            labelled(tr("Not &before"), self.first),
            labelled(tr("Best time of &day"), self.about, self.about_echo),
            self.without,
        ):
            column.addWidget(part)
        column.addStretch(1)

    def _connect(self) -> None:
        for field in (self.patient, self.course):
            field.picked.connect(self._pick)
            field.emptied.connect(self._tell)
        self.wishes.textChanged.connect(self._read_back)
        for line in (self.wishes, self.first.line, self.about):
            line.editingFinished.connect(self._tell)
        self.about.textChanged.connect(self._read_time)
        self._read_back()
        self._read_time()

    def _find(self, typed: str) -> list[Row]:
        found = find_patients(self._desk.clinic, typed, 6) if typed else ()
        self._people |= {patient.id: patient for patient in found}
        return [patient_row(patient) for patient in found]

    def _courses(self, typed: str) -> list[Row]:
        return template_rows(self._desk.clinic.setup.courses.values(), typed)

    def _pick(self, _value: object) -> None:
        self.left_out = ()
        self._show_without()
        self._tell()
        self.begin()

    def _tell(self) -> None:
        """Say that another course is asked for, unless it is the same."""
        now = self._state()
        if now != self._said:
            self._said = now
            self.changed.emit()

    def _state(self) -> tuple[object, ...]:
        typed = (self.wishes.text(), self.first.line.text(), self.about.text())
        return (self.patient.value, self.course.value, *typed, self.left_out)

    @property
    def known(self) -> Known:
        """What typed wishes can name."""
        clinic = self._desk.clinic
        every = self._desk.see_resources()
        return Known(
            today=clinic.today(),
            zone=clinic.zone,
            people={each.id: each.name for each in every if each.kind is Kind.PERSON},
            rooms={each.id: each.name for each in every if each.kind is not Kind.PERSON},
        )

    def _read_back(self) -> None:
        known = self.known
        wished = read_wishes(self.wishes.text(), known)
        said = words.say_wishes(wished.wishes, {**known.people, **known.rooms}, None)
        typed = ", ".join(wished.unread)
        unread = tr("Not understood: {typed}.", typed=typed) if typed else ""
        self.echo.setText("\n".join(part for part in (said, unread) if part))
        self.echo.setVisible(bool(self.echo.text()))

    def _read_time(self) -> None:
        try:
            at = self.best_time
        except Refused as refused:
            self.about_echo.setText(words.say(refused.reasons[0]))
        else:
            near = "" if at is None else tr("As near to {time} as can be", time=f"{at:%H:%M}")
            self.about_echo.setText(near)
        self.about_echo.setVisible(bool(self.about_echo.text()))

    @property
    def best_time(self) -> time | None:
        """The time of day that was typed; what cannot be read is refused."""
        typed = self.about.text().strip()
        return read_time(typed) if typed else None

    @property
    def wish(self) -> CourseWish | None:
        """What is asked for, None while patient or course is missing; bad times are refused."""
        patient, slug = self.patient.value, self.course.value
        if not isinstance(patient, int) or not isinstance(slug, str):
            return None
        return CourseWish(
            patient=patient,
            template=slug,
            first=self.first.day(),
            wishes=read_wishes(self.wishes.text(), self.known).wishes,
            about=self.best_time,
            left_out=self.left_out,
        )

    def begin(self) -> None:
        """Put the keyboard where the next answer is missing."""
        if self.patient.value is None:
            self.patient.line.setFocus()
        elif self.course.value is None:
            self.course.line.setFocus()
            self.course.open()

    def take_patient(self, patient: int) -> None:
        """Ask for a patient who is known already."""
        known = self._people.get(patient) or see_patient(self._desk.clinic, patient).patient
        self._people[patient] = known
        self.patient.set_row(patient_row(known))

    def ask_for_person(self, person: int) -> None:
        """Wish for another person throughout, in place of those wished for."""
        known = self.known
        wished = read_wishes(self.wishes.text(), known)
        wishes = replace(wished.wishes, people=(person,))
        self.wishes.setText(write_wishes(wishes, known, usual=wished.usual, language=tongue()))
        self._tell()

    def ask_for_soonest(self) -> None:
        """Wish for nothing but what the patient cannot do."""
        known = self.known
        wished = read_wishes(self.wishes.text(), known).wishes
        away = replace(read_wishes("", known).wishes, without=wished.without)
        self.wishes.setText(write_wishes(away, known, language=tongue()))
        self.first.line.clear()
        self.about.clear()
        self._tell()

    def leave_out(self, step: str) -> None:
        """Plan without a step."""
        self.left_out = (*self.left_out, step)
        self._show_without()
        self._tell()

    def _put_back(self, step: str) -> None:
        self.left_out = tuple(each for each in self.left_out if each != step)
        self._show_without()
        self._tell()

    def _show_without(self) -> None:
        self.without.clear()
        for step in self.left_out:
            button = Button(tr("Without {step}", step=step), Variant.QUIET, "close")
            button.setToolTip(tr("Put {step} back into the course", step=step))
            button.clicked.connect(lambda _=False, one=step: self._put_back(one))
            self.without.add(button)
        self.without.setVisible(bool(self.left_out))

    def reset(self) -> None:
        """Nothing typed, nothing taken."""
        self.left_out = ()
        self._show_without()
        for field in (self.patient, self.course):
            field.reset()
        for line in (self.wishes, self.first.line, self.about):
            line.clear()
        self._tell()

    @property
    def fields(self) -> dict[str, str]:
        """Everything as it stands, to be kept as a draft."""
        patient, slug = self.patient.value, self.course.value
        return {
            "patient": str(patient or ""),
            "course": str(slug or ""),
            "wishes": self.wishes.text(),
            "first": self.first.line.text(),
            "about": self.about.text(),
        }

    def fill(self, fields: Mapping[str, str]) -> None:
        """Take up a draft."""
        self.reset()
        self.wishes.setText(fields.get("wishes", ""))
        self.first.line.setText(fields.get("first", ""))
        self.about.setText(fields.get("about", ""))
        course = self._desk.clinic.setup.courses.get(fields.get("course", ""))
        if course is not None:
            self.course.set_row(template_row(course))
        if fields.get("patient", "").isdigit():
            self.take_patient(int(fields["patient"]))
