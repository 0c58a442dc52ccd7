"""Reads a scanned letter: PDF through pdfium, pictures through Pillow. Runs in the child alone."""

import json
from collections.abc import Generator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdfium2 import PdfDocument, PdfiumError

from app.domain.attachments import Picture
from app.domain.refusal import refuse

MOST_PAGES = 100
MOST_PIXELS = 60_000_000
"""A letter-size page at 800 dots an inch."""

LONGEST = 1_650
"""Pixels of a page's longer side as it is shown: 150 dots an inch of a letter-size page."""

CHECKED = 200
"""The same when a page is only tried."""

BEGINS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
)
"""How a file of each kind begins; a PDF may have something before it."""

HEAD = 1_024
NEARLY_GREY = 12
"""How far the colours of a scan of black ink lie apart."""

PASSWORD = 4
"""pdfium's number for a file that asks for a password."""


def answer(content: bytes, first: int, count: int) -> bytes:
    """What a letter is, and these of its pages; without any, each is tried once."""
    kind = _kind(content)
    with _letter(content, kind) as pages:
        if count:
            shown = [_page(pages, number, LONGEST) for number in range(first, first + count)]
        else:
            shown = []
            for number in range(len(pages)):
                _page(pages, number, CHECKED)
        said = {
            "kind": kind,
            "pages": len(pages),
            "shapes": [[each.width, each.height, each.bands] for each in shown],
        }
        return json.dumps(said).encode() + b"\n" + b"".join(each.pixels for each in shown)


def _kind(content: bytes) -> str:
    if not content:
        raise refuse("letter-empty")
    for begins, kind in BEGINS:
        if content.startswith(begins) or (kind == "pdf" and begins in content[:HEAD]):
            return kind
    raise refuse("letter-kind")


class _Pages:
    """A letter, page by page as pictures."""

    def __init__(self, content: bytes, kind: str) -> None:
        self._document: Any = PdfDocument(content) if kind == "pdf" else None
        self._image: Any = None if kind == "pdf" else Image.open(BytesIO(content), formats=[kind])

    def __len__(self) -> int:
        if self._document is not None:
            return len(self._document)
        return int(getattr(self._image, "n_frames", 1)) if self._is_tiff else 1

    @property
    def _is_tiff(self) -> bool:
        return self._image is not None and self._image.format == "TIFF"

    def image(self, number: int, longest: int) -> Any:  # noqa: ANN401 -- Pillow's own
        """A page, so many pixels long at most."""
        if self._document is not None:
            page = self._document[number]
            scale = longest / max(*page.get_size(), 1)
            return page.render(scale=scale).to_pil()
        if self._is_tiff:
            self._image.seek(number)
        width, height = self._image.size
        if width * height > MOST_PIXELS:
            raise refuse("letter-pixels", page=number + 1, most=MOST_PIXELS // 1_000_000)
        if self._image.format == "JPEG":
            self._image.draft(None, (longest, longest))
        turned = ImageOps.exif_transpose(_on_white(self._image))
        turned.thumbnail((longest, longest))
        return turned

    def close(self) -> None:
        """Let go of it."""
        for each in (self._document, self._image):
            if each is not None:
                each.close()


@contextmanager
def _letter(content: bytes, kind: str) -> Generator[_Pages]:
    Image.MAX_IMAGE_PIXELS = None  # ours is the lower one, and says which page
    try:
        pages = _Pages(content, kind)
    except PdfiumError as fault:
        locked = getattr(fault, "err_code", 0) == PASSWORD
        raise refuse("letter-locked" if locked else "letter-broken") from fault
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as fault:
        raise refuse("letter-broken") from fault
    try:
        if not 1 <= len(pages) <= MOST_PAGES:
            raise refuse("letter-pages", pages=len(pages), most=MOST_PAGES)
        yield pages
    finally:
        pages.close()


def _page(pages: _Pages, number: int, longest: int) -> Picture:
    try:
        image = pages.image(number, longest)
        grey = image.convert("L")
        is_grey = image.mode in {"1", "L"} or not _has_colour(image)
        made = grey if is_grey else image.convert("RGB")
    except (PdfiumError, OSError, SyntaxError, EOFError, ValueError) as fault:
        raise refuse("letter-page-broken", page=number + 1) from fault
    bands = 1 if is_grey else 3
    return Picture(width=made.width, height=made.height, bands=bands, pixels=made.tobytes())


def _has_colour(image: Any) -> bool:  # noqa: ANN401 -- Pillow's own
    """Whether anything on a page is other than grey."""
    red, green, blue = image.convert("RGB").resize((64, 64)).split()
    pairs = zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    return any(max(one) - min(one) > NEARLY_GREY for one in pairs)


def _on_white(image: Any) -> Any:  # noqa: ANN401 -- Pillow's own
    """The picture without what can be seen through."""
    if "A" not in image.getbands() and "transparency" not in image.info:
        return image.convert("RGB") if image.mode not in {"1", "L", "RGB"} else image.copy()
    seen = image.convert("RGBA")
    white = Image.new("RGBA", seen.size, "white")
    return Image.alpha_composite(white, seen).convert("RGB")
