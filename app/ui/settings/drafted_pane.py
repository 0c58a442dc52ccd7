"""What the clinic keeps, in a list; one of it is changed beside, its draft kept until saved."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Generic, TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import Row
from app.ui.common.sides import Sides
from app.ui.common.surfaces import bare
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.ui.settings.drafted_editor import DraftedEditor
from app.ui.settings.kept_list import Kept, KeptList, Named
from app.words.tongue import tr

LEFT, BOTH = 330, 740
"""Pixels at 100 % text: how wide the list is, and from which on the form stands beside it."""


Key = TypeVar("Key")
Draft = TypeVar("Draft")


class DraftedPane(QWidget, Generic[Key, Draft]):
    """What is half typed about any of it stays under its key until it is saved or discarded."""

    def __init__(self, desk: Desk, editor: DraftedEditor[Draft], named: Named, new: Key) -> None:
        super().__init__()
        self._desk = desk
        self._editor = editor
        self._new = new
        self._kept: Mapping[Key, Kept] = {}
        self._drafts: dict[Key, Draft] = {}
        self._shown: Key | None = None
        self._seen: Kept | None = None
        self._left = KeptList(named)
        self.list, self.past, self.add = self._left.list, self._left.past, self._left.add
        self.back = Button(tr(named.back), Variant.QUIET, "left")
        self.__arrange()
        self.__connect()

    def __arrange(self) -> None:
        right = QWidget()
        column = bare(QVBoxLayout(right))
        column.addWidget(self.back)
        column.addWidget(self._editor, 1)
        self.sides = Sides(self._left, right, left_width=LEFT, both=BOTH)
        bare(QVBoxLayout(self)).addWidget(self.sides)
        self.add.setVisible(self._editor.may_change)

    def __connect(self) -> None:
        self.list.moved.connect(self._choose)
        self.list.taken.connect(self._enter)
        self.past.toggled.connect(self.refresh)
        self.add.clicked.connect(self._add)
        self.back.clicked.connect(self._leave)
        self.sides.narrowed.connect(self.back.setVisible)
        self._editor.changed.connect(self._note_draft)
        self._editor.kept.connect(self._forget_draft)
        self._editor.discard.clicked.connect(self._discard)

    def read(self) -> Mapping[Key, Kept]:
        """Everything that is kept, past ones as well; the editor learns what there is to choose."""
        raise NotImplementedError

    def rows(self, keys: Sequence[Key], drafts: Mapping[Key, Draft]) -> list[Row]:
        """The rows of what is kept under these keys, and of a new one that is half typed."""
        raise NotImplementedError

    def name(self, key: Key) -> str:
        """What it is called in a sentence, a new one as well."""
        raise NotImplementedError

    def new(self, like: Key | None) -> Draft | None:
        """The draft of a new one, made while another is shown; None where there can be none."""
        raise NotImplementedError

    def untouched(self, key: Key, draft: Draft | None = None) -> Draft:
        """The fields without anything typed: as they were when this draft was begun."""
        raise NotImplementedError

    def show_draft(self, key: Key, draft: Draft) -> None:
        """Write it into the fields."""
        raise NotImplementedError

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        if self.list.isVisibleTo(self):
            self.list.setFocus()
        else:
            self._editor.begin()

    def refresh(self) -> None:
        """Read again what there is; what is half typed stays as it is."""
        self._kept = self.read()
        self._list()
        current, shown = self.list.current(), self._shown
        if current != shown:
            self._give_way(current)
        elif shown is not None and shown not in self._drafts and self._kept[shown] != self._seen:
            self._show(shown)
        self._editor.setVisible(self._shown is not None)

    def _give_way(self, to: object) -> None:
        """What has left the list takes the keyboard with it: never into another's fields."""
        if self._shown is not None and self._editor.has_keyboard:
            self._leave()
        self._shown = None
        self._choose(to)

    def _list(self) -> None:
        keys = self._left.keys(self._kept, self._drafts)
        self._left.show_rows(self.rows(keys, self._drafts), self._shown)

    def _choose(self, value: object) -> None:
        key = next((each for each in (*self._kept, self._new) if each == value), None)
        if key is not None:
            self._show(key)

    def _show(self, key: Key) -> None:
        self._shown, self._seen = key, self._kept.get(key)
        draft = self._drafts.get(key)
        self.show_draft(key, self.untouched(key) if draft is None else draft)
        self._editor.show_unsaved(unsaved=draft is not None)

    def _turn_to(self, key: Key) -> None:
        """Show it, unless it has left the list."""
        self._shown = key
        self.refresh()
        if self._shown == key:
            self._show(key)

    def _enter(self, value: object) -> None:
        self._choose(value)
        self.sides.lean(right=True)
        self._editor.begin()

    def _leave(self) -> None:
        self.sides.lean(right=False)
        self.list.setFocus()

    def _add(self) -> None:
        """A new one; one that is half typed is gone on with."""
        draft = self._drafts.get(self._new) or self.new(self._shown)
        if draft is not None:
            self._set(self._new, draft)
            self.sides.lean(right=True)
            self._editor.begin()

    def _note_draft(self) -> None:
        key, draft = self._shown, self._editor.draft
        if key is None or draft is None:
            return
        same = key != self._new and draft == self.untouched(key, draft)
        before = set(self._drafts)
        self._put(key, None if same else draft)
        self._editor.show_unsaved(unsaved=not same)
        if before != set(self._drafts) or key == self._new:
            self._list()

    def _put(self, key: Key, draft: Draft | None) -> None:
        """Remember what is half typed, or that nothing is."""
        self._drafts.pop(key, None)
        if draft is not None:
            self._drafts[key] = draft

    def _set(self, key: Key, draft: Draft | None) -> None:
        self._put(key, draft)
        self._turn_to(key)

    def _forget_draft(self, was: Key, now: Key) -> None:
        """What was typed under one key is kept now, under this one."""
        self._put(was, None)
        self._turn_to(now)

    def _discard(self) -> None:
        """Forget what is half typed; that can be taken back."""
        key, draft = self._shown, self._editor.draft
        if key is None or draft is None:
            return
        said = tr("Discarded what was typed about {what}.", what=self.name(key))
        forget, restore = partial(self._set, key, None), partial(self._set, key, draft)
        forget()
        if self._shown == key:
            self._editor.begin()
        self._desk.remember(said, either_way(restore, forget))
