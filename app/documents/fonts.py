"""The shipped fonts: made known to ReportLab, and asked which letters they have."""

import re
import unicodedata
from collections.abc import Set as AbstractSet
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError

from app import paths
from app.documents.face import Face, Subset
from app.documents.style import FACES, REGULAR
from app.domain.refusal import Trouble

_metrics: Any = pdfmetrics  # ReportLab's stubs know half of it

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_CONTROLS = frozenset({"Cc", "Zl", "Zp"})
_BACKWARDS = frozenset({"R", "AL", "RLE", "RLO", "RLI"})
_SHORT = dict(zip("ABCD", FACES, strict=True))
_USED = re.compile(r"/([A-D]\d+) [\d.]+ Tf")


def register(folder: Path | None = None) -> None:
    """Make every face known; a missing or damaged file is a trouble with its name."""
    known = set(_metrics.getRegisteredFontNames())
    for face in FACES:
        if folder or face not in known:
            _metrics.registerFont(_font(face, (folder or paths.FONTS) / f"{face}.ttf"))


def _font(face: str, path: Path) -> Face:
    short = next(each for each, name in _SHORT.items() if name == face)
    try:
        return Face(face, path, short)
    except (TTFError, OSError) as error:
        raise Trouble("font-missing", font=path.name) from error


def subset(name: str) -> Subset:
    """A set of letters of a face, by the name it has on pages."""
    face: Face = _metrics.getFont(_SHORT[name[0]])
    return face.subset(int(name[1:]))


def used(code: str) -> frozenset[str]:
    """The sets of letters that a page's code asks for."""
    return frozenset(_USED.findall(code))


def missing_letters(text: str) -> str:
    """The letters of a text that the shipped fonts cannot show, each once."""
    composed = set(unicodedata.normalize("NFC", text))
    return "".join(sorted(letter for letter in composed if not _has(letter)))


def right_to_left(text: str) -> str:
    """The letters of a text that are written from right to left, each once."""
    return "".join(sorted(each for each in set(text) if _direction(each) in _BACKWARDS))


@lru_cache(maxsize=2000)
def _direction(letter: str) -> str:
    return unicodedata.bidirectional(letter)


def printable(text: str) -> str:
    """The text as it can be printed: letters composed, no control marks, nothing lost."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isascii() and composed.isprintable():
        return composed
    return "".join(_printable(letter) for letter in composed)


def _printable(letter: str) -> str:
    if letter == "\n":
        return letter
    if unicodedata.category(letter) in _CONTROLS:
        return " "
    return letter if _has(letter) else REPLACEMENT


def _has(letter: str) -> bool:
    return ord(letter) in _covered() or unicodedata.category(letter) in _CONTROLS


@lru_cache(maxsize=1)
def _covered() -> AbstractSet[int]:
    register()
    return frozenset(_metrics.getFont(REGULAR).face.charToGlyph)


@lru_cache(maxsize=30_000)
def width_at_one(text: str, face: str) -> float:
    """How wide a text is at one point."""
    return float(_metrics.stringWidth(text, face, 1000)) / 1000


def width(text: str, face: str, size: float) -> float:
    """How wide a text is."""
    return width_at_one(text, face) * size


def shortened(text: str, face: str, size: float, room: float) -> str:
    """The text, or as much of it as fits with an ellipsis."""
    if width(text, face, size) <= room:
        return text
    kept = text[:200]
    while kept and width(kept.rstrip() + "…", face, size) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def divided(text: str, face: str, size: float, room: float) -> tuple[str, str]:
    """As many whole words as fit on one line, and the others; nothing when not even one does."""
    words = text.split(" ")
    for count in range(len(words), 0, -1):
        first = " ".join(words[:count])
        if width(first, face, size) <= room:
            return first, " ".join(words[count:])
    return "", text
