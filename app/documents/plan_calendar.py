"""The calendar of a patient's plan: a row a week, each visit with its shape, time and word."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta

from reportlab.platypus import Flowable, Spacer

from app import words
from app.documents.fonts import width
from app.documents.labels import label
from app.documents.layout import Command, Drawing, Grid, grid, padded, ruled
from app.documents.pen import Pen
from app.documents.schedule_values import PLAN_MARKS, CoursePlan, PlannedVisit
from app.documents.style import (
    ACCENT,
    GREY,
    HAIR,
    INK,
    ORDINARY,
    REGULAR,
    SOFT,
    STRONG,
    TINT,
    WHITE,
    WIDTH,
    Colour,
    Scale,
    Type,
)
from app.documents.text import Words, plain_text
from app.domain.months import WEEK, week_of

_WORKDAYS = 5
_INSET = 4.0
_MARK = 12.0
_LEAST_ROW = 28.0
_BETWEEN = 3.0

Week = tuple[date, ...]


def calendar(plan: CoursePlan, kinds: Scale) -> Grid:
    """The weeks from the first visit to the last; weeks without visits are told in one line."""
    days = _columns(plan)
    wide = WIDTH / len(days)
    heads = [_head(weekday, plan, kinds) for weekday in days]
    rows: list[list[object]] = [list(heads)]
    commands: list[Command] = []
    for place, row in enumerate(_rows(plan), start=1):
        rows.append(_row(row, plan, kinds, days))
        commands += _style(place, row, plan, days)
    return grid(
        rows,
        [wide] * len(days),
        ("LEFTPADDING", (0, 0), (-1, -1), _INSET),
        ("RIGHTPADDING", (0, 0), (-1, -1), _INSET / 2),
        *padded(3.5),
        ("GRID", (0, 1), (-1, -1), 0.6, HAIR),
        ruled("BELOW", SOFT, last=0),
        *commands,
        before=6,
        after=6,
        heads=1,
    )


def key(plan: CoursePlan, kinds: Scale) -> Grid:
    """What the shapes in the calendar mean, of those that are in it."""
    used = [mark for mark in PLAN_MARKS if any(visit.mark == mark for visit in plan.visits)]
    cell = kinds.cell if plan.large else _small(kinds, INK)
    said = [label(f"plan-mark-{mark}", plan.language) for mark in used]
    widths = [width(each, cell.face, cell.size) + 22 * kinds.factor for each in said]
    cells: list[object] = []
    for mark, each in zip(used, said, strict=True):
        cells += [_shape(mark, cell.leading, kinds), plain_text(each, cell)]
    pairs = [each for wide in widths for each in (_MARK * kinds.factor + _BETWEEN, wide)]
    return grid([cells], pairs, before=0, after=8)


def _columns(plan: CoursePlan) -> tuple[int, ...]:
    """Monday to Friday, and the weekend as far as a visit is on it."""
    latest = max((visit.on.weekday() for visit in plan.visits), default=0)
    return tuple(range(max(_WORKDAYS, latest + 1)))


def _rows(plan: CoursePlan) -> Iterator[Week]:
    """Each week with a visit, and each run of weeks without one as its first and last day."""
    with_visits = sorted({week_of(visit.on) for visit in plan.visits})
    before: Week = ()
    for week in with_visits:
        if before and week[0] - before[-1] > timedelta(days=1):
            yield (before[-1] + timedelta(days=1), week[0] - timedelta(days=1))
        yield week
        before = week


def _is_gap(row: Week) -> bool:
    return len(row) < WEEK


def _row(row: Week, plan: CoursePlan, kinds: Scale, days: Sequence[int]) -> list[object]:
    if _is_gap(row):
        said = words.short_days(row[0], row[1], plan.language)
        text = label("plan-without", plan.language, days=said)
        return [plain_text(text, _small(kinds, GREY)), *("" for _ in days[1:])]
    return [_cell(row[weekday], plan, kinds, first=weekday == 0) for weekday in days]


def _style(place: int, row: Week, plan: CoursePlan, days: Sequence[int]) -> Iterator[Command]:
    if _is_gap(row):
        yield "SPAN", (0, place), (-1, place)
        return
    for column, weekday in enumerate(days):
        if any(visit.on == row[weekday] for visit in plan.visits):
            yield "BACKGROUND", (column, place), (column, place), TINT


def _head(weekday: int, plan: CoursePlan, kinds: Scale) -> Words:
    return plain_text(words.weekday_short(weekday, plan.language), kinds.cell_head)


def _cell(day: date, plan: CoursePlan, kinds: Scale, *, first: bool) -> list[Flowable]:
    mine = [visit for visit in plan.visits if visit.on == day]
    named = first or day.day == 1
    number = words.day_month(day, plan.language) if named else str(day.day)
    quiet = Type(
        size=8.5 * _larger(kinds),
        leading=11 * _larger(kinds),
        face=STRONG if mine else REGULAR,
        colour=INK if mine else GREY,
    )
    made: list[Flowable] = [plain_text(number, quiet)]
    for visit in mine:
        made += _visit(visit, plan, kinds)
    if not mine:
        made.append(Spacer(1, _LEAST_ROW))
    return made


def _visit(visit: PlannedVisit, plan: CoursePlan, kinds: Scale) -> Iterator[Flowable]:
    room = WIDTH / len(_columns(plan)) - 1.5 * _INSET
    above = plan.large and len(_columns(plan)) > _WORKDAYS  # large times need the whole width
    beside = 0.0 if above else _MARK * kinds.factor + _BETWEEN
    time = _fitting([each.clock for each in plan.visits], 10.5 * _larger(kinds), room - beside)
    said = _fitting(_said(plan), 9.2 * _larger(kinds), room)
    shape = _shape(visit.mark, time.leading, kinds)
    clock = plain_text(visit.clock, time)
    rows = [[shape], [clock]] if above else [[shape, clock]]
    yield grid(rows, [room] if above else [beside, room - beside], before=2)
    yield plain_text(label(f"plan-mark-{visit.mark}", plan.language), said)
    if visit.unsure:
        yield plain_text(label("plan-unsure", plan.language), said)
    if not plan.large:
        for reminder in visit.reminders:
            yield plain_text(reminder, _small(kinds, GREY))


def _said(plan: CoursePlan) -> list[str]:
    names = {f"plan-mark-{visit.mark}" for visit in plan.visits}
    if any(visit.unsure for visit in plan.visits):
        names.add("plan-unsure")
    return [label(name, plan.language) for name in names]


def _fitting(texts: Sequence[str], size: float, room: float) -> Type:
    """The strong type of a size, or smaller where one of the texts would not go on one line."""
    longest = max((width(text, STRONG, size) for text in texts), default=1.0)
    fits = min(size, size * (room - 1) / longest)
    return Type(size=round(fits, 1), leading=round(fits * 1.32, 1), face=STRONG)


def _larger(kinds: Scale) -> float:
    """How much larger the cells' words are than in ordinary print."""
    return kinds.cell.size / ORDINARY.cell.size


