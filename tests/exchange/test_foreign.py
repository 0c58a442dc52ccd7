"""Whatever a file holds, reading it gives an answer or a refusal, and touches nothing else."""

from datetime import timedelta
from zoneinfo import TZPATH

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import words
from app.domain.refusal import Refused
from app.domain.time import midnight
from app.exchange.calendars import read_calendar
from app.exchange.values import Agenda
from tests.exchange.files import DENVER, LUNCH, MONDAY, WHOLE, calendar, event
from tests.hostile import WATCH


def look(content: bytes) -> None:
    """Read a file and hold what is true of every answer."""
    try:
        agenda = read_calendar(content, DENVER, MONDAY, 60)
    except Refused as refused:
        said = [words.say(reason) for reason in refused.reasons]
        agenda = Agenda(busy=(), uids=frozenset(said), faults=())
    begin = midnight(MONDAY, DENVER)
    assert all(words.say(fault) for fault in agenda.faults)
    assert list(agenda.busy) == sorted(agenda.busy, key=lambda b: (b.start, b.end, b.line))
    for busy in agenda.busy:
        assert busy.start < busy.end
        assert begin < busy.end
        assert busy.start < begin + timedelta(days=61)
        assert busy.uid in agenda.uids
        assert (busy.uid + busy.summary).isprintable()


NAMES = st.sampled_from(
    [
        "UID",
        "DTSTART",
        "DTEND",
        "DURATION",
        "RRULE",
        "RDATE",
        "EXDATE",
        "RECURRENCE-ID",
        "SUMMARY",
        "BEGIN",
        "END",
        "SEQUENCE",
        "STATUS",
        "TRANSP",
        "CLASS",
        "EXRULE",
        "X-A",
        "VERSION",
        "dtstart",
        "|",
    ]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(
        [
            "20261123T090000",
            "20261123T090000Z",
            "20261124",
            "20271107T013000",
            "21991231T235959Z",
            "18500101",
            "1",
            "P1D",
            "-PT5M",
            "P366D",
            "VEVENT",
            "VALARM",
            "VCALENDAR",
            "FREQ=DAILY",
            "FREQ=WEEKLY;BYDAY=MO,-5TU",
            "FREQ=YEARLY;BYMONTHDAY=-31;COUNT=99999",
            "FREQ=MONTHLY;INTERVAL=999;UNTIL=20270101",
            "FREQ=DAILY;UNTIL=20261201T090000Z",
        ]
    ),
)
PARAMETERS = st.one_of(
    st.just(""),
    st.text(max_size=20).map(lambda text: f";{text}"),
    st.sampled_from(
        [
            ";VALUE=DATE",
            ";TZID=America/Denver",
            ";TZID=a,b",
            ";TZID=/",
            ';TZID="',
            ";TZID=..",
            ";TZID=Europe",
            ";TZID=",
            ";TZID=posix/UTC",
            ";VALUE=PERIOD",
            ";RANGE=THISANDFUTURE",
        ]
    ),
)
LINES = st.builds(lambda *parts: "".join(parts), NAMES, PARAMETERS, st.sampled_from(":;"), VALUES)


@given(st.lists(LINES, max_size=12))
def test_any_lines_of_an_event(lines: list[str]) -> None:
    look(calendar(event(*lines), LUNCH))


@given(st.lists(st.tuples(st.integers(0, len(WHOLE)), st.binary(max_size=3)), max_size=6))
def test_any_damage_to_a_file(damages: list[tuple[int, bytes]]) -> None:
    content = WHOLE
    for place, bits in damages:
        content = content[:place] + bits + content[place + 1 :]

    look(content)


@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    look(content)
    look(b"BEGIN:VCALENDAR\r\n" + content)


def is_looked_up(name: str, _facts: tuple[object, ...]) -> bool:
    return name == "open" or name.startswith(("socket.", "os."))


@pytest.mark.parametrize(
    "zone", ["../../../../etc/passwd", "/etc/passwd", "Europe", ".", "//host/share", "C:\\a", "~"]
)
def test_a_zone_is_never_looked_for_among_files(zone: str) -> None:
    look(WHOLE)  # the zones of this computer are listed once
    lines = (f"DTSTART;TZID={zone}:20261123T090000", "DURATION:PT1H", "ATTACH:file:///etc/passwd")

    with WATCH.looking(is_looked_up) as seen:
        look(calendar(event(*lines), event("URL:http://localhost:9/x", "DTSTART:20261123")))

    assert [each for each in seen if not any(path in each for path in TZPATH)] == []
