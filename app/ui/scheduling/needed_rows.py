"""Who is needed when, in words: the legend of the lines at the left edge of a visit."""

from collections.abc import Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from app import words
from app.domain.time import from_minute, minute, wall
from app.ui.common.painting import say, smooth
from app.ui.common.palette import kind_pair, tokens
from app.ui.common.text_boxes import TextBox
from app.ui.common.type import Style, advance, font, metrics
from app.ui.scheduling.day_needed import LETTERS, Stretch, paint_line, stretches
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

ON_SITE = {"prescriber": later("A prescriber on site")}
SOMEBODY = later("Somebody on site")
GAP = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class NeededRow:
    """One line of the legend."""

    stretch: Stretch
    said: str


def needed_rows(view: VisitView, zone: ZoneInfo) -> list[NeededRow]:
    """Who is needed from when to when."""
    names = {held.role: held.name for held in view.holds}
    begin = minute(view.visit.start)
    rows: list[NeededRow] = []
    for stretch in stretches(view):
        start, end = (from_minute(begin + at) for at in (stretch.start, stretch.end))
        who = names.get(stretch.role) or tr(ON_SITE.get(stretch.skill, SOMEBODY))
        said = f"{who}, {words.span(wall(start, zone), wall(end, zone))}"
        rows.append(NeededRow(stretch=stretch, said=said))
    return rows


class NeededRows(QWidget):
    """The legend: a piece of each line, its letters, the name and the time."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[NeededRow] = ()
        self._colour = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_visit(self, view: VisitView, zone: ZoneInfo) -> None:
        """Another visit."""
        self._rows, self._colour = needed_rows(view, zone), view.type.colour
        self.setAccessibleName(". ".join(row.said for row in self._rows))
        self.setVisible(bool(self._rows))
        self.updateGeometry()
        self.update()

    def _areas(self, number: int) -> tuple[QRectF, QRectF, QRectF]:
        """Where the line, the letters and the words of a row stand."""
        high = metrics(Style.SMALL).height() + 2
        top, wide = number * high, max(advance(each, Style.LABEL) for each in LETTERS.values())
        left = 8 + GAP
        return (
            QRectF(2, top + 1, 6, high - 2),
            QRectF(left, top, wide + 1, high),
            QRectF(left + wide + GAP, top, self.width() - left - wide - GAP, high),
        )

    def text_boxes(self) -> tuple[TextBox, ...]:
        """The words of the rows."""
        return tuple(
            TextBox(
                text=row.said,
                area=self._areas(number)[2],
                needed=advance(row.said, Style.SMALL),
                height=metrics(Style.SMALL).height(),
                whole=self.accessibleName(),
            )
            for number, row in enumerate(self._rows)
        )

    @override
    def sizeHint(self) -> QSize:
        return QSize(160, len(self._rows) * (metrics(Style.SMALL).height() + 2))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        table = tokens(self)
        mark = kind_pair(table, self._colour).mark
        with QPainter(self) as painter:
            smooth(painter)
            for number, row in enumerate(self._rows):
                line, letters, said = self._areas(number)
                skill = row.stretch.skill
                paint_line(painter, skill, line, mark, on_site=row.stretch.on_site)
                say(painter, letters, LETTERS[skill], table.ink, font(Style.LABEL))
                say(painter, said, row.said, table.muted, font(Style.SMALL))
