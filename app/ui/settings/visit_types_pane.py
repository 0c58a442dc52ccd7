"""Visit types: the kinds of visit that the clinic offers, and what each is like."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.scheduling import VisitType
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.sides import Sides
from app.ui.common.surfaces import Card, bare
from app.ui.common.undo import Step, either_way
from app.ui.desk import Desk
from app.ui.settings.visit_types_draft import TypeDraft, draft_of, new_like
from app.ui.settings.visit_types_editor import TypeEditor
from app.ui.settings.visit_types_rows import NEW, new_row, type_rows
from app.use_cases.resources import see_resources
from app.use_cases.visit_types import all_types

LEFT, BOTH = 290, 740
"""Pixels at 100 % text: how wide the list is, and from which on the form stands beside it."""


class VisitTypesPane(QWidget):
    """What is booked; what is half typed about any kind of visit stays until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._types: dict[str, VisitType] = {}
        self._drafts: dict[str, TypeDraft] = {}
        self._shown: str | None = None
        self._is_listing = False
        self.list = PickList("Visit types")
        self.past = Tick("Those offered no more")
        self.add = Button("Ne&w visit type", Variant.QUIET, "plus")
        self.back = Button("A&ll visit types", Variant.QUIET, "left")
        self.editor = TypeEditor(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        card = Card((4, 4, 4, 4))
        card.body.addWidget(self.list)
        left, right = QWidget(), QWidget()
        column = bare(QVBoxLayout(left))
        column.addWidget(card, 1)
        column.addWidget(Flow(self.add, self.past, gap=8))
        column = bare(QVBoxLayout(right))
        column.addWidget(self.back)
        column.addWidget(self.editor, 1)
        self.sides = Sides(left, right, left_width=LEFT, both=BOTH)
        bare(QVBoxLayout(self)).addWidget(self.sides)
        self.add.setVisible(self.editor.may_change)

    def _connect(self) -> None:
        self.list.moved.connect(self._choose)
        self.list.taken.connect(self._enter)
        self.past.toggled.connect(self.refresh)
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
        """Read again what is offered; what is half typed stays as it is."""
        self._types = {kind.slug: kind for kind in all_types(self._desk.clinic)}
        self.editor.know(see_resources(self._desk.clinic))
        shown = self._types.get(self._shown or NEW)
        if shown is not None and shown.retired and not self.past.isChecked():
            self._shown = None if self._shown not in self._drafts else self._shown
        self._list()
        current = self.list.current()
        if self._shown is None and isinstance(current, str):
            self._show(current)
        elif self._shown is not None and self._shown not in self._drafts:
            self._again(self._shown)

    def _again(self, slug: str) -> None:
        """Show once more what is kept, unless that is what stands there."""
        draft = self.editor.draft
        if draft is None or draft.since != self._types[slug]:
            self._show(slug)

    def _list(self) -> None:
        self._is_listing = True
        shown = [
            kind
            for kind in self._types.values()
            if self.past.isChecked() or not kind.retired or kind.slug in self._drafts
        ]
        fresh = self._drafts.get(NEW)
        rows = type_rows(shown, self._drafts)
        self.list.show_rows([*rows, *([new_row(fresh)] if fresh else [])], self._shown)
        self._is_listing = False

    def _choose(self, slug: object) -> None:
        if isinstance(slug, str) and not self._is_listing:
            self._show(slug)

    def _show(self, slug: str) -> None:
        self._shown = slug
        draft = self._drafts.get(slug) or draft_of(self._types[slug])
        self.editor.show_draft(draft, unsaved=slug in self._drafts)

    def _enter(self, slug: object) -> None:
        self._choose(slug)
        self.sides.lean(right=True)
        self.editor.begin()

    def _leave(self) -> None:
        self.sides.lean(right=False)
        self.list.setFocus()

    def _add(self) -> None:
        """A new kind of visit like the chosen one; one that is half typed is gone on with."""
        chosen = self._types.get(self._shown or NEW)
        if NEW not in self._drafts and chosen is not None:
            self._drafts[NEW] = new_like(chosen)
        if NEW in self._drafts:
            self._show(NEW)
            self._list()
            self.sides.lean(right=True)
            self.editor.begin()

    def _note_draft(self) -> None:
        slug, draft = self._shown, self.editor.draft
        if slug is None or draft is None:
            return
        same = slug != NEW and draft == draft_of(draft.since)
        self._put(slug, None if same else draft)

    def _put(self, slug: str, draft: TypeDraft | None) -> None:
        """Remember what is half typed, or that nothing is."""
        before = set(self._drafts)
        self._drafts = {key: each for key, each in self._drafts.items() if key != slug}
        if draft is not None:
            self._drafts[slug] = draft
        if slug == self._shown:
            self.editor.show_unsaved(unsaved=draft is not None)
        if before != set(self._drafts) or slug == NEW:
            self._list()

    def _forget_draft(self, slug: str) -> None:
        """What was typed is kept now, under this slug."""
        if self._shown is not None:
            self._drafts.pop(self._shown, None)
        self._shown = slug
        self.refresh()
        self._show(self._shown or slug)

    def _discard(self) -> None:
        """Forget what is half typed; that can be taken back."""
        slug, draft = self._shown, self.editor.draft
        if slug is None or draft is None:
            return
        forget, restore = partial(self._set, slug, None), partial(self._set, slug, draft)
        forget()
        self.begin()
        said = f"Discarded what was typed about {draft.since.title}."
        self._desk.undo.push(Step(said=said, turn=either_way(restore, forget)))
        self._desk.say(said, can_undo=True)

    def _set(self, slug: str, draft: TypeDraft | None) -> None:
        self._put(slug, draft)
        if slug in self._drafts or slug in self._types:
            self._show(slug)
        else:
            self._shown = None
            self.refresh()
        self._list()
