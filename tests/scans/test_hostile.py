"""Scans and PDFs that were damaged, cut off or patched together are read or refused."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings

from app import scans
from tests import hostile, own_forms
from tests.scans import making

SMALL = (170, 220)
PICTURES = (
    making.picture("PNG", size=SMALL),
    making.picture("JPEG", "khaki", size=SMALL),
    making.picture("TIFF", size=SMALL),
    making.tiff(2),
)
PDFS = (
    making.pdf(2),
    own_forms.policy(2),
    own_forms.with_fields(),
    own_forms.with_layers(hidden=False),
    own_forms.turned(1),
    own_forms.changed(own_forms.policy(), lambda _: None, compress_streams=False),
)
SOME = settings().max_examples // 5
"""A PDF is tried in the child alone: its libraries are of C, and some files end their process."""

IN_PDFS = (
    *(b"/Filter/FlateDecode", b"/Length 9999999", b"/MediaBox[0 0 1e9 1e9]", b"endobj", b"1 0 R"),
    *(b"/Kids[1 0 R]", b"/Parent 3 0 R", b"/Rotate 45", b"/F(/etc/passwd)", b"/UserUnit 1e9"),
    *(b"/Count 99999999", b"/JavaScript", b"stream\n", b"/Annots[null]", b"/Contents null"),
)
IN_PICTURES = (b"IDAT", b"IEND", b"\xff\xc0", b"\xff\xd9", b"\x01\x00\x00\x01", b"Exif\0\0MM\0*")


def look_at_letter(content: bytes) -> None:
    reader = scans.READERS["letter"]
    asked = {"first": 0, "count": 0}
    found = hostile.given(
        lambda: hostile.sandboxed(reader, content, asked, scans.read_found), seconds=20
    )
    if found is None:
        return
    told = {"first": 0, "count": min(found.pages, 2)}
    pages = hostile.given(
        lambda: hostile.sandboxed(reader, content, told, scans.read_pictures), seconds=20
    )
    assert pages is None or len(pages) == told["count"]


@given(hostile.damaged(*PICTURES, nasty=IN_PICTURES))
def test_any_damage_to_a_picture(content: bytes) -> None:
    with hostile.WATCH.looking() as seen:
        look_at_letter(content)

    assert seen == []


CHILD: tuple[Callable[[bytes], object], ...] = (
    scans.take_apart,
    scans.look_at_letter,
    lambda content: list(scans.letter_pages(content, 2)),
)


@pytest.mark.parametrize("read", CHILD)
@settings(max_examples=SOME)
@given(content=hostile.damaged(*PICTURES, *PDFS, nasty=(*IN_PICTURES, *IN_PDFS)))
def test_the_child_reads_any_scan_or_refuses_it(
    read: Callable[[bytes], object], content: bytes
) -> None:
    hostile.given(lambda: read(content))


def test_the_undamaged_ones_are_read() -> None:
    assert [len(scans.take_apart(each).pages) for each in PDFS] == [2, 2, 1, 1, 1, 1]


def test_a_pdf_that_ends_its_reader_ends_nothing_else() -> None:
    """Two numbers for one object once ended the process in the library of C that flattens pages."""
    twice = own_forms.with_fields().replace(b"0000000122 00000 n", b"0000000061 00000 n")

    assert hostile.given(lambda: scans.take_apart(twice)) is None
    assert scans.take_apart(own_forms.policy()).pages
