"""The Schedule: a day by rooms, people and pumps, drawn or as a list."""

from datetime import datetime

from PySide6.QtCore import QPoint, QSettings
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.scheduling import Kind, Status
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.day_bar import DayBar
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import scaled
from app.ui.desk import Ask, Desk
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_canvas import DayCanvas
from app.ui.scheduling.day_zoom import Zoom
from app.ui.scheduling.hover_card import HoverCard
from app.ui.scheduling.visit_model import VisitModel
from app.ui.scheduling.visit_table import VisitTable
from app.ui.today.tallies import Tallies
from app.use_cases.views import VisitView

NARROW = 420
CHOICES = {"rooms": Kind.ROOM, "people": Kind.PERSON, "pumps": Kind.PUMP}
AT_FIRST = "rooms"


def kept_kinds(settings: QSettings) -> frozenset[Kind]:
    """The columns that were shown last on this computer."""
    kept = str(settings.value("schedule/kinds", AT_FIRST)).split(",")
    return frozenset(CHOICES[name] for name in kept if name in CHOICES) or frozenset({Kind.ROOM})


class SchedulePage(QWidget):
    """A day of the clinic."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.bar = DayBar(desk.clinic.today, desk.show_day)
        self.tallies = Tallies()
        self.canvas = DayCanvas(desk.clinic, Zoom(desk.settings))
        self.model = VisitModel(desk.clinic.zone, self)
        self.table = VisitTable(self.model, "Visits of the day as a list", whole=False)
        self.hover = HoverCard(desk.clinic, self)
        self.kinds = {
            name: Button(name.capitalize(), Variant.BARE, icon)
            for name, icon in (("rooms", "room"), ("people", "person"), ("pumps", "pump"))
        }
        self.as_list = Button("List", Variant.BARE, "list")
        self._views = QStackedWidget()
        self._arrange()
        self._connect()
        self.refresh()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 12, 0, 0)
        column.setSpacing(8)
        tools = Flow(self.tallies, gap=4)
        group = QButtonGroup(self)
        group.setExclusive(False)
        shown = kept_kinds(self._desk.settings)
        for name, button in self.kinds.items():
            button.setCheckable(True)
            button.setChecked(CHOICES[name] in shown)
            group.addButton(button)
            tools.add(button)
        self.as_list.setCheckable(True)
        tools.add(self.as_list)
        listed = Card((0, 0, 0, 0))
        listed.body.addWidget(self.table)
        self._views.addWidget(self.canvas)
        self._views.addWidget(listed)
        column.addWidget(self.bar)
        column.addWidget(tools)
        column.addWidget(self._views, 1)
        bare(column, 8).setContentsMargins(20, 12, 12, 0)

    def _connect(self) -> None:
        desk = self._desk
        desk.changes.happened.connect(self._refresh_if_seen)
        desk.day_changed.connect(self._refresh_if_seen)
        desk.private_changed.connect(self._refresh_if_seen)
        self.canvas.opened.connect(self._open)
        self.canvas.chosen.connect(desk.choose_visit)
        self.canvas.hovered.connect(self._hover)
        self.canvas.gap_taken.connect(self._book_gap)
        self.table.opened.connect(self._open)
        self.table.stepped.connect(self._step)
        self.table.chosen.connect(desk.choose_visit)
        self.as_list.toggled.connect(self._show_list)
        for button in self.kinds.values():
            button.toggled.connect(self._show_kinds)
        desk.minute_passed.connect(self._refresh_if_seen)
        self._show_kinds()

    def _show_kinds(self) -> None:
        chosen = [name for name, button in self.kinds.items() if button.isChecked()]
        self._desk.settings.setValue("schedule/kinds", ",".join(chosen))
        kinds = frozenset(CHOICES[name] for name in chosen or [AT_FIRST])
        self.canvas.show_columns(Columns(kinds=kinds))

    def _show_list(self, ticked: bool) -> None:  # noqa: FBT001 -- a signal's slot
        self._views.setCurrentIndex(1 if ticked else 0)
        for button in self.kinds.values():
            button.setEnabled(not ticked)
        self.begin()

    def _open(self, view: VisitView) -> None:
        self.hover.hide()
        self._desk.visit_wanted.emit(view.visit.id)

    def _step(self, view: VisitView) -> None:
        acts.try_advance(self._desk, view)

    def _hover(self, view: VisitView | None, at: QPoint) -> None:
        self.hover.show_visit(None if self._desk.private else view, at)

    def _book_gap(self, start: datetime) -> None:
        self._desk.booking_wanted.emit(Ask(start=start))

    def begin(self) -> None:
        """Put the keyboard on the day."""
        (self.table if self.as_list.isChecked() else self.canvas).setFocus()

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the day again."""
        clinic = self._desk.clinic
        view = self._desk.see_day(self._desk.day)
        chosen = self.table.current()
        self.bar.show_day(view.day)
        self.tallies.show_visits(view.standing)
        self.canvas.show_day(view, clinic.now() if view.day == clinic.today() else None)
        self.model.show_visits([v for v in view.visits if v.visit.status is not Status.CANCELLED])
        self.table.show_current(chosen.visit.id if chosen else 0)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.tallies.setVisible(self.width() >= scaled(NARROW))

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
