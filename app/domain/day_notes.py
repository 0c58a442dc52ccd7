"""What the desk notes for a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.refusal import Reason

LONGEST = 300
"""Letters of a note: it stands in one line or two."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayNote:
    """The note of one day."""

    day: date
    text: str


def against_note(text: str) -> Iterator[Reason]:
    """Say when a note is too long to stand on a sheet."""
    if len(text) > LONGEST:
        yield Reason("note-long", {"most": LONGEST})
