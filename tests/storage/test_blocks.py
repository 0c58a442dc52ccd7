"""Blocks over the same time: together they hold it once, whatever comes and goes."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.blocks import Block
from app.domain.scheduling import Claim, Resource
from app.domain.time import minute
from app.storage.database import Database
from app.storage.scheduling import Overlap
from app.storage.unit import Unit
from tests.small import everything_held
from tests.storage.samples import MONDAY, booked, room

STEP = timedelta(minutes=15)


def block(resource: Resource, first: int, last: int, kind: str = "meeting") -> Block:
    """From one quarter hour after nine to another."""
    start, end = MONDAY + first * STEP, MONDAY + last * STEP
    return Block(resource=resource.id, kind=kind, start=start, end=end)


def quarters(claims: Sequence[Claim], lane: int) -> set[int]:
    base = minute(MONDAY)
    return {
        (at - base) // 15
        for claim in claims
        if claim.lane == lane
        for at in range(claim.start, claim.end, 15)
    }


def held(unit: Unit, resource: Resource) -> tuple[Claim, ...]:
    day = minute(MONDAY) - 600, minute(MONDAY) + 1200
    return everything_held(unit, *day, resource.lanes)


def test_a_day_off_goes_over_lunch(database: Database) -> None:
    with database.writing() as unit:
        nurse = unit.scheduling.add_resource(room(), 2)
        unit.scheduling.keep([block(nurse, 8, 10, "lunch")])
        unit.scheduling.keep([block(nurse, 0, 16)])

        claims = held(unit, nurse)

        assert len(claims) == 2
        assert [quarters(claims, lane) for lane in nurse.lanes] == [set(range(16))] * 2


def test_what_one_block_gives_back_another_still_holds(database: Database) -> None:
    with database.writing() as unit:
        nurse = unit.scheduling.add_resource(room(), 1)
        (lunch,) = unit.scheduling.keep([block(nurse, 8, 10, "lunch")])
        (off,) = unit.scheduling.keep([block(nurse, 0, 16)])

        unit.scheduling.keep([replace(lunch, lifted=True)])

        claims = held(unit, nurse)
        assert {claim.holder for claim in claims} == {off.id}
        assert quarters(claims, nurse.lanes[0]) == set(range(16))


def test_a_block_that_is_refused_leaves_the_others_as_they_were(database: Database) -> None:
    with database.writing() as unit:
        visit = booked(unit)
        (dosing,) = unit.scheduling.resources()
        (early,) = unit.scheduling.keep([block(dosing, -8, 0)])
        before = held(unit, dosing)

        with pytest.raises(Overlap):
            unit.scheduling.keep([block(dosing, -4, 2)])

        assert held(unit, dosing) == before
        assert {claim.holder for claim in before} == {visit.id, early.id}


def test_a_new_lane_is_blocked_like_the_others(database: Database) -> None:
    with database.writing() as unit:
        nurse = unit.scheduling.add_resource(room(), 1)
        unit.scheduling.keep([block(nurse, 0, 4)])
        unit.resources.add_lanes(nurse, 1)

        unit.scheduling.hold_again(nurse.id, MONDAY)

        (wider,) = unit.scheduling.resources()
        assert [quarters(held(unit, wider), lane) for lane in wider.lanes] == [set(range(4))] * 2


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    spans=st.lists(st.tuples(st.integers(0, 20), st.integers(1, 8)), min_size=1, max_size=6),
    lifted=st.lists(st.integers(0, 5), max_size=4),
)
def test_together_blocks_hold_their_time_once(
    database: Database, spans: list[tuple[int, int]], lifted: list[int]
) -> None:
    with database.writing() as unit:
        nurse = unit.scheduling.add_resource(room(), 2)
        blocks = {
            number: unit.scheduling.add_block(block(nurse, first, first + length))
            for number, (first, length) in enumerate(spans)
        }
        for number in lifted:
            if number in blocks:
                unit.scheduling.keep([replace(blocks.pop(number), lifted=True)])

        claims = held(unit, nurse)

        wanted = {q for n in blocks for q in range(spans[n][0], sum(spans[n]))}
        assert [quarters(claims, lane) for lane in nurse.lanes] == [wanted] * 2
        assert sum(claim.end - claim.start for claim in claims) == 2 * 15 * len(wanted)
