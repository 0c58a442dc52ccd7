"""`report`: what the Reports page counts, in sentences, as a document and as a table."""

import csv
from pathlib import Path

import pytest

from tests.cli.typed import Ask

REPORTS = ("utilisation", "no-show", "referrals", "consents")


def test_the_hours_of_every_room_person_and_pump_add_up(ask: Ask) -> None:
    told = ask("report utilisation").done

    assert (told["first"], told["last"]) == ("2026-10-26", "2026-11-22")
    assert {each["kind"] for each in told["resources"]} == {"room", "person", "pump"}
    for each in told["resources"]:
        assert each["booked"] == each["used"] + each["ahead"] + each["lost"]
    assert sum(each["used"] for each in told["resources"]) > 0


def test_the_next_weeks_have_used_and_lost_nothing_but_today(ask: Ask) -> None:
    told = ask("report utilisation", "--period", "next-2-weeks").done

    assert told["period"] == "next-2-weeks"
    assert (told["first"], told["last"]) == ("2026-11-23", "2026-12-06")
    ahead = sum(each["ahead"] for each in told["resources"])
    assert ahead > sum(each["used"] + each["lost"] for each in told["resources"])


def test_absence_is_told_by_lead_time_without_a_name(ask: Ask) -> None:
    told = ask("report no-show").done

    assert [(each["from"], each["to"]) for each in told["leads"]] == [
        (0, 1),
        (2, 7),
        (8, 14),
        (15, 28),
        (29, None),
    ]
    assert told["unknown"] == 0
    for each in told["leads"]:
        absent = 100 * (each["missed"] + each["late"]) / each["visits"]
        assert each["rate"] == (round(absent, 1) if each["visits"] >= 10 else None)


def test_letters_that_do_not_reach_a_visit_come_with_the_visits(ask: Ask) -> None:
    told = ask("report referrals").done
    troubled = [each for each in told["referrals"] if each["uncovered"]]

    assert told["title"] == f"{len(troubled)} referrals lapse before a booked visit"
    assert [each["until"] for each in told["referrals"]] == sorted(
        each["until"] for each in told["referrals"]
    )
    for each in troubled:
        assert set(each["uncovered"]) <= set(each["visits"])
        assert max(each["uncovered"]) > each["until"]


def test_the_papers_out_are_those_of_the_consent_desk(ask: Ask) -> None:
    told = ask("report consents").done

    assert sum(each["papers"] for each in told["out"]) > 0
    assert told["older"] == []


@pytest.mark.parametrize("report", REPORTS)
def test_the_same_is_written_as_a_table(ask: Ask, report: str, tmp_path: Path) -> None:
    file = tmp_path / "report.csv"

    told = ask(f"report {report}", "--csv", file).done

    with file.open(encoding="utf-8-sig", newline="") as written:
        _heads, *lines = csv.reader(written)
    assert (told["file"], told["rows"]) == (str(file), len(lines))
    assert len(lines) > 0


@pytest.mark.parametrize("report", REPORTS)
def test_in_sentences_the_finding_comes_first(typed: Ask, folder: Path, report: str) -> None:
    title = typed(f"report {report}", "--clinic", folder, "--json").done["title"]

    said = typed(f"report {report}", "--clinic", folder)

    assert said.out.splitlines()[0] == f"{title}."
