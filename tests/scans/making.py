"""Scans, good and bad, as files."""

from io import BytesIO

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import LETTER
from reportlab.pdfgen.canvas import Canvas


def picture(kind: str, colour: str = "white", size: tuple[int, int] = (850, 1100)) -> bytes:
    """A scanned page."""
    image = Image.new("RGB", size, colour)
    ImageDraw.Draw(image).rectangle((100, 100, 300, 120), fill="black")
    out = BytesIO()
    image.save(out, kind)
    return out.getvalue()


def tiff(pages: int) -> bytes:
    """A fax of several pages."""
    first, *others = [Image.new("1", (850, 1100), 1) for _ in range(pages)]
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=others, compression="group4")
    return out.getvalue()


def pdf(pages: int, password: str = "") -> bytes:
    """A letter as PDF."""
    out = BytesIO()
    canvas = Canvas(out, LETTER, encrypt=password or None, invariant=1)
    for number in range(1, pages + 1):
        canvas.drawString(72, 700, f"Page {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()
