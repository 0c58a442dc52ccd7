"""How ready a visit would be at the opening that is current, and what is read back on the phone."""

from datetime import date, datetime

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.gate import Stop
from app.domain.patients import Patient
from app.domain.scheduling import VisitType, ends_at
from app.domain.time import wall
from app.ui.common.chips import Chip, items_look
from app.ui.common.surfaces import Hairline, bare, column, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.scheduling.booking_refused import RefusedBox
from app.ui.scheduling.booking_rows import read_back
from app.use_cases import scheduling
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

ONLY_HELD = later("For now only a hold. Open: {items}.")


class JudgedBox(QWidget):
    """What is open on the day of an opening; the count and the sentence to say stand apart."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._known: dict[tuple[int, str, date], VisitView] = {}
        self.open = False
        """Whether anything is still to be done for the visit."""
        self.ready = Chip()
        self.refused = RefusedBox(desk)
        """What stops the booking, and what can be done about it."""
        self.strip = ReadinessStrip()
        self.say = wrapped("", Style.BODY)
        body = bare(QVBoxLayout(self), 8)
        body.addWidget(Hairline())
        body.addWidget(Text(tr("Readiness"), Style.STRONG))
        body.addWidget(self.refused)
        body.addWidget(self.strip)
        head = row(Text(tr("Say"), Style.LABEL, Tone.MUTED), filler(), self.ready)
        self.short = wrapped("", Style.SMALL)
        """What stops the booking, in a line."""
        self.aloud = column(head, self.say, self.short, spacing=2)
        """What is read back on the phone: always in sight, whatever is scrolled."""

    def show_chosen(self, *, chosen: bool) -> None:
        """Whether an opening is current; without one there is nothing to say."""
        self.aloud.setVisible(chosen)
        self.setVisible(chosen and self.open)

    def forget(self) -> None:
        """Something at the clinic has changed: ask again."""
        self._known.clear()
        self.refused.forget()

    def judge(self, patient: Patient, kind: VisitType, start: datetime) -> bool:
        """Show how a visit stands; gives whether it can only be held."""
        zone = self._desk.clinic.zone
        at, end = wall(start, zone), wall(ends_at(kind, start), zone)
        self.say.setText(read_back(patient, kind, at, end))
        view = self._view(patient, kind, at.date())
        look, word = items_look(view.items)
        self.ready.show_state(word, look)
        self.strip.show_items([i for i in view.items if i.stops is not Stop.BOOKING])
        self.open = bool(view.open_items)
        stops = self.refused.show_view(view, start)
        missing = ", ".join(words.item_named(item) for item in self.refused.items)
        self.short.setText(tr(ONLY_HELD, items=missing) if stops else "")
        self.short.setVisible(stops)
        return stops

    def _view(self, patient: Patient, kind: VisitType, on: date) -> VisitView:
        """Asked once for a day: the asking is kept in the audit."""
        key = (patient.id, kind.slug, on)
        if key not in self._known:
            clinic = self._desk.clinic
            self._known[key] = scheduling.see_wish(clinic, patient.id, kind.slug, on)
        return self._known[key]
