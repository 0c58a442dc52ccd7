"""The packets of a day together: who needs papers, all laid out, issued, and sent one by one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import dropwhile, islice
from pathlib import Path

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.codes import grouped
from app.domain.packet_rules import AS_NEEDED, PacketWish
from app.domain.packets import Packet
from app.domain.refusal import Reason, Refused, Trouble
from app.domain.scheduling import Kind
from app.use_cases.batch_papers import routing_slips, separator
from app.use_cases.batch_ways import DAY_SHEET, PACKET, SEPARATOR, SLIPS, Goes, Piece, ToFolder
from app.use_cases.day_sheets import day_sheet
from app.use_cases.days import read_day
from app.use_cases.packet_drafts import Draft, Sketch, draft_packet, laid_out, sketch_packets
from app.use_cases.packets import Written, issue_packet, packet_file, papered
from app.use_cases.views import VisitView

AT_ONCE = 20
"""So many visits are looked up at a time."""

ABOUT_SERVICE = frozenset({"printer-silent", "printer-no-service"})
"""Troubles that every further job would have too, after as long a wait."""


class Order(StrEnum):
    """In which order the packets come out."""

    TIME = "time"
    ROOM = "room"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One visit of a batch, with its packet once that is laid out."""

    view: VisitView
    draft: Draft | None = None
    packet: Packet | None = None
    """The packet as it was issued, when that was done since."""
    error: Reason | None = None
    """Why it could not be laid out."""
    wish: PacketWish = AS_NEEDED
    """Which papers it is to hold."""

    @property
    def visit(self) -> int:
        """The visit's number."""
        return self.view.visit.id

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return self.draft.made.pages if self.draft else 0

    @property
    def needs_papers(self) -> bool:
        """Whether the packet has more than the desk's cover sheet."""
        return self.draft is None or len(self.draft.lines) > 1

    @property
    def is_out(self) -> bool:
        """Whether exactly this packet has come out of a printer already."""
        return self.issued is not None and self.issued.came_out

    @property
    def issued(self) -> Packet | None:
        """The packet from the archive, when exactly this one is there."""
        return self.packet or (self.draft.issued if self.draft else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class With:
    """What else comes out with the packets."""

    packets: bool = True
    day_sheet: bool = False
    slips: bool = False
    separators: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Gone:
    """What became of one document of a batch."""

    what: str
    visit: int = 0
    packet: Packet | None = None
    error: Reason | None = None


Told = Callable[[int, int, Gone], None]
Laid = Callable[[int, int, Line], None]
Stop = Callable[[], bool]


def see_batch(
    clinic: Clinic, day: date, order: Order = Order.TIME, wish: PacketWish = AS_NEEDED
) -> tuple[Line, ...]:
    """The visits of a day that papers are printed for, in order; nothing is laid out yet."""
    with clinic.reading(Act.SEE_DAY) as unit:
        views = read_day(clinic, unit, day).visits
    kinds = papered(clinic)
    due = [view for view in views if view.visit.is_open and view.visit.type in kinds]
    return tuple(Line(view=view, wish=wish) for view in ordered(due, order))


def ordered(views: Sequence[VisitView], order: Order) -> list[VisitView]:
    """The visits by time, or room by room and there by time."""

    def place(view: VisitView) -> tuple[object, ...]:
        room = ", ".join(view.named(Kind.ROOM, Kind.SEAT)) if order is Order.ROOM else ""
        return (not room if order is Order.ROOM else False, room, view.visit.start, view.visit.id)

    return sorted(views, key=place)


def lay_out_batch(
    clinic: Clinic, lines: Sequence[Line], laid: Laid, stop: Stop
) -> tuple[Line, ...]:
    """The lines with their packets as they would be printed now; one that fails stops no other."""
    made: list[Line] = []
    ahead = _Ahead(clinic, lines)
    for line in lines:
        if stop():
            break
        made.append(_laid_out(ahead, line))
        laid(len(made), len(lines), made[-1])
    return tuple(made)


@dataclass(slots=True)
class _Ahead:
    """What the packets of some visits are to say, looked up for many visits at a time."""

    clinic: Clinic
    lines: Sequence[Line]
    _found: dict[int, Sketch | Refused | Trouble] = field(
        default_factory=dict[int, Sketch | Refused | Trouble]
    )

    def draft(self, visit: int) -> Draft:
        """The packet of a visit among the lines."""
        if visit not in self._found:
            self._look_up(visit)
        return laid_out(self.clinic, self._found.pop(visit))

    def _look_up(self, visit: int) -> None:
        waiting = dropwhile(lambda line: line.visit != visit, self.lines)
        asked = [(line.visit, line.wish) for line in islice(waiting, AT_ONCE)]
        try:
            found = sketch_packets(self.clinic, asked)
        except (Refused, Trouble) as error:
            self._found |= dict.fromkeys((number for number, _ in asked), error)
        else:
            numbers = (number for number, _ in asked)
            self._found |= dict(zip(numbers, found, strict=True))


def _laid_out(ahead: _Ahead, line: Line) -> Line:
    try:
        return replace(line, draft=ahead.draft(line.visit), error=None)
    except (Refused, Trouble) as error:
        return replace(line, draft=None, error=reason_of(error))


def reason_of(error: Refused | Trouble) -> Reason:
    """The first reason of what stood against an act."""
    return error.reasons[0] if isinstance(error, Refused) else error.reason


def run_batch(
    clinic: Clinic, lines: Sequence[Line], beside: With, goes: Goes, *, told: Told, stop: Stop
) -> tuple[Gone, ...]:
    """Issue and send the packets one by one, and what comes out beside; stopped between two.

    What cannot be made or sent stops nothing else; it is told with its reason.
    """
    batch = _Batch(clinic=clinic, lines=tuple(lines), beside=beside, goes=goes)
    steps = list(batch.steps())
    done: list[Gone] = []
    for step in steps:
        if stop():
            break
        done.append(step())
        told(len(done), len(steps), done[-1])
    goes.finish()
    return tuple(done)


def write_packets(clinic: Clinic, day: date, folder: Path) -> tuple[Written, ...]:
    """One file a visit, in the order of the day; a packet that fails stops no other."""
    lines = see_batch(clinic, day)
    done = run_batch(clinic, lines, With(), ToFolder(folder), told=_untold, stop=lambda: False)
    files = {line.visit: folder / packet_file(clinic, line.view.visit) for line in lines}
    return tuple(written(gone, files[gone.visit]) for gone in done)


def _untold(_done: int, _of: int, _gone: Gone) -> None:
    """Nobody waits for it."""


def written(gone: Gone, file: Path | None = None) -> Written:
    """What became of a packet, as a command tells it."""
    if gone.error is not None or gone.packet is None:
        return Written(visit=gone.visit, error=gone.error)
    return Written(
        visit=gone.visit,
        file=file,
        pages=gone.packet.pages,
        sha256=gone.packet.sha256,
        papers=gone.packet.papers,
    )


@dataclass(slots=True, kw_only=True)
class _Batch:
    """A batch under way."""

    clinic: Clinic
    lines: tuple[Line, ...]
    beside: With
    goes: Goes
    ahead: _Ahead = field(init=False)
    _silent: Reason | None = field(default=None)
    """Why no printer answers any more; nothing further is tried then."""

    def __post_init__(self) -> None:
        self.ahead = _Ahead(self.clinic, [line for line in self.lines if line.draft is None])

    def steps(self) -> Iterator[Callable[[], Gone]]:
        """Everything that is to be done, a document each."""
        if self.beside.day_sheet and self.lines:
            yield lambda: self._try(Gone(what=DAY_SHEET), self._day_sheet)
        if self.beside.slips and self.lines:
            yield lambda: self._try(Gone(what=SLIPS), self._slips)
        if self.beside.packets:
            for place, line in enumerate(self.lines):
                yield self._packet_step(Gone(what=PACKET, visit=line.visit), place)

    def _packet_step(self, gone: Gone, place: int) -> Callable[[], Gone]:
        return lambda: self._try(gone, lambda gone: self._packet(gone, place))

    def _try(self, gone: Gone, send: Callable[[Gone], Gone]) -> Gone:
        if self._silent is not None:
            return replace(gone, error=self._silent)
        try:
            self.goes.check(gone.what)
            return send(gone)
        except (Refused, Trouble) as error:
            reason = reason_of(error)
            self._silent = reason if reason.code in ABOUT_SERVICE else None
            return replace(gone, error=reason)

    def _day_sheet(self, gone: Gone) -> Gone:
        day = self.lines[0].view.day
        self._take(DAY_SHEET, day.isoformat(), f"{day}-day-sheet.pdf", day_sheet(self.clinic, day))
        return gone

    def _slips(self, gone: Gone) -> Gone:
        """The slips name what is in the packets, which are laid out for that if need be."""
        self.lines = tuple(x if x.draft else _laid_out(self.ahead, x) for x in self.lines)
        day = self.lines[0].view.day
        pdf = routing_slips(self.clinic, [(line.view, line.draft) for line in self.lines])
        self._take(SLIPS, day.isoformat(), f"{day}-routing-slips.pdf", pdf)
        return gone

    def _packet(self, gone: Gone, place: int) -> Gone:
        line = self.lines[place]
        packet, pdf = _issued(self.clinic, line.draft or self.ahead.draft(line.visit))
        code, name = packet_code(packet), packet_file(self.clinic, line.view.visit)
        with self.clinic.reading(self.goes.act) as unit:
            unit.note(patient=packet.patient, packet=packet.id)
        if self.beside.separators:
            of = len(self.lines)
            sheet = separator(self.clinic, line.view, place + 1, of, packet.pages)
            self._take(SEPARATOR, code, name.replace(".pdf", "-0-separator.pdf"), sheet)
        self._take(PACKET, code, name, pdf)
        return replace(gone, packet=packet)

    def _take(self, what: str, code: str, name: str, pdf: bytes) -> None:
        self.goes.take(Piece(what=what, code=code, name=name, pdf=pdf))


def packet_code(packet: Packet) -> str:
    """What a printer's display shows of a packet: the code of its first paper."""
    return grouped(packet.papers[0].code) if packet.papers else str(packet.id)


def _issued(clinic: Clinic, draft: Draft) -> tuple[Packet, bytes]:
    """The packet and its bytes as laid out; laid out anew when something has changed since."""
    try:
        return issue_packet(clinic, draft), draft.pdf
    except Refused as refused:
        if [reason.code for reason in refused.reasons] != ["packet-stale"]:
            raise
    again = draft_packet(clinic, draft.story.view.visit.id, draft.story.wish)
    return issue_packet(clinic, again), again.pdf
