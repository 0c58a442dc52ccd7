"""Which forms the packet rules ask for, on what kind of visit and under which conditions."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from app.domain.forms import Form
from app.domain.packet_rules import (
    KETAMINE,
    Asked,
    Occasion,
    PacketRule,
    PaperPolicy,
    Use,
    asked_for,
    conditions_of,
    rule_faults,
    types_with_papers,
)
from app.domain.packets import Paper, PaperState, wanted
from app.domain.patients import Patient, Representative
from tests.domain.test_gate import CONSENT, SIGNED, TYPES, VISIT_DAY

INFUSION, TALK = TYPES["iv-dosing"], TYPES["preparation"]
INSTRUCTIONS = replace(CONSENT, id="instructions", kind="instructions", signers=())
SHEET = replace(INSTRUCTIONS, id="how-it-works", kind="education", routes=())
FORMS: Mapping[str, Form] = {form.id: form for form in (CONSENT, INSTRUCTIONS, SHEET)}
ADULT = Patient(given="Ana", born=date(1990, 5, 1))
USUAL = PaperPolicy()


def ids(asked: Asked) -> list[str]:
    return [form.id for form in asked.forms]


def held(
    patient: Patient = ADULT, policy: PaperPolicy = USUAL, slug: str = "iv-dosing"
) -> set[str]:
    found = conditions_of(TYPES[slug], patient, VISIT_DAY, policy, first_dose=False)
    return set(found - {"iv", "kap", "compounded", "teach-back"})


def test_rules_name_the_forms_of_a_visit_type_and_those_without_its_route() -> None:
    rules = [
        PacketRule(form="ketamine-consent", types=("iv-dosing", "im-dosing")),
        PacketRule(form="instructions", types=("preparation",)),
    ]

    infusion = asked_for(Occasion(type=INFUSION), rules, FORMS)
    session = asked_for(Occasion(type=TYPES["im-dosing"]), rules, FORMS)

    assert (ids(infusion), infusion.absent) == (["ketamine-consent"], ())
    assert (ids(session), session.absent) == ([], ("ketamine-consent",))


def test_a_rule_by_route_is_for_every_visit_by_that_route_and_one_without_either_for_all() -> None:
    rules = [PacketRule(form="a", routes=("iv",)), PacketRule(form="b")]

    kinds = {slug: [rule.form for rule in rules if rule.is_for(TYPES[slug])] for slug in TYPES}

    assert kinds["iv-dosing"] == ["a", "b"]
    assert kinds["im-dosing"] == ["b"]
    assert kinds["preparation"] == ["b"]


def test_a_rule_with_conditions_asks_only_when_all_of_them_hold() -> None:
    rule = PacketRule(form="how-it-works", routes=("iv",), conditions=("minor", "witness"))

    def asked(*conditions: str) -> list[str]:
        occasion = Occasion(type=INFUSION, conditions=frozenset(conditions))
        return ids(asked_for(occasion, [rule], FORMS))

    assert asked("minor") == []
    assert asked("minor", "witness", "iv") == ["how-it-works"]


def test_a_visit_that_can_never_meet_the_conditions_needs_no_packet_for_them() -> None:
    rules = [PacketRule(form="by-video", conditions=("telehealth",))]
    video = replace(TALK, by_video=True)

    assert types_with_papers(rules, {"talk": TALK, "video": video}) == {"video"}


def test_a_sheet_about_a_condition_goes_to_whom_it_is_about() -> None:
    sheet = replace(SHEET, conditions=("depression",))
    rules = [PacketRule(form="how-it-works", types=("iv-dosing",))]

    def asked(*indications: str) -> list[str]:
        occasion = Occasion(type=INFUSION, indications=frozenset(indications))
        return ids(asked_for(occasion, rules, {sheet.id: sheet}))

    assert asked("depression", "ptsd") == ["how-it-works"]
    assert asked("ptsd") == []


def test_what_explains_comes_before_what_is_signed_when_the_clinic_wants_it() -> None:
    rules = [PacketRule(form=form, routes=("iv",)) for form in ("ketamine-consent", "how-it-works")]

    def asked(*, first: bool) -> list[str]:
        policy = PaperPolicy(education_first=first)
        return ids(asked_for(Occasion(type=INFUSION), rules, FORMS, policy))

    assert asked(first=True) == ["how-it-works", "ketamine-consent"]
    assert asked(first=False) == ["ketamine-consent", "how-it-works"]


def test_an_agreement_can_be_signed_at_a_talk_before_the_dose_but_a_route_needs_its_dose() -> None:
    agreement = replace(CONSENT, id="agreement", routes=("iv",), resign_on=())
    consent = replace(CONSENT, routes=("iv",), resign_on=("new-route",))
    rules = [PacketRule(form=form, types=("preparation",)) for form in ("agreement", consent.id)]

    found = asked_for(Occasion(type=TALK), rules, {f.id: f for f in (agreement, consent)})

    assert (ids(found), found.absent) == (["agreement"], (consent.id,))


def test_a_form_that_is_asked_for_once_is_not_asked_for_again_though_it_was_never_signed() -> None:
    rules = [PacketRule(form="ketamine-consent", routes=("iv",), use=Use.ONCE)]
    asked = asked_for(Occasion(type=INFUSION), rules, FORMS)
    out = replace(SIGNED, state=PaperState.HANDED_OVER, visit=3)

    def why(*papers: Paper) -> list[str]:
        found = wanted(asked, papers, 7, VISIT_DAY, ())
        return [each.why.code for each in found]

    assert why() == ["why-never-signed"]
    assert why(out) == []
    assert why(replace(out, state=PaperState.VOIDED)) == ["why-never-signed"]
    assert why(replace(out, visit=7)) == ["why-never-signed"]


def test_what_is_only_handed_out_or_asked_for_by_somebody_keeps_nobody_waiting() -> None:
    rules = [PacketRule(form="ketamine-consent", routes=("iv",), use=use) for use in Use]

    found = {rule.use: asked_for(Occasion(type=INFUSION), [rule], FORMS) for rule in rules}

    assert {use: ids(asked) for use, asked in found.items()} == {
        Use.NEEDED: [CONSENT.id],
        Use.GIVEN: [CONSENT.id],
        Use.ONCE: [CONSENT.id],
        Use.REQUEST: [],
    }
    assert [use for use, asked in found.items() if asked.to_sign] == [Use.NEEDED, Use.ONCE]


def test_a_text_that_is_not_in_the_patients_language_calls_for_an_interpreter() -> None:
    statement = replace(CONSENT, id="interpreter-statement", routes=())
    rules = [
        PacketRule(form="ketamine-consent", routes=("iv",)),
        PacketRule(form="interpreter-statement", routes=("iv",), conditions=("interpreter",)),
    ]
    forms = {form.id: form for form in (CONSENT, statement)}

    def asked(language: str) -> list[str]:
        return ids(asked_for(Occasion(type=INFUSION, language=language), rules, forms))

    assert asked("en") == ["ketamine-consent"]
    assert asked("vi") == ["ketamine-consent", "interpreter-statement"]


def test_a_minor_is_one_by_the_day_of_the_visit_and_somebody_signs_for_him() -> None:
    birthday = VISIT_DAY.replace(year=VISIT_DAY.year - 18)
    tomorrow = birthday.replace(day=birthday.day + 1)

    assert held(replace(ADULT, born=birthday)) == set()
    assert held(replace(ADULT, born=tomorrow)) == {"minor", "representative"}
    assert held(ADULT, replace(USUAL, signs_alone_from=40)) == {"minor", "representative"}


@pytest.mark.parametrize(
    ("patient", "condition"),
    [
        (replace(ADULT, representative=Representative(name="Eva")), "representative"),
        (replace(ADULT, interpreter="Tagalog"), "interpreter"),
        (replace(ADULT, large_print=True), "large-print"),
        (replace(ADULT, part2=True), "part2"),
    ],
)
def test_what_holds_for_a_patient_holds_for_his_visits(patient: Patient, condition: str) -> None:
    assert held(patient) == {condition}


@pytest.mark.parametrize(
    ("policy", "slug", "conditions"),
    [
        (replace(USUAL, witness=True), "iv-dosing", {"witness"}),
        (replace(USUAL, recording=True), "iv-dosing", {"recording"}),
        (replace(USUAL, take_home=True), "iv-dosing", set[str]()),
        (replace(USUAL, take_home=True), "sublingual-dosing", {"sublingual", "take-home"}),
    ],
)
def test_what_the_clinic_decided_holds_where_it_can(
    policy: PaperPolicy, slug: str, conditions: set[str]
) -> None:
    assert held(ADULT, policy, slug) == conditions


def test_a_first_dose_a_group_and_a_video_are_known_by_the_visit() -> None:
    group = conditions_of(TYPES["group-dosing"], ADULT, VISIT_DAY, USUAL, first_dose=True)
    video = replace(TALK, by_video=True)
    seen = conditions_of(video, ADULT, VISIT_DAY, USUAL, first_dose=True)

    assert {"group", "first-dose", "kap", "sublingual"} <= group
    assert {"telehealth", "first-dose", "kap"} <= seen
    assert not seen & {"group", "iv", "none"}


def test_ketamine_is_compounded_where_the_clinic_says_so_a_lozenge_always_the_spray_never() -> None:
    def is_compounded(slug: str, policy: PaperPolicy) -> bool:
        return "compounded" in conditions_of(
            TYPES[slug], ADULT, VISIT_DAY, policy, first_dose=False
        )

    assert len(KETAMINE) == 3
    assert is_compounded("im-dosing", USUAL)
    assert not is_compounded("im-dosing", replace(USUAL, compounded=False))
    assert is_compounded("group-dosing", replace(USUAL, compounded=False))
    assert not is_compounded("esketamine", USUAL)


def test_a_rule_says_which_of_its_words_nothing_answers_to() -> None:
    rule = PacketRule(form="a", types=("iv-dozing",), routes=("nose",), conditions=("tall", "kap"))

    found = [reason.facts["name"] for reason in rule_faults([rule], TYPES)]

    assert found == ["iv-dozing", "nose", "tall"]
