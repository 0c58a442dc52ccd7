"""One item of the gate: who files it, what it stops, on which visits, and how long it lasts."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app import words
from app.domain.access import DOCTORS, EVERYBODY, Act, Role, may
from app.domain.gate_policy import (
    CONSENT,
    DOSING,
    NEVER_WAIVED,
    GateRule,
    Scope,
    Stop,
    who_could_file,
)
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import column, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing
from app.ui.settings.drafted_editor import Ending
from app.ui.settings.gate_draft import STOPS, GateDraft, draft_of, has_name, name_of, policy_with
from app.ui.settings.gate_kinds import AskedFor
from app.ui.settings.touching_editor import TouchingEditor
from app.use_cases.gate_policy import edit_policy, touched_by
from app.words.tongue import later, tr

ENDING = Ending(
    retire=later("Switch &off"),
    again=later("Switch &on"),
    past=later("No visit asks for it. What is on file for it stays."),
)
MOST_DAYS, MOST_AGE = 3_650, 99
LONGEST = 60
"""Letters of a name that stands on papers and in lists."""

SCOPES: Mapping[Scope, str] = {
    Scope.PATIENT: later("For the patient, on every visit while it lasts"),
    Scope.VISIT: later("For one visit"),
    Scope.CLINIC: later("For the whole clinic, on everybody’s visits"),
}
FILED: Mapping[str, str] = {
    "referral": later("Accepted by"),
    "age": later("For somebody younger the way is opened by"),
    CONSENT: later("Counts once the signed paper is back, whoever takes it"),
}
"""What is said of who files an item, where that is more than filing."""


class GateEditor(TouchingEditor[GateDraft]):
    """What is typed about one item."""

    def __init__(self, desk: Desk) -> None:
        changes = may(desk.clinic.person.roles, Act.EDIT_POLICY)
        super().__init__(desk, ENDING, later("Gate rule"), may_change=changes)
        self._draft: GateDraft | None = None
        self.name = TextField(later("Name of the item"), tr("Laboratory results"))
        self.stops = Choice(later("What it stops while it is not met"))
        self.scope = Choice(later("For what it counts once it is filed"))
        self.at_arrival = Tick(later("Asked for only once the patient is here"))
        self.days = NumberField(later("Days it lasts; nothing when it never ends"), most=MOST_DAYS)
        self.warns = NumberField(
            later("Days before the visit from which it is warned of"), most=MOST_DAYS
        )
        self.due = NumberField(
            later("Days after the visit within which it is done"), most=MOST_DAYS
        )
        self.age = NumberField(later("Years of age"), most=MOST_AGE)
        self.told = Tick(later("The front desk reads the condition’s plain name"))
        self.asked = AskedFor(may_change=changes)
        self.filers = {role: _tick_of(role) for role in Role if role in EVERYBODY}
        self.waivers = {role: _tick_of(role) for role in Role if role in DOCTORS}
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for stop, said in STOPS.items():
            self.stops.addItem(tr(said), str(stop))
        for scope, said in SCOPES.items():
            self.scope.addItem(tr(said), str(scope))
        self.name.setMaxLength(LONGEST)
        self._word = wrapped("", Style.SMALL, Tone.MUTED)
        self._named = labelled(tr("Na&me"), self.name, self._word)
        self._scoped = labelled(tr("It counts fo&r"), self.scope)
        self.days.hint_at(tr("it never ends"))
        self.warns.hint_at(tr("from the first on"))
        self.due.hint_at(tr("before the dose"))
        self._lasts = row(labelled(tr("Lasts so many da&ys"), self.days), filler())
        self._due = labelled(tr("Done within days a&fter the visit"), self.due)
        warned = labelled(tr("Warned of from days &before the visit"), self.warns)
        self._near = row(warned, self._due, filler(), spacing=12)
        self._aged = row(labelled(tr("&Youngest age"), self.age), filler())
        self._filed_by = Text("", Style.LABEL, Tone.MUTED)
        self._filed = column(self._filed_by, Flow(*self.filers.values(), even=True), spacing=4)
        self._filed_note = wrapped("", Style.SMALL, Tone.MUTED)
        waived = Text(tr("May be waived by"), Style.LABEL, Tone.MUTED)
        self._waived = column(waived, Flow(*self.waivers.values(), even=True), spacing=4)
        parts = (
            self._named,
            labelled(tr("While it is not met, it s&tops"), self.stops),
            self._scoped,
            self.at_arrival,
            self._lasts,
            self._near,
            self._aged,
            self.told,
            column(Text(tr("Asked for on"), Style.LABEL, Tone.MUTED), self.asked, spacing=4),
            self._filed,
            self._filed_note,
            self._waived,
        )
        self._show_fields(parts)

    def _connect(self) -> None:
        for line in (self.name, self.days, self.warns, self.due, self.age):
            line.textEdited.connect(self._read)
            line.set_read_only(read_only=not self.may_change)
        for choice in (self.stops, self.scope):
            choice.activated.connect(self._read)
            choice.setEnabled(self.may_change)
        roles = (*self.filers.values(), *self.waivers.values())
        for tick in (self.at_arrival, self.told, *roles):
            tick.clicked.connect(self._read)
            tick.set_read_only(read_only=not self.may_change)
        self.asked.edited.connect(self._read)

    def _order_tabs(self) -> None:
        """Tab goes as people read, also through kinds of visit that came later."""
        lines = (self.days, self.warns, self.due, self.age)
        head = (self.name, self.stops, self.scope, self.at_arrival, *lines, self.told)
        roles = (*self.filers.values(), *self.waivers.values())
        for before, after in pairwise((*head, *self.asked.controls, *roles)):
            QWidget.setTabOrder(before, after)

    @property
    @override
    def draft(self) -> GateDraft | None:
        return self._draft

    def show_draft(self, draft: GateDraft) -> None:
        """Write into the fields what is kept, or was typed before."""
        if self._draft is None or self._draft.since.rule.item != draft.since.rule.item:
            self.area.verticalScrollBar().setValue(0)
        self._draft, rule = draft, draft.rule
        self.name.setText(rule.title)
        for line, days in (
            (self.days, rule.days),
            (self.warns, rule.warns_from),
            (self.due, rule.due_after),
        ):
            line.setText("" if days is None else str(days))
        self.age.setText(str(draft.age))
        self.told.setChecked(draft.told)
        self._fill(rule)
        self._order_tabs()
        self.show_head(name_of(draft.since.rule), is_new=draft.is_new, retired=draft.since.retired)
        self._follow(draft)

    def _fill(self, rule: GateRule) -> None:
        self.stops.setCurrentIndex(list(STOPS).index(rule.stops))
        self.scope.setCurrentIndex(list(SCOPES).index(rule.scope))
        self.at_arrival.setChecked(rule.at_arrival)
        self.asked.fill(rule, self._desk.clinic.setup.types)
        could = who_could_file(rule.item)
        for role, tick in self.filers.items():
            tick.setChecked(role in rule.filers)
            tick.setVisible(role in could)
        for role, tick in self.waivers.items():
            tick.setChecked(role in rule.waived_by)

    def _follow(self, draft: GateDraft) -> None:
        """What is shown at all, and what the change touches."""
        rule, item = draft.rule, draft.rule.item
        own = has_name(rule)
        self.again.setVisible(draft.since.retired and not rule.is_on)
        self._named.setVisible(own)
        self._word.setText(tr("On the command line it is called {item}.", item=item))
        self._word.setVisible(bool(item))
        self._scoped.setVisible(own)
        self.at_arrival.setVisible(own and rule.scope is Scope.VISIT)
        self._lasts.setVisible(rule.scope is not Scope.VISIT and item not in {"age", CONSENT})
        self._due.setVisible(own and rule.scope is Scope.VISIT)
        self._aged.setVisible(item == "age")
        self.told.setVisible(item == "diagnosis")
        self._waived.setVisible(item not in NEVER_WAIVED)
        self._show_filers(item)
        if draft.kept == draft.since:
            self.touched.clear()
        else:
            clinic = self._desk.clinic
            policy = policy_with(clinic.setup.policy, draft)
            self.touched.show_change(policy, partial(touched_by, clinic, policy))

    def _show_filers(self, item: str) -> None:
        """Who files it: ticks where there is a choice, else who does."""
        said, could = FILED.get(item, later("Filed by")), who_could_file(item)
        is_chosen = item != CONSENT and len(could) > 1
        who = "" if item == CONSENT else f": {', '.join(map(words.role_word, sorted(could)))}"
        self._filed_by.setText(tr(said))
        self._filed_note.setText(f"{tr(said)}{who}.")
        self._filed.setVisible(is_chosen)
        self._filed_note.setVisible(not is_chosen)

    def _read(self) -> None:
        """What stands in the fields is the draft now."""
        draft = self._draft
        if draft is not None:
            age = self.age.value
            self._take(
                replace(draft, rule=self._typed(draft.rule), age=age, told=self.told.isChecked())
            )

    def _typed(self, rule: GateRule) -> GateRule:
        asked, scope = self.asked.rule, Scope(self.scope.currentData())
        could, own = who_could_file(rule.item), has_name(rule)
        return replace(
            rule,
            title=self.name.text() if own else rule.title,
            stops=Stop(self.stops.currentData()),
            stops_for=asked.stops_for,
            needed_for=asked.needed_for,
            scope=scope,
            at_arrival=self.at_arrival.isChecked() and scope is Scope.VISIT,
            days=_typed(self.days),
            warns_from=_typed(self.warns),
            due_after=_typed(self.due) if own and scope is Scope.VISIT else rule.due_after,
            filed_by=(rule.filed_by - could) | (_ticked(self.filers) & could),
            waived_by=_ticked(self.waivers),
        )

    def _take(self, draft: GateDraft) -> None:
        """This is the draft now."""
        self._draft = draft
        self.note_change()
        self._follow(draft)

    @override
    def begin(self) -> None:
        first = self.name if self._named.isVisibleTo(self) else self.stops
        (first if self.may_change else self.area).setFocus()

    @override
    def use_no_more(self) -> None:
        """No visit asks for it once that is saved; what that touches is shown first."""
        self._ask_on(())

    @override
    def use_again(self) -> None:
        """Visits with medicine ask for it once that is saved, or those that are ticked."""
        self._ask_on((DOSING,))

    def _ask_on(self, visits: tuple[str, ...]) -> None:
        draft = self._draft
        if draft is not None:
            rule = replace(draft.rule, needed_for=visits)
            self.asked.fill(rule, self._desk.clinic.setup.types)
            self._take(replace(draft, rule=rule))
            self.save.setFocus()

    @override
    def saving(self, draft: GateDraft) -> Doing:
        return Doing(tr("Save"), tr("Not saved."), partial(self._save, draft))

    def _save(self, draft: GateDraft, *, token: str, mine: bool = False) -> str:
        clinic, now = self._desk.clinic, self._desk.clinic.setup.policy
        seen = now if draft.is_new or mine else policy_with(now, draft_of(draft.since))
        policy = edit_policy(clinic, policy_with(now, draft), since=seen, token=token)
        kept = policy.rules[-1] if draft.is_new else policy.rule(draft.rule.item) or draft.rule
        self.tell_kept(draft.since.rule.item, kept.item)
        said = later("Saved: {name}.") if kept.is_on else later("Switched off: {name}.")
        return tr(said, name=name_of(kept))


def _tick_of(role: Role) -> Tick:
    return Tick(words.role_word(role.value).capitalize())


def _typed(line: NumberField) -> int | None:
    """The days that are typed; None while nothing is."""
    return line.value if line.text() else None


def _ticked(ticks: Mapping[Role, Tick]) -> frozenset[Role]:
    return frozenset(role for role, tick in ticks.items() if tick.isChecked())
