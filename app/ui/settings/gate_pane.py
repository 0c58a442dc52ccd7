"""Gate rules: what must be on file for a visit, what that stops, and how long it lasts."""

from collections.abc import Mapping, Sequence

from typing_extensions import override

from app.ui.common.lists import Row
from app.ui.desk import Desk
from app.ui.settings.drafted_pane import DraftedPane
from app.ui.settings.gate_draft import (
    NEW,
    GateDraft,
    KeptRule,
    draft_of,
    kept_rule,
    name_of,
    new_draft,
    new_row,
    rule_rows,
)
from app.ui.settings.gate_editor import GateEditor
from app.ui.settings.kept_list import Named
from app.words.tongue import later, tr

NAMED = Named(
    list=later("Gate rules"),
    past=later("Those that are off"),
    add=later("Ne&w item"),
    back=later("A&ll gate rules"),
)


class GatePane(DraftedPane[str, GateDraft]):
    """What the gate asks for."""

    def __init__(self, desk: Desk) -> None:
        self._rules: dict[str, KeptRule] = {}
        self.editor = GateEditor(desk)
        super().__init__(desk, self.editor, NAMED, NEW)

    @override
    def read(self) -> Mapping[str, KeptRule]:
        policy = self._desk.clinic.setup.policy
        self._rules = {rule.item: kept_rule(policy, rule) for rule in policy.rules}
        return self._rules

    @override
    def rows(self, keys: Sequence[str], drafts: Mapping[str, GateDraft]) -> list[Row]:
        new = [new_row(drafts[NEW])] if NEW in drafts else []
        return [*rule_rows([self._rules[item] for item in keys], drafts), *new]

    @override
    def name(self, key: str) -> str:
        return name_of(self._rules[key].rule) if key in self._rules else tr("a new item")

    @override
    def new(self, like: str | None) -> GateDraft | None:
        return new_draft(self._desk.clinic.setup.policy)

    @override
    def untouched(self, key: str, draft: GateDraft | None = None) -> GateDraft:
        return draft_of(draft.since if draft else self._rules[key])

    @override
    def show_draft(self, key: str, draft: GateDraft) -> None:
        self.editor.show_draft(draft)
