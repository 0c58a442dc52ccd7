"""Buttons: one primary, quiet ones beside it, bare ones for icons; all drawn alike."""

from enum import Enum, auto

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton, QSizePolicy, QWidget
from typing_extensions import override

from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_chosen, fill_round, focus_ring, outline, smooth, within_ring
from app.ui.common.palette import Tokens, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics
from app.words.tongue import tr_of

MARGIN = 3
"""Room around a button for its focus ring."""

LEAST = 28
"""No target is smaller than this."""


class Variant(Enum):
    """How much a button asks to be pressed."""

    PRIMARY = auto()
    QUIET = auto()
    BARE = auto()


def plain(text: str) -> str:
    """A button's text without its mnemonic mark."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def key_told(keys: str) -> str:
    """A key as people read it: what is printed on keyboards stays, arrows are told by a word."""
    return "+".join(tr_of("key", key) for key in keys.split("+"))


class Button(QPushButton):
    """A button with an icon, a verb, and the key that does the same."""

    def __init__(
        self,
        text: str = "",
        variant: Variant = Variant.QUIET,
        icon: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._variant, self._icon, self._key = variant, icon, key
        self._folded = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name()

    def set_variant(self, variant: Variant) -> None:
        """Ask more or less to be pressed."""
        self._variant = variant
        self.update()

    def fold(self, *, folded: bool) -> None:
        """Show the icon alone where there is little room; its word then stands in the tool tip."""
        if folded != self._folded:
            self._folded = folded
            if folded and not self.toolTip():
                self.setToolTip(plain(self.text()))
            self.updateGeometry()
            self.update()

    @property
    def _said(self) -> str:
        """The words that are shown."""
        return "" if self._folded else self.text()

    def say(self, text: str, icon: str = "") -> None:
        """Another verb, with its name for the screen reader."""
        self.setText(text)
        self._icon = icon or self._icon
        self._name()
        self.updateGeometry()

    def show_key(self, key: str) -> None:
        """Another key that does the same; none when it is empty."""
        self._key = key
        self._name()
        self.updateGeometry()
        self.update()

    def show_icon(self, icon: str, name: str) -> None:
        """Another icon alone, with another name."""
        self._icon = icon
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def _name(self) -> None:
        self.setAccessibleName(plain(self.text()))
        if self._key:
            self.setToolTip(f"{plain(self.text())}  ({key_told(self._key)})")

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Its verb, for whoever looks whether it fits."""
        measures, said = metrics(Style.STRONG), plain(self._said)
        room = self.width() - (self.sizeHint().width() - measures.horizontalAdvance(said))
        area = QRectF(0, 0, room, self.height())
        if not said:
            return ()
        needed = measures.horizontalAdvance(said)
        return (TextBox(text=said, area=area, needed=needed, height=measures.height()),)

    def _key_width(self) -> int:
        return advance(self._key, Style.SMALL) + 10 if self._key else 0

    def _icon_side(self) -> int:
        return metrics(Style.STRONG).height() - 1 if self._icon else 0

    @override
    def sizeHint(self) -> QSize:
        measures, said = metrics(Style.STRONG), plain(self._said)
        height = max(LEAST + 2 * MARGIN, measures.height() + 14 + 2 * MARGIN)
        if not said:
            return QSize(height, height)
        padding = 16 if self._variant is Variant.BARE else 28
        icon = self._icon_side() + 6 if self._icon else 0
        width = advance(said, Style.STRONG) + icon + self._key_width() + padding
        return QSize(width + 2 * MARGIN, height)

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        body = QRectF(self.rect()).adjusted(MARGIN, MARGIN, -MARGIN, -MARGIN)
        body = within_ring(body, table, focused=self.hasFocus())
        with QPainter(self) as painter:
            smooth(painter)
            self._paint_body(painter, body, table)
            self._paint_words(painter, body, self._ink(table), table)
            if self.hasFocus():
                focus_ring(painter, QRectF(self.rect()), table, 9.0)

    def _paint_body(self, painter: QPainter, body: QRectF, table: Tokens) -> None:
        over = self.isEnabled() and (self.underMouse() or self.isDown())
        if self._variant is Variant.PRIMARY and self.isEnabled():
            fill_round(painter, body, table.accent_hover if over else table.accent_fill, 7)
        elif self.isCheckable() and self.isChecked():
            fill_chosen(painter, body, table, 7)
        elif self._variant is Variant.BARE:
            if over:
                fill_round(painter, body, table.hover, 7)
        else:
            fill_round(painter, body, table.hover if over else table.surface, 7)
            outline(painter, body, table.edge if self.isEnabled() else table.hairline, 7)

    def _ink(self, table: Tokens) -> str:
        if not self.isEnabled():
            return table.edge
        if self._variant is Variant.PRIMARY:
            return table.on_accent
        if self.isCheckable() and self.isChecked():
            return table.accent
        return table.ink

    def _paint_words(self, painter: QPainter, body: QRectF, ink: str, table: Tokens) -> None:
        said, side = self._said, self._icon_side()
        wide = metrics(Style.STRONG).horizontalAdvance(plain(said))
        key = self._key_width() if said else 0
        whole = wide + (side + 6 if side and said else side) + key
        left = body.center().x() - whole / 2
        if side:
            mark = QRectF(left, body.center().y() - side / 2, side, side)
            paint_icon(painter, self._icon, mark, ink)
            left += side + 6
        painter.setPen(QColor(ink))
        painter.setFont(font(Style.STRONG))
        area = QRectF(left, body.top(), wide + 2, body.height())
        painter.drawText(area, words_flags(), said)
        if key:
            quiet = ink if self._variant is Variant.PRIMARY else table.muted
            painter.setPen(QColor(quiet if self.isEnabled() else table.edge))
            painter.setFont(font(Style.SMALL))
            beside = QRectF(area.right() + 8, body.top(), key, body.height())
            painter.drawText(beside, int(Qt.AlignmentFlag.AlignVCenter), self._key)


def words_flags() -> int:
    """How a verb is drawn: its mnemonic is underlined while Alt is held."""
    held = QApplication.queryKeyboardModifiers() & Qt.KeyboardModifier.AltModifier
    mark = Qt.TextFlag.TextShowMnemonic if held else Qt.TextFlag.TextHideMnemonic
    return int(Qt.AlignmentFlag.AlignVCenter) | int(mark)


def icon_button(icon: str, name: str, key: str = "") -> Button:
    """A button that shows an icon alone; its name is spoken and stands in its tool tip."""
    button = Button("", Variant.BARE, icon)
    button.setAccessibleName(name)
    button.setToolTip(f"{name}  ({key_told(key)})" if key else name)
    return button
