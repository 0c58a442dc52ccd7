"""What becomes of a visit that is booked: moved, resized, called off, taken back."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.use_cases.clinics import open_clinic
from app.use_cases.gate_policy import edit_policy
from app.use_cases.judging import is_behind
from tests.cli.test_booking import READY, REFUSED, book
from tests.cli.typed import Ask, clock


def test_a_moved_visit_answers_as_a_booking_and_with_its_act(ask: Ask) -> None:
    visit = book(ask).done["visit"]

    moved = ask("move", "--visit", visit, "--at", "2026-11-30 14:00").done

    assert moved.keys() == {"visit", "status", "start", "end", "claims", "act"}
    assert (moved["visit"], moved["start"]) == (visit, "2026-11-30T14:00-07:00")


def test_an_act_is_taken_back_by_its_mark_and_done_again(ask: Ask) -> None:
    booked = book(ask).done
    act = ask("move", "--visit", booked["visit"], "--at", "2026-11-30 14:00").done["act"]

    undone = ask("undo", "--act", act).done
    again = ask("undo", "--act", undone["act"]).done

    assert (undone["start"], undone["claims"]) == (booked["start"], booked["claims"])
    assert again["start"] == "2026-11-30T14:00-07:00"
    assert [each["visit"] for each in undone["visits"]] == [booked["visit"]]


def test_a_booking_with_a_mark_of_ones_own_can_be_taken_back(ask: Ask) -> None:
    visit = book(ask, "--act", "mine").done["visit"]
    assert book(ask, "--act", "mine").done["visit"] == visit

    assert ask("undo", "--act", "mine").done["status"] == "cancelled"


@pytest.mark.parametrize(("by", "code"), [("patient", 0), ("clinic", 0), ("weather", 2)])
def test_who_called_a_visit_off_is_recorded(ask: Ask, by: str, code: int) -> None:
    visit = book(ask).done["visit"]

    assert ask("cancel", "--visit", visit, "--by", by, "--why", "no ride home").code == code


def test_a_longer_visit_ends_later(ask: Ask) -> None:
    visit = book(ask).done["visit"]

    sized = ask("resize", "--visit", visit, "--minutes", 125).done

    assert sized["end"] == "2026-11-25T12:35-07:00"


def test_what_has_not_begun_is_no_no_show(ask: Ask) -> None:
    visit = book(ask).done["visit"]

    assert ask("no-show", "--visit", visit).reasons == ["no-show-early"]


def test_an_unknown_mark_is_said(ask: Ask) -> None:
    assert ask("undo", "--act", "00000000").reasons == ["act-unknown"]


def test_why_not_gives_everything_in_the_way_and_the_nearest_time(ask: Ask) -> None:
    words = ["--type", "iv-dosing", "--at", "2026-11-24 08:00", "--patient", REFUSED]

    document = ask("why-not", *words).done

    assert document.keys() == {"start", "bookable", "blocking", "nearest"}
    assert document["bookable"] is False
    assert all(
        each.keys() == {"code", "sentence", "resource", "visit"} for each in document["blocking"]
    )
    codes = [each["code"] for each in document["blocking"]]
    assert codes[:3] == ["diagnosis-missing", "referral-expired", "clearance-missing"]
    taken = [each for each in document["blocking"] if each["code"] == "need-taken"]
    assert all(each["resource"] and each["visit"] for each in taken)
    assert document["nearest"].startswith("2026-11-2")


def test_a_time_that_works_has_nothing_in_its_way(ask: Ask) -> None:
    words = ["--type", "iv-dosing", "--at", "2026-11-25 10:30", "--patient", READY]

    document = ask("why-not", *words).done

    assert (document["bookable"], document["blocking"]) == (True, [])
    assert document["nearest"] == document["start"]


def test_openings_with_wishes_keep_to_them(ask: Ask) -> None:
    wishes = ["--with", "Okafor", "--room", "Birch room", "--between", "08:00-12:00"]

    found = ask("openings", "--type", "iv-dosing", *wishes, "--on", "mon,tue").done["openings"]

    assert found
    for opening in found:
        assert opening["start"][11:13] in {"08", "09", "10"}
        held = {claim["resource"] for claim in opening["claims"]}
        assert {"Amara Okafor", "Birch room"} <= held


@pytest.mark.parametrize(
    ("wish", "code"),
    [
        (["--with", "Nobody"], "resource-unknown"),
        (["--room", ""], None),
        (["--between", "noon"], "between-unreadable"),
        (["--between", "12:00-08:00"], "between-unreadable"),
        (["--on", "mon,someday"], "weekday-unreadable"),
        (["--not-before", "soon"], "time-unreadable"),
    ],
)
def test_a_wish_that_cannot_be_read_is_one_clear_reason(
    ask: Ask, wish: list[str], code: str | None
) -> None:
    said = ask("openings", "--type", "iv-dosing", *wish)

    assert said.code == 0 if code is None else said.reasons == [code]


def test_only_some_may_overbook(ask: Ask) -> None:
    assert book(ask, "--overbook", "urgent").reasons == ["not-permitted"]


def test_visits_to_come_are_judged_by_what_a_command_decides_before_it_ends(
    ask: Ask, folder: Path
) -> None:
    manager = open_clinic(folder, "manager", clock)
    policy = manager.setup.policy
    rule = policy.rule("labs")
    assert rule is not None
    edit_policy(manager, policy.with_rule(replace(rule, needed_for=("dosing",))), token="labs")
    behind = is_behind(manager)

    assert ask("undo --act labs --as manager").code == 0

    assert (behind, is_behind(manager)) == (True, False)
    assert ask("close --day 2026-12-24 --name Snow --displace --as manager").code == 0
    assert not is_behind(manager)
    manager.close()
