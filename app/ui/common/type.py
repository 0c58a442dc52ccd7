"""The type scale, and labels that keep to it when somebody makes the text larger."""

from enum import Enum
from functools import lru_cache
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from typing_extensions import override

FAMILY = "Noto Sans"


class Style(Enum):
    """A step of the type scale: how large against body text, and how heavy."""

    TITLE = (1.55, QFont.Weight.DemiBold)
    HEADING = (1.18, QFont.Weight.DemiBold)
    STRONG = (1.0, QFont.Weight.DemiBold)
    BODY = (1.0, QFont.Weight.Normal)
    SMALL = (0.9, QFont.Weight.Normal)
    LABEL = (0.9, QFont.Weight.DemiBold)

    __hash__ = object.__hash__
    """Each style is there once; hashing it by name would cost more than what is looked up."""


class Tone(Enum):
    """The colour of a text, by what it is."""

    INK = QPalette.ColorRole.WindowText
    MUTED = QPalette.ColorRole.PlaceholderText
    ACCENT = QPalette.ColorRole.Link


def font(style: Style) -> QFont:
    """The font of a style at the text size that is set now."""
    return _now(style)[0]


def metrics(style: Style) -> QFontMetrics:
    """The measures of a style at the text size that is set now."""
    return _now(style)[1]


def advance(text: str, style: Style) -> int:
    """How wide a text of ours runs in a style; the words that come again and again are kept."""
    return _advance(text, style, QApplication.font().pointSizeF())


@lru_cache(maxsize=2048)
def _advance(text: str, style: Style, points: float) -> int:
    return _made(style, points)[1].horizontalAdvance(text)


def forget_fonts() -> None:
    """Make every font anew: the application has another family from now on."""
    _advance.cache_clear()
    _made.cache_clear()


def _now(style: Style) -> tuple[QFont, QFontMetrics]:
    return _made(style, QApplication.font().pointSizeF())


@lru_cache(maxsize=64)
def _made(style: Style, _points: float) -> tuple[QFont, QFontMetrics]:
    """Font and measures, made once for each text size: painting asks often."""
    made = QFont(QApplication.font())
    factor, weight = style.value
    made.setPointSizeF(made.pointSizeF() * factor)
    made.setWeight(weight)
    return made, QFontMetrics(made)


def scaled(pixels: float) -> int:
    """So many pixels at 100 % text, grown with the text."""
    return round(pixels * QApplication.font().pointSizeF() / BASE_POINTS)


BASE_POINTS = 10.0


@runtime_checkable
class Restyled(Protocol):
    """A widget with a font of its own, which Qt leaves alone when the application's changes."""

    def restyle(self) -> None:
        """Take the text size that is set now."""
        ...


class Text(QLabel):
    """Plain text in a style and a tone; what people typed is never read as markup."""

    def __init__(
        self,
        text: str = "",
        style: Style = Style.BODY,
        tone: Tone = Tone.INK,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._style = style
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(tone.value)
        self.setFont(font(style))

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self.setFont(font(self._style))


def wrapped(text: str = "", style: Style = Style.BODY, tone: Tone = Tone.INK) -> Text:
    """Text that breaks into lines."""
    label = Text(text, style, tone)
    label.setWordWrap(True)
    return label


class ElidedText(Text):
    """One line that ends in dots when there is no room; its tool tip then says it whole."""

    @property
    def is_elided(self) -> bool:
        """Whether the text is cut at the present width."""
        return self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width()

    @override
    def setText(self, text: str, /) -> None:
        super().setText(text)
        self._tell_whole()

    def _tell_whole(self) -> None:
        self.setToolTip(self.text() if self.is_elided else "")

    @override
    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        shortest = self.fontMetrics().horizontalAdvance("MMM\N{HORIZONTAL ELLIPSIS}")
        return QSize(min(hint.width(), shortest), hint.height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._tell_whole()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        area = self.contentsRect()
        shown = self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(self.foregroundRole()))
            painter.drawText(area, int(self.alignment()), shown)
