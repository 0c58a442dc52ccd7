"""The desk's cover sheet: who, which visit, how it stands, what is in the packet and why."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import Flowable

from app import words
from app.documents.flow import small_heading
from app.documents.layout import Drawing, Grid, grid, padded, ruled, typeset
from app.documents.marks import MARKS
from app.documents.page import PageFrame
from app.documents.paper import LaidOut, facts_row, title_block
from app.documents.pen import Pen, Sheets
from app.documents.style import (
    BOX_GAP,
    GREY,
    HAIR,
    INK,
    ORDINARY,
    SOFT,
    STRONG,
    TICK,
    TINT,
    WIDTH,
    Type,
)
from app.documents.text import Words, frags, plain_text, set_text
from app.documents.values import CoverSheet, PacketSheet, PaperSheet, ReadinessLine, WaiverLine

FORM = "cover-sheet"
VERSION = 1
TITLE = "Desk cover sheet"

_ITEM = Type(size=9.2, leading=12.4, face=STRONG)
_WORDS = Type(size=8.9, leading=12.4)
_QUIET = Type(size=8.4, leading=11.5, colour=GREY)
_UNDER_NAME = Type(size=10.5, leading=14.6, colour=GREY, after=9)
_NAME = replace(ORDINARY, title=replace(ORDINARY.title, after=1))
_FACTS = replace(ORDINARY, cell=Type(size=9.2, leading=12.6))
_HEAD = Type(size=7.6, leading=10, colour=GREY)
_STOPS = {
    "booking": "Stops\u00a0booking.",
    "arrival": "Stops\u00a0check-in.",
    "start": "Stops\u00a0the\u00a0start.",
}
_STEPS = ("Printed", "Handed over", "Returned")
_READY_COLUMNS = (20.0, 120.0, 88.0, WIDTH - 228)
_PAPER_COLUMNS = (140.0, 156.0, 40.0, 52.0, 52.0, 52.0)
_PAPER_PADDING = 5.2


def lay_out_cover(
    cover: CoverSheet, packet: PacketSheet, papers: Sequence[LaidOut], sheets: Sheets
) -> LaidOut:
    """The pages of the cover sheet of a packet whose papers are laid out."""
    return LaidOut(
        code=cover.code,
        form=FORM,
        version=VERSION,
        language="en",
        frame=_frame(cover, packet),
        pages=typeset(sheets, _story(cover, packet, papers)).pages,
    )


def _frame(cover: CoverSheet, packet: PacketSheet) -> PageFrame:
    return PageFrame(
        clinic=packet.clinic.name,
        title=TITLE,
        patient=packet.patient.name,
        born=f"Born {packet.patient.born}",
        form=(TITLE, f"Version {VERSION}", "Stays at the clinic"),
        printed=f"Printed {packet.printed}",
        code=cover.code,
        code_word="Code",
        watermark="DRAFT" if packet.draft else "",
    )


def _story(cover: CoverSheet, packet: PacketSheet, papers: Sequence[LaidOut]) -> Iterator[Flowable]:
    patient, visit = packet.patient, cover.visit
    yield from title_block("For the desk", patient.name, _NAME)
    told = (f"Born {patient.born}", f"Chart {patient.chart}", cover.mark)
    yield plain_text("   ·   ".join(part for part in told if part), _UNDER_NAME)
    facts = (
        ("Visit", f"{visit.type}\n{visit.status}"),
        ("When", f"{visit.day}\n{visit.time}"),
        ("Room", visit.room),
        ("With", "\n".join(visit.people)),
    )
    yield facts_row(facts, (1.25, 1.5, 0.9, 1.35), _FACTS, after=10)
    if visit.needs_attention:
        yield _attention(visit.needs_attention)
    yield from _readiness(cover.readiness)
    yield from (_waiver(waiver) for waiver in cover.waivers)
    yield from _contents(packet, papers)
    if cover.note:
        yield plain_text(cover.note, _WORDS)


def _attention(sentences: str) -> Grid:
    return grid(
        [[[plain_text("Needs attention", _ITEM), plain_text(sentences, _WORDS)]]],
        [WIDTH],
        *padded(9),
        ("LEFTPADDING", (0, 0), (-1, -1), 16),
        ("RIGHTPADDING", (0, 0), (-1, -1), 16),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ruled("BEFORE", INK, 2.5),
        after=10,
    )


def _readiness(lines: Sequence[ReadinessLine]) -> Iterator[Flowable]:
    if not lines:
        return
    asked = [line for line in lines if line.state != "not_needed"]
    done = [line for line in asked if line.state in {"met", "waived"}]
    title = f"Ready: {len(done)} of {len(asked)}"
    yield small_heading(title, ORDINARY, before=12, after=2)
    rows = [_readiness_row(line) for line in lines]
    gaps = ("RIGHTPADDING", (1, 0), (2, -1), 6)
    yield grid(rows, _READY_COLUMNS, *padded(3.2), gaps, ruled("BELOW", HAIR))


def _readiness_row(line: ReadinessLine) -> list[Flowable]:
    told = [*frags(line.words, _WORDS)]
    if line.stops in _STOPS:
        told += frags(f" {_STOPS[line.stops]}", _WORDS, bold=True)
    return [
        mark(line.state),
        plain_text(line.item, _ITEM),
        plain_text(words.state_word(line.state), _WORDS),
        set_text(told, _WORDS),
    ]


def mark(state: str, high: float = 12.4) -> Drawing:
    """The shape of a gate state, in a line of this height."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        MARKS[state](pen, x + 6, top - high / 2 - 0.2)

    return Drawing(high, act)


