"""The tour of the demo clinic beside everything else, a chapter at a time."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from app.library import tour_chapters
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Hairline, Sheet
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.help_text import HelpText
from app.words.tongue import tongue, tr

WIDTH, MOST = 300, 400
"""Pixels at 100 % text, and those that larger text may take at most."""
KEY = "Shift+F1"


class TourPane(Sheet):
    """One chapter; it stays while panels come and go, and never takes the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self._at = 0
        self.place = Text("", Style.LABEL, Tone.MUTED)
        self.title = wrapped("", Style.HEADING)
        self.text = HelpText(tr("Chapter of the tour"), quiet=True)
        self.on = Button("", Variant.PRIMARY, "right", KEY)
        self.back = Button(tr("Back"), Variant.QUIET, "left")
        self.shut = icon_button("close", tr("Close the tour"))
        self.setAccessibleName(tr("Tour"))
        self._arrange()
        self.on.clicked.connect(self.go_on)
        self.back.clicked.connect(self.go_back)
        self.shut.clicked.connect(self.hide)
        self.hide()

    def _arrange(self) -> None:
        self.restyle()
        head = QHBoxLayout()
        head.addWidget(self.place, 1)
        head.addWidget(self.shut, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 8, 12)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.text, 1)
        column.addWidget(Flow(self.on, self.back, gap=4))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(column, 1)
        whole.addWidget(Hairline(upright=True))

    @property
    def chapter(self) -> int:
        """Which chapter is shown; the first one says what the tour is."""
        return self._at

    def go_on(self) -> None:
        """The first chapter, then the next; after the last one the tour is over."""
        if self.isHidden():
            self._show(0)
        elif self._at + 1 < len(tour_chapters(tongue())):
            self._show(self._at + 1)
        else:
            self.hide()

    def go_back(self) -> None:
        """The chapter before."""
        self._show(max(0, self._at - 1))

    def _show(self, number: int) -> None:
        chapters = tour_chapters(tongue())
        self._at = number
        self.place.setText(tr("Tour: {number} of {count}", number=number + 1, count=len(chapters)))
        self.title.setText(chapters[number].title)
        self.text.show_markdown(chapters[number].text)
        self.back.setVisible(number > 0)
        last = number + 1 == len(chapters)
        self.on.say(tr("Close the tour") if last else tr("Next chapter"))
        self.show()

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self.setFixedWidth(min(scaled(WIDTH), MOST))
        self.on.show_key(KEY if scaled(WIDTH) <= MOST else "")
