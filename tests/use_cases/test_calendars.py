"""Calendars that go out: who is needed when, and nobody's name."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import icalendar
import pytest

from app.clinic import Clinic
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.domain.scheduling import Resource, Status
from app.use_cases import calendars
from app.use_cases.calendars import export_calendar, export_calendars, write_calendars
from app.use_cases.moving import move_visit
from app.use_cases.resources import resource_named
from app.use_cases.scheduling import cancel_visit
from tests.small import MONDAY, at
from tests.use_cases.asking import book, refusal


def resource(clinic: Clinic, name: str) -> Resource:
    return resource_named(clinic, name)


def events(clinic: Clinic, name: str, days: int = 14) -> list[dict[str, Any]]:
    """What the calendar of somebody says, as another program reads it."""
    made = export_calendar(clinic, resource(clinic, name).id, MONDAY, days)
    calendar: Any = icalendar.Calendar.from_ical(made.content)
    assert len(calendar.events) == made.events
    return [
        {
            "uid": str(each["UID"]),
            "sequence": int(each["SEQUENCE"]),
            "summary": str(each["SUMMARY"]),
            "location": str(each.get("LOCATION", "")),
            "status": str(each["STATUS"]),
            "start": each.start,
            "end": each.end,
        }
        for each in calendar.events
    ]


def test_a_person_sees_when_and_where_and_for_which_visit(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    (event,) = events(clinic, "Ira Moss")

    assert event == {
        "uid": f"visit-{view.visit.id}@small",
        "sequence": view.visit.version,
        "summary": f"Visit {view.visit.id} · Room 2",
        "location": "Room 2",
        "status": "CONFIRMED",
        "start": at(clinic, 24, "09:00"),
        "end": at(clinic, 24, "10:55"),
    }


def test_a_room_sees_who_is_in_it_until_it_is_clean(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)

    (event,) = events(clinic, "Room 2")

    assert event["summary"] == f"Visit {view.visit.id} · Rosa Ortiz, Ira Moss"
    assert event["end"] == at(clinic, 24, "11:10")


def test_no_calendar_names_a_patient_an_illness_or_a_medicine(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    whole = b"".join(each.content for each in export_calendars(clinic, MONDAY, 14)).decode()

    lowered = whole.lower()
    forbidden = ("romero", "ana mar", "ketamin", "infusion", "depress", "iv-", "f33")
    assert [word for word in forbidden if word in lowered] == []


def test_a_visit_keeps_its_identifier_and_counts_its_changes(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    (before,) = events(clinic, "Ira Moss")

    move_visit(clinic, view.visit.id, at(clinic, 24, "13:00"))

    (after,) = events(clinic, "Ira Moss")
    assert after["uid"] == before["uid"]
    assert after["sequence"] > before["sequence"]
    assert after["start"] == at(clinic, 24, "13:00")


def test_a_visit_that_was_called_off_is_marked_so(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    cancel_visit(clinic, view.visit.id)

    (event,) = events(clinic, "Ira Moss")

    assert event["status"] == "CANCELLED"
    assert event["sequence"] > view.visit.version


def test_a_held_visit_is_tentative(clinic: Clinic, bruno: Patient) -> None:
    view = book(clinic, bruno, hold_until=(23, "17:00"))
    assert view.visit.status is Status.HELD

    assert [each["status"] for each in events(clinic, "Ira Moss")] == ["TENTATIVE"]


def test_a_person_needed_twice_in_a_visit_has_two_events(clinic: Clinic, bruno: Patient) -> None:
    view = book(clinic, bruno, kind="im-dosing", hold_until=(23, "17:00"))

    before, after = events(clinic, "Rosa Ortiz")

    number = view.visit.id
    assert (before["uid"], after["uid"]) == (f"visit-{number}@small", f"visit-{number}-2@small")
    assert before["end"] < after["start"]


def test_blocks_go_out_as_a_word_and_whole_days_as_days(clinic: Clinic) -> None:
    moss = resource(clinic, "Ira Moss")
    spans = (("12:00", 24, "13:00", 24), ("00:00", 25, "00:00", 27))
    with clinic.database.writing() as unit:
        for start, day, end, last in spans:
            unit.scheduling.add_block(
                Block(
                    resource=moss.id,
                    kind="time-off",
                    start=at(clinic, day, start),
                    end=at(clinic, last, end),
                    note="Knee operation",
                )
            )
        unit.scheduling.add_block(
            Block(
                resource=moss.id,
                kind="other",
                start=at(clinic, 27, "08:00"),
                end=at(clinic, 27, "09:00"),
                source="own@example.com",
            )
        )

    found = events(clinic, "Ira Moss")

    assert [(each["summary"], each["start"], each["end"]) for each in found] == [
        ("Time off", at(clinic, 24, "12:00"), at(clinic, 24, "13:00")),
        ("Time off", date(2026, 11, 25), date(2026, 11, 27)),
    ]


def test_only_the_days_asked_for_are_in_it(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24)

    assert events(clinic, "Ira Moss", days=1) == []
    assert len(events(clinic, "Ira Moss", days=2)) == 1


def test_everybody_has_a_file_of_their_own(clinic: Clinic, ana: Patient, tmp_path: Path) -> None:
    book(clinic, ana)

    paths = write_calendars(export_calendars(clinic, MONDAY, 14), tmp_path / "calendars")

    names = {path.name for path in paths}
    assert {"dr-miriam-hale.ics", "ira-moss.ics", "room-2.ics", "pump-1.ics"} <= names
    assert {path.name for path in (tmp_path / "calendars").iterdir()} == names


def test_it_is_kept_in_the_audit_as_an_export(clinic: Clinic) -> None:
    export_calendars(clinic, MONDAY, 14)

    with clinic.database.reading() as unit:
        entry = unit.audit.last(1)[0]
    assert (entry.act, entry.who) == ("export-calendar", "desk")
    assert '"days":14' in entry.payload


def test_nobody_of_that_number_is_refused(clinic: Clinic) -> None:
    act = calendars.export_calendar

    assert refusal(lambda: act(clinic, 999, MONDAY, 14)) == ["resource-unknown"]


@pytest.mark.parametrize("days", [1, 400])
def test_an_empty_calendar_is_still_one(clinic: Clinic, days: int) -> None:
    later = MONDAY + timedelta(days=3650)
    made = export_calendar(clinic, resource(clinic, "Room 1").id, later, days)

    assert made.content.startswith(b"BEGIN:VCALENDAR")
    assert made.events == 0
