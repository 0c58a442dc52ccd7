"""Which wish to let go when nothing answers to all of them: each way is tried."""

from dataclasses import replace
from datetime import date, time

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.time import wall
from app.domain.wish_words import read_wishes
from app.use_cases.openings import Search, search_openings
from app.use_cases.wishing import Easier, easier, nameable

TUESDAY = date(2026, 11, 24)


def search(clinic: Clinic, typed: str, days: int = 3) -> Search:
    wishes = read_wishes(typed, nameable(clinic)).wishes
    return Search(type="iv-dosing", first=TUESDAY, days=days, wishes=wishes)


def told(clinic: Clinic, ways: tuple[Easier, ...]) -> list[tuple[str, str]]:
    return [(way.code, f"{wall(way.opening.start, clinic.zone):%a %d %H:%M}") for way in ways]


def test_people_and_rooms_are_named_and_nobody_else(clinic: Clinic) -> None:
    known = nameable(clinic)

    assert {"Ira Moss", "Dr. Miriam Hale"} <= set(known.people.values())
    assert {"Room 2", "Pump 1"} <= set(known.rooms.values())
    assert known.today == date(2026, 11, 23)


def test_only_what_really_helps_is_offered_the_soonest_first(clinic: Clinic) -> None:
    asked = search(clinic, "moss fri")

    assert search_openings(clinic, asked) == ()
    assert told(clinic, easier(clinic, asked)) == [
        ("any-weekday", "Tue 24 08:00"),
        ("further", "Fri 27 08:00"),
    ]


def test_a_way_out_answers_with_its_own_search(clinic: Clinic) -> None:
    (way, *_) = easier(clinic, search(clinic, "fri am"))

    assert way.search.wishes.weekdays == frozenset()
    assert way.search.wishes.between == (time(0), time(12))
    assert search_openings(clinic, replace(way.search, limit=1)) == (way.opening,)


def test_when_no_single_wish_helps_all_are_let_go(clinic: Clinic) -> None:
    asked = search(clinic, "sat 6-7am")

    assert told(clinic, easier(clinic, asked)) == [("no-wish", "Tue 24 08:00")]


def test_a_closed_clinic_is_looked_past(clinic: Clinic) -> None:
    with clinic.by_itself().writing(Act.CLOSE_CLINIC) as unit:
        for day in range(24, 29):
            unit.closures.add(Closure(day=date(2026, 11, day), name="Moving"))

    assert told(clinic, easier(clinic, search(clinic, ""))) == [("further", "Mon 30 08:00")]
