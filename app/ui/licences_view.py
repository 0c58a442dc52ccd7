"""What the program is made of: each part with its licence, and the text of the one chosen."""

from __future__ import annotations  # the list is read by whoever asks for it alone

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button
from app.ui.common.lists import PickList, Row
from app.ui.common.painting import ring_text
from app.ui.common.surfaces import SlimBar, bare
from app.ui.common.type import Style, Text, Tone, font, wrapped
from app.words.tongue import tr

if TYPE_CHECKING:
    from app.library.licences import Part

SHOWN = 4
"""Parts that are seen at once."""


class LicenceText(QPlainTextEdit):
    """A licence, word for word; it can be read and copied, not changed."""

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName(tr("Text of the licence"))
        self.restyle()

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self.setFont(font(Style.SMALL))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        ring_text(self)


class LicencesView(QWidget):
    """The parts to choose from, above the text of the chosen one."""

    left = Signal()

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__()
        self.parts = parts
        self.list = PickList(tr("Parts of the program"), most=SHOWN)
        self.named = Text("", Style.STRONG)
        self.named.setWordWrap(True)
        self.text = LicenceText()
        self.back = Button(tr("Back"), icon="left")
        self._arrange()
        self.list.moved.connect(self._show)
        self.back.clicked.connect(self.left)
        self.list.show_rows([_row(number, part) for number, part in enumerate(parts)])

    def _arrange(self) -> None:
        whole = bare(QVBoxLayout(self))
        told = tr("Anteroom is made with the work of others, under these licences.")
        whole.addWidget(self.back)
        whole.addWidget(wrapped(told, Style.BODY, Tone.MUTED))
        whole.addWidget(self.list)
        whole.addWidget(self.named)
        whole.addWidget(self.text, 1)

    def _show(self, number: object) -> None:
        if isinstance(number, int):
            part = self.parts[number]
            self.named.setText(f"{part.name} {part.version}")
            self.text.setPlainText(part.text)


def _row(number: int, part: Part) -> Row:
    return Row(value=number, title=part.name, detail=part.licence, side=part.version)
