"""Two charts of one person are read as one, and taken apart as they were."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier

import pytest

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.asked import read_asked
from app.domain.merges import Merge
from app.domain.patients import Patient
from app.domain.records import Letter
from app.domain.refusal import Refused
from app.domain.time import minute
from app.use_cases.holds import books_holds
from app.use_cases.merging import (
    Merged,
    chart_alone,
    merge_patients,
    merge_preview,
    unmerge_patients,
)
from app.use_cases.moving import move_visit
from app.use_cases.patients import find_patients, patient_of_chart, see_patient
from app.use_cases.referrals import record_referral
from app.use_cases.scheduling import cancel_visit, see_visit
from app.use_cases.twins import tell_apart
from app.use_cases.undoing import undo_act
from app.use_cases.waitlist import see_waitlist
from tests.small import Small, add_patient, at, everything_held, file_everything
from tests.use_cases.asking import book, refusal, wait


@pytest.fixture
def anita(clinic: Clinic) -> Patient:
    """Ana once more, entered by somebody in a hurry."""
    return add_patient(clinic, "Anita", "Romero", phone="+13035550123")


def visits(clinic: Clinic, patient: Patient) -> list[int]:
    with clinic.database.reading() as unit:
        return [visit.id for visit in unit.scheduling.visits_of(patient.id)]


def lane_of(clinic: Clinic, patient: Patient) -> int:
    with clinic.database.reading() as unit:
        return unit.scheduling.patient_resource(patient.id).lanes[0]


def held(clinic: Clinic, *lanes: int) -> list[tuple[int, int]]:
    """Which visits hold these lanes, and which."""
    with clinic.database.reading() as unit:
        first = minute(at(clinic, 1, "00:00"))
        claims = everything_held(unit, first, first + 60 * 24 * 60, lanes)
        return sorted((claim.holder, claim.lane) for claim in claims)


def test_what_was_on_two_charts_is_on_one(clinic: Clinic, ana: Patient, anita: Patient) -> None:
    hers = book(clinic, ana, day=24, clock="10:00").visit.id
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit.id
    wait(clinic, anita, "preparation")

    merge_patients(clinic, ana.id, anita.id)

    card = see_patient(clinic, ana.id)
    assert [view.visit.id for view in card.visits] == [hers, other]
    assert {view.patient for view in card.visits} == {ana}
    assert [(each.patient, each.by) for each in card.merged] == [(anita, "Ana Ruiz")]
    assert [line.patient for line in see_waitlist(clinic)] == [ana]
    assert see_patient(clinic, anita.id).patient == ana


def test_the_one_who_stands_is_found_by_whatever_was_known_of_the_other(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    merge_patients(clinic, ana.id, anita.id)

    for typed in ("anita", "romero", "0123", anita.chart, ana.chart, ""):
        assert find_patients(clinic, typed) == (ana,), typed
    assert patient_of_chart(clinic, anita.chart) == ana
    assert chart_alone(clinic, anita.chart) == anita


def test_nobody_is_in_two_places_after_a_merge(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit
    mine, theirs = lane_of(clinic, ana), lane_of(clinic, anita)
    before = held(clinic, mine, theirs)

    merge_patients(clinic, ana.id, anita.id)

    assert (before, held(clinic, mine, theirs)) == ([(other.id, theirs)], [(other.id, mine)])
    assert refusal(partial(book, clinic, ana, day=25, clock="10:30"))[0] == "patient-taken"
    again = partial(book, clinic, anita, kind="evaluation", day=25, clock="10:30")
    assert refusal(again)[0] == "patient-taken"


def test_a_visit_stays_filed_with_whom_it_was_booked_for(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit
    merge_patients(clinic, ana.id, anita.id)

    moved = move_visit(clinic, other.id, at(clinic, 26, "09:00")).visit
    unmerge_patients(clinic, anita.id)

    mine, theirs = lane_of(clinic, ana), lane_of(clinic, anita)
    assert moved.patient == ana.id
    assert (visits(clinic, ana), visits(clinic, anita)) == ([], [other.id])
    assert held(clinic, mine, theirs) == [(other.id, theirs)]
    assert see_visit(clinic, other.id).visit.start == at(clinic, 26, "09:00")


def test_what_was_filed_since_stays_with_the_one_who_stood(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    merge_patients(clinic, ana.id, anita.id)
    since = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit

    unmerge_patients(clinic, anita.id)

    assert since.patient == ana.id
    assert (visits(clinic, ana), visits(clinic, anita)) == ([since.id], [])


def test_visits_over_each_other_are_named_and_nothing_is_done(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    hers = book(clinic, ana, day=25, clock="10:00").visit
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:30").visit

    preview = merge_preview(clinic, ana.id, anita.id)
    with pytest.raises(Refused) as refused:
        merge_patients(clinic, ana.id, anita.id)

    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts["visit"], reason.facts["other"]) == (
        "merge-overlap",
        other.id,
        hers.id,
    )
    assert preview.against == (reason,)
    assert [patient.id for patient in find_patients(clinic, "romero")] == [anita.id, ana.id]
    cancel_visit(clinic, other.id)
    assert merge_patients(clinic, ana.id, anita.id).keep == ana


def test_a_preview_says_what_each_has_and_what_only_the_other_knows(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    book(clinic, ana, day=25, clock="10:00")
    book(clinic, anita, kind="evaluation", day=24, clock="10:30")
    record_referral_to(clinic, anita)

    preview = merge_preview(clinic, ana.id, anita.id)

    assert preview.keep.has == {
        "visits": 1,
        "coming": 1,
        "diagnoses": 1,
        "referrals": 1,
        "clearances": 1,
    }
    assert preview.other.has == {"visits": 1, "coming": 1, "referrals": 1}
    assert (preview.differ, preview.offers) == (("given", "family"), ("phones",))
    assert preview.against == ()


def record_referral_to(clinic: Clinic, patient: Patient) -> None:
    letter = Letter(referrer="Dr. Quinn, MD", expected_by=clinic.today())
    record_referral(clinic, patient.id, letter)


def test_what_only_the_other_has_is_offered(clinic: Clinic, bruno: Patient) -> None:
    other = add_patient(clinic, "Bruno", "Soto", phone="+13035550123")

    preview = merge_preview(clinic, bruno.id, other.id)

    assert (preview.differ, preview.offers) == ((), ("phones",))


def test_a_merge_is_taken_back_and_done_again(clinic: Clinic, ana: Patient, anita: Patient) -> None:
    book(clinic, anita, kind="evaluation", day=25, clock="10:00")
    mine, theirs = lane_of(clinic, ana), lane_of(clinic, anita)
    before = held(clinic, mine, theirs)
    done = merge_patients(clinic, ana.id, anita.id)
    merged = held(clinic, mine, theirs)

    undone = undo_act(clinic, done.token)
    apart = (visits(clinic, ana), held(clinic, mine, theirs))
    undo_act(clinic, undone.token)

    assert apart == ([], before)
    assert held(clinic, mine, theirs) == merged != before
    assert find_patients(clinic, "anita") == (ana,)


def test_an_act_from_before_a_merge_can_be_taken_back_after_it(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    other = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit
    before = held(clinic, lane_of(clinic, ana), lane_of(clinic, anita))
    move_visit(clinic, other.id, at(clinic, 26, "09:00"), token="moved")
    merge_patients(clinic, ana.id, anita.id)

    undo_act(clinic, "moved")
    assert see_visit(clinic, other.id).visit.start == other.start
    unmerge_patients(clinic, anita.id)

    assert held(clinic, lane_of(clinic, ana), lane_of(clinic, anita)) == before


def test_asked_twice_it_is_done_once(clinic: Clinic, ana: Patient, anita: Patient) -> None:
    first = merge_patients(clinic, ana.id, anita.id, token="mine")

    assert merge_patients(clinic, ana.id, anita.id, token="mine") == first
    assert first == Merged(keep=ana, other=anita, token="mine")


def test_charts_are_merged_one_into_the_next(
    clinic: Clinic, ana: Patient, anita: Patient, bruno: Patient
) -> None:
    visit = book(clinic, anita, kind="evaluation", day=25, clock="10:00").visit.id
    merge_patients(clinic, ana.id, anita.id)
    merge_patients(clinic, bruno.id, ana.id)

    together = visits(clinic, bruno)
    merged = {each.patient: each.into for each in see_patient(clinic, bruno.id).merged}
    unmerge_patients(clinic, ana.id)

    assert (together, merged) == ([visit], {anita: ana, ana: bruno})
    assert (visits(clinic, bruno), visits(clinic, ana)) == ([], [visit])
    assert held(clinic, *(lane_of(clinic, each) for each in (ana, bruno))) == [
        (visit, lane_of(clinic, ana))
    ]


def test_what_cannot_be_merged_is_refused_in_one_sentence(
    clinic: Clinic, ana: Patient, anita: Patient, bruno: Patient
) -> None:
    assert refusal(partial(merge_patients, clinic, ana.id, ana.id)) == ["merge-same"]
    assert refusal(partial(merge_patients, clinic, ana.id, 999)) == ["patient-unknown"]
    assert refusal(partial(unmerge_patients, clinic, ana.id)) == ["unmerge-not-merged"]
    merge_patients(clinic, ana.id, anita.id)
    assert refusal(partial(merge_patients, clinic, anita.id, ana.id)) == ["merge-same"]
    assert refusal(partial(merge_patients, clinic, bruno.id, anita.id)) == ["merge-already"]
    assert merge_patients(clinic, anita.id, bruno.id).keep == ana


def test_a_redo_that_would_turn_in_a_circle_is_refused(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    undone = undo_act(clinic, merge_patients(clinic, ana.id, anita.id).token)
    merge_patients(clinic, anita.id, ana.id)

    assert refusal(partial(undo_act, clinic, undone.token)) == ["merge-same"]


def test_a_hold_is_booked_when_the_other_chart_has_what_it_waits_for(
    clinic: Clinic, ana: Patient
) -> None:
    other = add_patient(clinic, "Anita", "Romero")
    visit = book(clinic, other, day=25, clock="10:00", hold_until=(24, "12:00")).visit
    clinic.listeners.append(books_holds(clinic))

    merge_patients(clinic, ana.id, other.id)

    assert see_visit(clinic, visit.id).visit.status.value == "booked"


def test_another_program_sees_a_merge_at_once(
    small: Small, clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    beside = small.open()
    assert find_patients(beside, "anita") == (anita,)

    merge_patients(clinic, ana.id, anita.id)

    assert find_patients(beside, "anita") == (ana,)
    assert refusal(partial(merge_patients, beside, anita.id, ana.id)) == ["merge-same"]
    beside.close()


def test_a_merge_that_fails_leaves_nothing(clinic: Clinic, ana: Patient, anita: Patient) -> None:
    def half() -> None:
        with clinic.writing(Act.MERGE_PATIENTS) as unit:
            merge = Merge(patient=anita.id, into=ana.id, at=clinic.now(), by="desk")
            unit.merges.add(merge)
            assert unit.patients.find(read_asked("anita", clinic.today()), 5) == (ana,)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()

    assert find_patients(clinic, "anita") == (anita,)


def test_a_merge_and_a_booking_at_once_never_book_one_person_twice(
    small: Small, clinic: Clinic
) -> None:
    merging, booking = small.open(), small.open()
    for number in range(RACES):
        one, other = (add_patient(clinic, f"Race {number}", name) for name in ("Gil", "Soto"))
        day = (24, 25, 26, 27)[number % 4]
        visit = book(clinic, one, kind="phone-screen", day=day, clock="10:00").visit
        start = Barrier(2)
        acts = (
            partial(merge_patients, merging, one.id, other.id),
            partial(book, booking, other, kind="evaluation", day=day, clock="10:00"),
        )

        with ThreadPoolExecutor(2) as pool:
            merged, booked = pool.map(partial(at_the_start, start), acts)

        assert not (merged and booked)
        assert merged or booked
        if merged:
            unmerge_patients(clinic, other.id)
        for each in (*visits(clinic, one), *visits(clinic, other)):
            cancel_visit(clinic, each)
        assert visit.patient == one.id
    merging.close()
    booking.close()


RACES = 8


def at_the_start(start: Barrier, act: Callable[[], object]) -> bool:
    """Whether an act was done that began together with another one."""
    start.wait()
    try:
        act()
    except Refused:
        return False
    return True


def warned(clinic: Clinic, keep: Patient, other: Patient) -> list[str]:
    return [words.say(reason) for reason in merge_preview(clinic, keep.id, other.id).warned]


def test_doses_that_would_come_too_close_are_told_before_a_merge(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    file_everything(clinic, anita)
    book(clinic, ana, day=24, clock="10:00")
    other = book(clinic, anita, day=25, clock="10:00").visit

    (said,) = warned(clinic, ana, anita)
    assert said == (
        f"IV infusion on Wed 25 Nov 2026 at 10:00 (visit {other.id}) would come less than 2 days "
        "from the visit of the other chart on 24 Nov 2026."
    )
    assert merge_patients(clinic, ana.id, anita.id).keep == ana


def test_that_they_are_two_people_is_told_before_a_merge(
    clinic: Clinic, ana: Patient, anita: Patient
) -> None:
    assert warned(clinic, ana, anita) == []

    tell_apart(clinic, ana.id, anita.id)

    assert warned(clinic, anita, ana) == [
        "It was said of these two charts that they are of two people."
    ]
