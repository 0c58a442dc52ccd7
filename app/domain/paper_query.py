"""What papers are looked for in the archive."""

from dataclasses import dataclass
from datetime import date

from app.domain.packets import PaperState


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperQuery:
    """Which papers are looked for; what is empty is not asked."""

    text: str = ""
    """A patient as somebody types one: any part of the name, the chart, the telephone."""
    form: str = ""
    states: frozenset[PaperState] = frozenset()
    language: str = ""
    first: date | None = None
    """The first day on which it was signed, or made where nothing is signed."""
    last: date | None = None
