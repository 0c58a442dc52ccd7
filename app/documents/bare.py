"""A font's shapes alone: what helps to draw them on coarse screens is left out of papers.

The tables are those of OpenType (glyf, loca, head, maxp); what a PDF needs of them is listed in
ISO 32000-1, 9.9.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from struct import pack, unpack_from
from typing import Any

from reportlab.pdfbase.ttfonts import TTFontMaker

_KEPT = ("cmap", "head", "hhea", "hmtx", "maxp")
_WIDE_ARGUMENTS, _SCALE, _MORE, _TWO_SCALES, _FOUR_SCALES, _INSTRUCTIONS = 1, 8, 32, 64, 128, 256
_HEAD_OF_GLYPH = 10
_LONG_PLACES = 50  # in the head: whether places are written in four octets
_NO_INSTRUCTIONS = b"\0\0"


def bare(font: bytes) -> bytes:
    """The same font without instructions and names."""
    tables = _tables(font)
    glyphs = [_bare(glyph) for glyph in _glyphs(tables)]
    places = [0]
    for glyph in glyphs:
        places.append(places[-1] + len(glyph))
    make: Any = TTFontMaker  # its stub is half untyped
    made = make()
    for tag in _KEPT:
        made.add(tag, tables[tag])
    made.add("glyf", b"".join(glyphs))
    made.add("loca", _written(places, tables))
    return made.makeStream()


def _tables(font: bytes) -> Mapping[str, bytes]:
    (count,) = unpack_from(">H", font, 4)
    entries = [unpack_from(">4sIII", font, 12 + 16 * number) for number in range(count)]
    return {tag.decode("ascii"): font[at : at + size] for tag, _, at, size in entries}


def _has_long_places(tables: Mapping[str, bytes]) -> bool:
    return unpack_from(">H", tables["head"], _LONG_PLACES) == (1,)


def _glyphs(tables: Mapping[str, bytes]) -> Iterator[bytes]:
    loca, glyf = tables["loca"], tables["glyf"]
    size, kind, step = (4, "I", 1) if _has_long_places(tables) else (2, "H", 2)
    places = unpack_from(f">{len(loca) // size}{kind}", loca)
    for start, end in pairwise(places):
        yield glyf[step * start : step * end]


def _written(places: list[int], tables: Mapping[str, bytes]) -> bytes:
    if _has_long_places(tables):
        return pack(f">{len(places)}I", *places)
    return pack(f">{len(places)}H", *(place // 2 for place in places))


def _bare(glyph: bytes) -> bytes:
    if not glyph:
        return b""
    (contours,) = unpack_from(">h", glyph)
    if contours < 0:
        kept = _composed(bytearray(glyph))
    else:
        at = _HEAD_OF_GLYPH + 2 * contours
        (length,) = unpack_from(">H", glyph, at)
        kept = glyph[:at] + _NO_INSTRUCTIONS + glyph[at + 2 + length :]
    return kept + bytes(-len(kept) % 4)


def _composed(glyph: bytearray) -> bytes:
    """A shape made of others, up to the last of them."""
    at, more = _HEAD_OF_GLYPH, _MORE
    while more:
        (flags,) = unpack_from(">H", glyph, at)
        glyph[at : at + 2] = pack(">H", flags & ~_INSTRUCTIONS)
        at += 8 if flags & _WIDE_ARGUMENTS else 6
        at += 2 * bool(flags & _SCALE) + 4 * bool(flags & _TWO_SCALES)
        at += 8 * bool(flags & _FOUR_SCALES)
        more = flags & _MORE
    return bytes(glyph[:at])
