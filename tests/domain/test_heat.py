"""Openings counted by day against the openings themselves, one by one."""

from collections import Counter
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import openings
from app.domain.diary import Diary, make_diary
from app.domain.heat import STEP, starts_by_day
from app.domain.scheduling import Claim, Kind, Need, Phase, Resource, Shift, VisitType
from app.domain.time import GRAIN, local_day, midnight, minute
from app.domain.wishes import Wishes

DENVER = ZoneInfo("America/Denver")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
KATHMANDU = ZoneInfo("Asia/Kathmandu")
PATIENT = Resource(id=9, kind=Kind.PATIENT, name="patient", lanes=(90,))
ALL_DAY = tuple(Shift(weekday=day, start=time(0), end=time(23, 55)) for day in range(7))
MORNING = tuple(Shift(weekday=day, start=time(9), end=time(12)) for day in range(5))


def resource(number: int, kind: Kind, *skills: str, hours: tuple[Shift, ...] = MORNING) -> Resource:
    return Resource(
        id=number,
        kind=kind,
        name=f"{kind} {number}",
        skills=frozenset(skills),
        lanes=(number * 10,),
        hours=hours,
    )


def visit(*roles: tuple[str, Kind, str], minutes: int = 30) -> VisitType:
    return VisitType(
        slug="visit",
        title="Visit",
        short="Visit",
        phases=(Phase(name="visit", minutes=minutes),),
        needs=tuple(
            Need(role=role, kind=kind, skill=skill, first="visit", last="visit")
            for role, kind, skill in roles
        ),
    )


ROOM = ("room", Kind.ROOM, "dosing")
NURSE = ("monitor", Kind.PERSON, "nurse")
THERAPIST = ("therapist", Kind.PERSON, "therapist")


def one_by_one(
    kind: VisitType, diary: Diary, patient: Resource | None, wishes: Wishes = openings.NO_WISHES
) -> dict[date, int]:
    """Every opening that the search finds, counted by its day."""
    found = openings.openings(
        kind, diary, patient, not_before=diary.moment(0), every=STEP, wishes=wishes
    )
    counts = Counter(local_day(at, diary.zone) for at, _ in found)
    return {day.day: counts[day.day] for day in diary.days}


def diary_of(
    resources: list[Resource],
    first: date,
    days: int,
    zone: ZoneInfo,
    claims: tuple[Claim, ...] = (),
) -> Diary:
    last = first + timedelta(days=days - 1)
    return make_diary(resources=resources, claims=claims, blocks=(), days=(first, last), zone=zone)


@pytest.mark.parametrize(
    ("zone", "first"),
    [
        (DENVER, date(2026, 10, 30)),
        (DENVER, date(2027, 3, 12)),
        (LORD_HOWE, date(2026, 10, 2)),
        (LORD_HOWE, date(2027, 4, 2)),
        (KATHMANDU, date(2026, 10, 30)),
    ],
    ids=["back", "forth", "half an hour forth", "half an hour back", "quarter of an hour"],
)
def test_every_day_has_its_own_starts_where_the_clocks_change(zone: ZoneInfo, first: date) -> None:
    diary = diary_of([resource(1, Kind.ROOM, "dosing", hours=ALL_DAY)], first, 5, zone)

    counts = starts_by_day(visit(ROOM), diary, None, allowed=diary.whole)

    assert counts == one_by_one(visit(ROOM), diary, None)
    assert len(set(counts.values())) == (1 if zone is KATHMANDU else 2)


def test_a_person_who_would_be_needed_twice_is_no_opening() -> None:
    both = resource(2, Kind.PERSON, "nurse", "therapist")
    diary = diary_of([resource(1, Kind.ROOM, "dosing"), both], date(2026, 11, 23), 2, DENVER)

    counts = starts_by_day(visit(ROOM, NURSE, THERAPIST), diary, None, allowed=diary.whole)

    assert set(counts.values()) == {0}


def test_only_allowed_starts_are_counted() -> None:
    diary = diary_of([resource(1, Kind.ROOM, "dosing")], date(2026, 11, 23), 1, DENVER)
    until_ten = (1 << diary.at(midnight(date(2026, 11, 23), DENVER)) + 10 * 60 // GRAIN) - 1

    counts = starts_by_day(visit(ROOM), diary, None, allowed=until_ten)

    assert list(counts.values()) == [4]  # 09:00, 09:15, 09:30, 09:45


CLAIMS = st.lists(
    st.tuples(st.sampled_from((10, 20, 30, 90)), st.integers(0, 7 * 24 * 12), st.integers(1, 30)),
    max_size=12,
)
SKILLS = st.lists(
    st.sampled_from((("nurse",), ("therapist",), ("nurse", "therapist"))), min_size=2, max_size=2
)


@given(
    claims=CLAIMS,
    skills=SKILLS,
    minutes=st.integers(1, 12),
    weekdays=st.sets(st.integers(0, 6)),
    known=st.booleans(),
)
def test_counts_are_those_of_the_openings(
    claims: list[tuple[int, int, int]],
    skills: list[tuple[str, ...]],
    minutes: int,
    weekdays: set[int],
    *,
    known: bool,
) -> None:
    first = date(2026, 10, 30)
    begin = minute(midnight(first, DENVER))
    taken = tuple(
        Claim(7, lane, begin + at * GRAIN, begin + (at + length) * GRAIN)
        for lane, at, length in claims
    )
    people = [resource(n, Kind.PERSON, *each) for n, each in enumerate(skills, start=2)]
    diary = diary_of([resource(1, Kind.ROOM, "dosing"), *people, PATIENT], first, 7, DENVER, taken)
    kind = visit(ROOM, NURSE, THERAPIST, minutes=minutes * GRAIN)
    wishes = Wishes(weekdays=frozenset(weekdays))
    patient = PATIENT if known else None

    counts = starts_by_day(kind, diary, patient, wishes, allowed=diary.whole)

    assert counts == one_by_one(kind, diary, patient, wishes)
