"""What a program is told of a clinic that others work at as well."""

from collections.abc import Callable
from dataclasses import dataclass

from app.domain.audit import Entry


@dataclass(frozen=True, slots=True)
class Doubt:
    """An act whose commit was not answered, and what the server says of it by now."""

    entry: Entry
    kept: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Ears:
    """Whom a clinic on a server tells what; they are called from another thread."""

    heard: Callable[[], None]
    """Another program may have done something."""
    lost: Callable[[], None]
    """The server does not answer any more; until it does, nothing is read or written."""
    found: Callable[[], None]
    """It answers again."""
    settled: Callable[[Doubt], None]
    """It is known now what became of an act."""
