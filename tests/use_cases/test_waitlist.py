"""The wait list: on it, off it, called, and booked in one act."""

from dataclasses import replace
from datetime import date, time, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.wishes import Wishes
from app.use_cases.scheduling import cancel_visit, see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.waitlist import (
    WaitWish,
    add_to_waitlist,
    answer,
    change_entry,
    fill,
    offer,
    put_back,
    remove_from_waitlist,
    see_waitlist,
    take_call_back,
    wait_wish,
)
from tests.small import NOW, Small, add_patient, at, file_everything
from tests.use_cases.asking import book, minutes_later, refusal, wait


def waiting(clinic: Clinic) -> list[str]:
    return [view.patient.given for view in see_waitlist(clinic)]


def test_urgent_ones_stand_first_then_whoever_waits_longest(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    luz = add_patient(clinic, "Luz", "Vega")
    for minutes, (patient, urgent) in enumerate([(bruno, False), (ana, False), (luz, True)]):
        clinic.clock = partial(minutes_later, minutes)
        wait(clinic, patient, urgent=urgent)

    assert waiting(clinic) == ["Luz", "Bruno", "Ana María"]


def test_a_line_says_who_with_whom_how_ready_and_what_they_have_already(
    clinic: Clinic, ana: Patient
) -> None:
    later = book(clinic, ana, day=27)
    moss = next(h.resource for h in later.holds if h.name == "Ira Moss")

    wait(clinic, ana, person=moss, note=" any morning ")

    (view,) = see_waitlist(clinic)
    assert (view.patient, view.person, view.entry.note) == (ana, "Ira Moss", "any morning")
    assert view.later == later.visit
    assert {item.item for item in view.items} >= {"diagnosis", "referral", "clearance"}


def test_nobody_is_on_the_list_twice_for_one_kind_of_visit(clinic: Clinic, ana: Patient) -> None:
    wait(clinic, ana)
    wait(clinic, ana, "preparation")

    assert refusal(partial(wait, clinic, ana)) == ["wait-twice"]


def test_wishes_that_nothing_can_meet_are_refused_together(clinic: Clinic, bruno: Patient) -> None:
    with clinic.database.reading() as unit:
        intake = unit.scheduling.resources()[0].id
    asked = partial(
        wait, clinic, bruno, until=date(2026, 11, 1), after=time(9), before=time(9), person=intake
    )

    assert refusal(asked) == ["wait-until-past", "wait-hours", "wait-person"]


@pytest.mark.parametrize("kind", ["massage", ""])
def test_an_unknown_kind_of_visit_is_refused(clinic: Clinic, ana: Patient, kind: str) -> None:
    assert refusal(partial(wait, clinic, ana, kind)) == ["type-unknown"]


def test_an_unknown_patient_is_refused(clinic: Clinic) -> None:
    asked = WaitWish(patient=99, type="iv-dosing")

    assert refusal(partial(add_to_waitlist, clinic, asked)) == ["patient-unknown"]


def test_whoever_gets_such_a_visit_waits_no_longer_and_again_when_it_is_taken_back(
    clinic: Clinic, ana: Patient
) -> None:
    wait(clinic, ana)
    wait(clinic, ana, "preparation")

    booked = book(clinic, ana, day=25)
    after_booking = [view.type.slug for view in see_waitlist(clinic)]
    cancel_visit(clinic, booked.visit.id)

    assert after_booking == ["preparation"]
    assert [view.type.slug for view in see_waitlist(clinic)] == ["iv-dosing", "preparation"]


def test_a_visit_that_they_had_already_is_not_what_they_wait_for(
    clinic: Clinic, ana: Patient
) -> None:
    book(clinic, ana, day=30)
    wait(clinic, ana)

    assert waiting(clinic) == ["Ana María"]


def test_an_entry_ends_by_itself_after_its_last_day(clinic: Clinic, ana: Patient) -> None:
    wait(clinic, ana, until=date(2026, 11, 24))

    clinic.clock = lambda: NOW + timedelta(days=1)
    on_the_day = waiting(clinic)
    clinic.clock = lambda: NOW + timedelta(days=2)

    assert (on_the_day, waiting(clinic)) == (["Ana María"], [])


def test_what_is_over_for_good_is_closed_when_the_next_one_is_added(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    first = wait(clinic, ana, until=date(2026, 11, 24))
    clinic.clock = lambda: NOW + timedelta(days=2)

    wait(clinic, bruno)

    with clinic.database.reading() as unit:
        kept = unit.waiting.entry(first.id)
    assert kept is not None
    assert kept.closed_at == NOW + timedelta(days=2)


def test_wishes_are_changed_and_the_place_in_the_line_stays(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana, note="mornings")
    clinic.clock = lambda: NOW + timedelta(days=1)

    asked = WaitWish(patient=ana.id, type="iv-dosing", urgent=True, weekdays=frozenset({1, 3}))
    change_entry(clinic, entry.id, asked)

    (view,) = see_waitlist(clinic)
    assert (view.entry.since, view.entry.urgent, view.entry.note) == (NOW, True, "")
    assert view.entry.weekdays == {1, 3}


def test_what_two_change_of_an_entry_is_kept_or_asked_about(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)
    urgent = WaitWish(patient=ana.id, type="iv-dosing", urgent=True, note=entry.note)
    change_entry(clinic, entry.id, urgent, since=entry)

    noted = replace(urgent, urgent=entry.urgent, note="By bus")
    kept = change_entry(clinic, entry.id, noted, since=entry)
    late = partial(change_entry, clinic, entry.id, replace(noted, note="By car"), since=entry)

    assert (kept.urgent, kept.note) == (True, "By bus")
    assert refusal(late) == ["both-changed", "both-again"]


def test_taken_off_and_put_back_in_the_old_place(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)

    remove_from_waitlist(clinic, entry.id)
    removed = waiting(clinic)
    clinic.clock = lambda: NOW + timedelta(hours=1)
    back = put_back(clinic, entry.id)

    assert (removed, waiting(clinic)) == ([], ["Ana María"])
    assert back.since == NOW


def test_two_desks_do_not_ring_the_same_person(small: Small, clinic: Clinic, ana: Patient) -> None:
    other = small.open("lund")
    entry = wait(clinic, ana)
    offer(clinic, entry.id, at(clinic, 24, "09:00"))

    refused = refusal(partial(offer, other, entry.id))
    answer(clinic, entry.id, "no-answer")
    called = offer(other, entry.id)
    other.close()

    assert refused == ["offer-stands"]
    assert (called.offered_by, called.answer, called.offered_start) == ("lund", "", None)


def test_an_offer_that_nobody_answered_stands_for_half_an_hour(
    small: Small, clinic: Clinic, ana: Patient
) -> None:
    other = small.open("lund")
    entry = wait(clinic, ana)
    offer(clinic, entry.id, at(clinic, 24, "09:00"))
    other.clock = lambda: NOW + timedelta(minutes=30)

    assert offer(other, entry.id).offered_by == "lund"
    other.close()


def test_an_answer_without_an_offer_is_a_call_of_its_own(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)

    said = answer(clinic, entry.id, "message")

    assert (said.offered_at, said.offered_by, said.answer) == (NOW, "desk", "message")


def test_an_answer_that_nobody_knows_is_refused(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)

    assert refusal(partial(answer, clinic, entry.id, "maybe")) == ["answer-unknown"]


def test_who_waits_is_booked_and_waits_no_longer(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)

    view = fill(clinic, entry.id, at(clinic, 24, "09:00"))

    assert (view.visit.status, view.visit.start) == (Status.BOOKED, at(clinic, 24, "09:00"))
    assert waiting(clinic) == []


def test_a_filled_gap_is_taken_back_as_one_act_and_they_wait_again(
    clinic: Clinic, ana: Patient
) -> None:
    entry = wait(clinic, ana)
    filled = fill(clinic, entry.id, at(clinic, 24, "09:00"), token="filled")

    undo_act(clinic, "filled")

    assert see_visit(clinic, filled.visit.id).visit.status is Status.CANCELLED
    assert waiting(clinic) == ["Ana María"]


def test_a_later_visit_is_brought_forward_and_its_time_is_free(
    clinic: Clinic, ana: Patient
) -> None:
    later = book(clinic, ana, day=30)
    other = add_patient(clinic, "Luz", "Vega")
    file_everything(clinic, other)
    entry = wait(clinic, ana)

    view = fill(clinic, entry.id, at(clinic, 24, "09:00"), token="filled")

    assert view.visit.id == later.visit.id
    assert book(clinic, other, day=30).visit.status is Status.BOOKED
    assert waiting(clinic) == []


def test_bringing_forward_is_taken_back_to_the_old_time(clinic: Clinic, ana: Patient) -> None:
    later = book(clinic, ana, day=30)
    entry = wait(clinic, ana)
    fill(clinic, entry.id, at(clinic, 24, "09:00"), token="filled")

    undo_act(clinic, "filled")

    assert see_visit(clinic, later.visit.id).visit.start == later.visit.start
    assert waiting(clinic) == ["Ana María"]


def test_a_later_visit_stays_when_it_is_not_to_be_brought_forward(
    clinic: Clinic, ana: Patient
) -> None:
    later = book(clinic, ana, day=30)
    entry = wait(clinic, ana)

    view = fill(clinic, entry.id, at(clinic, 24, "09:00"), forward=False)

    assert view.visit.id != later.visit.id
    assert see_visit(clinic, later.visit.id).visit.start == later.visit.start


def test_what_the_gate_does_not_let_is_refused_or_held(clinic: Clinic, bruno: Patient) -> None:
    entry = wait(clinic, bruno)
    start = at(clinic, 24, "09:00")

    refused = refusal(partial(fill, clinic, entry.id, start))
    held = fill(clinic, entry.id, start, hold_until=at(clinic, 24, "08:00"))

    assert refused == ["diagnosis-missing", "referral-missing", "clearance-missing"]
    assert held.visit.status is Status.HELD


def test_a_held_visit_that_is_brought_forward_is_booked_once_the_gate_lets_it(
    clinic: Clinic, bruno: Patient
) -> None:
    held = book(clinic, bruno, day=30, hold_until=(29, "12:00"))
    entry = wait(clinic, bruno)
    start = at(clinic, 25, "09:00")
    refused = refusal(partial(fill, clinic, entry.id, start))
    file_everything(clinic, bruno)

    view = fill(clinic, entry.id, start)

    assert "referral-missing" in refused
    assert (view.visit.id, view.visit.status) == (held.visit.id, Status.BOOKED)
    assert view.visit.hold_until is None


def test_it_is_booked_with_whom_they_wish_for(clinic: Clinic, ana: Patient) -> None:
    with clinic.database.reading() as unit:
        lund = next(r.id for r in unit.scheduling.resources() if r.name == "Eva Lund")
    entry = wait(clinic, ana, person=lund)

    view = fill(clinic, entry.id, at(clinic, 24, "09:00"))

    assert "Eva Lund" in [held.name for held in view.holds]


def test_it_is_booked_in_the_room_that_was_named(clinic: Clinic, ana: Patient) -> None:
    with clinic.database.reading() as unit:
        room = next(r.id for r in unit.scheduling.resources() if r.name == "Room 3")
    entry = wait(clinic, ana)

    view = fill(clinic, entry.id, at(clinic, 24, "09:00"), wishes=Wishes(rooms=(room,)))

    assert "Room 3" in [held.name for held in view.holds]


def test_who_no_longer_waits_is_neither_called_nor_booked(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)
    remove_from_waitlist(clinic, entry.id)

    acts = (
        partial(offer, clinic, entry.id),
        partial(answer, clinic, entry.id, "no"),
        partial(fill, clinic, entry.id, at(clinic, 24, "09:00")),
    )

    assert [refusal(act) for act in acts] == [["wait-over"]] * 3
    assert refusal(partial(offer, clinic, 99)) == ["wait-unknown"]


def test_every_act_is_audited_without_a_word_about_whom(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana, note="Ana can come any morning")
    offer(clinic, entry.id)
    fill(clinic, entry.id, at(clinic, 24, "09:00"))

    with clinic.database.reading() as unit:
        done = unit.audit.last(3)
    assert {entry.act for entry in done} == {Act.EDIT_WAITLIST, Act.OFFER_TIME, Act.FILL_GAP}
    assert all(entry.patient == ana.id for entry in done)
    assert not any("Ana" in entry.payload for entry in done)


def test_an_auditor_sees_no_list(small: Small) -> None:
    auditor = small.open("audit")

    assert refusal(partial(see_waitlist, auditor)) == ["not-permitted"]
    auditor.close()


def test_a_call_is_taken_back_to_the_one_before(clinic: Clinic, ana: Patient) -> None:
    entry = wait(clinic, ana)
    before = answer(clinic, entry.id, "message")
    clinic.clock = partial(minutes_later, 10)
    answer(clinic, entry.id, "no")

    take_call_back(clinic, before)

    (view,) = see_waitlist(clinic)
    assert (view.entry.answer, view.entry.offered_at) == ("message", NOW)


def test_typed_wishes_are_kept_without_hours_that_limit_nothing() -> None:
    typed = Wishes(people=(4,), between=(time(10), time(23, 59)), rooms=(7,))

    wish = wait_wish(1, "iv-dosing", typed)

    assert (wish.after, wish.before, wish.person) == (time(10), None, 4)
