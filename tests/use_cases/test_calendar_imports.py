"""What somebody's own calendar says comes in as blocks: all or nothing, and never twice."""

import pytest

from app.clinic import Clinic
from app.domain.blocks import Block, BlockKind
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.time import wall
from app.use_cases.calendar_imports import Imported, import_blocks, try_import
from app.use_cases.calendars import export_calendar
from app.use_cases.resources import resource_named
from app.use_cases.undoing import undo_act
from tests.exchange.files import calendar, event
from tests.small import MONDAY, at
from tests.use_cases.asking import book, refusal


def own(day: int, start: str, end: str, *more: str, uid: str = "own@example.com") -> str:
    """An event of somebody's own, on a day of November 2026."""
    zone = ";TZID=America/Denver:202611"
    lines = (f"DTSTART{zone}{day}T{start}00", f"DTEND{zone}{day}T{end}00")
    return event(*lines, "SUMMARY:Supervision", *more, uid=uid)


def moss(clinic: Clinic) -> int:
    return resource_named(clinic, "Ira Moss").id


def take(clinic: Clinic, *events: str) -> Imported:
    return import_blocks(clinic, moss(clinic), calendar(*events))


def blocks(clinic: Clinic, name: str = "Ira Moss") -> list[tuple[str, str, str]]:
    """The blocks of somebody in November, on the clinic's clock."""
    one = resource_named(clinic, name)
    with clinic.database.reading() as unit:
        found = unit.scheduling.blocks(at(clinic, 1, "00:00"), at(clinic, 30, "23:55"))
    return [
        (f"{wall(b.start, clinic.zone):%d %H:%M}", f"{wall(b.end, clinic.zone):%d %H:%M}", b.note)
        for b in found
        if b.resource == one.id
    ]


def test_its_times_become_blocks_on_the_grain(clinic: Clinic) -> None:
    done = take(clinic, own(24, "0912", "1003"))

    assert blocks(clinic) == [("24 09:10", "24 10:05", "Supervision")]
    assert (len(done.added), done.lifted, done.kept) == (1, (), 0)
    assert done.added[0].kind == BlockKind.OTHER
    assert done.act


def test_a_block_that_came_in_is_respected(clinic: Clinic, ana: Patient) -> None:
    for name in ("Ira Moss", "Eva Lund"):
        one = resource_named(clinic, name)
        import_blocks(clinic, one.id, calendar(own(24, "0900", "1000")))

    assert refusal(lambda: book(clinic, ana)) == ["need-blocked", "nearest-start"]


def test_trying_says_the_same_and_changes_nothing(clinic: Clinic) -> None:
    tried = try_import(clinic, moss(clinic), calendar(own(24, "0900", "1000")), BlockKind.TIME_OFF)

    assert (len(tried.added), tried.act) == (1, "")
    assert tried.added[0].kind == BlockKind.TIME_OFF
    assert blocks(clinic) == []


def test_the_same_file_again_changes_nothing(clinic: Clinic) -> None:
    weekly = own(24, "0900", "1000", "RRULE:FREQ=WEEKLY;COUNT=5")
    overlapping = own(24, "0930", "1100", uid="other@example.com")
    take(clinic, weekly, overlapping)
    before = blocks(clinic)

    again = take(clinic, weekly, overlapping)

    assert (again.added, again.lifted, again.kept) == ((), (), 6)
    assert blocks(clinic) == before


def test_what_moved_is_moved_and_what_was_called_off_is_lifted(clinic: Clinic) -> None:
    take(clinic, own(24, "0900", "1000"), own(25, "0900", "1000", uid="two"))

    done = take(
        clinic, own(24, "1400", "1500"), own(25, "0900", "1000", "STATUS:CANCELLED", uid="two")
    )

    assert blocks(clinic) == [("24 14:00", "24 15:00", "Supervision")]
    assert (len(done.added), len(done.lifted), done.kept) == (1, 2, 0)


def test_what_a_file_does_not_speak_of_stays(clinic: Clinic) -> None:
    take(clinic, own(24, "0900", "1000"))

    take(clinic, own(25, "0900", "1000", uid="two"))

    assert len(blocks(clinic)) == 2


