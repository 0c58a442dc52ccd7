"""Writes a PDF: pages drawn before, their fonts, and what a program that reads aloud is told.

ISO 32000-1 names every key. What PDF/A-2a asks for (ISO 19005-2) and PDF/UA-1 (ISO 14289-1) is
always there: embedded fonts, a colour profile, elements with languages, a title to show.
"""

import hashlib
import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from struct import Struct

from app.documents import fonts
from app.documents.described import PROGRAM, colour_profile, metadata
from app.documents.tags import Mark, Node, Outline
from app.domain.own_pdfs import OwnPdf, Piece

_HEADER = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
_ORDER = "\N{ZERO WIDTH NO-BREAK SPACE}"  # says that the words are UTF-16
_PER_STREAM = 200  # elements that are packed together
_ROW = Struct(">BIH")
"""Of the table of where each object is: how, where, and at which place."""
_PLACES = tuple(_ROW.pack(2, 0, place)[-2:] for place in range(_PER_STREAM))
_CATALOG, _PAGES, _ELEMENTS, _PARENTS, _WHOLE = 1, 2, 3, 4, 5
_METADATA, _INTENT, _PROFILE, _RESOURCES, _INFO = 6, 7, 8, 9, 10
_FIRST_FREE = 11
_OTHER = re.compile(r"\{(\d+)\}")
OVER = "Over"
"""What pages call the state in which what is drawn darkens what is there (11.3.5)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A page of somebody else's: what our page calls it, and the piece that draws it."""

    name: str
    pdf: OwnPdf
    piece: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """A page: its streams, already packed, and the sets of letters they use."""

    streams: tuple[bytes, ...]
    fonts: frozenset[str]
    size: tuple[float, float]
    foreign: Foreign | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A paper in the file: the place of its first page, and its elements."""

    first: int
    outline: Outline


def packed(code: bytes) -> bytes:
    """A page's code as a file holds it."""
    return zlib.compress(code, 6)


def write(title: str, language: str, leaves: Sequence[Leaf], papers: Sequence[Bound]) -> bytes:
    """The bytes of a file; the same for the same pages."""
    file = _File()
    pages = _pages(file, leaves, papers)
    said = _fonts(file, leaves) + _foreign(file, leaves)
    file.objects[_RESOURCES] = f"<<{said}>>".encode()
    _elements(file, papers, pages)
    file.objects[_CATALOG] = (
        f"<</Type/Catalog/Pages {_PAGES} 0 R/Metadata {_METADATA} 0 R"
        f"/OutputIntents[{_INTENT} 0 R]/StructTreeRoot {_ELEMENTS} 0 R/Lang({language})"
        "/MarkInfo<</Marked true>>/ViewerPreferences<</DisplayDocTitle true>>>>"
    ).encode()
    ours = all(leaf.foreign is None for leaf in leaves)
    file.stream(_METADATA, metadata(title, language, ours=ours), "/Type/Metadata/Subtype/XML")
    file.objects[_INTENT] = (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2-1)"
        f"/Info(sRGB IEC61966-2-1)/DestOutputProfile {_PROFILE} 0 R>>"
    ).encode()
    file.stream(_PROFILE, colour_profile(), "/N 3")
    told = f"<</Title {_text(title)}/Creator({PROGRAM})/Producer({PROGRAM})>>"
    file.objects[_INFO] = told.encode()
    return file.whole()


@dataclass(frozen=True, slots=True)
class _Together:
    """Objects with numbers in a row, packed together."""

    first: int
    count: int
    head: int
    """How long the table before them is."""
    data: bytes


def _together(first: int, said: Sequence[str]) -> _Together:
    starts = accumulate((len(each) + 1 for each in said[:-1]), initial=0)
    head = " ".join(f"{number} {at}" for number, at in enumerate(starts, first))
    data = zlib.compress("\n".join((head, *said)).encode(), 6)
    return _Together(first, len(said), len(head) + 1, data)


