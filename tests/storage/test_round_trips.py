from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.access import DOCTORS, Role
from app.domain.blocks import Block
from app.domain.gate_policy import CORE, GateRule, Policy, Stop
from app.domain.packet_rules import PacketRule
from app.domain.packets import PaperState
from app.domain.paper_steps import Revocation, Step, StepKind, Told, stand_of
from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Tick,
    Waiver,
    WaiverCause,
)
from app.domain.refusal import Trouble
from app.domain.scheduling import Kind, Resource, Status
from app.domain.signatures import Signature
from app.domain.staff import Person
from app.domain.time import minute
from app.storage.database import Database, create, open_database
from app.storage.journal import read_change
from tests.postgresql import Server
from tests.storage.samples import (
    ANA,
    DETAILS,
    DOSING,
    MANAGER,
    MONDAY,
    booked,
    outside,
    packet_of,
    part,
    room,
    rows,
    span,
    visit_of,
)

ASKED = "0b1f6b7e-asked-once"

POLICY = Policy(
    rules=(
        *CORE.values(),
        GateRule(
            item="ecg",
            title="ECG",
            stops_for={"iv-dosing": Stop.NOTHING},
            needed_for=("iv", "esketamine"),
            days=365,
            filed_by=frozenset({Role.NURSE, Role.PRESCRIBER}),
            waived_by=DOCTORS,
            warns_from=3,
        ),
    ),
)


def test_a_patient_comes_back_as_kept(database: Database) -> None:
    with database.writing() as unit:
        kept = unit.patients.add(ANA)
        other = unit.patients.add(replace(ANA, given="Đỗ", family=""))

    with database.reading() as unit:
        assert kept == replace(ANA, id=1, chart="10001")
        assert unit.patients.get(kept.id) == kept
        assert unit.patients.by_chart("10001") == kept
        assert unit.patients.many([1, 2, 3]) == {1: kept, 2: other}
        assert unit.patients.count() == 2
        assert unit.scheduling.patient_resource(kept.id).lanes == (1,)


def test_staff_come_back_with_what_they_are_to_the_diary(database: Database) -> None:
    nurse = Person(login="kim", name="Kim", roles=frozenset({Role.NURSE}), credential="RN")
    held = Resource(kind=Kind.PERSON, name="Kim, RN", skills=frozenset({"monitor"}))
    with database.writing() as unit:
        manager = unit.staff.add(MANAGER, None)
        resource = unit.scheduling.add_resource(held, 3)
        kim = unit.staff.add(nurse, resource)

    with database.reading() as unit:
        assert unit.staff.all() == (manager, kim)
        assert unit.staff.by_login("kim") == kim == replace(nurse, id=2)
        assert unit.staff.by_login("nobody") is None
        assert unit.staff.by_resource() == {resource.id: kim}
        assert unit.scheduling.resources() == (resource,)
        assert len(resource.lanes) == 3


def test_a_person_may_bring_a_resource_that_is_not_kept_yet(database: Database) -> None:
    with database.writing() as unit:
        unit.staff.add(MANAGER, room("Mo"))

        assert [len(each.lanes) for each in unit.scheduling.resources()] == [1]


def test_hours_and_lanes_come_back_with_their_resource(database: Database) -> None:
    with database.writing() as unit:
        kept = unit.scheduling.add_resource(room(), 2)
        unit.patients.add(ANA)

    with database.reading() as unit:
        assert unit.scheduling.resources() == (kept,)
        assert kept == replace(room(), id=kept.id, lanes=kept.lanes)


def test_a_visit_comes_back_with_its_plan_and_claims(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)

    with database.reading() as unit:
        assert unit.scheduling.visit(kept.id) == kept
        assert unit.scheduling.visits_of(kept.patient) == (kept,)
        assert unit.scheduling.visits_of_many([kept.patient, 99]) == {kept.patient: (kept,)}
        assert unit.scheduling.claims(*span(kept)) == kept.claims[1:]
        own = unit.scheduling.patient_resource(kept.patient).lanes
        assert unit.scheduling.claims(*span(kept), own) == kept.claims[:1]


