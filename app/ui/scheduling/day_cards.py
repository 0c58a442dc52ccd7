"""What stands in the card of a visit, and where: lines, chip, phases, who is needed when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from PySide6.QtCore import QPointF, QRectF, Qt

from app import words
from app.domain.scheduling import UNDERWAY, Status
from app.domain.time import minute, wall
from app.ui.common.chips import STATUS_LOOKS, STATUS_SHAPES, chip_size, readiness_look
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, metrics
from app.ui.scheduling.day_layout import Card, DayLayout, Scale
from app.ui.scheduling.day_needed import Lane, lanes_in, skills_of, stretches
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

PAD = 9.0
ON_SHELF = later("On the shelf")
ATTENTION = later("Needs attention")
OVERBOOKED = later("Overbooked")
INSET = 2.0
"""What is drawn inside a card keeps off its round edge."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of words in a card: whole, and as it is shown in the room it has."""

    box: TextBox
    shown: str
    style: Style


@dataclass(frozen=True, slots=True, kw_only=True)
class CardChip:
    """The chip of a card: the word, its look and shape, and the middle of its left edge."""

    word: str
    look: str
    shape: str
    at: QPointF


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """One phase in a card: where, whether it is the dose, whether the patient is there."""

    name: str
    area: QRectF
    dose: bool
    present: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A shape in a card that says something even where no word has room."""

    shape: str
    look: str
    area: QRectF


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A card with everything that stands in it, worked out once and painted often."""

    card: Card
    area: QRectF
    lines: tuple[Line, ...]
    chip: CardChip | None = None
    bands: tuple[Band, ...] = ()
    lanes: tuple[Lane, ...] = ()
    mark: Mark | None = None

    @property
    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text of the card."""
        return tuple(line.box for line in self.lines)


class Drawer:
    """Works out what stands where in the cards of a day, at one scale and text size."""

    def __init__(self, layout: DayLayout, scale: Scale, zone: ZoneInfo) -> None:
        self._layout, self._scale, self._zone = layout, scale, zone
        self._heights = {style: metrics(style).height() for style in Style}
        self._chip_height = chip_size("").height()

    def draw(self, card: Card) -> Drawing:
        """One card with all that stands in it."""
        if card.row >= 0:
            return self._seat(card)
        area, view = self._scale.area(card), card.view
        begin = minute(view.visit.start) - self._layout.midnight
        found = stretches(view)
        skills = skills_of(found)
        pad = max(PAD, len(skills) * self._scale.lane + 7)
        room = QRectF(area.left() + pad, area.top(), area.width() - pad - 3, area.height())
        mark = self._mark(view, room)
        lines = list(self._lines(card, room))
        below = max((line.box.area.bottom() for line in lines), default=0.0)
        chip = self._chip(view, room, below)
        if chip is not None:
            below = chip.at.y() + self._chip_height / 2
        bands = tuple(self._bands(card, area, begin))
        if not card.shelved:
            lines += self._names(view, room, bands, below)
        lanes = lanes_in(found, skills, area, self._scale, begin)
        return Drawing(
            card=card,
            area=area,
            lines=tuple(lines),
            chip=chip,
            bands=bands,
            lanes=tuple(lanes),
            mark=mark,
        )

    def _seat(self, card: Card) -> Drawing:
        """A seat of a group session: who, and how ready or where they stand."""
        area, high = self._scale.area(card), self._heights[Style.STRONG]
        side = min(area.height() - 2, high - 4.0)
        _, look, shape = chip_word(card.view, 0)
        at = QRectF(area.left() + 4, area.center().y() - side / 2, side, side)
        room = QRectF(at.right() + 6, area.top(), area.right() - at.right() - 10, area.height())
        name, style = card.view.patient.listed, Style.STRONG
        if area.height() < high:
            style = Style.SMALL
        top = area.center().y() - self._heights[style] / 2
        line = self._line(name, style, room, top, said_of_seat(card.view))
        mark = Mark(shape=shape or look or "idle", look=look or "idle", area=at)
        return Drawing(card=card, area=area, lines=(line,), mark=mark)

    def _mark(self, view: VisitView, room: QRectF) -> Mark | None:
        """The corner of a card that warns: it needs another time, or is overbooked."""
        if not view.needs_time and not view.visit.overbooked:
            return None
        side = self._heights[Style.SMALL] - 2.0
        area = QRectF(room.right() - side - 2, room.top() + 5, side, side)
        room.setRight(area.left() - 2)
        look = "blocked" if view.needs_time else "waiting"
        return Mark(shape="warning", look=look, area=area)

    def _lines(self, card: Card, room: QRectF) -> Iterator[Line]:
        """The lines that have room, with where they stand."""
        said = card_words(card.view, self._zone, room.width())
        said[1:1] = [(word, Style.LABEL) for word in warnings(card)]
        whole = ", ".join(text for text, _ in said)
        top = room.top() + 4
        if room.height() < self._heights[Style.STRONG] + 4:
            said = [(said[0][0], Style.SMALL)]
            top = room.center().y() - self._heights[Style.SMALL] / 2
        for text, style in said:
            if top + self._heights[style] > room.bottom() + 2:
                return
            yield self._line(text, style, room, top, whole)
            top += self._heights[style]

    def _line(self, text: str, style: Style, room: QRectF, top: float, whole: str = "") -> Line:
        high, needed = self._heights[style], advance(text, style)
        area = QRectF(room.left(), top, room.width(), high)
        shown = text
        if needed > room.width():
            dots = Qt.TextElideMode.ElideRight
            shown = metrics(style).elidedText(text, dots, int(room.width()))
        box = TextBox(text=text, area=area, needed=needed, height=high, whole=whole)
        return Line(box=box, shown=shown, style=style)

    def _chip(self, view: VisitView, room: QRectF, below: float) -> CardChip | None:
        """The chip where it has room: below the lines, whole, or nowhere."""
        if below + self._chip_height + 4 > room.bottom():
            return None
        word, look, shape = chip_word(view, room.width())
        if not word or chip_size(word).width() > room.width():
            return None
        at = QPointF(room.left(), below + 3 + self._chip_height / 2)
        return CardChip(word=word, look=look, shape=shape, at=at)

    def _bands(self, card: Card, area: QRectF, begin: int) -> Iterator[Band]:
        """The phases within a card."""
        left, wide = area.left() + INSET, area.width() - 2 * INSET
        first, last, tall = area.top() + INSET, area.bottom() - INSET, self._heights[Style.SMALL]
        for phase, at in card.view.type.starts():
            top = max(first, self._scale.y(begin + at))
            bottom = min(last, self._scale.y(begin + at + phase.minutes))
            told = phase.dose or not phase.patient or bottom - top >= tall - 1
            if told and top < bottom:  # a low phase like any other is not told from the card
                place = QRectF(left, top, wide, bottom - top)
                yield Band(name=phase.name, area=place, dose=phase.dose, present=phase.patient)

    def _names(
        self, view: VisitView, room: QRectF, bands: Sequence[Band], below: float
    ) -> Iterator[Line]:
        """The names of the phases that have room below the words of a card."""
        high = self._heights[Style.SMALL]
        if view.visit.status is Status.HELD or not view.type.is_dosing:
            return
        for band in bands:
            top, text = max(band.area.top(), below + 3), band.name.capitalize()
            if top + high <= band.area.bottom() + 1 and advance(text, Style.SMALL) <= room.width():
                yield self._line(text, Style.SMALL, room, top)


def warnings(card: Card) -> Iterator[str]:
    """What is unusual about a visit, in words."""
    if card.shelved:
        yield tr(ON_SHELF)
    if card.view.needs_time:
        yield tr(ATTENTION)
    if card.view.visit.overbooked:
        yield tr(OVERBOOKED)


def said_of_seat(view: VisitView) -> str:
    """A seat in words: who, and how ready or where they stand."""
    return f"{view.patient.listed}, {_whole_chip(view)[0]}"


def card_words(view: VisitView, zone: ZoneInfo, room: float) -> list[tuple[str, Style]]:
    """The lines of a card, the most telling first; the times only where they fit."""
    visit, short = view.visit, view.type.short
    if view.steps:
        short = f"{short} {visit.step}/{view.steps}"
    long = f"{short} · {words.span(wall(visit.start, zone), wall(visit.end, zone))}"
    fits = advance(long, Style.SMALL) <= room
    lines = [
        (view.patient.listed, Style.STRONG),
        (long if fits else short, Style.SMALL),
    ]
    if visit.status is Status.HELD and visit.hold_until:
        lines.append((_until(view, wall(visit.hold_until, zone)), Style.SMALL))
    return lines


def _until(view: VisitView, deadline: datetime) -> str:
    same_day = deadline.date() == view.day
    said = words.clock(deadline) if same_day else words.short_day(deadline.date())
    return tr("Held until {time}", time=said)


def chip_word(view: VisitView, room: float) -> tuple[str, str, str]:
    """The chip of a card: where the visit stands once the patient is here, else readiness."""
    word, look, shape = _whole_chip(view)
    if "/" in word and chip_size(word).width() > room:
        word = word.partition(" ")[2]  # the word alone: a shape never stands without it
    return word, look, shape


def _whole_chip(view: VisitView) -> tuple[str, str, str]:
    status = view.visit.status
    if status in UNDERWAY or status is Status.LEFT:
        look, word = STATUS_LOOKS[status]
        return tr(word), look, STATUS_SHAPES[status]
    look, word = readiness_look(view)
    return ("", "", "") if look == "idle" else (word, look, "")
