"""The next thing the desk can do about an open item, as its button says it."""

from app import words
from app.domain.gate import Item

NOT_OURS = frozenset({"form-not-available"})
"""Reasons that the desk can only look at."""


def next_action(item: Item) -> str:
    """The verb of the button; every row has one."""
    return words.action(item.item, item.state.value, item.reason.code)
