"""What a calendar file of another program says."""

from datetime import date, timedelta

import pytest

from app import words
from app.domain.refusal import Refused
from app.exchange.calendars import read_calendar
from app.exchange.content_lines import MOST_BYTES, MOST_EVENTS
from tests.exchange.files import (
    DENVER,
    LUNCH,
    MONDAY,
    calendar,
    codes,
    event,
    read,
    spans,
    taken,
)

NINE = "DTSTART;TZID=America/Denver:20261123T090000"
TEN = "DTEND;TZID=America/Denver:20261123T100000"


def refused(content: bytes) -> tuple[str, int]:
    """The code and line with which a whole file is refused."""
    with pytest.raises(Refused) as raised:
        read_calendar(content, DENVER, MONDAY, 400)
    (reason,) = raised.value.reasons
    assert words.say(reason)
    line = reason.facts.get("line", 0)
    assert isinstance(line, int)
    return reason.code, line


def test_an_event_takes_its_time() -> None:
    agenda = read(LUNCH)

    (lunch,) = agenda.busy
    assert (lunch.uid, lunch.line, lunch.summary) == ("lunch@example.com", 4, "Lunch")
    assert spans(agenda.busy) == [("2026-11-23 12:00", "2026-11-23 12:45")]
    assert agenda.uids == {"lunch@example.com"}


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("DTSTART:20261123T160000Z", "DTEND:20261123T170000Z", ("09:00", "10:00")),
        ("DTSTART:20261123T090000", "DTEND:20261123T100000", ("09:00", "10:00")),
        (NINE, "DURATION:PT1H", ("09:00", "10:00")),
        (
            'DTSTART;TZID="Mountain Standard Time":20261123T090000',
            "DURATION:PT30M",
            ("09:00", "09:30"),
        ),
        (
            "DTSTART;TZID=/freeassociation.sourceforge.net/America/New_York:20261123T090000",
            "DURATION:PT1H",
            ("07:00", "08:00"),
        ),
        ("DTSTART;TZID=Europe/Berlin:20261123T170000", "DURATION:PT1H", ("09:00", "10:00")),
    ],
)
def test_a_time_is_read_on_its_own_clock(start: str, end: str, expected: tuple[str, str]) -> None:
    (span,) = taken(event(start, end))

    assert tuple(each.removeprefix("2026-11-23 ") for each in span) == expected


def test_whole_days_run_from_midnight_to_midnight_also_over_a_clock_change() -> None:
    off = event("DTSTART;VALUE=DATE:20270313", "DTEND;VALUE=DATE:20270315")

    assert taken(off) == [("2027-03-13 00:00", "2027-03-15 00:00")]
    assert taken(event("DTSTART;VALUE=DATE:20261201")) == [("2026-12-01 00:00", "2026-12-02 00:00")]


def test_a_repeating_event_keeps_its_wall_clock_over_a_clock_change() -> None:
    weekly = event(NINE, TEN, "RRULE:FREQ=WEEKLY;UNTIL=20270331T235959Z")

    times = taken(weekly)

    assert len(times) == 19
    assert {start[11:] for start, _ in times} == {"09:00"}


def test_what_is_taken_out_moved_or_added_is_followed() -> None:
    master = event(
        NINE,
        TEN,
        "RRULE:FREQ=DAILY;COUNT=4",
        "EXDATE;TZID=America/Denver:20261124T090000",
        "RDATE;TZID=America/Denver:20261130T140000",
    )
    moved = event(
        "RECURRENCE-ID;TZID=America/Denver:20261125T090000",
        "DTSTART;TZID=America/Denver:20261125T160000",
        "DURATION:PT15M",
    )

    assert taken(master, moved) == [
        ("2026-11-23 09:00", "2026-11-23 10:00"),
        ("2026-11-25 16:00", "2026-11-25 16:15"),
        ("2026-11-26 09:00", "2026-11-26 10:00"),
        ("2026-11-30 14:00", "2026-11-30 15:00"),
    ]


