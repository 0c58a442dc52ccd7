"""The wait list, the recalls and the rebook list, as they are typed."""

from pathlib import Path

import pytest

from tests.cli.typed import Ask

FREE = "2026-11-25 10:30"


def test_who_is_added_stands_on_the_list(ask: Ask) -> None:
    added = ask(
        *("waitlist add", "--patient", 10003, "--type", "preparation", "--urgent"),
        *("--on", "mon,tue", "--between", "08:00-12:00", "--until", "+14"),
        *("--with", "okafor", "--note", "“any morning”"),
    ).done

    assert added.keys() == {
        *("entry", "patient", "type", "since", "urgent", "on", "after", "before"),
        *("until", "with", "note", "ready", "later", "offered"),
    }
    assert (added["on"], added["after"], added["before"]) == (["mon", "tue"], "08:00", "12:00")
    assert (added["until"], added["note"]) == ("2026-12-07", "“any morning”")
    assert added in ask("waitlist list").done["waiting"]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--patient", "99999", "--type", "preparation"], "patient-unknown"),
        (["--patient", "10003", "--type", "massage"], "type-unknown"),
        (["--patient", "10003", "--type", "preparation", "--between", "9"], "between-unreadable"),
        (["--patient", "10003", "--type", "preparation", "--on", "someday"], "weekday-unreadable"),
        (["--patient", "10003", "--type", "preparation", "--until", "-1"], "day-unreadable"),
        (
            ["--patient", "10003", "--type", "preparation", "--until", "2026-11-22"],
            "wait-until-past",
        ),
        (["--patient", "10003", "--type", "preparation", "--between", "08:00-08:30"], "wait-hours"),
        (["--patient", "10001", "--type", "iv-dosing"], "wait-twice"),
    ],
)
def test_what_cannot_be_waited_for_is_refused(ask: Ask, words: list[str], code: str) -> None:
    assert ask("waitlist add", *words).reasons == [code]


def test_who_fits_is_called_and_booked_and_that_is_taken_back(ask: Ask) -> None:
    gap = ("--from", FREE, "--to", "2026-11-25 13:00")
    taker = next(t for t in ask("waitlist fit", *gap).done["takers"] if t["patient"] == "10001")
    entry = ("--entry", taker["entry"])

    offered = ask("waitlist offer", *entry, "--at", taker["start"]).done["offered"]
    answered = ask("waitlist answer", *entry, "--said", "no-answer").done["offered"]
    filled = ask("waitlist fill", *entry, "--at", taker["start"]).done
    again = ask("waitlist fill", *entry, "--at", taker["start"]).reasons
    ask("undo", "--act", filled["act"])

    assert (offered["by"], offered["start"], offered["answer"]) == ("desk", taker["start"], None)
    assert answered["answer"] == "no-answer"
    assert (filled["status"], filled["start"]) == ("booked", taker["start"])
    assert again == ["wait-over"]
    assert taker["entry"] in [each["entry"] for each in ask("waitlist list").done["waiting"]]


def test_the_gap_of_a_visit_is_offered_once_it_is_cancelled(ask: Ask) -> None:
    visit = ask("book", "--patient", 10001, "--type", "iv-dosing", "--at", FREE).done
    ask("cancel", "--visit", visit["visit"])

    fits = ask("waitlist fit", "--visit", visit["visit"]).done

    assert fits["gap"]["start"] == visit["start"]
    assert fits["takers"]
    assert "10001" not in [taker["patient"] for taker in fits["takers"]]


def test_a_gap_needs_a_visit_or_two_ends(ask: Ask) -> None:
    assert ask("waitlist fit", "--from", FREE).reasons == ["usage"]


def test_who_is_removed_is_off_the_list(ask: Ask) -> None:
    first = ask("waitlist list").done["waiting"][0]["entry"]

    assert ask("waitlist remove", "--entry", first).done == {"entry": first}
    assert first not in [each["entry"] for each in ask("waitlist list").done["waiting"]]
    assert ask("waitlist fill", "--entry", first, "--at", FREE).reasons == ["wait-over"]
    assert ask("waitlist offer", "--entry", 999).reasons == ["wait-unknown"]


def test_recalls_and_the_rebook_list_are_listed(ask: Ask) -> None:
    due, lost = ask("recalls", "--limit", 3).done, ask("rebook-list", "--limit", 2).done

    assert len(due["recalls"]) == 3 < due["total"]
    assert due["recalls"][0].keys() == {"patient", "last", "type", "due", "called"}
    assert [each["due"] for each in due["recalls"]] == sorted(e["due"] for e in due["recalls"])
    assert len(lost["rebook"]) == 2 < lost["total"]
    assert {each["status"] for each in lost["rebook"]} <= {"cancelled", "no_show"}


def test_for_people_the_lists_stand_in_columns(typed: Ask, folder: Path) -> None:
    for command in ("waitlist list", "recalls", "rebook-list"):
        said = typed(command, "--clinic", folder)

        assert said.code == 0
        assert len(said.out.splitlines()) >= 5
