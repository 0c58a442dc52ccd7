"""Our line icons, drawn from their files in any colour and size."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app import paths
from app.ui.common.palette import Tokens

MENU_SIZES = (16, 24)
"""Pixels of an icon in a menu, and of one on a screen of one and a half times the density."""


@lru_cache(maxsize=256)
def _drawing(name: str, colour: str) -> QSvgRenderer:
    text = (paths.ICONS / f"{name}.svg").read_text(encoding="utf-8")
    return QSvgRenderer(QByteArray(text.replace("currentColor", colour).encode()))


def paint_icon(painter: QPainter, name: str, area: QRectF, colour: str) -> None:
    """Draw an icon into an area."""
    _drawing(name, colour).render(painter, area)


def pixmap(name: str, side: int, colour: str, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of so many logical pixels."""
    picture = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_icon(painter, name, QRectF(0, 0, side, side), QColor(colour).name())
    return picture


def icon(name: str, table: Tokens) -> QIcon:
    """An icon for menus, in the ink of a colour table."""
    return _menu_icon(name, table.muted, table.edge)


@lru_cache(maxsize=256)
def _menu_icon(name: str, ink: str, dim: str) -> QIcon:
    made = QIcon()
    for side in MENU_SIZES:
        for ratio in (1.0, 2.0):
            made.addPixmap(pixmap(name, side, ink, ratio))
            made.addPixmap(pixmap(name, side, dim, ratio), QIcon.Mode.Disabled)
    return made


def app_icon() -> QIcon:
    """The program's own icon."""
    made = QIcon()
    for side in (16, 32, 48, 128, 256):
        made.addPixmap(pixmap("anteroom", side, "#000000"))
    return made