def test_only_the_days_asked_for_are_counted_out() -> None:
    daily = event("DTSTART:19990101T160000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY")

    assert len(taken(daily, days=7)) == 7
    assert len(taken(daily, days=400)) == 400


def test_an_event_that_reaches_into_the_days_is_told_whole() -> None:
    off = event("DTSTART;VALUE=DATE:20261101", "DTEND;VALUE=DATE:20261201")

    assert taken(off, days=1) == [("2026-11-01 00:00", "2026-12-01 00:00")]


@pytest.mark.parametrize(
    "line", ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "DURATION:PT0S", "X-NOTHING:1"]
)
def test_what_takes_no_time_is_known_and_takes_none(line: str) -> None:
    end = [] if line.startswith(("DURATION", "X-")) else [TEN]

    agenda = read(event(NINE, *end, line))

    assert (agenda.busy, agenda.faults, agenda.uids) == ((), (), {"one@example.com"})


def test_the_last_word_about_an_event_counts() -> None:
    second = event(NINE, "DURATION:PT30M", "SEQUENCE:2")
    first = event(NINE, "DURATION:PT45M", "SEQUENCE:1")

    assert taken(second, first) == [("2026-11-23 09:00", "2026-11-23 09:30")]


def test_private_words_stay_private() -> None:
    (private,) = read(event(NINE, TEN, "SUMMARY:Dentist", "CLASS:PRIVATE")).busy

    assert private.summary == ""


def test_folded_and_escaped_words_are_read_and_alarms_passed_over() -> None:
    (busy,) = read(
        event(
            NINE,
            TEN,
            "SUMMARY:Team\\, all of\n  us\\; long\u202e",
            "BEGIN:VALARM\nTRIGGER:-PT5M\nDESCRIPTION:x\nEND:VALARM",
        )
    ).busy

    assert busy.summary == "Team, all of us; long"


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        (["SUMMARY:x"], "event-no-start"),
        (["DTSTART:tomorrow"], "event-time"),
        (["DTSTART:20261131T090000"], "event-time"),
        (["DTSTART:00010101T000000Z"], "event-time"),
        ([NINE, "DTEND:20261123T0900"], "event-time"),
        ([NINE, "DURATION:1h"], "event-time"),
        ([NINE, "DURATION:P99999999999999D"], "event-time"),
        (["DTSTART;TZID=Middle-earth/Shire:20261123T090000"], "event-zone"),
        (["DTSTART;TZID=../../../../etc/passwd:20261123T090000"], "event-zone"),
        (["DTSTART;TZID=America:20261123T090000"], "event-zone"),
        (["DTSTART;TZID=.:20261123T090000"], "event-zone"),
        ([NINE, "DTEND;TZID=America/Denver:20261123T080000"], "event-backwards"),
        ([NINE, "DURATION:P400D"], "event-long"),
        ([NINE, TEN, "RRULE:FREQ=SECONDLY"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=HOURLY;COUNT=3"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=DAILY;INTERVAL=0"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=DAILY;COUNT"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=DAILY;UNTIL=soon"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=MONTHLY;BYDAY=0MO;BYSETPOS=0"], "event-repeats"),
        ([NINE, TEN, "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"], "event-repeats"),
        ([NINE, TEN, "RDATE;VALUE=PERIOD:20261201T090000Z/PT1H"], "event-time"),
        ([NINE, TEN, "RECURRENCE-ID;RANGE=THISANDFUTURE:20261123T160000Z"], "event-range"),
        ([NINE, TEN, "a line that was not folded"], "event-line"),
    ],
)
def test_a_bad_event_is_named_with_its_line_and_the_others_are_read(
    lines: list[str], code: str
) -> None:
    agenda = read(event(*lines), LUNCH)

    assert codes(agenda) == [code]
    assert "line 4 (one@example.com)" in words.say(agenda.faults[0])
    assert [each.uid for each in agenda.busy] == ["lunch@example.com"]


