"""The visits of a week as lists, a column a day, on one landscape page."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.fonts import printable, shortened, width
from app.documents.labels import label
from app.documents.marks import MARKS
from app.documents.pen import Pen, Point, Sheets
from app.documents.schedule_values import HELD, ListedDay, ListedVisit, WeekSheet
from app.documents.style import (
    ACCENT,
    ACROSS,
    GREY,
    HAIR,
    INK,
    REGULAR,
    STRONG,
    Hand,
)
from app.documents.tags import Tag
from app.words import state_word

_LEFT, _RIGHT = 36.0, ACROSS[0] - 36.0
_HEAD, _TITLE = ACROSS[1] - 36.0, ACROSS[1] - 62.0
_TOP, _BOTTOM, _FOOT = ACROSS[1] - 92.0, 62.0, 52.0
_GAP = 12.0
_LEADING = 1.26
_BETWEEN = 0.55
_TIME = 3.0
_ABOUT = 0.84
_MARK = 0.08
_NAME_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class _Setting:
    """How large the letters are, and over how many lines a visit goes."""

    size: float
    lines: int

    @property
    def entry(self) -> float:
        """How high one visit is."""
        return self.size * (self.lines * _LEADING + _BETWEEN)

    def high(self, day: ListedDay) -> float:
        """How high a day is."""
        notes = self.size * (len(day.notes) * _LEADING + (_BETWEEN if day.notes else 0))
        return notes + len(day.visits) * self.entry


_SETTINGS = (
    *(_Setting(size, 2) for size in (8.2, 7.8, 7.4, 7.0)),
    *(_Setting(size, 1) for size in (8.0, 7.6, 7.2, 6.8, 6.4, 6.0, 5.6)),
)


def make_week(sheet: WeekSheet) -> bytes:
    """The bytes of a week's sheet."""
    fonts.register()
    sheets = Sheets("Week", "en", ACROSS)
    paper = Tag("Sect", language="en")
    sheets.drawn_page(paper, lambda pen: _draw(pen, sheet))
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title="Week",
        printed=label("printed", "en", printed=sheet.printed),
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, sheets.taken(paper), frame, "en")


def _draw(pen: Pen, sheet: WeekSheet) -> None:
    with pen.told(Tag("H1")):
        pen.write(_LEFT, _TITLE, printable(sheet.title), Hand(STRONG, 15, INK))
    wide = (_RIGHT - _LEFT + _GAP) / len(sheet.days)
    setting = _setting(sheet.days)
    for number, day in enumerate(sheet.days):
        _day(pen, day, _LEFT + number * wide, wide - _GAP, setting)


def _setting(days: Sequence[ListedDay]) -> _Setting:
    """The largest setting in which the fullest day finds room, or else the smallest."""
    room = _TOP - _BOTTOM - 6
    fitting = (each for each in _SETTINGS if max(each.high(day) for day in days) <= room)
    return next(fitting, _SETTINGS[-1])


def _day(pen: Pen, day: ListedDay, x: float, wide: float, setting: _Setting) -> None:
    count = str(len(day.visits)) if day.visits else ""
    pen.write_to(x + wide, _TOP + 6, count, Hand(REGULAR, 7.6, GREY))
    room = wide - width(count, REGULAR, 7.6) - 6
    title = shortened(printable(day.title), STRONG, 9, room)
    with pen.told(Tag("H2", alt=printable(day.title))):
        pen.write(x, _TOP + 6, title, Hand(STRONG, 9, ACCENT))
    pen.rule((x, _TOP), (x + wide, _TOP), ACCENT, 1.0)
    y = _TOP - 2
    for note in day.notes:
        y -= setting.size * _LEADING
        said = shortened(printable(note), REGULAR, setting.size, wide)
        with pen.told(Tag("P", alt=printable(note))):
            pen.write(x, y, said, Hand(REGULAR, setting.size, GREY))
    if day.notes:
        y -= setting.size * _BETWEEN
    for number, visit in enumerate(day.visits):
        if y - setting.entry < _BOTTOM:
            rest = f"and {len(day.visits) - number} more"
            with pen.told(Tag("P")):
                pen.write(x, y - setting.size * _LEADING, rest, Hand(STRONG, setting.size, INK))
            return
        with pen.told(Tag("P", alt=_said(visit))):
            _visit(pen, visit, (x, y), wide, setting)
        y -= setting.entry


def _said(visit: ListedVisit) -> str:
    """All that is told of a visit, of which the column shows what it has room for."""
    state = state_word(visit.state) if visit.state in MARKS else ""
    held = HELD if visit.held else ""
    parts = (visit.time, visit.title, visit.about, state, held)
    return printable(", ".join(part for part in parts if part))


def _visit(pen: Pen, visit: ListedVisit, corner: Point, wide: float, setting: _Setting) -> None:
    size = setting.size
    (x, top), right = corner, corner[0] + wide
    left, line = x + size * _TIME, top - size * _LEADING
    if visit.state in MARKS:
        centre = (right - size * 0.6, line + size * 0.34)
        pen.small(*centre, size * _MARK, lambda small: MARKS[visit.state](small, 0, 0))
        right -= size * 1.5
    hand = Hand(REGULAR if visit.held else STRONG, size)
    pen.write(x, line, visit.time, hand)
    share = 1.0 if setting.lines > 1 else _NAME_SHARE
    name = shortened(printable(visit.title), hand.face, size, (right - left) * share)
    pen.write(left, line, name, hand)
    if setting.lines > 1:
        line -= size * _LEADING
        right = x + wide
    else:
        left += width(name, hand.face, size) + size * 0.5
    quiet = Hand(REGULAR, size * _ABOUT, GREY)
    pen.write(
        left, line, shortened(printable(visit.about), REGULAR, quiet.size, right - left), quiet
    )
    below = line - size * (_BETWEEN * 0.5)
    pen.rule((x, below), (x + wide, below), HAIR, 0.4)
