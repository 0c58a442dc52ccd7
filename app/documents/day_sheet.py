"""The day sheet of the morning huddle: who needs somebody first, the visits, openings, rides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from reportlab.platypus import Flowable

from app import words
from app.documents import fonts
from app.documents.cover import mark
from app.documents.desk_page import DeskFrame, framed, tick_box
from app.documents.flow import small_heading
from app.documents.labels import label
from app.documents.layout import Grid, Typeset, grid, padded, ruled, typeset
from app.documents.paper import title_block
from app.documents.pen import Kept, Sheets
from app.documents.style import (
    GREY,
    HAIR,
    ORDINARY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    SOFT,
    STRONG,
    TINT,
    Scale,
    Type,
)
from app.documents.text import Words, frags, plain_text, set_text
from app.documents.values import (
    DaySheet,
    DayVisit,
    NeedLine,
    OpeningLine,
    RideLine,
    SessionLine,
)
from app.domain.codes import grouped

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_WHOLE = 240.0
_SPARE = 12.0


@dataclass(frozen=True, slots=True, kw_only=True)
class _Density:
    """How closely the sheet is set: in types and distances, and whether lines are joined."""

    cell: Type
    strong: Type
    quiet: Type
    head: Type
    pad: float
    gap: float
    before: float
    title: Scale
    joined: bool = False
    """Whether what is quiet goes on in the line of what it is about."""
    visits: tuple[float, ...]
    needs: tuple[float, ...]
    rides: tuple[float, ...]
    others: tuple[float, ...]


_ROOMY = _Density(
    cell=Type(size=9, leading=12.4),
    strong=Type(size=9, leading=12.4, face=STRONG),
    quiet=Type(size=8, leading=11, colour=GREY),
    head=Type(size=7.6, leading=10, colour=GREY),
    pad=4.5,
    gap=8.0,
    before=14.0,
    title=ORDINARY,
    visits=(46.0, 138.0, 124.0, 72.0, 18.0, _WIDE - 398),
    needs=(18.0, 56.0, 18.0, 126.0, 200.0, _WIDE - 418),
    rides=(46.0, 190.0, 170.0, _WIDE - 406),
    others=(76.0, 120.0, 116.0, _WIDE - 312),
)
_CLOSE = _Density(
    cell=Type(size=8.2, leading=10.6),
    strong=Type(size=8.2, leading=10.6, face=STRONG),
    quiet=Type(size=7, leading=10.6, colour=GREY),
    head=Type(size=7, leading=9, colour=GREY),
    pad=2.2,
    gap=5.0,
    before=8.0,
    joined=True,
    title=replace(ORDINARY, title=replace(ORDINARY.title, size=16, leading=19, after=6)),
    visits=(54.0, 132.0, 148.0, 59.0, 15.0, _WIDE - 408),
    needs=(15.0, 44.0, 16.0, 130.0, 232.0, _WIDE - 437),
    rides=(34.0, 98.0, _WIDE / 2 - 132) * 2,
    others=(60.0, 110.0, 110.0, _WIDE - 280),
)


def make_day_sheet(sheet: DaySheet) -> bytes:
    """The bytes of a day's sheet: as few pages as it takes, with as much room as they leave."""
    fonts.register()
    sheets = Sheets("Day sheet", "en")
    pages = _pages(sheet, sheets)
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=f"Day sheet  ·  {sheet.day}",
        printed=label("printed", "en", printed=sheet.printed),
        under=_audit(sheet),
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, "en")


def _pages(sheet: DaySheet, sheets: Sheets) -> Sequence[Kept]:
    def made(as_set: _Density) -> Typeset:
        return typeset(sheets, _story(sheet, as_set), _TOP, _BOTTOM, _WIDE)

    roomy = made(_ROOMY).pages
    if len(roomy) == 1:
        return roomy
    close = made(_CLOSE)
    if len(close.pages) >= len(roomy):
        return roomy
    spread = made(_spread(sheet, close)).pages if len(close.pages) == 1 else close.pages
    return spread if len(spread) == len(close.pages) else close.pages


