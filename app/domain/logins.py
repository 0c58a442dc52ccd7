"""Logins: what the clinic decides about signing in."""

from dataclasses import dataclass

LEAST_IDLE, MOST_IDLE = 1, 15
"""Minutes after which an idle window can lock itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Safety:
    """What the clinic has decided about signing in."""

    idle_minutes: int = 5
    """After so many minutes without a key the window locks itself."""
    second_factor: bool = False
    """Whether everybody also needs a code from their telephone."""
    keeps_today: bool = True
    """Whether computers keep an encrypted copy of today for when the clinic's server is away."""
