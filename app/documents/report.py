"""A report on one page, in black and white: its finding, its bars in patterns, its key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportlab.platypus import Flowable

from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.fonts import printable, shortened, width
from app.documents.labels import label
from app.documents.layout import Drawing, typeset
from app.documents.paper import title_block
from app.documents.pen import Pen, Sheets
from app.documents.report_values import ReportSheet
from app.documents.style import (
    GREY,
    HAIR,
    INK,
    ORDINARY,
    PAGE_HEIGHT,
    PAGE_WIDTH,
    REGULAR,
    STRONG,
    WHITE,
    Colour,
    Hand,
    Type,
)
from app.documents.tags import Tag
from app.documents.text import plain_text
from app.domain.pictures import Bar, Mark, Pattern, Picture, Sign

_LEFT, _RIGHT = 44.0, PAGE_WIDTH - 44.0
_WIDE = _RIGHT - _LEFT
_HEAD, _FOOT = PAGE_HEIGHT - 42, 48.0
_TOP, _BOTTOM = PAGE_HEIGHT - 62, 55.0
_ABOUT = Type(size=9, leading=12.4, colour=GREY, after=6)
_NOTE = Type(size=8, leading=11, colour=GREY, before=6)
_TITLES = 130.0
"""Points that the words above and below the picture take."""
_ROW, _LEAST_ROW = 17.0, 6.0
_GROUP = 1.3
"""How many rows a heading of a group takes."""
_AXIS, _KEY = 18.0, 16.0
_GAP = 8.0
_DARK: Colour = (0.25, 0.25, 0.25)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Measure:
    """Where things stand on the sheet: the columns, the height of a row, the size of letters."""

    names: float
    said: float
    row: float
    size: float
    end: float

    @property
    def room(self) -> float:
        """How wide the bars stand at the most."""
        return _WIDE - self.names - self.said - 2 * _GAP

    def at(self, place: float) -> float:
        """Where a place of the picture's measure stands."""
        return self.names + _GAP + self.room * min(place, self.end) / self.end


def make_report(sheet: ReportSheet) -> bytes:
    """The bytes of a report: one page."""
    fonts.register()
    sheets = Sheets(sheet.title, sheet.language)
    pages = typeset(sheets, _story(sheet), _TOP, _BOTTOM, _WIDE, language=sheet.language).pages
    frame = DeskFrame(
        clinic=sheet.clinic.name,
        title=sheet.title,
        printed=label("printed", sheet.language, printed=sheet.printed),
        warning=sheet.warning,
        left=_LEFT,
        right=_RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, sheet.language)


def _story(sheet: ReportSheet) -> Iterator[Flowable]:
    picture = sheet.picture
    yield from title_block(sheet.title, picture.title, ORDINARY)
    yield plain_text(f"{picture.about}.", _ABOUT)
    if picture.bars:
        measure = _measured(picture)
        yield _key(picture.key)
        yield _bars(picture, measure)
    for words in (picture.note, sheet.notice):
        if words:
            yield plain_text(words, _NOTE)


def _rows(picture: Picture) -> float:
    return len(picture.bars) + _GROUP * sum(bool(group.title) for group in picture.groups)


def _measured(picture: Picture) -> _Measure:
    """Everything so large that it stands on the one page."""
    room = _TOP - _BOTTOM - _TITLES - _AXIS - _KEY
    row = max(_LEAST_ROW, min(_ROW, room / max(1.0, _rows(picture))))
    size = min(9.0, row * 0.62)
    names = max(width(printable(bar.name), _face(bar), size) for bar in picture.bars)
    said = max(width(printable(bar.said), _face(bar), size) for bar in picture.bars)
    return _Measure(
        names=min(names, 0.27 * _WIDE),
        said=min(said, 0.42 * _WIDE),
        row=row,
        size=size,
        end=picture.end or 1.0,
    )


def _key(signs: Sequence[Sign]) -> Drawing:
    """What the patterns and the marks mean."""
    hand = Hand(REGULAR, 8.0, INK)

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del wide
        for sign in signs:
            if sign.pattern is not None:
                _fill(pen, (x, top - 9, 18, 8), sign.pattern)
            if sign.mark is not None:
                _mark(pen, x + 9, top - 5, sign.mark, 6.0)
            pen.write(x + 22, top - 8, printable(sign.said), hand)
            x += 22 + width(printable(sign.said), REGULAR, 8.0) + 16

    told = "; ".join(sign.said for sign in signs)
    return Drawing(_KEY, act, tag=Tag("Figure", alt=told))


def _bars(picture: Picture, measure: _Measure) -> Drawing:
    high = _rows(picture) * measure.row + _AXIS

    def act(pen: Pen, x: float, top: float, wide: float) -> None:
        del x, wide
        _axis(pen, picture, measure, top, high)
        y = top - _AXIS
        for group in picture.groups:
            if group.title:
                y -= _GROUP * measure.row
                pen.write(0, y + measure.row * 0.3, group.title, Hand(STRONG, measure.size, INK))
            for bar in group.bars:
                y -= measure.row
                _bar(pen, bar, measure, y)

    told = "; ".join(f"{bar.name}: {bar.said}" for bar in picture.bars)
    return Drawing(high, act, tag=Tag("Figure", alt=told))


def _axis(pen: Pen, picture: Picture, measure: _Measure, top: float, high: float) -> None:
    hand = Hand(REGULAR, 7.5, GREY)
    for step in picture.steps:
        x = measure.at(step.at)
        pen.rule((x, top - _AXIS + 3), (x, top - high), HAIR, 0.5)
        pen.write_at(x, top - _AXIS + 6, printable(step.said), hand)


def _bar(pen: Pen, bar: Bar, measure: _Measure, y: float) -> None:
    middle, size = y + measure.row / 2, measure.size
    base = middle - size * 0.36
    colour = GREY if bar.quiet else INK
    face = _face(bar)
    name = shortened(printable(bar.name), face, size, measure.names)
    said = shortened(printable(bar.said), face, size, measure.said)
    pen.write(0, base, name, Hand(face, size, colour))
    pen.write_to(_WIDE, base, said, Hand(face, size, colour))
    half = measure.row * 0.3
    for each in bar.stretches:
        first, last = measure.at(each.start), measure.at(each.end)
        _fill(pen, (first, middle - half, max(0.8, last - first), 2 * half), each.pattern)
    for mark in bar.marks:
        _mark(pen, measure.at(mark.at), middle, mark, min(7.0, measure.row * 0.45))


def _face(bar: Bar) -> str:
    return STRONG if bar.trouble else REGULAR


def _fill(pen: Pen, area: tuple[float, float, float, float], pattern: Pattern) -> None:
    """A stretch in black and white."""
    pen.outlined(area, _DARK if pattern is Pattern.SOLID else WHITE, INK, 0.6)
    if pattern in {Pattern.SLANTED, Pattern.CROSSED}:
        pen.hatch(area, INK, 3.6)
    if pattern is Pattern.CROSSED:
        pen.hatch(area, INK, 3.6, falling=True)


def _mark(pen: Pen, x: float, y: float, mark: Mark, size: float) -> None:
    """A visit: a white dot with its outline; one in trouble is a cross in a white box."""
    half = size / 2
    if not mark.trouble:
        pen.circle((x, y), half, stroke=INK, fill=WHITE, thickness=0.9)
        return
    pen.frame((x - half, y - half, size, size), INK, 0.9)
    pen.rule((x - half, y - half), (x + half, y + half), INK, 1.1)
    pen.rule((x - half, y + half), (x + half, y - half), INK, 1.1)
