"""A file: its name typed, or chosen among the files of this computer."""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.common.buttons import Button
from app.ui.common.fields import TextField
from app.ui.common.surfaces import bare
from app.words.tongue import tr

AskFile = Callable[[QWidget], str]
"""Asks for a file; gives nothing when somebody thinks better of it."""


class FileField(QWidget):
    """Which file it is."""

    def __init__(self, choose_file: AskFile, said: str, hint: str, verb: str) -> None:
        super().__init__()
        self.choose_file = choose_file
        self.line = TextField(said, hint)
        self.choose = Button(tr("&Browse …"))
        self.choose.setAccessibleName(verb)
        line = bare(QHBoxLayout(self), 4)
        line.addWidget(self.line, 1)
        line.addWidget(self.choose)
        self.setFocusProxy(self.line)
        self.choose.clicked.connect(self._choose)

    def _choose(self) -> None:
        chosen = self.choose_file(self)
        if chosen:
            self.line.setText(chosen)
            self.line.setFocus()
