"""A schedule by columns: rooms, people or days across, the hours down, the phases in each visit."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import accumulate

from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.fonts import divided, printable, shortened, width
from app.documents.labels import label
from app.documents.marks import MARKS
from app.documents.pen import Pen, Point, Rectangle, Sheets
from app.documents.schedule_values import (
    HELD,
    GridCard,
    GridColumn,
    GridShade,
    GridSheet,
    Stretch,
)
from app.documents.style import (
    ACROSS,
    GREY,
    HAIR,
    INK,
    REGULAR,
    SOFT,
    STRONG,
    WHITE,
    Colour,
    Hand,
)
from app.documents.tags import Tag
from app.words import state_word

_LEFT, _RIGHT = 36.0, ACROSS[0] - 36.0
_HEAD, _TITLE = ACROSS[1] - 36.0, ACROSS[1] - 62.0
_TOP, _BOTTOM, _FOOT = ACROSS[1] - 92.0, 66.0, 52.0
_AXIS = 32.0
_HOUR = 60
_MOST_COLUMNS = 14
_BAR = 5.0
_DOSE: Colour = (0.22, 0.25, 0.27)
_THERE: Colour = (0.66, 0.69, 0.71)
_GONE: Colour = (0.93, 0.94, 0.94)
_CLOSED: Colour = (0.945, 0.95, 0.95)
_OUTLINE: Colour = (0.36, 0.39, 0.41)
_TITLE_SIZE, _LINE_SIZE, _PHASE_SIZE = 7.4, 6.5, 5.8
_LEADING = 1.22
_MARK, _MARK_ROOM, _ROOM_FOR_MARK = 0.62, 9.0, 34.0
_ROOM_FOR_PHASES = 60.0
_LEAST_CARD = 8.0


@dataclass(frozen=True, slots=True)
class _Grid:
    """Where columns and minutes stand on the page."""

    sheet: GridSheet
    edges: tuple[float, ...]

    def y(self, minute: float) -> float:
        share = (minute - self.sheet.first) / (self.sheet.last - self.sheet.first)
        return _TOP - share * (_TOP - _BOTTOM)

    def area(
        self, column: int, start: int, end: int, left: float = 0, right: float = 1
    ) -> Rectangle:
        begin, wide = self.edges[column], self.edges[column + 1] - self.edges[column]
        top, bottom = self.y(max(start, self.sheet.first)), self.y(min(end, self.sheet.last))
        return begin + left * wide, bottom, (right - left) * wide, top - bottom


def make_grid(sheet: GridSheet) -> bytes:
    """The bytes of a schedule by columns: one landscape page, more where columns find no room."""
    fonts.register()
    sheets = Sheets(sheet.about, "en", ACROSS)
    paper = Tag("Sect", language="en")
    for part in _parts(sheet):
        sheets.drawn_page(paper, partial(_draw, sheet=part))
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=sheet.about,
        printed=label("printed", "en", printed=sheet.printed),
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, sheets.taken(paper), frame, "en")


def _parts(sheet: GridSheet) -> Iterator[GridSheet]:
    """The sheet, or sheets of as many columns as can be read side by side."""
    for first in range(0, max(len(sheet.columns), 1), _MOST_COLUMNS):
        yield sheet.part(first, first + _MOST_COLUMNS)


def _draw(pen: Pen, sheet: GridSheet) -> None:
    _title(pen, sheet)
    grid = _Grid(sheet, _edges(sheet.columns))
    for shade in sheet.shades:
        _shade(pen, grid, shade)
    _hours(pen, grid)
    for number in range(len(sheet.columns)):
        _column(pen, grid, number)
    with pen.told(Tag("P")):
        _legend(pen)


def _column(pen: Pen, grid: _Grid, number: int) -> None:
    """What a column is, when it is not to be had, and its visits by time."""
    _head(pen, grid, number)
    for shade in grid.sheet.shades:
        if shade.column == number and shade.note:
            _note(pen, grid, shade)
    cards = [card for card in grid.sheet.cards if card.column == number]
    for card in sorted(cards, key=lambda card: card.start):
        with pen.told(Tag("P", alt=_said(card))):
            _card(pen, grid, card)


def _said(card: GridCard) -> str:
    """All that is told of a visit, of which its card shows what it has room for."""
    span = f"{_clock(card.start)} to {_clock(card.end)}"
    phases = (f"{phase.name} from {_clock(phase.start)}" for phase in card.phases)
    state = state_word(card.state) if card.state in MARKS else ""
    parts = (span, card.title, *card.lines, *phases, state, HELD if card.held else "")
    return printable(", ".join(part for part in parts if part))


def _clock(minute: int) -> str:
    return f"{minute // _HOUR:02}:{minute % _HOUR:02}"


def _edges(columns: tuple[GridColumn, ...]) -> tuple[float, ...]:
    whole = sum(column.width for column in columns) or 1
    unit = (_RIGHT - _LEFT - _AXIS) / whole
    return tuple(accumulate((column.width * unit for column in columns), initial=_LEFT + _AXIS))


def _title(pen: Pen, sheet: GridSheet) -> None:
    title = printable(sheet.title)
    with pen.told(Tag("H1")):
        pen.write(_LEFT, _TITLE, title, Hand(STRONG, 15, INK))
    begin = _LEFT + width(title, STRONG, 15) + 14
    _told(pen, (begin, _TITLE), sheet.note, Hand(REGULAR, 8.5, GREY), room=_RIGHT - begin)


def _told(pen: Pen, place: Point, said: str, hand: Hand, *, room: float, kind: str = "P") -> None:
    """Words in a room that may be too small for all of them, which are told all the same."""
    if said:
        whole = printable(said)
        with pen.told(Tag(kind, alt=whole)):
            pen.write(*place, shortened(whole, hand.face, hand.size, room), hand)


def _hours(pen: Pen, grid: _Grid) -> None:
    sheet = grid.sheet
    for minute in range(sheet.first, sheet.last + 1, _HOUR // 2):
        y = grid.y(minute)
        if minute % _HOUR:
            pen.dots((grid.edges[0], y), (_RIGHT, y), HAIR)
            continue
        pen.rule((grid.edges[0], y), (_RIGHT, y), HAIR)
        pen.write_to(grid.edges[0] - 5, y - 2.4, _clock(minute), Hand(REGULAR, 7, GREY))
    for edge in grid.edges:
        pen.rule((edge, _TOP + 22), (edge, _BOTTOM), SOFT, 0.5)
    pen.rule((grid.edges[0], _TOP + 1), (_RIGHT, _TOP + 1), INK, 0.8)


def _head(pen: Pen, grid: _Grid, number: int) -> None:
    column, left = grid.sheet.columns[number], grid.edges[number] + 4
    room = grid.edges[number + 1] - left - 4
    _told(pen, (left, _TOP + 13), column.title, Hand(STRONG, 8, INK), room=room, kind="H2")
    _told(pen, (left, _TOP + 5), column.note, Hand(REGULAR, 6.5, GREY), room=room)


def _shade(pen: Pen, grid: _Grid, shade: GridShade) -> None:
    area = grid.area(shade.column, shade.start, shade.end)
    if area[3] <= 0:
        return
    if shade.closed:
        pen.fill(area, _CLOSED)
        return
    pen.fill(area, WHITE)
    pen.hatch(area, HAIR)


def _note(pen: Pen, grid: _Grid, shade: GridShade) -> None:
    x, y, wide, high = grid.area(shade.column, shade.start, shade.end)
    note = shortened(printable(shade.note), REGULAR, _LINE_SIZE, wide - 12)
    if note and not shade.closed and high > _LINE_SIZE + 2:
        ground = (x + 3, y + high - _LINE_SIZE - 3.5, width(note, REGULAR, _LINE_SIZE) + 6, 9.0)
        span = f"{_clock(shade.start)} to {_clock(shade.end)}"
        with pen.told(Tag("P", alt=printable(f"{span}, {shade.note}"))):
            pen.fill(ground, WHITE)
            pen.write(x + 6, ground[1] + 2.2, note, Hand(REGULAR, _LINE_SIZE, GREY))


def _card(pen: Pen, grid: _Grid, card: GridCard) -> None:
    x, y, wide, high = grid.area(card.column, card.start, card.end, card.left, card.right)
    area = (x + 1.5, y + 0.6, wide - 3, high - 1.2)
    draw = pen.dashed if card.held else pen.outlined
    draw(area, WHITE, _OUTLINE, 0.6)
    for phase in card.phases:
        _bar(pen, grid, card, phase, area)
    below = _words(pen, card, area)
    for phase in card.phases:
        _phase(pen, grid, phase, area, below)


def _bar(pen: Pen, grid: _Grid, card: GridCard, phase: Stretch, area: Rectangle) -> None:
    """A phase as a piece of the bar at the left; behind turnover lies a shade."""
    x, _, wide, _ = area
    top = grid.y(max(phase.start, card.start)) - 0.9
    high = top - grid.y(min(phase.end, card.end)) - 0.9
    if high <= 0:
        return
    if not phase.patient:
        pen.fill((x + 0.4, top - high, wide - 0.8, high), _GONE)
    colour = _DOSE if phase.dose else _THERE if phase.patient else WHITE
    pen.fill((x + 0.7, top - high, _BAR, high), colour)


def _words(pen: Pen, card: GridCard, area: Rectangle) -> float:
    """Write what the card says, and give where its last line ends."""
    x, bottom, wide, high = area
    room = wide - _BAR - 5.5
    marked = card.state in MARKS and high >= _LEAST_CARD and room > _ROOM_FOR_MARK
    if marked:
        centre = (x + wide - 5.6, bottom + high - 5.8)
        pen.small(*centre, _MARK, lambda small: MARKS[card.state](small, 0, 0))
    y = bottom + high
    for words, hand in _lines(card, room, high, _MARK_ROOM if marked else 0):
        if y - hand.size * _LEADING < bottom - 0.4:
            break
        y -= hand.size * _LEADING
        pen.write(x + _BAR + 3.2, y + hand.size * 0.18, words, hand)
    return y


def _lines(card: GridCard, room: float, high: float, corner: float) -> Iterator[tuple[str, Hand]]:
    """The title, over two lines where there is room, and the other lines."""
    size = min(_TITLE_SIZE, max(high * 0.8, 4.5))
    title = Hand(STRONG, size, INK)
    first, rest = divided(printable(card.title), STRONG, size, room - corner)
    if first and rest and high > (2 + len(card.lines)) * _TITLE_SIZE * _LEADING:
        yield first, title
        yield shortened(rest, STRONG, size, room), title
    else:
        yield shortened(printable(card.title), STRONG, size, room - corner), title
    plain = Hand(REGULAR, _LINE_SIZE, INK)
    for line in card.lines:
        first, rest = divided(printable(line), REGULAR, _LINE_SIZE, room)
        if first:
            yield first, plain
        if rest:
            yield shortened(rest, REGULAR, _LINE_SIZE, room), plain


def _phase(pen: Pen, grid: _Grid, phase: Stretch, area: Rectangle, below: float) -> None:
    """Where a phase begins below the words: a line, and its name."""
    x, bottom, wide, high = area
    top = grid.y(phase.start)
    if top > below or top >= bottom + high - 1:
        return
    pen.rule((x + _BAR + 0.8, top), (x + wide - 0.4, top), HAIR, 0.4)
    spare = top - max(grid.y(phase.end), bottom) - _PHASE_SIZE
    if wide >= _ROOM_FOR_PHASES and spare > 0:
        y = top - _PHASE_SIZE * 0.86 - min(spare / 2, 2.0)
        words = shortened(printable(phase.name), REGULAR, _PHASE_SIZE, wide - _BAR - 6)
        pen.write(x + _BAR + 3.2, y, words, Hand(REGULAR, _PHASE_SIZE, GREY))


def _legend(pen: Pen) -> None:
    """What the bars and outlines mean, at the foot."""
    x, y = _LEFT, _FOOT - 23
    for colour, words in (
        (_DOSE, "medicine is given"),
        (_THERE, "the patient is here"),
        (_GONE, "turnover"),
    ):
        pen.fill((x, y - 0.5, 8, 6), colour)
        pen.write(x + 11, y, words, Hand(REGULAR, 7, GREY))
        x += 24 + width(words, REGULAR, 7)
    pen.dashed((x, y - 0.5, 8, 6), WHITE, _OUTLINE, 0.7)
    pen.write(x + 11, y, HELD, Hand(REGULAR, 7, GREY))
