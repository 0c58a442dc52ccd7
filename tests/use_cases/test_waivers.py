"""Waivers: who, for what, until when; ended or amended, and never by whoever booked."""

from datetime import date
from functools import partial

from app.clinic import Clinic
from app.domain.gate import State
from app.domain.patients import Patient
from app.domain.records import WaiverCause
from app.use_cases.packets import draft_packet
from app.use_cases.scheduling import see_visit
from app.use_cases.waivers import WaiverScope, amend_waiver, end_waiver, waive_item
from tests.documents.reading_back import page_texts
from tests.use_cases.asking import book, refusal

LATE = date(2026, 12, 31)


def ride(clinic: Clinic, visit: int) -> tuple[State, object]:
    found = next(item for item in see_visit(clinic, visit).items if item.item == "ride")
    return found.state, found.reason.facts.get("why")


def test_a_waiver_for_one_visit_leaves_the_next_as_it_is(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    one, other = (book(clinic, ana, day).visit.id for day in (24, 30))

    waive_item(doctor, ana.id, "ride", "Lives next door", LATE, scope=WaiverScope(visit=one))

    assert (ride(clinic, one)[0], ride(clinic, other)[0]) == (State.WAIVED, State.MISSING)


def test_a_waiver_is_amended_with_a_reason_and_what_it_said_is_kept(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 30).visit.id
    first = waive_item(doctor, ana.id, "ride", "Lives next door", date(2026, 11, 25))

    amended = amend_waiver(doctor, first.id, "The visit moved", until=LATE)

    assert ride(clinic, visit) == (State.WAIVED, "Lives next door")
    with clinic.database.reading() as unit:
        (was, now) = unit.records.waivers([ana.id])[ana.id]
    assert (was.ended_by, was.ended_why) == ("Dr. Miriam Hale, MD", "The visit moved")
    assert (now, now.until, was.until) == (amended, LATE, date(2026, 11, 25))


def test_a_waiver_that_is_ended_covers_nothing_more(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 24).visit.id
    waiver = waive_item(doctor, ana.id, "ride", "Lives next door", LATE)

    end_waiver(doctor, waiver.id, "Moved house")

    assert ride(clinic, visit)[0] is State.MISSING
    assert refusal(partial(end_waiver, doctor, waiver.id, "Again")) == ["waiver-none"]


def test_a_waiver_changes_only_with_a_reason_and_by_those_who_may(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    waiver = waive_item(doctor, ana.id, "ride", "Lives next door", LATE)

    assert refusal(partial(end_waiver, doctor, waiver.id, " ")) == ["waiver-needs-why"]
    assert refusal(partial(amend_waiver, doctor, waiver.id, "")) == ["waiver-needs-why"]
    assert refusal(partial(end_waiver, clinic, waiver.id, "Mine")) == ["not-permitted"]


def test_whoever_booked_cannot_amend_either(doctor: Clinic, ana: Patient) -> None:
    waiver = waive_item(doctor, ana.id, "ride", "Lives next door", LATE)
    book(doctor, ana, 24)

    assert refusal(partial(amend_waiver, doctor, waiver.id, "Mine", until=LATE)) == [
        "waiver-own-booking"
    ]


def test_a_reason_from_the_list_may_stand_alone_and_any_other_takes_words(
    doctor: Clinic, ana: Patient
) -> None:
    waive = partial(waive_item, doctor, ana.id, "ride", " ", LATE)

    assert waive(cause=WaiverCause.CONTINUATION).reason == ""
    assert refusal(waive) == ["waiver-needs-reason"]


def test_the_scope_is_a_visit_of_the_patient_and_a_course_it_belongs_to(
    clinic: Clinic, doctor: Clinic, ana: Patient, bruno: Patient
) -> None:
    visit = book(clinic, ana, 24).visit.id
    waive = partial(waive_item, doctor, item="ride", reason="A", until=LATE)

    assert refusal(partial(waive, patient=bruno.id, scope=WaiverScope(visit=visit))) == [
        "waiver-visit-of-other"
    ]
    assert refusal(partial(waive, patient=ana.id, scope=WaiverScope(visit=visit, course=True))) == [
        "waiver-no-course"
    ]


def test_the_cover_sheet_says_who_waived_what_why_and_for_which_visits(
    clinic: Clinic, doctor: Clinic, ana: Patient
) -> None:
    visit = book(clinic, ana, 24).visit.id
    waive_item(
        doctor,
        ana.id,
        "ride",
        "Lives next door",
        LATE,
        cause=WaiverCause.CONTINUATION,
        scope=WaiverScope(visit=visit),
    )

    (cover, *_) = page_texts(draft_packet(clinic, visit).made.pdf)

    assert (
        "Ride home waived by Dr. Miriam Hale, MD on 23 Nov 2026 for this visit, until 31 Dec 2026: "
        "Continuation from another clinic: Lives next door"
    ) in cover
