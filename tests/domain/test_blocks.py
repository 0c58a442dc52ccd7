"""Blocks on the clinic's wall clock, and what they hold beside each other."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.blocks import (
    LONGEST,
    Block,
    Repeat,
    against_repeat,
    against_span,
    repeated,
)
from app.domain.refusal import Refused
from app.domain.scheduling import Claim
from app.domain.time import from_minute, instant, minute, wall

DENVER = ZoneInfo("America/Denver")
NOW = datetime(2026, 10, 5, 15, 0, tzinfo=UTC)
"""Monday 5 October 2026, 09:00 in Denver."""


def at(day: date, clock: str) -> datetime:
    return instant(datetime.combine(day, time.fromisoformat(clock)), DENVER)


def block(first: str, last: str, day: date = date(2026, 10, 5)) -> Block:
    return Block(id=1, resource=1, kind="lunch", start=at(day, first), end=at(day, last))


@pytest.mark.parametrize(
    ("start", "end", "code"),
    [
        (at(date(2026, 10, 6), "09:00"), at(date(2026, 10, 6), "09:00"), "block-backwards"),
        (at(date(2026, 10, 6), "10:00"), at(date(2026, 10, 6), "09:00"), "block-backwards"),
        (at(date(2026, 10, 6), "09:02"), at(date(2026, 10, 6), "10:00"), "block-off-grain"),
        (at(date(2026, 10, 5), "08:00"), at(date(2026, 10, 5), "09:00"), "block-past"),
        (at(date(2026, 10, 4), "08:00"), at(date(2026, 10, 6), "09:00"), "block-past"),
        (at(date(2026, 10, 6), "09:00"), at(date(2036, 10, 6), "09:00"), "block-long"),
    ],
)
def test_time_that_cannot_be_blocked_is_one_reason(
    start: datetime, end: datetime, code: str
) -> None:
    assert [reason.code for reason in against_span(start, end, NOW, DENVER)] == [code]


def test_a_block_may_have_begun_earlier_today() -> None:
    day = date(2026, 10, 5)

    assert list(against_span(at(day, "08:00"), at(day, "09:05"), NOW, DENVER)) == []


@pytest.mark.parametrize(
    ("weekdays", "until", "last", "code"),
    [
        ({0}, date(2026, 10, 12), date(2026, 10, 6), "repeat-over-midnight"),
        ({0}, date(2026, 10, 4), date(2026, 10, 5), "repeat-backwards"),
        ({0}, date(2036, 10, 5), date(2026, 10, 5), "repeat-long"),
        ({6}, date(2026, 10, 10), date(2026, 10, 5), "repeat-never"),
    ],
)
def test_what_cannot_be_repeated_is_one_reason(
    weekdays: set[int], until: date, last: date, code: str
) -> None:
    repeat = Repeat(weekdays=frozenset(weekdays), until=until)

    found = against_repeat(repeat, date(2026, 10, 5), last)

    assert [reason.code for reason in found] == [code]


def test_a_repeating_block_keeps_its_wall_clock_over_both_clock_changes() -> None:
    lunch = block("12:00", "12:30")
    repeat = Repeat(weekdays=frozenset(range(5)), until=date(2027, 4, 2))

    every = list(repeated(lunch, repeat, DENVER))

    assert {wall(each.start, DENVER).time() for each in every} == {time(12)}
    assert {each.end - each.start for each in every} == {timedelta(minutes=30)}
    assert len({each.start.time() for each in every}) == 2
    assert len(every) == 130


def test_a_repeating_block_may_begin_on_a_later_weekday() -> None:
    repeat = Repeat(weekdays=frozenset({2, 4}), until=date(2026, 10, 16))

    days = [
        wall(each.start, DENVER).day for each in repeated(block("12:00", "13:00"), repeat, DENVER)
    ]

    assert days == [7, 9, 14, 16]


def test_a_time_that_the_clocks_skip_on_one_of_the_days_is_asked_about() -> None:
    night = block("02:15", "02:45", date(2027, 3, 7))
    repeat = Repeat(weekdays=frozenset({6}), until=date(2027, 3, 21))

    with pytest.raises(Refused) as refused:
        list(repeated(night, repeat, DENVER))

    (reason,) = refused.value.reasons
    assert (reason.code, reason.facts) == ("time-skipped", {"wall": datetime(2027, 3, 14, 2, 15)})


def minutes(claims: Sequence[Claim]) -> set[int]:
    return {each for claim in claims for each in range(claim.start, claim.end, 5)}


def test_a_lifted_block_holds_nothing() -> None:
    lifted = Block(resource=1, kind="lunch", start=NOW, end=NOW + timedelta(hours=1), lifted=True)

    assert list(lifted.claims((1, 2))) == []


@given(
    first=st.integers(0, 20),
    length=st.integers(1, 20),
    others=st.lists(
        st.tuples(st.integers(1, 2), st.integers(0, 40), st.integers(1, 8)), max_size=6
    ),
)
def test_blocks_beside_each_other_hold_their_time_once(
    first: int, length: int, others: list[tuple[int, int, int]]
) -> None:
    base = minute(NOW)
    start, end = base + first * 5, base + (first + length) * 5
    taken = [Claim(9, lane, base + at * 5, base + (at + long) * 5) for lane, at, long in others]
    one = Block(id=1, resource=1, kind="other", start=from_minute(start), end=from_minute(end))

    mine = list(one.claims((1, 2), taken))

    for lane in (1, 2):
        theirs = minutes([claim for claim in taken if claim.lane == lane])
        held = minutes([claim for claim in mine if claim.lane == lane])
        assert held == set(range(start, end, 5)) - theirs


def test_a_year_is_the_longest() -> None:
    start = at(date(2026, 10, 6), "09:00")

    assert list(against_span(start, start + timedelta(days=LONGEST), NOW, DENVER)) == []
