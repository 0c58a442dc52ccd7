"""A packet: the papers of one visit in one PDF, each on sheets of its own."""

from collections.abc import Iterator
from functools import partial

from app.documents import fonts
from app.documents.cover import lay_out_cover
from app.documents.labels import label
from app.documents.page import draw_blank, draw_frame
from app.documents.paper import LaidOut, lay_out
from app.documents.pen import Kept, Sheets
from app.documents.values import (
    CoverSheet,
    MadePacket,
    MadePaper,
    PacketSheet,
    PaperSheet,
)
from app.domain.refusal import Reason


def make_packet(sheet: PacketSheet) -> MadePacket:
    """The packet's bytes, where its papers and boxes are, and what could not be printed."""
    fonts.register()
    sheets = Sheets("Visit papers", _language(sheet))
    papers: list[MadePaper] = []
    page = 1
    for paper in _laid_out(sheet, sheets):
        made = _put(sheets, paper, page)
        papers.append(made)
        page += made.pages + made.pages % 2
    return MadePacket(
        pdf=sheets.bytes(), papers=tuple(papers), pages=page - 1, notices=tuple(_notices(sheet))
    )


def _language(sheet: PacketSheet) -> str:
    languages = [paper.language for paper in sheet.papers if isinstance(paper, PaperSheet)]
    return languages[0] if languages else "en"


def _laid_out(sheet: PacketSheet, sheets: Sheets) -> list[LaidOut]:
    forms = [
        lay_out(paper, sheet.around(paper), sheets)
        for paper in sheet.papers
        if isinstance(paper, PaperSheet)
    ]
    waiting = iter(forms)
    return [
        lay_out_cover(paper, sheet, forms, sheets)
        if isinstance(paper, CoverSheet)
        else next(waiting)
        for paper in sheet.papers
    ]


def _put(sheets: Sheets, paper: LaidOut, first_page: int) -> MadePaper:
    count = len(paper.pages)
    for number, page in enumerate(paper.pages, start=1):
        page_words = label("page", paper.language, page=number, pages=count)
        around = partial(draw_frame, frame=paper.frame, page=number, page_words=page_words)
        sheets.put(page, around)
    if count % 2:
        sheets.put(Kept((), ()), partial(draw_blank, words=label("blank", paper.language)))
    return MadePaper(
        code=paper.code,
        form=paper.form,
        version=paper.version,
        language=paper.language,
        pages=count,
        first_page=first_page,
        boxes=tuple(box for page in paper.pages for box in page.boxes),
    )


def _notices(sheet: PacketSheet) -> Iterator[Reason]:
    letters = fonts.missing_letters("".join(_words(sheet)))
    if letters:
        yield Reason("letters-replaced", {"count": len(letters), "letters": tuple(letters)})


def _words(sheet: PacketSheet) -> Iterator[str]:
    clinic, patient = sheet.clinic, sheet.patient
    yield from (clinic.name, patient.name, patient.born, patient.chart)
    for paper in sheet.papers:
        if isinstance(paper, PaperSheet):
            yield from paper.values.values()
        else:
            yield from _cover_words(paper)


def _cover_words(cover: CoverSheet) -> Iterator[str]:
    visit = cover.visit
    yield from (visit.type, visit.room, visit.needs_attention, cover.note, *visit.people)
    for line in cover.readiness:
        yield from (line.item, line.words)
    for waiver in cover.waivers:
        yield from (waiver.by, waiver.reason)
