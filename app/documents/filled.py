"""Texts with fields: how one is set whoever it is for, and what it looks like for one patient."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from threading import get_ident

from reportlab.platypus.paraparser import ParaFrag

from app.documents.fonts import used, width
from app.documents.layout import PAGE_ROOM
from app.documents.pen import scratch
from app.documents.style import SOFT, Type
from app.documents.text import Words, end_bound, frag, frags, set_text
from app.domain.forms import Inline, Run

BLANK = "_" * 22
# how wide a value is taken to be where columns are measured, so that all patients' are the same
_NATURAL, _LEAST = 10.0, 6.0
_LONGEST_DAY, _LONGEST_TIME = "30 September 2026", "10:45 a. m. (10:45)"
_DAYS = ("day", "_until", "_after", "born")
_TIMES = (".arrive", ".start", ".infusion", ".dose", ".end", ".leave")
_MOST_SNIPPETS = 4000


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text with fields is set."""

    inline: Inline
    kind: Type
    marker: str = ""
    right: float = 0.0
    bound: bool = False
    """Whether its last short word is bound to the one before."""

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of its fields."""
        return tuple(dict.fromkeys(run.field for run in self.inline if run.field))

    def words(self, values: Mapping[str, str]) -> Words:
        """The text with the values in their places or a line to write on."""
        parts = [part for run in self.inline for part in _set_run(run, self.kind, values)]
        made = end_bound(parts) if self.bound else parts
        return set_text(made, self.kind, self.marker, self.right)


def _set_run(run: Run, kind: Type, values: Mapping[str, str]) -> Iterable[ParaFrag]:
    text = run.text
    if run.field:
        text = values.get(run.field, "").strip().replace("\n", " ")
        if not text:
            return [frag(BLANK, kind, kind.face, SOFT)]
    return frags(text, kind, bold=run.bold, italic=run.italic)


def _undivided(field: str) -> str:
    """The longest part of its value that is never divided: a date or a time of day."""
    if field.endswith(_DAYS):
        return _LONGEST_DAY
    return _LONGEST_TIME if field.endswith(_TIMES) else ""


def set_filled(recipe: Recipe, values: Mapping[str, str], *, slots: bool) -> Words:
    """The text with its values; where there are slots, one that is never divided has fields."""
    made = recipe.words(values)
    if recipe.fields:
        kind = recipe.kind
        said = sum(width(run.text, kind.face, kind.size) for run in recipe.inline)
        values_too = _NATURAL * kind.size * len(recipe.fields)
        bound = (width(_undivided(each), kind.strong, kind.size) for each in recipe.fields)
        made.taken_as = (said + values_too, max(_LEAST * kind.size, *bound))
        made.recipe = recipe if slots else None
    return made


@dataclass(frozen=True, slots=True)
class Snippet:
    """A text with its values as it is drawn: its height, the mark before it, itself."""

    height: float
    parts: tuple[tuple[bytes, ...], tuple[bytes, ...]]
    fonts: frozenset[str]


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of a text with fields: how it is set, and how wide."""

    recipe: Recipe
    wide: float
    fields: tuple[str, ...]

    def filled(self, values: Mapping[str, str]) -> Snippet:
        """What stands in it for these values."""
        return snippet_of(
            self.recipe, self.wide, tuple(values.get(each, "") for each in self.fields)
        )


@lru_cache(maxsize=_MOST_SNIPPETS)
def snippet_of(recipe: Recipe, wide: float, said: tuple[str, ...]) -> Snippet:
    """What a text looks like with these values in its fields."""
    words = recipe.words(dict(zip(recipe.fields, said, strict=True)))
    _, high = words.wrap(wide, PAGE_ROOM)
    mark, text = scratch(get_ident()).drawn(words)
    parts = (
        tuple(line.encode("latin-1") for line in mark),
        tuple(line.encode("latin-1") for line in text),
    )
    return Snippet(high, parts, used("\n".join((*mark, *text))))
