"""The rail: the pages, each an icon with its word."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QSizePolicy, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import key_told
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_chosen, fill_round, focus_ring, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, font, metrics, scaled
from app.words.tongue import tr_of

EDGE, GAP = 8, 3


def icon_side() -> int:
    """How large the icons of the rail are at the present text size."""
    return max(24, scaled(18))


class RailButton(QPushButton):
    """One page of the rail."""

    def __init__(self, name: str, icon: str, key: str) -> None:
        super().__init__(name)
        self._icon, self._folded = icon, False
        self.setCheckable(True)
        self.setAutoExclusive(True)  # a screen reader then says that it is one of several
        self.setAccessibleName(name)
        self.setToolTip(f"{name}  ({key_told(key)})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fold(self, *, folded: bool) -> None:
        """Show the icon alone, or its word too; the tool tip always says the word."""
        if folded != self._folded:
            self._folded = folded
            self.updateGeometry()
            self.update()

    def whole_height(self) -> int:
        """How high it stands with its word."""
        return icon_side() + metrics(Style.LABEL).height() + 16

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The page's word."""
        if self._folded:
            return ()
        measures = metrics(Style.LABEL)
        needed = measures.horizontalAdvance(self.text())
        area = QRectF(0, icon_side() + 9, self.width(), measures.height())
        return (TextBox(text=self.text(), area=area, needed=needed, height=measures.height()),)

    @override
    def sizeHint(self) -> QSize:
        if self._folded:
            return QSize(max(68, icon_side() + 28), icon_side() + 18)
        wide = max(68, metrics(Style.LABEL).horizontalAdvance(self.text()) + 16)
        return QSize(wide, self.whole_height())

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

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
                fill_chosen(painter, area.adjusted(2, 2, -2, -2), table, 10)
            elif self.underMouse():
                fill_round(painter, area.adjusted(2, 2, -2, -2), table.hover, 10)
            side = icon_side()
            mark = QRectF(area.center().x() - side / 2, 9 if self._folded else 7, side, side)
            paint_icon(painter, self._icon, mark, colour)
            if not self._folded:
                painter.setFont(font(Style.LABEL))
                painter.setPen(QColor(colour))
                words = QRectF(0, icon_side() + 9, area.width(), metrics(Style.LABEL).height())
                painter.drawText(words, int(Qt.AlignmentFlag.AlignCenter), self.text())
            if self.hasFocus():
                focus_ring(painter, area, table, 11)


class Rail(QWidget):
    """The pages on the left; one of them is shown. In large text they are icons alone."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(6, EDGE, 6, EDGE)
        self._column.setSpacing(GAP)
        self._group = QButtonGroup(self)
        self._column.addStretch(1)
        self.buttons: list[RailButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def add(self, name: str, icon: str, key: str) -> RailButton:
        """One more page, by its English name."""
        button = RailButton(tr_of("page", name), icon, key)
        self._group.addButton(button, len(self.buttons))
        self._column.insertWidget(len(self.buttons), button)
        self.buttons.append(button)
        return button

    def show_page(self, number: int) -> None:
        """Mark the page that is shown."""
        self.buttons[number].setChecked(True)

    def _fold(self) -> None:
        """Leave the words out when the window is not high enough for them."""
        needed = sum(button.whole_height() + GAP for button in self.buttons) + 2 * EDGE
        for button in self.buttons:
            button.fold(folded=self.height() < needed)

    @override
    def minimumSizeHint(self) -> QSize:
        least = (icon_side() + 18 + GAP) * len(self.buttons) + 2 * EDGE
        return QSize(super().minimumSizeHint().width(), least)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fold()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fold()
