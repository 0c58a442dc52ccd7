"""What the commands ask of the window, which they do not know."""

from __future__ import annotations  # the window is there before the clinic is known

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.time import Clock

if TYPE_CHECKING:
    from app.clinic import Clinic


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """Opens the window on an open clinic, where somebody has yet to sign in, or only tries.

    `begin` is for whoever has no clinic in the usual folder.
    """

    open: Callable[[Clinic], int]
    sign_in: Callable[[Path, Clock], int]
    begin: Callable[[Clock], int]
    check: Callable[[Clinic], None]


def has_display() -> bool:
    """Whether a window could be seen here."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