def test_a_visit_is_found_by_its_askers_token(database: Database) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        kept = unit.scheduling.add_visit(replace(visit_of(patient.id), token=ASKED))
        unit.scheduling.add_visit(visit_of(patient.id))

    with database.reading() as unit:
        assert unit.scheduling.visit_by_token(ASKED) == kept
        assert unit.scheduling.visit_by_token("") is None


def test_a_span_of_time_gives_what_starts_in_it(database: Database) -> None:
    with database.writing() as unit:
        first = booked(unit)
        second = booked(unit, start=MONDAY + timedelta(hours=1))
        booked(unit, start=MONDAY + timedelta(days=1))
        unit.scheduling.keep([replace(first, status=Status.CANCELLED)])

        found = unit.scheduling.visits_between(MONDAY, MONDAY + timedelta(days=1))

    assert [visit.id for visit in found] == [first.id, second.id]


def test_a_claim_that_reaches_into_a_span_from_the_past_is_found(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)

        later = minute(kept.start) + 60
        assert unit.scheduling.claims(later, later + 5) == kept.claims[1:]
        end = minute(kept.start) + 135
        assert unit.scheduling.claims(end, end + 60) == ()
        assert unit.scheduling.claims(minute(kept.start) - 60, minute(kept.start)) == ()


def test_whatever_changes_about_a_visit_is_kept_and_counted(database: Database) -> None:
    with database.writing() as unit:
        first = booked(unit)
        held = replace(first, status=Status.HELD, hold_until=MONDAY, stretch=10, why="ill")

        kept = unit.scheduling.keep([held])

        assert kept == (replace(held, version=2),)
        assert unit.scheduling.visit(first.id) == kept[0]


def test_holds_past_their_deadline_are_found(database: Database) -> None:
    with database.writing() as unit:
        wanted = replace(booked(unit), status=Status.HELD, hold_until=MONDAY)
        held = unit.scheduling.keep([wanted])

        assert unit.scheduling.expired_holds(MONDAY) == held
        assert unit.scheduling.expired_holds(MONDAY - timedelta(microseconds=1)) == ()


def test_a_cancelled_visit_gives_everything_back_and_takes_it_again(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)
        (gone,) = unit.scheduling.keep([replace(kept, status=Status.CANCELLED)])
        assert unit.scheduling.claims(*span(kept)) == ()

        unit.scheduling.keep([replace(gone, status=Status.BOOKED)])
        assert unit.scheduling.claims(*span(kept)) == kept.claims[1:]


def test_two_visits_can_change_places_in_one_act(database: Database) -> None:
    with database.writing() as unit:
        first = booked(unit)
        later = first.start + timedelta(hours=3)
        ends = first.end + timedelta(hours=3)
        second = unit.scheduling.add_visit(replace(first, id=0, start=later, end=ends))
        moved = [replace(first, start=later, end=ends), replace(second, start=first.start)]

        kept = unit.scheduling.keep(moved)

        assert [visit.start for visit in kept] == [later, first.start]


def test_a_patient_who_left_early_holds_nothing_ahead_but_the_room_its_turnover(
    database: Database,
) -> None:
    with database.writing() as unit:
        kept = booked(unit)
        left = replace(kept, status=Status.LEFT, freed_at=kept.start + timedelta(minutes=61))

        (gone,) = unit.scheduling.keep([left])

        turnover = 135 - (kept.end - kept.start) // timedelta(minutes=1)
        ends = {claim.lane: claim.end - minute(kept.start) for claim in gone.claims}
        assert sorted(ends.values()) == [65, 65 + turnover]


