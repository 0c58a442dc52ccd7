"""Time that is not to be had: of one person, room or pump, or of the whole clinic."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from app.domain.scheduling import Claim
from app.domain.time import minute


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

    def claims(self, lanes: Iterable[int]) -> tuple[Claim, ...]:
        """What the block holds in the diary: these lanes, all of its resource's."""
        first, end = minute(self.start), minute(self.end)
        held = () if self.lifted else lanes
        return tuple(Claim(self.id, lane, first, end) for lane in held)


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A day, or a part of one, on which the whole clinic is closed."""

    id: int = 0
    day: date
    start: time | None = None
    """None closes the whole day."""
    end: time | None = None
    name: str
