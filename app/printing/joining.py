"""Several PDFs one after the other in one: a copy to print elsewhere; the archive keeps each.

Each begins on a sheet of its own, also when both sides are printed.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from app.printing.pdfium import PDFIUM


def joined(pdfs: Iterable[bytes]) -> bytes:
    """One PDF with the pages of all; pdfium is left to others after each."""
    from pypdfium2 import PdfDocument  # noqa: PLC0415 -- slow import

    with PDFIUM:
        whole: Any = PdfDocument.new()
    for pdf in pdfs:
        with PDFIUM:
            part: Any = PdfDocument(pdf)
            whole.import_pages(part)
            if len(part) % 2:
                whole.new_page(*part[len(part) - 1].get_size())
            part.close()
    written = BytesIO()
    with PDFIUM:
        whole.save(written)
        whole.close()
    return written.getvalue()
