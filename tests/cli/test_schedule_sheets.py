from pathlib import Path

import pytest

from tests.cli.typed import Ask
from tests.documents.reading_back import page_texts


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["--columns", "rooms"],
        ["--columns", "people"],
        ["--week"],
        ["--week", "--resource", "aspen"],
    ],
)
def test_the_schedule_is_written(ask: Ask, tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "new folder" / "tomorrow.pdf"

    assert ask("day-sheet", "--day", "tomorrow", "--out", file, *words).done == {
        "day": "2026-11-24",
        "file": str(file),
    }
    assert file.read_bytes().startswith(b"%PDF")


def test_a_resource_is_found_by_letters_of_its_name_or_said(ask: Ask, tmp_path: Path) -> None:
    words = ["--day", "today", "--out", tmp_path / "x.pdf"]

    assert ask("day-sheet", *words, "--week", "--resource", "room").reasons == ["resource-unknown"]
    assert ask("day-sheet", *words, "--week", "--resource", "").code == 0
    assert ask("day-sheet", *words, "--resource", "aspen").reasons == ["usage"]
    assert ask("day-sheet", *words, "--week", "--columns", "rooms").reasons == ["usage"]


@pytest.mark.parametrize("words", [[], ["--large"]])
def test_a_list_of_visits_to_take_home(ask: Ask, tmp_path: Path, words: list[str]) -> None:
    file = tmp_path / "visits.pdf"

    done = ask("visit-list", "--patient", "10001", "--out", file, *words).done

    assert done == {"patient": "10001", "file": str(file)}
    assert file.read_bytes().startswith(b"%PDF")


def test_a_list_of_nobody_is_refused(ask: Ask, tmp_path: Path) -> None:
    words = ["--patient", "1", "--out", tmp_path / "x.pdf"]

    assert ask("visit-list", *words).reasons == ["patient-unknown"]


def test_for_people_it_is_one_line(typed: Ask, folder: Path, tmp_path: Path) -> None:
    words = ["--clinic", folder, "--day", "tomorrow", "--week", "--out", tmp_path / "w.pdf"]

    said = typed("day-sheet", *words)

    assert said.out == f"Week of Tue 24 Nov 2026: {tmp_path / 'w.pdf'}\n"


def test_a_group_session_stands_once_in_its_room_and_with_its_seats(
    ask: Ask, tmp_path: Path
) -> None:
    papers = {name: tmp_path / f"{name}.pdf" for name in ("sheet", "rooms")}
    words = ["--day", "2026-11-25", "--out"]
    assert ask("day-sheet", *words, papers["sheet"]).code == 0
    assert ask("day-sheet", *words, papers["rooms"], "--columns", "rooms").code == 0

    sheet, rooms = (" ".join(page_texts(papers[name].read_bytes())) for name in papers)

    assert "Group sessions (1)" in sheet
    assert " of 6 seats taken" in sheet
    assert rooms.count("Group session") == 1
