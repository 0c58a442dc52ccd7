"""What the sheet about a restore drill is made of: plain values, every text ready to print."""

from dataclasses import dataclass

from app.documents.values import ClinicDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillLine:
    """One thing that was tried."""

    state: str
    """A gate item's state, for its mark: met or missing."""
    what: str
    found: str
    took: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillSheet:
    """What came of putting a backup back."""

    clinic: ClinicDetails
    printed: str
    result: str
    """In a sentence."""
    about: tuple[tuple[str, str], ...]
    """Which backup it was, from where, and how old: a name and its value each."""
    lines: tuple[DrillLine, ...]
