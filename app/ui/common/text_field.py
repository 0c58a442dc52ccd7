"""A line to type in under its label; the page before the clinic needs no other field."""

from PySide6.QtCore import QEvent, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.asking import asks_to_keep
from app.ui.common.buttons import words_flags
from app.ui.common.icons import paint_icon
from app.ui.common.line import Line
from app.ui.common.painting import fill_round, focus_ring, outline, smooth
from app.ui.common.palette import tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, Text, Tone, font, metrics
from app.words.tongue import tr

OURS = (QKeySequence("Ctrl+K"), QKeySequence("Ctrl+H"))
"""Keys that line editing would swallow on some systems, and that the window needs."""

AGAIN = (QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z"))
"""Keys that do again what was taken back: in the field, or at the clinic."""

TYPED = (QKeySequence("Ctrl+Del"), QKeySequence("Ctrl+Shift+Del"))
"""Keys that are about what is typed, and not about the visit that is chosen elsewhere."""


def field_height() -> int:
    """How high a field stands at the present text size."""
    return max(34, metrics(Style.BODY).height() + 16)


class TextField(Line):
    """One line to type in, with an icon before it when it searches."""

    def __init__(self, name: str, hint: str = "", icon: str = "") -> None:
        super().__init__()
        self._icon, self._hint = icon, hint
        self.key = name
        """Its name in English, which it tells in the language of the window; drafts keep it so."""
        self.setAccessibleName(tr(name))
        self.setPlaceholderText(hint)
        self.setFrame(False)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._fit()

    def hint_at(self, hint: str) -> None:
        """Another hint at what is typed here."""
        self._hint = hint
        self.set_read_only(read_only=self.isReadOnly())

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether it can only be read; it then hints at nothing."""
        self.setReadOnly(read_only)
        self.setPlaceholderText("" if read_only else self._hint)

    def _fit(self) -> None:
        left = metrics(Style.BODY).height() + 16 if self._icon else 10
        self.setTextMargins(left, 0, 10, 0)
        self.setFixedHeight(field_height())

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The hint, which must be readable whole while nothing is typed."""
        if self.text() or not self.placeholderText():
            return ()
        margins = self.textMargins()
        area = QRectF(self.rect()).adjusted(margins.left(), 0, -margins.right(), 0)
        measures = metrics(Style.BODY)
        needed = measures.horizontalAdvance(self.placeholderText()) + 4
        return (
            TextBox(
                text=self.placeholderText(),
                area=area,
                needed=needed,
                height=measures.height(),
                whole=self.toolTip(),
            ),
        )

    @override
    def event(self, event: QEvent, /) -> bool:
        keys = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() in keys and isinstance(event, QKeyEvent) and asks_to_keep(event):
            event.setAccepted(event.type() == QEvent.Type.ShortcutOverride)
            return event.isAccepted()  # the key is for the place that the field stands in
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed in TYPED:
                event.accept()
                return True
            undoes = pressed == QKeySequence(QKeySequence.StandardKey.Undo)
            nothing_typed = undoes and not self.isUndoAvailable()
            nothing_back = pressed in AGAIN and not self.isRedoAvailable()
            if pressed in OURS or nothing_typed or nothing_back:
                event.ignore()
                return False
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self) as painter:
            smooth(painter)
            body = QRectF(self.rect())
            paint_field(painter, self, body)
            if self._icon:
                side = metrics(Style.BODY).height()
                mark = QRectF(10, body.center().y() - side / 2, side, side)
                paint_icon(painter, self._icon, mark, table.muted)
        with_clear_base(self)
        super().paintEvent(event)


def with_clear_base(field: QLineEdit) -> None:
    """Let the painted field shine through Qt's own line."""
    palette = field.palette()
    if palette.color(QPalette.ColorRole.Base).alpha():
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        field.setPalette(palette)


def paint_field(painter: QPainter, field: QWidget, body: QRectF) -> None:
    """The body of a field: surface, border, and ring while it has the keyboard."""
    table = tokens(field)
    fill_round(painter, body.adjusted(1, 1, -1, -1), table.surface, 7)
    if field.hasFocus():
        focus_ring(painter, body, table, 8)
    else:
        edge = table.edge if field.isEnabled() else table.hairline
        outline(painter, body.adjusted(1, 1, -1, -1), edge, 7)


class FieldLabel(Text):
    """The word over a field; its mnemonic goes to the field and is underlined while Alt is held."""

    def __init__(self, text: str, field: QWidget) -> None:
        super().__init__(text, Style.LABEL, Tone.MUTED)
        self.setBuddy(field.focusProxy() or field)  # Qt passes by a buddy that takes no focus

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        with QPainter(self) as painter:
            painter.setFont(font(Style.LABEL))
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(self.contentsRect(), words_flags(), self.text())


def labelled(text: str, field: QWidget, note: QWidget | None = None) -> QWidget:
    """A field under its label, with a note below it."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(FieldLabel(text, field))
    column.addWidget(field)
    if note is not None:
        column.addWidget(note)
    return whole
