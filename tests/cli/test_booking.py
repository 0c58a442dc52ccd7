from datetime import datetime
from pathlib import Path

import pytest

from tests.cli.typed import Ask, Said

READY, REFUSED = "10001", "10002"
FREE = "2026-11-25 10:30"


def book(
    ask: Ask, *words: str, patient: str = READY, kind: str = "iv-dosing", at: str = FREE
) -> Said:
    return ask("book", "--patient", patient, "--type", kind, "--at", at, *words)


def minutes(claim: dict[str, str]) -> int:
    start, end = (datetime.fromisoformat(claim[key]) for key in ("start", "end"))
    return int((end - start).total_seconds() // 60)


def test_a_booking_names_every_claim_of_every_phase(ask: Ask) -> None:
    document = book(ask).done

    assert document.keys() == {"visit", "status", "start", "end", "claims"}
    assert document["status"] == "booked"
    assert document["start"] == "2026-11-25T10:30-07:00"
    assert document["end"] == "2026-11-25T12:25-07:00"
    assert all(claim.keys() == {"resource", "role", "start", "end"} for claim in document["claims"])
    lengths = {claim["role"]: minutes(claim) for claim in document["claims"]}
    assert lengths == {"patient": 115, "room": 130, "monitor": 115, "therapist": 115, "pump": 50}
    assert document["claims"][0]["resource"] == READY


def test_a_refusal_says_every_reason_at_once(ask: Ask) -> None:
    said = book(ask, patient=REFUSED, at="2026-11-24 08:00")

    assert said.reasons[:3] == ["diagnosis-missing", "referral-expired", "clearance-missing"]
    assert set(said.reasons[3:]) == {"need-taken", "nearest-start"}


def test_a_visit_that_the_gate_stops_can_be_held(ask: Ask) -> None:
    document = book(ask, "--hold-until", "2026-11-24 17:00", patient=REFUSED).done

    assert document["status"] == "held"
    assert document["claims"]


def test_a_time_is_not_given_twice(ask: Ask) -> None:
    assert book(ask).code == 0

    assert book(ask).reasons[0] == "patient-taken"


def test_a_time_from_a_document_can_be_typed_back(ask: Ask) -> None:
    opening = ask("openings", "--type", "iv-dosing", "--limit", 1).done["openings"][0]

    assert book(ask, at=opening["start"]).done["start"] == opening["start"]


@pytest.mark.parametrize(
    ("at", "code"),
    [
        ("2026-11-31 09:00", "time-unreadable"),
        ("2026-12-01", "time-unreadable"),
        ("soon", "time-unreadable"),
        ("", "time-unreadable"),
        ("2027-03-14 02:30", "time-skipped"),
        ("2027-11-07 01:30", "time-repeated"),
        ("2026-11-23 08:00", "start-past"),
        ("9999-12-31 23:59", "time-unreadable"),
        ("0001-01-01 00:00", "time-unreadable"),
        ("2199-12-31 23:55", "start-far"),
        ("2026-11-25 10:32", "start-off-grain"),
    ],
)
def test_a_time_that_will_not_do_is_one_clear_reason(ask: Ask, at: str, code: str) -> None:
    assert book(ask, kind="integration", at=at).reasons == [code]


@pytest.mark.parametrize(
    ("patient", "kind", "code"),
    [("999", "iv-dosing", "patient-unknown"), (READY, "massage", "type-unknown")],
)
def test_who_or_what_is_unknown_is_said(ask: Ask, patient: str, kind: str, code: str) -> None:
    assert book(ask, patient=patient, kind=kind).reasons == [code]


def test_for_people_a_booking_is_lines_in_columns(typed: Ask, folder: Path) -> None:
    words = ["--patient", READY, "--type", "integration", "--at", "2026-11-28 11:30"]

    said = typed("book", "--clinic", folder, *words)

    head, *lines = said.out.splitlines()
    assert head.startswith("Booked: Integration session, Sat 28 Nov 2026, 11:30–12:30 (visit ")
    assert [line.split()[0] for line in lines] == ["Patient", "Room", "Therapist"]
    assert len({line.rindex("11:30") for line in lines}) == 1


def test_a_cancelled_visit_holds_nothing_and_its_time_is_free(ask: Ask) -> None:
    visit = book(ask).done["visit"]

    cancelled = ask("cancel", "--visit", visit).done

    assert (cancelled["visit"], cancelled["status"], cancelled["claims"]) == (
        visit,
        "cancelled",
        [],
    )
    assert book(ask).code == 0


def test_a_visit_is_not_cancelled_twice(ask: Ask) -> None:
    visit = book(ask).done["visit"]
    assert ask("cancel", "--visit", visit).code == 0

    assert ask("cancel", "--visit", visit).reasons == ["status-over"]


def test_an_unknown_visit_is_said(ask: Ask) -> None:
    assert ask("cancel", "--visit", 99_999).reasons == ["visit-unknown"]


def test_openings_say_what_was_searched(ask: Ask) -> None:
    words = ["--type", "iv-dosing", "--from", "tomorrow", "--days", 3, "--limit", 2]

    document = ask("openings", *words, "--patient", READY).done

    assert document["searched"] == {
        "type": "iv-dosing",
        "patient": READY,
        "from": "2026-11-24",
        "until": "2026-11-26",
        "days": 3,
        "limit": 2,
    }
    assert len(document["openings"]) == 2
    for opening in document["openings"]:
        assert opening.keys() == {"start", "end", "claims", "reasons"}
        roles = [claim["role"] for claim in opening["claims"]]
        assert roles == ["patient", "room", "monitor", "therapist", "pump"]
        assert opening["claims"][0]["resource"] == READY


def test_no_opening_is_an_empty_list_and_a_sentence(ask: Ask, typed: Ask, folder: Path) -> None:
    words = ["--type", "iv-dosing", "--from", "2026-11-29", "--days", 1]

    assert ask("openings", *words).done["openings"] == []
    said = typed("openings", "--clinic", folder, *words)
    assert said.out == "Nothing is free in 1 day from Sun 29 Nov 2026.\n"
