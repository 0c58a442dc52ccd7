"""Calendars that are handed out, read back by the library and by ourselves."""

from datetime import UTC, date, datetime
from typing import Any

import icalendar

from app.exchange import write_calendar
from app.exchange.calendars import read_calendar
from app.exchange.values import Event, Sheet, Standing
from tests.exchange.files import DENVER, MONDAY, spans

WRITTEN = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
VISIT = Event(
    uid="visit-12@small",
    sequence=3,
    start=datetime(2026, 11, 24, 16, 0, tzinfo=UTC),
    end=datetime(2026, 11, 24, 17, 55, tzinfo=UTC),
    summary="Visit 12 · Room 2",
    location="Room 2; first floor, left",
)
CALLED_OFF = Event(
    uid="visit-13@small",
    sequence=2,
    start=datetime(2026, 11, 25, 16, 0, tzinfo=UTC),
    end=datetime(2026, 11, 25, 17, 0, tzinfo=UTC),
    summary="Visit 13",
    standing=Standing.CANCELLED,
)
TIME_OFF = Event(
    uid="block-14@small",
    sequence=1,
    start=date(2026, 12, 24),
    end=date(2026, 12, 27),
    summary="Time off",
)


def written(*events: Event) -> bytes:
    return write_calendar(Sheet(name="Dr. Miriam Hale", written=WRITTEN, events=events))


def test_an_event_is_written_as_the_standard_has_it() -> None:
    text = written(VISIT, TIME_OFF).decode()

    assert text.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Anteroom//EN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Dr. Miriam Hale",
        "BEGIN:VEVENT",
        "SUMMARY:Visit 12 · Room 2",
        "DTSTART:20261124T160000Z",
        "DTEND:20261124T175500Z",
        "DTSTAMP:20261123T160000Z",
        "UID:visit-12@small",
        "SEQUENCE:3",
        "CLASS:PRIVATE",
        "LOCATION:Room 2\\; first floor\\, left",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "BEGIN:VEVENT",
        "SUMMARY:Time off",
        "DTSTART;VALUE=DATE:20261224",
        "DTEND;VALUE=DATE:20261227",
        "DTSTAMP:20261123T160000Z",
        "UID:block-14@small",
        "SEQUENCE:1",
        "CLASS:PRIVATE",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_library_reads_it_back() -> None:
    calendar: Any = icalendar.Calendar.from_ical(written(VISIT, CALLED_OFF))

    first, second = calendar.events
    assert (first["UID"], first["SEQUENCE"], first["STATUS"]) == ("visit-12@small", 3, "CONFIRMED")
    assert first.start == VISIT.start
    assert second["STATUS"] == "CANCELLED"


def test_we_read_it_back_and_what_was_called_off_takes_no_time() -> None:
    agenda = read_calendar(written(VISIT, CALLED_OFF, TIME_OFF), DENVER, MONDAY, 60)

    assert agenda.faults == ()
    assert spans(agenda.busy) == [
        ("2026-11-24 09:00", "2026-11-24 10:55"),
        ("2026-12-24 00:00", "2026-12-27 00:00"),
    ]
    assert agenda.uids == {"visit-12@small", "visit-13@small", "block-14@small"}


def test_the_same_values_give_the_same_bytes() -> None:
    assert written(VISIT, TIME_OFF) == written(VISIT, TIME_OFF)


def test_names_in_every_script_are_kept_and_lines_folded() -> None:
    name = "Nguyễn Thị Ánh · " + "長い名前" * 20

    content = written(
        Event(uid="a", sequence=0, start=MONDAY, end=date(2026, 11, 24), summary=name)
    )

    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    (busy,) = read_calendar(content.replace(b"CLASS:PRIVATE", b"X-A:1"), DENVER, MONDAY, 1).busy
    assert busy.summary == name
