"""A page of the help to read: our letters and colours, keys that look like keys, links to pages."""

import re

from PySide6.QtCore import QEvent, Qt, QUrl, Signal
from PySide6.QtGui import QKeyEvent, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QTextBrowser
from typing_extensions import override

from app.library import help_html
from app.ui.common.buttons import key_told
from app.ui.common.painting import ring_text
from app.ui.common.palette import Tokens, tokens
from app.ui.common.surfaces import SlimBar
from app.ui.common.type import FAMILY, Style, font, scaled

CODE = re.compile(r"<code>(.*?)</code>")
INSET = 6
PAGE = ".md"
"""What the name of a page that is linked to ends in."""


class HelpText(QTextBrowser):
    """Shows one text; it opens nothing by itself, neither files nor the network."""

    followed = Signal(str)
    """The topic of a link that was taken."""
    typed = Signal(str)
    """A letter that is for whoever searches."""

    def __init__(self, name: str, *, quiet: bool = False) -> None:
        super().__init__()
        self._is_quiet = quiet
        """Whether it stands in line with what is above it, without room for a ring."""
        self._markdown = ""
        self.setOpenLinks(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAccessibleName(name)
        self.anchorClicked.connect(self._follow)

    def show_markdown(self, text: str) -> None:
        """Another text, from its top."""
        self._markdown = text
        self._write()

    def _write(self) -> None:
        document = self.document()
        document.setDefaultFont(font(Style.BODY))
        document.setDocumentMargin(0 if self._is_quiet else INSET)
        document.setIndentWidth(scaled(22))
        document.setDefaultStyleSheet(style_of(tokens(self)))
        self.setHtml(CODE.sub(_key, help_html(self._markdown)))

    def _follow(self, url: QUrl) -> None:
        self.followed.emit(url.path().removesuffix(PAGE))

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self._write()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
        if event.text().strip() and event.text().isprintable() and not held:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    @override
    def loadResource(self, type: int, name: QUrl | str, /) -> object:
        """Nothing is loaded: a page of the help is its words."""
        return None

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        ring_text(self)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()


def _key(found: re.Match[str]) -> str:
    """A key as it is told, with a little room on both sides that never breaks."""
    return f"<code>\N{NO-BREAK SPACE}{key_told(found[1])}\N{NO-BREAK SPACE}</code>"


def style_of(table: Tokens) -> str:
    """The colours and distances of a page."""
    gap, wide = scaled(6), scaled(14)
    return f"""
        p, li {{ color: {table.ink}; margin-top: {gap}px; margin-bottom: {gap}px; }}
        ul, ol {{ margin-top: {gap}px; margin-bottom: {gap}px; }}
        h2 {{ color: {table.ink}; font-size: large; font-weight: 600;
              margin-top: {wide}px; margin-bottom: {gap}px; }}
        strong {{ font-weight: 600; }}
        a {{ color: {table.accent}; }}
        code {{ font-family: "{FAMILY}"; font-weight: 600; color: {table.ink};
                background-color: {table.sunken}; }}
    """
