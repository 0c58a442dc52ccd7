"""Where everything of a day stands on the schedule: columns, cards, blocks; no painting."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF

from app import words
from app.clinic import Clinic
from app.domain.scheduling import GONE, Part, Resource
from app.domain.time import minute, settled
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_sessions import SessionFrame, row_area, session_frames
from app.use_cases.days import open_hours
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr

HOUR = 60
USUAL = (8 * HOUR, 17 * HOUR)
SNAP = 15
ASIDE = 0.25
"""A visit that lost its time stands so far aside that what took it can be seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A visit in one column: from and to which minute of the day, and which part of the width."""

    view: VisitView
    column: int
    start: int
    end: int
    left: float
    right: float
    shelved: bool = False
    """Whether the visit has been picked up and only keeps its time."""
    row: int = -1
    """Its row in the frame of a group session, -1 for a visit of its own."""
    rows: int = 0
    """Rows of that frame, the free seats' included."""
    lanes: int = 0
    """Lanes at the left of that frame."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shade:
    """Time of a column that is not to be had: closed, or blocked with a note."""

    column: int
    start: int
    end: int
    note: str = ""
    closed: bool = False
    block: int = 0
    """Number of the block, 0 when it is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLayout:
    """A day as it is drawn; minutes count from twelve hours before its noon."""

    first: int
    last: int
    midnight: int
    columns: tuple[Resource, ...]
    cards: tuple[Card, ...]
    shades: tuple[Shade, ...]
    frames: tuple[SessionFrame, ...] = ()

    def block_at(self, column: int, at: int) -> int:
        """The block at a minute of a column, 0 when there is none."""
        mine = (shade for shade in self.shades if shade.block and shade.column == column)
        return next((shade.block for shade in mine if shade.start <= at < shade.end), 0)

    def minute_of(self, moment: datetime) -> int:
        """The minute of the day of an instant."""
        return minute(moment) - self.midnight


def lay_out(clinic: Clinic, view: DayView, chosen: Columns) -> DayLayout:
    """The day with the columns that were chosen."""
    base = day_base(view.day, clinic.zone)
    columns = chosen.among(view.resources)
    shown = [v for v in view.visits if v.visit.status not in GONE]
    held = _held(shown)
    cards = tuple(
        card
        for number, resource in enumerate(columns)
        for card in _cards(number, held.get(resource.id, []), base, view.shelf)
    )
    frames = tuple(session_frames(view, clinic.setup.types, columns, base))
    cards = (*cards, *(card for frame in frames for card in _seats(frame, view.shelf)))
    first, last = _span(view, (*cards, *frames))
    return DayLayout(
        first=first,
        last=last,
        midnight=base,
        columns=columns,
        cards=cards,
        shades=tuple(_shades(view, columns, base, (first, last))),
        frames=frames,
    )


def day_base(day: date, zone: ZoneInfo) -> int:
    """The minute from which a day is counted: so that noon is noon when the clocks change."""
    return minute(settled(datetime.combine(day, time(12)), zone)) - 12 * HOUR


def _held(views: Sequence[VisitView]) -> dict[int, list[tuple[VisitView, list[Part]]]]:
    """What each resource is held by, and with which parts."""
    held: dict[int, list[tuple[VisitView, list[Part]]]] = {}
    for view in views:
        for part in view.visit.parts:
            mine = held.setdefault(part.resource, [])
            if mine and mine[-1][0] is view:
                mine[-1][1].append(part)
            else:
                mine.append((view, [part]))
    return held


def _cards(
    column: int,
    held: Sequence[tuple[VisitView, Sequence[Part]]],
    base: int,
    shelf: frozenset[int],
) -> Iterator[Card]:
    used = sorted({part.lane for _, parts in held for part in parts})
    for view, parts in held:
        begin = minute(view.visit.start) - base
        lanes = [used.index(part.lane) for part in parts]
        aside = ASIDE / len(used) if view.visit.displaced else 0
        yield Card(
            view=view,
            column=column,
            start=begin + min(part.start for part in parts),
            end=begin + max(part.end for part in parts),
            left=min(lanes) / len(used) + aside,
            right=(max(lanes) + 1) / len(used),
            shelved=view.visit.id in shelf,
        )


