"""A clinic's own PDF, taken apart: its pages as they look, and the pieces that draw them."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

Rectangle = tuple[float, float, float, float]
"""Left, bottom, right and top."""

LEAST_SHARE = 0.6
"""A page that must become smaller than this to be printed can no longer be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFile:
    """A clinic's own PDF in one language, as its form keeps it."""

    came: str
    """SHA-256 of the file as it came."""
    printed: str
    """SHA-256 of what of it is printed."""
    pages: int
    size: int
    """Bytes of the file as it came."""
    share: int = 100
    """How large its pages are printed, in per cent; what is around them takes the rest."""
    left_out: tuple[str, ...] = ()
    """What of it is not printed: words of `LEFT_OUT`."""


LEFT_OUT = ("scripts", "links", "fields", "comments", "files", "media")
"""What a PDF may hold besides its pages, none of which comes along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPage:
    """One page: which piece draws it, what of that is seen, and where there is ink on it."""

    piece: int
    box: Rectangle
    """What is seen, in units of the page."""
    turn: int = 0
    """Quarter turns to the right at which it is shown."""
    unit: float = 1.0
    """Points a unit."""
    ink: Rectangle | None = None
    """Where anything stands on the page as it is shown, in points; None on an empty one."""
    words: str = ""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height in points as it is shown."""
        left, bottom, right, top = self.box
        wide, high = (right - left) * self.unit, (top - bottom) * self.unit
        return (high, wide) if self.turn % 2 else (wide, high)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One object of a PDF: what it says, with {n} for the n-th piece, and its stream."""

    said: str
    stream: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPdf:
    """A PDF of which nothing is left but what its pages are drawn with."""

    pages: tuple[OwnPage, ...]
    pieces: tuple[Piece, ...]
    left_out: tuple[str, ...] = ()


def written_own_pdf(own: OwnPdf) -> bytes:
    """A PDF taken apart, as it is kept: a line that says what there is, then the streams."""
    said = {
        "pages": [
            [page.piece, page.box, page.turn, page.unit, page.ink, page.words] for page in own.pages
        ],
        "pieces": [
            [piece.said, None if piece.stream is None else len(piece.stream)]
            for piece in own.pieces
        ],
        "left_out": own.left_out,
    }
    head = json.dumps(said, separators=(",", ":")).encode()
    return b"\n".join((head, b"".join(piece.stream or b"" for piece in own.pieces)))


def read_own_pdf(kept: bytes) -> OwnPdf:
    """What was written; `ValueError` when it is anything else than pages and their pieces."""
    head, _, streams = kept.partition(b"\n")
    said = json.loads(head)
    pieces = tuple(_pieces(said["pieces"], streams))
    pages = tuple(_page(each, len(pieces)) for each in said["pages"])
    if not pages or not set(said["left_out"]) <= set(LEFT_OUT):
        raise ValueError("these are not the pages of a PDF")
    return OwnPdf(pages=pages, pieces=pieces, left_out=tuple(said["left_out"]))


def _pieces(told: Sequence[Any], streams: bytes) -> Iterator[Piece]:
    at = 0
    for said, length in told:
        if not _is_sound(said, len(told)) or not 0 <= (length or 0) <= len(streams) - at:
            raise ValueError("a piece is no object of a PDF")
        yield Piece(said=said, stream=None if length is None else streams[at : at + length])
        at += length or 0
    if at != len(streams):
        raise ValueError("there is more than the pieces say")


def _page(told: Sequence[Any], pieces: int) -> OwnPage:
    piece, box, turn, unit, ink, said = told
    if not 0 <= piece < pieces or turn not in range(4):
        raise ValueError("a page is drawn by nothing")
    return OwnPage(
        piece=int(piece),
        box=_rectangle(box),
        turn=int(turn),
        unit=float(unit),
        ink=None if ink is None else _rectangle(ink),
        words=str(said),
    )


def _rectangle(told: Sequence[Any]) -> Rectangle:
    left, bottom, right, top = map(float, told)
    return left, bottom, right, top


_WORD = re.compile(
    r"\s*(?:(?P<open><<|\[)|(?P<close>>>|\])|(?P<name>/[^\x00-\x20\x7f-\U0010ffff()<>\[\]{}/%]*)"
    r"|\{(?P<other>\d{1,6})\}|<[0-9a-f]*>|[+-]?\d+(?:\.\d+)?(?![\w.])|(?:true|false|null)\b)"
)
"""One word of an object as it is written here: no text in brackets, no comments (7.3)."""

ACTIVE = frozenset({"/OpenAction", "/JavaScript", "/Launch", "/EmbeddedFile", "/Annots"})
"""What nothing that only draws is called."""

_PAIRS = {">>": "<<", "]": "["}


def _is_sound(said: str, pieces: int) -> bool:
    """Whether it is one whole object, made of known words, that leads to nothing but pieces."""
    at, opened = 0, list[str]()
    while at < len(said):
        word = _WORD.match(said, at)
        if word is None or (word["other"] and int(word["other"]) >= pieces):
            return False
        if word["name"] in ACTIVE:
            return False
        if word["open"]:
            opened.append(word["open"])
        elif word["close"] and (not opened or opened.pop() != _PAIRS[word["close"]]):
            return False
        at = word.end()
        if not opened and said[at:].strip():
            return False
    return bool(said) and not opened
