"""Calendars out and in, as iCalendar files (RFC 5545)."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

import icalendar

from app.domain.refusal import Reason, refuse
from app.exchange import content_lines
from app.exchange.events import Span, Spoken, Unclear, read_event
from app.exchange.values import Agenda, Busy, Event, Sheet

MOST_BUSY = 2_000
"""Times that one file may take, its repeating events counted out."""
MOST_WALKED = 2_000_000
"""Days looked at to count out all the repeating events of a file."""


def write_calendar(sheet: Sheet) -> bytes:
    """A calendar as an iCalendar file; instants in UTC, so that no time zone need be told."""
    calendar: Any = icalendar.Calendar()  # its types are half there
    calendar.add("prodid", "-//Anteroom//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", sheet.name)
    for event in sheet.events:
        calendar.add_component(_component(event, sheet))
    return bytes(calendar.to_ical())


def _component(event: Event, sheet: Sheet) -> icalendar.Event:
    made: Any = icalendar.Event()
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", sheet.written)
    made.add("dtstart", event.start)
    made.add("dtend", event.end)
    made.add("summary", event.summary)
    if event.location:
        made.add("location", event.location)
    made.add("status", event.standing.value)
    made.add("class", "PRIVATE")
    return made


def read_calendar(content: bytes, zone: ZoneInfo, first: date, days: int) -> Agenda:
    """The times that an iCalendar file takes within some days, and which of its events are bad.

    What is no calendar at all is refused with its line.
    """
    span = Span(zone=zone, first=first, days=days)
    faults: list[Reason] = []
    spoken: list[Spoken] = []
    for component in content_lines.events(content):
        try:
            spoken.append(read_event(component, span))
        except Unclear as unclear:
            faults.append(unclear.reason)
    latest = _latest(spoken)
    is_much = sum(each.walked(span) for each in latest) > MOST_WALKED
    busy = () if is_much else tuple(islice(_counted_out(latest, span), MOST_BUSY + 1))
    if is_much or len(busy) > MOST_BUSY:
        raise refuse("calendar-times", most=MOST_BUSY, days=days)
    return Agenda(
        busy=tuple(sorted(busy, key=lambda each: (each.start, each.end, each.line))),
        uids=frozenset(event.uid for event in latest),
        faults=tuple(faults),
    )


def _latest(spoken: Iterable[Spoken]) -> Sequence[Spoken]:
    """Of what is said about one event more than once, what was said last."""
    ordered = sorted(spoken, key=lambda each: (each.sequence, each.line))
    return list({event.key: event for event in ordered}.values())


def _counted_out(events: Iterable[Spoken], span: Span) -> Iterator[Busy]:
    replaced: dict[str, set[datetime]] = {}
    for event in events:
        if event.instead_of:
            replaced.setdefault(event.uid, set()).add(event.instead_of.instant)
    for event in events:
        without = frozenset[datetime]() if event.instead_of else replaced.get(event.uid, set())
        yield from event.times(span, without)