def test_events_that_overlap_one_another_or_a_block_take_what_is_left(clinic: Clinic) -> None:
    with clinic.database.writing() as unit:
        unit.scheduling.add_block(
            Block(
                resource=moss(clinic),
                kind="lunch",
                start=at(clinic, 24, "12:00"),
                end=at(clinic, 24, "13:00"),
            )
        )

    take(clinic, own(24, "1100", "1400"), own(24, "1330", "1500", uid="two"))

    assert blocks(clinic) == [
        ("24 11:00", "24 12:00", "Supervision"),
        ("24 12:00", "24 13:00", ""),
        ("24 13:00", "24 14:00", "Supervision"),
        ("24 14:00", "24 15:00", "Supervision"),
    ]


def test_an_event_over_a_visit_refuses_the_whole_file_with_every_reason(
    clinic: Clinic, ana: Patient
) -> None:
    view = book(clinic, ana)
    book(clinic, ana, 25, "10:00", kind="preparation")
    events = (
        own(24, "1030", "1200"),
        own(25, "0900", "1030", uid="two"),
        own(26, "0900", "1030", uid="three"),
    )

    with pytest.raises(Refused) as refused:
        take(clinic, *events)

    reasons = refused.value.reasons
    assert [reason.code for reason in reasons] == ["event-over-visit"] * 2
    assert (reasons[0].facts["line"], reasons[0].facts["visit"]) == (4, view.visit.id)
    assert blocks(clinic) == []
    assert refusal(lambda: try_import(clinic, moss(clinic), calendar(*events))) == [
        "event-over-visit",
        "event-over-visit",
    ]


def test_a_bad_event_refuses_the_whole_file(clinic: Clinic) -> None:
    bad = event("DTSTART:soon", uid="bad")
    endless = event("DTSTART:20261124T160000Z", "DURATION:PT1H", "RRULE:FREQ=SECONDLY", uid="x")

    codes = refusal(lambda: take(clinic, own(24, "0900", "1000"), bad, endless))

    assert codes == ["event-time", "event-repeats"]
    assert blocks(clinic) == []


def test_what_is_no_calendar_is_refused(clinic: Clinic) -> None:
    assert refusal(lambda: import_blocks(clinic, moss(clinic), b"%PDF-1.7")) == ["calendar-none"]


def test_an_import_is_taken_back_whole_and_done_again(clinic: Clinic) -> None:
    take(clinic, own(24, "0900", "1000"))
    before = blocks(clinic)
    done = take(clinic, own(24, "1400", "1500"), own(25, "0900", "1000", uid="two"))
    after = blocks(clinic)

    undone = undo_act(clinic, done.act)
    assert blocks(clinic) == before

    undo_act(clinic, undone.token)
    assert blocks(clinic) == after


def test_a_time_that_became_free_of_a_late_hold_is_free(clinic: Clinic, bruno: Patient) -> None:
    view = book(clinic, bruno, hold_until=(23, "09:05"))
    clinic.clock = lambda: at(clinic, 23, "09:30")

    take(clinic, own(24, "0900", "1000"))

    assert len(blocks(clinic)) == 1
    with clinic.database.reading() as unit:
        visit = unit.scheduling.visit(view.visit.id)
    assert visit is not None
    assert visit.status == "cancelled"


def test_the_audit_knows_the_file_and_not_its_words(clinic: Clinic) -> None:
    take(clinic, own(24, "0900", "1000"))

    with clinic.database.reading() as unit:
        entry = unit.audit.last(1)[0]
    assert entry.act == "import-calendar"
    assert "Supervision" not in entry.payload
    assert '"added":1' in entry.payload


def test_what_was_exported_comes_back_as_what_it_is(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)
    room = resource_named(clinic, "Room 2")
    content = export_calendar(clinic, room.id, MONDAY, 14).content

    done = import_blocks(clinic, resource_named(clinic, "Room 3").id, content)

    assert [(b.start, b.end) for b in done.added] == [
        (at(clinic, 24, "09:00"), at(clinic, 24, "11:10"))
    ]
