"""Counted things, and things one after the other."""

import re
from collections.abc import Mapping, Sequence

from app.words.tongue import catalogue, tongue

_SOUNDS_I = re.compile(r"h?[ií](?![aeoáéó])", re.IGNORECASE)
_SOUNDS_O = re.compile(r"h?[oó]|8|11\b", re.IGNORECASE)
_IN_SPANISH: Mapping[str, tuple[str, re.Pattern[str], str]] = {
    "and": ("y", _SOUNDS_I, "e"),
    "or": ("o", _SOUNDS_O, "u"),
}
"""What stands before the last of several, and before which sound it is another word."""


def plural(count: int, one: str, many: str = "") -> str:
    """Such as “1 visit”, “3 visits”."""
    return f"{count} {catalogue(tongue()).ngettext(one, many or one + 's', count)}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Such as “a”, “a and b”, “a, b and c”."""
    *most, end = names or ("",)
    return f"{', '.join(most)} {_before(end, last)} {end}" if most else end


def _before(end: str, last: str) -> str:
    if tongue() != "es":
        return last
    usual, sound, other = _IN_SPANISH[last]
    return other if sound.match(end) else usual
