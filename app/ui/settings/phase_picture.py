"""A picture of a kind of visit: its phases to scale, and below them who is needed when."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app import words
from app.domain.scheduling import Kind, Need, VisitType
from app.ui.common.icons import paint_icon
from app.ui.common.painting import fill_round, outline, say, smooth
from app.ui.common.palette import Tokens, kind_pair, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics, scaled
from app.words.tongue import later, speaking, tr

ICONS = {Kind.PERSON: "person", Kind.ROOM: "room", Kind.PUMP: "pump", Kind.SEAT: "patients"}
STEPS = (5, 10, 15, 30, 60, 120, 240)
"""Minutes between the marks under the phases; as many as there is room for."""

GAP = 8
LABELS = 190
"""Pixels at 100 % text that the words beside the lines take, at the most."""

SHARE = 0.38
"""The most of the whole width that these words take."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of the visit: a phase, or the time of a need."""

    name: str
    start: int
    end: int
    dose: bool = False
    patient: bool = True
    need: Need | None = None


def phase_bars(kind: VisitType) -> tuple[Bar, ...]:
    """The phases one after the other."""
    return tuple(
        Bar(
            name=phase.name.strip() or tr("new phase"),
            start=at,
            end=at + phase.minutes,
            dose=phase.dose,
            patient=phase.patient,
        )
        for phase, at in kind.starts()
    )


def need_bars(kind: VisitType) -> tuple[Bar, ...]:
    """The needs, each from its first phase to its last."""
    places = {phase.name: n for n, phase in enumerate(kind.phases)}
    phases = phase_bars(kind)
    return tuple(
        Bar(
            name=_said(need),
            start=phases[places[need.first]].start,
            end=phases[places[need.last]].end,
            need=need,
        )
        for need in kind.needs
        if need.first in places and need.last in places
    )


def _said(need: Need) -> str:
    """What for and by which skill, each said once."""
    role = words.need_word(need.role) if need.role else tr("new need")
    with speaking("en"):  # as skills are kept
        said = words.need_word(need.role) if need.role else ""
    skill = "" if need.skill in said else need.skill
    return ", ".join(part for part in (role[:1].upper() + role[1:], skill) if part)


def described(kind: VisitType) -> tuple[str, str]:
    """The whole picture in words, for the screen reader: the phases, and who is needed."""
    phases = ", ".join(_phase_told(bar) for bar in phase_bars(kind))
    needs = "; ".join(_need_told(bar) for bar in need_bars(kind))
    who = tr("Needed: {needs}.", needs=needs) if needs else tr("Needed: nobody.")
    return tr("Phases: {phases}.", phases=phases), who


def _phase_told(bar: Bar) -> str:
    said = later("{name} {count} minutes")
    if not bar.patient:
        said = later("{name} {count} minutes without the patient")
    elif bar.dose:
        said = later("{name} {count} minutes with the medicine")
    return tr(said, name=bar.name, count=bar.end - bar.start)


def _need_told(bar: Bar) -> str:
    said = later("{name}, from minute {start} to {end}")
    return tr(said, name=bar.name, start=bar.start, end=bar.end)


