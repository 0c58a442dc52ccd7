"""The desk's cover sheet: who, which visit, how it stands, what is in the packet and why."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, partial
from typing import NamedTuple

from reportlab.platypus import Flowable

from app import words
from app.documents.compiled import Layouts, SetPaper
from app.documents.filled import Recipe, set_filled
from app.documents.flow import small_heading
from app.documents.labels import label
from app.documents.layout import Drawing, Grid, grid, padded, ruled
from app.documents.marks import MARKS
from app.documents.page import PageFrame
from app.documents.paper import LaidOut, facts_row, title_block
from app.documents.pen import Pen
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
from app.documents.values import CoverSheet, PacketSheet, PaperSheet, WaiverLine
from app.domain.forms import Inline, Run
from app.domain.packets import Box

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
_VISIT = ("visit", "when", "room", "with")
_WAIVER = Type(size=8.9, leading=12.4, before=6, after=3)
_TITLE_RIGHT = 40.0
_LANGUAGE = "en"
_STEPS = ("Printed", "Handed over", "Returned")
_READY_COLUMNS = (20.0, 120.0, 88.0, WIDTH - 228)
_PAPER_COLUMNS = (140.0, 156.0, 40.0, 52.0, 52.0, 52.0)
_PAPER_PADDING = 5.2


def lay_out_cover(cover: CoverSheet, packet: PacketSheet, papers: Sequence[LaidOut]) -> LaidOut:
    """The pages of the cover sheet of a packet whose papers are laid out."""
    told = _told(cover, packet, papers)
    key = _Key(
        states=tuple(line.state for line in cover.readiness),
        waivers=len(cover.waivers),
        papers=tuple(_titles(packet)),
        runs=tuple(told.runs.items()),
    )
    story = partial(_story, key, told)
    made = layouts_of(key).planned(story, told.values).paper()
    return LaidOut(
        code=cover.code,
        form=FORM,
        version=VERSION,
        language=_LANGUAGE,
        frame=_frame(cover, packet),
        paper=_named_by_paper(made, [paper.code for paper in papers]),
    )


def _named_by_paper(made: SetPaper, codes: Sequence[str]) -> SetPaper:
    """The cover with its boxes named by the papers they are for."""

    def named(box: Box) -> Box:
        place, step = box.id.split(":")
        return replace(box, id=f"{codes[int(place)]}:{step}")

    pages = [replace(page, boxes=tuple(map(named, page.boxes))) for page in made.pages]
    return replace(made, pages=tuple(pages))


class _Key(NamedTuple):
    """What the layout of a cover depends on besides how high its texts are."""

    states: tuple[str, ...]
    waivers: int
    papers: tuple[tuple[str, str], ...]
    """The short title of each in the desk's language, and which text of it is printed."""
    runs: tuple[tuple[str, Inline], ...]


@lru_cache(maxsize=64)
def layouts_of(key: _Key) -> Layouts:
    """The layouts of covers that say the same kinds of things."""
    del key
    return Layouts(_LANGUAGE)


@dataclass(slots=True)
class _Told:
    """The texts of a cover by their places: what is in them always, and what by patient."""

    runs: dict[str, Inline] = field(default_factory=dict[str, Inline])
    values: dict[str, str] = field(default_factory=dict[str, str])
    slots: bool = True

    def put(self, place: str, *parts: str | Run, bold: int = -1) -> None:
        """A text of these parts, of which the strings differ by patient and one may be bold."""
        self.runs[place] = tuple(
            run
            for number, part in enumerate(parts)
            for run in self._runs(f"{place}.{number}", part, bold=number == bold)
        )

    def _runs(self, name: str, part: str | Run, *, bold: bool) -> Iterator[Run]:
        if isinstance(part, Run):
            yield part
            return
        for number, line in enumerate(part.split("\n")):
            if number:
                yield Run(text="\n")
            if line.strip():
                self.values[f"{name}.{number}"] = line
                yield Run(field=f"{name}.{number}", bold=bold)

    def words(self, place: str, kind: Type, right: float = 0.0) -> Words:
        """The text of a place."""
        recipe = Recipe(self.runs[place], kind, right=right)
        return set_filled(recipe, self.values, slots=self.slots)


def _told(cover: CoverSheet, packet: PacketSheet, papers: Sequence[LaidOut]) -> _Told:
    told, patient, visit = _Told(), packet.patient, cover.visit
    told.put("name", patient.name)
    who = (f"Born {patient.born}", f"Chart {patient.chart}", cover.mark)
    told.put("born", "   ·   ".join(part for part in who if part))
    facts = ((visit.type, visit.status), (visit.day, visit.time), (visit.room,), visit.people)
    for name, lines in zip(_VISIT, facts, strict=True):
        told.put(name, "\n".join(lines))
    if visit.needs_attention:
        told.put("attention", visit.needs_attention)
    for place, line in enumerate(cover.readiness):
        stops = [Run(text=f" {_STOPS[line.stops]}", bold=True)] if line.stops in _STOPS else []
        told.put(f"item-{place}", line.item)
        told.put(f"words-{place}", line.words, *stops)
    for place, waiver in enumerate(cover.waivers):
        waived = f"{waiver.item} waived by {waiver.by} on {waiver.on}"
        scope = [Run(text=" "), _scope(waiver)] if waiver.scope else [_scope(waiver)]
        told.put(f"waiver-{place}", waived, *scope, Run(text=": "), waiver.reason, bold=0)
    for place, (sheet, paper) in enumerate(zip(_papers(packet), papers, strict=True)):
        told.put(f"why-{place}", sheet.why)
        told.put(f"pages-{place}", str(len(paper.paper.pages)))
    if cover.note:
        told.put("note", cover.note)
    return told


