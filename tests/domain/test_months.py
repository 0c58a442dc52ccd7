"""Weeks and months as a calendar shows them."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.months import (
    days_from,
    month_of,
    months_on,
    next_numbered,
    next_weekday,
    week_of,
    weeks_ahead,
    weeks_of,
)

MONDAY, SUNDAY = 0, 6
TODAY = date(2026, 11, 23)
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 31))


@given(day=DAYS, first=st.integers(0, 6))
def test_a_week_has_its_day_and_begins_where_the_reader_expects(day: date, first: int) -> None:
    week = week_of(day, first)

    assert day in week
    assert len(week) == 7
    assert week[0].weekday() == first


@given(day=DAYS, first=st.integers(0, 6))
def test_the_weeks_of_a_month_have_each_of_its_days_once(day: date, first: int) -> None:
    shown = [each for week in weeks_of(day, first) for each in week]

    assert shown == list(days_from(shown[0], shown[-1]))
    assert [each for each in shown if each.month == day.month] == list(month_of(day))
    assert (month_of(day)[0] - shown[0]).days < 7
    assert (shown[-1] - month_of(day)[-1]).days < 7


def test_weeks_that_are_over_make_room_for_those_to_come() -> None:
    november = weeks_ahead(TODAY, TODAY)
    december = weeks_ahead(date(2026, 12, 9), TODAY)
    february = weeks_ahead(date(2027, 2, 1), TODAY)

    assert (november[0][0], november[-1][-1]) == (TODAY, date(2026, 12, 27))
    assert december == weeks_of(date(2026, 12, 9))
    assert len(weeks_of(date(2027, 2, 1))) == 4
    assert (february[0][0], len(february)) == (date(2027, 2, 1), 5)


@pytest.mark.parametrize(
    ("day", "count", "later"),
    [
        (date(2026, 11, 23), 1, date(2026, 12, 23)),
        (date(2026, 11, 23), 2, date(2027, 1, 23)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
        (date(2026, 3, 31), -13, date(2025, 2, 28)),
    ],
)
def test_so_many_months_later_is_the_same_day_or_the_months_last(
    day: date, count: int, later: date
) -> None:
    assert months_on(day, count) == later


def test_the_next_friday_is_never_today() -> None:
    friday = date(2026, 11, 27)

    assert next_weekday(4, TODAY) == friday
    assert next_weekday(4, friday) == friday + timedelta(days=7)


@pytest.mark.parametrize(
    ("number", "day"),
    [(23, TODAY), (24, date(2026, 11, 24)), (5, date(2026, 12, 5)), (31, date(2026, 12, 31))],
)
def test_a_number_is_the_next_day_that_has_it(number: int, day: date) -> None:
    assert next_numbered(number, TODAY) == day


@pytest.mark.parametrize("number", [0, 32, -1])
def test_no_month_has_such_a_number(number: int) -> None:
    assert next_numbered(number, TODAY) is None
