"""Who fills a gap: only those whose every need is met in it, those ready to come first."""

from datetime import time, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Resource
from app.domain.waiting import Gap
from app.use_cases.gaps import Taker, freed_gap, gap_around, gaps_with_takers, who_fits
from app.use_cases.records import record_ride
from app.use_cases.scheduling import cancel_visit
from app.use_cases.views import VisitView
from app.use_cases.waitlist import answer, fill, offer
from tests.small import MONDAY, NOW, WEEK, add_patient, at, file_everything
from tests.use_cases.asking import book, look_ups, minutes_later, wait

TUESDAY = MONDAY + timedelta(days=1)


def cleared(clinic: Clinic, given: str) -> Patient:
    """A patient with everything on file that booking an infusion asks for."""
    patient = add_patient(clinic, given, "Vega")
    file_everything(clinic, patient)
    return patient


def called_off(clinic: Clinic, view: VisitView) -> Gap:
    """The gap that a visit leaves."""
    gap = freed_gap(clinic, view)
    cancel_visit(clinic, view.visit.id)
    assert gap is not None
    return gap


def names(takers: tuple[Taker, ...]) -> list[str]:
    return [taker.patient.given for taker in takers]


@pytest.fixture
def gap(clinic: Clinic, ana: Patient) -> Gap:
    """What an infusion on Tuesday at eleven leaves."""
    view = book(clinic, ana, clock="11:00")
    return called_off(clinic, view)


def test_the_gap_is_what_the_visit_held(gap: Gap, clinic: Clinic, ana: Patient) -> None:
    with clinic.database.reading() as unit:
        known = {resource.id: resource.name for resource in unit.scheduling.resources()}

    assert (gap.start, gap.end) == (at(clinic, 24, "11:00"), at(clinic, 24, "13:10"))
    assert sorted(known[r] for r in gap.resources) == ["Ira Moss", "Pump 1", "Room 2", "Rosa Ortiz"]
    assert gap.left_by == ana.id


def test_a_gap_of_today_begins_now(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana, day=23, clock="09:15")
    clinic.clock = lambda: NOW + timedelta(minutes=21)

    gap = freed_gap(clinic, view)
    clinic.clock = lambda: NOW + timedelta(hours=3)

    assert gap is not None
    assert gap.start == at(clinic, 23, "09:25")
    assert freed_gap(clinic, view) is None


def test_who_fits_is_told_from_when_with_whom_and_where(gap: Gap, clinic: Clinic) -> None:
    luz = cleared(clinic, "Luz")
    wait(clinic, luz)

    (taker,) = who_fits(clinic, gap)

    assert (taker.patient, taker.start) == (luz, at(clinic, 24, "11:00"))
    assert taker.names[0] == "Room 2"
    assert not taker.held_only


def test_what_was_told_is_what_is_booked(gap: Gap, clinic: Clinic) -> None:
    luz = cleared(clinic, "Luz")
    entry = wait(clinic, luz)
    (taker,) = who_fits(clinic, gap)

    view = fill(clinic, entry.id, taker.start, wishes=taker.wishes)

    assert {h.name for h in view.holds if h.role != "patient"} == set(taker.names)


def test_whoever_left_the_gap_is_not_offered_it_again(
    gap: Gap, clinic: Clinic, ana: Patient
) -> None:
    wait(clinic, ana)

    assert who_fits(clinic, gap) == ()


def test_only_wishes_that_the_gap_meets_count(gap: Gap, clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "Mornings"), before=time(12))
    wait(clinic, cleared(clinic, "Afternoons"), after=time(13))
    wait(clinic, cleared(clinic, "Tuesdays"), weekdays=(1,))
    wait(clinic, cleared(clinic, "Wednesdays"), weekdays=(2,))
    wait(clinic, cleared(clinic, "Monday"), until=MONDAY)
    wait(clinic, cleared(clinic, "Noon"), after=time(11), before=time(13))

    assert names(who_fits(clinic, gap)) == ["Tuesdays", "Noon"]


