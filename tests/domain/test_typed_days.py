"""Days and times as people type them."""

from datetime import date, time

import pytest

from app.domain.refusal import Refused
from app.domain.typed_days import read_day, read_time, read_way

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24 Nov 2026", date(2026, 11, 24)),
        ("nov 24", date(2026, 11, 24)),
        ("24 november", date(2026, 11, 24)),
        ("Dec. 1, 2026", date(2026, 12, 1)),
        ("2026-12-01", date(2026, 12, 1)),
        ("today", TODAY),
        ("+7", date(2026, 11, 30)),
        ("24 de noviembre de 2026", date(2026, 11, 24)),
        ("1 dic", date(2026, 12, 1)),
        ("3 ene 2027", date(2027, 1, 3)),
        ("Mañana", date(2026, 11, 24)),
        ("24 nov 2026", date(2026, 11, 24)),
        ("1 de diciembre de 2026", date(2026, 12, 1)),
        ("5 sept 2026", date(2026, 9, 5)),
        ("hoy", TODAY),
    ],
)
def test_days_are_read_as_people_type_them(typed: str, day: date) -> None:
    assert read_day(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["31 Nov 2026", "someday", "13/13/2026"])
def test_a_day_that_is_none_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_day(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("24", date(2026, 11, 24)),
        ("5", date(2026, 12, 5)),
        ("fri", date(2026, 11, 27)),
        ("Mo", date(2026, 11, 30)),
        ("+7", date(2026, 11, 30)),
        ("-3", date(2026, 11, 20)),
        ("1w", date(2026, 11, 30)),
        ("2 weeks", date(2026, 12, 7)),
        ("1m", date(2026, 12, 23)),
        ("24 nov", date(2026, 11, 24)),
        ("5 Jan", date(2027, 1, 5)),
        ("Oct 20", date(2026, 10, 20)),
        ("29 feb 2028", date(2028, 2, 29)),
        ("2026-12-01", date(2026, 12, 1)),
        ("tomorrow", date(2026, 11, 24)),
        ("vie", date(2026, 11, 27)),
        ("mar", date(2026, 11, 24)),
        ("mar 3", date(2027, 3, 3)),
        ("sáb", date(2026, 11, 28)),
        ("2 semanas", date(2026, 12, 7)),
        ("1s", date(2026, 11, 30)),
        ("5 de enero", date(2027, 1, 5)),
        ("mañana", date(2026, 11, 24)),
        ("5 ene", date(2027, 1, 5)),
    ],
)
def test_ways_to_a_day_are_short(typed: str, day: date) -> None:
    assert read_way(typed, TODAY) == day


@pytest.mark.parametrize("typed", ["32", "0", "f", "31 Nov", "9999m", "+9999w", "soon"])
def test_a_way_to_nowhere_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        read_way(typed, TODAY)


@pytest.mark.parametrize("typed", ["14:30", "1430", "2:30 pm", "2:30PM", "14.30"])
def test_times_are_read_as_people_type_them(typed: str) -> None:
    assert read_time(typed) == time(14, 30)
