"""A shipped face as our files hold it: every letter has its place in it once and for all.

ReportLab gives letters their places as a document meets them; here they are fixed, in sets of at
most 255, so that what was drawn for one packet can stand in the next one as it is, and a packet
holds only the sets it uses.
"""

import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from reportlab.pdfbase.ttfonts import TTFont
from typing_extensions import override

from app.documents.bare import bare

_SPACE = 32
_NO_BREAK_SPACE = 0xA0
_ASCII = range(33, 127)
_OURS = (  # beside what Latin-1 has
    "–—\N{LEFT SINGLE QUOTATION MARK}’“”•…\N{MINUS SIGN}≥≤→\N{REPLACEMENT CHARACTER}"
)
_LATIN_1 = range(0xA1, 0x100)
_VIETNAMESE = (*range(0x100, 0x180), 0x1A0, 0x1A1, 0x1AF, 0x1B0, *range(0x1EA0, 0x1EFA))
_NO_LETTERS = (0xFEFF, 0xFFFE, 0xFFFF)  # what no archive's file may name
_LOWEST, _HIGHEST = 33, 255
_SYMBOLIC = 4
_PER_BLOCK = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """The letters of one set as a font of a PDF."""

    name: str
    font: str
    """What the font says of itself, with {descriptor} and {letters} for the numbers of others."""
    descriptor: str
    """With {program} for the number of the font's program."""
    program: bytes
    length: int
    letters: bytes
    """Which letter each code means, for whoever copies the text."""


class Face(TTFont):
    """A face with fixed places, known in our files by one letter and the number of the set."""

    def __init__(self, name: str, path: Path, short: str) -> None:
        of_font: Any = super()  # its stub is half untyped
        of_font.__init__(name, str(path))
        self._short = short
        known: Any = self.face
        self._sets = tuple(_sets(known.charToGlyph))
        self._places = {
            letter: (number, code)
            for number, letters in enumerate(self._sets)
            for code, letter in enumerate(letters)
            if letter
        }
        self._places |= {_SPACE: (0, _SPACE), _NO_BREAK_SPACE: (0, _SPACE)}

    @override
    def splitString(
        self, text: str, doc: object, encoding: str = "utf-8"
    ) -> list[tuple[int, bytes]]:
        """The text in stretches of one set each."""
        del doc, encoding
        return self.divided(text)

    @lru_cache(maxsize=20_000)  # noqa: B019 -- faces live as long as the program
    def divided(self, text: str) -> list[tuple[int, bytes]]:
        """The text in stretches of one set each, as it was divided last."""
        found: list[tuple[int, bytearray]] = []
        for letter in text:
            number, code = self._places.get(ord(letter), (0, 0))
            if found and (found[-1][0] == number or code == _SPACE):
                found[-1][1].append(code)
            else:
                found.append((number, bytearray([code])))
        return [(number, bytes(codes)) for number, codes in found]

    @override
    def getSubsetInternalName(self, subset: int, doc: object) -> str:
        """What a page calls the set."""
        del doc
        return f"/{self._short}{subset}"

    def program(self, number: int) -> bytes:
        """The font of one set as the shipped one has it."""
        face: Any = self.face
        return face.makeSubset(list(self._sets[number]))

    @lru_cache(maxsize=64)  # noqa: B019 -- the same
    def subset(self, number: int) -> Subset:
        """One set as a font of a PDF."""
        face: Any = self.face
        letters = self._sets[number]
        tag = "".join(chr(65 + (number // 26**place) % 26) for place in range(6))
        name = f"{tag}+{face.name.decode('ascii')}"
        widths = " ".join(f"{face.getCharWidth(letter):.0f}" for letter in letters)
        program = bare(self.program(number))
        return Subset(
            name=f"{self._short}{number}",
            font=(
                f"<</Type/Font/Subtype/TrueType/BaseFont/{name}/FirstChar 0"
                f"/LastChar {len(letters) - 1}/Widths[{widths}]"
                "/FontDescriptor {descriptor} 0 R/ToUnicode {letters} 0 R>>"
            ),
            descriptor=_descriptor(face, name),
            program=zlib.compress(program, 9),
            length=len(program),
            letters=zlib.compress(_to_unicode(letters), 9),
        )


def _descriptor(face: Any, name: str) -> str:  # noqa: ANN401 -- ReportLab's, without types
    box = " ".join(f"{side:.0f}" for side in face.bbox)
    return (
        f"<</Type/FontDescriptor/FontName/{name}/Flags {_SYMBOLIC}/FontBBox[{box}]"
        f"/ItalicAngle {face.italicAngle:.0f}/Ascent {face.ascent:.0f}"
        f"/Descent {face.descent:.0f}/CapHeight {face.capHeight:.0f}/StemV {face.stemV:.0f}"
        "/FontFile2 {program} 0 R>>"
    )


def _sets(known: Mapping[int, int]) -> Iterator[tuple[int, ...]]:
    """The letters by their codes, set by set; 0 where a code has none."""
    first = [0] * 256
    for code in (_SPACE, *_ASCII, *_LATIN_1):
        first[code] = code if code in known else 0
    free = (code for code in range(1, 256) if not first[code])
    for letter in map(ord, _OURS):
        if letter in known:
            first[next(free)] = letter
    yield tuple(first)
    vietnamese = [letter for letter in _VIETNAMESE if letter in known]
    yield _set(vietnamese)
    placed = {*first, *vietnamese, _NO_BREAK_SPACE, *_NO_LETTERS}
    rest = sorted(letter for letter in known if letter not in placed)
    size = _HIGHEST - _LOWEST + 1
    for start in range(0, len(rest), size):
        yield _set(rest[start : start + size])


def _set(letters: Sequence[int]) -> tuple[int, ...]:
    return (*(_SPACE if code == _SPACE else 0 for code in range(_LOWEST)), *letters)


def _to_unicode(letters: Sequence[int]) -> bytes:
    pairs = [
        f"<{code:02X}><{chr(letter).encode('utf-16-be').hex().upper()}>"
        for code, letter in enumerate(letters)
        if letter
    ]
    blocks = [pairs[start : start + _PER_BLOCK] for start in range(0, len(pairs), _PER_BLOCK)]
    lines = [line for block in blocks for line in _block(block)]
    return "\n".join((_MAP_BEGIN, *lines, _MAP_END)).encode("ascii")


def _block(pairs: Sequence[str]) -> Iterator[str]:
    yield f"{len(pairs)} beginbfchar"
    yield from pairs
    yield "endbfchar"


_MAP_BEGIN = """\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<00> <FF>
endcodespacerange"""
_MAP_END = "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
