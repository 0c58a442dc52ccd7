"""One form as the pages of one paper."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from app import words
from app.documents.flow import Setting, flowables, small_heading
from app.documents.fonts import printable, width
from app.documents.labels import label
from app.documents.layout import (
    PAGE_ROOM,
    Drawing,
    Grid,
    Typeset,
    columns,
    grid,
    padded,
    typeset,
)
from app.documents.page import NAME_ROOM, NAME_SIZE, PageFrame
from app.documents.pen import Kept, Pen, Sheets
from app.documents.style import (
    ACCENT,
    CLOSE,
    GREY,
    LARGE,
    LARGE_CLOSE,
    MEASURE,
    ORDINARY,
    STRONG,
    TINT,
    WIDE_MEASURE,
    WIDTH,
    Hand,
    Scale,
)
from app.documents.text import plain_text
from app.documents.values import PacketSheet, PaperSheet, PatientDetails
from app.domain.forms import Block, Initial, fields_of, shown

_CLOSER = 0.14  # of each earlier page: as much as the closer setting may save
_IDENTIFIERS = frozenset({"patient.name", "patient.born"})


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A paper whose pages are set aside and not yet in the file."""

    code: str
    form: str
    version: int
    language: str
    frame: PageFrame
    pages: tuple[Kept, ...]


def lay_out(paper: PaperSheet, packet: PacketSheet, sheets: Sheets) -> LaidOut:
    """The pages of a form for this packet's patient."""
    form, language = paper.form, paper.language
    large = "large-print" in paper.conditions
    return LaidOut(
        code=paper.code,
        form=form.id,
        version=form.version,
        language=language,
        frame=_frame(paper, packet, LARGE if large else ORDINARY),
        pages=_pages(paper, packet, sheets, large=large),
    )


def _pages(
    paper: PaperSheet, packet: PacketSheet, sheets: Sheets, *, large: bool
) -> tuple[Kept, ...]:
    def made(kinds: Scale) -> Typeset:
        return typeset(sheets, _story(paper, packet, kinds))

    first = made(LARGE if large else ORDINARY)
    saved = _CLOSER * PAGE_ROOM * (len(first.pages) - 1)
    if PAGE_ROOM - first.left > saved:
        return first.pages
    closer = made(LARGE_CLOSE if large else CLOSE)
    return closer.pages if len(closer.pages) < len(first.pages) else first.pages


def _frame(paper: PaperSheet, packet: PacketSheet, kinds: Scale) -> PageFrame:
    form, language = paper.form, paper.language
    is_draft = packet.draft or form.is_draft
    version = label("version", language, version=form.version)
    since = label("effective", language, day=words.short_day(form.effective, language))
    return PageFrame(
        clinic=packet.clinic.name,
        title=form.short(language),
        patient=packet.patient.name,
        born=label("born", language, born=packet.patient.born),
        form=(form.short(language), f"{version}, {since}"),
        printed=label("printed", language, printed=packet.printed),
        code=paper.code,
        code_word=label("code", language),
        watermark=label("draft", language) if is_draft else "",
        factor=kinds.factor,
    )


def _story(paper: PaperSheet, packet: PacketSheet, kinds: Scale) -> Iterator[Flowable]:
    form, language = paper.form, paper.language
    blocks = shown(paper.blocks, paper.conditions)
    yield from title_block(label(f"kind-{form.kind}", language), form.title(language), kinds)
    if form.evidences:
        yield _evidence(label("evidence", language), form.evidence(language), kinds)
    fits = _name_fits(packet.patient, kinds)
    if not fields_of(blocks) >= _IDENTIFIERS and (form.signers or not fits):
        yield identity(packet.patient, language, kinds)
    setting = Setting(
        scale=kinds,
        language=language,
        values=paper.values,
        conditions=paper.conditions,
        measure=_measure(blocks),
    )
    yield from flowables(blocks, setting)
    if form.kind == "education":
        yield from _sources(paper, kinds)


def _measure(blocks: Sequence[Block]) -> float:
    return MEASURE if any(isinstance(block, Initial) for block in blocks) else WIDE_MEASURE


def _name_fits(patient: PatientDetails, kinds: Scale) -> bool:
    return width(printable(patient.name), STRONG, NAME_SIZE * kinds.factor) <= NAME_ROOM


def title_block(kind: str, title: str, kinds: Scale) -> Iterator[Flowable]:
    """What kind of paper it is, small, and its title, large."""
    size = 7.6 * kinds.factor

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.write_spaced(x, top - size - 1.4, kind.upper(), Hand(STRONG, size, ACCENT))

    yield Drawing(size * 2 - 2, act, keep=True)
    yield plain_text(title, kinds.title, right=40)


def identity(patient: PatientDetails, language: str, kinds: Scale) -> Grid:
    """The patient's name, date of birth and chart, complete, on a tinted strip."""
    facts = (
        (label("patient", language), patient.name),
        (label("date-of-birth", language), patient.born),
        (label("chart", language), patient.chart),
    )
    return facts_row(facts, (2.2, 1.3, 1.0), kinds, after=14)


def facts_row(
    facts: Sequence[tuple[str, str]], shares: Sequence[float], kinds: Scale, after: float
) -> Grid:
    """Facts side by side on a tint, each under its small label."""
    cells = [[plain_text(name, kinds.label), plain_text(fact, kinds.cell)] for name, fact in facts]
    return grid(
        [["", *cells, ""]],
        [12, *columns(WIDTH - 24, shares, 14), 12],
        *padded(8),
        ("RIGHTPADDING", (1, 0), (-3, -1), 14),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        after=after,
    )


def _evidence(name: str, evidence: str, kinds: Scale) -> Drawing:
    text, size = printable(evidence), 8.5 * kinds.factor
    high = size + 11.5

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        before = 22 + width(name, STRONG, size)
        pen.panel((x, top - high, before + width(text, STRONG, size) + 12, high), TINT, high / 2)
        pen.write(x + 12, top - size - 4.5, name, Hand(STRONG, size, GREY))
        pen.write(x + before, top - size - 4.5, text, Hand(STRONG, size, ACCENT))

    return Drawing(high, act, after=14)


def _sources(paper: PaperSheet, kinds: Scale) -> Iterator[Flowable]:
    if not paper.form.sources:
        return
    yield small_heading(label("sources", paper.language), kinds, before=16, after=3)
    for source in paper.form.sources:
        facts = {"label": source.label, "date": source.date, "url": source.url}
        yield plain_text(label("source-read", paper.language, **facts), kinds.small)
