"""Changing the house: hours, skills, capacity, what comes and what goes; and who that hits."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.patients import Patient
from app.domain.resources import ResourceWish, as_it_is
from app.domain.scheduling import Kind, Resource, Shift
from app.domain.staff import Person
from app.domain.time import minute
from app.domain.wishes import Wishes
from app.use_cases.affected import HouseChange, affected
from app.use_cases.blocks import BlockWish, block_time
from app.use_cases.furnishing import (
    Furnished,
    add_resource,
    change_resource,
    retire_resource,
    use_again,
    wanted_resource,
)
from app.use_cases.needs import see_board
from app.use_cases.openings import find_openings
from app.use_cases.resources import known_skills, resource_named, see_resources
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.undoing import undo_act
from app.use_cases.views import VisitView
from tests.small import WEEK, Small, add_patient, at, everything_held, file_everything
from tests.use_cases.asking import book, refusal

TUESDAY = date(2026, 11, 24)
MORNINGS = tuple(replace(shift, end=time(10)) for shift in WEEK)


@pytest.fixture
def manager(small: Small, clinic: Clinic) -> Iterator[Clinic]:
    """The clinic, open for somebody who may change it."""
    with clinic.by_itself().writing(Act.ADD_STAFF) as unit:
        roles = frozenset({Role.MANAGER, Role.FRONT_DESK})
        unit.staff.add(Person(login="boss", name="Mo Reyes", roles=roles), None)
    opened = small.open("boss")
    yield opened
    opened.close()


def changed(
    clinic: Clinic,
    name: str,
    *,
    displace: bool = False,
    **to: object,
) -> Furnished:
    """Change some of what a resource is like."""
    resource = resource_named(clinic, name)
    wish = replace(as_it_is(resource), **to)
    return change_resource(clinic, resource.id, wish, displace=displace)


def codes(view: VisitView) -> list[str]:
    return [reason.code for reason in view.attention]


def held(view: VisitView, role: str) -> str:
    return next(each.name for each in view.holds if each.role == role)


def retired(clinic: Clinic) -> list[str]:
    return [each.name for each in see_resources(clinic, retired=True) if each.retired]


def test_shorter_hours_are_kept_and_a_visit_outside_of_them_needs_attention(
    manager: Clinic, ana: Patient
) -> None:
    view = book(manager, ana)
    name = held(view, "therapist")

    done = changed(manager, name, hours=MORNINGS)

    (hit,) = done.shaken
    after = see_visit(manager, view.visit.id)
    assert resource_named(manager, name).hours == MORNINGS
    assert (hit.view.visit.id, [reason.code for reason in hit.reasons]) == (
        view.visit.id,
        ["plan-off"],
    )
    assert after.visit.claims == view.visit.claims
    assert codes(after) == ["plan-off"]
    assert [need.view for need in see_board(manager, TUESDAY).needs] == [after]
    undo_act(manager, done.token)
    assert codes(see_visit(manager, view.visit.id)) == []


def test_what_a_change_would_hit_is_known_before(manager: Clinic, ana: Patient) -> None:
    view = book(manager, ana)
    therapist = resource_named(manager, held(view, "therapist"))
    then = replace(therapist, hours=MORNINGS)

    found = affected(manager, HouseChange(resources=(then,)))
    nothing = affected(manager, HouseChange(resources=(replace(therapist, note="LCSW"),)))

    assert [(hit.view.visit.id, hit.loses) for hit in found] == [(view.visit.id, False)]
    assert nothing == ()


LOST: dict[str, Callable[[Clinic, VisitView], object]] = {
    "plan-lapsed": lambda clinic, view: changed(
        clinic, held(view, "therapist"), good_until=date(2026, 11, 23)
    ),
    "plan-unskilled": lambda clinic, view: changed(
        clinic, held(view, "monitor"), skills=frozenset({"intake"})
    ),
    "plan-nobody-there": lambda clinic, _: changed(clinic, "Dr. Miriam Hale", hours=()),
}


@pytest.mark.parametrize("code", LOST)
def test_a_visit_without_its_people_says_what_is_lost(
    manager: Clinic, ana: Patient, code: str
) -> None:
    view = book(manager, ana)

    LOST[code](manager, view)

    assert codes(see_visit(manager, view.visit.id)) == [code]


def test_what_two_change_of_one_resource_is_kept_or_asked_about(manager: Clinic) -> None:
    room = resource_named(manager, "Room 2")
    seen = as_it_is(room)
    change_resource(manager, room.id, replace(seen, note="No window"), since=seen)

    named = replace(seen, name="Room B")
    kept = change_resource(manager, room.id, named, since=seen).resource
    late = partial(change_resource, manager, room.id, replace(seen, note="Warm"), since=seen)

    assert (kept.name, kept.note) == ("Room B", "No window")
    assert refusal(late) == ["both-changed", "both-again"]


def test_a_last_day_counts_to_its_end(manager: Clinic, ana: Patient) -> None:
    view = book(manager, ana)

    changed(manager, held(view, "therapist"), good_until=TUESDAY)

    assert codes(see_visit(manager, view.visit.id)) == []


def test_blocking_the_only_prescriber_names_the_visits_that_need_one_on_site(
    manager: Clinic, ana: Patient
) -> None:
    view = book(manager, ana)
    hale = resource_named(manager, "Dr. Miriam Hale")
    wish = BlockWish(resource=hale.id, start=at(manager, 24, "10:00"), end=at(manager, 24, "10:30"))

    assert refusal(partial(block_time, manager, wish)) == [
        "visits-in-the-way",
        "visit-in-the-way",
        "plan-nobody-there",
    ]
    done = block_time(manager, wish, displace=True)
    after = see_visit(manager, view.visit.id)
    assert done.displaced == ()
    assert (after.visit.displaced, codes(after)) == (False, ["plan-nobody-there"])


def three_infusions(clinic: Clinic) -> list[VisitView]:
    """Three at once: the nurse watches them all, a pump and a therapist more are needed."""
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        for kind, name, skill in (
            (Kind.PUMP, "Pump 2", "infusion"),
            (Kind.PUMP, "Pump 3", "infusion"),
            (Kind.ROOM, "Room 4", "dosing"),
            (Kind.PERSON, "Zoe Fox", "therapist"),
        ):
            made = Resource(kind=kind, name=name, skills=frozenset({skill}), hours=WEEK)
            unit.scheduling.add_resource(made, 1)
    views: list[VisitView] = []
    for number, clock in enumerate(("09:00", "09:15", "09:30")):
        patient = add_patient(clinic, f"Pat {number}", "Moore")
        file_everything(clinic, patient)
        views.append(book(clinic, patient, 24, clock))
    return views


def test_a_nurse_who_watches_fewer_names_who_is_too_many(manager: Clinic) -> None:
    views = three_infusions(manager)

    assert refusal(partial(changed, manager, "Rosa Ortiz", lanes=2)) == [
        "visits-in-the-way",
        "visit-in-the-way",
    ]
    done = changed(manager, "Rosa Ortiz", lanes=2, displace=True)

    assert [view.visit.id for view in done.displaced] == [views[-1].visit.id]
    assert len(resource_named(manager, "Rosa Ortiz").lanes) == 2
    undo_act(manager, done.token)
    assert len(resource_named(manager, "Rosa Ortiz").lanes) == 3
    assert not see_visit(manager, views[-1].visit.id).visit.displaced


def test_a_visit_on_a_lane_that_goes_takes_a_free_one(manager: Clinic, ana: Patient) -> None:
    ortiz = resource_named(manager, "Rosa Ortiz")
    view = book(manager, ana)
    with manager.by_itself().writing(Act.MAKE_CLINIC) as unit:
        parts = tuple(
            replace(part, lane=ortiz.lanes[2]) if part.resource == ortiz.id else part
            for part in view.visit.parts
        )
        unit.scheduling.keep([replace(view.visit, parts=parts)])

    done = changed(manager, "Rosa Ortiz", lanes=1)

    after = see_visit(manager, view.visit.id).visit
    assert done.displaced == ()
    assert {part.lane for part in after.parts if part.resource == ortiz.id} == {ortiz.lanes[0]}
    assert codes(see_visit(manager, view.visit.id)) == []


def test_a_lane_that_came_later_is_not_taken_back_from_under_a_visit(
    manager: Clinic, ana: Patient
) -> None:
    done = changed(manager, "Pump 1", lanes=2)
    other = add_patient(manager, "Ida", "Vega")
    file_everything(manager, other)
    for patient in (ana, other):
        book(manager, patient)

    found = refusal(partial(undo_act, manager, done.token))

    assert found == ["visits-in-the-way", "visit-in-the-way"]
    assert len(resource_named(manager, "Pump 1").lanes) == 2


def test_new_lanes_are_blocked_like_the_old_ones(manager: Clinic) -> None:
    room = resource_named(manager, "Room 2")
    wish = BlockWish(resource=room.id, start=at(manager, 24, "09:00"), end=at(manager, 24, "11:00"))
    block_time(manager, wish)

    changed(manager, "Room 2", lanes=2)

    with manager.database.reading() as unit:
        lanes = resource_named(manager, "Room 2").lanes
        week = minute(at(manager, 23, "00:00")), minute(at(manager, 30, "00:00"))
        claims = everything_held(unit, *week, lanes)
    assert {claim.lane for claim in claims} == set(lanes)


def test_an_overbooking_lane_is_used_for_a_reason_only(manager: Clinic, ana: Patient) -> None:
    changed(manager, "Rosa Ortiz", lanes=1)
    other = add_patient(manager, "Ida", "Vega")
    file_everything(manager, other)
    book(manager, ana)
    with manager.by_itself().writing(Act.MAKE_CLINIC) as unit:
        pump = Resource(kind=Kind.PUMP, name="Pump 2", skills=frozenset({"infusion"}), hours=WEEK)
        unit.scheduling.add_resource(pump, 1)

    changed(manager, "Rosa Ortiz", extra=1)

    start = at(manager, 24, "09:00")
    wish = Wish(patient=other.id, type="iv-dosing", start=start)
    assert refusal(partial(book_visit, manager, wish))[0] == "need-taken"
    view = book_visit(manager, replace(wish, overbook="Came from far away"))
    assert view.visit.overbooked == "Came from far away"
    codes_ = refusal(partial(changed, manager, "Rosa Ortiz", extra=0))
    assert codes_ == ["visits-in-the-way", "visit-in-the-way"]


def test_who_leaves_is_booked_no_more_and_still_named(manager: Clinic, ana: Patient) -> None:
    view = book(manager, ana)
    name = held(view, "therapist")
    number = resource_named(manager, name).id

    assert refusal(partial(retire_resource, manager, number)) == [
        "visits-in-the-way",
        "visit-in-the-way",
    ]
    done = retire_resource(manager, number, displace=True)

    assert [each.visit.id for each in done.displaced] == [view.visit.id]
    assert retired(manager) == [name]
    assert refusal(partial(resource_named, manager, name)) == ["resource-unknown"]
    assert held(see_visit(manager, view.visit.id), "therapist") == name
    use_again(manager, number)
    assert resource_named(manager, name).hours == WEEK
    assert refusal(partial(use_again, manager, number)) == ["resource-not-retired"]


def test_retiring_is_taken_back_with_the_visits(manager: Clinic, ana: Patient) -> None:
    view = book(manager, ana)
    number = resource_named(manager, held(view, "room")).id
    done = retire_resource(manager, number, displace=True)

    undo_act(manager, done.token)

    assert retired(manager) == []
    assert see_visit(manager, view.visit.id).visit.claims == view.visit.claims


def test_a_new_room_is_booked_and_taken_back(manager: Clinic) -> None:
    wish = ResourceWish(
        kind=Kind.ROOM, name=" Room  9 ", skills=frozenset({"therapy"}), hours=WEEK, lanes=2
    )

    done = add_resource(manager, wish)

    assert (done.resource.name, len(done.resource.lanes)) == ("Room 9", 2)
    there = Wishes(rooms=(done.resource.id,))
    assert find_openings(manager, "preparation", from_day=TUESDAY, wishes=there)
    undone = undo_act(manager, done.token)
    assert refusal(partial(resource_named, manager, "Room 9")) == ["resource-unknown"]
    undo_act(manager, undone.token)
    assert resource_named(manager, "Room 9").id == done.resource.id


def test_seats_stand_in_their_room_which_is_not_retired_under_them(manager: Clinic) -> None:
    room = resource_named(manager, "Room 3")
    seats = ResourceWish(
        kind=Kind.SEAT,
        name="Seats",
        skills=frozenset({"group"}),
        hours=WEEK,
        lanes=6,
        within=room.id,
    )

    assert len(add_resource(manager, seats).resource.lanes) == 6
    assert refusal(partial(retire_resource, manager, room.id)) == ["resource-has-seats"]


def test_somebody_new_on_staff_has_a_login_and_is_booked(manager: Clinic, small: Small) -> None:
    wish = ResourceWish(
        kind=Kind.PERSON, name="Noor Amin", skills=frozenset({"nurse"}), hours=WEEK, lanes=3
    )
    person = Person(login="amin", name="", credential="RN", roles=frozenset({Role.NURSE}))

    add_resource(manager, wish, person=person)

    signed_in = small.open("amin")
    assert (signed_in.person.titled, signed_in.person.roles) == (
        "Noor Amin, RN",
        frozenset({Role.NURSE}),
    )
    signed_in.close()


NURSE = ResourceWish(kind=Kind.PERSON, name="Noor Amin", hours=WEEK)
AMIN = Person(login="amin", name="", roles=frozenset({Role.NURSE}))


@pytest.mark.parametrize(
    ("wish", "person", "code"),
    [
        (NURSE, None, "resource-needs-login"),
        (replace(NURSE, kind=Kind.ROOM), AMIN, "resource-needs-login"),
        (NURSE, replace(AMIN, login="desk"), "login-taken"),
        (NURSE, replace(AMIN, login=""), "login-letters"),
        (NURSE, replace(AMIN, login="Noor Amin"), "login-letters"),
        (NURSE, replace(AMIN, roles=frozenset[Role]()), "roles-missing"),
        (NURSE, replace(AMIN, roles=frozenset({Role.CLINIC})), "roles-missing"),
        (replace(NURSE, name="Ana Ruiz"), AMIN, "resource-name-taken"),
    ],
)
def test_what_cannot_be_added_is_one_reason(
    manager: Clinic, wish: ResourceWish, person: Person | None, code: str
) -> None:
    assert refusal(partial(add_resource, manager, wish, person=person)) == [code]


def test_only_a_manager_changes_the_house(clinic: Clinic) -> None:
    room = resource_named(clinic, "Room 2")

    for act in (
        partial(change_resource, clinic, room.id, as_it_is(room)),
        partial(retire_resource, clinic, room.id),
        partial(use_again, clinic, room.id),
    ):
        assert refusal(act) == ["not-permitted"]


def test_hours_are_kept_in_order_without_doubles(manager: Clinic) -> None:
    afternoon = Shift(weekday=0, start=time(13), end=time(17))
    morning = Shift(weekday=0, start=time(8), end=time(12))

    done = changed(manager, "Room 2", hours=(afternoon, morning, afternoon))

    assert done.resource.hours == (morning, afternoon)


def test_a_bad_wish_is_refused_before_anything_is_asked(manager: Clinic) -> None:
    room = resource_named(manager, "Room 2")
    wish = replace(as_it_is(room), lanes=0)

    with manager.database.reading() as unit:
        assert refusal(partial(wanted_resource, unit, room, wish)) == ["resource-lanes"]


def test_the_skills_that_are_known_are_those_needed_and_those_there_are(manager: Clinic) -> None:
    changed(manager, "Room 1", skills=frozenset({"quiet"}))

    known = known_skills(manager)

    assert known[Kind.PUMP] == ("infusion",)
    assert set(known[Kind.ROOM]) >= {"consult", "dosing", "quiet", "therapy"}