def _small(kinds: Scale, colour: Colour) -> Type:
    return Type(size=8.0 * _larger(kinds), leading=10.2 * _larger(kinds), colour=colour)


def _shape(mark: str, high: float, kinds: Scale) -> Drawing:
    half = _MARK * kinds.factor / 2 - 1

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        _SHAPES[mark](pen, x + half, top - high / 2, half)

    return Drawing(high, act)


def _diamond(pen: Pen, x: float, y: float, r: float) -> None:
    corners = [(x, y + r), (x + r, y), (x, y - r), (x - r, y)]
    pen.shape(corners, stroke=ACCENT, fill=ACCENT, closed=True, thickness=0.6)


def _ring(pen: Pen, x: float, y: float, r: float) -> None:
    pen.circle((x, y), r - 1, stroke=ACCENT, fill=WHITE, thickness=1.6)


def _triangle(pen: Pen, x: float, y: float, r: float) -> None:
    corners = [(x, y + r - 0.5), (x + r, y - r + 1), (x - r, y - r + 1)]
    pen.shape(corners, stroke=INK, fill=WHITE, closed=True, thickness=1.3)


def _square(pen: Pen, x: float, y: float, r: float) -> None:
    pen.frame((x - r + 1, y - r + 1, 2 * r - 2, 2 * r - 2), INK, 1.3)


_SHAPES: Mapping[str, Callable[[Pen, float, float, float], None]] = {
    "treatment": _diamond,
    "talk": _ring,
    "call": _triangle,
    "visit": _square,
}
