"""Booking, holding, cancelling and checking in on a small real clinic."""

from datetime import datetime, timedelta
from functools import partial

import pytest

from app.clinic import Change, Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.time import minute
from app.use_cases import scheduling
from app.use_cases.openings import find_openings
from app.use_cases.records import record_ride
from app.use_cases.scheduling import (
    Wish,
    advance_visit,
    book_held_visit,
    book_visit,
    cancel_visit,
    release_holds,
)
from app.use_cases.undoing import undo_act
from tests.small import NOW, Small, add_patient, at, disjoint, file_everything
from tests.use_cases.asking import book, refusal


def test_a_booked_infusion_holds_every_need_of_every_phase(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    held = {h.role: (h.name, f"{h.start:%H:%M}", f"{h.end:%H:%M}") for h in view.holds}
    assert held == {
        "patient": ("Romero Gil, Ana María", "16:00", "17:55"),
        "room": ("Room 2", "16:00", "18:10"),
        "monitor": ("Rosa Ortiz", "16:00", "17:55"),
        "therapist": ("Ira Moss", "16:00", "17:55"),
        "pump": ("Pump 1", "16:20", "17:10"),
    }
    assert view.visit.status is Status.BOOKED


def test_claims_in_the_store_are_those_of_the_plan(clinic: Clinic, ana: Patient) -> None:
    visit = book(clinic, ana).visit

    with clinic.database.reading() as unit:
        begin = minute(visit.start)
        lanes = [part.lane for part in visit.parts]
        kept = unit.scheduling.claims(begin, begin + 24 * 60, lanes)

    assert sorted(kept, key=lambda c: c.lane) == sorted(visit.claims, key=lambda c: c.lane)


def test_two_staggered_infusions_share_the_one_pump(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    book(clinic, ana, clock="09:00")

    view = book(clinic, other, clock="09:50")

    assert {h.name for h in view.holds} >= {"Room 3", "Pump 1", "Eva Lund"}


def test_a_refusal_says_every_reason_at_once(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    book(clinic, ana)

    codes = refusal(partial(book, clinic, bruno))

    assert codes == [
        "diagnosis-missing",
        "referral-missing",
        "clearance-missing",
        "need-taken",
        "nearest-start",
    ]


def test_nothing_is_kept_of_a_refused_booking(clinic: Clinic, bruno: Patient) -> None:
    refusal(partial(book, clinic, bruno))

    with clinic.database.reading() as unit:
        assert unit.scheduling.visits_of(bruno.id) == ()


def test_a_refused_booking_is_in_the_audit(clinic: Clinic, bruno: Patient) -> None:
    refusal(partial(book, clinic, bruno))

    with clinic.database.reading() as unit:
        (last,) = unit.audit.last(1)
    assert (last.who, last.act, last.outcome) == ("desk", Act.BOOK_VISIT, "refused")


def test_a_patient_cannot_be_in_two_places(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    assert refusal(partial(book, clinic, ana, clock="10:00", kind="preparation"))[0] == (
        "patient-taken"
    )


@pytest.mark.parametrize(
    ("day", "clock", "code"),
    [
        (23, "08:00", "start-past"),
        (24, "09:02", "start-off-grain"),
        (24, "17:00", "need-closed"),
        (28, "09:00", "need-closed"),
    ],
)
def test_a_start_that_will_not_do_is_refused(
    clinic: Clinic, ana: Patient, day: int, clock: str, code: str
) -> None:
    assert code in refusal(partial(book, clinic, ana, day, clock))


def test_an_unknown_type_names_the_known_ones(clinic: Clinic, ana: Patient) -> None:
    assert refusal(partial(book, clinic, ana, kind="massage")) == ["type-unknown"]


def test_a_hold_keeps_the_time_until_its_deadline(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    held = book(clinic, bruno, hold_until=(23, "12:00"))

    assert (held.visit.status, held.ready) == (Status.HELD, False)
    assert "need-taken" in refusal(partial(book, clinic, ana))


def test_a_hold_past_its_deadline_makes_way(
    small: Small, clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    held = book(clinic, bruno, hold_until=(23, "12:00"))
    clinic.clock = lambda: NOW + timedelta(hours=4)

    view = book(clinic, ana)

    with clinic.database.reading() as unit:
        late = unit.scheduling.visit(held.visit.id)
    assert late is not None
    assert (late.status, view.visit.status) == (Status.CANCELLED, Status.BOOKED)


def test_holds_are_released_by_the_clinic_itself_and_once(clinic: Clinic, bruno: Patient) -> None:
    held = book(clinic, bruno, hold_until=(23, "12:00"))
    clinic.clock = lambda: NOW + timedelta(hours=4)

    assert release_holds(clinic) == (held.visit.id,)
    assert release_holds(clinic) == ()
    with clinic.database.reading() as unit:
        (last,) = unit.audit.last(1)
    assert (last.who, last.act) == ("clinic", Act.RELEASE_HOLDS)


@pytest.mark.parametrize("until", [(23, "08:00"), (24, "09:05")])
def test_a_hold_needs_a_deadline_before_the_visit(
    clinic: Clinic, bruno: Patient, until: tuple[int, str]
) -> None:
    assert refusal(partial(book, clinic, bruno, hold_until=until)) == ["hold-needs-deadline"]


def test_a_hold_is_booked_once_its_papers_are_there(clinic: Clinic, bruno: Patient) -> None:
    held = book(clinic, bruno, hold_until=(23, "12:00"))
    assert refusal(partial(book_held_visit, clinic, held.visit.id))[0] == "diagnosis-missing"
    file_everything(clinic, bruno)

    assert book_held_visit(clinic, held.visit.id).visit.status is Status.BOOKED


def test_the_same_booking_asked_twice_is_one_booking(clinic: Clinic, ana: Patient) -> None:
    first = book(clinic, ana, asked="call-1")
    again = book(clinic, ana, asked="call-1")

    assert again.visit.id == first.visit.id


def test_the_last_visit_of_a_referral_is_booked_once(clinic: Clinic) -> None:
    patient = add_patient(clinic, "Noé", "Díaz")
    file_everything(clinic, patient, visits=1)
    book(clinic, patient, 24)

    assert refusal(partial(book, clinic, patient, 26)) == ["referral-used-up"]


def test_a_cancelled_visit_frees_its_time_and_can_be_put_back(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    gone = cancel_visit(clinic, view.visit.id, token="cancelling")
    (back,) = undo_act(clinic, "cancelling").visits

    assert (gone.visit.status, back.visit.status) == (Status.CANCELLED, Status.BOOKED)
    assert back.visit.claims == view.visit.claims


def test_a_cancelled_visit_whose_time_is_taken_says_so(clinic: Clinic, ana: Patient) -> None:
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    cancel_visit(clinic, book(clinic, ana).visit.id, token="cancelling")
    book(clinic, other)

    assert refusal(partial(undo_act, clinic, "cancelling")) == ["undo-taken"]


def test_a_visit_is_checked_in_on_its_day_and_stepped_back(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "11:00")

    arrived = advance_visit(clinic, view.visit.id, token="arriving")
    (back,) = undo_act(clinic, "arriving").visits

    assert (arrived.visit.status, arrived.visit.arrived_at) == (Status.ARRIVED, NOW)
    assert (back.visit.status, back.visit.arrived_at) == (Status.BOOKED, None)


def test_nobody_is_checked_in_on_another_day(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 24)

    assert refusal(partial(advance_visit, clinic, view.visit.id)) == ["visit-not-today"]


def test_a_session_does_not_start_before_what_stops_it_is_met(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, 23, "11:00")
    advance_visit(clinic, view.visit.id)
    record_ride(clinic, view.visit.id, "Luis Romero", "202 555 0178")

    codes = refusal(partial(advance_visit, clinic, view.visit.id))

    assert codes == ["consent-missing"] * 4 + [
        "tick-missing",
        "tick-missing-by",
        "tick-missing-by",
    ]


def test_openings_can_be_booked_as_they_are_given(clinic: Clinic, ana: Patient) -> None:
    first, *_ = find_openings(clinic, "iv-dosing", patient=ana.id, limit=3)

    wish = Wish(patient=ana.id, type="iv-dosing", start=first.start)
    view = book_visit(clinic, wish)

    assert view.visit.parts == first.parts


def test_a_blocked_pump_is_not_offered_and_is_named(clinic: Clinic, ana: Patient) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        pump = next(r for r in unit.scheduling.resources() if r.name == "Pump 1")
        start, end = at(clinic, 24, "08:00"), at(clinic, 24, "18:00")
        unit.scheduling.add_block(
            Block(resource=pump.id, kind="service", start=start, end=end, note="in service")
        )

    days = {o.start.date().day for o in find_openings(clinic, "iv-dosing", limit=40)}

    assert 24 not in days
    assert "need-blocked" in refusal(partial(book, clinic, ana))


def test_a_full_day_holds_no_overlap(clinic: Clinic) -> None:
    while openings := find_openings(
        clinic, "iv-dosing", from_day=at(clinic, 24, "08:00").date(), days=1, limit=1
    ):
        patient = add_patient(clinic, "Somebody", "New")
        file_everything(clinic, patient)
        book_visit(clinic, Wish(patient=patient.id, type="iv-dosing", start=openings[0].start))

    with clinic.database.reading() as unit:
        begin = minute(at(clinic, 24, "00:00"))
        claims = unit.scheduling.claims(begin, begin + 24 * 60)
    assert disjoint(claims)
    assert {c.start for c in claims}


def test_listeners_hear_of_an_act_once_it_is_kept(clinic: Clinic, ana: Patient) -> None:
    heard: list[Change] = []
    clinic.listeners.append(heard.append)

    view = book(clinic, ana)

    assert heard == [Change(act=Act.BOOK_VISIT, patient=ana.id, visit=view.visit.id)]
    assert [(change.token, change.by) for change in heard] == [(view.visit.token, "desk")]


def test_the_decision_to_book_keeps_what_the_gate_saw(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    with clinic.database.reading() as unit:
        seen = unit.scheduling.snapshot(view.visit.id)
    assert seen is not None
    assert seen["policy"] == 1
    assert seen["items"]["referral"] == {"state": "met", "code": "referral-met"}


def test_the_far_future_is_refused(clinic: Clinic, ana: Patient) -> None:
    start = datetime(2030, 1, 7, 17, tzinfo=NOW.tzinfo)
    wish = Wish(patient=ana.id, type="iv-dosing", start=start)

    assert "start-far" in refusal(partial(scheduling.book_visit, clinic, wish))
