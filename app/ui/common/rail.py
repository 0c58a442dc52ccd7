"""The rail: the pages, each an icon with its word."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, focus_ring, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics, scaled

LEAST_ICON = 18
"""Pixels that an icon of the rail keeps where many pages stand on a low screen."""

LOW = 6
"""Pixels between icon, word and edges together, where there is little room."""


def icon_side() -> int:
    """How large the icons of the rail are at the present text size."""
    return max(24, scaled(18))


class RailButton(QPushButton):
    """One page of the rail."""

    def __init__(self, name: str, icon: str, key: str) -> None:
        super().__init__(name)
        self._icon = icon
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  ({key})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The page's word."""
        measures = metrics(Style.LABEL)
        needed = measures.horizontalAdvance(self.text())
        area = self._places()[1]
        return (TextBox(text=self.text(), area=area, needed=needed, height=measures.height()),)

    def _places(self) -> tuple[QRectF, QRectF]:
        """Where the icon and the word stand; a low button has a smaller icon, closer to both."""
        high = metrics(Style.LABEL).height()
        side = min(icon_side(), self.height() - high - LOW)
        gap = min(9.0, (self.height() - high - side) / 3)
        icon = QRectF((self.width() - side) / 2, gap, side, side)
        return icon, QRectF(0, min(icon.bottom() + 3, icon.bottom() + gap), self.width(), high)

    @override
    def sizeHint(self) -> QSize:
        measures = metrics(Style.LABEL)
        wide = max(68, measures.horizontalAdvance(self.text()) + 16)
        return QSize(wide, icon_side() + measures.height() + 20)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), LEAST_ICON + metrics(Style.LABEL).height() + LOW)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table, area = tokens(self), QRectF(self.rect())
        colour = table.accent if self.isChecked() else table.muted
        with QPainter(self) as painter:
            smooth(painter)
            if self.isChecked():
                fill_round(painter, area.adjusted(2, 2, -2, -2), table.accent_soft, 10)
            elif self.underMouse():
                fill_round(painter, area.adjusted(2, 2, -2, -2), table.hover, 10)
            mark, words = self._places()
            paint_icon(painter, self._icon, mark, colour)
            painter.setFont(font(Style.LABEL))
            painter.setPen(QColor(colour))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self.hasFocus():
                focus_ring(painter, area, table.accent, 11)


class Rail(QWidget):
    """The pages on the left; one of them is shown."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, 8, 6, 8)
        self._column.setSpacing(4)
        self._group = QButtonGroup(self)
        self._column.addStretch(1)
        self.buttons: list[RailButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def add(self, name: str, icon: str, key: str) -> RailButton:
        """One more page."""
        button = RailButton(name, icon, key)
        self._group.addButton(button, len(self.buttons))
        self._column.insertWidget(len(self.buttons), button)
        self.buttons.append(button)
        return button

    def show_page(self, number: int) -> None:
        """Mark the page that is shown."""
        self.buttons[number].setChecked(True)
