"""Packet rules: which form is asked for on which visits, and what it stops while it is unsigned."""

from collections.abc import Mapping, Sequence

from typing_extensions import override

from app.domain.packet_table import FIRST, RuleKey
from app.ui.common.lists import Row
from app.ui.desk import Desk
from app.ui.settings.drafted_pane import DraftedPane
from app.ui.settings.kept_list import Named
from app.ui.settings.rules_draft import (
    KeptPaper,
    RuleDraft,
    draft_of,
    kept_rules,
    name_of,
    new_draft,
    rule_rows,
)
from app.ui.settings.rules_editor import RuleEditor
from app.words.tongue import later, tr

NAMED = Named(
    list=later("Packet rules"),
    past=later("Those on request"),
    add=later("Ne&w rule"),
    back=later("A&ll packet rules"),
)


class RulesPane(DraftedPane[RuleKey, RuleDraft]):
    """What goes into packets."""

    def __init__(self, desk: Desk) -> None:
        self._rules: dict[RuleKey, KeptPaper] = {}
        self.editor = RuleEditor(desk)
        super().__init__(desk, self.editor, NAMED, FIRST)

    @override
    def read(self) -> Mapping[RuleKey, KeptPaper]:
        clinic = self._desk.clinic
        gone = {key: each.since for key, each in self._drafts.items() if not each.is_new}
        self._rules = kept_rules(clinic)
        self._rules |= {key: kept for key, kept in gone.items() if key not in self._rules}
        self.editor.know(tuple(self._rules.values()))
        return self._rules

    @override
    def rows(self, keys: Sequence[RuleKey], drafts: Mapping[RuleKey, RuleDraft]) -> list[Row]:
        return rule_rows(self._desk.clinic, [self._rules[key] for key in keys], drafts)

    @override
    def name(self, key: RuleKey) -> str:
        kept = self._rules.get(key)
        if kept is None:
            return tr("a new rule")
        return tr("the rule for {form}", form=name_of(self._desk.clinic, kept.rule))

    @override
    def new(self, like: RuleKey | None) -> RuleDraft | None:
        return new_draft(self._desk.clinic)

    @override
    def untouched(self, key: RuleKey, draft: RuleDraft | None = None) -> RuleDraft:
        return draft_of(draft.since if draft else self._rules[key])

    @override
    def show_draft(self, key: RuleKey, draft: RuleDraft) -> None:
        self.editor.show_draft(draft)
