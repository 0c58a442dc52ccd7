"""What somebody who has signed in to a server is known by when they come back to their window.

A server keeps its own passwords, so nothing here could tell a right one while it is away. What was
typed is stretched like the password of a clinic in a folder, and stays in memory alone.
"""

from dataclasses import dataclass, field

from app.security.keys import KeyFile
from app.security.tries import MemoryTally


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Made of the password at signing in, forgotten when the window is closed."""

    file: KeyFile = field(repr=False)
    """The password opens it."""
    asks_code: bool = False
    """Whether a telephone's code is asked for as well, which only the server can check."""
    tally: MemoryTally = field(default_factory=MemoryTally)
