"""Scans and PDFs in, what they are and how they look out; only the limited child reads them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from app import sandbox
from app.domain.attachments import Picture
from app.domain.own_pdfs import OwnPdf, read_own_pdf
from app.scans.found import Found

MB = 1_000_000
LIMITS = replace(sandbox.USUAL, content=25 * MB)
"""A letter is a few pages; what is larger was scanned at a needless resolution."""

OWN_PDF = replace(LIMITS, seconds=60)
"""A hundred pages are drawn once."""

AT_ONCE = 10
"""Pages asked for in one go: what one answer can hold."""


def look_at_letter(content: bytes) -> Found:
    """What kind of file a letter is and how many pages it has; a broken one is refused."""
    return sandbox.read("letter", content, {"first": 0, "count": 0}, read_found, limits=LIMITS)


def letter_pages(content: bytes, pages: int) -> Iterator[Picture]:
    """How the pages of a letter look, one after the other."""
    for first in range(0, pages, AT_ONCE):
        told = {"first": first, "count": min(AT_ONCE, pages - first)}
        yield from sandbox.read("letter", content, told, read_pictures, limits=LIMITS)


def take_apart(content: bytes) -> OwnPdf:
    """The pages of a clinic's own PDF, and nothing else of it; one that is more is refused."""
    return sandbox.read("own-pdf", content, {}, read_own_pdf, limits=OWN_PDF)


def read_found(payload: bytes) -> Found:
    """What the child says that a letter is."""
    said, _ = _split(payload)
    return Found(kind=str(said["kind"]), pages=int(said["pages"]))


def read_pictures(payload: bytes) -> tuple[Picture, ...]:
    """How the child says that pages look; each has as many pixels as it says."""
    said, pixels = _split(payload)
    pictures: list[Picture] = []
    for shape in said["shapes"]:
        width, height, bands = (int(number) for number in shape)
        size = width * height * bands
        if min(width, height) < 1 or bands not in {1, 3} or len(pixels) < size:
            raise ValueError("the pixels do not fill the pages")
        picture = Picture(width=width, height=height, bands=bands, pixels=pixels[:size])
        pictures.append(picture)
        pixels = pixels[size:]
    return tuple(pictures)


def _split(payload: bytes) -> tuple[Any, bytes]:
    line, _, pixels = payload.partition(b"\n")
    return json.loads(line), pixels


def _answer_letter(content: bytes, told: sandbox.Told) -> bytes:
    from app.scans import letters  # noqa: PLC0415 -- slow import, and only the child's

    return letters.answer(content, told["first"], told["count"])


def _answer_own_pdf(content: bytes, _told: sandbox.Told) -> bytes:
    from app.scans import own_pdfs  # noqa: PLC0415 -- the same

    return own_pdfs.answer(content)


READERS: Mapping[str, sandbox.Reader] = {"letter": _answer_letter, "own-pdf": _answer_own_pdf}
"""What the child can read, by kind."""
