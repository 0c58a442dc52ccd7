"""What the commands ask of the window, which they do not know."""

import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.clinic import Clinic, Clock


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
