"""The card that shows beside a visit under the pointer: who it is, and what is open."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.clinic import Clinic
from app.domain.scheduling import Kind, Visit
from app.domain.time import wall
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.notices import announce
from app.ui.common.surfaces import Floating, Hairline
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.gate.readiness_list import ReadinessStrip
from app.ui.patients.patient_rows import introduction
from app.ui.scheduling.needed_rows import NeededRows
from app.use_cases.glances import glance
from app.use_cases.views import VisitView
from app.words.tongue import tr

WIDTH = 340
GAP = 8


class HoverCard(Floating):
    """A visit in short, over the schedule."""

    def __init__(self, clinic: Clinic, page: QWidget) -> None:
        super().__init__(page)
        self._clinic, self._page = clinic, page
        self.name = wrapped("", Style.HEADING)
        self.who = wrapped("", Style.SMALL, Tone.MUTED)
        self.alert = wrapped("", Style.LABEL)
        self.what = wrapped("", Style.STRONG)
        self.where = wrapped("", Style.SMALL, Tone.MUTED)
        self.needed = NeededRows()
        self.before = wrapped("", Style.SMALL, Tone.MUTED)
        self.ready = Chip()
        self.strip = ReadinessStrip()
        self._column = QVBoxLayout(self)
        self._arrange()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def _arrange(self) -> None:
        column = self._column
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(6)
        for part in (
            self.name,
            self.who,
            self.alert,
            Hairline(),
            self.what,
            self.where,
            self.needed,
            self.before,
            self.ready,
            self.strip,
        ):
            column.addWidget(part)

    def show_visit(self, view: VisitView | None, beside: QRect) -> None:
        """A visit beside an area of the screen; None takes the card away."""
        if view is None:
            self.hide()
            return
        zone = self._clinic.zone
        preferred = f" “{view.patient.preferred}”" if view.patient.preferred else ""
        self.name.setText(view.patient.listed + preferred)
        self.who.setText(introduction(view.patient, self._clinic.today()))
        self._say(self.alert, view.patient.alert)
        span = words.span(wall(view.visit.start, zone), wall(view.visit.end, zone))
        self.what.setText(f"{_what(view)}, {span}")
        self._say(self.where, " · ".join(view.named(Kind.ROOM, Kind.PUMP)))
        self.needed.show_visit(view, zone)
        self._say(self.before, self._around(view))
        look, word = readiness_look(view)
        self.ready.show_state(word, look)
        self.strip.show_items(view.items)
        self.strip.setVisible(any(item.open for item in view.items))
        self._place(QRect(self._page.mapFromGlobal(beside.topLeft()), beside.size()))

    def _say(self, label: Text, text: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))

    def _around(self, view: VisitView) -> str:
        """The patient's visits before and after this one."""
        found = glance(self._clinic, view)
        before = found.before and tr("Before: {visit}", visit=self._said(found.before))
        after = found.after and tr("Next: {visit}", visit=self._said(found.after))
        return "\n".join(said for said in (before, after) if said)

    def _said(self, visit: Visit) -> str:
        kind = self._clinic.setup.types[visit.type]
        return f"{kind.short}, {words.day_time(wall(visit.start, self._clinic.zone))}"

    def read_out(self) -> None:
        """Have a screen reader say the whole card."""
        texts = [text.text() for text in self.findChildren(Text) if text.text()]
        self.setAccessibleName(". ".join(texts))
        announce(self, self.accessibleName())

    def _place(self, beside: QRect) -> None:
        """Right of the area where there is room, else left of it, always whole on the page."""
        wide = min(scaled(WIDTH), self._page.width() - 2 * GAP)
        high = self._column.totalHeightForWidth(wide)
        self.resize(wide, min(high, self._page.height() - 2 * GAP))
        left = beside.right() + GAP
        if left + self.width() > self._page.width() - GAP:
            left = beside.left() - self.width() - GAP
        top = min(beside.top(), self._page.height() - self.height() - GAP)
        self.move(max(GAP, left), max(GAP, top))
        self.show()
        self.raise_()


def _what(view: VisitView) -> str:
    """What a visit is, and which one of a course."""
    if not view.steps:
        return view.type.title
    told = {"visit": view.type.title, "number": view.visit.step, "of": view.steps}
    return tr("{visit}, {number} of {of} in the course", **told)