def test_an_event_without_an_identifier_is_bad() -> None:
    assert codes(read(event(NINE, TEN, uid=""), event(NINE, TEN, uid="x" * 300))) == [
        "event-no-uid",
        "event-no-uid",
    ]


LINES = calendar(LUNCH).decode().splitlines()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ("calendar-none", 1)),
        (b"\r\n\r\n", ("calendar-none", 1)),
        (b"name,start,end\r\n", ("calendar-none", 1)),
        (b"PK\x03\x04\x00\x00", ("calendar-none", 1)),
        (b"BEGIN:VCALENDAR\r\nSUMMARY:\xff\r\n", ("calendar-not-text", 2)),
        (calendar(LUNCH).decode().encode("utf-16"), ("calendar-not-text", 1)),
        ("\n".join(LINES[:-1]).encode(), ("calendar-torn", 9)),
        ("\n".join([*LINES[:6], LINES[-1]]).encode(), ("calendar-torn", 7)),
        ("\n".join([*LINES, "more"]).encode(), ("calendar-none", 11)),
        ("\n".join([LINES[0], "VERSION:1.0", *LINES[3:]]).encode(), ("calendar-version", 1)),
        ("\n".join([LINES[0], "no line", *LINES[1:]]).encode(), ("calendar-line", 2)),
        (b"BEGIN:VCALENDAR\n" + b"BEGIN:X\n" * 20, ("calendar-line", 9)),
        (b"x" * (MOST_BYTES + 1), ("calendar-large", 0)),
        (calendar(*[event()] * (MOST_EVENTS + 1)), ("calendar-events", 0)),
    ],
)
def test_what_is_no_calendar_is_refused_with_the_line(
    content: bytes, expected: tuple[str, int]
) -> None:
    assert refused(content) == expected


@pytest.mark.parametrize(
    "events",
    [
        [event(NINE, TEN, "RRULE:FREQ=DAILY", uid=str(each)) for each in range(20)],
        [
            event("DTSTART:19000101T000000Z", "DURATION:PT1H", uid=str(each)) + ""
            if each < 0
            else event(
                "DTSTART:19000101T000000Z",
                "DURATION:PT1H",
                "RRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30;COUNT=5",
                uid=str(each),
            )
            for each in range(60)
        ],
    ],
)
def test_a_file_that_never_ends_is_refused_soon(events: list[str]) -> None:
    assert refused(calendar(*events)) == ("calendar-times", 0)


def test_a_rule_that_never_falls_takes_nothing_and_no_time() -> None:
    never = event(
        "DTSTART:20261123T160000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY;BYMONTHDAY=30,31;BYMONTH=2"
    )

    assert taken(never) == [("2026-11-23 09:00", "2026-11-23 10:00")]


def test_a_time_that_the_clocks_skip_or_repeat_follows_the_standard() -> None:
    skipped = event("DTSTART;TZID=America/Denver:20270314T023000", "DURATION:PT1H", uid="a")
    repeated = event("DTSTART;TZID=America/Denver:20271107T013000", "DURATION:PT1H", uid="b")

    agenda = read(skipped, repeated)

    assert [each.start.isoformat() for each in agenda.busy] == [
        "2027-03-14T09:30:00+00:00",
        "2027-11-07T07:30:00+00:00",
    ]


def test_days_are_counted_from_the_first_on() -> None:
    past = event("DTSTART;VALUE=DATE:20261122")
    last = event("DTSTART;VALUE=DATE:20261129", uid="two@example.com")
    after = event("DTSTART;VALUE=DATE:20261130", uid="three@example.com")

    agenda = read_calendar(calendar(past, last, after), DENVER, MONDAY, 7)

    assert [each.uid for each in agenda.busy] == ["two@example.com"]
    assert date(2026, 11, 29) == MONDAY + timedelta(days=6)
