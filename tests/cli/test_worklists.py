"""`worklist`: every visit of the next days with its items, and the same as a table."""

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.use_cases.worklist_sheets import HEADS
from tests.cli.typed import Ask, Document

TODAY = date(2026, 11, 23)


def listed(ask: Ask, *words: object) -> list[Document]:
    return ask("worklist", *words).done["visits"]


def day(visit: Document) -> date:
    return date.fromisoformat(visit["start"][:10])


def test_every_visit_of_the_days_has_its_items_as_readiness_gives_them(ask: Ask) -> None:
    visits = listed(ask, "--days", 2)

    assert {day(visit) for visit in visits} <= {TODAY + timedelta(days=n) for n in range(3)}
    assert [visit["start"] for visit in visits] == sorted(visit["start"] for visit in visits)
    assert len(visits) > 10
    for visit in visits[:: len(visits) // 5]:
        judged = ask("readiness", "--visit", visit["visit"]).done
        assert visit == {
            "visit": visit["visit"],
            "start": visit["start"],
            **{key: judged[key] for key in ("patient", "ready", "met", "of", "items")},
        }


def test_no_day_is_named_and_a_week_is_listed(ask: Ask) -> None:
    assert listed(ask) == listed(ask, "--days", 7)


def test_only_an_item_lists_the_visits_of_which_it_is_open(ask: Ask) -> None:
    every, only = listed(ask, "--days", 7), listed(ask, "--days", 7, "--only", "ride")

    def is_open(visit: Document) -> bool:
        states = {item["item"]: item["state"] for item in visit["items"]}
        return states.get("ride") in {"missing", "waiting"}

    assert only == [visit for visit in every if is_open(visit)]
    assert only


def test_only_the_holds_lists_visits_that_booking_is_stopped_for(ask: Ask) -> None:
    visits = listed(ask, "--days", 60, "--only", "holds")

    stopped = [
        any(item["stops"] == "booking" and item["state"] != "met" for item in visit["items"])
        for visit in visits
    ]
    assert stopped == [True] * len(visits)
    assert visits


def test_an_unknown_kind_is_refused_with_those_that_are_known(ask: Ask) -> None:
    said = ask("worklist", "--only", "weather")

    assert said.reasons == ["worklist-unknown"]
    assert said.document["refused"][0]["sentence"].endswith(
        "last-visits, to-print, not-returned, incomplete, signed-today, consents-ending "
        "and superseded."
    )


@pytest.mark.parametrize("days", ["-1", "367", "soon"])
def test_days_that_are_no_number_are_refused(ask: Ask, days: str) -> None:
    assert ask("worklist", f"--days={days}").reasons == ["usage"]


def test_people_read_a_table_with_the_next_action(typed: Ask, folder: Path) -> None:
    out = typed("worklist", "--clinic", folder, "--days", 7, "--only", "ride").out

    assert "→ Add the ride" in out


def test_a_table_for_a_spreadsheet_is_written_beside(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "open.csv"

    done = ask("worklist", "--days", 7, "--only", "open", "--csv", file).done

    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert tuple(rows[0]) == HEADS
    assert (done["file"], done["rows"]) == (str(file), len(rows) - 1)
    open_items = [
        item
        for visit in done["visits"]
        for item in visit["items"]
        if item["state"] not in {"met", "waived", "not_needed"}
    ]
    assert done["rows"] == len(open_items)
    assert [path.name for path in tmp_path.iterdir() if path.suffix != ""] == ["open.csv"]


def test_a_table_of_protected_records_brings_its_page(ask: Ask, tmp_path: Path) -> None:
    for visit in listed(ask, "--days", 7, "--only", "open"):
        ask("record part2", "--patient", visit["patient"], "--as", "iyer")

    said = ask("worklist", "--days", 7, "--only", "open", "--csv", tmp_path / "open.csv")

    assert said.done["part2"] > 0
    assert said.done["scope"] == str(tmp_path / "open-part2.pdf")
    assert (tmp_path / "open-part2.pdf").is_file()


def test_a_table_that_cannot_be_written_is_said(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "taken").mkdir()

    assert ask("worklist", "--csv", tmp_path / "taken").trouble == "file-not-written"
