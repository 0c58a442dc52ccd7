"""One event of a calendar file: what it says, and the times it takes."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from icalendar.prop import vDuration

from app.domain.refusal import Fact, Reason
from app.domain.time import midnight, settled
from app.exchange import repeating
from app.exchange.content_lines import Component, Property
from app.exchange.moments import Moment, ZoneUnknown, moment, moments
from app.exchange.repeating import DAY, Rule
from app.exchange.values import Busy

LONGEST = 366
"""Days that one event may last."""

_NOTHING = timedelta(0)
_UID, _SHOWN = 255, 60
"""Letters of an identifier that is kept, and of a text that a sentence repeats."""
_DIGITS = 9


class Unclear(Exception):
    """An event that cannot be understood, and why."""

    def __init__(self, code: str, component: Component, **facts: Fact) -> None:
        uid = readable(component.text("UID"))[:_SHOWN] or "?"
        self.reason = Reason(code, {"line": component.line, "uid": uid, **facts})
        super().__init__(code)


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """The days for which a file is read."""

    zone: ZoneInfo
    first: date
    days: int

    @property
    def last(self) -> date:
        """The last of them."""
        return self.first + DAY * (self.days - 1)

    def meets(self, start: datetime, end: datetime) -> bool:
        """Whether a time lies in them, if only in part."""
        return end > midnight(self.first, self.zone) and start < midnight(
            self.last + DAY, self.zone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a file says about one event."""

    uid: str
    line: int
    sequence: int
    start: Moment
    lasts: timedelta
    """Of whole days, in days; nothing for an event that takes no time."""
    summary: str
    rule: Rule | None
    also: tuple[Moment, ...]
    never: tuple[Moment, ...]
    instead_of: Moment | None
    """The one time of a repeating event that this one replaces."""

    @property
    def key(self) -> tuple[str, datetime | None]:
        """What it is about: an event, or one time of it."""
        return self.uid, self.instead_of.instant if self.instead_of else None

    def walked(self, span: Span) -> int:
        """How many days are looked at to count out its repetition."""
        if self.rule is None:
            return 0
        return repeating.days_walked(self.rule, self.start.day, span.first, span.last)

    def times(self, span: Span, replaced: AbstractSet[datetime]) -> Iterator[Busy]:
        """The times it takes in the span, but for those that other events replace."""
        if self.lasts > _NOTHING:
            for start in sorted({each.instant for each in self._starts(span)} - replaced):
                end = self._end(start)
                if span.meets(start, end):
                    yield Busy(
                        uid=self.uid, line=self.line, start=start, end=end, summary=self.summary
                    )

    def _starts(self, span: Span) -> Iterator[Moment]:
        without = {each.instant for each in self.never if not each.is_day}
        days_off = {each.day for each in self.never if each.is_day}
        for each in (self.start, *self._repeated(span), *self.also):
            if each.instant not in without and each.day not in days_off:
                yield each

    def _repeated(self, span: Span) -> Iterator[Moment]:
        if self.rule is None:
            return
        since = span.first - self.lasts - 2 * DAY
        for day in repeating.days(self.rule, self.start.day, since, span.last + DAY):
            wall = datetime.combine(day, self.start.wall.time())
            found = Moment(wall, self.start.zone, self.start.is_day)
            if self._is_past(found):
                return
            yield found

    def _is_past(self, found: Moment) -> bool:
        """Whether the repetition is over by then."""
        if self.rule is None or not self.rule.until:
            return False
        until = moment(self.rule.until, self.start.zone)
        if until.is_day or found.is_day:
            return found.day > until.day
        return found.instant > until.instant

    def _end(self, start: datetime) -> datetime:
        if not self.start.is_day:
            return start + self.lasts
        wall = start.astimezone(self.start.zone).replace(tzinfo=None)
        return settled(wall + self.lasts, self.start.zone)