def _waiver(waiver: WaiverLine) -> Words:
    told = f"{waiver.item} waived by {waiver.by} on {waiver.on}"
    scope = f" {waiver.scope}" if waiver.scope else ""
    until = f", until {waiver.until}" if waiver.until else ""
    kind = Type(size=8.9, leading=12.4, before=6, after=3)
    reason = frags(f"{scope}{until}: {waiver.reason}", kind)
    return set_text([*frags(told, kind, bold=True), *reason], kind)


def _contents(packet: PacketSheet, papers: Sequence[LaidOut]) -> Iterator[Flowable]:
    sheets = [paper for paper in packet.papers if isinstance(paper, PaperSheet)]
    if not sheets:
        return
    title = f"In this packet: {_count(len(sheets), 'paper')}"
    yield small_heading(title, ORDINARY, before=18, after=0)
    heads = [plain_text(head, _HEAD) for head in ("Paper", "Why", "Pages")]
    heads += [plain_text(step, replace(_HEAD, centred=True)) for step in _STEPS]
    rows = [_paper_row(sheet, paper) for sheet, paper in zip(sheets, papers, strict=True)]
    yield grid(
        [heads, *rows],
        _PAPER_COLUMNS,
        *padded(1.5, last=0),
        *padded(_PAPER_PADDING, first=1),
        ("RIGHTPADDING", (0, 0), (2, -1), 6),
        ("ALIGN", (3, 1), (-1, -1), "CENTER"),
        ruled("BELOW", SOFT, last=0),
        ruled("BELOW", HAIR, first=1),
        heads=1,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _paper_row(sheet: PaperSheet, paper: LaidOut) -> list[Flowable]:
    title = frags(sheet.form.short(sheet.language), _ITEM)
    return [
        set_text([*title, *frags(f"  v{sheet.form.version}", _QUIET)], _ITEM),
        plain_text(sheet.why, _WORDS),
        plain_text(str(len(paper.pages)), _WORDS),
        *(_tick(sheet.code, step) for step in _STEPS),
    ]


def _tick(code: str, step: str) -> Drawing:
    name = f"{code}:{step.lower().replace(' ', '-')}"

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        pen.box(name, "tick", "desk", (x, top - TICK, TICK, TICK))

    return Drawing(TICK + BOX_GAP - 2 * _PAPER_PADDING, act, wide=TICK)
