"""Maintenance visits: who is due again, and when."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall:
    """What is known of a patient's next maintenance visit beyond what their visits tell."""

    patient: int
    due: date | None = None
    """The day that somebody set; else it follows from the last dose."""
    tried_at: datetime | None = None
    tried_by: str = ""
    """Login of whoever called last."""
    answer: str = ""
    closed_at: datetime | None = None
    """When the patient was taken off the list; a dose after it puts them on it again."""


def joined(patient: int, known: Iterable[Recall]) -> Recall:
    """What is known of somebody who was entered more than once; the first of them counts most.

    A day that was set for one of them stands unless the first has another, and the last call is
    whoever made it. Being taken off the list is the first one's alone: better a call too many.
    """
    every = list(known)
    due = next((each.due for each in every if each.due is not None), None)
    called = max(
        (each for each in every if each.tried_at is not None),
        key=lambda each: str(each.tried_at),
        default=every[0],
    )
    return replace(called, patient=patient, due=due, closed_at=every[0].closed_at)


def due_day(recall: Recall, last: date, days: int) -> date:
    """When a patient is due again: so many days after the last dose, or on the day that was set."""
    if recall.due is not None and recall.due > last:
        return recall.due
    return last + timedelta(days=days)


def is_closed(recall: Recall, last: datetime) -> bool:
    """Whether the patient was taken off the list after the last dose."""
    return recall.closed_at is not None and recall.closed_at > last
