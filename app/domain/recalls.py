"""Maintenance visits: who is due again, and when."""

from dataclasses import dataclass
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


def due_day(recall: Recall, last: date, days: int) -> date:
    """When a patient is due again: so many days after the last dose, or on the day that was set."""
    if recall.due is not None and recall.due > last:
        return recall.due
    return last + timedelta(days=days)


def is_closed(recall: Recall, last: datetime) -> bool:
    """Whether the patient was taken off the list after the last dose."""
    return recall.closed_at is not None and recall.closed_at > last
