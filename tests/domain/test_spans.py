from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.spans import Span, joined, outward, without
from app.domain.time import minute


def span(at: int, long: int) -> Span:
    return at, at + long


SPANS = st.builds(span, st.integers(0, 60), st.integers(1, 20))


def minutes(spans: list[Span]) -> set[int]:
    return {at for start, end in spans for at in range(start, end)}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((9, 0, 0), (9, 5, 0), (540, 545)),
        ((9, 4, 59), (9, 5, 1), (540, 550)),
        ((9, 12, 0), (10, 3, 0), (550, 605)),
    ],
)
def test_a_time_lies_whole_on_the_grain(
    start: tuple[int, int, int], end: tuple[int, int, int], expected: Span
) -> None:
    first, last = (datetime(2026, 11, 23, *clock, tzinfo=UTC) for clock in (start, end))
    midnight = minute(datetime(2026, 11, 23, tzinfo=UTC))

    found = outward(first, last)

    assert (found[0] - midnight, found[1] - midnight) == expected


@given(st.lists(SPANS, max_size=8))
def test_joined_spans_cover_the_same_and_do_not_touch(spans: list[Span]) -> None:
    made = list(joined(spans))

    assert minutes(made) == minutes(spans)
    assert all(one[1] < two[0] for one, two in pairwise(made))


@given(SPANS, st.lists(SPANS, max_size=8))
def test_what_is_left_is_neither_taken_nor_lost(whole: Span, taken: list[Span]) -> None:
    left = list(without(whole, taken))

    assert minutes(left) == minutes([whole]) - minutes(taken)
    assert all(start < end for start, end in left)
