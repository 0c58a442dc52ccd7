"""Rooms, people, pumps and seats: what visits hold, and what each is like."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.scheduling import Kind, Resource
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.lists import PickList
from app.ui.common.sides import Sides
from app.ui.common.surfaces import Card, bare, filler, row
from app.ui.common.undo import Step, either_way
from app.ui.desk import Desk
from app.ui.settings.resource_editor import ResourceEditor
from app.ui.settings.resource_rows import NEW, new_row, resource_rows
from app.ui.settings.resource_typed import Typed, typed_new, typed_of
from app.use_cases.resources import known_skills, see_resources

LEFT, BOTH = 330, 740
"""Pixels at 100 % text: how wide the list is, and from which on the form stands beside it."""


class ResourcesPane(QWidget):
    """What visits can hold; what is half typed about any of it stays until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._resources: dict[int, Resource] = {}
        self._skills: dict[Kind, tuple[str, ...]] = {}
        self._drafts: dict[int, Typed] = {}
        self._shown: int | None = None
        self._is_listing = False
        self.list = PickList("Rooms, people, pumps and seats")
        self.past = Tick("Retired ones too")
        self.add = Button("A&dd", Variant.QUIET, "plus")
        self.back = Button("A&ll resources", Variant.QUIET, "left")
        self.editor = ResourceEditor(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.list)
        left, right = QWidget(), QWidget()
        column = bare(QVBoxLayout(left))
        column.addWidget(card, 1)
        column.addWidget(row(self.add, self.past, filler(), spacing=12))
        column = bare(QVBoxLayout(right))
        column.addWidget(self.back)
        column.addWidget(self.editor, 1)
        self.sides = Sides(left, right, left_width=LEFT, both=BOTH)
        bare(QVBoxLayout(self)).addWidget(self.sides)
        self.add.setVisible(self.editor.may_change)

    def _connect(self) -> None:
        self.list.moved.connect(self._choose)
        self.list.taken.connect(self._enter)
        self.past.toggled.connect(self._list)
        self.add.clicked.connect(self._add)
        self.back.clicked.connect(self._leave)
        self.sides.narrowed.connect(self.back.setVisible)
        self.editor.changed.connect(self._note_draft)
        self.editor.kept.connect(self._forget_draft)
        self.editor.discard.clicked.connect(self._discard)

    def begin(self) -> None:
        """Put the keyboard where the work starts."""
        if self.list.isVisibleTo(self):
            self.list.setFocus()
        else:
            self.editor.begin()

    def refresh(self) -> None:
        """Read again what there is; what is half typed stays as it is."""
        found = see_resources(self._desk.clinic, retired=True)
        self._resources = {each.id: each for each in found}
        self._skills = known_skills(self._desk.clinic)
        rooms = [each for each in found if each.kind is Kind.ROOM and not each.retired]
        self.editor.know(self._skills, rooms)
        self._list()
        current = self.list.current()
        if self._shown is None and isinstance(current, int):
            self._show(current)
        elif self._shown is not None and self._shown not in self._drafts:
            self._again(self._shown)

    def _again(self, number: int) -> None:
        """Show once more what is kept, unless that is what stands there."""
        if number != NEW and self._resources[number] != self.editor.resource:
            self._show(number)

    def _list(self) -> None:
        self._is_listing = True
        found = [r for r in self._resources.values() if self.past.isChecked() or not r.retired]
        fresh = self._drafts.get(NEW)
        rows = resource_rows(found, self._desk.clinic.today(), self._drafts)
        self.list.show_rows([*([new_row(fresh)] if fresh else []), *rows], self._shown)
        if self._shown is not None:
            self.list.choose(self._shown)
        self._is_listing = False

    def _kept(self, number: int) -> Typed:
        """The fields as they are without anything typed."""
        if number == NEW:
            return typed_new([each for each in self._resources.values() if not each.retired])
        resource = self._resources[number]
        return typed_of(resource, self._skills[resource.kind])

    def _choose(self, number: object) -> None:
        if isinstance(number, int) and not self._is_listing:
            self._show(number)

    def _show(self, number: int) -> None:
        self._shown = number
        typed = self._drafts.get(number) or self._kept(number)
        self.editor.show_resource(self._resources.get(number), typed)
        self.editor.show_unsaved(unsaved=number in self._drafts)

    def _enter(self, number: object) -> None:
        self._choose(number)
        self.sides.lean(right=True)
        self.editor.begin()

    def _leave(self) -> None:
        self.sides.lean(right=False)
        self.list.setFocus()

    def _add(self) -> None:
        self._show(NEW)
        self._list()
        self.sides.lean(right=True)
        self.editor.begin()

    def _note_draft(self) -> None:
        if self._shown is None:
            return
        number, typed = self._shown, self.editor.typed
        self._put(number, None if typed == self._kept(number) else typed)

    def _put(self, number: int, draft: Typed | None) -> None:
        """Remember what is half typed, or that nothing is."""
        before = set(self._drafts)
        self._drafts = {n: each for n, each in self._drafts.items() if n != number}
        if draft is not None:
            self._drafts[number] = draft
        if number == self._shown:
            self.editor.show_unsaved(unsaved=draft is not None)
        if before != set(self._drafts) or number == NEW:
            self._list()

    def _forget_draft(self, number: int) -> None:
        """What was typed is kept now, under this number."""
        if self._shown is not None:
            self._put(self._shown, None)
        self._show(number)
        self._list()

    def _discard(self) -> None:
        """Forget what is half typed; that can be taken back."""
        number, draft = self._shown, self.editor.typed
        if number is None:
            return
        name = self._resources[number].name if number in self._resources else "something new"
        forget, restore = partial(self._set, number, None), partial(self._set, number, draft)
        forget()
        self.editor.begin()
        said = f"Discarded what was typed about {name}."
        self._desk.undo.push(Step(said=said, turn=either_way(restore, forget)))
        self._desk.say(said, can_undo=True)

    def _set(self, number: int, draft: Typed | None) -> None:
        self._put(number, draft)
        self._show(number)
        self._list()
