"""A patient's complete record as one PDF: an index, then everything kept, with bookmarks."""

from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from pikepdf import OutlineItem, Pdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable

from app import words
from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.labels import label
from app.documents.layout import grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Sheets
from app.documents.record_values import RecordPart, RecordSheet
from app.documents.style import (
    GREY,
    HAIR,
    ORDINARY,
    PAGE_HEIGHT,
    PAGE_SIZE,
    PAGE_WIDTH,
    SOFT,
    STRONG,
    Type,
)
from app.documents.text import plain_text

TITLE = "Complete record"
_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_CELL = Type(size=9, leading=12.4)
_STRONG = Type(size=9, leading=12.4, face=STRONG)
_QUIET = Type(size=8, leading=11, colour=GREY)
_ABOUT = Type(size=9, leading=12.4, colour=GREY, after=8)
_COLUMNS = (170.0, 96.0, _WIDE - 170 - 96 - 44, 44.0)
_HEADS = ("What", "When", "Signed, or what became of it", "Page")
_MARGIN = 24.0


def make_record(sheet: RecordSheet) -> bytes:
    """The bytes of the record: the index names the page on which each part begins."""
    fonts.register()
    index = _index(sheet, 0)
    with Pdf.open(BytesIO(index)) as tried:
        before = len(tried.pages)
    return _joined(sheet, _index(sheet, before))


def _index(sheet: RecordSheet, before: int) -> bytes:
    sheets = Sheets(TITLE, "en")
    pages = typeset(sheets, _story(sheet, before), _TOP, _BOTTOM, _WIDE).pages
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=TITLE,
        printed=label("printed", "en", printed=sheet.printed),
        under=sheet.clinic.address,
        warning="Confidential",
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, "en")


def _story(sheet: RecordSheet, before: int) -> Iterator[Flowable]:
    who = sheet.patient
    yield from title_block(TITLE, who.name, ORDINARY)
    count = words.plural(sum(part.count for part in sheet.parts), "page")
    born = f"Born {who.born}, chart {who.chart}"
    yield plain_text(f"{born}. {count} after this index, as of {sheet.printed}.", _ABOUT)
    if sheet.notice:
        yield plain_text(sheet.notice, _ABOUT)
    starts = _starts(sheet.parts, before)
    yield grid(
        [
            [plain_text(head, _QUIET) for head in _HEADS],
            *(_row(part, starts.get(number)) for number, part in enumerate(sheet.parts)),
        ],
        _COLUMNS,
        *padded(1.5, last=0),
        ruled("BELOW", SOFT, last=0),
        *padded(4.5, 1),
        ruled("BELOW", HAIR, first=1),
        ("RIGHTPADDING", (0, 0), (-2, -1), 8.0),
        heads=1,
        kind="Table",
    )


def _row(part: RecordPart, page: int | None) -> list[object]:
    return [
        plain_text(part.title, _STRONG),
        plain_text(part.when, _CELL),
        plain_text(part.told, _CELL),
        plain_text("not included" if page is None else str(page), _CELL),
    ]


def _starts(parts: Sequence[RecordPart], before: int) -> Mapping[int, int]:
    """The page on which each part begins that has any, counted from 1, by its place."""
    found: dict[int, int] = {}
    page = before + 1
    for number, part in enumerate(parts):
        if part.count:
            found[number] = page
            page += part.count
    return found


def _joined(sheet: RecordSheet, index: bytes) -> bytes:
    """The index and all pages in one file; each archived file is opened once."""
    opened: dict[bytes, Pdf] = {}
    with Pdf.open(BytesIO(index)) as whole:
        starts = _starts(sheet.parts, len(whole.pages))
        for part in sheet.parts:
            if part.pictures:
                with Pdf.open(BytesIO(_scan(part))) as scan:
                    whole.pages.extend(scan.pages)
            elif part.pages:
                source = opened.setdefault(part.pdf, Pdf.open(BytesIO(part.pdf)))
                first = part.first_page - 1
                whole.pages.extend(source.pages[first : first + part.pages])
        with whole.open_outline() as outline:
            outline.root.append(OutlineItem("Index", 0))
            for number, page in starts.items():
                part = sheet.parts[number]
                named = f"{part.title}, {part.when}"
                outline.root.append(OutlineItem(named, page - 1))
        return _saved(whole)


def _saved(whole: Pdf) -> bytes:
    """The bytes; what only a file of the index alone says of itself is taken out."""
    for key in ("/StructTreeRoot", "/MarkInfo", "/Metadata"):
        if key in whole.Root:
            del whole.Root[key]
    for page in whole.pages:
        if "/StructParents" in page:
            del page["/StructParents"]
    written = BytesIO()
    whole.save(written, deterministic_id=True)
    return written.getvalue()


def _scan(part: RecordPart) -> bytes:
    """The pages of a scan, each as large as the paper allows."""
    written = BytesIO()
    canvas: Any = Canvas(written, pagesize=PAGE_SIZE, invariant=True)
    wide, high = PAGE_WIDTH - 2 * _MARGIN, PAGE_HEIGHT - 2 * _MARGIN
    for picture in part.pictures:
        mode = "L" if picture.bands == 1 else "RGB"
        image = Image.frombytes(mode, (picture.width, picture.height), picture.pixels)
        canvas.drawImage(
            ImageReader(image),
            _MARGIN,
            _MARGIN,
            wide,
            high,
            preserveAspectRatio=True,
            anchor="c",
        )
        canvas.showPage()
    canvas.save()
    return written.getvalue()
