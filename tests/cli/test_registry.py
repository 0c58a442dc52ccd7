from pathlib import Path

import pytest

from tests.cli.typed import Ask

NEW = ["--name", "Juniper", "--zone", "America/New_York", "--json"]


@pytest.fixture
def password(tmp_path: Path) -> Path:
    file = tmp_path / "password.txt"
    file.write_text("quiet juniper morning\nand a line that is not part of it\n")
    return file


@pytest.fixture
def safe(tmp_path: Path, password: Path) -> list[object]:
    """What keeps a new clinic safe."""
    return ["--password-file", password, "--recovery-out", tmp_path / "recovery.txt"]


def test_a_new_clinic_is_empty_and_has_one_login(
    typed: Ask, tmp_path: Path, safe: list[object], password: Path
) -> None:
    folder = tmp_path / "new"

    assert typed("new --clinic", folder, *NEW, *safe).done == {
        "clinic": str(folder),
        "name": "Juniper",
        "zone": "America/New_York",
        "template": "kap",
        "login": "manager",
        "recovery": str(tmp_path / "recovery.txt"),
    }
    opened = typed("patients --json --clinic", folder, "--password-file", password)
    assert opened.done == {"patients": [], "meant": []}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--name", " ", "--zone", "America/Denver"], "clinic-name-missing"),
        (["--name", "X", "--zone", "Mars/Base"], "zone-unknown"),
        (["--name", "X", "--zone", ""], "zone-unknown"),
        (["--name", "X", "--zone", "../etc/passwd"], "zone-unknown"),
        (["--name", "X", "--zone", "UTC", "--template", "spa"], "template-unknown"),
        (["--name", "X", "--zone", "UTC", "--manager", "Mo Reyes"], "login-letters"),
    ],
)
def test_a_clinic_that_cannot_be_made_leaves_nothing(
    typed: Ask, tmp_path: Path, safe: list[object], words: list[str], code: str
) -> None:
    folder = tmp_path / "new"

    assert typed("new --json --clinic", folder, *words, *safe).reasons == [code]
    assert not folder.exists()
    assert not (tmp_path / "recovery.txt").exists()


def test_a_clinic_is_never_made_over_another(typed: Ask, folder: Path, safe: list[object]) -> None:
    assert typed("new --clinic", folder, *NEW, *safe).trouble == "folder-not-empty"
    assert typed("patients --json --limit 1 --clinic", folder).done["patients"]


def test_patients_are_found_without_accents_and_in_any_order(ask: Ask) -> None:
    assert ask("patients", "--find", "lan nguyen").done == {
        "patients": [{"chart": "10003", "name": "Nguyễn, Thị Lan Anh", "born": "1975-07-11"}],
        "meant": [],
    }


def test_no_more_patients_than_asked_for(ask: Ask) -> None:
    assert len(ask("patients", "--limit", 7).done["patients"]) == 7
    assert len(ask("patients", "--limit", 1000).done["patients"]) == 300
    assert len(ask("patients").done["patients"]) == 20


def test_for_people_patients_stand_in_columns(typed: Ask, folder: Path) -> None:
    said = typed("patients", "--clinic", folder, "--find", "1000", "--limit", 100)

    lines = said.out.splitlines()
    assert lines[0].startswith("1000")
    assert len({line.rindex("  born ") for line in lines}) == 1


def test_a_mistyped_name_is_answered_with_who_may_be_meant(
    ask: Ask, typed: Ask, folder: Path
) -> None:
    lan = {"chart": "10003", "name": "Nguyễn, Thị Lan Anh", "born": "1975-07-11"}

    assert ask("patients", "--find", "lann nguyem").done == {"patients": [], "meant": [lan]}
    said = typed("patients", "--clinic", folder, "--find", "lann nguyem").out
    assert said.splitlines() == [
        "No patient answers that.",
        "Did you mean",
        "10003  Nguyễn, Thị Lan Anh  born 11 Jul 1975",
    ]


def test_nobody_found_is_a_sentence(typed: Ask, folder: Path) -> None:
    said = typed("patients", "--clinic", folder, "--find", "zzzz")

    assert (said.code, said.out) == (0, "No patient answers that.\n")
