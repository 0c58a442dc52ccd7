"""Counted things."""


def plural(count: int, one: str, many: str = "") -> str:
    """Such as “1 visit”, “3 visits”."""
    return f"{count} {one if count == 1 else many or one + 's'}"
