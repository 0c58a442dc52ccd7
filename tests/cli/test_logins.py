"""Clinics that open with a password, from the command line."""

import io
import shutil
import sys
from pathlib import Path

import pytest

from app.domain.clinics import ClinicDetails
from app.use_cases import clinics
from app.use_cases.unlocking import DEMO_PASSWORD
from tests.cli.typed import Ask, clock
from tests.small import CHEAP, PASSWORD, make_small

OTHER = "nine slow herons landing"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clinic with a manager, and a recovery code in a file beside it."""
    folder = tmp_path_factory.mktemp("logins") / "clinic"
    small = make_small(folder, clock)
    assert small.place == folder
    return folder


@pytest.fixture
def closed(made: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(made, tmp_path / "own"))


@pytest.fixture
def own(tmp_path: Path) -> tuple[Path, str]:
    """A new clinic with its manager, and its recovery code."""
    folder = tmp_path / "own"
    code = clinics.make_clinic(
        folder, name="Juniper", zone="UTC", manager="ruiz", password=PASSWORD, cost=CHEAP
    )
    return folder, code


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text(f"{PASSWORD}\n")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "other"
    path.write_text(OTHER)
    return path


def test_a_password_from_a_file_opens_the_clinic(typed: Ask, closed: Path, file: Path) -> None:
    said = typed("patients --json --as desk --clinic", closed, "--password-file", file)

    assert said.done == {"patients": [], "meant": []}


def test_a_password_from_standard_input_opens_it(
    typed: Ask, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\r\n"))

    said = typed("patients --json --as desk --password-file - --clinic", closed)

    assert said.done == {"patients": [], "meant": []}


def test_without_a_password_or_a_terminal_it_is_asked_for(
    typed: Ask, closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())

    assert typed("patients --json --as desk --clinic", closed).reasons == ["password-needed"]


def test_a_wrong_password_is_refused_and_no_name_is_told(
    typed: Ask, closed: Path, other: Path
) -> None:
    for login in ("desk", "nobody"):
        said = typed("patients --json --clinic", closed, "--as", login, "--password-file", other)
        assert said.reasons == ["login-or-password-wrong"]
    assert "hale" not in said.out


def test_a_file_without_a_password_is_trouble(typed: Ask, closed: Path, tmp_path: Path) -> None:
    said = typed("patients --json --clinic", closed, "--password-file", tmp_path / "none")

    assert said.trouble == "password-file"


def test_a_demo_clinic_needs_no_password_and_takes_the_printed_one(
    typed: Ask, folder: Path, tmp_path: Path, other: Path
) -> None:
    printed = tmp_path / "printed"
    printed.write_text(DEMO_PASSWORD)
    asked = ("patients --json --limit 1 --as hale --clinic", folder)

    assert typed(*asked).code == 0
    assert typed(*asked, "--password-file", printed).code == 0
    assert typed(*asked, "--password-file", other).reasons == ["login-or-password-wrong"]


def test_ones_own_password_is_changed_and_the_old_one_opens_no_more(
    typed: Ask, own: tuple[Path, str], file: Path, other: Path
) -> None:
    changing = ("logins password --json --as ruiz --clinic", own[0], "--new-password-file", other)

    assert typed(*changing, "--password-file", file).done == {"login": "ruiz"}

    asked = ("patients --json --as ruiz --clinic", own[0], "--password-file")
    assert typed(*asked, other).code == 0
    assert typed(*asked, file).reasons == ["login-or-password-wrong"]


def test_the_printed_code_gives_a_login_a_new_password(
    typed: Ask, own: tuple[Path, str], tmp_path: Path, file: Path, other: Path
) -> None:
    sheet = tmp_path / "code"
    sheet.write_text(own[1].lower())
    words = ("--recovery-file", sheet, "--new-password-file", other, "--json")

    assert typed("logins recover ruiz --clinic", own[0], *words).done == {"login": "ruiz"}

    asked = ("patients --json --as ruiz --clinic", own[0], "--password-file")
    assert typed(*asked, other).code == 0
    assert typed(*asked, file).reasons == ["login-or-password-wrong"]


def test_a_new_recovery_code_makes_the_old_one_worthless(
    typed: Ask, own: tuple[Path, str], tmp_path: Path, file: Path, other: Path
) -> None:
    sheet, old = tmp_path / "sheet", tmp_path / "old"
    old.write_text(own[1])
    made = typed(
        "logins recovery --json --as ruiz --clinic",
        own[0],
        "--recovery-out",
        sheet,
        "--password-file",
        file,
    )

    assert made.done == {"recovery": str(sheet)}
    assert sheet.stat().st_mode & 0o777 == 0o600
    words = ("--recovery-file", old, "--new-password-file", other, "--json")
    assert typed("logins recover ruiz --clinic", own[0], *words).reasons == ["recovery-wrong"]


def test_a_sheet_that_is_there_is_never_written_over(
    typed: Ask, own: tuple[Path, str], file: Path
) -> None:
    said = typed(
        "logins recovery --json --as ruiz --clinic",
        own[0],
        "--recovery-out",
        file,
        "--password-file",
        file,
    )

    assert said.trouble == "file-not-written"
    assert file.read_text() == f"{PASSWORD}\n"


def test_a_plain_clinic_is_refused_until_it_is_encrypted(
    typed: Ask, tmp_path: Path, file: Path
) -> None:
    plain, sheet = tmp_path / "plain", tmp_path / "sheet"
    details = ClinicDetails(uuid="old", name="Juniper", zone="UTC")
    clinics.make_clinic_as(plain, details, (clinics.FIRST_LOGIN,), clock)
    asked = ("patients --json --as manager --clinic", plain, "--password-file", file)
    encrypt = ("encrypt --json --clinic", plain, "--password-file", file, "--recovery-out", sheet)

    assert typed(*asked).reasons == ["clinic-plain"]
    assert typed(*encrypt, "--manager", "hale").reasons == ["login-not-manager"]
    assert not sheet.exists()
    done = typed(*encrypt, "--manager", "manager").done

    assert done == {"clinic": str(plain), "login": "manager", "recovery": str(sheet)}
    assert typed(*asked).done == {"patients": [], "meant": []}
    assert typed(*encrypt, "--manager", "manager").code == 1  # its sheet is there already
    assert "RECOVERY SHEET" in sheet.read_text()
