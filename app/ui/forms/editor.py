"""A field for a form's Markdown: numbered lines, marks for what is wrong, names in colour."""

import re
from collections.abc import Collection, Iterator

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlock,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QTextEdit, QWidget
from typing_extensions import override

from app.ui.common.asking import asks_to_keep
from app.ui.common.icons import paint_icon
from app.ui.common.painting import ring_text, smooth
from app.ui.common.palette import Tokens, tokens
from app.ui.common.surfaces import SlimBar
from app.ui.common.type import Style, font, metrics

_FIELD = re.compile(r"\{\{[^}]*\}\}")
_ID = re.compile(r"\{#[\w-]+\}")


LEAST = 70
"""Pixels of the text on a low screen."""


class Colours(QSyntaxHighlighter):
    """Headings strong, marks quiet, fields in the accent."""

    def __init__(self, document: QTextDocument, table: Tokens) -> None:
        super().__init__(document)
        self.table = table

    @override
    def highlightBlock(self, text: str, /) -> None:
        if text.startswith(":::"):
            self.setFormat(0, len(text), _coloured(self.table.muted, strong=True))
        elif text.startswith("#"):
            self.setFormat(0, len(text), _coloured(self.table.ink, strong=True))
        for pattern, colour in ((_FIELD, self.table.accent), (_ID, self.table.muted)):
            for found in pattern.finditer(text):
                self.setFormat(found.start(), len(found[0]), _coloured(colour))


def _coloured(colour: str, *, strong: bool = False) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    if strong:
        made.setFontWeight(font(Style.STRONG).weight())
    return made


class Gutter(QWidget):
    """The numbers of the lines, and a mark at those on which something is wrong."""

    def __init__(self, editor: "MarkdownEditor") -> None:
        super().__init__(editor)
        self._editor = editor

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._editor.gutter_width(), 0)

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        self._editor.paint_gutter(self)


class MarkdownEditor(QPlainTextEdit):
    """One language's text of a form; Tab goes on to the next field."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._faulty: frozenset[int] = frozenset()
        self._gutter = Gutter(self)
        self._colours = Colours(self.document(), tokens(self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(8)
        self.blockCountChanged.connect(self._fit)
        self.updateRequest.connect(self._gutter.update)
        self.cursorPositionChanged.connect(self._mark)
        self.setMinimumHeight(LEAST)
        self.restyle()

    @property
    def lines(self) -> list[str]:
        """The text, line by line."""
        return self.toPlainText().split("\n")

    @property
    def line(self) -> int:
        """The line that the cursor is on, counted from 1."""
        return self.textCursor().blockNumber() + 1

    def write(self, text: str) -> None:
        """Another text from elsewhere; what was typed before cannot be taken back into it."""
        if text != self.toPlainText():
            self.setPlainText(text)

    def replace(self, text: str) -> None:
        """Another text as if it were typed: Ctrl+Z brings back what stood there."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def go_to(self, line: int) -> None:
        """Put the cursor on a line, in the middle of what is seen."""
        self.setTextCursor(QTextCursor(self._block(line)))
        self.centerCursor()

    @property
    def rows_above(self) -> int:
        """How many rows are seen above the line of the cursor."""
        top = self.verticalScrollBar().value()
        return max(0, self.textCursor().block().firstLineNumber() - top)

    def bring(self, line: int, rows_above: int) -> None:
        """Scroll a line below so many rows, and leave the cursor where it is."""
        wanted, block = self._block(line), self.document().firstBlock()
        while block.isValid() and block.blockNumber() < wanted.blockNumber():
            self.blockBoundingRect(block)  # Qt breaks into rows only what was once asked for
            block = block.next()
        self.verticalScrollBar().setValue(wanted.firstLineNumber() - rows_above)

    def _block(self, line: int) -> QTextBlock:
        last = self.blockCount() - 1
        return self.document().findBlockByNumber(min(max(line - 1, 0), last))

    def show_faults(self, lines: Collection[int]) -> None:
        """On which lines something is wrong."""
        self._faulty = frozenset(lines)
        self._mark()
        self._gutter.update()

    def _mark(self) -> None:
        """Underline what is wrong, and tint the line of the cursor."""
        table = tokens(self)
        wave = QTextCharFormat()
        wave.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wave.setUnderlineColor(QColor(table.states["blocked"].mark))
        here = QTextCharFormat()
        here.setBackground(QColor(table.hover))
        here.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003 -- Qt's way
        marked = [self._selection(line, wave, whole=True) for line in sorted(self._faulty)]
        if self.hasFocus():
            marked.insert(0, self._selection(self.line, here, whole=False))
        self.setExtraSelections(marked)

    def _selection(
        self, line: int, look: QTextCharFormat, *, whole: bool
    ) -> QTextEdit.ExtraSelection:
        cursor = QTextCursor(self._block(line))
        if whole:
            keep = QTextCursor.MoveMode.KeepAnchor
            cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, keep)
        made = QTextEdit.ExtraSelection()
        made.cursor, made.format = cursor, look
        return made

    def gutter_width(self) -> int:
        """How wide the numbers and the marks stand."""
        digits = len(str(max(self.blockCount(), 99)))
        return metrics(Style.SMALL).horizontalAdvance("9") * digits + metrics(Style.SMALL).height()

    def _fit(self) -> None:
        self.setViewportMargins(self.gutter_width() + 4, 0, 0, 0)
        area = self.contentsRect()
        self._gutter.setGeometry(area.left(), area.top(), self.gutter_width() + 4, area.height())

    def paint_gutter(self, gutter: QWidget) -> None:
        """Paint the numbers of the lines that are seen."""
        table = tokens(self)
        with QPainter(gutter) as painter:
            smooth(painter)
            painter.setFont(font(Style.SMALL))
            for number, top in self._seen():
                faulty = number in self._faulty
                colour = table.states["blocked"].mark if faulty else table.muted
                high = metrics(Style.BODY).height()
                if faulty:
                    side = high - 4
                    paint_icon(painter, "blocked", QRectF(1, top + 2, side, side), colour)
                painter.setPen(QColor(colour))
                area = QRectF(0, top, gutter.width() - 4, high)
                flags = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
                painter.drawText(area, int(flags), str(number))

    def _seen(self) -> Iterator[tuple[int, float]]:
        """The lines that are seen, and where they begin."""
        block, offset = self.firstVisibleBlock(), QPointF(self.contentOffset())
        while block.isValid():
            area = self.blockBoundingGeometry(block).translated(offset)
            if area.top() > self.viewport().height():
                return
            yield block.blockNumber() + 1, area.top()
            block = block.next()

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self.setFont(font(Style.BODY))
        self._fit()

    @override
    def event(self, event: QEvent, /) -> bool:
        keys = {QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress}
        if event.type() in keys and isinstance(event, QKeyEvent) and asks_to_keep(event):
            event.setAccepted(event.type() == QEvent.Type.ShortcutOverride)
            return event.isAccepted()  # the key is for the place that the field stands in
        return super().event(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._colours.table = tokens(self)
            self._colours.rehighlight()
            self._mark()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        ring_text(self)
