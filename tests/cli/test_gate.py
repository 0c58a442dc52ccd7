from pathlib import Path

import pytest

from tests.cli.typed import Ask

KEYS = {"patient", "type", "on", "ready", "met", "of", "items"}
ITEM = {"item", "state", "stops", "sentence", "until"}


def test_a_wished_visit_is_judged_on_its_own_date(ask: Ask) -> None:
    words = ["--patient", "10006", "--type", "iv-dosing", "--on"]

    today, tomorrow = (ask("readiness", *words, day).done for day in ("today", "tomorrow"))

    assert today.keys() == tomorrow.keys() == KEYS
    assert all(item.keys() == ITEM for item in tomorrow["items"])
    states = [
        {item["item"]: item["state"] for item in document["items"]}["referral"]
        for document in (today, tomorrow)
    ]
    assert states == ["met", "ends_before_visit"]
    assert tomorrow["on"] == "2026-11-24"
    assert not tomorrow["ready"]


def test_a_booked_visit_is_judged_by_its_number(ask: Ask) -> None:
    booking = ["--patient", "10001", "--type", "iv-dosing", "--at", "2026-11-25 10:30"]
    visit = ask("book", *booking).done["visit"]

    document = ask("readiness", "--visit", visit).done

    assert (document["patient"], document["type"], document["on"]) == (
        "10001",
        "iv-dosing",
        "2026-11-25",
    )
    asked = [item for item in document["items"] if item["state"] != "not_needed"]
    assert document["met"] < document["of"] == len(asked)
    ride = next(item for item in document["items"] if item["item"] == "ride")
    assert ride == {
        "item": "ride",
        "state": "missing",
        "stops": "start",
        "sentence": "No adult is named who takes the patient home.",
        "until": None,
    }


def test_a_visit_without_medicine_needs_nothing(ask: Ask) -> None:
    words = ["--patient", "10002", "--type", "integration", "--on", "+1"]

    document = ask("readiness", *words).done

    assert (document["ready"], document["met"], document["of"]) == (True, 0, 0)
    assert {item["state"] for item in document["items"]} == {"not_needed"}


@pytest.mark.parametrize(
    "day", ["2026-11-31", "someday", "", "9999-12-31", "0001-01-01", "+9" * 30]
)
def test_a_day_that_does_not_exist_is_said(ask: Ask, day: str) -> None:
    words = ["--patient", "10001", "--type", "iv-dosing"]

    assert ask("readiness", *words, f"--on={day}").reasons == ["day-unreadable"]


def test_for_people_open_items_stand_out(typed: Ask, folder: Path) -> None:
    words = ["--patient", "10002", "--type", "iv-dosing", "--on", "tomorrow"]

    head, count, *items = typed("readiness", "--clinic", folder, *words).out.splitlines()

    assert head == "Achebe-Thornton, Desmond (10002): Ketamine infusion (IV) on Tue 24 Nov 2026"
    assert count.startswith("Not ready: 1 of ")
    assert next(line.split()[1:3] for line in items if "!" in line) == ["Diagnosis", "Missing"]