class PhasePicture(QWidget):
    """Drawn anew with every letter that is typed in the form."""

    def __init__(self) -> None:
        super().__init__()
        self._phases: Sequence[Bar] = ()
        self._needs: Sequence[Bar] = ()
        self._unmet: Collection[str] = ()
        self._minutes, self._colour = 0, ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Picture of the phases and of who is needed when"))

    def show_kind(self, kind: VisitType, unmet: Collection[str] = ()) -> None:
        """Another kind of visit, or the same with something changed; some roles nobody meets."""
        self._unmet = unmet
        self._phases, self._needs = phase_bars(kind), need_bars(kind)
        self._minutes, self._colour = max(1, kind.minutes), kind.colour
        self.setAccessibleDescription(" ".join(described(kind)))
        self.setToolTip("\n".join(bar.name for bar in (*self._phases, *self._needs)))
        self.updateGeometry()
        self.update()

    @property
    def _line(self) -> int:
        return metrics(Style.SMALL).height() + 6

    @property
    def _head(self) -> int:
        """How high the phases stand: a name and the minutes."""
        return 2 * metrics(Style.SMALL).height() + 12

    def _labels(self) -> float:
        """How wide the words beside the lines stand."""
        longest = max((advance(bar.name, Style.SMALL) for bar in self._needs), default=0)
        wanted = longest + metrics(Style.SMALL).height() + GAP
        return min(wanted, scaled(LABELS), self.width() * SHARE)

    def _left(self) -> float:
        return self._labels() + GAP if self._needs else 0.0

    def _x(self, minute: int) -> float:
        left = self._left()
        return left + (self.width() - left - 1) * minute / self._minutes

    def _phase_area(self, bar: Bar) -> QRectF:
        left, right = self._x(bar.start), self._x(bar.end)
        return QRectF(left + 1, 0, max(1.0, right - left - 2), self._head)

    def _ticks_top(self) -> float:
        return self._head + 3

    def _need_area(self, number: int) -> QRectF:
        """The words and the line of a need."""
        top = self._ticks_top() + self._line + 2 + number * self._line
        return QRectF(0, top, self.width(), self._line)

    def text_boxes(self) -> tuple[TextBox, ...]:
        """Every text that is painted."""
        return tuple(self._texts())

    def _texts(self) -> Iterator[TextBox]:
        for bar in self._phases:
            yield from self._phase_texts(bar)
        yield from self._tick_texts()
        for number, bar in enumerate(self._needs):
            area = self._need_area(number)
            icon = metrics(Style.SMALL).height() + 4
            room = QRectF(icon, area.top(), self._labels() - icon, area.height())
            yield _box(bar.name, room, whole=bar.name)

    def _phase_texts(self, bar: Bar) -> Iterator[TextBox]:
        """The name and the minutes of a phase, each where it has room."""
        area, high = self._phase_area(bar), metrics(Style.SMALL).height()
        minutes = tr("{count} min", count=bar.end - bar.start)
        for number, text in enumerate((bar.name.capitalize(), minutes)):
            shown = text if number == 0 or _fits(text, area) else text.partition(" ")[0]
            if _fits(shown, area):
                room = QRectF(area.left() + 5, 5 + number * high, area.width() - 6, high)
                yield _box(shown, room)

    def _tick_texts(self) -> Iterator[TextBox]:
        high = metrics(Style.SMALL).height()
        for minute in self._ticks():
            text = _clock(minute)
            wide = advance(text, Style.SMALL)
            left = min(max(self._x(minute) - wide / 2, self._left()), self.width() - wide - 1)
            yield _box(text, QRectF(left, self._ticks_top(), wide + 1, high))

    def _ticks(self) -> range:
        """The minutes that are marked below the phases."""
        room = (self.width() - self._left()) / (advance("00:00", Style.SMALL) + 14)
        step = next((each for each in STEPS if self._minutes / each <= room), self._minutes)
        return range(0, self._minutes + 1, step)

    @override
    def sizeHint(self) -> QSize:
        lines = len(self._needs) + 1
        return QSize(scaled(260), self._head + 8 + lines * self._line)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(200), self.sizeHint().height())

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        with QPainter(self) as painter:
            smooth(painter)
            for bar in self._phases:
                self._paint_phase(painter, bar, table)
            for number, bar in enumerate(self._needs):
                self._paint_need(painter, number, bar, table)
            for box in self.text_boxes():
                ink = table.ink if box.area.top() < self._head else table.muted
                say(painter, box.area, box.text, ink, font(Style.SMALL))

    def _paint_phase(self, painter: QPainter, bar: Bar, table: Tokens) -> None:
        pair, area = kind_pair(table, self._colour), self._phase_area(bar)
        if not bar.patient:
            fill_round(painter, area, table.sunken, 5)
            outline(painter, area, table.edge, 5)
            return
        fill_round(painter, area, pair.fill, 5)
        if bar.dose:
            tint = QColor(pair.mark)
            tint.setAlpha(40)
            painter.setBrush(tint)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 5, 5)
        outline(painter, area, pair.mark, 5, 2.0 if bar.dose else 1.0)

    def _paint_need(self, painter: QPainter, number: int, bar: Bar, table: Tokens) -> None:
        """A thick line; a thin one where it is enough to be on site; two where all lanes go."""
        area, mark = self._need_area(number), kind_pair(table, self._colour).mark
        need = bar.need
        if need is None:
            return
        side = metrics(Style.SMALL).height() - 2
        icon = QRectF(0, area.center().y() - side / 2, side, side)
        if need.role in self._unmet:
            mark = table.states["waiting"].mark
            paint_icon(painter, "warning", icon, mark)
        else:
            paint_icon(painter, ICONS.get(need.kind, "person"), icon, table.muted)
        left, right = self._x(bar.start) + 1, self._x(bar.end) - 1
        heights = (2.0,) if need.presence else (3.0, 3.0) if need.all_lanes else (6.0,)
        apart = 5.0
        top = area.center().y() - (heights[0] + apart * (len(heights) - 1)) / 2
        for line, high in enumerate(heights):
            stroke = QRectF(left, top + line * apart, max(2.0, right - left), high)
            fill_round(painter, stroke, mark, high / 2)


def _fits(text: str, area: QRectF) -> bool:
    return advance(text, Style.SMALL) + 8 <= area.width()


def _clock(minute: int) -> str:
    """Hours and minutes since the visit began."""
    return f"{minute // 60}:{minute % 60:02}"


def _box(text: str, area: QRectF, whole: str = "") -> TextBox:
    needed, high = advance(text, Style.SMALL), metrics(Style.SMALL).height()
    return TextBox(text=text, area=area, needed=needed, height=high, whole=whole)
