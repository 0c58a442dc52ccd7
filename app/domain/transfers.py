"""A clinic that goes from its folder to a server."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

Progress = Callable[[str], None]
"""Told now and again how far it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """What was moved and found to be the same."""

    rows: Mapping[str, int]
    """How many of each table."""
    files: int
    entries: int
    """How many the audit has, with the one of the transfer."""
