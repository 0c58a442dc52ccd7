from pathlib import Path
from typing import Any

import pytest

from tests.cli.typed import Ask

EMPTY = "10002"
"""A patient with nothing on file that still counts."""


def states(ask: Ask, patient: str) -> dict[str, Any]:
    """How the gate's items stand for an infusion tomorrow."""
    words = ["--patient", patient, "--type", "iv-dosing", "--on", "2026-11-25"]
    return {each["item"]: each["state"] for each in ask("readiness", *words).done["items"]}


def test_a_file_is_completed_step_by_step_until_the_visit_is_booked(ask: Ask) -> None:
    doctor = ["--patient", EMPTY, "--as", "iyer"]
    letter = ["--from", "Dr. Quinn, MD", "--letter", "2026-11-20", "--visits", 6]

    assert ask("record diagnosis", *doctor, "--code", "f33.2").done == {
        "patient": EMPTY,
        "code": "F33.2",
        "title": "Major depression, recurrent, severe without psychotic features",
        "condition": "depression",
        "made_on": "2026-11-23",
        "made_by": "Priya Iyer, MD",
    }
    received = ask("record referral", "--patient", EMPTY, *letter).done
    accepted = ask("record referral", *doctor, "--accept").done
    assert received == {
        "patient": EMPTY,
        "state": "received",
        "referrer": "Dr. Quinn, MD",
        "condition": None,
        "letter": "2026-11-20",
        "expected_by": None,
        "visits": 6,
        "until": None,
        "judged_by": None,
        "why": None,
    }
    assert accepted == {**received, "state": "accepted", "judged_by": "Priya Iyer, MD"}
    assert ask("record clearance", *doctor, "--route", "iv").done == {
        "patient": EMPTY,
        "route": "iv",
        "on": "2026-11-23",
        "by": "Priya Iyer, MD",
        "asked_of": None,
        "due": None,
        "until": None,
        "withdrawn": None,
        "why": None,
    }
    wish = ["--patient", EMPTY, "--type", "iv-dosing", "--at", "2026-11-25 10:30"]
    visit = ask("book", *wish).done["visit"]
    ride = ["--name", "Luis Vega", "--phone", "303 555 0142"]
    assert ask("record ride", "--patient", EMPTY, *ride).done == {
        "patient": EMPTY,
        "visit": visit,
        "name": "Luis Vega",
        "phone": "+13035550142",
    }


def test_what_is_asked_for_is_waited_for(ask: Ask) -> None:
    asked = ["--patient", EMPTY, "--expected-by", "+3", "--from", "Dr. Quinn, MD"]
    due = ["--patient", EMPTY, "--route", "iv", "--ask-of", "Priya Iyer, MD", "--due", "+2"]

    assert ask("record referral", *asked).done["state"] == "expected"
    assert ask("record clearance", *due).done["due"] == "2026-11-25"

    assert states(ask, EMPTY)["clearance"] == "waiting"
    assert states(ask, EMPTY)["referral"] == "waiting"


def test_a_letter_is_rejected_with_a_reason(ask: Ask) -> None:
    judge = ["--patient", "10011", "--reject", "--as", "iyer"]

    assert ask("record referral", *judge).reasons == ["referral-needs-why"]
    rejected = ask("record referral", *judge, "--why", "Not signed.").done

    assert (rejected["state"], rejected["why"]) == ("rejected", "Not signed.")