class _File:
    """The objects of a file by their numbers; of those packed together, their rows of its table."""

    def __init__(self) -> None:
        self.objects: dict[int, bytes] = {}
        self.packed: dict[int, bytes] = {}
        self.next = _FIRST_FREE

    def number(self, count: int = 1) -> int:
        """The first of so many numbers that nothing has yet."""
        first = self.next
        self.next += count
        return first

    def add(self, said: str) -> int:
        """The number of an object."""
        number = self.number()
        self.objects[number] = said.encode()
        return number

    def stream(self, number: int, data: bytes, keys: str = "") -> int:
        """The number of a stream."""
        head = f"<</Length {len(data)}{keys}>>stream\n".encode()
        self.objects[number] = b"".join((head, data, b"\nendstream"))
        return number

    def pack(self, together: "_Together") -> None:
        """Put a stream of objects into the file."""
        number = self.number()
        head = _ROW.pack(2, number, 0)[:-2]
        rows = [head + place for place in _PLACES[: together.count]]
        numbers = range(together.first, together.first + together.count)
        self.packed.update(zip(numbers, rows, strict=True))
        keys = f"/Type/ObjStm/N {together.count}/First {together.head}/Filter/FlateDecode"
        self.stream(number, together.data, keys)

    def whole(self) -> bytes:
        """The whole file, with the table of where each object is."""
        parts, at = [_HEADER], len(_HEADER)
        places: dict[int, int] = {}
        for number in sorted(self.objects):
            places[number] = at
            part = b"%d 0 obj\n%b\nendobj\n" % (number, self.objects[number])
            parts.append(part)
            at += len(part)
        body = b"".join(parts)
        places[self.number()] = at
        name = hashlib.md5(body, usedforsecurity=False).hexdigest()
        return b"".join((body, self._table(places, name)))

    def _table(self, places: Mapping[int, int], name: str) -> bytes:
        table = max(places)
        rows = self.packed | {number: _ROW.pack(1, at, 0) for number, at in places.items()}
        rows[0] = _ROW.pack(0, 0, 65535)
        data = zlib.compress(b"".join([rows[number] for number in range(table + 1)]), 6)
        keys = (
            f"/Type/XRef/Size {table + 1}/W[1 4 2]/Root {_CATALOG} 0 R/Info {_INFO} 0 R"
            f"/ID[<{name}><{name}>]/Filter/FlateDecode"
        )
        self.stream(table, data, keys)
        end = f"startxref\n{places[table]}\n%%EOF\n".encode()
        return b"%d 0 obj\n%b\nendobj\n%b" % (table, self.objects[table], end)


def _pages(file: _File, leaves: Sequence[Leaf], papers: Sequence[Bound]) -> range:
    """Write the pages, and give their numbers."""
    first = file.number(len(leaves))
    pages = range(first, first + len(leaves))
    told = {paper.first + place for paper in papers for place in range(len(paper.outline.owners))}
    written: dict[int, int] = {}
    for place, (number, leaf) in enumerate(zip(pages, leaves, strict=True)):
        for each in leaf.streams:
            if id(each) not in written:  # what several pages share is there once
                written[id(each)] = file.stream(file.number(), each, "/Filter/FlateDecode")
        contents = " ".join(f"{written[id(each)]} 0 R" for each in leaf.streams)
        wide, high = leaf.size
        elements = f"/StructParents {place}" if place in told else ""
        file.objects[number] = (
            f"<</Type/Page/Parent {_PAGES} 0 R/MediaBox[0 0 {wide:g} {high:g}]"
            f"/Resources {_RESOURCES} 0 R/Contents[{contents}]{elements}>>"
        ).encode()
    kids = " ".join(f"{number} 0 R" for number in pages)
    file.objects[_PAGES] = f"<</Type/Pages/Count {len(leaves)}/Kids[{kids}]>>".encode()
    return pages


def _fonts(file: _File, leaves: Sequence[Leaf]) -> str:
    used = sorted({name for leaf in leaves for name in leaf.fonts})
    named: list[str] = []
    for name in used:
        font = fonts.subset(name)
        keys = f"/Filter/FlateDecode/Length1 {font.length}"
        program = file.stream(file.number(), font.program, keys)
        letters = file.stream(file.number(), font.letters, "/Filter/FlateDecode")
        descriptor = file.add(font.descriptor.format(program=program))
        number = file.add(font.font.format(descriptor=descriptor, letters=letters))
        named.append(f"/{name} {number} 0 R")
    return f"/Font<<{''.join(named)}>>"


def _foreign(file: _File, leaves: Sequence[Leaf]) -> str:
    """Write what draws the pages of others, the pieces of each PDF once."""
    firsts: dict[int, int] = {}
    named: list[str] = []
    for leaf in leaves:
        if leaf.foreign is not None:
            pdf = leaf.foreign.pdf
            if id(pdf) not in firsts:
                firsts[id(pdf)] = _pieces(file, pdf.pieces)
            named.append(f"/{leaf.foreign.name} {firsts[id(pdf)] + leaf.foreign.piece} 0 R")
    if not named:
        return ""
    return f"/XObject<<{''.join(named)}>>/ExtGState<</{OVER}<</BM/Multiply>>>>"


