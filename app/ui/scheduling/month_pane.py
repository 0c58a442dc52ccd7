"""The month of openings: for which visit, for whom, and the days with how many starts are open."""

from datetime import date

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.months import DAY, weeks_ahead
from app.domain.scheduling import VisitType
from app.domain.time import wall
from app.ui.common.calendar import first_weekday
from app.ui.common.fields import Choice, FieldLabel, Tick
from app.ui.common.flow import Flow
from app.ui.common.note_line import NoteLine
from app.ui.common.surfaces import bare, row
from app.ui.desk import EXPECTED, Desk
from app.ui.scheduling.booking_rows import length
from app.ui.scheduling.heat_map import HeatDay, HeatMap
from app.use_cases.days import DayMark, mark_days
from app.use_cases.heat import openings_by_day
from app.use_cases.openings import Opening, find_openings
from app.words.tongue import later, tr

LOOK_ON = 90
"""Days that are looked through for the first opening after a month without."""

TAKEN = later(
    "Every start of {length} that is still to come is taken, closed, or short of somebody."
)
NOR_LATER = later("Nor is there one in the {days} days after.")


class MonthPane(QWidget):
    """Which days have openings for a kind of visit."""

    taken = Signal(object)
    turned = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._place = f"schedule/{desk.clinic.setup.details.uuid}/{desk.clinic.person.login}/type"
        self.kind = Choice(later("Openings for"))
        self.for_patient = Tick(later("Only when the patient is free"))
        self.heat = HeatMap(desk.day)
        self.note = NoteLine(tr("No openings in the month"))
        self._arrange()
        self.kind.activated.connect(self._take_kind)
        self.for_patient.toggled.connect(self.refresh)
        self.heat.taken.connect(self.taken)
        self.heat.turned.connect(self.turned)

    def _arrange(self) -> None:
        for kind in self._desk.clinic.setup.types.values():
            self.kind.addItem(kind.title, kind.slug)
        kept = self.kind.findData(str(self._desk.settings.value(self._place, "")))
        self.kind.setCurrentIndex(kept if kept >= 0 else self._first_dosing())
        titles = (kind.title for kind in self._desk.clinic.setup.types.values())
        self.kind.setMinimumContentsLength(max(map(len, titles), default=0))
        asked = row(FieldLabel(tr("Openings for"), self.kind), self.kind, spacing=12)
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(Flow(asked, self.for_patient, gap=12))
        column.addWidget(self.note)
        column.addWidget(self.heat, 1)
        self.setFocusProxy(self.heat)

    def _first_dosing(self) -> int:
        kinds = list(self._desk.clinic.setup.types.values())
        return next((number for number, kind in enumerate(kinds) if kind.is_dosing), 0)

    def _take_kind(self) -> None:
        self._desk.settings.setValue(self._place, self.kind.currentData())
        self.refresh()

    @property
    def _type(self) -> VisitType:
        return self._desk.clinic.setup.types[str(self.kind.currentData())]

    @property
    def _patient(self) -> int | None:
        return self._desk.patient if self.for_patient.isChecked() else None

    @property
    def shown(self) -> tuple[date, date]:
        """The first and the last day that are shown."""
        return self.heat.weeks[0][0], self.heat.weeks[-1][-1]

    def refresh(self) -> None:
        """Count again."""
        self.show_month(self._desk.day)

    def show_month(self, day: date) -> None:
        """Count the openings of the month that holds a day."""
        clinic = self._desk.clinic
        self._offer_patient()
        weeks = weeks_ahead(day, clinic.today(), first_weekday())
        first, last = weeks[0][0], weeks[-1][-1]
        counts = openings_by_day(clinic, self._type.slug, first, last, patient=self._patient)
        marks = mark_days(clinic, first, last)
        days = {each: self._heat_day(mark, counts[each]) for each, mark in marks.items()}
        self.heat.show_month(weeks, days, day, clinic.today())
        self._say_when_none(last, sum(counts.values()))

    def _heat_day(self, mark: DayMark, starts: int) -> HeatDay:
        past = mark.day < self._desk.clinic.today()
        return HeatDay(day=mark.day, starts=starts, open=mark.open, past=past, note=mark.closed_for)

    def _offer_patient(self) -> None:
        """Whom the openings can be narrowed to: the patient that is chosen in the window."""
        visit, known = self._desk.visit, self._desk.patient is not None
        mine = visit is not None and visit.patient.id == self._desk.patient
        name = visit.patient.listed if visit and mine and not self._desk.private else ""
        with QSignalBlocker(self.for_patient):
            self.for_patient.setText(
                tr("Only when {who} is free", who=name)
                if name
                else tr("Only when the chosen patient is free")
            )
            self.for_patient.setAccessibleName(self.for_patient.text())
            self.for_patient.setToolTip(self.for_patient.text())
            self.for_patient.setVisible(known)
            self.for_patient.updateGeometry()

    def _say_when_none(self, last: date, starts: int) -> None:
        if starts:
            self.note.say("")
            return
        kind = self._type
        said = tr("No openings for {visit} until {day}.", visit=kind.title, day=words.day(last))
        said += " " + tr(TAKEN, length=length(kind.patient_minutes))
        first = self._first_after(last + DAY)
        if first is None:
            self.note.say(
                f"{said} {tr(NOR_LATER, days=LOOK_ON)}",
                next_thing=tr("Look further on"),
                do=lambda: self.turned.emit(last + DAY),
            )
            return
        at = wall(first.start, self._desk.clinic.zone)
        self.note.say(
            said,
            next_thing=tr("First opening: {time}", time=words.day_time(at)),
            do=lambda: self.taken.emit(at.date()),
        )

    def _first_after(self, since: date) -> Opening | None:
        try:
            found = find_openings(
                self._desk.clinic,
                self._type.slug,
                patient=self._patient,
                from_day=since,
                days=LOOK_ON,
                limit=1,
            )
        except EXPECTED:
            return None
        return found[0] if found else None
