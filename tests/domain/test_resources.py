"""What a person, a room, a pump or seats may be like."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.resources import (
    Lapse,
    ResourceWish,
    against_resource,
    as_it_is,
    lapse,
    usual_hours,
)
from app.domain.scheduling import Kind, Resource, Shift

ROOM = Resource(id=1, kind=Kind.ROOM, name="Room 1", lanes=(1,))
WISH = ResourceWish(
    kind=Kind.ROOM,
    name="Room 2",
    skills=frozenset({"dosing"}),
    hours=(
        Shift(weekday=0, start=time(8), end=time(12)),
        Shift(weekday=0, start=time(13), end=time(17)),
    ),
)


def hours(weekday: int, *clocks: tuple[str, str]) -> tuple[Shift, ...]:
    return tuple(
        Shift(weekday=weekday, start=time.fromisoformat(first), end=time.fromisoformat(last))
        for first, last in clocks
    )


def test_a_room_with_a_morning_and_an_afternoon_is_fine() -> None:
    assert list(against_resource(WISH, [ROOM])) == []


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (replace(WISH, name=""), "resource-nameless"),
        (replace(WISH, name="room 1"), "resource-name-taken"),
        (replace(WISH, lanes=0), "resource-lanes"),
        (replace(WISH, lanes=51), "resource-lanes"),
        (replace(WISH, extra=2), "resource-extra"),
        (replace(WISH, extra=-1), "resource-extra"),
        (replace(WISH, kind=Kind.PUMP, extra=1), "resource-never-overbooked"),
        (replace(WISH, kind=Kind.SEAT), "resource-within"),
        (replace(WISH, kind=Kind.SEAT, within=9), "resource-within"),
        (replace(WISH, within=1), "resource-within"),
        (replace(WISH, hours=hours(2, ("09:00", "09:00"))), "hours-backwards"),
        (replace(WISH, hours=hours(2, ("09:00", "08:00"))), "hours-backwards"),
        (replace(WISH, hours=hours(2, ("09:02", "12:00"))), "hours-off-grain"),
        (replace(WISH, hours=hours(2, ("09:00", "12:00"), ("11:00", "13:00"))), "hours-overlap"),
    ],
)
def test_what_cannot_be_is_one_reason(wish: ResourceWish, code: str) -> None:
    assert [reason.code for reason in against_resource(wish, [ROOM])] == [code]


def test_seats_stand_in_a_room_and_one_visit_may_be_overbooked_with_one_lane() -> None:
    assert list(against_resource(replace(WISH, kind=Kind.SEAT, within=1), [ROOM])) == []
    assert list(against_resource(replace(WISH, extra=1), [ROOM])) == []


def test_a_resource_may_stay_as_it_is() -> None:
    assert list(against_resource(as_it_is(ROOM), [])) == []


@pytest.mark.parametrize(
    ("last", "found"),
    [
        (None, None),
        (date(2026, 11, 22), Lapse.PAST),
        (date(2026, 11, 23), Lapse.SOON),
        (date(2027, 1, 22), Lapse.SOON),
        (date(2027, 1, 23), None),
    ],
)
def test_a_last_day_is_soon_two_months_before(last: date | None, found: Lapse | None) -> None:
    assert lapse(replace(ROOM, good_until=last), date(2026, 11, 23)) is found


def test_the_hours_that_most_have_are_usual() -> None:
    mornings = hours(0, ("08:00", "12:00"))
    rooms = [replace(ROOM, hours=mornings), replace(ROOM, name="Room 2", hours=mornings)]

    assert usual_hours([ROOM, *rooms]) == mornings
    assert usual_hours([]) == ()
