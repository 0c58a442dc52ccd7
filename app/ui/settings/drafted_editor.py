"""One thing that the clinic keeps: its heading, the acts on it, and what stands against them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.surfaces import Card, Hairline, bare, bring_into_sight, scrolling
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing, InTheWay
from app.words.tongue import later, tr

READ_ONLY = later("Only a manager changes this.")
OR_DIRECTOR = later("Only a manager or the medical director changes this.")

Draft = TypeVar("Draft")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """What it is called to use something no more and again, and what that means."""

    retire: str
    again: str
    past: str


class DraftedEditor(Card, Generic[Draft]):
    """What is typed about one thing, until it is saved."""

    changed = Signal()
    kept = Signal(object, object)
    """Under which key it was typed, and under which it is kept."""

    def __init__(
        self, desk: Desk, ending: Ending, *, may_change: bool, read_only: str = READ_ONLY
    ) -> None:
        super().__init__((20, 12, 8, 8))
        self._desk = desk
        self._past, self._read_only = ending.past, read_only
        self._can_retire = False
        self.may_change = may_change
        self.title = wrapped("", Style.HEADING)
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self.save = Button(tr("&Save"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button(tr("Dis&card"), Variant.QUIET, "undo")
        self.retire = Button(tr(ending.retire), Variant.QUIET, "cancel")
        self.again = Button(tr(ending.again), Variant.QUIET, "redo")
        self.buttons = Flow(self.save, self.discard, self.retire, self.again, gap=4)
        self.in_the_way = InTheWay(desk)
        self.fields = QVBoxLayout()
        self.__arrange()
        self.__connect()

    def __arrange(self) -> None:
        inside = QWidget()
        column = bare(QVBoxLayout(inside), 12)
        column.setContentsMargins(0, 4, 12, 4)
        column.addWidget(self.in_the_way)
        column.addLayout(bare(self.fields, 12))
        column.addStretch(1)
        self.area = scrolling(inside, QPalette.ColorRole.Base)
        for part in (self.title, self.note, self.buttons, Hairline()):
            self.body.addWidget(part)
        self.body.addWidget(self.area, 1)
        self.buttons.setVisible(self.may_change)

    def __connect(self) -> None:
        self.save.clicked.connect(self.keep)
        self.retire.clicked.connect(self.use_no_more)
        self.again.clicked.connect(self.use_again)
        self.in_the_way.refused.connect(lambda: bring_into_sight(self.area, self.in_the_way))
        Keeps(self, self.keep)

    @property
    def draft(self) -> Draft | None:
        """What stands in the fields; None before anything is shown."""
        raise NotImplementedError

    def saving(self, draft: Draft) -> Doing:
        """How what is typed is kept."""
        raise NotImplementedError

    def retiring(self, draft: Draft) -> Doing:
        """How it is used no more."""
        raise NotImplementedError

    def using_again(self, draft: Draft) -> Doing:
        """How it is used again."""
        raise NotImplementedError

    def use_no_more(self) -> None:
        """Use it no more, or say why not."""
        self._attempt(self.retiring)

    def use_again(self) -> None:
        """Use it again, or say why not."""
        self._attempt(self.using_again)

    def begin(self) -> None:
        """Put the keyboard on the first field, or on what can only be read."""
        raise NotImplementedError

    def show_head(self, title: str, *, is_new: bool, retired: bool, writes: bool = True) -> None:
        """What the fields are about, and what can be done with it."""
        self.in_the_way.clear()
        self.title.setText(title)
        said = self._read_only if not self.may_change else self._past if retired else ""
        self.note.setText(tr(said) if said else "")
        self.note.setVisible(bool(said))
        self.save.setVisible(writes)
        self.again.setVisible(retired)
        self._can_retire = not is_new and not retired

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Whether there is something to save or discard first."""
        self.save.setEnabled(unsaved)
        self.discard.setVisible(unsaved)
        self.retire.setVisible(self._can_retire and not unsaved)

    def note_change(self) -> None:
        """Something else is typed now."""
        self.in_the_way.clear()
        self.changed.emit()

    def keep(self) -> None:
        """Keep what is typed, or say why not."""
        if self.may_change and self.save.isEnabled() and not self.save.isHidden():
            self._attempt(self.saving)

    def _attempt(self, how: Callable[[Draft], Doing]) -> None:
        draft = self.draft
        if draft is not None:
            self.in_the_way.attempt(how(draft))

    @property
    def has_keyboard(self) -> bool:
        """Whether the keyboard is on its fields or buttons."""
        focus: QWidget | None = self.window().focusWidget()
        return bool(focus) and self.isAncestorOf(focus)

    def tell_kept(self, was: object, now: object) -> None:
        """What was typed is kept now; the keyboard leaves buttons that go."""
        focus: QWidget | None = self.window().focusWidget()
        if focus and (self.buttons.isAncestorOf(focus) or self.in_the_way.isAncestorOf(focus)):
            self.begin()
        self.kept.emit(was, now)
