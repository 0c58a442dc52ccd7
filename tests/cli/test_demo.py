import json
import shlex
import shutil
from pathlib import Path

import pytest

from app.cli import Screen, main
from app.clinic import Clinic
from app.domain.clinics import Place
from app.use_cases.clinics import make_clinic
from tests.cli.typed import Ask, Said, clock, no_sign_in
from tests.small import CHEAP, PASSWORD

TODAY = ["--day", "2026-11-23", "--no-window"]
KEYS = {
    "clinic",
    "out",
    "day",
    "patients",
    "visits",
    "packets",
    "packets_day",
    "day_sheet",
    "seconds",
}


@pytest.fixture
def tried(typed: Ask, folder: Path) -> Said:
    """The demo, run for people without a screen."""
    return typed("demo", "--clinic", folder, *TODAY)


def test_a_demo_says_what_it_made_and_where(typed: Ask, folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    said = typed("demo", "--clinic", folder, "--out", out, *TODAY, "--json")

    document = said.done
    assert document.keys() == KEYS
    assert (document["clinic"], document["out"]) == (str(folder), str(out))
    assert (document["day"], document["packets_day"]) == ("2026-11-23", "2026-11-24")
    assert document["patients"] == 300
    assert document["visits"] > 250
    files = [packet["file"] for packet in document["packets"]]
    assert len(files) >= 6
    assert sorted([*files, document["day_sheet"]]) == sorted(str(each) for each in out.iterdir())
    for packet in document["packets"]:
        assert packet.keys() == {"visit", "file", "pages", "sha256", "error"}
        assert packet["error"] is None
        assert Path(packet["file"]).read_bytes().startswith(b"%PDF")


def test_the_commands_it_shows_do_what_it_says(
    tried: Said, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = [line for line in tried.out.splitlines() if " book " in line]

    codes = [main(shlex.split(line)[2:], clock=clock) for line in shown]

    assert codes == [0, 2]
    assert len(capsys.readouterr().err.splitlines()) > 3


def test_without_a_folder_for_them_the_papers_lie_beside_the_clinic(
    tried: Said, folder: Path
) -> None:
    papers = folder.with_name("clinic-packets")

    assert str(papers) in tried.out
    assert (papers / "2026-11-24-day-sheet.pdf").exists()


def test_no_name_of_a_patient_is_in_a_file_name(tried: Said, folder: Path) -> None:
    for path in folder.parent.rglob("*"):
        assert "guy" not in path.name.lower()


def test_the_demo_of_the_day_is_used_as_it_is(tried: Said, ask: Ask) -> None:
    listed = ask("paper list").done

    assert ask("demo", *TODAY).done["day"] == "2026-11-23"

    assert "Making the demo clinic" not in tried.err
    assert ask("paper list").done == listed


def test_a_demo_of_another_day_is_made_afresh(typed: Ask, folder: Path) -> None:
    (folder / "notes.txt").write_text("mine", encoding="utf-8")

    said = typed("demo", "--clinic", folder, "--day", "2026-11-27", "--no-window", "--json")

    assert (said.done["day"], said.done["packets_day"]) == ("2026-11-27", "2026-11-28")
    assert said.err.startswith("Making the demo clinic of Fri 27 Nov 2026 ...\n")
    names = {path.name for path in folder.iterdir()}
    assert names == {"archive", "clinic.db", "clinic.keys", "notes.txt"}


@pytest.mark.parametrize("made_by", ["new", "hand", "file", "foreign"])
def test_what_is_not_a_demo_is_never_touched(typed: Ask, tmp_path: Path, made_by: str) -> None:
    folder = tmp_path / "mine"
    make_something(typed, folder, made_by)
    before = contents(folder)

    said = typed("demo", "--clinic", folder, *TODAY, "--json")

    assert said.reasons == ["demo-folder-taken"]
    assert said.err == ""
    assert contents(folder) == before


def make_something(typed: Ask, folder: Path, made_by: str) -> None:
    if made_by == "new":
        make_clinic(folder, name="X", zone="UTC", password=PASSWORD, cost=CHEAP)
    elif made_by == "file":
        folder.write_text("mine", encoding="utf-8")
    else:
        folder.mkdir()
        name = "clinic.db" if made_by == "foreign" else "letter.txt"
        (folder / name).write_text("mine " * 1000, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    files = [folder] if folder.is_file() else [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("day", "code"),
    [("2026-11-31", "day-unreadable"), ("soon", "day-unreadable"), ("1999-12-31", "demo-day")],
)
def test_a_day_that_will_not_do_is_said(typed: Ask, tmp_path: Path, day: str, code: str) -> None:
    folder = tmp_path / "demo"

    assert typed("demo --no-window --json --clinic", folder, "--day", day).reasons == [code]
    assert not folder.exists()


def test_a_place_that_cannot_be_written_is_trouble(typed: Ask, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")

    said = typed("demo", "--clinic", tmp_path / "file" / "demo", *TODAY, "--json")

    assert said.trouble == "demo-not-made"


def test_with_a_screen_the_window_opens_on_the_demo(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    opened: list[tuple[Place, str]] = []

    def open_window(clinic: Clinic) -> int:
        opened.append((clinic.place, clinic.person.login))
        return 0

    screen = Screen(
        open=open_window, sign_in=no_sign_in, begin=lambda _clock: 1, check=lambda _clinic: None
    )
    code = main(["demo", "--clinic", str(folder), "--day", "2026-11-23"], screen, clock)

    assert (code, opened) == (0, [(folder, "desk")])
    assert capsys.readouterr().out == ""


def test_a_copy_of_the_closed_folder_is_the_same_clinic(
    typed: Ask, folder: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(folder, tmp_path / "copy")

    here, there = (
        json.loads(typed("patients --json --clinic", each).out) for each in (folder, copy)
    )

    assert here == there
