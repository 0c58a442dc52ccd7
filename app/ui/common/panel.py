"""The right panel: a title, a body that scrolls, a foot with the buttons."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.common.buttons import Button, icon_button
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Hairline, Sheet, scrolling
from app.ui.common.type import ElidedText, Style
from app.words.tongue import tr

WIDTH = 408
"""Pixels of a panel at 100 % text."""


class Panel(Sheet):
    """Something that is done beside the page, never over it; Esc closes it and keeps its draft."""

    closed = Signal()
    WIDTH = WIDTH

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = ElidedText(title, Style.HEADING)
        self.close_button = icon_button("close", tr("Close this panel"), "Esc")
        self.content = QWidget()
        self.body = QVBoxLayout(self.content)
        self.body.setContentsMargins(16, 12, 16, 12)
        self.body.setSpacing(12)
        self.area = scrolling(self.content, QPalette.ColorRole.Base)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(16, 10, 16, 12)
        self.foot.setSpacing(8)
        self.setAccessibleName(title)
        self.__arrange()
        self.close_button.clicked.connect(self.closed)

    def __arrange(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 8, 8, 8)
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addWidget(Hairline())
        whole.addWidget(self.area, 1)
        self.foot_line = Hairline()
        whole.addWidget(self.foot_line)
        whole.addLayout(self.foot)

    def add_buttons(self, *buttons: Button) -> None:
        """Buttons at the foot, in as many lines as they need."""
        self.foot.addWidget(Flow(*buttons, gap=4))

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        self.setFocus()
