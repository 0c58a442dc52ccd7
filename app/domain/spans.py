"""Stretches of time in minutes, from a first one to before an end."""

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from app.domain.time import GRAIN, MINUTE, minute

ALMOST = MINUTE - timedelta.resolution
"""Nearly a minute: what ends within a minute ends with it."""

Span = tuple[int, int]
"""The first minute and the end, in minutes of UTC since 1970 or since some beginning."""


def outward(start: datetime, end: datetime) -> Span:
    """The stretch on the grain in which a time lies whole."""
    return minute(start) // GRAIN * GRAIN, -(-minute(end + ALMOST) // GRAIN) * GRAIN


def joined(spans: Iterable[Span]) -> Iterator[Span]:
    """The stretches by start, those that touch or overlap as one."""
    ordered = sorted(spans)
    while ordered:
        start, end = ordered.pop(0)
        while ordered and ordered[0][0] <= end:
            end = max(end, ordered.pop(0)[1])
        yield start, end


def without(span: Span, taken: Iterable[Span]) -> Iterator[Span]:
    """What is left of a stretch when others are taken out of it."""
    start, end = span
    for first, last in joined(taken):
        if last <= start or first >= end:
            continue
        if first > start:
            yield start, first
        start = last
    if start < end:
        yield start, end
