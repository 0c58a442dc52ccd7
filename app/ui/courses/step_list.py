"""The steps of a course in columns: which, when, where and with whom, how ready."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget
from typing_extensions import override

from app.ui.common.chips import chip_size, paint_chip
from app.ui.common.icons import paint_icon
from app.ui.common.lists import SIDE, Index, PickList, Row, RowDelegate, Rows, paint_ground
from app.ui.common.painting import say, smooth
from app.ui.common.palette import tokens_of
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics, scaled

WIDE = 640
"""Pixels at 100 % text from which on everything of a step stands in one line."""

NAME, WHEN = 0.19, 0.25
"""Shares of a wide row for the step and for its time."""

LEAST_WIDE, LEAST_NARROW = 4, 2
"""Steps that can be seen in any case."""

GAP = 12
STYLES = {"title": Style.STRONG, "side": Style.BODY, "detail": Style.SMALL}


def is_wide(widget: QWidget) -> bool:
    """Whether there is room for everything in one line."""
    return widget.width() >= scaled(WIDE)


def step_height(*, wide: bool) -> int:
    """How high a step stands."""
    title, detail = metrics(Style.STRONG).height(), metrics(Style.SMALL).height()
    return max(36, title + 14 if wide else title + 2 * detail + 18)


def step_places(row: Row, area: QRectF, *, wide: bool, marked: bool) -> dict[str, QRectF]:
    """Where the texts of a step stand; marked lists have room for an arrow before them."""
    mark = metrics(Style.BODY).height() + 4 if marked else 0
    left, right = area.left() + SIDE + mark, area.right() - SIDE
    end = chip_size(row.chip).width() if row.chip else 0.0
    room = right - left - (end + GAP if end else 0)
    places = {"end": QRectF(right - end, area.top(), end, area.height())} if end else {}
    if wide:
        name, when = (round((right - left) * share) for share in (NAME, WHEN))
        return places | {
            "title": QRectF(left, area.top(), name - GAP, area.height()),
            "side": QRectF(left + name, area.top(), when - GAP, area.height()),
            "detail": QRectF(left + name + when, area.top(), room - name - when, area.height()),
        }
    lines = (metrics(Style.STRONG).height(), metrics(Style.SMALL).height())
    top = area.top() + 7
    return places | {
        "title": QRectF(left, top, room, lines[0]),
        "side": QRectF(left, top + lines[0] + 2, room, lines[1]),
        "detail": QRectF(left, top + lines[0] + lines[1] + 4, room, lines[1]),
    }


def style_of(part: str, *, wide: bool) -> Style:
    """The style of a part of a step."""
    return Style.SMALL if part == "side" and not wide else STYLES[part]


class Pane(QWidget):
    """A pane as high as it must be: its list scrolls in what is left of the page."""

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int, /) -> int:
        layout = self.layout()
        return layout.minimumHeightForWidth(width) if layout is not None else 0


class StepDelegate(RowDelegate):
    """Draws a step; one that moves has an arrow before it."""

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(120, step_height(wide=is_wide(option.widget)))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        model = index.model()
        row = model.row(index) if isinstance(model, Rows) else None
        if row is None:
            return
        table, wide = tokens_of(option.widget.palette()), is_wide(option.widget)
        area = QRectF(option.rect).adjusted(2, 1, -2, -1)
        smooth(painter)
        paint_ground(painter, area, option, table)
        marked = isinstance(option.widget, StepList) and option.widget.is_marked
        places = step_places(row, area, wide=wide, marked=marked)
        if row.icon:
            side = metrics(Style.BODY).height()
            mark = QRectF(area.left() + SIDE - 4, area.center().y() - side / 2, side, side)
            paint_icon(painter, row.icon, mark, table.accent)
        for part, text in texts_of(row):
            ink = table.muted if part == "detail" else table.ink
            say(painter, places[part], text, ink, font(style_of(part, wide=wide)))
        if row.chip:
            at = QPointF(places["end"].left(), places["end"].center().y())
            paint_chip(painter, at, row.chip, table, look=row.look, shape=row.shape)


def texts_of(row: Row) -> Iterator[tuple[str, str]]:
    """The texts of a step by the part they are."""
    for part, text in (("title", row.title), ("side", row.side), ("detail", row.detail)):
        if text:
            yield part, text


class StepList(PickList):
    """The steps of a course; Enter takes one."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setItemDelegate(StepDelegate(self))

    @property
    def is_marked(self) -> bool:
        """Whether one of the steps has an arrow before it."""
        return any(row.icon for row in self.rows)

    @override
    def text_boxes(self) -> tuple[TextBox, ...]:
        return tuple(box for number in range(len(self.rows)) for box in self._texts(number))

    def _texts(self, number: int) -> Iterator[TextBox]:
        row, wide = self.rows[number], is_wide(self)
        area = QRectF(self.visualRect(self.model_.index(number)))
        if not QRectF(self.viewport().rect()).contains(area):
            return
        inside = area.adjusted(2, 1, -2, -1)
        places = step_places(row, inside, wide=wide, marked=self.is_marked)
        for part, text in texts_of(row):
            measures = metrics(style_of(part, wide=wide))
            yield TextBox(
                text=text,
                area=places[part],
                needed=measures.horizontalAdvance(text),
                height=measures.height(),
                whole=row.whole,
            )

    @override
    def sizeHint(self) -> QSize:
        return QSize(240, len(self.rows) * step_height(wide=is_wide(self)) + 2)

    @override
    def minimumSizeHint(self) -> QSize:
        wide = is_wide(self)
        shown = min(LEAST_WIDE if wide else LEAST_NARROW, len(self.rows))
        return QSize(120, shown * step_height(wide=wide) + 2)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self.doItemsLayout()
        self.scrollTo(self.currentIndex())
