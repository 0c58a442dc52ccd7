"""One item of the gate: what it stops, for which visits, how long it lasts, who may waive it."""

from dataclasses import replace
from functools import partial

from typing_extensions import override

from app import words
from app.domain.access import DOCTORS, Act, may
from app.domain.gate_policy import (
    DOSING,
    EVERY,
    NEVER_WAIVED,
    GateRule,
    Scope,
    Stop,
)
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import column
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing
from app.ui.settings.drafted_editor import DraftedEditor, Ending
from app.ui.settings.gate_draft import STOPS, GateDraft, has_name, name_of, policy_with
from app.ui.settings.gate_touched import TouchedVisits
from app.ui.settings.visit_types_rows import ROUTES
from app.use_cases.gate_policy import edit_policy

ENDING = Ending(
    retire="S&witch off",
    again="S&witch on",
    past="No visit asks for it. What is on file for it stays.",
)
READ_ONLY = "Only a manager or the medical director changes this."
MOST_DAYS, MOST_AGE = 3_650, 99


class GateEditor(DraftedEditor[GateDraft]):
    """What is typed about one item."""

    def __init__(self, desk: Desk) -> None:
        changes = may(desk.clinic.person.roles, Act.EDIT_POLICY)
        super().__init__(desk, ENDING, may_change=changes, read_only=READ_ONLY)
        self._draft: GateDraft | None = None
        self.touched = TouchedVisits(desk)
        self.name = TextField("Name of the item", "Laboratory results")
        self.stops = Choice("What it stops while it is not met")
        self.days = NumberField("Days it lasts; nothing when it never ends", most=MOST_DAYS)
        self.age = NumberField("Years of age", most=MOST_AGE)
        self.kinds: dict[str, Tick] = {}
        self.waivers = {role: Tick(words.role_word(role.value)) for role in sorted(DOCTORS)}
        self.filed = wrapped("", Style.SMALL, Tone.MUTED)
        self._kinds = Flow(gap=8, even=True)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for stop, said in STOPS.items():
            self.stops.addItem(said, str(stop))
        self._named = labelled("Na&me", self.name)
        self._lasts = labelled("Lasts so many da&ys", self.days)
        self._aged = labelled("&Youngest age", self.age)
        self._waived = column(Text("May be waived by", Style.LABEL), *self.waivers.values())
        for part in (
            self.touched,
            self._named,
            labelled("While it is not met, it s&tops", self.stops),
            self._lasts,
            self._aged,
            column(Text("Asked for on", Style.LABEL), self._kinds, spacing=4),
            self._waived,
            self.filed,
        ):
            self.fields.addWidget(part)
        for field in (self.name, self.days, self.age):
            field.set_read_only(read_only=not self.may_change)
        self.stops.setEnabled(self.may_change)

    def _connect(self) -> None:
        for line in (self.name, self.days, self.age):
            line.textEdited.connect(self._read)
        self.stops.activated.connect(self._read)
        for tick in self.waivers.values():
            tick.clicked.connect(self._read)
            tick.set_read_only(read_only=not self.may_change)

    @property
    @override
    def draft(self) -> GateDraft | None:
        return self._draft

    def show_draft(self, draft: GateDraft) -> None:
        """Write into the fields what is kept, or was typed before."""
        self._draft, rule = draft, draft.rule
        self._show_kinds(rule)
        self.name.setText(rule.title)
        self.stops.setCurrentIndex(list(STOPS).index(rule.stops))
        self.days.show_number(rule.days or 0)
        self.age.show_number(draft.age)
        for role, tick in self.waivers.items():
            tick.setChecked(role in rule.waived_by)
        self._named.setVisible(has_name(rule))
        self._lasts.setVisible(
            rule.scope is not Scope.VISIT and rule.item not in {"age", "consent"}
        )
        self._aged.setVisible(rule.item == "age")
        self._waived.setVisible(rule.item not in NEVER_WAIVED)
        self.filed.setText(f"Filed by: {', '.join(map(words.role_word, sorted(rule.filed_by)))}.")
        self.show_head(name_of(draft.since.rule), is_new=draft.is_new, retired=draft.since.retired)
        self._show_touched()

    def _show_kinds(self, rule: GateRule) -> None:
        """A tick for each kind of visit, and for the words that stand for many."""
        setup = self._desk.clinic.setup
        named = {DOSING: "Every visit with medicine", EVERY: "Every visit"}
        named |= {route.value: said for route, said in ROUTES.items() if route in rule.needed_for}
        named |= {slug: kind.title for slug, kind in setup.types.items() if not kind.retired}
        if list(self.kinds) != list(named):
            self._kinds.clear()
            self.kinds = {word: Tick(said) for word, said in named.items()}
            for tick in self.kinds.values():
                self._kinds.add(tick)
                tick.clicked.connect(self._read)
                tick.set_read_only(read_only=not self.may_change)
        for word, tick in self.kinds.items():
            tick.setChecked(word in rule.needed_for)

    def _read(self) -> None:
        """What stands in the fields is the draft now."""
        draft = self._draft
        if draft is None:
            return
        unseen = tuple(each for each in draft.rule.needed_for if each not in self.kinds)
        rule = replace(
            draft.rule,
            title=self.name.text() if has_name(draft.rule) else draft.rule.title,
            stops=Stop(self.stops.currentData()),
            days=self.days.value or None,
            needed_for=(*(w for w, tick in self.kinds.items() if tick.isChecked()), *unseen),
            waived_by=frozenset(role for role, tick in self.waivers.items() if tick.isChecked()),
        )
        self._draft = replace(draft, rule=rule, age=self.age.value)
        self.note_change()
        self._show_touched()

    def _show_touched(self) -> None:
        draft = self._draft
        if draft is None or (draft.rule, draft.age) == (draft.since.rule, draft.since.age):
            self.touched.clear()
        else:
            self.touched.show_policy(policy_with(self._desk.clinic.setup.policy, draft))

    @override
    def begin(self) -> None:
        (self.name if self._named.isVisibleTo(self) else self.stops).setFocus()

    @override
    def saving(self, draft: GateDraft) -> Doing:
        return Doing("Save", "Not saved.", partial(self._save, draft, "Saved"))

    @override
    def retiring(self, draft: GateDraft) -> Doing:
        off = replace(draft, rule=replace(draft.rule, needed_for=()))
        return Doing("Switch off", "Nothing was changed.", partial(self._save, off, "Switched off"))

    @override
    def using_again(self, draft: GateDraft) -> Doing:
        on = replace(draft, rule=replace(draft.rule, needed_for=draft.rule.needed_for or (DOSING,)))
        return Doing("Switch on", "Nothing was changed.", partial(self._save, on, "Switched on"))

    def _save(self, draft: GateDraft, verb: str, *, token: str) -> str:
        clinic = self._desk.clinic
        policy = policy_with(clinic.setup.policy, draft)
        edit_policy(clinic, policy, token=token)
        kept = draft.since.rule.item or policy.rules[-1].item
        self.tell_kept(draft.since.rule.item, kept)
        return f"{verb}: {name_of(draft.rule)}."
