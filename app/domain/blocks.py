"""Time that is not to be had: of one person, room or pump, or of the whole clinic."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from app.domain.months import days_from
from app.domain.refusal import Reason
from app.domain.scheduling import Claim
from app.domain.time import GRAIN, from_minute, instant, minute, settled, wall

LONGEST = 366
"""Days that one block may last, and over which a repeating one may repeat."""


class BlockKind(StrEnum):
    """Why a resource is not to be had."""

    LUNCH = "lunch"
    TIME_OFF = "time-off"
    SERVICE = "service"
    MEETING = "meeting"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """Time that a resource is not to be had: lunch, time off, service."""

    id: int = 0
    resource: int
    kind: str
    start: datetime
    end: datetime
    note: str = ""
    series: str = ""
    """Shared by the blocks that were made as one repeating block."""
    source: str = ""
    """Where an imported one came from: the event's own identifier."""
    lifted: bool = False
    """Whether it was taken back; it then holds nothing."""
    version: int = 1

    def overlaps(self, other: "Block") -> bool:
        """Whether both are about the same time of the same resource."""
        same = self.resource == other.resource
        return same and self.start < other.end and other.start < self.end

    def claims(self, lanes: Iterable[int], taken: Sequence[Claim] = ()) -> Iterator[Claim]:
        """What it holds in the diary: these lanes, but for what other blocks hold of them."""
        if self.lifted:
            return
        first, end = minute(self.start), minute(self.end)
        near = sorted(claim for claim in taken if claim.start < end and first < claim.end)
        for lane in lanes:
            spans = [(claim.start, claim.end) for claim in near if claim.lane == lane]
            yield from (Claim(self.id, lane, *left) for left in _left(first, end, spans))


def _left(first: int, end: int, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """What spans leave of the minutes from the first to the end."""
    for start, stop in sorted(spans):
        if first < start:
            yield first, start
        first = max(first, stop)
    if first < end:
        yield first, end


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """On which weekdays a block comes again, until which day; Monday is 0."""

    weekdays: frozenset[int]
    until: date


def against_span(start: datetime, end: datetime, now: datetime, zone: ZoneInfo) -> Iterator[Reason]:
    """Say when time cannot be blocked from a start to an end."""
    if any(each != from_minute(minute(each)) or minute(each) % GRAIN for each in (start, end)):
        yield Reason("block-off-grain", {"minutes": GRAIN})
    elif end <= start:
        yield Reason("block-backwards")
    elif end <= now or wall(start, zone).date() < wall(now, zone).date():
        yield Reason("block-past", {"start": wall(start, zone)})
    elif end - start > timedelta(days=LONGEST):
        yield Reason("block-long", {"days": LONGEST})


def against_repeat(repeat: Repeat, first: date, last: date) -> Iterator[Reason]:
    """Say why a block that begins and ends on these days cannot be repeated like this."""
    if first != last:
        yield Reason("repeat-over-midnight")
    elif repeat.until < first:
        yield Reason("repeat-backwards", {"until": repeat.until})
    elif (repeat.until - first).days > LONGEST:
        yield Reason("repeat-long", {"days": LONGEST})
    elif not repeat_days(repeat, first):
        yield Reason("repeat-never", {"until": repeat.until})


def repeat_days(repeat: Repeat, first: date) -> tuple[date, ...]:
    """The days on which a repeating block comes, from a day on."""
    days = days_from(first, repeat.until)
    return tuple(day for day in days if day.weekday() in repeat.weekdays)


def repeated(block: Block, repeat: Repeat, zone: ZoneInfo) -> Iterator[Block]:
    """The block on each of its days at the same wall clock, whatever the clocks do meanwhile.

    A time that a clock change skips or repeats on one of the days is refused.
    """
    begin, end = wall(block.start, zone), wall(block.end, zone)
    for day in repeat_days(repeat, begin.date()):
        start, stop = (datetime.combine(day, at.time()) for at in (begin, end))
        yield replace(block, start=instant(start, zone), end=instant(stop, zone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day, or a part of one, on which the whole clinic is closed."""

    id: int = 0
    day: date
    start: time | None = None
    """None closes from the beginning of the day."""
    end: time | None = None
    """None closes until the day is over."""
    name: str

    @property
    def is_whole(self) -> bool:
        """Whether the whole day is closed."""
        return self.start is None and self.end is None


def span_of(closure: Closure, zone: ZoneInfo) -> tuple[datetime, datetime]:
    """From when to when a closure lasts; a day without times is closed as a whole."""
    first = datetime.combine(closure.day, closure.start or time.min)
    end = datetime.combine(closure.day, closure.end or time.min)
    if closure.end is None:
        end += timedelta(days=1)
    return settled(first, zone), settled(end, zone)


def against_closure(closure: Closure, today: date, zone: ZoneInfo) -> Iterator[Reason]:
    """Say why the clinic cannot be closed like this; a time that the clocks skip is refused."""
    if not closure.name:
        yield Reason("closure-nameless")
    if closure.day < today:
        yield Reason("closure-past", {"on": closure.day})
        return
    for each in (closure.start, closure.end):
        if each is not None:
            instant(datetime.combine(closure.day, each), zone)
            if each.minute % GRAIN or each.second or each.microsecond:
                yield Reason("closure-off-grain")
                return
    begin, end = span_of(closure, zone)
    if end <= begin:
        yield Reason("closure-backwards")
