"""One packet rule: its form, the visits that ask for it, when, and what it stops unsigned."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from app import words
from app.domain.access import Act, may
from app.domain.form_lists import ROUTES
from app.domain.gate_policy import EVERY, Stop
from app.domain.packet_rules import RULE_CONDITIONS, Use
from app.domain.packet_table import FIRST, RuleKey
from app.domain.refusal import refuse
from app.ui.common.fields import Choice, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.surfaces import column
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing
from app.ui.settings.drafted_editor import Ending
from app.ui.settings.gate_draft import STOPS
from app.ui.settings.gate_kinds import AskedFor
from app.ui.settings.rules_draft import (
    KeptPaper,
    RuleDraft,
    as_gate_rule,
    form_named,
    name_of,
    with_stops,
    with_visits,
)
from app.ui.settings.touching_editor import TouchingEditor
from app.ui.settings.visit_types_rows import ROUTES as ROUTE_WORDS
from app.use_cases.packet_rules import decide_rule, touched_by_rule
from app.words.tongue import later, tr

ENDING = Ending(
    retire=later("Only on re&quest"),
    again=later("Into packets a&gain"),
    past=later("It is in no packet by itself; somebody may ask for it."),
)
AS_CONSENTS = ""
"""Stands for what every consent stops."""
EVERY_RULE = later("This holds for the form wherever it is asked for, whichever rule asks.")
UNSIGNED = later("Nobody signs this form, so it stops nothing.")
WORDS = {EVERY: later("Every visit")} | {
    each.value: said for each, said in ROUTE_WORDS.items() if each
}


class RuleEditor(TouchingEditor[RuleDraft]):
    """What is typed about one rule."""

    def __init__(self, desk: Desk) -> None:
        changes = may(desk.clinic.person.roles, Act.EDIT_PAPERS)
        super().__init__(desk, ENDING, later("Packet rule"), may_change=changes)
        self._draft: RuleDraft | None = None
        self._known: Sequence[KeptPaper] = ()
        self._places: tuple[RuleKey, ...] = (FIRST,)
        self.form = Choice(later("Form"))
        self.use = Choice(later("How it is used"))
        self.after = Choice(later("In the packet it comes after"))
        self.stops = Choice(later("What it stops while it is not signed"))
        wide = {word: said for word, said in WORDS.items() if word in {EVERY, *ROUTES}}
        self.asked = AskedFor(may_change=changes, words=wide)
        self.conditions = {name: Tick(_large(words.held_told(name))) for name in RULE_CONDITIONS}
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for use in (Use.NEEDED, Use.ONCE, Use.GIVEN):
            self.use.addItem(words.use_told(use), str(use))
        self.stops.addItem(tr("As every consent does"), AS_CONSENTS)
        for stop, said in STOPS.items():
            self.stops.addItem(tr(said), str(stop))
        self._chosen = labelled(tr("Fo&rm"), self.form)
        self._used = labelled(tr("It is &used"), self.use)
        self._stops_note = wrapped("", Style.SMALL, Tone.MUTED)
        self._stops = labelled(tr("While it is not signed, it s&tops"), self.stops)
        held = Flow(*self.conditions.values(), even=True)
        parts = (
            self._chosen,
            self._used,
            labelled(tr("In the packet it c&omes after"), self.after),
            self._stops,
            self._stops_note,
            column(Text(tr("Asked for on"), Style.LABEL, Tone.MUTED), self.asked, spacing=4),
            column(
                Text(tr("Only when all of this holds"), Style.LABEL, Tone.MUTED), held, spacing=4
            ),
        )
        self._show_fields(parts)

    def _connect(self) -> None:
        for choice in (self.form, self.use, self.after, self.stops):
            choice.activated.connect(self._read)
            choice.setEnabled(self.may_change)
        for tick in self.conditions.values():
            tick.clicked.connect(self._read)
            tick.set_read_only(read_only=not self.may_change)
        self.asked.edited.connect(self._read)

    def _order_tabs(self) -> None:
        """Tab goes as people read, also through kinds of visit that came later."""
        head = (self.form, self.use, self.after, self.stops)
        for before, after in pairwise((*head, *self.asked.controls, *self.conditions.values())):
            QWidget.setTabOrder(before, after)

    def know(self, kept: Sequence[KeptPaper]) -> None:
        """What there is to choose: the forms of the clinic, and the rules to come after."""
        clinic = self._desk.clinic
        forms = sorted((form_named(clinic, each), each) for each in clinic.forms.versions)
        _offer(self.form, [(tr("Choose a form"), ""), *forms])
        self._known = kept

    @property
    @override
    def draft(self) -> RuleDraft | None:
        return self._draft

    def show_draft(self, draft: RuleDraft) -> None:
        """Write into the fields what is kept, or was typed before."""
        if self._draft is None or self._draft.since.key != draft.since.key:
            self.area.verticalScrollBar().setValue(0)
        self._draft, kept = draft, draft.kept
        self.form.setCurrentIndex(self.form.findData(kept.rule.form))
        self.use.setCurrentIndex(max(0, self.use.findData(str(kept.rule.use))))
        self._offer_places(draft)
        self.stops.setCurrentIndex(self.stops.findData(str(kept.stops or AS_CONSENTS)))
        self.asked.fill(as_gate_rule(draft), self._desk.clinic.setup.types)
        for name, tick in self.conditions.items():
            tick.setChecked(name in kept.rule.conditions)
            tick.setVisible(name not in ROUTES or name in kept.rule.conditions)
        self._order_tabs()
        title = name_of(self._desk.clinic, draft.since.rule)
        self.show_head(title, is_new=draft.is_new, retired=draft.since.retired)
        self._follow(draft)

    def _offer_places(self, draft: RuleDraft) -> None:
        """The rules that it could come after, and the one that it comes after now."""
        clinic = self._desk.clinic
        others = [each for each in self._known if each.key not in {draft.since.key, FIRST}]
        named = [_place_of(name_of(clinic, each.rule), each.key) for each in others]
        self._places = (FIRST, *(each.key for each in others))
        self.after.clear()
        self.after.addItems([tr("Nothing: it is the first"), *named])
        after = draft.kept.after
        self.after.setCurrentIndex(self._places.index(after) if after in self._places else 0)

    def _follow(self, draft: RuleDraft) -> None:
        """What is shown at all, and what the change touches."""
        form = self._desk.clinic.forms.newest(draft.kept.rule.form)
        signed = form is None or bool(form.signers)
        self._chosen.setVisible(draft.is_new)
        self._used.setVisible(not draft.kept.retired)
        self._stops.setVisible(signed)
        self._stops_note.setText(tr(EVERY_RULE if signed else UNSIGNED))
        self.asked.show_stops(shown=signed)
        self.again.setVisible(draft.since.retired and draft.kept.retired)
        if draft.kept == draft.since or draft.nowhere or not draft.kept.rule.form:
            self.touched.clear()
        else:
            change = draft.change
            self.touched.show_change(change, partial(touched_by_rule, self._desk.clinic, change))

    def _read(self) -> None:
        """What stands in the fields is the draft now."""
        draft = self._draft
        if draft is None:
            return
        rule, form = draft.kept.rule, str(self.form.currentData())
        conditions = tuple(name for name, tick in self.conditions.items() if tick.isChecked())
        use = rule.use if draft.kept.retired else Use(str(self.use.currentData()))
        stops = str(self.stops.currentData())
        after = self._places[self.after.currentIndex()]
        rule = replace(rule, form=form, conditions=_in_order(rule.conditions, conditions), use=use)
        kept = replace(draft.kept, rule=rule, after=after, stops=Stop(stops) if stops else None)
        if form != draft.kept.rule.form:
            kept = with_stops(self._desk.clinic.setup, kept)
            self._take(replace(draft, kept=kept))
            self.show_draft(replace(draft, kept=kept))
            return
        self._take(with_visits(replace(draft, kept=kept), self.asked.rule))

    def _take(self, draft: RuleDraft) -> None:
        """This is the draft now."""
        self._draft = draft
        self.note_change()
        self._follow(draft)

    @override
    def begin(self) -> None:
        first = self.form if self._chosen.isVisibleTo(self) else self.use
        first = first if first.isVisibleTo(self) else self.after
        (first if self.may_change else self.area).setFocus()

    @override
    def use_no_more(self) -> None:
        """No packet holds it by itself once that is saved; what that touches is shown first."""
        self._use(Use.REQUEST)

    @override
    def use_again(self) -> None:
        """Packets hold it again once that is saved."""
        self._use(Use.NEEDED)

    def _use(self, use: Use) -> None:
        draft = self._draft
        if draft is not None:
            kept = replace(draft.kept, rule=replace(draft.kept.rule, use=use))
            self._take(replace(draft, kept=kept))
            self.save.setFocus()

    @override
    def saving(self, draft: RuleDraft) -> Doing:
        return Doing(tr("Save"), tr("Not saved."), partial(self._save, draft))

    def _save(self, draft: RuleDraft, *, token: str) -> str:
        if draft.nowhere:
            raise refuse("packet-rule-nowhere")
        table = decide_rule(self._desk.clinic, draft.change, token=token)
        key = next(each for each, rule in table.keyed.items() if rule == draft.kept.rule)
        self.tell_kept(draft.since.key, key)
        form = name_of(self._desk.clinic, draft.kept.rule)
        if draft.kept.retired:
            return tr("On request only: the rule for {form}.", form=form)
        return tr("Saved: the rule for {form}.", form=form)


def _offer(choice: Choice, items: Sequence[tuple[str, str]]) -> None:
    """Other things to choose from; what is chosen stays, where it still is there."""
    with QSignalBlocker(choice):
        before = choice.currentData()
        choice.clear()
        for said, value in items:
            choice.addItem(said, value)
        choice.setCurrentIndex(max(0, choice.findData(before)))


def _large(said: str) -> str:
    return said[:1].upper() + said[1:]


def _place_of(name: str, key: RuleKey) -> str:
    return name if not key[1] else f"{name} ({key[1] + 1})"


def _in_order(before: tuple[str, ...], now: tuple[str, ...]) -> tuple[str, ...]:
    """What is asked for, in the order that it was."""
    kept = tuple(each for each in before if each in now)
    return (*kept, *(each for each in now if each not in kept))
