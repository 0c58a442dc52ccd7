"""A clinic's own PDF is printed as it looks, inside what is on every page of ours."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from pikepdf import Dictionary, Pdf
from PIL import Image, ImageChops, ImageStat
from reportlab.lib.pagesizes import A4, LEGAL, LETTER, landscape

from app import documents, scans
from app.documents import own_paper
from app.documents.values import MadePacket, PacketSheet, PaperSheet
from app.domain.codes import payload
from app.domain.own_pdfs import OwnPdf
from tests import own_forms
from tests.documents.reading_back import codes, page_texts, pictures
from tests.documents.samples import form, packet, paper

DPI = 100
CASES = {
    "letter": own_forms.policy(),
    "narrow margins": own_forms.policy(edge=30),
    "A4": own_forms.policy(size=A4),
    "A4 lying": own_forms.policy(size=landscape(A4)),
    "legal": own_forms.policy(size=LEGAL),
    "lying": own_forms.policy(size=landscape(LETTER)),
    "to the edge": own_forms.boxed(),
    "turned": own_forms.turned(1),
    "upside down": own_forms.turned(2),
    "lying and turned": own_forms.turned(3, own_forms.policy(size=landscape(LETTER))),
    "cropped": own_forms.cropped(50, 300, 500, 760),
    "filled in": own_forms.with_fields(),
}
"""PDFs of every shape."""


def sheet(own: OwnPdf, **changes: object) -> PaperSheet:
    """A PDF as a paper."""
    titled = {"en": "Financial policy", "es": "Política financiera"}
    facts: dict[str, object] = {"titles": titled, "shorts": titled, "texts": {}, **changes}
    used = form("", **facts)
    return paper(text="None.\n", form=used, blocks=(), own=own)


def printed(content: bytes, **changes: object) -> MadePacket:
    """A PDF as the one paper of a packet."""
    return documents.make_packet(packet(sheet(scans.take_apart(content), **changes)))


def inked(picture: Image.Image) -> Image.Image:
    """The part of a picture on which there is anything."""
    inverted: Any = ImageChops.invert(picture)
    return picture.crop(inverted.point([0] * 16 + [255] * 240).getbbox())


def inside(picture: Image.Image) -> Image.Image:
    """The part of a page of ours that is the clinic's."""
    left, bottom, right, top = (side * DPI / 72 for side in own_paper.FREE)
    return picture.crop((int(left), int(1100 - top), int(right), int(1100 - bottom)))


def as_it_was(content: bytes, share: float) -> Image.Image:
    """How a PDF's first page looks by itself, upright."""
    document: Any = pypdfium2.PdfDocument(content)
    document.init_forms()
    image: Any = document[0].render(scale=DPI * share / 72, grayscale=True).to_pil().convert("L")
    document.close()
    return image.rotate(90, expand=True) if image.width > image.height else image


def blurred(picture: Image.Image) -> Image.Image:
    """A picture in which a hair's breadth does not count."""
    whole: Any = picture
    return whole.resize((200, 200))


@pytest.mark.parametrize("name", CASES)
def test_a_page_looks_as_it_does_by_itself(name: str) -> None:
    content = CASES[name]
    share = own_paper.share_of(scans.take_apart(content))

    ours = inked(inside(next(pictures(printed(content).pdf, DPI))))
    theirs = inked(as_it_was(content, share))

    assert abs(ours.width - theirs.width) < 4
    assert abs(ours.height - theirs.height) < 4
    assert ImageStat.Stat(ImageChops.difference(blurred(ours), blurred(theirs))).mean[0] < 8


@pytest.mark.parametrize("name", CASES)
def test_nothing_of_it_touches_what_is_on_every_page(name: str) -> None:
    empty = printed(own_forms.changed(own_forms.policy(), _emptied))
    full, bare = (next(pictures(each.pdf, DPI)) for each in (printed(CASES[name]), empty))

    left, bottom, right, top = (side * DPI / 72 for side in own_paper.FREE)
    for each in (full, bare):
        each.paste(255, (int(left), int(1100 - top), int(right) + 1, int(1100 - bottom) + 1))
    assert ImageChops.difference(full, bare).getbbox() is None


def _emptied(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"")


