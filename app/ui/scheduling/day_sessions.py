"""Group sessions on the schedule: one frame for what is shared, and in it a row for each seat."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtCore import QRectF

from app import words
from app.domain.scheduling import GONE, Kind, Resource, Session, VisitType
from app.domain.time import minute, wall
from app.ui.scheduling.columns import ORDER
from app.ui.scheduling.day_needed import Stretch, skills_of, stretches_of
from app.use_cases.views import DayView, VisitView
from app.words.tongue import tr


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFrame:
    """A group session in one column: from and to which minute, and how many seats are taken."""

    session: Session
    type: VisitType
    column: int
    start: int
    end: int
    seats: tuple[VisitView, ...]
    of: int
    lists_seats: bool
    """Whether its seats are listed in this column: in one of them they are."""

    @property
    def free(self) -> int:
        """Seats that nobody has taken."""
        return max(0, self.of - len(self.seats))

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """Who is needed when in it."""
        held = {part.role: (part.start, part.end) for part in self.session.parts}
        return stretches_of(self.type, held)

    @property
    def skills(self) -> tuple[str, ...]:
        """Who is needed, each once: a lane for each."""
        return skills_of(self.stretches)

    @property
    def lanes(self) -> int:
        """How many lanes say who is needed when."""
        return len(self.skills)

    def said(self, zone: ZoneInfo) -> tuple[str, str]:
        """What it is and when, and how many seats are taken."""
        start, end = (wall(at, zone) for at in (self.session.start, self.session.end))
        seats = words.plural(self.of, "seat")
        taken = tr("{taken} of {seats}", taken=len(self.seats), seats=seats)
        return f"{self.type.short} · {words.span(start, end)}", taken


def session_frames(
    view: DayView, types: Mapping[str, VisitType], columns: Sequence[Resource], base: int
) -> Iterator[SessionFrame]:
    """Every group session of a day in the columns of what it holds."""
    for session in view.sessions:
        if session.cancelled:
            continue
        mine = [v for v in view.visits if v.visit.session == session.id]
        seats = tuple(v for v in mine if v.visit.status not in GONE)
        held = {part.resource: part for part in session.parts}
        shown = [(n, each) for n, each in enumerate(columns) if each.id in held]
        first = min(shown, key=lambda pair: ORDER.get(pair[1].kind, len(ORDER)), default=(-1, None))
        begin = minute(session.start) - base
        for number, resource in shown:
            part = held[resource.id]
            yield SessionFrame(
                session=session,
                type=types[session.type],
                column=number,
                start=begin + part.start,
                end=begin + part.end,
                seats=seats,
                of=max(len(seats), seats_in(view.resources, held)),
                lists_seats=number == first[0],
            )


def seats_in(resources: Sequence[Resource], rooms: Mapping[int, object]) -> int:
    """How many seats stand in some rooms."""
    pools = (r for r in resources if r.kind is Kind.SEAT and r.within in rooms)
    return sum(len(pool.lanes) for pool in pools)


HEAD_LINES = 2
PAD = 4.0


def row_area(frame: QRectF, line: float, row: int, rows: int) -> QRectF:
    """Where a row of a frame stands, below its head; rows get lower when there are many."""
    head = line * HEAD_LINES
    room = max(1.0, frame.height() - head - PAD)
    step = min(line * 1.25, room / max(1, rows))
    top = frame.top() + head + row * step
    return QRectF(frame.left(), round(top), frame.width(), max(1, round(step) - 2))