def test_it_has_to_be_with_whom_they_wish_for(gap: Gap, clinic: Clinic) -> None:
    with clinic.database.reading() as unit:
        people = {r.name: r.id for r in unit.scheduling.resources()}
    book(clinic, cleared(clinic, "Other"), clock="11:00", kind="preparation")
    for given in ("Ira Moss", "Eva Lund"):
        wait(clinic, cleared(clinic, given), person=people[given])

    taken = names(who_fits(clinic, gap))

    assert len(taken) == 1  # whoever does not prepare the other patient


def test_a_need_that_others_have_taken_meanwhile_is_not_met(gap: Gap, clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "Luz"))
    before = names(who_fits(clinic, gap))

    book(clinic, cleared(clinic, "First"), clock="11:00")

    assert (before, who_fits(clinic, gap)) == (["Luz"], ())  # there is one pump


def test_a_shorter_visit_fits_into_what_is_left(gap: Gap, clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "Luz"), "preparation", after=time(11, 50))

    (taker,) = who_fits(clinic, gap)

    assert (taker.start, taker.end) == (at(clinic, 24, "12:00"), at(clinic, 24, "13:00"))


def test_a_visit_that_uses_nothing_of_the_gap_does_not_fill_it(gap: Gap, clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "Luz"), "phone-screen")

    assert who_fits(clinic, gap) == ()


def test_a_dose_too_near_to_another_does_not_fit(gap: Gap, clinic: Clinic) -> None:
    luz = cleared(clinic, "Luz")
    book(clinic, luz, day=23, clock="14:00")
    wait(clinic, luz)
    wait(clinic, cleared(clinic, "Mia"))

    assert names(who_fits(clinic, gap)) == ["Mia"]


def test_a_later_visit_does_not_stand_against_being_brought_forward(
    gap: Gap, clinic: Clinic
) -> None:
    luz = cleared(clinic, "Luz")
    later = book(clinic, luz, day=25)
    wait(clinic, luz)

    (taker,) = who_fits(clinic, gap)

    assert taker.later == later.visit


def test_ready_to_come_stands_before_urgent_and_urgent_before_longest(
    gap: Gap, clinic: Clinic, bruno: Patient
) -> None:
    plain, urgent, other = (cleared(clinic, given) for given in ("Plain", "Urgent", "Talk"))
    wait(clinic, bruno, urgent=True)
    for minutes, patient in enumerate([plain, urgent], start=1):
        clinic.clock = partial(minutes_later, minutes)
        wait(clinic, patient, urgent=patient is urgent)
    wait(clinic, other, "preparation")

    takers = who_fits(clinic, gap)

    assert names(takers) == ["Talk", "Urgent", "Plain", "Bruno"]
    assert [taker.ready for taker in takers] == [True, False, False, False]
    assert [taker.held_only for taker in takers] == [False, False, False, True]


def test_the_ride_of_a_visit_that_is_brought_forward_counts(gap: Gap, clinic: Clinic) -> None:
    luz = cleared(clinic, "Luz")
    later = book(clinic, luz, day=27)
    record_ride(clinic, later.visit.id, "Luis", "+12025550101")
    wait(clinic, luz)

    (taker,) = who_fits(clinic, gap)

    assert "ride" not in [item.item for item in taker.items if item.open]


def test_who_turned_this_gap_down_stands_last_and_the_last_call_is_told(
    gap: Gap, clinic: Clinic
) -> None:
    first, second = wait(clinic, cleared(clinic, "Luz")), wait(clinic, cleared(clinic, "Mia"))
    offer(clinic, first.id, gap.start)
    answer(clinic, first.id, "no")
    offer(clinic, second.id, gap.start)
    answer(clinic, second.id, "no-answer")

    takers = who_fits(clinic, gap)

    assert names(takers) == ["Mia", "Luz"]
    assert [(t.called_by, t.entry.answer) for t in takers] == [
        ("Ana Ruiz", "no-answer"),
        ("Ana Ruiz", "no"),
    ]


