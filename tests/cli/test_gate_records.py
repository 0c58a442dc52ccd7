from typing import Any

import pytest

from tests.cli.typed import Ask

EMPTY = "10002"
"""A patient with nothing on file that still counts."""

READY = "10001"
"""A patient with everything on file."""


def item(ask: Ask, name: str, *words: object) -> dict[str, Any]:
    items = ask("readiness", *words).done["items"]
    return next(each for each in items if each["item"] == name)


def wished(patient: str, kind: str = "iv-dosing") -> list[str]:
    return ["--patient", patient, "--type", kind, "--on", "2026-11-25"]


def booked(ask: Ask) -> int:
    at = ["--patient", READY, "--type", "iv-dosing", "--at", "2026-11-25 10:30"]
    return ask("book", *at).done["visit"]


def test_what_is_seen_is_ticked_for_the_one_visit_and_taken_back(ask: Ask) -> None:
    visit = booked(ask)
    tick = ["--patient", READY, "--item", "vitals", "--as", "dunn"]

    done = ask("record tick", *tick).done

    assert done == {
        "item": "vitals",
        "patient": READY,
        "visit": visit,
        "on": "2026-11-23",
        "until": None,
        "by": "Carol Dunn, RN",
        "note": None,
        "ticked": True,
    }
    assert item(ask, "vitals", "--visit", visit)["state"] == "met"
    assert ask("record tick", *tick).reasons == ["tick-already"]
    assert ask("record tick --take-back", *tick).done == done | {"ticked": False}
    assert item(ask, "vitals", "--visit", visit)["state"] == "not_needed"


def test_what_counts_for_the_whole_clinic_needs_no_patient(ask: Ask) -> None:
    done = ask("record tick --item site-certified --as manager").done

    assert (done["patient"], done["visit"], done["ticked"]) == (None, None, True)
    assert item(ask, "site-certified", *wished(READY, "esketamine"))["state"] == "met"


def test_the_medical_director_opens_the_way_for_a_minor(ask: Ask) -> None:
    tick = ["--patient", "10012", "--item", "age"]
    assert item(ask, "age", *wished("10012"))["state"] == "missing"

    assert ask("record tick", *tick, "--note", "A", "--as", "iyer").reasons == ["tick-role"]
    assert ask("record tick", *tick, "--as", "hale").reasons == ["age-needs-why"]
    ask("record tick", *tick, "--note", "Both parents agree.", "--as", "hale")

    opened = item(ask, "age", *wished("10012"))
    assert opened["sentence"] == (
        "Under 18; Margaret Hale, MD opened the way on 23 Nov 2026: Both parents agree."
    )
    assert opened["state"] == "met"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--item", "ecg", "--patient", READY], ["tick-role"]),
        (["--item", "ride", "--patient", READY], ["item-not-ticked"]),
        (["--item", "mood", "--patient", READY], ["item-not-ticked"]),
        (["--item", "enrolled"], ["tick-whose"]),
        (["--item", "enrolled", "--patient", READY, "--on", "+1"], ["tick-later"]),
        (["--item", "enrolled", "--patient", READY, "--until", "2026-11-01"], ["tick-backwards"]),
        (["--item", "enrolled", "--patient", READY, "--take-back"], ["tick-none"]),
        (["--item", "fasting", "--patient", READY], ["ride-no-visit"]),
    ],
)
def test_what_cannot_be_ticked_is_said(ask: Ask, words: list[object], codes: list[str]) -> None:
    assert ask("record tick", *words).reasons == codes


def test_who_can_tick_is_said(ask: Ask) -> None:
    visit = booked(ask)

    said = ask("record tick --item vitals", "--visit", visit)

    assert said.document["refused"][0]["sentence"] == (
        "Vital signs seen is ticked by one of these: medical director, nurse or prescriber. "
        "Ask one of them."
    )


def test_a_clearance_is_given_until_a_day_and_withdrawn(ask: Ask) -> None:
    clear = ["--patient", EMPTY, "--route", "iv", "--as", "iyer"]

    given = ask("record clearance", *clear, "--until", "2026-11-24").done
    ends = item(ask, "clearance", *wished(EMPTY))["state"]
    gone = ask("record clearance", *clear, "--withdraw", "--why", "New ECG").done

    assert (given["until"], ends) == ("2026-11-24", "ends_before_visit")
    assert (gone["withdrawn"], gone["why"]) == ("2026-11-23", "New ECG")
    assert item(ask, "clearance", *wished(EMPTY))["state"] == "missing"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--until", "2027-12-01"], ["clearance-long"]),
        (["--until", "2026-11-01"], ["clearance-backwards"]),
        (["--withdraw", "--why", "A"], ["clearance-none"]),
        (["--withdraw"], ["clearance-needs-why"]),
    ],
)
def test_a_clearance_that_cannot_be_is_said(ask: Ask, words: list[str], codes: list[str]) -> None:
    clear = ["--patient", EMPTY, "--route", "iv", "--as", "iyer"]

    assert ask("record clearance", *clear, *words).reasons == codes


def test_a_waiver_opens_one_item_until_its_day(ask: Ask) -> None:
    waive = ["--patient", "10005", "--item", "referral", "--until", "2026-12-31", "--as", "iyer"]

    waived = ask("record waiver", *waive, "--reason", "Letter in the mail").done

    number = waived.pop("waiver")
    assert waived == {
        "patient": "10005",
        "item": "referral",
        "because": "other",
        "reason": "Letter in the mail",
        "visit": None,
        "course": None,
        "until": "2026-12-31",
        "by": "Priya Iyer, MD",
        "ended": False,
    }
    assert item(ask, "referral", *wished("10005"))["state"] == "waived"
    why = ["--why", "The letter takes longer", "--as", "iyer"]
    amended = ask("record waiver --until 2027-01-31", "--amend", number, *why).done
    assert amended == waived | {"waiver": amended["waiver"], "until": "2027-01-31"}
    ended = ask("record waiver", "--end", amended["waiver"], *why).done
    assert ended["ended"]
    assert item(ask, "referral", *wished("10005"))["state"] == "expired"


def test_a_waiver_from_the_list_says_so(ask: Ask) -> None:
    waive = ["--patient", "10005", "--item", "referral", "--until", "2026-12-31", "--as", "iyer"]

    ask("record waiver", *waive, "--because", "own-evaluation", "--reason", "Seen twice")

    assert item(ask, "referral", *wished("10005"))["sentence"] == (
        "Waived by Priya Iyer, MD until 31 Dec 2026: Self-referral with own evaluation: Seen twice"
    )


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (["--item", "referral", "--reason", "A", "--until", "+9"], ["not-permitted"]),
        (
            ["--item", "diagnosis", "--reason", "A", "--until", "+9", "--as", "iyer"],
            ["not-waivable"],
        ),
        (["--item", "age", "--reason", "A", "--until", "+9", "--as", "hale"], ["not-waivable"]),
        (["--item", "referral", "--until", "+9", "--as", "iyer"], ["waiver-needs-reason"]),
        (["--item", "referral", "--reason", "A", "--as", "iyer"], ["usage"]),
        (["--item", "ride", "--reason", "A", "--until", "+9", "--course"], ["usage"]),
        (["--end", "999", "--why", "A", "--as", "iyer"], ["waiver-none"]),
    ],
)
def test_what_cannot_be_waived_is_said(ask: Ask, words: list[str], codes: list[str]) -> None:
    assert ask("record waiver", "--patient", EMPTY, *words).reasons == codes
