"""Sentences, dates, times and numbers in a language, for the window, the command line and paper.

They are read in when the first of them is asked for: the page before the clinic needs none. Within
this room each is therefore imported from its own file.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.words.every import *  # noqa: F403 -- its list is the one that holds


def __getattr__(name: str) -> object:
    """A word of the list."""
    every = import_module(f"{__name__}.every")
    if name not in every.__all__:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    globals()[name] = word = getattr(every, name)
    return word
