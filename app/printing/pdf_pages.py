"""The pages of a PDF as pictures, for a preview and for a printer that takes no PDF."""

from typing import Any

from PySide6.QtGui import QImage

from app.printing.pdfium import PDFIUM


class PdfPages:
    """An open PDF, page by page."""

    def __init__(self, pdf: bytes) -> None:
        from pypdfium2 import PdfDocument  # noqa: PLC0415 -- slow import

        with PDFIUM:
            self._document: Any = PdfDocument(pdf)

    def __len__(self) -> int:
        with PDFIUM:
            return len(self._document)

    def size(self, number: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        with PDFIUM:
            width, height = self._document[number].get_size()
        return float(width), float(height)

    def image(self, number: int, scale: float) -> QImage:
        """A page as a picture, so many pixels a point, on white."""
        with PDFIUM:
            bitmap: Any = self._document[number].render(
                scale=scale, rev_byteorder=True, prefer_bgrx=True
            )
            shape = (int(bitmap.width), int(bitmap.height), int(bitmap.stride))
            pixels = bytes(bitmap.buffer)
        return QImage(pixels, *shape, QImage.Format.Format_RGBX8888).copy()

    def close(self) -> None:
        """Let go of the document."""
        with PDFIUM:
            self._document.close()
