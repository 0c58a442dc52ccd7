"""How many starts are open on each day: the same integers that find an opening, counted."""

from datetime import date
from itertools import combinations

from app.domain.diary import Diary, bits_of, run_of_bits
from app.domain.openings import plan, pools, starts
from app.domain.scheduling import Kind, Need, Resource, VisitType
from app.domain.time import GRAIN, wall
from app.domain.wishes import NO_WISHES, Wishes

STEP = 15
"""Minutes of the clinic's clock on which starts are counted, as openings are offered."""


def starts_by_day(
    kind: VisitType,
    diary: Diary,
    patient: Resource | None,
    wishes: Wishes = NO_WISHES,
    *,
    allowed: int,
) -> dict[date, int]:
    """How many allowed starts of the quarter hour work on each day of a diary."""
    found = starts(kind, diary, patient, wishes) & allowed & _on_the_quarter(diary)
    if _must_be_matched(kind, diary, wishes):
        fits = (at for at in bits_of(found) if plan(kind, diary, patient, at, wishes))
        found = sum(1 << at for at in fits)
    return {day.day: (found & day.bits).bit_count() for day in diary.days}


def _on_the_quarter(diary: Diary) -> int:
    """The grains whose time on the clinic's clock is a quarter hour; no zone lies between them."""
    apart = STEP // GRAIN
    every = run_of_bits(0, diary.grains + apart * apart) // run_of_bits(0, apart)
    late = wall(diary.moment(0), diary.zone).minute // GRAIN % apart
    return every << (apart - late) % apart & diary.whole


def _must_be_matched(kind: VisitType, diary: Diary, wishes: Wishes) -> bool:
    """Whether two needs of one moment could fall on the same resource, or on seats elsewhere."""
    wanted = [need for need in kind.needs if not need.presence]
    able = {
        role: frozenset(r.id for r in pool) for role, pool in pools(kind, diary, wishes).items()
    }
    shared = (
        _meet(kind, one, other) and not able[one.role].isdisjoint(able[other.role])
        for one, other in combinations(wanted, 2)
    )
    return any(need.kind is Kind.SEAT for need in wanted) or any(shared)


def _meet(kind: VisitType, one: Need, other: Need) -> bool:
    first, second = kind.span(one), kind.span(other)
    return first[0] < second[1] and second[0] < first[1]