def _spread(sheet: DaySheet, close: Typeset) -> _Density:
    """The close setting, with what is left of its page given to the rows."""
    lines = (*sheet.needs_first, *sheet.visits, *sheet.sessions, *sheet.openings, *sheet.rides)
    more = (close.left - _SPARE) / (2 * len(lines))
    return replace(_CLOSE, pad=min(_CLOSE.pad + max(more, 0), _ROOMY.pad))


def _audit(sheet: DaySheet) -> str:
    parts = [f"Audit entries {sheet.audit_count}"] if sheet.audit_count else []
    if sheet.audit_head:
        parts.append(f"head {sheet.audit_head}")
    return "  ·  ".join(parts)


def _story(sheet: DaySheet, as_set: _Density) -> Iterator[Flowable]:
    yield from title_block("Day sheet", sheet.day, as_set.title)
    if sheet.note:
        yield _note(sheet.note, as_set)
    if sheet.needs_first:
        rows = [_need(line, as_set) for line in sheet.needs_first]
        yield _heading("Needs you first", sheet.needs_first, as_set)
        yield _rows(rows, as_set.needs, as_set, about=3)
    yield _heading("Visits", sheet.visits, as_set)
    if sheet.visits:
        rows = [_visit(visit, as_set) for visit in sheet.visits]
        yield _rows(rows, as_set.visits, as_set, ("Time", "Patient", "Visit", "Room", "", "Ready"))
    else:
        yield plain_text("No visits on this day.", as_set.cell)
    yield from _after(sheet, as_set)


def _after(sheet: DaySheet, as_set: _Density) -> Iterator[Flowable]:
    """What stands below the visits, each list only where it has lines."""
    sessions = [_session(line, as_set) for line in sheet.sessions]
    openings = [_opening(line, as_set) for line in sheet.openings]
    for title, rows, heads in (
        ("Group sessions", sessions, _SESSION_HEADS),
        ("Openings that the wait list fits", openings, _OPEN_HEADS),
    ):
        if rows:
            yield _heading(title, rows, as_set)
            yield _whole(_rows(rows, as_set.others, as_set, heads))
    if sheet.rides:
        yield _heading("Rides due", sheet.rides, as_set)
        yield _whole(_rides(sheet.rides, as_set))


_SESSION_HEADS = ("Time", "Session", "With", "Seats")
_OPEN_HEADS = ("Time", "Room", "For", "Who waits")
_RIDE_HEADS = ("Time", "Patient", "Ride", "Telephone")


def _heading(title: str, lines: Sequence[object], as_set: _Density) -> Grid:
    return small_heading(f"{title} ({len(lines)})", ORDINARY, as_set.before, after=0, wide=_WIDE)


def _note(note: str, as_set: _Density) -> Grid:
    return grid(
        [[plain_text(note, as_set.cell)]],
        [_WIDE],
        *padded(5),
        ("LEFTPADDING", (0, 0), (-1, -1), 10),
        ("BACKGROUND", (0, 0), (-1, -1), TINT),
        after=4,
    )


def _whole(made: Grid) -> Grid:
    made.whole_below = _WHOLE
    return made


def _rows(
    rows: Sequence[Sequence[object]],
    widths: Sequence[float],
    as_set: _Density,
    heads: Sequence[str] = (),
    about: int = 1,
) -> Grid:
    first = int(bool(heads))
    styles = [
        *padded(as_set.pad, first),
        ruled("BELOW", HAIR, first=first),
        ("RIGHTPADDING", (0, 0), (-2, -1), as_set.gap),
    ]
    if heads:
        styles += [*padded(1.5, last=0), ruled("BELOW", SOFT, last=0)]
    named = [[plain_text(head, as_set.head) for head in heads]] * first
    return grid([*named, *rows], widths, *styles, heads=first, kind="Table", head_column=about)


