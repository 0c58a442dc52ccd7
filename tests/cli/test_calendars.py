from pathlib import Path

import pytest

from tests.cli.typed import Ask
from tests.exchange.files import calendar, event

FREE = event(
    "DTSTART;TZID=America/Denver:20261127T070000",
    "DTEND;TZID=America/Denver:20261127T075500",
    "SUMMARY:Dentist",
)
WHOLE_DAY = event("DTSTART;VALUE=DATE:20261124", uid="off@example.com")
BAD = event("DTSTART:soon", uid="bad@example.com")
WINDOW = ("--from", "today", "--days", 14)


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Somebody's own calendar."""
    path = tmp_path / "own.ics"
    path.write_bytes(calendar(FREE))
    return path


def test_one_calendar_is_written_to_a_file(ask: Ask, tmp_path: Path) -> None:
    file = tmp_path / "new" / "okafor.ics"

    done = ask("export --ics --resource okafor", *WINDOW, "--out", file).done

    assert done.keys() == {"from", "days", "calendars"}
    assert (done["from"], done["days"]) == ("2026-11-23", 14)
    (one,) = done["calendars"]
    assert (one["resource"], one["file"]) == ("Amara Okafor", str(file))
    content = file.read_bytes()
    assert content.startswith(b"BEGIN:VCALENDAR")
    assert content.count(b"BEGIN:VEVENT") == one["events"] > 0


def test_all_calendars_are_written_to_a_folder(ask: Ask, tmp_path: Path) -> None:
    folder = tmp_path / "calendars"

    calendars = ask("export --ics --all", *WINDOW, "--out", folder).done["calendars"]

    assert sorted(each["file"] for each in calendars) == sorted(map(str, folder.iterdir()))
    assert len(calendars) > 10


def test_what_is_exported_says_what(ask: Ask, tmp_path: Path) -> None:
    words = [*WINDOW, "--out", tmp_path / "x.ics"]

    assert ask("export --ics --resource nobody", *words).reasons == ["resource-unknown"]
    assert ask("export --ics", *words).reasons == ["usage"]
    assert ask("export --all", *words).reasons == ["usage"]
    assert ask("export --ics --all --resource okafor", *words).reasons == ["usage"]


def test_an_import_is_tried_done_and_not_doubled(ask: Ask, own: Path) -> None:
    words = ["--ics", own, "--resource", "okafor", "--kind", "time-off"]

    tried = ask("import", *words, "--dry-run").done
    done = ask("import", *words).done
    again = ask("import", *words).done

    assert tried.keys() == done.keys() == {"resource", "act", "kept", "added", "lifted"}
    assert (tried["act"], tried["added"][0]["block"]) == (None, None)
    (block,) = done["added"]
    assert block == {
        "block": block["block"],
        "start": "2026-11-27T07:00-07:00",
        "end": "2026-11-27T07:55-07:00",
        "kind": "time-off",
        "event": "one@example.com",
    }
    assert done["act"]
    assert (again["added"], again["lifted"], again["kept"]) == ([], [], 1)


def test_a_file_that_would_take_visits_is_refused(ask: Ask, own: Path) -> None:
    own.write_bytes(calendar(FREE, WHOLE_DAY))

    said = ask("import --resource okafor", "--ics", own)

    assert set(said.reasons) == {"event-over-visit"}
    assert "line 10" in said.document["refused"][0]["sentence"]


def test_a_bad_file_is_refused_with_its_lines(ask: Ask, own: Path) -> None:
    own.write_bytes(calendar(BAD, FREE))
    assert ask("import --resource okafor", "--ics", own).reasons == ["event-time"]

    own.write_bytes(b"\x89PNG\r\n\x1a\n")
    assert ask("import --resource okafor", "--ics", own).reasons == ["calendar-not-text"]


def test_a_file_that_is_not_there_is_a_trouble(ask: Ask, tmp_path: Path) -> None:
    assert (
        ask("import --resource okafor", "--ics", tmp_path / "none.ics").trouble == "file-not-read"
    )
    assert ask("import --resource okafor", "--ics", tmp_path).trouble == "file-not-read"


def test_for_people_an_import_is_lines(typed: Ask, folder: Path, own: Path) -> None:
    words = ["--clinic", folder, "--ics", own, "--resource", "okafor"]

    tried = typed("import", *words, "--dry-run")
    done = typed("import", *words)

    assert tried.out.startswith("Amara Okafor: 1 block would be added, 0 would be lifted")
    assert done.out.splitlines() == [
        "Amara Okafor: 1 block added, 0 lifted, 0 stayed as they were.",
        "  + Fri 27 Nov 2026 at 07:00  to Fri 27 Nov 2026 at 07:55  Dentist",
    ]
