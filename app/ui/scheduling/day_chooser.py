"""Choosing on the schedule of a day: a visit or a free time, by arrows, said aloud as it goes."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.scheduling import Resource
from app.domain.time import from_minute, wall
from app.ui.common.asking import asks_for_menu
from app.ui.common.notices import announce
from app.ui.common.painting import fill_round, outline, say
from app.ui.common.palette import tokens
from app.ui.common.type import Style, font, metrics
from app.ui.scheduling.day_board import DayBoard
from app.ui.scheduling.day_edges import head_height
from app.ui.scheduling.day_layout import SNAP, Card
from app.ui.scheduling.day_zoom import Zoom
from app.ui.scheduling.moving import neighbour
from app.ui.scheduling.visit_model import here, said_whole
from app.use_cases.views import DayView, VisitView

HOVER = 300
"""Milliseconds before the card of a visit under the pointer shows."""

ARROWS = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right})
STEPS = {
    Qt.Key.Key_Up: (0, -SNAP),
    Qt.Key.Key_Down: (0, SNAP),
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
}
OTHERS = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.ShiftModifier
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A time of a column that is chosen, whether anything stands there or not."""

    column: int
    at: int
    """Minute of the day."""


class DayChooser(DayBoard):
    """A day on which one visit or one time is chosen."""

    opened = Signal(object)
    chosen = Signal(object)
    gap_taken = Signal(object)
    hovered = Signal(object, QRect)
    """A visit whose card is to be shown beside an area of the screen; None takes it away."""
    read_out = Signal()
    menu_wanted = Signal(QPoint)

    def __init__(self, clinic: Clinic, zoom: Zoom) -> None:
        super().__init__(clinic, zoom)
        self._current: Card | None = None
        self._spot: Spot | None = None
        self._under: Card | None = None
        self._pinned = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(HOVER)
        self._rest.timeout.connect(self._show_hover)

    @property
    def current(self) -> VisitView | None:
        """The visit that is chosen."""
        return self._current.view if self._current else None

    @property
    def spot(self) -> tuple[Resource, datetime] | None:
        """The column and the time that are chosen; None while a visit is, or nothing."""
        layout, spot = self._layout, self._spot
        if layout is None or spot is None:
            return None
        return layout.columns[spot.column], from_minute(layout.midnight + spot.at)

    @property
    def block(self) -> int:
        """The block at the time that is chosen, 0 when there is none."""
        layout, spot = self._layout, self._spot
        return layout.block_at(spot.column, spot.at) if layout and spot else 0

    @override
    def show_day(self, view: DayView, now: datetime | None) -> None:
        turned = self._view is None or self._view.day != view.day
        before = self._current
        super().show_day(view, now)
        if turned and self.hasFocus():
            self._choose_first()
        elif before is not None and self._current is None and not turned:
            self._choose_where(before)

    def _choose_where(self, gone: Card) -> None:
        """Choose the time that a visit had which has gone, and never another visit."""
        columns = self._layout.columns if self._layout else ()
        if gone.column < len(columns):
            self.choose_spot(Spot(column=gone.column, at=gone.start))

    def _choose_first(self) -> None:
        """Where nothing is chosen, the first visit is."""
        nothing = self._current is None and self._spot is None
        if nothing and self._layout is not None and self._layout.cards:
            self.choose_card(min(self._layout.cards, key=lambda card: card.start))

    @override
    def _lay_out(self) -> None:
        super()._lay_out()
        layout = self._layout
        if layout is None:
            return
        self._current = self._same(layout.cards, self._current)
        if self._spot and self._spot.column >= len(layout.columns):
            self._spot = None

    def _same(self, cards: tuple[Card, ...], before: Card | None) -> Card | None:
        """The card of the visit that was chosen, in the column where it was if it still is."""
        if before is None:
            return None
        mine = [card for card in cards if card.view.visit.id == before.view.visit.id]
        return min(mine, key=lambda card: abs(card.column - before.column), default=None)

    def choose(self, visit: int) -> None:
        """Choose a visit by its number."""
        cards = self._layout.cards if self._layout else ()
        self.choose_card(next((card for card in cards if card.view.visit.id == visit), None))

    def choose_card(self, card: Card | None) -> None:
        """Choose the visit of a card, and let it be seen and heard."""
        self._current, self._spot = card, None
        if card is not None:
            self.reveal(self.area_of(card))
            self._tell(said_whole(card.view, here(self._clinic)))
        self._follow()
        self.viewport().update()
        self.chosen.emit(card.view if card else None)

    def choose_spot(self, spot: Spot | None) -> None:
        """Choose a time of a column, and let it be seen and heard."""
        self._current, self._spot = None, spot
        chosen = self.spot
        if spot is not None and chosen is not None:
            self.reveal(self._spot_area(spot).translated(self.origin))
            start = words.clock(wall(chosen[1], self._clinic.zone))
            self._tell(f"{chosen[0].name}, {start}")
        self._follow()
        self.viewport().update()
        self.chosen.emit(None)

    def _tell(self, text: str) -> None:
        self.setAccessibleDescription(text)
        if self.hasFocus():
            announce(self, text)

    def area_of(self, card: Card) -> QRectF:
        """Where a card stands in the viewport."""
        return self.scale().area(card).translated(self.origin)

    def _spot_area(self, spot: Spot) -> QRectF:
        scale = self.scale()
        top = scale.y(spot.at)
        return QRectF(spot.column * scale.column, top, scale.column, scale.y(spot.at + SNAP) - top)

    def chosen_area(self) -> QRect:
        """Where on the screen the chosen visit or time stands, for a menu beside it."""
        area = QRectF(0, head_height(), 1, 1)
        if self._current is not None:
            area = self.area_of(self._current)
        elif self._spot is not None:
            area = self._spot_area(self._spot).translated(self.origin)
        return self._on_screen(area.intersected(QRectF(self.viewport().rect())))

    def _on_screen(self, area: QRectF) -> QRect:
        corner = self.viewport().mapToGlobal(area.topLeft().toPoint())
        return QRect(corner, area.size().toSize())

    def _show_hover(self) -> None:
        if self._under is not None:
            self.hovered.emit(self._under.view, self._on_screen(self.area_of(self._under)))

    def hide_hover(self) -> None:
        """Show no card until the pointer rests or Space asks again."""
        self._rest.stop()
        self._under, self._pinned = None, False
        self.hovered.emit(None, QRect())

    def _pin(self) -> None:
        """Space: the card of the chosen visit, read out; Space again takes it away."""
        if self._pinned:
            self.hide_hover()
            return
        self._pinned = True
        self._follow()

    def _follow(self) -> None:
        """A card that Space has shown goes with the visit that is chosen."""
        if not self._pinned:
            return
        if self._current is None:
            self.hide_hover()
            return
        self._under = self._current
        self._show_hover()
        self.read_out.emit()

    def ask_menu(self) -> None:
        """The menu of the chosen visit or time, beside it."""
        area = self.chosen_area()
        self.hide_hover()
        inside = QPoint(min(24, area.width() // 2), min(24, area.height() // 2))
        self.menu_wanted.emit(area.topLeft() + inside)

    def _step(self, key: Qt.Key) -> None:
        if self._layout is not None:
            self.choose_card(neighbour(self._layout.cards, self._current, key))

    def _step_spot(self, key: Qt.Key) -> None:
        """Ctrl and an arrow: the chosen time goes a quarter of an hour or a column on."""
        layout, spot = self._layout, self._spot
        if layout is None or not layout.columns:
            return
        if spot is None:
            self.choose_spot(self._first_spot())
            return
        across, down = STEPS[key]
        column = min(max(0, spot.column + across), len(layout.columns) - 1)
        at = min(max(layout.first, spot.at + down), layout.last - SNAP)
        self.choose_spot(Spot(column=column, at=at))

    def _first_spot(self) -> Spot | None:
        """Where the chosen time begins: below the chosen visit, else at the next quarter hour."""
        layout, card = self._layout, self._current
        if layout is None:
            return None
        now = layout.minute_of(self._now) if self._now else layout.first
        at = -(-(card.end if card else now) // SNAP) * SNAP
        at = min(max(layout.first, at), layout.last - SNAP)
        return Spot(column=card.column if card else 0, at=at)

    def paint_spot(self, painter: QPainter) -> None:
        """The chosen time: a frame with its clock."""
        spot, layout, table = self._spot, self._layout, tokens(self)
        if spot is None or layout is None:
            return
        area = self._spot_area(spot).translated(self.origin)
        colour = table.accent if self.hasFocus() else table.edge
        area.setHeight(max(area.height(), metrics(Style.LABEL).height() + 4))
        area = area.adjusted(2, 0, -2, 0)
        fill_round(painter, area, table.accent_soft, 4)
        outline(painter, area, colour, 4, 2)
        said = words.clock(wall(from_minute(layout.midnight + spot.at), self._clinic.zone))
        say(painter, area.adjusted(8, 0, -4, 0), said, table.ink, font(Style.LABEL))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        chosen = self._current.view.visit.id if self._current else 0
        with QPainter(self.viewport()) as painter:
            self.paint_day(painter, QRectF(event.rect()), chosen, focused=self.hasFocus())
            painter.setClipRect(self.columns_area())
            self.paint_spot(painter)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, held = Qt.Key(event.key()), event.modifiers() & OTHERS
        plain = held == Qt.KeyboardModifier.NoModifier
        if key in ARROWS and plain:
            self._step(key)
        elif key in ARROWS and held == Qt.KeyboardModifier.ControlModifier:
            self._step_spot(key)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and plain:
            self.take()
        elif key == Qt.Key.Key_Space and plain and self._current:
            self._pin()
        elif asks_for_menu(event):
            self.ask_menu()
        else:
            super().keyPressEvent(event)

    def take(self) -> None:
        """Open the chosen visit, or book at the chosen time."""
        spot = self.spot
        if self._current is not None:
            self.opened.emit(self._current.view)
        elif spot is not None:
            self.gap_taken.emit(spot[1])

    @override
    def focusInEvent(self, event: QFocusEvent, /) -> None:
        super().focusInEvent(event)
        self._choose_first()
