"""What a made PDF says and shows, read back by other programs' eyes."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pypdfium2
import zxingcpp
from PIL import Image

DPI = 200


def page_texts(pdf: bytes) -> list[str]:
    """The text of every page, its white space made one space each."""
    document = pypdfium2.PdfDocument(pdf)
    texts = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return [re.sub(r"\s+", " ", text) for text in texts]


def pictures(pdf: bytes, dpi: int = DPI) -> Iterator[Image.Image]:
    """Every page in grey."""
    document: Any = pypdfium2.PdfDocument(pdf)  # half its types are missing
    for page in document:
        yield page.render(scale=dpi / 72, grayscale=True).to_pil()
    document.close()


def shades(picture: Image.Image) -> Callable[[int, int], int]:
    """How light a place of a grey picture is, from 0 to 255."""
    data, wide = picture.tobytes(), picture.width
    return lambda x, y: data[y * wide + x]


def codes(picture: Image.Image) -> dict[str, str]:
    """The payload of each kind of symbol on a page."""
    readers: Any = zxingcpp
    found = readers.read_barcodes(
        picture,
        formats=[zxingcpp.BarcodeFormat.QRCode, zxingcpp.BarcodeFormat.DataMatrix],
    )
    return {str(symbol.format): symbol.text for symbol in found}
