"""Takes a clinic's own PDF apart, by pikepdf and pdfium. Runs in the child alone."""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, PasswordError, Pdf, PdfError
from PIL import ImageOps
from pypdfium2 import PdfDocument, PdfiumError

from app.domain.codes import LAST_PAGE
from app.domain.own_pdfs import LEFT_OUT, OwnPage, OwnPdf, Rectangle, written_own_pdf
from app.domain.refusal import refuse
from app.scans.pieces import Pieces

HEAD = 1_024
SHORTEST, LONGEST = 72.0, 1_728.0
"""Points of a page's sides: one inch, and two feet."""

PAPER = 245
"""From this grey on it is paper, not ink."""

INK: Any = (0,) * (256 - PAPER) + (255,) * PAPER
"""What each grey of a page turned black for white is then: nothing, or ink."""

MOST_WORDS = 20_000
"""Letters of a page that are told to who cannot see it."""

MEDIA = frozenset({"/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"})


def answer(content: bytes) -> bytes:
    """The pages of a PDF, and what draws them; refused when they are not all there is to it."""
    if b"%PDF-" not in content[:HEAD]:
        raise refuse("own-pdf-kind")
    with _opened(content) as pdf:
        _require_plain(pdf)
        left_out = tuple(word for word in LEFT_OUT if word in set(_besides(pdf)))
        _flatten(pdf)
        pieces = Pieces()
        pages = [_page(pieces, page, number) for number, page in enumerate(pdf.pages, start=1)]
        seen = tuple(_seen(pdf, pages))
    return written_own_pdf(OwnPdf(pages=seen, pieces=pieces.all(), left_out=left_out))


@contextmanager
def _opened(content: bytes) -> Generator[Pdf]:
    try:
        with Pdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            if pdf.is_encrypted:
                raise refuse("own-pdf-locked")
            if not 1 <= len(pdf.pages) <= LAST_PAGE:
                raise refuse("own-pdf-pages", pages=len(pdf.pages), most=LAST_PAGE)
            yield pdf
    except PasswordError as fault:
        raise refuse("own-pdf-locked") from fault
    except PdfError as fault:
        raise refuse("own-pdf-broken") from fault


def _require_plain(pdf: Pdf) -> None:
    """Refuse what does not look on paper as its pages say."""
    root: Any = pdf.Root
    if "/XFA" in root.get("/AcroForm", {}):
        raise refuse("own-pdf-xfa")
    if "/Collection" in root:
        raise refuse("own-pdf-portfolio")
    layers: Any = root.get("/OCProperties", {}).get("/D", {})
    if len(layers.get("/OFF", [])) or layers.get("/BaseState", "/ON") != "/ON":
        raise refuse("own-pdf-layers")


def _besides(pdf: Pdf) -> Iterator[str]:
    """What there is besides the pages."""
    root: Any = pdf.Root
    names: Any = root.get("/Names", {})
    if {"/AA"} & set(root.keys()) or "/JavaScript" in names:
        yield "scripts"
    yield from _acts(root.get("/OpenAction"))
    if "/EmbeddedFiles" in names or "/AF" in root:
        yield "files"
    if len(root.get("/AcroForm", {}).get("/Fields", [])):
        yield "fields"
    for page in pdf.pages:
        if "/AA" in page:
            yield "scripts"
        for each in page.get("/Annots", []):
            yield from _noted(each)


def _noted(annotation: Any) -> Iterator[str]:  # noqa: ANN401 -- pikepdf's own
    kind = str(annotation.get("/Subtype", ""))
    if "/AA" in annotation:
        yield "scripts"
    yield from _acts(annotation.get("/A"))
    if kind in MEDIA:
        yield "media"
    elif kind == "/FileAttachment":
        yield "files"
    elif kind == "/Widget":
        yield "fields"
    elif kind not in {"/Link", "/Popup"}:
        yield "comments"


def _acts(action: Any) -> Iterator[str]:  # noqa: ANN401 -- the same
    """What an action is: a way to a place, or something that is run."""
    if action is None:
        return
    kind = action.get("/S", "/GoTo") if isinstance(action, Dictionary) else "/GoTo"
    yield "links" if kind in {"/GoTo", "/GoToR", "/URI", "/Named"} else "scripts"


def _flatten(pdf: Pdf) -> None:
    """Make fields and comments a part of their pages, as they would be printed."""
    if "/AcroForm" in pdf.Root:
        pdf.generate_appearance_streams()
    pdf.flatten_annotations("print")
    for page in pdf.pages:
        if "/Annots" in page:
            del page["/Annots"]


def _page(pieces: Pieces, page: Any, number: int) -> OwnPage:  # noqa: ANN401 -- the same
    """A page as a drawing of its own (8.10), and what of it is seen."""
    unit = float(page.get("/UserUnit", 1))
    box = _shared(_sides(page.mediabox), _sides(page.cropbox))
    turn = int(page.rotation) // 90 % 4
    made = OwnPage(piece=0, box=box, turn=turn, unit=unit)
    if not all(SHORTEST <= side <= LONGEST for side in made.size):
        inches = tuple(f"{side / 72:.1f}" for side in made.size)
        raise refuse("own-pdf-size", page=number, wide=inches[0], high=inches[1])
    drawing = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array(list(box)), Resources=page.resources
    )
    if "/Group" in page:
        drawing["/Group"] = page["/Group"]
    try:
        page.contents_coalesce()
        code = page.Contents.read_bytes() if "/Contents" in page else b""
    except PdfError as fault:
        raise refuse("own-pdf-page-broken", page=number) from fault
    return OwnPage(piece=pieces.drawing(drawing, code), box=box, turn=turn, unit=unit)


def _sides(box: Any) -> Rectangle:  # noqa: ANN401 -- the same
    one, two, three, four = (float(side) for side in box)
    return min(one, three), min(two, four), max(one, three), max(two, four)


def _shared(one: Rectangle, two: Rectangle) -> Rectangle:
    left, bottom, right, top = zip(one, two, strict=True)
    return max(left), max(bottom), min(right), min(top)


def _seen(pdf: Pdf, pages: list[OwnPage]) -> Iterator[OwnPage]:
    """The pages with where there is ink on each, and its words; each is drawn once."""
    saved = BytesIO()
    pdf.save(saved)
    document: Any = PdfDocument(saved.getvalue())
    try:
        for number, page in enumerate(pages):
            yield _looked_at(document, number, page)
    finally:
        document.close()


def _looked_at(document: Any, number: int, page: OwnPage) -> OwnPage:  # noqa: ANN401 -- pdfium's
    wide, high = page.size
    try:
        shown = document[number]
        scale = wide / max(shown.get_size()[0], 1)
        image: Any = shown.render(scale=scale, grayscale=True).to_pil().convert("L")
        said = shown.get_textpage().get_text_range()
    except (PdfiumError, ValueError) as fault:
        raise refuse("own-pdf-page-broken", page=number + 1) from fault
    inverted: Any = ImageOps.invert(image)
    inked = inverted.point(INK).getbbox()
    across, down = wide / image.width, high / image.height
    ink = None
    if inked is not None:
        left, top, right, bottom = inked
        ink = (left * across, high - bottom * down, right * across, high - top * down)
    words = " ".join("".join(c if c.isprintable() else " " for c in said).split())
    return OwnPage(
        piece=page.piece,
        box=page.box,
        turn=page.turn,
        unit=page.unit,
        ink=ink,
        words=words[:MOST_WORDS],
    )