def test_the_free_times_of_rooms_that_somebody_could_fill(clinic: Clinic) -> None:
    luz = cleared(clinic, "Luz")
    wait(clinic, luz, before=time(10))
    wait(clinic, luz, "preparation")
    for hour in (11, 14):
        book(clinic, cleared(clinic, f"Room 2 at {hour}"), clock=f"{hour}:00")

    told = [
        (each.name, each.gap.start, each.gap.end, each.takers)
        for each in gaps_with_takers(clinic, TUESDAY)
    ]

    assert told == [
        ("Room 1", at(clinic, 24, "08:00"), at(clinic, 24, "18:00"), 1),
        ("Room 2", at(clinic, 24, "08:00"), at(clinic, 24, "11:00"), 1),
        ("Room 3", at(clinic, 24, "08:00"), at(clinic, 24, "18:00"), 1),
    ]


def test_time_that_has_passed_is_no_gap(clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "Luz"), "preparation")
    clinic.clock = lambda: NOW + timedelta(hours=7, minutes=2)

    (only,) = gaps_with_takers(clinic, MONDAY)
    clinic.clock = lambda: NOW + timedelta(hours=8, minutes=30)

    assert only.gap.start == at(clinic, 23, "16:05")
    assert gaps_with_takers(clinic, MONDAY) == ()


def test_the_number_of_look_ups_does_not_grow_with_the_list(gap: Gap, clinic: Clinic) -> None:
    wait(clinic, cleared(clinic, "First"))
    few = look_ups(clinic, partial(who_fits, clinic, gap))
    few_gaps = look_ups(clinic, partial(gaps_with_takers, clinic, TUESDAY))

    for number in range(12):
        wait(clinic, cleared(clinic, f"Given {number}"))

    assert look_ups(clinic, partial(who_fits, clinic, gap)) == few
    assert look_ups(clinic, partial(gaps_with_takers, clinic, TUESDAY)) == few_gaps


def test_a_seat_in_a_group_is_filled_by_whoever_waits_for_one(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    skills = frozenset({"group"})
    with clinic.database.writing() as unit:
        wanted = Resource(kind=Kind.ROOM, name="Group room", skills=skills, hours=WEEK)
        room = unit.scheduling.add_resource(wanted, 1)
        pool = Resource(kind=Kind.SEAT, name="Seats", skills=skills, hours=WEEK, within=room.id)
        unit.scheduling.add_resource(pool, 2)
    luz, held = cleared(clinic, "Luz"), (24, "08:00")
    book(clinic, ana, clock="10:00", kind="group-dosing", hold_until=held)
    left = book(clinic, bruno, clock="10:00", kind="group-dosing", hold_until=held)
    entry = wait(clinic, luz, "group-dosing")

    (taker,) = who_fits(clinic, called_off(clinic, left))
    view = fill(clinic, entry.id, taker.start, hold_until=at(clinic, *held))

    assert (taker.start, taker.names[:2]) == (left.visit.start, ("Seats", "Group room"))
    assert (view.visit.session, view.visit.start) == (left.visit.session, left.visit.start)


def resource(clinic: Clinic, name: str) -> int:
    with clinic.database.reading() as unit:
        return next(each.id for each in unit.scheduling.resources() if each.name == name)


def test_the_free_time_around_a_moment_ends_where_the_room_is_taken(
    clinic: Clinic, ana: Patient
) -> None:
    book(clinic, ana, clock="11:00")
    room = resource(clinic, "Room 2")

    before, after = (
        gap_around(clinic, room, at(clinic, 24, clock)) for clock in ("09:30", "15:00")
    )

    assert before == Gap(
        start=at(clinic, 24, "08:00"), end=at(clinic, 24, "11:00"), resources=(room,)
    )
    assert after == Gap(
        start=at(clinic, 24, "13:10"), end=at(clinic, 24, "18:00"), resources=(room,)
    )


def test_what_is_past_of_it_is_left_out(clinic: Clinic) -> None:
    room = resource(clinic, "Room 2")

    gap = gap_around(clinic, room, at(clinic, 23, "08:30"))

    assert gap == Gap(start=at(clinic, 23, "09:05"), end=at(clinic, 23, "18:00"), resources=(room,))


@pytest.mark.parametrize(("day", "clock"), [(24, "12:00"), (24, "19:00"), (20, "10:00")])
def test_taken_closed_or_past_there_is_none(
    clinic: Clinic, ana: Patient, day: int, clock: str
) -> None:
    book(clinic, ana, clock="11:00")

    assert gap_around(clinic, resource(clinic, "Room 2"), at(clinic, day, clock)) is None
