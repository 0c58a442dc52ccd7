"""How far apart a patient's doses are: rules of the route, counted in days of the calendar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.refusal import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How far apart a patient's doses by one route are, counted in days of the calendar."""

    gap_days: int = 0
    """At least so many days from one to the next; 1 allows consecutive days."""
    most: int = 0
    """At most so many in any `in_days` days; 0 sets no limit."""
    in_days: int = 7


ANY_SPACING = Spacing()
"""No rule at all."""


def against_spacing(spacing: Spacing, on: date, others: Sequence[date]) -> Iterator[Reason]:
    """Say when a dose comes too soon after another by the same route, or is one too many."""
    near = [day for day in others if abs((day - on).days) < spacing.gap_days]
    if near:
        facts = {"days": spacing.gap_days, "other": min(near, key=lambda day: abs(day - on))}
        yield Reason("spacing-gap", facts)
    if spacing.most and _crowded(on, others, spacing):
        yield Reason("spacing-most", {"most": spacing.most, "days": spacing.in_days})


def _crowded(on: date, others: Sequence[date], spacing: Spacing) -> bool:
    """Whether some stretch of days that holds the day would hold too many."""
    days = sorted((*others, on))
    window = timedelta(days=spacing.in_days)
    return any(
        first <= on < first + window
        and sum(first <= day < first + window for day in days) > spacing.most
        for first in days
    )
