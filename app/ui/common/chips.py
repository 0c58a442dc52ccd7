"""Chips: a shape, a word and a colour, so that a state never rests on colour alone."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app import words
from app.domain import gate
from app.domain.gate import Item, State, Stop
from app.domain.scheduling import Status, Visit
from app.domain.timers import Pace, Timer, timer_of
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_pair, smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

GATE_LOOKS: Mapping[State, str] = {
    State.MET: "ready",
    State.WAITING: "waiting",
    State.MISSING: "blocked",
    State.EXPIRED: "blocked",
    State.ENDS_BEFORE_VISIT: "blocked",
    State.WAIVED: "waived",
    State.NOT_NEEDED: "idle",
}

STATUS_LOOKS: Mapping[Status, tuple[str, str]] = {
    Status.HELD: ("waiting", later("Held")),
    Status.BOOKED: ("idle", later("Expected")),
    Status.ARRIVED: ("waived", later("Arrived")),
    Status.IN_SESSION: ("waived", later("In session")),
    Status.RECOVERY: ("waived", later("Recovery")),
    Status.LEFT: ("ready", later("Left")),
    Status.CANCELLED: ("idle", later("Cancelled")),
    Status.NO_SHOW: ("idle", later("No-show")),
}

STATUS_SHAPES: Mapping[Status, str] = {
    Status.HELD: "hold",
    Status.BOOKED: "clock",
    Status.ARRIVED: "arrive",
    Status.IN_SESSION: "waiting",
    Status.RECOVERY: "clock",
    Status.LEFT: "leave",
    Status.CANCELLED: "cancel",
    Status.NO_SHOW: "idle",
}


def look_of(item: Item) -> str:
    """How an item's state looks: what stops nothing yet is only waited for."""
    look = GATE_LOOKS[item.state]
    late = item.stops in {Stop.START, Stop.NOTHING} and item.state is State.MISSING
    return "waiting" if late else look


def items_look(items: Sequence[Item]) -> tuple[str, str]:
    """How the readiness of some items looks, and its word with the count."""
    met, of = gate.count(tuple(items))
    if not of:
        return "idle", tr("Nothing needed")
    count = f"{met}/{of}"
    if gate.is_ready(tuple(items)):
        return "ready", tr("{count} Ready", count=count)
    blocked = any(look_of(item) == "blocked" for item in items)
    if blocked:
        return "blocked", tr("{count} Blocked", count=count)
    return "waiting", tr("{count} Waiting", count=count)


def readiness_look(view: VisitView) -> tuple[str, str]:
    """How a visit's readiness looks, and its word with the count."""
    return items_look(view.items)


def late_look(timer: Timer) -> tuple[str, str, str]:
    """How it looks that somebody is not here yet: the look, the word and the shape."""
    return "waiting", words.timer(timer).capitalize(), "warning"


def status_look(visit: Visit, now: datetime) -> tuple[str, str, str]:
    """How a visit stands at an instant: the look, the word and the shape."""
    timer = timer_of(visit, now)
    if timer is not None and timer.pace is Pace.LATE:
        return late_look(timer)
    look, word = STATUS_LOOKS[visit.status]
    return look, tr(word), STATUS_SHAPES[visit.status]


def chip_size(text: str) -> QSizeF:
    """The room that a chip with this word takes."""
    height = metrics(Style.LABEL).height() + 6
    return QSizeF(advance(text, Style.LABEL) + height + 12, height)


def paint_chip(
    painter: QPainter, at: QPointF, text: str, table: Tokens, *, look: str, shape: str = ""
) -> QRectF:
    """Draw a chip with its left edge and middle at a point; gives where it stands."""
    size = chip_size(text)
    area = QRectF(QPointF(at.x(), at.y() - size.height() / 2), size)
    pair = table.states[look]
    smooth(painter)
    fill_pair(painter, area, pair, table, area.height() / 2)
    side = area.height() - 9
    mark = QRectF(area.left() + 6, area.center().y() - side / 2, side, side)
    paint_icon(painter, shape or look, mark, pair.mark)
    painter.setFont(font(Style.LABEL))
    painter.setPen(QColor(pair.mark))
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    painter.drawText(area.adjusted(side + 11, 0, 0, 0), int(flags), text)
    return area


class Chip(QWidget):
    """A chip on its own."""

    def __init__(self, text: str = "", look: str = "idle", shape: str = "") -> None:
        super().__init__()
        self._text, self._look, self._shape = text, look, shape
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def show_state(self, text: str, look: str, shape: str = "") -> None:
        """Say another state."""
        self._text, self._look, self._shape = text, look, shape
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    @property
    def text(self) -> str:
        """The word it says."""
        return self._text

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The word, for whoever looks whether it fits."""
        measures = metrics(Style.LABEL)
        area = QRectF(self.rect()).adjusted(measures.height() + 2, 0, 0, 0)
        needed = measures.horizontalAdvance(self._text)
        return (TextBox(text=self._text, area=area, needed=needed, height=measures.height()),)

    @override
    def sizeHint(self) -> QSize:
        size = chip_size(self._text)
        return QSize(round(size.width() + 0.5), round(size.height() + 0.5))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            at = QPointF(0, self.height() / 2)
            paint_chip(painter, at, self._text, tokens(self), look=self._look, shape=self._shape)
