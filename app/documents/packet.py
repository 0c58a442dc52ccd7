"""A packet: the papers of one visit in one PDF, each on sheets of its own."""

from collections.abc import Iterator
from functools import lru_cache, partial

from app.documents import fonts
from app.documents.cover import lay_out_cover
from app.documents.labels import label
from app.documents.own_paper import lay_out_own
from app.documents.page import Surroundings, draw_blank, surroundings
from app.documents.paper import LaidOut, lay_out
from app.documents.style import PAGE_SIZE
from app.documents.values import (
    CoverSheet,
    MadePacket,
    MadePaper,
    PacketSheet,
    PaperSheet,
)
from app.documents.writer import Bound, Leaf, packed, write
from app.domain.refusal import Reason, refuse_if


def make_packet(sheet: PacketSheet) -> MadePacket:
    """The packet's bytes, and where its papers and boxes are; refused when letters are missing."""
    fonts.register()
    refuse_if(_unprintable(sheet))
    leaves: list[Leaf] = []
    papers: list[MadePaper] = []
    bound: list[Bound] = []
    for paper in _laid_out(sheet):
        bound.append(Bound(first=len(leaves), outline=paper.paper.outline))
        papers.append(_made(paper, len(leaves) + 1))
        leaves += _leaves(paper)
        if len(leaves) % 2:
            leaves.append(_blank(paper.language))
    pdf = write("Visit papers", _language(sheet), leaves, bound)
    return MadePacket(pdf=pdf, papers=tuple(papers), pages=len(leaves))


def _language(sheet: PacketSheet) -> str:
    languages = [paper.language for paper in sheet.papers if isinstance(paper, PaperSheet)]
    return languages[0] if languages else "en"


def _laid_out(sheet: PacketSheet) -> list[LaidOut]:
    forms = [
        _lay_out(paper, sheet.around(paper))
        for paper in sheet.papers
        if isinstance(paper, PaperSheet)
    ]
    waiting = iter(forms)
    return [
        lay_out_cover(paper, sheet, forms) if isinstance(paper, CoverSheet) else next(waiting)
        for paper in sheet.papers
    ]


def _lay_out(paper: PaperSheet, sheet: PacketSheet) -> LaidOut:
    return lay_out(paper, sheet) if paper.own is None else lay_out_own(paper, sheet, paper.own)


def _made(paper: LaidOut, first_page: int) -> MadePaper:
    return MadePaper(
        code=paper.code,
        form=paper.form,
        version=paper.version,
        language=paper.language,
        pages=len(paper.paper.pages),
        first_page=first_page,
        boxes=tuple(box for page in paper.paper.pages for box in page.boxes),
    )


def _leaves(paper: LaidOut) -> Iterator[Leaf]:
    """The pages of a paper, each over what surrounds it."""
    pages = paper.paper.pages
    around = Surroundings(paper.frame)
    for number, page in enumerate(pages, start=1):
        words = label("page", paper.language, page=number, pages=len(pages))
        streams, fonts_around = around.of(number, words)
        own = page.foreign is not None
        yield Leaf(
            streams=(page.stream, *streams) if own else (*streams, page.stream),
            fonts=page.fonts | fonts_around,
            size=PAGE_SIZE,
            foreign=page.foreign,
        )


@lru_cache(maxsize=8)
def _blank(language: str) -> Leaf:
    """The blank side that keeps two papers off one sheet."""
    drawn = surroundings(partial(draw_blank, words=label("blank", language)))
    return Leaf(streams=(packed(drawn),), fonts=fonts.used(drawn.decode("latin-1")), size=PAGE_SIZE)


def _unprintable(sheet: PacketSheet) -> Iterator[Reason]:
    """The letters that cannot be printed, by why."""
    said = "".join(_words(sheet))
    backwards = fonts.right_to_left(said)
    if backwards:
        yield Reason("right-to-left", {"letters": tuple(map(_shown, backwards))})
    missing = tuple(letter for letter in fonts.missing_letters(said) if letter not in backwards)
    if missing:
        yield Reason("no-glyphs", {"letters": tuple(map(_shown, missing))})


def _shown(letter: str) -> str:
    return letter if letter.isprintable() else f"U+{ord(letter):04X}"


def _words(sheet: PacketSheet) -> Iterator[str]:
    clinic, patient = sheet.clinic, sheet.patient
    yield from (clinic.name, patient.name, patient.born, patient.chart)
    for paper in sheet.papers:
        if isinstance(paper, PaperSheet):
            yield from (paper.why, *paper.values.values())
        else:
            yield from _cover_words(paper)


def _cover_words(cover: CoverSheet) -> Iterator[str]:
    visit = cover.visit
    yield from (visit.type, visit.room, visit.needs_attention, cover.note, *visit.people)
    for line in cover.readiness:
        yield from (line.item, line.words)
    for waiver in cover.waivers:
        yield from (waiver.item, waiver.by, waiver.reason, waiver.scope)
