"""What a paper is called, in every language at once."""

from collections.abc import Mapping
from typing import Self


class Title(str):
    """A title in English that knows itself in other languages."""

    __slots__ = ("others",)
    others: Mapping[str, str]

    def __new__(cls, english: str, others: Mapping[str, str]) -> Self:
        """A title by its English, and as other languages say it."""
        title = super().__new__(cls, english)
        title.others = others
        return title

    def told(self, language: str) -> str:
        """The title in a language, or in English where it has none."""
        return self.others.get(language) or str(self)
