"""`referral`: a letter from the asking to the accepting, as commands."""

from pathlib import Path

import pytest

from tests.cli.typed import Ask
from tests.documents.reading_back import page_texts
from tests.scans.making import pdf

EMPTY = "10002"
QUINN = ("--patient", EMPTY, "--from", "Dr. Quinn", "--credential", "MD")


def test_a_letter_is_asked_for_chased_filed_and_accepted(ask: Ask, tmp_path: Path) -> None:
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(pdf(2))

    asked = ask("referral request", *QUINN, "--due", "+4", "--phone", "202 555 0142").done
    number = asked["number"]
    tried = ask("referral attempt --answer message --next +2", "--referral", number).done
    waiting = [each for each in ask("referral list").done["referrals"] if each["number"] == number]
    came = ask("referral receive", *QUINN, "--letter", "2026-11-20", "--route", "iv").done
    attached = ask("referral attach", "--referral", number, "--file", scan).done
    accepted = ask("referral accept --as iyer", "--patient", EMPTY).done

    assert (asked["state"], asked["phone"]) == ("expected", "+12025550142")
    assert (tried["next_call"], tried["by"]) == ("2026-11-25", "desk")
    assert waiting == [
        {
            "number": number,
            "patient": EMPTY,
            "referrer": "Dr. Quinn, MD",
            "phone": "+12025550142",
            "due": "2026-11-27",
            "next_call": "2026-11-25",
            "attempts": 1,
            "last": {
                "at": "2026-11-23T09:40-07:00",
                "by": "desk",
                "how": "phone",
                "answer": "message",
            },
            "visit": None,
        }
    ]
    assert came == {
        **asked,
        "state": "received",
        "letter": "2026-11-20",
        "route": "iv",
        "received": "2026-11-23",
    }
    assert (attached["referral"], attached["pages"], attached["kind"]) == (number, 2, "pdf")
    assert accepted == {**came, "state": "accepted", "judged_by": "Priya Iyer, MD"}


def test_the_request_is_written_where_it_is_wanted(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "letter.pdf"

    ask("referral request", *QUINN, "--due", "+4", "--out", file)

    assert "Dr. Quinn, MD" in page_texts(file.read_bytes())[0]


def test_a_letter_is_given_up(ask: Ask) -> None:
    number = ask("referral request", *QUINN, "--due", "+4").done["number"]

    assert ask("referral give-up", "--referral", number).done["state"] == "given-up"
    assert ask("referral give-up", "--referral", number).reasons == ["referral-not-expected"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["request", *QUINN, "--due", "2026-11-22"], "referral-due-past"),
        (["request", *QUINN], "usage"),
        (["request", *QUINN, "--due", "+1", "--npi", "1234567898"], "npi-check"),
        (["receive", *QUINN, "--letter", "+1"], "referral-later"),
        (["accept", "--patient", EMPTY], "not-permitted"),
        (["reject", "--patient", EMPTY, "--why", "A", "--as", "iyer"], "referral-none-waiting"),
        (["attempt", "--referral", 9999, "--answer", "message"], "referral-unknown"),
        (["attempt", "--referral", 1, "--answer", "perhaps"], "usage"),
    ],
)
def test_what_cannot_be_done_is_said(ask: Ask, words: list[object], code: str) -> None:
    assert ask(f"referral {words[0]}", *words[1:]).reasons == [code]


def test_for_people_the_list_stands_in_columns(typed: Ask, folder: Path) -> None:
    said = typed("referral list", "--clinic", folder)

    assert said.code == 0
    assert all(" call " in line for line in said.out.splitlines())


def test_the_letter_of_a_protected_record_warns_and_brings_the_scope(
    ask: Ask, typed: Ask, folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "letter.pdf"

    assert ask("record part2", "--patient", EMPTY).reasons == ["not-permitted"]
    assert ask("record part2 --as iyer", "--patient", EMPTY).done == {
        "patient": EMPTY,
        "part2": True,
    }
    written = ask("referral request", *QUINN, "--due", "+4", "--out", file).done
    said = typed("referral request", "--clinic", folder, *QUINN, "--due", "+4", "--out", file)
    lifted = ask("record part2 --lift --as iyer", "--patient", EMPTY).done

    assert written["part2"]
    assert len(page_texts(file.read_bytes())) == 2
    assert said.out.splitlines()[-1].startswith("42 CFR Part 2 protects the record of 1 named here")
    assert not lifted["part2"]