def test_the_journal_tells_what_was_made_and_what_was(database: Database) -> None:
    with database.writing() as unit:
        kept = booked(unit)
    with database.writing() as unit:
        unit.scheduling.keep([replace(kept, status=Status.CANCELLED, why="ill")])

        (change,) = unit.scheduling.journal.document()

        assert (change["kind"], change["id"]) == ("visit", kept.id)
        assert read_change(change) == kept


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.NO_SHOW])
def test_a_visit_that_will_not_be_holds_nothing(database: Database, status: Status) -> None:
    with database.writing() as unit:
        patient = unit.patients.add(ANA)
        held = unit.scheduling.add_resource(room(), 1)
        kept = unit.scheduling.add_visit(visit_of(patient.id, part(held), status=status))

        assert unit.scheduling.claims(*span(kept)) == ()


def test_a_block_takes_every_lane(database: Database) -> None:
    with database.writing() as unit:
        held = unit.scheduling.add_resource(room(), 2)
        end = MONDAY + timedelta(hours=1)
        block = Block(resource=held.id, kind="lunch", start=MONDAY, end=end, note="Team")
        kept = unit.scheduling.add_block(block)

        claims = unit.scheduling.block_claims(minute(MONDAY) + 30, minute(MONDAY) + 35)
        assert {claim.lane for claim in claims} == set(held.lanes)
        assert unit.scheduling.claims(minute(MONDAY), minute(end)) == ()
        assert unit.scheduling.blocks(MONDAY, end) == (kept,)
        assert unit.scheduling.blocks(end, end + timedelta(days=1)) == ()
        assert unit.scheduling.block_claims(minute(end), minute(end) + 600) == ()


def test_a_snapshot_comes_back(database: Database) -> None:
    document = {"policy": 1, "items": [{"item": "referral", "state": "met"}]}
    with database.writing() as unit:
        kept = booked(unit)
        assert unit.scheduling.snapshot(kept.id) is None

        unit.scheduling.keep_snapshot(kept.id, document)
        assert unit.scheduling.snapshot(kept.id) == document


def test_the_wall_clock_is_kept_beside_the_minutes(database: Database) -> None:
    with database.writing() as unit:
        booked(unit)

    found = rows(database.place, "SELECT zone, wall_start, start_min FROM visit")
    assert found == [("America/Denver", "2026-11-30T09:00", minute(MONDAY))]


def tick_of(item: str, patient: int | None = None, visit: int | None = None) -> Tick:
    return Tick(
        item=item,
        patient=patient,
        visit=visit,
        done_on=MONDAY.date(),
        until=date(2027, 1, 1),
        by_login="ito",
        by_name="Dr. Ito",
        at=MONDAY,
    )


