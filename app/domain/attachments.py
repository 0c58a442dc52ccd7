"""Files from outside that are kept: the scan of a letter."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One file from outside, kept as it came."""

    id: int = 0
    patient: int
    belongs_to: str = "referral"
    """What kind of thing it belongs to."""
    subject: int
    """The number of that thing."""
    sha256: str
    kind: str
    """What the file is: pdf, png, jpeg or tiff."""
    pages: int
    size: int
    """Bytes."""
    added_at: datetime
    added_by: str
    part2: bool = False
    """Whether 42 CFR Part 2 protects it; a clinician says so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One page as it is shown: rows of grey or red-green-blue bytes, and nothing of the file."""

    width: int
    height: int
    bands: int
    """Bytes a pixel: 1 is grey, 3 is colour."""
    pixels: bytes = b""