def _seats(frame: SessionFrame, shelf: frozenset[int]) -> Iterator[Card]:
    """The seats of a session in the column that lists them."""
    rows = len(frame.seats) + (1 if frame.free else 0)
    for row, view in enumerate(frame.seats if frame.lists_seats else ()):
        yield Card(
            view=view,
            column=frame.column,
            start=frame.start,
            end=frame.end,
            left=0,
            right=1,
            shelved=view.visit.id in shelf,
            row=row,
            rows=rows,
            lanes=frame.lanes,
        )


def _span(view: DayView, cards: Sequence[Card | SessionFrame]) -> tuple[int, int]:
    """From the first opening to the last closing, in whole hours, with every visit in it."""
    shifts = open_hours(view)
    starts = [shift.start.hour * HOUR for shift in shifts] or [USUAL[0]]
    ends = [shift.end.hour * HOUR + shift.end.minute for shift in shifts] or [USUAL[1]]
    first = min(*starts, *(card.start for card in cards), 24 * HOUR)
    last = max(*ends, *(card.end for card in cards), 0)
    return first // HOUR * HOUR, -(-last // HOUR) * HOUR


def _shades(
    view: DayView, columns: Sequence[Resource], base: int, span: tuple[int, int]
) -> Iterator[Shade]:
    for number, resource in enumerate(columns):
        yield from _closed(number, resource, view.day.weekday(), span)
        yield from _away(number, resource, view, span)
        for block in view.blocks:
            if block.resource == resource.id:
                yield Shade(
                    column=number,
                    start=max(span[0], minute(block.start) - base),
                    end=min(span[1], minute(block.end) - base),
                    note=block.note or words.block_word(block.kind),
                    block=block.id,
                )


def _away(column: int, resource: Resource, view: DayView, span: tuple[int, int]) -> Iterator[Shade]:
    """When the clinic is closed, and when a credential or a pump's service is past its last day."""
    for closure in view.closures:
        start = _minutes(closure.start) if closure.start else span[0]
        end = _minutes(closure.end) if closure.end else span[1]
        start, end = max(span[0], start), min(span[1], end)
        if start < end:
            yield Shade(column=column, start=start, end=end, note=closure.name)
    last = resource.good_until
    if last is not None and view.day > last:
        note = tr("Good until {day}", day=words.short_day(last))
        yield Shade(column=column, start=span[0], end=span[1], note=note)


def _minutes(at: time) -> int:
    return at.hour * HOUR + at.minute


def _closed(
    column: int, resource: Resource, weekday: int, span: tuple[int, int]
) -> Iterator[Shade]:
    shifts = sorted(
        (_minutes(s.start), _minutes(s.end)) for s in resource.hours if s.weekday == weekday
    )
    at = span[0]
    for start, end in (*shifts, (span[1], span[1])):
        if start > at:
            yield Shade(column=column, start=at, end=start, closed=True)
        at = max(at, end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """From minutes and columns to pixels of the whole drawing, its head and axis left out."""

    first: int
    per_minute: float
    column: float
    line: float = 20.0
    """How high a line of words stands."""
    lane: float = 5.0
    """How wide a lane stands that says who is needed when."""

    def y(self, at: float) -> float:
        """How far down a minute stands."""
        return (at - self.first) * self.per_minute

    def minute(self, y: float) -> int:
        """The quarter hour at a height."""
        return self.first + int(y / self.per_minute) // SNAP * SNAP

    def area(self, card: Card) -> QRectF:
        """Where a card stands, on whole pixels so that its edges are sharp."""
        left = card.column * self.column + 3 + card.left * (self.column - 6)
        right = card.column * self.column + 3 + card.right * (self.column - 6) - 1
        top, bottom = round(self.y(card.start)) + 1, round(self.y(card.end)) - 1
        area = QRectF(round(left), top, round(right) - round(left), bottom - top)
        if card.row < 0:
            return area
        inner = area.adjusted(card.lanes * self.lane + 7, 0, -4, 0)
        return row_area(inner, self.line, card.row, card.rows)

    def frame(self, frame: SessionFrame) -> QRectF:
        """Where the frame of a group session stands."""
        left, right = (round((frame.column + n) * self.column) for n in (0, 1))
        top, bottom = round(self.y(frame.start)) + 1, round(self.y(frame.end)) - 1
        return QRectF(left + 3, top, right - left - 7, bottom - top)

    def shade(self, shade: Shade) -> QRectF:
        """Where a shade stands."""
        top = self.y(shade.start)
        return QRectF(shade.column * self.column, top, self.column, self.y(shade.end) - top)
