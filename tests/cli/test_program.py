import json
import os
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from app import paths
from app.cli import Screen, main
from app.cli.commands import ROOMS
from app.clinic import Clock
from app.use_cases import clinics
from tests.cli.typed import Ask, clock
from tests.places import DATA_HOME
from tests.small import CHEAP, PASSWORD

COMMANDS = (
    "demo",
    "new",
    "encrypt",
    "logins",
    "book",
    "cancel",
    "openings",
    "readiness",
    "packet",
    "packets",
    "day-sheet",
    "visit-list",
    "export",
    "import",
    "patients",
    "patient add",
    "patient edit",
    "patient show",
    "record diagnosis",
    "record referral",
    "record clearance",
    "record ride",
    "record waiver",
    "paper list",
    "paper return",
    "self-check",
)


def program(root: Path, *words: object) -> subprocess.CompletedProcess[str]:
    """The program itself, in a process of its own, with no screen."""
    command = [sys.executable, "-m", "app", *map(str, words)]
    hidden = {"DISPLAY", "WAYLAND_DISPLAY"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    return subprocess.run(
        command, cwd=root, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_help_names_the_document_and_an_example(typed: Ask, command: str) -> None:
    said = typed(f"{command} --help")

    assert said.code == 0
    assert "JSON document" in said.out
    assert f"anteroom {command}" in said.out.split("example:")[1]


def test_the_first_help_lists_every_command(typed: Ask) -> None:
    said = typed("--help")

    listed = said.out.split("COMMAND OPTIONS\n")[1]
    every = [word for words in ROOMS.values() for word in words]
    assert re.findall(r"^ {4}(\S+)", listed, re.MULTILINE) == every


@pytest.mark.parametrize("room", ROOMS)
def test_a_command_is_found_in_the_room_that_alone_is_read_in_for_it(typed: Ask, room: str) -> None:
    assert [typed(f"{word} --help").code for word in ROOMS[room]] == [0] * len(ROOMS[room])


@pytest.mark.parametrize(
    "words",
    [
        ["frob"],
        ["book"],
        ["book", "--patient", "10001", "--typ", "iv-dosing", "--at", "x"],
        ["cancel", "--visit", "one"],
        ["cancel", "--visit", "0"],
        ["cancel", "--visit", "9" * 40],
        ["patients", "--limit", "-1"],
        ["record", "referral", "--patient", "1", "--letter", "+0", "--expected-by", "+1"],
        ["readiness", "--patient", "10001"],
        ["readiness", "--visit", "1", "--on", "today"],
        ["record"],
        ["--json"],
    ],
)
def test_words_that_make_no_command_are_one_refusal(typed: Ask, words: list[str]) -> None:
    said = typed("", *words, "--json")

    assert said.reasons == ["usage"]
    assert said.err == ""


def test_without_json_a_refusal_is_a_sentence_beside_an_empty_output(typed: Ask) -> None:
    said = typed("frob")

    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("There is no command 'frob'")
    assert said.err.count("\n") == 1


@pytest.mark.parametrize("word", ["\udcff", "a\0b"])
def test_what_is_not_text_is_refused(typed: Ask, word: str) -> None:
    assert typed("patients --json --find", word).reasons == ["words-unreadable"]


def test_whatever_breaks_inside_is_one_sentence_without_a_patient(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken() -> datetime:
        message = "Nguyễn"
        raise ZeroDivisionError(message)

    words = ["book", "--patient", "10001", "--type", "iv-dosing", "--at", "2026-12-01 09:00"]
    code = main([*words, "--clinic", str(folder), "--json"], clock=broken)

    out, err = capsys.readouterr()
    assert code == 1
    assert json.loads(out)["error"]["code"] == "internal"
    assert "(ZeroDivisionError at clinic.py:" in out
    assert "Nguyễn" not in out + err
    assert "Traceback" not in out + err


def test_no_clinic_is_trouble(typed: Ask, tmp_path: Path) -> None:
    assert typed("patients --json --clinic", tmp_path / "none").trouble == "clinic-missing"


def test_an_unknown_login_is_refused(ask: Ask) -> None:
    assert ask("patients", "--as", "nobody").reasons == ["login-unknown"]


def test_the_wrong_role_is_refused(ask: Ask) -> None:
    assert ask("patients", "--as", "audit").reasons == ["not-permitted"]


def test_the_whole_program_finds_itself_in_order(root: Path) -> None:
    done = program(root, "self-check", "--json")

    found = json.loads(done.stdout)
    assert [check["check"] for check in found["checks"] if not check["ok"]] == []
    assert "window" in {check["check"] for check in found["checks"]}
    assert done.returncode == 0


def test_a_whole_run_leaves_only_the_document_on_standard_output(root: Path, folder: Path) -> None:
    done = program(root, "packets", "--clinic", folder, "--day", "+6", "--out", folder, "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout) == {"day": "2026-11-29", "visits": []}
    assert done.stderr == "Making the packets of Sun 29 Nov 2026 ...\n"


def test_a_reader_that_goes_away_leaves_no_trace(root: Path, folder: Path) -> None:
    line = f"'{sys.executable}' -m app patients --clinic '{folder}' --limit 300 | head -1"
    done = subprocess.run(["sh", "-c", line], cwd=root, capture_output=True, text=True, check=False)

    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_an_answer_that_cannot_be_written_is_trouble(root: Path, folder: Path) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "app", "patients", "--clinic", folder],
            cwd=root,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )

    assert done.returncode == 1
    assert done.stderr == "The answer could not be written (No space left on device).\n"


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home without a screen, for programs of which nothing is asked."""
    monkeypatch.setenv(DATA_HOME, str(tmp_path))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_without_a_word_a_clinic_or_a_screen_there_is_the_demo(
    typed: Ask, home: Path, demo_made: Path
) -> None:
    shutil.copytree(demo_made, paths.demo_clinic())

    said = typed("")

    assert said.code == 0
    assert "Aurora Clinic (demo)" in said.out


def make_own() -> None:
    """The clinic of whoever runs the tests."""
    clinics.make_clinic(
        paths.default_clinic(), name="Juniper", zone="UTC", password=PASSWORD, cost=CHEAP
    )


def test_without_a_word_the_window_asks_who_opens_ones_own_clinic(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    make_own()
    asked: list[Path] = []

    def sign_in(folder: Path, _clock: Clock) -> int:
        asked.append(folder)
        return 0

    screen = Screen(
        open=lambda _clinic: 1, sign_in=sign_in, begin=lambda _clock: 1, check=lambda _clinic: None
    )

    assert main([], screen, clock) == 0
    assert asked == [paths.default_clinic()]


def test_without_a_word_or_a_clinic_the_window_asks_how_to_begin(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    screen = Screen(
        open=lambda _clinic: 1,
        sign_in=lambda _folder, _clock: 1,
        begin=lambda given: 0 if given is clock else 1,
        check=lambda _clinic: None,
    )

    assert main([], screen, clock) == 0
    assert list(home.iterdir()) == []


def test_ones_own_clinic_without_a_screen_is_trouble(typed: Ask, home: Path) -> None:
    make_own()

    said = typed("")

    assert (said.code, said.out) == (1, "")
    assert said.err.startswith("There is no screen to open a window on.")


def test_a_terminal_that_knows_few_letters_gets_marks_for_the_others(
    root: Path, folder: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "patients", "--clinic", folder, "--find", "10003"],
        cwd=root,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.startswith("10003  Nguy?n, Th? Lan Anh")


def test_json_is_readable_for_a_reader_that_knows_few_letters(root: Path, folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app", "patients", "--clinic", folder, "--find", "10003", "--json"],
        cwd=root,
        env=os.environ | {"PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert json.loads(done.stdout)["patients"][0]["name"] == "Nguyễn, Thị Lan Anh"
