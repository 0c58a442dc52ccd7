"""A visit that is dragged: what the schedule hands to whatever it is dropped on."""

from PySide6.QtCore import QMimeData, QPoint, QRectF, QSize, Qt
from PySide6.QtGui import QDrag, QPainter, QPixmap
from PySide6.QtWidgets import QWidget

from app.ui.common.painting import fill_round, outline, say, smooth
from app.ui.common.palette import tokens
from app.ui.common.type import Style, advance, font, metrics

MIME = "application/x-anteroom-visit"
"""Carries a visit's number and nothing about the patient."""


def carry(visit: int) -> QMimeData:
    """What a drag of a visit carries."""
    carried = QMimeData()
    carried.setData(MIME, str(visit).encode())
    return carried


def carried_visit(carried: QMimeData) -> int | None:
    """The number of the visit that is dragged; None when something else is."""
    told = bytes(carried.data(MIME).data()) if carried.hasFormat(MIME) else b""
    return int(told) if told.isdigit() else None


def drag_from(widget: QWidget, visit: int, name: str) -> None:
    """Drag a visit out of a widget, under a tag with its name, until it is let go."""
    drag = QDrag(widget)
    drag.setMimeData(carry(visit))
    drag.setPixmap(tag(widget, name))
    drag.setHotSpot(QPoint(-10, -6))
    drag.exec(Qt.DropAction.MoveAction)


def tag(widget: QWidget, name: str) -> QPixmap:
    """A small tag that says who is dragged."""
    table, ratio = tokens(widget), widget.devicePixelRatioF()
    size = QSize(advance(name, Style.STRONG) + 24, metrics(Style.STRONG).height() + 12)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    area = QRectF(0, 0, size.width(), size.height())
    with QPainter(picture) as painter:
        smooth(painter)
        fill_round(painter, area, table.surface, 7)
        outline(painter, area, table.accent, 7, 2)
        say(painter, area.adjusted(12, 0, -8, 0), name, table.ink, font(Style.STRONG))
    return picture