def _pieces(file: _File, pieces: Sequence[Piece]) -> int:
    """Write pieces with numbers in a row, and give the first one."""
    first = file.number(len(pieces))

    def other(found: re.Match[str]) -> str:
        return f" {first + int(found[1])} 0 R "

    for number, piece in enumerate(pieces, start=first):
        said = _OTHER.sub(other, piece.said)
        if piece.stream is None:
            file.objects[number] = said.encode("ascii")
        else:
            file.stream(number, piece.stream, said[2:-2])
    return first


def _elements(file: _File, papers: Sequence[Bound], pages: range) -> None:
    """Write every paper's elements, and whose each stretch of each page is."""
    tops: dict[int, int] = {}
    owners: dict[int, str] = {}
    for paper in (*papers[1:], *papers[:1]):  # the first differs most, so its numbers come last
        base = file.number(len(paper.outline.nodes))
        tops[paper.first] = base
        told = _elements_of(paper.outline, base, pages[paper.first])
        for together in told.packed:
            file.pack(together)
        owners |= {paper.first + place: each for place, each in enumerate(told.owners)}
    numbers = " ".join(f"{place}[{each}]" for place, each in sorted(owners.items()))
    file.objects[_PARENTS] = f"<</Nums[{numbers}]>>".encode()
    kids = " ".join(f"{top} 0 R" for _, top in sorted(tops.items()))
    file.objects[_WHOLE] = f"<</Type/StructElem/S/Document/P {_ELEMENTS} 0 R/K[{kids}]>>".encode()
    file.objects[_ELEMENTS] = (
        f"<</Type/StructTreeRoot/K[{_WHOLE} 0 R]/ParentTree {_PARENTS} 0 R"
        f"/ParentTreeNextKey {len(pages)}>>"
    ).encode()


@dataclass(frozen=True, slots=True)
class _Elements:
    """A paper's elements as they go into a file, and whose each stretch of each page is."""

    packed: tuple[_Together, ...]
    owners: tuple[str, ...]


@lru_cache(maxsize=128)
def _elements_of(outline: Outline, base: int, page: int) -> _Elements:
    """The elements by the numbers of the first of them and of the paper's first page.

    Papers that are laid out alike have the same ones in packet after packet.
    """
    said = list(_written(outline, base, page))
    starts = range(0, len(said), _PER_STREAM)
    return _Elements(
        tuple(_together(base + start, said[start : start + _PER_STREAM]) for start in starts),
        tuple(" ".join(f"{base + owner} 0 R" for owner in owners) for owners in outline.owners),
    )


def _written(outline: Outline, base: int, first: int) -> Iterator[str]:
    for node in outline.nodes:
        parent = _WHOLE if node.parent < 0 else base + node.parent
        yield (
            f"<</Type/StructElem/S/{node.kind}/P {parent} 0 R{_kids(node, base, first)}"
            f"{_said(node)}>>"
        )


def _kids(node: Node, base: int, first: int) -> str:
    if len(node.kids) == 1 and not isinstance(node.kids[0], int):
        page, stretch = node.kids[0]
        return f"/Pg {first + page - 1} 0 R/K {stretch}"
    kids = " ".join(
        f"{base + kid} 0 R" if isinstance(kid, int) else _stretch(kid, first) for kid in node.kids
    )
    return f"/K[{kids}]" if kids else ""


def _stretch(mark: Mark, first: int) -> str:
    page, stretch = mark
    return f"<</Type/MCR/Pg {first + page - 1} 0 R/MCID {stretch}>>"


def _said(node: Node) -> str:
    alt = f"/Alt {_text(node.alt)}" if node.alt else ""
    about = f"/A<<{node.about}>>" if node.about else ""
    language = f"/Lang({node.language})" if node.language else ""
    return f"{alt}{about}{language}"


def _text(words: str) -> str:
    """Words as a PDF holds them outside its pages."""
    if words.isascii() and words.isprintable():
        escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
        return f"({escaped})"
    marked = _ORDER + words
    return f"<{marked.encode('utf-16-be').hex().upper()}>"
