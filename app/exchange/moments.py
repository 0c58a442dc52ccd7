"""The dates and times of iCalendar, on the clock of whichever zone a file names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

from app.domain.time import YEARS, settled
from app.exchange.content_lines import Property

UTC = ZoneInfo("UTC")
_WRITTEN = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})(?:T([0-9]{2})([0-9]{2})([0-9]{2})(Z?))?", re.ASCII
)


class ZoneUnknown(ValueError):
    """A file names a time zone that nobody knows."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A time on the clock of a zone, or a whole day at the clinic."""

    wall: datetime
    zone: ZoneInfo
    is_day: bool

    @property
    def instant(self) -> datetime:
        """When that is; of two, the first, and what the clocks skip by the clock before."""
        return settled(self.wall, self.zone)

    @property
    def day(self) -> date:
        """The day on its own calendar."""
        return self.wall.date()


def moments(found: Property, zone: ZoneInfo) -> Iterator[Moment]:
    """The times that a property lists; `ValueError` when one cannot be read."""
    named = found.parameters.get("TZID", "")
    for text in found.value.split(","):
        yield moment(text.strip().upper(), zone, named)


def moment(text: str, zone: ZoneInfo, named: str = "") -> Moment:
    """A date or a time as written; without a zone of its own it is on the clinic's clock."""
    written = _WRITTEN.fullmatch(text)
    if written is None:
        raise ValueError(text)
    *numbers, utc = written.groups(default="0")
    year, month, day, hour, minute, _ = map(int, numbers)
    wall = datetime(year, month, day, hour, minute)  # noqa: DTZ001 -- its zone stands beside it
    if year not in YEARS:
        raise ValueError(text)
    if written[4] is None:
        return Moment(wall, zone, is_day=True)
    return Moment(wall, UTC if utc else _zone(named) if named else zone, is_day=False)


def _zone(named: str) -> ZoneInfo:
    """The zone of a name: never looked up among files unless it is on the list."""
    parts = named.strip("/").split("/")
    tails = ["/".join(parts[start:]) for start in range(min(len(parts), 4))]
    for name in (WINDOWS_TO_OLSON.get(named, ""), *tails):
        if name in _known():
            return ZoneInfo(name)
    raise ZoneUnknown(named)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
