"""Makes the small foreign files that `anteroom self-check` reads: a workbook, a letter as a scan.

Run by hand when one is to hold something else:

    python resources/foreign/make_foreign.py
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent


def workbook() -> bytes:
    """A table of one patient, with a day that is a day."""
    book = Workbook()
    made = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)
    book.properties.created = book.properties.modified = made
    sheet = book.worksheets[0]
    sheet.append(["Name", "Born"])
    sheet.append(["Łukasik", date(1980, 1, 1)])
    return _bytes(book.save)


def picture(kind: str) -> bytes:
    """A page with a black line: in colour, and in black and white as a fax is."""
    image = Image.new("RGB", (85, 110), "white")
    ImageDraw.Draw(image).rectangle((10, 10, 60, 14), fill="black")
    if kind == "TIFF":
        image = image.convert("1")
        return _bytes(lambda out: image.save(out, kind, compression="group4"))
    return _bytes(lambda out: image.save(out, kind))


def document() -> bytes:
    """A page of PDF."""

    def save(out: BytesIO) -> None:
        canvas = Canvas(out, LETTER, invariant=1)
        canvas.drawString(72, 700, "A letter")
        canvas.save()

    return _bytes(save)


def _bytes(save: Callable[[BytesIO], object]) -> bytes:
    out = BytesIO()
    save(out)
    return out.getvalue()


if __name__ == "__main__":
    (HERE / "patients.xlsx").write_bytes(workbook())
    (HERE / "letter.pdf").write_bytes(document())
    for kind in ("PNG", "JPEG", "TIFF"):
        (HERE / f"letter.{kind.lower()}").write_bytes(picture(kind))
