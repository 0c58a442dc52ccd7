"""A scanned letter is looked at by the limited child, and shown as nothing but pixels."""

import pytest

from app import scans, words
from app.domain.attachments import Picture
from app.domain.refusal import Refused
from app.scans.found import Found
from tests.scans.making import pdf, picture, tiff


def shape(page: Picture) -> tuple[int, int, int]:
    assert len(page.pixels) == page.width * page.height * page.bands
    return page.width, page.height, page.bands


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (pdf(2), Found(kind="pdf", pages=2)),
        (b"junk before it\n" + pdf(1), Found(kind="pdf", pages=1)),
        (picture("PNG"), Found(kind="png", pages=1)),
        (picture("JPEG"), Found(kind="jpeg", pages=1)),
        (tiff(3), Found(kind="tiff", pages=3)),
    ],
)
def test_what_a_file_is_is_told_by_what_it_holds(content: bytes, found: Found) -> None:
    assert scans.look_at_letter(content) == found


def test_pages_come_as_pixels_and_grey_ones_as_grey() -> None:
    assert [shape(page) for page in scans.letter_pages(pdf(2), 2)] == [(1275, 1651, 1)] * 2
    assert [shape(page) for page in scans.letter_pages(picture("PNG", "red"), 1)] == [
        (850, 1100, 3)
    ]
    assert [shape(page) for page in scans.letter_pages(tiff(2), 2)] == [(850, 1100, 1)] * 2


def test_a_long_letter_comes_in_several_goes() -> None:
    assert len(list(scans.letter_pages(pdf(12), 12))) == 12


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "letter-empty"),
        (b"MZ\x90\x00 a program", "letter-kind"),
        (b"<html>a page</html>", "letter-kind"),
        (pdf(1, "secret"), "letter-locked"),
        (b"%PDF-1.7\n and then nothing", "letter-broken"),
        (picture("PNG")[:20], "letter-broken"),
        (picture("PNG")[:-400], "letter-page-broken"),
        (picture("JPEG")[:900], "letter-page-broken"),
        (tiff(2)[:300], "letter-broken"),
        (pdf(101), "letter-pages"),
        (picture("PNG", size=(8_000, 8_000)), "letter-pixels"),
        (bytes(25_000_001), "foreign-too-large"),
    ],
)
def test_whatever_is_wrong_with_a_file_is_said_in_a_sentence(content: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        scans.look_at_letter(content)

    (reason,) = refused.value.reasons
    assert reason.code == code
    assert words.say(reason).endswith(".")


def test_what_the_child_says_of_pixels_is_not_believed() -> None:
    for lie in (b'{"shapes": [[9, 9, 1]]}\n123', b'{"shapes": [[0, 9, 1]]}\n', b"{}\n", b"\n"):
        with pytest.raises((ValueError, KeyError)):
            scans.read_pictures(lie)
