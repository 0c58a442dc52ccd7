"""Counted things, and things one after the other."""

from collections.abc import Sequence


def plural(count: int, one: str, many: str = "") -> str:
    """Such as “1 visit”, “3 visits”."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Such as “a”, “a and b”, “a, b and c”."""
    *most, end = names or ("",)
    return f"{', '.join(most)} {last} {end}" if most else end