def test_free_margins_leave_a_page_as_large_as_it_is() -> None:
    shares = {name: own_paper.share_of(scans.take_apart(each)) for name, each in CASES.items()}

    assert {name for name, share in shares.items() if share == 1} == {
        "lying",
        "A4 lying",
        "lying and turned",
        "cropped",
    }
    assert 0.94 < shares["letter"] < 0.96
    assert min(shares.values()) > 0.6


def test_pages_of_one_shape_are_set_alike() -> None:
    lying = own_forms.policy(size=landscape(LETTER))
    own = scans.take_apart(own_forms.joined(own_forms.policy(2), lying))
    fits = own_paper._fits(own.pages)  # pyright: ignore[reportPrivateUsage]

    assert (len(own.pages), len(fits)) == (3, 1)
    assert own_paper.share_of(own) < 1


@pytest.mark.parametrize("pages", [1, 40])
def test_every_page_has_its_codes_and_its_lines(pages: int) -> None:
    made = printed(own_forms.policy(pages))

    texts = page_texts(made.pdf)[:pages]
    found = [codes(each) for each in list(pictures(made.pdf))[:pages]]
    for number, symbols in enumerate(found, start=1):
        assert list(symbols.values()) == [payload("K7QF9M2X", number)] * 2
    for number, text in enumerate(texts, start=1):
        for said in ("Ana Ruiz", "Born 4 Mar 1988", "Version 3", f"Page {number} of {pages}"):
            assert said in text
    assert (made.papers[0].pages, made.pages % 2) == (pages, 0)


def test_whoever_signs_has_a_place_that_is_not_known() -> None:
    made = printed(own_forms.policy(2), signers=("patient", "witness"))

    boxes = made.papers[0].boxes
    assert [(box.id, box.page, box.who, box.is_placed) for box in boxes] == [
        ("sign-patient", 2, "patient", False),
        ("sign-witness", 2, "witness", False),
    ]


def test_a_packet_with_one_claims_nothing_and_any_other_does() -> None:
    claims = [claimed(each) for each in (printed(own_forms.policy()).pdf, ours().pdf)]

    assert claims == [(False, False), (True, True)]


def ours() -> MadePacket:
    """A packet of a form of ours."""
    return documents.make_packet(packet())


def claimed(pdf: bytes) -> tuple[bool, bool]:
    """Whether a file claims to be PDF/A, and PDF/UA."""
    with Pdf.open(BytesIO(pdf)) as opened:
        said = opened.Root.Metadata.read_bytes()
    return b"pdfaid:part" in said, b"pdfuaid:part" in said


def test_its_words_are_told_to_who_cannot_see_it() -> None:
    with Pdf.open(BytesIO(printed(own_forms.policy()).pdf)) as opened:
        told = [str(each) for each in alternates(opened)]

    assert len(told) == 1
    assert told[0].startswith("Financial policy. Page 1 of 1. Financial policy of the practice")


def alternates(pdf: Pdf) -> Iterator[object]:
    """What stands for the pictures of a file."""
    every: Any = pdf.objects
    for each in every:
        if isinstance(each, Dictionary) and "/Alt" in each:
            yield each["/Alt"]


def test_draft_stands_over_a_page_that_has_no_paper_of_its_own() -> None:
    plain, draft = (
        next(pictures(documents.make_packet(each).pdf, DPI))
        for each in (packet(covered()), draft_of(covered()))
    )

    assert ImageStat.Stat(inside(plain)).extrema[0][0] > ImageStat.Stat(inside(draft)).extrema[0][0]


def covered() -> PaperSheet:
    """A scan: the whole page is a picture of white paper."""
    image = Image.new("L", (85, 110), 250)
    return sheet(scans.take_apart(own_forms.scanned(image)))


def draft_of(shown: PaperSheet) -> PacketSheet:
    """A packet that is only looked at."""
    return replace(packet(shown), draft=True)


def test_the_same_facts_make_the_same_bytes() -> None:
    assert printed(own_forms.policy()).pdf == printed(own_forms.policy()).pdf


def test_its_pieces_are_in_a_packet_once() -> None:
    one, forty = (len(printed(own_forms.policy(n)).pdf) for n in (1, 40))

    assert forty - one < 39 * 2_500
