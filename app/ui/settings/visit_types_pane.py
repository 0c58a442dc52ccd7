"""Visit types: the kinds of visit that the clinic offers, and what each is like."""

from collections.abc import Mapping, Sequence

from typing_extensions import override

from app.domain.scheduling import VisitType
from app.ui.common.lists import Row
from app.ui.desk import Desk
from app.ui.settings.drafted_pane import DraftedPane
from app.ui.settings.kept_list import Named
from app.ui.settings.visit_types_draft import TypeDraft, draft_of, new_like
from app.ui.settings.visit_types_editor import TypeEditor
from app.ui.settings.visit_types_rows import NEW, new_row, type_rows
from app.use_cases.resources import see_resources
from app.use_cases.visit_types import all_types
from app.words.tongue import later, tr

NAMED = Named(
    list=later("Visit types"),
    past=later("Those offered no more"),
    add=later("Ne&w visit type"),
    back=later("A&ll visit types"),
)


class VisitTypesPane(DraftedPane[str, TypeDraft]):
    """What is booked."""

    def __init__(self, desk: Desk) -> None:
        self._types: dict[str, VisitType] = {}
        self.editor = TypeEditor(desk)
        super().__init__(desk, self.editor, NAMED, NEW)

    @override
    def read(self) -> Mapping[str, VisitType]:
        self._types = {kind.slug: kind for kind in all_types(self._desk.clinic)}
        self.editor.know(see_resources(self._desk.clinic))
        return self._types

    @override
    def rows(self, keys: Sequence[str], drafts: Mapping[str, TypeDraft]) -> list[Row]:
        new = [new_row(drafts[NEW])] if NEW in drafts else []
        return [*type_rows([self._types[slug] for slug in keys], drafts), *new]

    @override
    def name(self, key: str) -> str:
        return self._types[key].title if key in self._types else tr("a new visit type")

    @override
    def new(self, like: str | None) -> TypeDraft | None:
        chosen = self._types.get(like or NEW)
        return new_like(chosen) if chosen else None

    @override
    def untouched(self, key: str, draft: TypeDraft | None = None) -> TypeDraft:
        return draft_of(draft.since if draft else self._types[key])

    @override
    def show_draft(self, key: str, draft: TypeDraft) -> None:
        self.editor.show_draft(draft)
