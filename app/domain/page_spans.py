"""Which pages of a document are meant: spans of pages, counted from 1, as they are typed."""

import re
from collections.abc import Iterator, Sequence

from app.domain.refusal import refuse

Span = tuple[int, int]
"""The first and the last page."""

_TYPED = re.compile(r"(\d+)(?:\s*[-–]\s*(\d*))?")


def read_spans(typed: str, count: int) -> tuple[Span, ...]:
    """The spans of what was typed, like "3-", "1, 3-4"; none stands for every page."""
    return tuple(_read(part.strip(), count) for part in typed.split(",") if part.strip())


def _read(part: str, count: int) -> Span:
    found = _TYPED.fullmatch(part)
    if found is None:
        raise refuse("pages-unreadable", text=part)
    first = int(found[1])
    last = first if found[2] is None else int(found[2] or count)
    if not 1 <= first <= last <= count:
        raise refuse("pages-beyond", text=part, count=count)
    return first, last


def whole_sheets(spans: Sequence[Span], count: int) -> tuple[Span, ...]:
    """The spans with the other sides of their sheets, so that fronts stay fronts."""
    return tuple((first - (first + 1) % 2, min(count, last + last % 2)) for first, last in spans)


def said_spans(spans: Sequence[Span]) -> str:
    """The spans as people and print commands write them: 1, 3-4."""
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in spans)


def numbers(spans: Sequence[Span], count: int) -> Iterator[int]:
    """The pages of some spans, counted from 0; without one, every page."""
    for first, last in spans or ((1, count),):
        yield from range(first - 1, min(last, count))
