"""Wishes as they are typed while somebody is on the phone."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.time import midnight
from app.domain.wish_tongues import TOLD
from app.domain.wish_words import Known, Wished, read_wishes, write_wishes
from app.domain.wishes import Wishes

ZONE = ZoneInfo("America/Denver")
MONDAY = date(2026, 11, 23)
KNOWN = Known(
    today=MONDAY,
    zone=ZONE,
    people={2: "Dr. Miriam Hale", 3: "Rosa Ortiz", 4: "Ira Moss", 5: "Eva Lund", 6: "Eva Moss"},
    rooms={7: "Room 1", 8: "Room 2", 9: "Pump 1"},
)
MORNING, AFTERNOON = (time(0), time(12)), (time(12), time(23, 59))


def on(day: int, month: int = 12, year: int = 2026) -> datetime:
    return midnight(date(year, month, day), ZONE)


def wished(**wishes: object) -> Wished:
    return Wished(wishes=Wishes(**wishes))  # pyright: ignore[reportArgumentType]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", wished()),
        ("tue", wished(weekdays=frozenset({1}))),
        ("Tuesdays and thu", wished(weekdays=frozenset({1, 3}))),
        ("mon-wed", wished(weekdays=frozenset({0, 1, 2}))),
        ("fri - mon", wished(weekdays=frozenset({4, 5, 6, 0}))),
        ("not fri", wished(weekdays=frozenset({0, 1, 2, 3, 5, 6}))),
        ("am", wished(between=MORNING)),
        ("mornings or afternoons", wished()),
        ("pm", wished(between=AFTERNOON)),
        ("9-12", wished(between=(time(9), time(12)))),
        ("9:30-1", wished(between=(time(9, 30), time(13)))),
        ("between 9 and 3pm", wished(between=(time(9), time(15)))),
        ("from 9 to 12", wished(between=(time(9), time(12)))),
        ("after 3", wished(between=(time(15), time(23, 59)))),
        ("before 11", wished(between=(time(0), time(11)))),
        ("pm before 3", wished(between=(time(12), time(15)))),
        ("2w", wished(not_before=on(7))),
        ("in 3 weeks", wished(not_before=on(14))),
        ("next week", wished(not_before=on(30, 11))),
        ("next month", wished(not_before=on(1))),
        ("tomorrow", wished(not_before=on(24, 11))),
        ("not before 10 dec", wished(not_before=on(10))),
        ("after dec 10", wished(not_before=on(10))),
        ("from 24", wished(not_before=on(24, 11))),
        ("10 december 2027", wished(not_before=on(10, 12, 2027))),
        ("2026-12-10", wished(not_before=on(10))),
        ("5 jan", wished(not_before=on(5, 1, 2027))),
        ("10 oct", wished(not_before=on(10, 10, 2027))),
        ("not 24 dec", wished(without=((date(2026, 12, 24), date(2026, 12, 24)),))),
        ("not 24-26 dec", wished(without=((date(2026, 12, 24), date(2026, 12, 26)),))),
        ("not 24 dec to 2 jan", wished(without=((date(2026, 12, 24), date(2027, 1, 2)),))),
        ("not 24 dec - 26 dec", wished(without=((date(2026, 12, 24), date(2026, 12, 26)),))),
        ("hale", wished(people=(2,))),
        ("with Dr. Hale", wished(people=(2,))),
        ("ort", wished(people=(3,))),
        ("ira moss", wished(people=(4,))),
        ("moss", wished(people=(4, 6))),
        ("lund or ortiz", wished(people=(5, 3))),
        ("room 2", wished(rooms=(8,))),
        ("r2", wished(rooms=(8,))),
        ("pump 1", wished(rooms=(9,))),
        ("martes", wished(weekdays=frozenset({1}))),
        ("los martes y jueves", wished(weekdays=frozenset({1, 3}))),
        ("lunes a jueves", wished(weekdays=frozenset({0, 1, 2, 3}))),
        ("mié-vie", wished(weekdays=frozenset({2, 3, 4}))),
        ("entre semana", wished(weekdays=frozenset({0, 1, 2, 3, 4}))),
        ("no los viernes", wished(weekdays=frozenset({0, 1, 2, 3, 5, 6}))),
        ("por la mañana", wished(between=MORNING)),
        ("mañanas", wished(between=MORNING)),
        ("en las tardes", wished(between=AFTERNOON)),
        ("mañana por la tarde", wished(not_before=on(24, 11), between=AFTERNOON)),
        ("pasado mañana", wished(not_before=on(25, 11))),
        ("de 9 a 12", wished(between=(time(9), time(12)))),
        ("de las 9 a las 12", wished(between=(time(9), time(12)))),
        ("entre las 9 y las 3 de la tarde", wished(between=(time(9), time(15)))),
        ("después de las 3", wished(between=(time(15), time(23, 59)))),
        ("antes de las 11", wished(between=(time(0), time(11)))),
        ("en 3 semanas", wished(not_before=on(14))),
        ("la próxima semana", wished(not_before=on(30, 11))),
        ("el mes que viene", wished(not_before=on(1))),
        ("a partir del 10 de dic", wished(not_before=on(10))),
        ("desde el lunes", wished(not_before=on(30, 11))),
        ("no antes del 10 de diciembre", wished(not_before=on(10))),
        ("no 24 de dic", wished(without=((date(2026, 12, 24), date(2026, 12, 24)),))),
        ("no del 24 al 26 de dic", wished(without=((date(2026, 12, 24), date(2026, 12, 26)),))),
        ("24 de ene", wished(not_before=on(24, 1, 2027))),
        ("con la Dra. Hale", wished(people=(2,))),
        ("lun", wished(people=(5,))),
        (
            "martes tarde 2 sem, moss, no antes del 10 dic",
            wished(weekdays=frozenset({1}), between=AFTERNOON, not_before=on(10), people=(4, 6)),
        ),
        (
            "martes jueves mañanas, hale, no 24 dic",
            wished(
                weekdays=frozenset({1, 3}),
                between=MORNING,
                people=(2,),
                without=((date(2026, 12, 24), date(2026, 12, 24)),),
            ),
        ),
    ],
)
def test_a_wish_is_read_as_it_is_said(typed: str, expected: Wished) -> None:
    assert read_wishes(typed, KNOWN) == expected


def test_several_wishes_are_typed_in_one_line() -> None:
    assert read_wishes("tue pm 2w", KNOWN) == wished(
        weekdays=frozenset({1}), between=AFTERNOON, not_before=on(7)
    )
    assert read_wishes("moss mornings, not before 10 dec, not fri", KNOWN) == wished(
        people=(4, 6),
        between=MORNING,
        not_before=on(10),
        weekdays=frozenset({0, 1, 2, 3, 5, 6}),
    )


def test_the_usual_day_and_time_is_a_wish() -> None:
    assert read_wishes("as usual", KNOWN) == Wished(wishes=Wishes(), usual=True)


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("xyz", ("xyz",)),
        ("tue blah pm", ("blah",)),
        ("2", ("2",)),
        ("25:00-26:00", ("25:00-26:00",)),
        ("before 10 dec", ("before 10 dec",)),
        ("not", ("not",)),
        ("not moss 31 nov", ("not", "31", "nov")),
        ("between", ("between",)),
        ("from", ("from",)),
        ("\x00 \N{PILL} \u202e", ("\x00", "\N{PILL}", "\u202e")),
    ],
)
def test_what_says_nothing_is_given_back(typed: str, unread: tuple[str, ...]) -> None:
    assert read_wishes(typed, KNOWN).unread == unread


DAYS = st.dates(date(2026, 11, 24), date(2028, 12, 31))
CLOCKS = st.times(time(7), time(23, 59)).map(lambda at: at.replace(second=0, microsecond=0))
WISHES = st.builds(
    Wishes,
    people=st.sampled_from([(), (2,), (4,), (6,), (3, 5)]),
    rooms=st.sampled_from([(), (7,), (8, 9)]),
    between=st.none()
    | st.sampled_from([MORNING, AFTERNOON])
    | st.tuples(CLOCKS, CLOCKS).filter(lambda both: both[0] < both[1]),
    weekdays=st.frozensets(st.integers(0, 6), max_size=6),
    not_before=st.none() | DAYS.map(lambda day: midnight(day, ZONE)),
    without=st.lists(st.tuples(DAYS, DAYS).filter(lambda both: both[0] <= both[1]), max_size=2).map(
        tuple
    ),
)


@given(wishes=WISHES, usual=st.booleans(), language=st.sampled_from(sorted(TOLD)))
def test_what_is_written_is_read_back(
    wishes: Wishes,
    usual: bool,  # noqa: FBT001
    language: str,
) -> None:
    typed = write_wishes(wishes, KNOWN, usual=usual, language=language)

    assert read_wishes(typed, KNOWN) == Wished(wishes=wishes, usual=usual)


@given(typed=st.text(max_size=60))
def test_whatever_is_typed_is_read_somehow(typed: str) -> None:
    read_wishes(typed, KNOWN)
