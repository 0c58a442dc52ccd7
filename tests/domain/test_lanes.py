"""Fewer lanes: nobody is put out for whom there is still room."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.lanes import relane
from app.domain.scheduling import Claim
from tests.small import disjoint

LANES = (1, 2, 3)


def packed(spans: list[tuple[int, int]]) -> list[Claim]:
    """Spans as three lanes hold them, those without room left out."""
    free: dict[int, int] = dict.fromkeys(LANES, 0)
    found: list[Claim] = []
    for holder, (start, length) in enumerate(sorted(spans), start=1):
        lane = next((lane for lane, since in free.items() if since <= start), None)
        if lane is not None:
            free[lane] = start + length
            found.append(Claim(holder, lane, start, start + length))
    return found


def most_at_once(claims: list[Claim]) -> int:
    return max((sum(c.start <= at.start < c.end for c in claims) for at in claims), default=0)


@given(
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12)), max_size=16),
    left=st.integers(1, 3),
)
def test_claims_lie_apart_on_the_lanes_that_are_left(
    spans: list[tuple[int, int]], left: int
) -> None:
    claims = packed(spans)

    done = relane(claims, LANES[:left])

    goes = dict(done.moved)
    after = [c._replace(lane=goes.get(c, c.lane)) for c in claims if c not in done.broken]
    assert {claim.lane for claim in after} <= set(LANES[:left])
    assert disjoint(after)
    assert bool(done.broken) == (most_at_once(claims) > left)


def test_a_claim_stays_where_it_is_when_it_can() -> None:
    claims = [Claim(1, 1, 0, 60), Claim(2, 2, 0, 60), Claim(3, 3, 60, 90)]

    done = relane(claims, (1, 2))

    assert done.moved == ((claims[2], 1),)
    assert done.broken == ()


def test_who_comes_last_finds_no_lane() -> None:
    claims = [Claim(1, 1, 0, 60), Claim(2, 2, 30, 90)]

    assert relane(claims, (1,)).broken == (claims[1],)


def test_who_holds_every_lane_holds_those_that_are_left() -> None:
    claims = [Claim(1, lane, 0, 60) for lane in LANES]

    done = relane(claims, (1, 2))

    assert (done.moved, done.spared, done.broken) == ((), (claims[2],), ())


def test_nothing_is_left_for_anybody() -> None:
    claims = [Claim(1, lane, 0, 60) for lane in LANES]

    assert relane(claims, ()).broken == tuple(claims)
