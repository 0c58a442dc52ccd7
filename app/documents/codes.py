"""The marks scanners look for: the two page codes and the registration squares."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import zxingcpp

from app.documents.pen import Pen, Rectangle
from app.documents.style import BLACK, LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT

_zxing: Any = zxingcpp  # its stubs know half of it

QR_SIZE = 16 * MM
MATRIX_SIZE = 12 * MM
QR_CORNER = (RIGHT - QR_SIZE, 36.0)
MATRIX_CORNER = (LEFT, PAGE_HEIGHT - 34.0 - MATRIX_SIZE)
SQUARE = 8.0
_SQUARE_INSET = 20.0
# every quarter of both margins, and clear of a three-hole punch (its holes are at 90, 396, 702)
_SQUARE_HEIGHTS = (44.0, 243.0, 549.0, 740.0)
_OVERLAP = 0.02  # keeps hair lines out between neighbouring modules


def draw_codes(pen: Pen, payload: str) -> None:
    """Draw both symbols of a page and the squares in its margins."""
    pen.fill_all(_modules(qr(payload), *QR_CORNER, QR_SIZE), BLACK)
    pen.fill_all(_modules(matrix(payload), *MATRIX_CORNER, MATRIX_SIZE), BLACK)
    pen.fill_all(squares(), BLACK)


def squares() -> Iterator[Rectangle]:
    """The registration squares."""
    for y in _SQUARE_HEIGHTS:
        for x in (_SQUARE_INSET, PAGE_WIDTH - _SQUARE_INSET - SQUARE):
            yield x, y, SQUARE, SQUARE


def _modules(rows: tuple[bytes, ...], x: float, y: float, size: float) -> Iterator[Rectangle]:
    module = size / len(rows)
    for place, row in enumerate(rows):
        bottom = y + size - (place + 1) * module
        for start, length in _stretches(row):
            yield (
                x + start * module,
                bottom - _OVERLAP,
                length * module,
                module + 2 * _OVERLAP,
            )


def _stretches(row: bytes) -> Iterator[tuple[int, int]]:
    start = 0
    for place in range(len(row) + 1):
        if place < len(row) and row[place]:
            continue
        if place > start:
            yield start, place - start
        start = place + 1


@lru_cache(maxsize=256)
def qr(payload: str) -> tuple[bytes, ...]:
    """The QR symbol of a payload, level Q: a row of modules each, 1 for ink."""
    return _bits(_zxing.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="Q"))


@lru_cache(maxsize=256)
def matrix(payload: str) -> tuple[bytes, ...]:
    """The DataMatrix symbol of a payload, as `qr` gives it."""
    # unasked, one payload in twenty becomes a low and wide symbol, which would run over the head
    return _bits(
        _zxing.create_barcode(payload, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    )


def _bits(symbol: object) -> tuple[bytes, ...]:
    image = _zxing.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False)
    rows: Any = memoryview(image).tolist()
    return tuple(bytes(value == 0 for value in row) for row in rows)