@pytest.mark.parametrize(
    ("command", "words", "codes"),
    [
        ("diagnosis", ["--code", "F33.2"], ["not-permitted"]),
        ("diagnosis", ["--code", "F32", "--as", "iyer"], ["code-not-billable"]),
        ("diagnosis", ["--code", "X", "--as", "iyer"], ["code-unknown"]),
        ("diagnosis", ["--code", "F33.2", "--made", "+1", "--as", "iyer"], ["diagnosis-later"]),
        ("diagnosis", ["--code", "F33.2", "--made", "2026-02-30"], ["day-unreadable"]),
        ("referral", [], ["referral-needs-referrer", "referral-needs-date"]),
        ("referral", ["--from", "A", "--letter", "+1"], ["referral-later"]),
        ("referral", ["--from", "A", "--accept"], ["usage"]),
        ("referral", ["--accept"], ["not-permitted"]),
        ("referral", ["--accept", "--as", "iyer"], ["referral-none-waiting"]),
        ("referral", ["--from", "A", "--condition", "sadness"], ["usage"]),
        ("clearance", ["--route", "iv"], ["not-permitted"]),
        ("clearance", ["--route", "oral", "--as", "iyer"], ["route-unknown"]),
        ("clearance", ["--route", "iv", "--ask-of", "A"], ["usage"]),
        ("clearance", ["--route", "iv", "--on", "+1", "--as", "iyer"], ["clearance-later"]),
        ("ride", ["--name", "A", "--phone", "303 555 0142"], ["ride-no-visit"]),
        ("ride", ["--name", "A", "--phone", "1", "--visit", "99999"], ["visit-of-other"]),
    ],
)
def test_what_cannot_be_filed_is_said(
    ask: Ask, command: str, words: list[str], codes: list[str]
) -> None:
    assert ask(f"record {command}", "--patient", EMPTY, *words).reasons == codes


def test_a_ride_asks_which_visit_when_there_are_several(ask: Ask) -> None:
    visits = [
        ask("book", "--patient", "10001", "--type", "iv-dosing", "--at", at).done["visit"]
        for at in ("2026-11-25 10:30", "2026-12-05 09:00")
    ]
    ride = ["--patient", "10001", "--name", "Luis Vega", "--phone", "303 555 0142"]

    said = ask("record ride", *ride)

    assert said.reasons == ["ride-which-visit"]
    assert f"{visits[0]} and {visits[1]}" in said.out
    assert ask("record ride", *ride, "--visit", visits[1]).done["visit"] == visits[1]


def test_for_people_a_record_is_one_sentence(typed: Ask, folder: Path) -> None:
    words = ["--patient", EMPTY, "--code", "F33.2", "--as", "iyer"]

    said = typed("record diagnosis", "--clinic", folder, *words)

    assert said.out == (
        "Achebe-Thornton, Desmond (10002): F33.2, Major depression, recurrent, severe without "
        "psychotic features, recorded by Priya Iyer, MD on 23 Nov 2026.\n"
    )


def test_a_held_visit_is_booked_by_the_command_that_completes_its_file(
    ask: Ask, typed: Ask, folder: Path
) -> None:
    doctor = ["--patient", EMPTY, "--as", "iyer"]
    when = ["--at", "2026-11-25 10:30", "--hold-until", "2026-11-24 17:00"]
    held = ask("book --type iv-dosing", "--patient", EMPTY, *when).done
    ask("record diagnosis", *doctor, "--code", "F33.2")
    ask("record referral --from Quinn --letter 2026-11-20", "--patient", EMPTY)
    ask("record referral", *doctor, "--accept")

    said = typed("record clearance --route iv", "--clinic", folder, *doctor)

    sentence = f"Visit {held['visit']} is booked now: everything it waited for is on file."
    assert said.out.splitlines()[-1] == sentence
    assert ask("cancel", "--visit", held["visit"]).done["status"] == "cancelled"


def test_the_answer_names_the_visits_that_were_booked_by_themselves(ask: Ask) -> None:
    doctor = ["--patient", EMPTY, "--as", "iyer"]
    when = ["--at", "2026-11-25 10:30", "--hold-until", "2026-11-24 17:00"]
    held = ask("book --type iv-dosing", "--patient", EMPTY, *when).done
    ask("record diagnosis", *doctor, "--code", "F33.2")
    ask("record clearance --route iv", *doctor)
    ask("record referral --from Quinn --letter 2026-11-20", "--patient", EMPTY)

    accepted = ask("record referral", *doctor, "--accept").done

    assert accepted["booked"] == [held["visit"]]
