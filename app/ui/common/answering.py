"""Whether a text answers to what somebody types, letter by letter."""

from app.domain.names import begins_each, fold, parts
from app.ui.common.buttons import plain


def answers(text: str, typed: str) -> bool:
    """Whether each word typed begins a word of a text."""
    asked = parts(fold(typed))
    return bool(asked) and begins_each(parts(fold(plain(text))), asked)
