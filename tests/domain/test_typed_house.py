"""Reading working hours and counts as people type them."""

from datetime import time

import pytest

from app.domain.refusal import Refused
from app.domain.typed_house import read_count, read_shifts, read_week

MORNING, AFTERNOON = (time(8), time(12)), (time(13), time(17))


def ends(typed: str) -> list[tuple[time, time]]:
    return [(shift.start, shift.end) for shift in read_shifts(typed, 0)]


@pytest.mark.parametrize(
    "typed",
    [
        "8-12, 13-17",
        "08:00\N{EN DASH}12:00 and 13:00\N{EN DASH}17:00",
        "8 to 12; 1pm to 5pm",
        "8 AM - 12, 1 - 5",
    ],
)
def test_stretches_of_work_are_read_in_usual_ways(typed: str) -> None:
    assert ends(typed) == [MORNING, AFTERNOON]


def test_nothing_typed_is_a_day_off() -> None:
    assert ends("  ") == []


@pytest.mark.parametrize("typed", ["early", "8", "8-", "8-25", "-", "8-12-14"])
def test_what_is_no_stretch_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        read_shifts(typed, 2)

    assert [(r.code, r.facts["weekday"]) for r in refused.value.reasons] == [
        ("hours-unreadable", 2)
    ]


def test_every_weekday_that_cannot_be_read_is_named() -> None:
    with pytest.raises(Refused) as refused:
        read_week(["8-12", "x", "", "y", "", "", ""])

    assert [reason.facts["weekday"] for reason in refused.value.reasons] == [1, 3]


def test_a_count_is_read() -> None:
    assert read_count(" 12 ") == 12


@pytest.mark.parametrize("typed", ["", "two", "-1", "1.5", "٣", "12345"])
def test_what_is_no_count_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_count(typed)
