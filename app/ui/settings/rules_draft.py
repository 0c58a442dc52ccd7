"""What is typed about one packet rule, and the rules as rows of a list."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

from app import words
from app.clinic import Clinic, Setup
from app.domain.form_lists import ROUTES
from app.domain.gate_policy import CONSENT, EVERY, GateRule, Stop
from app.domain.packet_rules import PacketRule, Use
from app.domain.packet_table import FIRST, PacketTable, RuleChange, RuleKey
from app.ui.common.lists import Row
from app.use_cases.packet_rules import packet_table
from app.words.tongue import tongue, tr


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptPaper:
    """A rule as the clinic has decided it, and what its form stops while it is unsigned."""

    key: RuleKey
    rule: PacketRule
    after: RuleKey
    stops: Stop | None = None
    stops_for: Mapping[str, Stop] = field(default_factory=dict[str, Stop])

    @property
    def retired(self) -> bool:
        """Whether it is in packets only when somebody asks for it."""
        return self.rule.use is Use.REQUEST


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleDraft:
    """The rule as it was when this was begun, and as it is typed."""

    since: KeptPaper
    kept: KeptPaper
    nowhere: bool = False
    """Whether no kind of visit is ticked at all."""

    @property
    def is_new(self) -> bool:
        """Whether it is not kept yet."""
        return self.since.key == FIRST

    @property
    def change(self) -> RuleChange:
        """What is decided by it."""
        return RuleChange(
            key=self.since.key,
            since=None if self.is_new else self.since.rule,
            rule=self.kept.rule,
            after=self.kept.after,
            stops=self.kept.stops,
            stops_for=self.kept.stops_for,
        )


def kept_rules(clinic: Clinic) -> dict[RuleKey, KeptPaper]:
    """Every rule by its key, in the order of packets."""
    table = packet_table(clinic)
    return {key: _kept(clinic.setup, table, key, rule) for key, rule in table.keyed.items()}


def _kept(setup: Setup, table: PacketTable, key: RuleKey, rule: PacketRule) -> KeptPaper:
    kept = KeptPaper(key=key, rule=rule, after=table.before(key))
    return with_stops(setup, kept)


def with_stops(setup: Setup, kept: KeptPaper) -> KeptPaper:
    """With what is decided about the rule's form in the gate."""
    policy, form = setup.policy, kept.rule.form
    on = policy.papers_for.get(form, {})
    return replace(kept, stops=policy.papers.get(form), stops_for=on)


def draft_of(kept: KeptPaper) -> RuleDraft:
    """The fields as they stand before anything is typed."""
    return RuleDraft(since=kept, kept=kept)


def new_draft(clinic: Clinic) -> RuleDraft:
    """A rule with no form chosen yet, at the end of packets."""
    after = packet_table(clinic).before(FIRST)
    draft = draft_of(KeptPaper(key=FIRST, rule=PacketRule(form=""), after=after))
    return replace(draft, nowhere=True)


def as_gate_rule(draft: RuleDraft) -> GateRule:
    """On which visits it is asked for, and what it stops there, as items of the gate have it."""
    rule = draft.kept.rule
    named = (*rule.routes, *rule.types)
    anywhere = () if draft.nowhere else (EVERY,)
    return GateRule(
        item=CONSENT, needed_for=named or anywhere, stops_for=dict(draft.kept.stops_for)
    )


def with_visits(draft: RuleDraft, asked: GateRule) -> RuleDraft:
    """The draft with what is ticked among visits."""
    every = EVERY in asked.needed_for
    named = () if every else asked.needed_for
    rule = replace(
        draft.kept.rule,
        routes=tuple(each for each in named if each in ROUTES),
        types=tuple(each for each in named if each not in ROUTES),
    )
    kept = replace(draft.kept, rule=rule, stops_for=dict(asked.stops_for))
    return replace(draft, kept=kept, nowhere=not asked.needed_for)


def form_named(clinic: Clinic, form: str) -> str:
    """What a form is called."""
    newest = clinic.forms.newest(form)
    return newest.short(tongue()) if newest else form


def name_of(clinic: Clinic, rule: PacketRule) -> str:
    """What a rule is called: as its form is."""
    return form_named(clinic, rule.form) if rule.form else tr("New rule")


def rule_row(clinic: Clinic, kept: KeptPaper, *, unsaved: bool) -> Row:
    """A rule with the visits that ask for it, and when."""
    chip, look = (tr("Not saved"), "waiting") if unsaved else (tr("On request"), "idle")
    return Row(
        value=kept.key,
        title=name_of(clinic, kept.rule),
        detail=" · ".join(_told(clinic, kept)),
        chip=chip if unsaved or kept.retired else "",
        look=look,
    )


def _told(clinic: Clinic, kept: KeptPaper) -> Iterator[str]:
    rule, types = kept.rule, clinic.setup.types
    every = set(rule.routes) == set(ROUTES)
    named = [tr("every dose")] if every else [words.route_word(each) for each in rule.routes]
    named += [types[each].short if each in types else each for each in rule.types]
    yield words.listed(named) if named else tr("every visit")
    if rule.conditions:
        held = words.listed([words.held_told(each) for each in rule.conditions])
        yield tr("if {held}", held=held)
    if rule.use in {Use.GIVEN, Use.ONCE}:
        yield words.use_word(rule.use)


def rule_rows(
    clinic: Clinic, kept: Collection[KeptPaper], drafts: Mapping[RuleKey, RuleDraft]
) -> list[Row]:
    """Every rule in the order of packets, and a new one that is half typed."""
    rows = [rule_row(clinic, each, unsaved=each.key in drafts) for each in kept]
    new = drafts.get(FIRST)
    return [*rows, rule_row(clinic, new.kept, unsaved=True)] if new else rows
