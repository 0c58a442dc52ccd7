"""Lists: everybody whom the desk should ring, and charts that may be of one person."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant
from app.ui.common.hearing import hear_keys
from app.ui.common.surfaces import bare
from app.ui.common.tabs import Tabs
from app.ui.common.type import Style, Text, scaled
from app.ui.desk import EXPECTED, Desk
from app.ui.lists.call_list import CallList
from app.ui.lists.duplicates import DuplicateList
from app.ui.lists.letters import LetterList
from app.ui.lists.rebooking import RebookList
from app.ui.lists.recalls import RecallList
from app.ui.lists.waiting import WaitList
from app.words.tongue import later, tr

TITLES = (
    later("Wait list"),
    later("To rebook"),
    later("Duplicates"),
    later("Recalls"),
    later("Letters"),
)
WAITING, REBOOKING, DUPLICATES, RECALLS, LETTERS = range(len(TITLES))
NARROW = 340
"""Pixels at 100 % text below which the button is an icon alone."""


def _counted(counts: Mapping[int, Callable[[], int]]) -> dict[int, int]:
    """How many stand on each list."""
    return {number: count() for number, count in counts.items()}


class ListsPage(QWidget):
    """Who waits, who is to be booked again, who is due, whose letter has not come."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.add = Button(tr("Add to the wait list"), Variant.QUIET, "plus", "Ins")
        self.tabs = Tabs(tr("Lists"), tuple(map(tr, TITLES)))
        self.waiting = WaitList(desk)
        self.rebooking = RebookList(desk)
        self.recalls = RecallList(desk)
        self.letters = LetterList(desk)
        self.duplicates = DuplicateList(desk)
        self.lists: tuple[CallList | DuplicateList, ...] = (
            self.waiting,
            self.rebooking,
            self.duplicates,
            self.recalls,
            self.letters,
        )
        self._pages = QStackedWidget()
        self._counting = False
        self._again = False
        """Whether something has happened since the counting began."""
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 12)
        head.addWidget(Text(tr("Lists"), Style.TITLE), 1)
        head.addWidget(self.add)
        for number, each in enumerate(self.lists):
            self._pages.addWidget(each)
            self.tabs.setTabToolTip(number, f"{tr(TITLES[number])}  (Ctrl+PgUp, Ctrl+PgDown)")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(12)
        whole.addLayout(head)
        whole.addWidget(self.tabs)
        whole.addWidget(self._pages, 1)

    def _connect(self) -> None:
        desk = self._desk
        self.tabs.currentChanged.connect(self._turn)
        keys = {
            "Ins": self.add.click,
            "Ctrl+PgUp": lambda: self._turn_by(-1),
            "Ctrl+PgDown": lambda: self._turn_by(1),
        }
        hear_keys(self, keys)
        self.add.clicked.connect(lambda: desk.wait_wanted.emit(None))
        self.waiting.way.clicked.connect(lambda: desk.wait_wanted.emit(None))
        self.waiting.change_wanted.connect(desk.wait_wanted)
        self.rebooking.way.clicked.connect(lambda: self.show_list(WAITING))
        self.letters.way.clicked.connect(lambda: self.show_list(RECALLS))
        for number, each in enumerate(self.lists):
            each.counted.connect(partial(self._count, number))
        for happened in (desk.changes.happened, desk.private_changed, desk.minute_passed):
            happened.connect(self._refresh_if_seen)

    def _count(self, number: int, count: int) -> None:
        self.tabs.setTabText(number, f"{tr(TITLES[number])}  {count}")

    @property
    def shown(self) -> CallList | DuplicateList:
        """The list that is shown."""
        return self.lists[self.tabs.currentIndex()]

    def show_list(self, number: int) -> None:
        """Another list, with the keyboard on it."""
        self.tabs.setCurrentIndex(number)
        self.begin()

    def _turn_by(self, by: int) -> None:
        """The next list, or the one before; after the last comes the first."""
        self.show_list((self.tabs.currentIndex() + by) % len(self.lists))

    def _turn(self, number: int) -> None:
        self._pages.setCurrentIndex(number)
        shown = self.shown
        if self.isVisible() and isinstance(shown, CallList):  # the duplicates look by themselves
            shown.refresh()
        if self.isVisible() and not self.tabs.hasFocus():
            self.begin()

    def begin(self) -> None:
        """Put the keyboard on the list."""
        self.shown.begin()

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the list that is seen again; beside it, how many stand on each of the others."""
        self.shown.refresh()
        if self._counting:
            self._again = True
            return
        self._counting, self._again = True, False
        calls = [each for each in self.lists if isinstance(each, CallList)]
        counts = {self.lists.index(each): each.count() for each in calls if each is not self.shown}
        work = partial(_counted, counts)
        self._desk.background.run(work, self._take_counts, self._not_counted)

    def _take_counts(self, counts: Mapping[int, int]) -> None:
        """What the tabs of the others say; one that is seen by now has told it by itself."""
        self._counting = False
        for number, count in counts.items():
            if number != self.tabs.currentIndex():
                self._count(number, count)
        if self._again:
            self._refresh_if_seen()

    def _not_counted(self, error: Exception) -> None:
        """A clinic that does not answer is said by the next act."""
        self._counting = False
        if not isinstance(error, EXPECTED):
            raise error

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        self.add.fold(folded=self.width() < scaled(NARROW))
        super().resizeEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
