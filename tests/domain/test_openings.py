"""The search for openings against a brute force that looks at every claim, one by one."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import permutations, product
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import openings
from app.domain.diary import Diary, bits_of, make_diary
from app.domain.scheduling import Claim, Kind, Need, Phase, Resource, Shift, VisitType
from app.domain.time import GRAIN, from_minute, midnight, minute, wall
from app.domain.why_not import why_not

DENVER = ZoneInfo("America/Denver")
MONDAY = date(2026, 11, 30)
ROOMS = ("dosing",)
NURSE = frozenset({"nurse"})
BOTH = frozenset({"nurse", "therapist"})


def shifts(start: int, end: int) -> tuple[Shift, ...]:
    return tuple(Shift(weekday=day, start=time(start), end=time(end)) for day in range(7))


def resource(number: int, kind: Kind, skills: frozenset[str], lanes: int = 1) -> Resource:
    return Resource(
        id=number,
        kind=kind,
        name=f"{kind} {number}",
        skills=skills,
        lanes=tuple(number * 10 + lane for lane in range(lanes)),
        hours=shifts(9, 12),
    )


ROOM = resource(1, Kind.ROOM, frozenset({"dosing"}))
PATIENT = Resource(id=9, kind=Kind.PATIENT, name="patient", lanes=(90,))

INFUSION = VisitType(
    slug="infusion",
    title="Infusion",
    short="Infusion",
    phases=(
        Phase(name="set-up", minutes=10),
        Phase(name="infusion", minutes=20, dose=True),
        Phase(name="turnover", minutes=5, patient=False),
    ),
    needs=(
        Need(role="room", kind=Kind.ROOM, skill="dosing", first="set-up", last="turnover"),
        Need(role="monitor", kind=Kind.PERSON, skill="nurse", first="set-up", last="infusion"),
        Need(
            role="therapist", kind=Kind.PERSON, skill="therapist", first="infusion", last="infusion"
        ),
    ),
)


def diary(resources: Sequence[Resource], claims: Sequence[Claim] = (), day: date = MONDAY) -> Diary:
    return make_diary(resources=resources, claims=claims, blocks=(), days=(day, day), zone=DENVER)


def busy(lane: int, start: str, end: str, day: date = MONDAY) -> Claim:
    first, last = (
        minute(datetime.combine(day, time.fromisoformat(at), DENVER).astimezone(UTC))
        for at in (start, end)
    )
    return Claim(holder=1, lane=lane, start=first, end=last)


def found(kind: VisitType, book: Diary, patient: Resource | None = PATIENT) -> list[str]:
    begin = book.moment(0)
    every = openings.openings(kind, book, patient, not_before=begin, every=GRAIN)
    return [f"{wall(at, DENVER):%H:%M}" for at, _ in every]


def test_a_visit_fits_from_opening_until_the_last_start_that_ends_before_closing() -> None:
    nurses = [resource(2, Kind.PERSON, BOTH), resource(3, Kind.PERSON, BOTH)]

    times = found(INFUSION, diary([ROOM, *nurses, PATIENT]))

    assert (times[0], times[-1], len(times)) == ("09:00", "11:25", 30)


def test_one_person_cannot_fill_two_needs_at_once() -> None:
    alone = resource(2, Kind.PERSON, BOTH)

    assert found(INFUSION, diary([ROOM, alone, PATIENT])) == []


def test_a_nurse_with_two_lanes_still_is_one_person_on_one_visit() -> None:
    alone = resource(2, Kind.PERSON, BOTH, lanes=2)

    assert found(INFUSION, diary([ROOM, alone, PATIENT])) == []


def test_people_who_share_needs_are_told_as_the_reason() -> None:
    alone = resource(2, Kind.PERSON, BOTH)
    book = diary([ROOM, alone, PATIENT])

    reasons = list(why_not(INFUSION, book, PATIENT, book.moment(9 * 12)))

    assert [reason.code for reason in reasons] == ["people-shared"]


def test_every_reason_against_a_start_is_given_at_once() -> None:
    people = [resource(2, Kind.PERSON, NURSE), resource(3, Kind.PERSON, BOTH)]
    taken = [busy(10, "10:00", "10:30"), busy(90, "10:00", "11:00")]
    book = diary([ROOM, *people, PATIENT], taken)

    reasons = list(why_not(INFUSION, book, PATIENT, book.moment(10 * 12)))

    assert [(r.code, r.facts.get("names")) for r in reasons] == [
        ("patient-taken", None),
        ("need-taken", ("room 1",)),
    ]


def test_outside_hours_says_who_is_not_at_work() -> None:
    book = diary([ROOM, resource(2, Kind.PERSON, BOTH), PATIENT])

    reasons = list(why_not(INFUSION, book, PATIENT, book.moment(13 * 12)))

    assert {reason.code for reason in reasons} == {"need-closed"}


@pytest.mark.parametrize("day", [date(2026, 11, 1), date(2027, 3, 14)])
def test_working_hours_keep_the_wall_clock_when_the_clocks_change(day: date) -> None:
    people = [resource(2, Kind.PERSON, NURSE), resource(3, Kind.PERSON, BOTH)]
    book = diary([ROOM, *people, PATIENT], day=day)

    times = found(INFUSION, book)

    assert (times[0], times[-1]) == ("09:00", "11:25")
    assert book.grains == (minute(midnight(day + timedelta(days=1), DENVER)) - book.start) // GRAIN


def brute_force(
    kind: VisitType, resources: Sequence[Resource], claims: Sequence[Claim]
) -> set[int]:
    """Every start that works, found by trying every way to fill the needs."""
    opens, closes = (minute(datetime.combine(MONDAY, time(h), DENVER)) for h in (9, 12))
    return {
        at
        for at in range(opens, closes, GRAIN)
        if free(claims, 90, at, at + kind.patient_minutes)
        and any(
            fits(kind, choice, claims, at, (opens, closes))
            for choice in product(*(pool(need, resources) for need in kind.needs))
        )
    }


def pool(need: Need, resources: Sequence[Resource]) -> list[tuple[Resource, int]]:
    able = [r for r in resources if r.kind is need.kind and need.skill in r.skills]
    return [(r, lane) for r in able for lane in r.lanes]


def free(claims: Sequence[Claim], lane: int, start: int, end: int) -> bool:
    return not any(c.lane == lane and c.start < end and start < c.end for c in claims)


def fits(
    kind: VisitType,
    choice: tuple[tuple[Resource, int], ...],
    claims: Sequence[Claim],
    at: int,
    hours: tuple[int, int],
) -> bool:
    spans = [(at + first, at + end) for first, end in map(kind.span, kind.needs)]
    held = [(who.id, *span) for (who, _), span in zip(choice, spans, strict=True)]
    twice = any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a, b in permutations(held, 2))
    return not twice and all(
        hours[0] <= start and end <= hours[1] and free(claims, lane, start, end)
        for (_, lane), (start, end) in zip(choice, spans, strict=True)
    )


lanes_of_people = st.lists(st.sampled_from([1, 2]), min_size=1, max_size=3)
skills_of_people = st.sampled_from([NURSE, frozenset({"therapist"}), BOTH])


@given(data=st.data())
def test_openings_are_those_that_trying_everything_finds(data: st.DataObject) -> None:
    people = [
        resource(number + 2, Kind.PERSON, data.draw(skills_of_people), lanes)
        for number, lanes in enumerate(data.draw(lanes_of_people))
    ]
    everything = [ROOM, *people, PATIENT]
    opens = minute(datetime.combine(MONDAY, time(9), DENVER))
    lanes = [lane for each in everything for lane in each.lanes]
    claims = [
        Claim(
            holder=1, lane=lane, start=opens + GRAIN * first, end=opens + GRAIN * (first + length)
        )
        for lane, first, length in data.draw(
            st.lists(
                st.tuples(st.sampled_from(lanes), st.integers(0, 35), st.integers(1, 12)),
                max_size=8,
            )
        )
    ]
    book = diary(everything, claims)

    every = openings.openings(INFUSION, book, PATIENT, not_before=book.moment(0), every=GRAIN)

    assert {minute(at) for at, _ in every} == brute_force(INFUSION, everything, claims)


@given(bits=st.integers(0, 2**40), length=st.integers(1, 12))
def test_erosion_keeps_the_starts_of_long_enough_runs(bits: int, length: int) -> None:
    run = (1 << length) - 1

    eroded = openings.erode(bits, length)

    assert list(bits_of(eroded)) == [n for n in range(41) if bits >> n & run == run]


def test_instants_and_minutes_go_there_and_back() -> None:
    at = datetime(2026, 11, 30, 16, tzinfo=UTC)

    assert from_minute(minute(at)) == at