def readable(text: str) -> str:
    """A text of one line, without what cannot be shown."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())


def read_event(component: Component, span: Span) -> Spoken:
    """What one event says; `Unclear` when it cannot be understood."""
    if component.torn:
        raise Unclear("event-line", component, at=component.torn[0])
    uid = readable(component.text("UID"))
    if not uid or len(uid) > _UID:
        raise Unclear("event-no-uid", component)
    start = _start(component, span.zone)
    rule = _rule(component, span.zone)
    also = _listed(component, "RDATE", span.zone)
    is_over = rule is None and not also and start.day < span.first - DAY * LONGEST
    return Spoken(
        uid=uid,
        line=component.line,
        sequence=_sequence(component),
        start=start,
        lasts=_NOTHING if is_over or _is_free(component) else _lasts(component, start, span.zone),
        summary=_summary(component),
        rule=rule,
        also=also,
        never=_listed(component, "EXDATE", span.zone),
        instead_of=_instead_of(component, span.zone),
    )


def _start(component: Component, zone: ZoneInfo) -> Moment:
    found = component.first("DTSTART")
    if found is None:
        raise Unclear("event-no-start", component)
    return _moments(component, found, zone)[0]


def _moments(component: Component, found: Property, zone: ZoneInfo) -> Sequence[Moment]:
    try:
        return tuple(moments(found, zone))
    except ZoneUnknown:
        named = readable(found.parameters.get("TZID", ""))[:_SHOWN]
        raise Unclear("event-zone", component, at=found.line, zone=named) from None
    except ValueError:
        text = readable(found.value)[:_SHOWN]
        raise Unclear("event-time", component, at=found.line, text=text) from None


def _listed(component: Component, name: str, zone: ZoneInfo) -> tuple[Moment, ...]:
    found = component.properties.get(name, [])
    return tuple(each for line in found for each in _moments(component, line, zone))


def _instead_of(component: Component, zone: ZoneInfo) -> Moment | None:
    found = component.first("RECURRENCE-ID")
    if found is None:
        return None
    if "RANGE" in found.parameters:
        raise Unclear("event-range", component, at=found.line)
    return _moments(component, found, zone)[0]


def _rule(component: Component, zone: ZoneInfo) -> Rule | None:
    found = [*component.properties.get("RRULE", []), *component.properties.get("EXRULE", [])]
    if not found:
        return None
    try:
        (only,) = found
        rule = repeating.parse(only.value)
        if rule.until:
            moment(rule.until, zone)
    except ValueError:
        text = readable(found[-1].value)[:_SHOWN]
        raise Unclear("event-repeats", component, at=found[-1].line, text=text) from None
    return rule


def _lasts(component: Component, start: Moment, zone: ZoneInfo) -> timedelta:
    lasts = _duration(component, start, zone)
    if lasts < _NOTHING:
        raise Unclear("event-backwards", component)
    if lasts > DAY * LONGEST:
        raise Unclear("event-long", component, days=LONGEST)
    return lasts


def _duration(component: Component, start: Moment, zone: ZoneInfo) -> timedelta:
    end, lasts = component.first("DTEND"), component.first("DURATION")
    if end is not None:
        over = _moments(component, end, zone)[0]
        return over.wall - start.wall if start.is_day else over.instant - start.instant
    if lasts is None:
        return DAY if start.is_day else _NOTHING
    read: Any = vDuration  # its types are half there
    try:
        return read.from_ical(lasts.value.strip().upper())
    except ValueError:
        text = readable(lasts.value)[:_SHOWN]
        raise Unclear("event-time", component, at=lasts.line, text=text) from None


def _is_free(component: Component) -> bool:
    is_off = component.text("STATUS").upper() == "CANCELLED"
    return is_off or component.text("TRANSP").upper() == "TRANSPARENT"


def _summary(component: Component) -> str:
    """What it is, unless its owner keeps that private."""
    return readable(component.text("SUMMARY")) if component.text("CLASS").upper() in _OPEN else ""


_OPEN = frozenset({"", "PUBLIC"})


def _sequence(component: Component) -> int:
    text = component.text("SEQUENCE")
    return int(text) if text.isdecimal() and len(text) <= _DIGITS else 0
