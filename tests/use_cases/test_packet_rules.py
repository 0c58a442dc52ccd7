"""Deciding about single packet rules: what goes with visits, and what it stops unsigned."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.gate import Stop
from app.domain.packet_rules import PacketRule, Use
from app.domain.packet_table import FIRST, PacketTable, RuleChange, RuleKey
from app.domain.patients import Patient
from app.use_cases.packet_rules import decide_rule, packet_table, touched_by_rule
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from tests.use_cases.asking import book, refusal

CONSENT: RuleKey = ("ketamine-consent", 0)
SHEET = PacketRule(form="ketamine-then-and-now", types=("iv-dosing",))


def changed(clinic: Clinic, key: RuleKey, **what: object) -> RuleChange:
    table = packet_table(clinic)
    rule = table.keyed[key]
    after = table.before(key)
    return RuleChange(key=key, since=rule, rule=replace(rule, **what), after=after)


def new(rule: PacketRule, after: RuleKey = FIRST) -> RuleChange:
    return RuleChange(rule=rule, after=after)


def stops(clinic: Clinic, visit: int, form: str) -> Stop | None:
    items = see_visit(clinic, visit).items
    return next((each.stops for each in items if each.item == f"consent:{form}"), None)


def test_the_keys_of_a_table_are_forms_and_places() -> None:
    one, two = PacketRule(form="a"), PacketRule(form="a", types=("x",))
    table = PacketTable(rules=(one, PacketRule(form="b"), two))

    assert list(table.keyed) == [("a", 0), ("b", 0), ("a", 1)]
    assert (table.before(("a", 0)), table.before(("a", 1))) == (FIRST, ("b", 0))
    moved = table.with_rule(("a", 1), two, FIRST)
    assert moved.rules == (two, one, PacketRule(form="b"))


def test_a_rule_is_added_where_it_is_to_be_and_taken_back(doctor: Clinic) -> None:
    before = packet_table(doctor)

    table = decide_rule(doctor, new(SHEET, CONSENT), token="adding")

    assert table.before(("ketamine-then-and-now", 0)) == CONSENT
    undo_act(doctor, "adding")
    assert packet_table(doctor) == before


def test_what_a_rule_touches_is_told_before(doctor: Clinic, clinic: Clinic, ana: Patient) -> None:
    visit = book(clinic, ana).visit.id

    more = touched_by_rule(doctor, new(SHEET))
    freed = touched_by_rule(doctor, changed(doctor, CONSENT, use=Use.REQUEST))

    assert [(each.visit.id, len(each.stopped), len(each.freed)) for each in more] == [(visit, 1, 0)]
    told = [[reason.code for reason in each.freed] for each in freed]
    assert told == [["consent-missing", "packet-rule-in"]]
    assert touched_by_rule(doctor, changed(doctor, CONSENT)) == ()


def test_an_unsigned_paper_only_warns_in_general_and_stops_one_kind_of_visit(
    doctor: Clinic, clinic: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana).visit.id
    form = CONSENT[0]
    before = stops(clinic, visit, form)
    warns = replace(changed(doctor, CONSENT), stops=Stop.NOTHING)
    decide_rule(doctor, warns, token="warning")
    general = stops(clinic, visit, form)

    on: Mapping[str, Stop] = {"iv-dosing": Stop.ARRIVAL}
    decide_rule(doctor, replace(warns, stops_for=on))

    assert (before, general) == (Stop.START, Stop.NOTHING)
    assert stops(clinic, visit, form) == Stop.ARRIVAL
    assert doctor.setup.policy.papers[form] == Stop.NOTHING


def test_stops_and_rule_are_taken_back_as_one(doctor: Clinic) -> None:
    before = (packet_table(doctor), doctor.setup.policy.papers)
    change = replace(changed(doctor, CONSENT, conditions=("kap",)), stops=Stop.NOTHING)
    decide_rule(doctor, change, token="both")

    undo_act(doctor, "both")

    assert (packet_table(doctor), doctor.setup.policy.papers) == before


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        (PacketRule(form=""), "packet-rule-formless"),
        (PacketRule(form="rocket-consent"), "packet-rule-form"),
        (replace(SHEET, types=("rocket",)), "packet-rule-unknown"),
        (PacketRule(form="ketamine-then-and-now", use=Use.REQUEST), "packet-rule-twice"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(doctor: Clinic, rule: PacketRule, code: str) -> None:
    assert refusal(partial(decide_rule, doctor, new(rule))) == [code]


def test_somebody_elses_change_of_a_rule_is_not_written_over(doctor: Clinic) -> None:
    seen = changed(doctor, CONSENT, conditions=("kap",))
    decide_rule(doctor, changed(doctor, CONSENT, routes=("iv",)))

    assert refusal(partial(decide_rule, doctor, seen)) == ["packet-rule-moved-on"]


def test_the_desk_does_not_decide_about_packets(clinic: Clinic) -> None:
    assert refusal(partial(decide_rule, clinic, new(SHEET))) == ["not-permitted"]
