"""One form as the pages of one paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import NamedTuple

from reportlab.platypus import Flowable
from typing_extensions import override

from app import words
from app.documents.compiled import Layouts, Planned, SetPaper
from app.documents.filled import Recipe, set_filled
from app.documents.flow import Setting, flowables, small_heading
from app.documents.fonts import printable, width
from app.documents.labels import label
from app.documents.layout import (
    PAGE_ROOM,
    Drawing,
    Grid,
    columns,
    grid,
    padded,
)
from app.documents.page import NAME_ROOM, NAME_SIZE, PageFrame
from app.documents.pen import Pen
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
from app.documents.tags import Tag
from app.documents.text import Words, plain_text
from app.documents.values import PacketSheet, PaperSheet, PatientDetails
from app.domain.forms import Block, Form, Initial, Run, fields_of, shown

_CLOSER = 0.14  # of each earlier page: as much as the closer setting may save
_IDENTIFIERS = frozenset({"patient.name", "patient.born"})
_NAME, _BORN, _CHART = "identity.name", "identity.born", "identity.chart"
_WHO = (("patient", _NAME), ("date-of-birth", _BORN), ("chart", _CHART))
_MOST_LAYOUTS = 128


@dataclass(frozen=True, slots=True, kw_only=True)
class LaidOut:
    """A paper whose pages are set and not yet in the file."""

    code: str
    form: str
    version: int
    language: str
    frame: PageFrame
    paper: SetPaper


def lay_out(paper: PaperSheet, packet: PacketSheet) -> LaidOut:
    """The pages of a form for this packet's patient."""
    form, language = paper.form, paper.language
    kinds, closer = (LARGE, LARGE_CLOSE) if _is_large(paper) else (ORDINARY, CLOSE)
    return LaidOut(
        code=paper.code,
        form=form.id,
        version=form.version,
        language=language,
        frame=frame_of(paper, packet, kinds),
        paper=_planned(paper, packet, kinds, closer).paper(),
    )


def _is_large(paper: PaperSheet) -> bool:
    return "large-print" in paper.conditions


def _planned(paper: PaperSheet, packet: PacketSheet, kinds: Scale, closer: Scale) -> Planned:
    """The pages; set a little closer where that saves one."""
    patient = packet.patient
    values = {**paper.values, _NAME: patient.name, _BORN: patient.born, _CHART: patient.chart}
    fields = _fields(_Text(paper.blocks), paper.conditions)
    blank = frozenset(name for name in fields if not values.get(name, "").strip())
    named = is_named(paper, patient, kinds)
    text = _Text(paper.blocks)

    def made(*, close: bool) -> Planned:
        key = _Key(paper.form, text, paper.language, paper.conditions, blank, named, close)
        story = partial(story_of, paper, closer if close else kinds, values, named=named)
        return layouts_of(key).planned(story, values)

    first = made(close=False)
    if PAGE_ROOM - first.left > _CLOSER * PAGE_ROOM * (first.count - 1):
        return first
    second = made(close=True)
    return second if second.count < first.count else first


def is_named(paper: PaperSheet, patient: PatientDetails, kinds: Scale) -> bool:
    """Whether it says first who it is for, since neither its text nor its head does."""
    if _fields(_Text(paper.blocks), paper.conditions) >= _IDENTIFIERS:
        return False
    return bool(paper.form.signers) or not _name_fits(patient, kinds)


class _Text:
    """The blocks of a text, which is read once: another reading of the same counts as another."""

    __slots__ = ("blocks",)

    def __init__(self, blocks: tuple[Block, ...]) -> None:
        self.blocks = blocks

    @override
    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Text) and self.blocks is other.blocks

    @override
    def __hash__(self) -> int:
        return id(self.blocks)


class _Key(NamedTuple):
    """What a layout depends on besides how high its texts with fields are."""

    form: Form
    text: _Text
    language: str
    conditions: frozenset[str]
    blank: frozenset[str]
    named: bool
    close: bool


