"""What changed between two versions of a text, sentence by sentence, in reading order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from app.domain.reading import sentences


class Kind(StrEnum):
    """What happened to a stretch of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that are in both versions, only in the older one, or only in the newer one."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A sentence that is not as it was; its stretches in reading order, old words before new."""

    line: int
    """The line of the newer text that it stands on, or where it would stand."""
    stretches: tuple[Stretch, ...]


_Part = tuple[int, str]
_ALIKE = 0.5
"""Sentences that share so much of their words are one that was changed, not two."""


def edits(before: str, after: str) -> tuple[Edit, ...]:
    """The sentences that differ between two texts of one form in one language."""
    old, new = list(_parts(before)), list(_parts(after))
    matcher = SequenceMatcher(
        None, [text for _, text in old], [text for _, text in new], autojunk=False
    )
    found: list[Edit] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            line = new[min(j1, len(new) - 1)][0] if new else 1
            found += _changed(old[i1:i2], new[j1:j2], line)
    return tuple(found)


def _parts(text: str) -> Iterator[_Part]:
    """Every sentence with the number of its line; marks and headings stand for themselves."""
    for number, line in enumerate(text.splitlines(), start=1):
        if line.lstrip().startswith((":::", "#", "|")):
            yield number, line.strip()
        else:
            yield from ((number, sentence) for sentence in sentences(line))


def _changed(old: Sequence[_Part], new: Sequence[_Part], line: int) -> Iterator[Edit]:
    """Pair what was changed; whatever has no partner is gone or new, the gone before the new."""
    rest = list(old)
    for at, (number, text) in enumerate(new):
        while rest and _partner(rest[0], new[at:]) is None:
            yield Edit(line=number, stretches=(Stretch(Kind.GONE, rest.pop(0)[1]),))
        partner = _partner((number, text), rest)
        if partner is None:
            yield Edit(line=number, stretches=(Stretch(Kind.NEW, text),))
            continue
        for _, gone in rest[: rest.index(partner)]:
            yield Edit(line=number, stretches=(Stretch(Kind.GONE, gone),))
        rest = rest[rest.index(partner) + 1 :]
        yield Edit(line=number, stretches=tuple(_words(partner[1], text)))
    for _, gone in rest:
        yield Edit(line=line, stretches=(Stretch(Kind.GONE, gone),))


def _partner(part: _Part, others: Sequence[_Part]) -> _Part | None:
    """The sentence that is most like another one, if any is one with it."""
    found = max(others, key=lambda other: _alike(other[1], part[1]), default=None)
    return found if found is not None and _alike(found[1], part[1]) >= _ALIKE else None


def _alike(one: str, other: str) -> float:
    return SequenceMatcher(None, one.split(), other.split(), autojunk=False).ratio()


def _words(before: str, after: str) -> Iterator[Stretch]:
    old, new = before.split(), after.split()
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Stretch(Kind.SAME, " ".join(new[j1:j2]))
            continue
        if i2 > i1:
            yield Stretch(Kind.GONE, " ".join(old[i1:i2]))
        if j2 > j1:
            yield Stretch(Kind.NEW, " ".join(new[j1:j2]))