def _scope(waiver: WaiverLine) -> str:
    return waiver.scope + (f", until {waiver.until}" if waiver.until else "")


def _papers(packet: PacketSheet) -> list[PaperSheet]:
    return [sheet for sheet in packet.papers if isinstance(sheet, PaperSheet)]


def _titles(packet: PacketSheet) -> Iterator[tuple[str, str]]:
    for sheet in _papers(packet):
        version = f"v{sheet.form.version}"
        if sheet.language != _LANGUAGE:
            version += f"\u00a0·\u00a0{words.language_word(sheet.language)}"
        yield sheet.form.short(_LANGUAGE), version


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


def _story(key: _Key, told: _Told, *, slots: bool) -> Iterator[Flowable]:
    told.slots = slots
    yield from title_block("For the desk", told.words("name", _NAME.title, _TITLE_RIGHT), _NAME)
    yield told.words("born", _UNDER_NAME)
    facts = [(fact.title(), told.words(fact, _FACTS.cell)) for fact in _VISIT]
    yield facts_row(facts, (1.25, 1.5, 0.9, 1.35), _FACTS, after=10)
    if "attention" in told.runs:
        yield _attention(told)
    yield from _readiness(key.states, told)
    yield from (told.words(f"waiver-{place}", _WAIVER) for place in range(key.waivers))
    yield from _contents(key.papers, told)
    if "note" in told.runs:
        yield told.words("note", _WORDS)


def _attention(told: _Told) -> Grid:
    return grid(
        [[[plain_text("Needs attention", _ITEM), told.words("attention", _WORDS)]]],
        [WIDTH],
        *padded(9),
        ("LEFTPADDING", (0, 0), (-1, -1), 16),
        ("RIGHTPADDING", (0, 0), (-1, -1), 16),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        ruled("BEFORE", INK, 2.5),
        after=10,
    )


def _readiness(states: Sequence[str], told: _Told) -> Iterator[Flowable]:
    if not states:
        return
    asked = [state for state in states if state != "not_needed"]
    done = [state for state in asked if state in {"met", "waived"}]
    title = f"Ready: {len(done)} of {len(asked)}"
    yield small_heading(title, ORDINARY, before=12, after=2)
    rows = [_readiness_row(place, state, told) for place, state in enumerate(states)]
    gaps = ("RIGHTPADDING", (1, 0), (2, -1), 6)
    lines_below = ruled("BELOW", HAIR)
    yield grid(rows, _READY_COLUMNS, *padded(3.2), gaps, lines_below, kind="Table", head_column=1)


def _readiness_row(place: int, state: str, told: _Told) -> list[Flowable]:
    return [
        mark(state),
        told.words(f"item-{place}", _ITEM),
        plain_text(words.state_word(state), _WORDS),
        told.words(f"words-{place}", _WORDS),
    ]


def mark(state: str, high: float = 12.4) -> Drawing:
    """The shape of a gate state, in a line of this height."""

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        MARKS[state](pen, x + 6, top - high / 2 - 0.2)

    return Drawing(high, act)


def _contents(papers: Sequence[tuple[str, str]], told: _Told) -> Iterator[Flowable]:
    if not papers:
        return
    title = f"In this packet: {_count(len(papers), 'paper')}"
    yield small_heading(title, ORDINARY, before=18, after=0)
    heads = [plain_text(head, _HEAD) for head in ("Paper", "Why", "Pages")]
    heads += [plain_text(step, replace(_HEAD, centred=True)) for step in _STEPS]
    rows = [_paper_row(place, *paper, told) for place, paper in enumerate(papers)]
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
        kind="Table",
        head_column=0,
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _paper_row(place: int, title: str, version: str, told: _Told) -> list[Flowable]:
    named = [*frags(title, _ITEM), *frags(f"  {version}", _QUIET)]
    return [
        set_text(named, _ITEM),
        told.words(f"why-{place}", _WORDS),
        told.words(f"pages-{place}", _WORDS),
        *(_tick(place, step) for step in _STEPS),
    ]


def _tick(place: int, step: str) -> Drawing:
    name = f"{place}:{step.lower().replace(' ', '-')}"

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        with pen.blank(label("to-tick", "en", what=step), tick=True):
            pen.box(name, "tick", "desk", (x, top - TICK, TICK, TICK))

    return Drawing(TICK + BOX_GAP - 2 * _PAPER_PADDING, act, wide=TICK)
