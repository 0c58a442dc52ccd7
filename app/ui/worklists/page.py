"""Worklists, each row with its next action: of the visits to come, and of their papers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.clinic import Clinic
from app.domain.worklists import CONSENTS, VISITS, Worklist
from app.ui.common.buttons import Button, Variant
from app.ui.common.hearing import hear_keys
from app.ui.common.lists import PickList
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, bare
from app.ui.common.tabs import Tabs
from app.ui.common.type import ElidedText, Style, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.worklists.exporting import AskFile, Exporting, ask_csv
from app.ui.worklists.rows import EMPTY, task_row
from app.ui.worklists.task_card import TaskCard, do_task
from app.use_cases.tasks import Task
from app.use_cases.worklist_sheets import export_worklist
from app.use_cases.worklists import Worklists, see_paper_lists, see_worklists
from app.words.tongue import later, tr

NARROW = 520
"""Pixels at 100 % text below which the buttons of the head are icons alone."""
WAYS = {
    Worklist.WEEK: later("See the next 7 days"),
    Worklist.TO_PRINT: later("See what is to be printed"),
}
"""What leads from an empty list to the one that shows most."""
READING = later("Looking through the visits to come …")


class WorklistsPage(QWidget):
    """Some lists; Enter does the next thing about the row that is current."""

    """A worklist that is to be printed."""

    def __init__(
        self,
        desk: Desk,
        title: str = later("To do"),
        kinds: tuple[Worklist, ...] = VISITS,
        see: Callable[[Clinic], Worklists] = see_worklists,
    ) -> None:
        super().__init__()
        self._desk, self._title, self._kinds, self._see = desk, title, kinds, see
        self.choose_file: AskFile = ask_csv
        self._lists: Worklists = dict.fromkeys(kinds, ())
        self._tasks: dict[object, Task] = {}
        self._reading = self._again = self._known = False
        self.print = Button(tr("Print"), Variant.QUIET, "print", "P")
        self.export = Button(tr("Export"), Variant.QUIET, "save", "E")
        self.tabs = Tabs(tr("Worklists"), tuple(map(words.worklist_title, kinds)))
        self.about = wrapped("", Style.SMALL, Tone.MUTED)
        self.warning = Reasons("waiting")
        self.reasons = Reasons()
        self.list = PickList(tr(title))
        self.card = TaskCard(desk)
        self._wide = Worklist.WEEK if Worklist.WEEK in kinds else kinds[0]
        self.way = Button(tr(WAYS[self._wide]), icon="right")
        self.empty = EmptyPlace("ready", "", "", self.way)
        self._places = QStackedWidget()
        self._exporting = Exporting(desk, self, self.warning, self.reasons)
        self._arrange()
        self._connect()
        self._show()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 4)
        head.addWidget(ElidedText(tr(self._title), Style.TITLE), 1)
        head.addWidget(self.export)
        head.addWidget(self.print)
        listed = QWidget()
        both = bare(QVBoxLayout(listed), 12)
        rows = Card((4, 4, 4, 4))
        rows.body.addWidget(self.list)
        both.addWidget(rows, 5)
        both.addWidget(self.card, 4)
        self._places.addWidget(listed)
        self._places.addWidget(self.empty)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.setSpacing(8)
        whole.addLayout(head)
        for part in (self.tabs, self.about, self.warning, self.reasons):
            whole.addWidget(part)
        whole.addWidget(self._places, 1)
        for number, kind in enumerate(self._kinds):
            about = f"{words.worklist_about(kind)}  (Ctrl+PgUp, Ctrl+PgDown)"
            self.tabs.setTabToolTip(number, about)

    def _connect(self) -> None:
        desk = self._desk
        self.tabs.currentChanged.connect(self._turn)
        keys = {
            "Ctrl+PgUp": lambda: self._turn_by(-1),
            "Ctrl+PgDown": lambda: self._turn_by(1),
            "P": self.print.click,
            "E": self.export.click,
        }
        hear_keys(self, keys)
        self.list.moved.connect(self._move)
        self.list.taken.connect(self._act)
        self.card.act.clicked.connect(self._act)
        self.print.clicked.connect(lambda: desk.print_wanted.emit(self.kind))
        self.export.clicked.connect(self._export)
        self.way.clicked.connect(lambda: self.show_list(self._wide))
        for happened in (desk.changes.happened, desk.private_changed, desk.minute_passed):
            happened.connect(self._refresh_if_seen)

    @property
    def kind(self) -> Worklist:
        """The list that is shown."""
        return self._kinds[self.tabs.currentIndex()]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks of the list that is shown."""
        return tuple(self._tasks.values())

    @property
    def task(self) -> Task | None:
        """The task that is current."""
        return self._tasks.get(self.list.current())

    def show_list(self, kind: Worklist) -> None:
        """Another list, with the keyboard on it."""
        self.tabs.setCurrentIndex(self._kinds.index(kind))
        self.begin()

    def _turn_by(self, by: int) -> None:
        """The next list, or the one before; after the last comes the first."""
        self.show_list(self._kinds[(self.tabs.currentIndex() + by) % len(self._kinds)])

    def _turn(self, _number: int) -> None:
        self.reasons.clear()
        self._show()
        if self.isVisible() and not self.tabs.hasFocus():
            self.begin()

    def begin(self) -> None:
        """Put the keyboard on the list, or on what is offered in its place."""
        self._choose()
        if self._tasks:
            self.list.setFocus()
        else:
            (self.way if self.way.isVisibleTo(self) else self.tabs).setFocus()

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read every list again, off the window's thread; what is asked meanwhile is read after."""
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        read = partial(self._see, self._desk.clinic)
        self._desk.background.run(read, self._take, self._fail)

    def _take(self, lists: Worklists) -> None:
        self._reading = False
        if self._again:
            self.refresh()
        first, self._known, self._lists = not self._known, True, lists
        for number, kind in enumerate(self._kinds):
            title = words.worklist_title(kind)
            self.tabs.setTabText(number, f"{title}  {len(lists[kind])}")
        self.reasons.clear()
        self._show()
        if first and self.isVisible() and self.tabs.hasFocus():
            self.begin()

    def _fail(self, error: Exception) -> None:
        self._reading = False
        self.reasons.show_error(error, tr("The lists could not be read."))

    def _show(self) -> None:
        """The rows of the list that is shown; the current one stays, or whoever follows is."""
        kind, at, keep = self.kind, self.list.currentIndex().row(), self.list.current()
        tasks = self._lists[kind]
        self._tasks = {task.key: task for task in tasks}
        clinic, name = self._desk.clinic, self._desk.name
        rows = [task_row(clinic, task, kind, name(task.patient)) for task in tasks]
        if rows and keep not in self._tasks:
            keep = rows[min(max(at, 0), len(rows) - 1)].value
        if rows != list(self.list.rows):  # what did not change stays scrolled as it is
            self.list.show_rows(rows, keep)
        self.warning.clear()
        self.about.setText(f"{words.worklist_about(kind)}." if self._known else tr(READING))
        self._show_place(kind)
        self._move(None)

    def _show_place(self, kind: Worklist) -> None:
        """The list, or why there is none; the keyboard follows if it was here."""
        title, why = map(tr, EMPTY[kind]) if self._known else ("", tr(READING))
        self.empty.say(title, why)
        self.way.setVisible(self._known and kind is not self._wide)
        focused: QWidget | None = self.window().focusWidget()
        mine = bool(focused) and self._places.isAncestorOf(focused)
        place = 0 if self._tasks else 1
        turned = place != self._places.currentIndex()
        self._places.setCurrentIndex(place)
        for button in (self.print, self.export):
            button.setEnabled(bool(self._tasks))
        if turned and mine:
            self.begin()

    def _move(self, _value: object) -> None:
        if self.task is not None:
            self.card.show_task(self.task, self.kind)
            self.list.setAccessibleDescription(" ".join(self.card.sentences))
        self._choose()

    def _choose(self) -> None:
        """What is current is what the menus are about."""
        task = self.task
        if not self.isVisible():
            return
        if task is not None and task.view is not None:
            self._desk.choose_visit(task.view)
        else:
            self._desk.choose_patient(task.patient.id if task else None)

    def _act(self) -> None:
        if self.task is not None:
            do_task(self._desk, self.task)

    def _export(self) -> None:
        """Write the list where somebody chooses."""
        patients = (task.patient for task in self._tasks.values())
        export = partial(export_worklist, self._desk.clinic, self.kind)
        self._exporting.ask(self.choose_file, f"worklist-{self.kind}", patients, export)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        for button in (self.export, self.print):
            button.fold(folded=self.width() < scaled(NARROW))
        super().resizeEvent(event)

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()


def consents_page(desk: Desk) -> WorklistsPage:
    """The consent desk: the same page about papers."""
    return WorklistsPage(desk, later("Consents"), CONSENTS, see_paper_lists)
