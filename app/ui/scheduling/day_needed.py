"""Who is needed when in a visit: the minutes of prescriber, nurse and therapist, side by side."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.domain.scheduling import Kind, VisitType
from app.domain.time import minute
from app.ui.common.painting import fill_round, smooth
from app.ui.common.palette import Tokens
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.use_cases.views import VisitView

LETTERS: Mapping[str, str] = {"prescriber": "Rx", "nurse": "RN", "therapist": "TH"}
"""The skills that are drawn, in order, with their letters."""

LANE = 4.5
LINE = 3.0
WIDE = 250
"""Columns at least so wide have letters over the lanes."""

STROKES: Mapping[str, tuple[int, int]] = {"nurse": (8, 11), "therapist": (3, 6)}
"""Each skill has its own line, told apart without colour: whole, long strokes, dots.

A stroke's length, and where the next one begins.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Somebody's time in a visit, in minutes from its start."""

    role: str
    skill: str
    start: int
    end: int
    on_site: bool
    """Whether it is enough to be somewhere in the house."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A stretch as it is drawn: its line, and its letters where there is room."""

    skill: str
    line: QRectF
    letters: QRectF | None
    on_site: bool


def stretches(view: VisitView) -> tuple[Stretch, ...]:
    """Who is needed when in a visit, prescribers first; in a seat, whoever its session has."""
    parts = {part.role: (part.start, part.end) for part in view.visit.parts}
    if view.visit.session is not None:
        begin = minute(view.visit.start)
        for held in view.holds:
            parts[held.role] = (minute(held.start) - begin, minute(held.end) - begin)
    return stretches_of(view.type, parts)


def stretches_of(kind: VisitType, parts: Mapping[str, tuple[int, int]]) -> tuple[Stretch, ...]:
    """Who is needed when, from the minutes that each role is held."""
    order = list(LETTERS)
    found = [
        Stretch(role=need.role, skill=need.skill, start=span[0], end=span[1], on_site=need.presence)
        for need in kind.needs
        if need.skill in LETTERS and need.kind is Kind.PERSON
        if (span := kind.span(need) if need.presence else parts.get(need.role))
    ]
    return tuple(sorted(found, key=lambda one: (order.index(one.skill), one.start)))


def skills_of(found: Sequence[Stretch]) -> tuple[str, ...]:
    """The skills that a visit needs, each once, in order."""
    return tuple(dict.fromkeys(stretch.skill for stretch in found))


def lane_width(column: float) -> float:
    """How wide a lane stands in a card: wide enough for its letters, or narrow."""
    return advance("RN", Style.SMALL) + 5 if column >= scaled(WIDE) else LANE


class Heights(Protocol):
    """How a day is scaled, as far as lanes need it."""

    @property
    def lane(self) -> float:
        """How wide a lane stands."""
        ...

    def y(self, at: float) -> float:
        """How far down a minute stands."""
        ...


def lanes_in(
    found: Sequence[Stretch], skills: Sequence[str], area: QRectF, scale: Heights, begin: int
) -> Iterator[Lane]:
    """The lanes of a card or frame that begins at a minute of the day."""
    high, wide = metrics(Style.SMALL).height(), scale.lane
    first, last, left = area.top() + 3, area.bottom() - 3, area.left() + 4
    for stretch in found:
        top = max(first, scale.y(begin + stretch.start) + 1)
        bottom = min(last, scale.y(begin + stretch.end) - 1)
        if bottom <= top:
            continue
        x = left + skills.index(stretch.skill) * wide
        room = high if wide > LANE and bottom - top > high + 6 else 0
        yield Lane(
            skill=stretch.skill,
            line=QRectF(x, top + room, wide, bottom - top - room),
            letters=QRectF(x, top - 1, wide, high) if room else None,
            on_site=stretch.on_site,
        )


def paint_lane(painter: QPainter, lane: Lane, mark: str, table: Tokens) -> None:
    """Draw a lane: its letters, and its line in the manner of its skill."""
    if lane.letters is not None:
        painter.setFont(font(Style.SMALL))
        painter.setPen(QColor(table.muted))
        painter.drawText(lane.letters, int(Qt.AlignmentFlag.AlignLeft), LETTERS[lane.skill])
    paint_line(painter, lane.skill, lane.line, mark, on_site=lane.on_site)


def paint_line(painter: QPainter, skill: str, area: QRectF, mark: str, *, on_site: bool) -> None:
    """The line of a skill; a thin one where it is enough to be on site."""
    if on_site:
        thin = QRectF(area.left() + LINE / 2 - 0.5, area.top(), 1, area.height())
        painter.fillRect(thin, QColor(mark))
    elif skill in STROKES:
        ratio = painter.device().devicePixelRatioF()
        line = QRectF(area.left(), area.top(), LINE, area.height())
        painter.drawTiledPixmap(line, _stroke(skill, mark, ratio))
    else:
        fill_round(painter, QRectF(area.left(), area.top(), LINE, area.height()), mark, LINE / 2)


@lru_cache(maxsize=64)
def _stroke(skill: str, mark: str, ratio: float) -> QPixmap:
    """One stroke and the gap after it; drawing a dashed line anew costs ten times as much."""
    long, step = STROKES[skill]
    picture = QPixmap(QSize(round(LINE * ratio), round(step * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    with QPainter(picture) as painter:
        smooth(painter)
        fill_round(painter, QRectF(0, 0, LINE, long), mark, LINE / 2)
    return picture
