"""What becomes of what is held when a person or thing serves fewer visits at once."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from app.domain.scheduling import Claim


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaning:
    """Where every claim goes when only some lanes are left."""

    moved: tuple[tuple[Claim, int], ...]
    """Claims that go to another lane."""
    spared: tuple[Claim, ...]
    """Claims of a visit that holds every lane: it needs those that are left only."""
    broken: tuple[Claim, ...]
    """Claims for which no lane is left."""


def relane(claims: Iterable[Claim], lanes: Sequence[int]) -> Relaning:
    """Put claims on the lanes that are left; each stays where it is when it can.

    Taken in the order of their starts, a claim finds no lane only when more visits overlap
    there than lanes are left.
    """
    free_from = dict.fromkeys(lanes, 0)
    moved: list[tuple[Claim, int]] = []
    spared: list[Claim] = []
    broken: list[Claim] = []
    ordered = sorted(claims, key=lambda claim: (claim.start, claim.lane not in free_from))
    whole = _holding_every_lane(ordered, free_from)
    for claim in ordered:
        if claim.lane not in free_from and _held_span(claim) in whole:
            spared.append(claim)
            continue
        lane = _lane_for(claim, free_from)
        if lane is None:
            broken.append(claim)
            continue
        free_from[lane] = claim.end
        if lane != claim.lane:
            moved.append((claim, lane))
    return Relaning(moved=tuple(moved), spared=tuple(spared), broken=tuple(broken))


def _lane_for(claim: Claim, free_from: dict[int, int]) -> int | None:
    """Its own lane when that is free, else the first that is."""
    free = [lane for lane, since in free_from.items() if since <= claim.start]
    return claim.lane if claim.lane in free else next(iter(free), None)


def _held_span(claim: Claim) -> tuple[int, int, int]:
    return claim.holder, claim.start, claim.end


def _holding_every_lane(
    claims: Iterable[Claim], left: Collection[int]
) -> frozenset[tuple[int, int, int]]:
    """Who holds every lane that is left, from when to when."""
    lanes: defaultdict[tuple[int, int, int], set[int]] = defaultdict(set)
    for claim in claims:
        lanes[_held_span(claim)].add(claim.lane)
    return frozenset(each for each, held in lanes.items() if left and held.issuperset(left))