def _need(line: NeedLine, as_set: _Density) -> list[Flowable]:
    state = frags(f"{words.state_word(line.state)}: ", as_set.cell, bold=True)
    return [
        tick_box(as_set.cell.leading),
        plain_text(line.time, as_set.strong),
        mark(line.state, as_set.cell.leading),
        plain_text(line.patient, as_set.strong),
        set_text([*state, *frags(line.words, as_set.cell)], as_set.cell),
        plain_text(line.action, as_set.cell),
    ]


def _visit(visit: DayVisit, as_set: _Density) -> list[object]:
    codes = "  ".join(grouped(code) for code in visit.codes)
    what = f"{visit.type} · {visit.step}" if visit.step else visit.type
    count = f"{visit.met} of {visit.of} · " if visit.of else ""
    ready = f"{count}{words.state_word(visit.state)}"
    return [
        _time(visit, as_set),
        _stacked(as_set, (visit.patient, as_set.strong), (codes, as_set.quiet)),
        _stacked(as_set, (what, as_set.cell), (visit.people, as_set.quiet)),
        plain_text(visit.room, as_set.cell),
        mark(visit.state, as_set.cell.leading),
        _stacked(
            as_set,
            (ready, as_set.strong),
            (visit.words, as_set.quiet),
            (visit.status, as_set.quiet),
        ),
    ]


def _time(visit: DayVisit, as_set: _Density) -> list[Words]:
    if as_set.joined:
        rest = frags(f"–{visit.until}" if visit.until else "", as_set.quiet)
        return [set_text([*frags(visit.time, as_set.strong), *rest], as_set.strong)]
    until = visit.until and f"to {visit.until}"
    return _stacked(as_set, (visit.time, as_set.strong), (until, as_set.quiet))


def _stacked(as_set: _Density, *lines: tuple[str, Type]) -> list[Words]:
    """Lines above one another; where lines are joined, one that goes on."""
    told = [(text, kind) for text, kind in lines if text]
    if not as_set.joined or not told:
        return [plain_text(text, kind) for text, kind in told]
    (first, kind), *others = told
    rest = " · ".join(text for text, _ in others)
    quiet = frags(f" {rest}", as_set.quiet) if rest else ()
    return [set_text([*frags(first, kind), *quiet], kind)]


def _session(line: SessionLine, as_set: _Density) -> list[object]:
    return [
        plain_text(f"{line.time}–{line.until}", as_set.strong),
        _stacked(as_set, (line.type, as_set.strong), (line.room, as_set.quiet)),
        plain_text(line.people, as_set.cell),
        _stacked(as_set, (line.seats, as_set.strong), (line.names, as_set.quiet)),
    ]


def _opening(line: OpeningLine, as_set: _Density) -> list[object]:
    return [
        plain_text(f"{line.time}–{line.until}", as_set.strong),
        plain_text(line.room, as_set.strong),
        plain_text(line.kinds, as_set.cell),
        plain_text(line.waiting, as_set.cell),
    ]


def _rides(rides: Sequence[RideLine], as_set: _Density) -> Grid:
    """The rides, two beside one another where lines are joined."""
    if not as_set.joined:
        return _rows([_ride(line, as_set) for line in rides], as_set.rides, as_set, _RIDE_HEADS)
    half = -(-len(rides) // 2)
    rows = [
        [*_short_ride(left, as_set), *(_short_ride(right, as_set) if right else ("", "", ""))]
        for left, right in zip_longest(rides[:half], rides[half:])
    ]
    return _rows(rows, as_set.rides, as_set)


def _ride(line: RideLine, as_set: _Density) -> list[Flowable]:
    return [
        plain_text(line.time, as_set.strong),
        plain_text(line.patient, as_set.strong),
        plain_text(line.ride, as_set.cell),
        plain_text(line.phone, as_set.cell),
    ]


def _short_ride(line: RideLine, as_set: _Density) -> list[Flowable]:
    told = [*frags(f"{line.ride}  ", as_set.cell), *frags(line.phone, as_set.quiet)]
    return [
        plain_text(line.time, as_set.strong),
        plain_text(line.patient, as_set.strong),
        set_text(told, as_set.cell),
    ]
