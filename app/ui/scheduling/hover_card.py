"""The card that shows beside a visit under the pointer: who it is, and what is open."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.clinic import Clinic
from app.domain.scheduling import Kind
from app.domain.time import wall
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.surfaces import Floating, Hairline
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.patients.patient_rows import introduction
from app.use_cases.views import VisitView

WIDTH = 320


class HoverCard(Floating):
    """A visit in short, over the schedule."""

    def __init__(self, clinic: Clinic, page: QWidget) -> None:
        super().__init__(page)
        self._clinic, self._page = clinic, page
        self.name = wrapped("", Style.HEADING)
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.what = wrapped("", Style.STRONG)
        self.where = wrapped("", Style.SMALL, Tone.MUTED)
        self.ready = Chip()
        self.strip = ReadinessStrip()
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (
            self.name,
            self.who,
            Hairline(),
            self.what,
            self.where,
            self.ready,
            self.strip,
        ):
            column.addWidget(part)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_visit(self, view: VisitView | None, at: QPoint) -> None:
        """A visit beside a point of the screen; None takes the card away."""
        if view is None:
            self.hide()
            return
        zone = self._clinic.zone
        preferred = f" “{view.patient.preferred}”" if view.patient.preferred else ""
        self.name.setText(view.patient.listed + preferred)
        self.who.setText(introduction(view.patient, self._clinic.today()))
        span = words.span(wall(view.visit.start, zone), wall(view.visit.end, zone))
        self.what.setText(f"{view.type.title}, {span}")
        self.where.setText(" · ".join(view.named(Kind.ROOM, Kind.PERSON, Kind.PUMP)))
        look, word = readiness_look(view)
        self.ready.show_state(word, look)
        self.strip.show_items(view.items)
        self._place(self._page.mapFromGlobal(at))

    def _place(self, at: QPoint) -> None:
        self.setFixedWidth(min(scaled(WIDTH), self._page.width() - 16))
        self.adjustSize()
        left = at.x() + 8
        if left + self.width() > self._page.width() - 8:
            left = max(8, at.x() - self.width() - 140)
        top = min(at.y(), self._page.height() - self.height() - 8)
        self.move(left, max(8, top))
        self.show()
        self.raise_()
