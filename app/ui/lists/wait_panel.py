"""Putting somebody on the wait list, and changing when they can come."""

from collections.abc import Mapping
from dataclasses import replace

from app import words
from app.domain.both import is_of_both
from app.domain.scheduling import VisitType
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, TextField, Tick, labelled
from app.ui.common.lists import Row
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.pick import PickField
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.lists import call_acts
from app.ui.patients.patient_rows import introduction
from app.ui.scheduling.booking_caller import CallerBox
from app.ui.scheduling.booking_rows import type_row, type_rows
from app.ui.scheduling.booking_wishes import WishesBox
from app.use_cases.drafts import PATIENT
from app.use_cases.patients import see_patient
from app.use_cases.visit_types import offered_types
from app.use_cases.waitlist import WaitView, WaitWish, see_entry, wait_wish
from app.words.tongue import later, tr

ADD, CHANGE = later("On the wait list"), later("Change wishes")
NOT_ADDED, NOT_CHANGED = later("Not put on the wait list."), later("Not changed.")
TO_NOTE = later("This goes into the note: {wishes}.")
YES = "yes"

Place = tuple[str, int]
"""What a half-made entry is about: a patient who is to wait, or an entry that is changed."""


class WaitPanel(Panel):
    """One entry of the wait list; what is typed for another one is put aside."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr(ADD))
        self._desk = desk
        self._view: WaitView | None = None
        self._seen: dict[Place, WaitView] = {}
        """The entries as they were when something was typed about them and put aside."""
        self._begun: Mapping[str, str] = {}
        self._aside: dict[Place, Mapping[str, str]] = {}
        self._last = 0
        self.caller = CallerBox(desk)
        self.kind = PickField(
            tr("Visit t&ype"), tr("Visit type"), tr("iv, preparation …"), self._kinds
        )
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.what = wrapped("", Style.STRONG)
        self.wishes = WishesBox(desk.clinic)
        self.to_note = wrapped("", Style.SMALL, Tone.MUTED)
        self.urgent = Tick(later("&Urgent: before others who wait longer"))
        self.until = DayField(later("Last day on which they would come"), desk.clinic.today())
        self.note = TextField(later("Note"), tr("any morning, lives near by"))
        self.reasons = Reasons()
        self.keep = Button(tr("Put on the wait list"), Variant.PRIMARY, "clock", "Enter")
        self._arrange()
        self._connect()
        self._show_mode()

    def _arrange(self) -> None:
        self.rest = (
            self.wishes,
            self.urgent,
            labelled(tr("Last &day on which they would come"), self.until),
            labelled(tr("N&ote"), self.note),
        )
        for part in (self.caller, self.kind, self.who, self.what, *self.rest):
            self.body.addWidget(part)
        self.body.insertWidget(self.body.indexOf(self.wishes) + 1, self.to_note)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.keep)

    def _connect(self) -> None:
        self.caller.changed.connect(self._take_caller)
        self.kind.picked.connect(self._take_kind)
        self.kind.emptied.connect(self._show_mode)
        self.wishes.changed.connect(self._say_to_note)
        for line in (self.wishes.line, self.until.line, self.note):
            line.returnPressed.connect(self._keep)
            line.textChanged.connect(self.reasons.clear)
        self.keep.clicked.connect(self._keep)
        Keeps(self, self._keep)

    def _kinds(self, typed: str) -> list[Row]:
        return type_rows(offered_types(self._desk.clinic), typed)

    def start(self, asked: WaitView | int | None) -> None:
        """An entry whose wishes change, a patient who is to wait, or whoever was begun with."""
        self._put_aside()
        self.wishes.renew()
        self.until.count_from(self._desk.clinic.today())
        self._view = asked if isinstance(asked, WaitView) else None
        self._view = self._seen.pop(self._place, self._view)
        if self._view is not None:
            self._begun = self._fields_of(self._view)
        else:
            self._last = asked if isinstance(asked, int) else self._last
            self._begun = {PATIENT: str(self._last)} if self._last else {}
        self._fill(self._aside.pop(self._place, self._begun))
        self._show_mode()

    @property
    def _place(self) -> Place:
        return ("entry", self._view.entry.id) if self._view else ("patient", self._last)

    def _put_aside(self) -> None:
        """Keep what was typed, should it be gone on with."""
        patient = self.caller.patient
        self._last = patient.id if patient and self._view is None else self._last
        fields = self._fields
        if fields != self._begun:
            self._aside[self._place] = fields
            if self._view is not None:
                self._seen[self._place] = self._view

    def _fields_of(self, view: WaitView) -> dict[str, str]:
        """An entry as it would be typed."""
        entry = view.entry
        told = {
            "wishes": self.wishes.written(entry.wishes),
            "urgent": YES if entry.urgent else "",
            "until": words.short_day(entry.until) if entry.until else "",
            "note": entry.note,
        }
        return {name: text for name, text in told.items() if text}

    @property
    def _fields(self) -> dict[str, str]:
        """Everything that stands here."""
        kind = self._kind
        told = {
            **(self.caller.entered if self._view is None else {}),
            "type": kind.slug if kind and self._view is None else "",
            "wishes": self.wishes.line.text().strip(),
            "urgent": YES if self.urgent.isChecked() else "",
            "until": self.until.line.text().strip(),
            "note": self.note.text().strip(),
        }
        return {name: text for name, text in told.items() if text}

    def _fill(self, fields: Mapping[str, str]) -> None:
        number = fields.get(PATIENT, "")
        patient = see_patient(self._desk.clinic, int(number)).patient if number else None
        self.caller.clear()
        self.kind.reset()
        self.caller.fill(fields, patient)
        kind = self._desk.clinic.setup.types.get(fields.get("type", ""))
        if kind is not None:
            self.kind.set_row(type_row(kind))
        self.wishes.line.setText(fields.get("wishes", ""))
        self.urgent.setChecked(fields.get("urgent") == YES)
        self.until.line.setText(fields.get("until", ""))
        self.note.setText(fields.get("note", ""))
        self.reasons.clear()

    def begin(self) -> None:
        """Put the keyboard where the next answer is missing."""
        if self._view is not None:
            self.wishes.line.setFocus()
        elif self.caller.patient is None:
            self.caller.begin()
        elif self._kind is None:
            self.kind.line.setFocus()
            self.kind.open()
        else:
            self.wishes.line.setFocus()

    @property
    def _kind(self) -> VisitType | None:
        slug = self.kind.value
        return self._desk.clinic.setup.types.get(slug) if isinstance(slug, str) else None

    def _show_mode(self) -> None:
        """Show the steps that can be taken now, and no others."""
        view, today = self._view, self._desk.clinic.today()
        self.title.setText(tr(CHANGE if view else ADD))
        verb = tr("Change") if view else tr("Put on the wait list")
        self.keep.say(verb, "tick" if view else "clock")
        for part in (self.who, self.what):
            part.setVisible(view is not None)
        if view is not None:
            self.what.setText(f"{view.patient.listed}\n{view.type.title}")
            self.who.setText(introduction(view.patient, today))
        known = self.caller.patient is not None
        self.caller.setVisible(view is None)
        self.kind.setVisible(view is None and known)
        ready = view is not None or (known and self._kind is not None)
        for part in self.rest:
            part.setVisible(ready)
        self.keep.setEnabled(ready)
        self._say_to_note()

    def _take_caller(self) -> None:
        self._show_mode()
        if self.caller.patient is not None and self.isVisible():
            self.begin()

    def _take_kind(self, _slug: object) -> None:
        self._show_mode()
        self.wishes.line.setFocus()

    def _say_to_note(self) -> None:
        """Wishes that a wait list has no place for are not dropped."""
        left = self.wishes.left
        self.to_note.setText(tr(TO_NOTE, wishes=left) if left else "")
        self.to_note.setVisible(bool(left) and self.wishes.isVisibleTo(self))

    def _wish(self, patient: int, slug: str) -> WaitWish:
        """What was typed; a day that cannot be read is refused."""
        return replace(
            wait_wish(patient, slug, self.wishes.wished.wishes),
            urgent=self.urgent.isChecked(),
            until=self.until.day(),
            note="; ".join(part for part in (self.note.text().strip(), self.wishes.left) if part),
        )

    def _keep(self) -> None:
        view, patient, kind = self._view, self.caller.patient, self._kind
        try:
            if view is not None:
                wish = self._wish(view.patient.id, view.type.slug)
                call_acts.change_wishes(self._desk, view, wish)
            elif patient is not None and kind is not None:
                wish = self._wish(patient.id, kind.slug)
                call_acts.put_on_waitlist(self._desk, wish, patient)
            else:
                self.begin()
                return
        except EXPECTED as error:
            if view is not None and is_of_both(error):
                self._view = see_entry(self._desk.clinic, view.entry.id)
            self.reasons.show_error(error, tr(NOT_CHANGED if view else NOT_ADDED))
        else:
            self._forget()
            self.closed.emit()

    def _forget(self) -> None:
        """What stood here is on the list now."""
        self._aside.pop(self._place, None)
        self._view, self._last, self._begun = None, 0, {}
        self._fill({})
        self._show_mode()
