"""Rooms, people, pumps and seats: what visits hold, and what each is like."""

from collections.abc import Mapping, Sequence

from typing_extensions import override

from app.domain.scheduling import Kind, Resource
from app.ui.common.lists import Row
from app.ui.desk import Desk
from app.ui.settings.drafted_pane import DraftedPane
from app.ui.settings.kept_list import Named
from app.ui.settings.resource_editor import ResourceEditor
from app.ui.settings.resource_rows import NEW, new_row, resource_rows
from app.ui.settings.resource_typed import Typed, typed_new, typed_of
from app.use_cases.resources import known_skills, see_resources
from app.words.tongue import later, tr

NAMED = Named(
    list=later("Rooms, people, pumps and seats"),
    past=later("Retired ones too"),
    add=later("A&dd"),
    back=later("A&ll resources"),
)


class ResourcesPane(DraftedPane[int, Typed]):
    """What visits can hold."""

    def __init__(self, desk: Desk) -> None:
        self._resources: dict[int, Resource] = {}
        self._skills: Mapping[Kind, Sequence[str]] = {}
        self.editor = ResourceEditor(desk)
        super().__init__(desk, self.editor, NAMED, NEW)

    @property
    def _used(self) -> list[Resource]:
        return [each for each in self._resources.values() if not each.retired]

    @override
    def read(self) -> Mapping[int, Resource]:
        found = see_resources(self._desk.clinic, retired=True)
        self._resources = {each.id: each for each in found}
        self._skills = known_skills(self._desk.clinic)
        rooms = [each for each in self._used if each.kind is Kind.ROOM]
        self.editor.know(self._skills, rooms)
        return self._resources

    @override
    def rows(self, keys: Sequence[int], drafts: Mapping[int, Typed]) -> list[Row]:
        found = [self._resources[number] for number in keys]
        new = [new_row(drafts[NEW])] if NEW in drafts else []
        return [*new, *resource_rows(found, self._desk.clinic.today(), drafts)]

    @override
    def name(self, key: int) -> str:
        return self._resources[key].name if key in self._resources else tr("something new")

    @override
    def new(self, like: int | None) -> Typed:
        return typed_new(self._used)

    @override
    def untouched(self, key: int, draft: Typed | None = None) -> Typed:
        resource = (draft and draft.since) or self._resources[key]
        return typed_of(resource, self._skills[resource.kind])

    @override
    def show_draft(self, key: int, draft: Typed) -> None:
        self.editor.show_resource(self._resources.get(key), draft)
