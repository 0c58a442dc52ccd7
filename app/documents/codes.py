"""The marks scanners look for: the two page codes and the registration squares."""

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

import zxingcpp

from app.documents.pen import Rectangle
from app.documents.style import LEFT, MM, PAGE_HEIGHT, PAGE_WIDTH, RIGHT

_zxing: Any = zxingcpp  # its stubs know half of it

QR_SIZE = 16 * MM
MATRIX_SIZE = 12 * MM
QR_CORNER = (RIGHT - QR_SIZE, 36.0)
MATRIX_CORNER = (LEFT, PAGE_HEIGHT - 34.0 - MATRIX_SIZE)
SQUARE = 8.0
_SQUARE_INSET = 20.0
# every quarter of both margins, and clear of a three-hole punch (its holes are at 90, 396, 702)
_SQUARE_HEIGHTS = (44.0, 243.0, 549.0, 740.0)
_INK = bytes([1, *bytes(255)])  # what is black in the image
_DIGITS = bytes.maketrans(b"\0\1", b"01")
_BEGIN, _END = "/Artifact <</Type/Pagination>> BDC 0 0 0 rg", "EMC"


def codes(payload: str) -> bytes:
    """The code that draws both symbols of a page."""
    symbols = ((qr(payload), QR_CORNER, QR_SIZE), (matrix(payload), MATRIX_CORNER, MATRIX_SIZE))
    drawn = " ".join(_symbol(*each) for each in symbols)
    return f"{_BEGIN} {drawn} {_END}".encode()


def squares() -> Iterator[Rectangle]:
    """The registration squares."""
    for y in _SQUARE_HEIGHTS:
        for x in (_SQUARE_INSET, PAGE_WIDTH - _SQUARE_INSET - SQUARE):
            yield x, y, SQUARE, SQUARE


@lru_cache(maxsize=1)
def margins() -> bytes:
    """The code that draws the squares."""
    drawn = " ".join(f"{x:g} {y:g} {wide:g} {high:g} re" for x, y, wide, high in squares())
    return f"{_BEGIN} {drawn} f {_END}".encode()


def _symbol(rows: tuple[bytes, ...], corner: tuple[float, float], size: float) -> str:
    """A symbol as a mask of one dot a module, through which ink falls (ISO 32000-1, 8.9.6.2)."""
    wide = len(rows[0])
    octets = -(-wide // 8)
    rest = bytes(8 * octets - wide)
    dots = b"".join(part for row in rows for part in (row, rest)).translate(_DIGITS)
    dots = f"{int(dots, 2):0{2 * octets * len(rows)}X}"
    x, y = corner
    return (
        f"q {size:.3f} 0 0 {size:.3f} {x:.3f} {y:.3f} cm BI /W {wide} /H {len(rows)} /BPC 1"
        f" /IM true /D[1 0] /F/AHx ID {dots}> EI Q"
    )


@lru_cache(maxsize=256)
def qr(payload: str) -> tuple[bytes, ...]:
    """The QR symbol of a payload, level Q: a row of modules each, 1 for ink."""
    return secret_qr(payload)


def secret_qr(payload: str) -> tuple[bytes, ...]:
    """The same of what nothing may keep in memory."""
    return _bits(_zxing.create_barcode(payload, zxingcpp.BarcodeFormat.QRCode, ec_level="Q"))


@lru_cache(maxsize=256)
def matrix(payload: str) -> tuple[bytes, ...]:
    """The DataMatrix symbol of a payload, as `qr` gives it."""
    # unasked, one payload in twenty becomes a low and wide symbol, which would run over the head
    return _bits(
        _zxing.create_barcode(payload, zxingcpp.BarcodeFormat.DataMatrix, force_square=True)
    )


def _bits(symbol: object) -> tuple[bytes, ...]:
    image = memoryview(_zxing.write_barcode_to_image(symbol, scale=1, add_quiet_zones=False))
    high, wide = image.shape or (0, 0)
    dots = image.tobytes().translate(_INK)
    return tuple(dots[row * wide : (row + 1) * wide] for row in range(high))
