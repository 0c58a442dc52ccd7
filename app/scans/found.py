"""What is known of a scan once it has been looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A scan that can be read to its last page."""

    kind: str
    """pdf, png, jpeg or tiff."""
    pages: int