def test_records_come_back_by_patient(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        who = visit.patient
        made = date(2026, 10, 1)
        diagnosis = unit.records.add_diagnosis(
            Diagnosis(
                patient=who,
                code="F33.2",
                title="Major depressive disorder",
                condition="depression",
                made_on=made,
                made_by="Dr. Ito, MD",
                recorded_at=MONDAY,
                resistant=True,
                trials="Sertraline, bupropion",
            )
        )
        other = unit.records.add_diagnosis(replace(diagnosis, id=0, code="F40.10", secondary=True))
        removed = replace(
            other, removed_at=MONDAY, removed_by="Dr. Ito, MD", removed_why="Ruled out"
        )
        unit.records.update_diagnosis(removed)
        referral = unit.records.add_referral(
            Referral(patient=who, state=ReferralState.EXPECTED, referrer="Dr. Wu", expected_by=made)
        )
        clearance = unit.records.add_clearance(Clearance(patient=who, route="iv", asked_of="Ito"))
        withdrawn = replace(clearance, cleared_on=made, withdrawn_on=made, reason="Blood pressure")
        unit.records.update_clearance(withdrawn)
        ticked = unit.records.add_tick(tick_of("vitals", patient=who, visit=visit.id))
        certified = unit.records.add_tick(tick_of("site-certified"))
        gone = unit.records.add_tick(tick_of("ecg", patient=who))
        unit.records.remove_tick(gone)
        waiver = unit.records.add_waiver(
            Waiver(
                patient=who,
                item="referral",
                cause=WaiverCause.CONTINUATION,
                reason="Seen here",
                until=made,
                visit=visit.id,
                by_login="ito",
                by_name="Dr. Ito",
                at=MONDAY,
            )
        )
        accepted = replace(referral, state=ReferralState.ACCEPTED, letter_on=made, visits=6)
        unit.records.update_referral(accepted)
        ended = replace(waiver, ended_at=MONDAY, ended_by="Dr. Ito", ended_why="Letter is here")
        unit.records.update_waiver(ended)

    with database.reading() as unit:
        assert unit.records.diagnoses([who]) == {who: (diagnosis, removed)}
        assert unit.records.referrals([who, 99]) == {who: (accepted,)}
        assert unit.records.clearances([who]) == {who: (withdrawn,)}
        assert unit.records.waivers([who]) == {who: (ended,)}
        assert unit.records.waiver(waiver.id) == ended
        assert unit.records.ticks([who]) == {who: (ticked,), None: (certified,)}
        assert unit.records.tick(gone.id) is None
        assert unit.records.diagnoses([]) == {}
        assert unit.records.diagnosis(removed.id) == removed
        assert unit.records.diagnosis(99) is None


def test_a_ride_replaces_the_one_before(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        unit.records.set_ride(Ride(visit=visit.id, name="Sam", phone="+13035550100"))
        ride = unit.records.set_ride(Ride(visit=visit.id, name="Lee", phone="+13035550101"))

        assert unit.records.rides([visit.id]) == {visit.id: ride}


def test_a_packet_comes_back_with_its_papers(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        first = unit.packets.add(packet_of(visit))
        second = unit.packets.add(packet_of(visit, code="ZZZZ9999"))

    with database.reading() as unit:
        assert unit.packets.get(first.id) == first
        assert unit.packets.get(99) is None
        assert unit.packets.of_visit(visit.id) == (second, first)
        assert unit.packets.paper("ABCD1234") == first.papers[0]
        assert unit.packets.paper("NONE0000") is None
        papers = (*first.papers, *second.papers)
        assert unit.packets.papers_of([visit.patient]) == {visit.patient: papers}
        assert unit.packets.papers() == papers
        assert unit.packets.papers([PaperState.VOIDED]) == ()
        assert unit.packets.codes_in_use(["ABCD1234", "NONE0000"]) == {"ABCD1234"}
        assert first.papers[0].packet == first.id
        assert first.papers[0].boxes == packet_of(visit).papers[0].boxes
        assert first.papers[0].why == packet_of(visit).papers[0].why


def test_only_where_a_paper_stands_can_change(database: Database) -> None:
    with database.writing() as unit:
        (paper,) = unit.packets.add(packet_of(booked(unit))).papers
        signed = replace(
            paper,
            state=PaperState.COMPLETE,
            signed_at=MONDAY,
            signed_on=date(2026, 11, 30),
            signed_by="patient",
            empty=("initial-1",),
        )
        unit.packets.update_paper(replace(signed, form="another", version=9, boxes=()))

        assert unit.packets.paper(paper.code) == signed


def test_the_steps_of_a_paper_and_revocations_come_back(database: Database) -> None:
    signature = Signature(who="interpreter", at=MONDAY, name="María López", language="Spanish")
    with database.writing() as unit:
        (paper,) = unit.packets.add(packet_of(booked(unit))).papers
        signed = replace(paper, signatures=(signature,), seen_by="Ito", ended_on=MONDAY.date())
        unit.packets.update_paper(signed)
        step = unit.steps.add(
            Step(
                paper=paper.id,
                kind=StepKind.VOIDED,
                at=MONDAY,
                by="Dr. Ito",
                cause="damaged",
                why="coffee",
                token="abc",
                before=stand_of(signed),
            )
        )
        taken = unit.steps.revoke(
            Revocation(
                patient=paper.patient,
                at=MONDAY,
                told=Told.WRITTEN,
                by="guardian",
                received_by="Dr. Ito",
                recorded_at=MONDAY,
                papers=(paper.code,),
            )
        )

    with database.reading() as unit:
        assert unit.packets.paper(paper.code) == signed
        assert unit.steps.of([paper.id, 99]) == {paper.id: (step,)}
        assert unit.steps.by_token("abc") == (step,)
        assert unit.steps.by_token("other") == ()
        assert unit.steps.revocations(paper.patient) == (taken,)


def test_settings_come_back(database: Database) -> None:
    rules = (PacketRule(form="ketamine-consent", types=("iv-dosing", "iv-pain")),)
    followup = replace(DOSING, slug="follow-up", needs=())
    with database.writing() as unit:
        unit.settings.keep_policy(POLICY, MONDAY, "manager")
        unit.settings.keep_policy(replace(POLICY, version=2, minimum_age=21), MONDAY, "manager")
        unit.settings.keep_visit_types([followup, DOSING])
        unit.settings.keep_packet_rules([*rules, *rules])
        unit.settings.keep_packet_rules(rules)
        unit.settings.keep_text_policy({"food_hours": 6, "clear_hours": 2})
        unit.settings.set_clinic(replace(DETAILS, name="Juniper", demo_day=None))

    with database.reading() as unit:
        assert unit.settings.policy() == replace(POLICY, version=2, minimum_age=21)
        assert unit.settings.visit_types() == {"follow-up": followup, "iv-dosing": DOSING}
        assert list(unit.settings.visit_types()) == ["follow-up", "iv-dosing"]
        assert unit.settings.packet_rules() == rules
        assert unit.settings.text_policy() == {"clear_hours": 2, "food_hours": 6}
        assert unit.settings.clinic() == replace(DETAILS, name="Juniper", demo_day=None)


FIRST = (
    '{"version":3,"stops":{"diagnosis":"booking","referral":"arrival","ride":"start"},'
    '"diagnosis_reconfirm_days":400,"referral_valid_days":90,"clearance_valid_days":60,'
    '"minimum_age":21,"waivable":{"ride":["prescriber"]}}'
)
"""A policy as the first clinics keep it."""


def test_a_policy_of_the_first_clinics_says_what_it_said(database: Database) -> None:
    with database.writing() as unit:
        unit.settings.keep_policy(POLICY, MONDAY, "manager")
    outside(database.place, f"UPDATE policy SET document = '{FIRST}'")  # noqa: S608 -- our own words

    with database.reading() as unit:
        policy = unit.settings.policy()

    assert [rule.item for rule in policy.rules] == list(CORE)
    stops = [policy.stop(item) for item in ("diagnosis", "referral", "ride")]
    assert (policy.version, stops) == (3, [Stop.BOOKING, Stop.ARRIVAL, Stop.START])
    assert (policy.minimum_age, policy.diagnosis_reconfirm_days) == (21, 400)
    assert (policy.referral_valid_days, policy.clearance_valid_days) == (90, 60)
    waived = [rule.item for rule in policy.rules if rule.is_waivable]
    assert waived == ["ride"]


def test_a_clinic_without_a_name_was_never_finished(tmp_path: Path, server: Server) -> None:
    for place in (tmp_path / "clinic", server.empty()):
        create(place)
        database = open_database(place)

        with database.reading() as unit, pytest.raises(Trouble, match="clinic-unfinished"):
            unit.settings.clinic()
        database.close()


def test_instants_come_back_in_utc_to_the_microsecond(database: Database) -> None:
    moment = MONDAY + timedelta(microseconds=7)
    with database.writing() as unit:
        kept = booked(unit)
        (arrived,) = unit.scheduling.keep([replace(kept, arrived_at=moment)])

    assert arrived.arrived_at == moment
    assert isinstance(arrived.arrived_at, datetime)
    assert arrived.arrived_at.utcoffset() == timedelta(0)
