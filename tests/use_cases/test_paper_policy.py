"""What the clinic decides about its papers holds for packets and for the gate."""

import json
from dataclasses import replace
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import State, Stop
from app.domain.packet_rules import PacketRule, PaperPolicy, Untranslated
from app.domain.patients import Patient
from app.use_cases.gate_policy import edit_policy, touched_by
from app.use_cases.packets import draft_packet
from app.use_cases.paper_policy import (
    keep_paper_policy,
    packet_rules,
    paper_policy,
    take_shipped_rules,
)
from app.use_cases.scheduling import see_visit
from tests.documents.reading_back import page_texts
from tests.small import Small
from tests.use_cases.asking import book, refusal

ALL = PaperPolicy(
    signs_alone_from=19,
    witness=True,
    compounded=False,
    take_home=True,
    recording=True,
    education_first=False,
    teach_back=False,
    untranslated=Untranslated.REFUSE,
)


def said(clinic: Clinic, visit: int) -> str:
    return " ".join(page_texts(draft_packet(clinic, visit).pdf))


def stops(clinic: Clinic, visit: int) -> dict[str, Stop]:
    items = see_visit(clinic, visit).items
    return {item.item: item.stops for item in items if item.item.startswith("consent:")}


def test_what_is_decided_comes_back_and_is_seen_by_an_open_clinic(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    keep_paper_policy(doctor, ALL)

    book(clinic, ana)

    assert paper_policy(clinic) == ALL


def test_a_decision_is_kept_in_the_audit(doctor: Clinic) -> None:
    keep_paper_policy(doctor, replace(paper_policy(doctor), witness=True))

    with doctor.database.reading() as unit:
        (newest,) = unit.audit.last(1)
    assert (newest.act, newest.who) == ("edit-papers", "hale")
    assert json.loads(newest.payload)["papers"]["witness"] is True


def test_the_desk_does_not_decide(clinic: Clinic) -> None:
    assert refusal(partial(keep_paper_policy, clinic, ALL)) == ["not-permitted"]


def test_what_somebody_else_decided_meanwhile_is_not_undone(doctor: Clinic) -> None:
    seen = paper_policy(doctor)
    keep_paper_policy(doctor, replace(seen, witness=True))

    kept = keep_paper_policy(doctor, replace(seen, recording=True), since=seen)

    assert kept == paper_policy(doctor) == replace(seen, witness=True, recording=True)


def test_what_two_decided_otherwise_is_asked_about(doctor: Clinic) -> None:
    seen = paper_policy(doctor)
    keep_paper_policy(doctor, replace(seen, signs_alone_from=19))

    late = partial(keep_paper_policy, doctor, replace(seen, signs_alone_from=21), since=seen)

    assert refusal(late) == ["both-changed", "both-again"]
    assert paper_policy(doctor).signs_alone_from == 19


@pytest.mark.parametrize("age", [13, 22])
def test_an_age_that_no_state_has_is_refused(doctor: Clinic, age: int) -> None:
    wanted = replace(paper_policy(doctor), signs_alone_from=age)

    assert refusal(partial(keep_paper_policy, doctor, wanted)) == ["papers-age"]


def test_a_witness_and_the_patients_own_words_have_a_place_where_the_clinic_wants_it(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    usual = said(clinic, view.visit.id)
    decided = replace(paper_policy(doctor), witness=True, teach_back=False)

    keep_paper_policy(doctor, decided)

    other = said(clinic, view.visit.id)
    witness, own = "I saw the person sign this form", "in your own words"
    assert (witness in usual, own in usual) == (False, True)
    assert (witness in other, own in other) == (True, False)


def test_recording_is_asked_about_only_where_the_clinic_offers_it(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    usual = stops(clinic, view.visit.id)

    keep_paper_policy(doctor, replace(paper_policy(doctor), recording=True))

    now = stops(clinic, view.visit.id)
    assert set(now) - set(usual) == {"consent:recording-consent"}
    assert now["consent:recording-consent"] is Stop.NOTHING


def test_consents_stop_the_start_and_prices_and_receipts_stop_nothing(
    clinic: Clinic, ana: Patient
) -> None:
    assert stops(clinic, book(clinic, ana).visit.id) == {
        "consent:privacy-acknowledgement": Stop.NOTHING,
        "consent:emergency-contact": Stop.NOTHING,
        "consent:financial-agreement": Stop.NOTHING,
        "consent:psychotherapy-agreement": Stop.START,
        "consent:touch-consent": Stop.NOTHING,
        "consent:ketamine-consent": Stop.START,
        "consent:off-label-disclosure": Stop.START,
        "consent:ride-home-agreement": Stop.START,
    }


def test_the_clinic_chooses_for_each_paper_what_it_stops(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    policy = doctor.setup.policy
    wanted = replace(policy, papers={**policy.papers, "touch-consent": Stop.ARRIVAL})

    (touched,) = touched_by(doctor, wanted)
    edit_policy(doctor, wanted)

    assert touched.visit.id == view.visit.id
    assert stops(clinic, view.visit.id)["consent:touch-consent"] is Stop.ARRIVAL


def test_a_form_that_is_not_in_force_is_missed_only_where_it_is_to_be_signed(
    small: Small, ana: Patient
) -> None:
    clinic = small.open()
    view = book(clinic, ana)
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.settings.keep_packet_rules(
            [
                PacketRule(form=form, routes=("iv",))
                for form in ("esketamine-consent", "esketamine-spray")
            ]
        )

    items = {item.item: item.state for item in see_visit(clinic, view.visit.id).items}

    asked = {item: state for item, state in items.items() if item.startswith("consent:")}
    assert asked == {"consent:esketamine-consent": State.MISSING}
    clinic.close()


def test_a_clinic_of_before_takes_the_table_of_the_program(clinic: Clinic, doctor: Clinic) -> None:
    shipped = packet_rules(clinic)
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.settings.keep_packet_rules([PacketRule(form="ketamine-consent", types=("iv-dosing",))])

    taken = take_shipped_rules(doctor)

    assert (taken, packet_rules(clinic)) == (shipped, shipped)
    assert len(shipped) == len({rule.form for rule in shipped}) == 34
    assert {rule.form for rule in shipped} == set(clinic.forms.versions)