@lru_cache(maxsize=_MOST_LAYOUTS)
def layouts_of(key: _Key) -> Layouts:
    """The layouts of a form that depend on the same."""
    return Layouts(key.language)


@lru_cache(maxsize=_MOST_LAYOUTS)
def _fields(text: _Text, conditions: frozenset[str]) -> frozenset[str]:
    return fields_of(shown(text.blocks, conditions))


def frame_of(paper: PaperSheet, packet: PacketSheet, kinds: Scale) -> PageFrame:
    """What stands around the text of each page of a paper."""
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
        over=paper.own is not None,
    )


def story_of(
    paper: PaperSheet,
    kinds: Scale,
    values: Mapping[str, str],
    *,
    named: bool,
    slots: bool,
) -> Iterator[Flowable]:
    """The flowables of a form, with slots for its fields or without."""
    form, language = paper.form, paper.language
    blocks = shown(paper.blocks, paper.conditions)
    yield from title_block(label(f"kind-{form.kind}", language), form.title(language), kinds)
    if form.evidences:
        yield _evidence(label("evidence", language), form.evidence(language), kinds)
    if named:
        yield _named(values, language, kinds, slots=slots)
    setting = Setting(
        scale=kinds,
        language=language,
        values=values,
        conditions=paper.conditions,
        measure=_measure(blocks),
        slots=slots,
    )
    yield from flowables(blocks, setting)
    if form.kind == "education":
        yield from _sources(paper, kinds)


def _measure(blocks: Sequence[Block]) -> float:
    return MEASURE if any(isinstance(block, Initial) for block in blocks) else WIDE_MEASURE


def _name_fits(patient: PatientDetails, kinds: Scale) -> bool:
    return width(printable(patient.name), STRONG, NAME_SIZE * kinds.factor) <= NAME_ROOM


def title_block(kind: str, title: str | Words, kinds: Scale) -> Iterator[Flowable]:
    """What kind of paper it is, small, and its title, large."""
    size = 7.6 * kinds.factor

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.write_spaced(x, top - size - 1.4, kind.upper(), Hand(STRONG, size, ACCENT))

    yield Drawing(size * 2 - 2, act, keep=True, tag=Tag("P"))
    yield plain_text(title, kinds.title, right=40) if isinstance(title, str) else title


def identity(patient: PatientDetails, language: str, kinds: Scale) -> Grid:
    """The patient's name, date of birth and chart, complete, on a tinted strip."""
    values = {_NAME: patient.name, _BORN: patient.born, _CHART: patient.chart}
    return _named(values, language, kinds, slots=False)


def _named(values: Mapping[str, str], language: str, kinds: Scale, *, slots: bool) -> Grid:
    facts = [
        (label(name, language), set_filled(recipe, values, slots=slots))
        for name, field in _WHO
        for recipe in [Recipe((Run(field=field),), kinds.cell)]
    ]
    return facts_row(facts, (2.2, 1.3, 1.0), kinds, after=14)


def facts_row(
    facts: Sequence[tuple[str, str | Words]], shares: Sequence[float], kinds: Scale, after: float
) -> Grid:
    """Facts side by side on a tint, each under its small label."""
    cells = [
        [
            plain_text(name, kinds.label),
            fact if isinstance(fact, Words) else plain_text(fact, kinds.cell),
        ]
        for name, fact in facts
    ]
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

    return Drawing(high, act, after=14, tag=Tag("P"))


def _sources(paper: PaperSheet, kinds: Scale) -> Iterator[Flowable]:
    if not paper.form.sources:
        return
    yield small_heading(label("sources", paper.language), kinds, before=16, after=3)
    for source in paper.form.sources:
        facts = {"label": source.label, "date": source.date, "url": source.url}
        yield plain_text(label("source-read", paper.language, **facts), kinds.small)
