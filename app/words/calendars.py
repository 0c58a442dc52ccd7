"""The English sentences about calendars of other programs."""

from collections.abc import Mapping

CALENDARS: Mapping[str, str] = {
    "calendar-large": "The file is larger than {megabytes} MB, which no calendar is. "
    "Nothing was imported.",
    "calendar-not-text": "Line {line} is not text, so the file is not a calendar. "
    "Nothing was imported.",
    "calendar-none": "Line {line} is where a calendar (BEGIN:VCALENDAR) should begin. "
    "Nothing was imported.",
    "calendar-version": "The calendar that begins in line {line} is of another version than 2.0. "
    "Export it again as iCalendar. Nothing was imported.",
    "calendar-line": "Line {line} is not a line of a calendar. Nothing was imported.",
    "calendar-torn": "{name} does not end as it should in line {line}: the file is torn. "
    "Export it again. Nothing was imported.",
    "calendar-events": "The file has more than {most} events. Export fewer days. "
    "Nothing was imported.",
    "calendar-times": "The events of the file repeat more often than {most} times in {days} days. "
    "Nothing was imported.",
    "event-line": "The event in line {line} ({uid}) cannot be read: see line {at}.",
    "event-no-uid": "The event in line {line} has no usable identifier (UID).",
    "event-no-start": "The event in line {line} ({uid}) has no beginning (DTSTART).",
    "event-time": "The event in line {line} ({uid}): “{text}” in line {at} is not a time that "
    "can be read.",
    "event-zone": "The event in line {line} ({uid}): line {at} names a time zone that is not "
    "known, “{zone}”.",
    "event-backwards": "The event in line {line} ({uid}) ends before it begins.",
    "event-long": "The event in line {line} ({uid}) lasts more than {days} days.",
    "event-repeats": "The event in line {line} ({uid}): “{text}” in line {at} is not a repetition "
    "by days, weeks, months or years that can be counted.",
    "event-range": "The event in line {line} ({uid}) changes all later times of another one, "
    "which cannot be read (line {at}).",
    "event-over-visit": "The event in line {line} would take {name} from visit {visit}, "
    "between {start:clock} and {end:clock} on {start:day}. Move the visit first.",
}
