"""`backup` and `restore`: a copy elsewhere, the way back, and a sentence for each trouble."""

import json
import shutil
from pathlib import Path

import pytest

from app.security import keys
from app.storage.database import FILE, open_database, read_keys
from app.use_cases.clinics import make_clinic
from app.use_cases.unlocking import DEMO_PASSWORD
from tests.cli.test_archive import objects
from tests.cli.typed import NOW, Ask
from tests.documents.reading_back import page_texts
from tests.small import CHEAP, PASSWORD
from tests.storage.samples import rows

EVERYTHING = ("visit", "patient", "paper", "claim", "staff")


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    return tmp_path / "stick"


def _content(folder: Path) -> dict[str, list[tuple[object, ...]]]:
    return {name: rows(folder, f"SELECT * FROM {name}") for name in EVERYTHING}  # noqa: S608


def test_a_backup_gives_back_the_same_clinic(ask: Ask, folder: Path, stick: Path) -> None:
    key_file = (folder / "clinic.keys").read_bytes()
    before = _content(folder)
    made = ask("backup", "--to", stick).done

    back = stick.with_name("back")
    restored = ask("restore", "--from", stick, "--to", back).done

    assert (made["missing"], made["files"]) == (0, len(objects(folder)))
    assert (restored["entries"], restored["head"]) == (made["entries"], made["head"])
    assert _content(back) == before
    assert (back / "clinic.keys").read_bytes() == key_file
    assert [each.read_bytes() for each in objects(back)] == [
        each.read_bytes() for each in objects(folder)
    ]
    assert ask("verify", "--clinic", back).done["faults"] == []


def test_what_was_put_back_says_so_in_its_audit(ask: Ask, stick: Path) -> None:
    ask("backup", "--to", stick)
    back = stick.with_name("back")
    ask("restore", "--from", stick, "--to", back)

    ((act, payload),) = rows(back, "SELECT act, payload FROM audit ORDER BY seq DESC LIMIT 1")

    assert act == "restore-backup"
    assert json.loads(str(payload))["made"] == NOW.isoformat()


def test_the_second_backup_copies_only_new_files(ask: Ask, folder: Path, stick: Path) -> None:
    first = ask("backup", "--to", stick).done
    held = keys.unlock(read_keys(folder), "", DEMO_PASSWORD)
    database = open_database(folder, keys=held)
    with database.writing() as unit:
        unit.archive.put(b"%PDF-1.7 new")
    database.close()

    second = ask("backup", "--to", stick).done

    assert (first["new_files"], second["new_files"]) == (len(objects(folder)) - 1, 1)
    assert second["files"] == len(objects(folder))


def test_the_copies_are_named_and_an_earlier_one_can_be_put_back(
    ask: Ask, folder: Path, stick: Path
) -> None:
    first = Path(ask("backup", "--to", stick).done["copy"])
    later = first.with_name("2026-11-23T17-40-00.000000Z")
    shutil.copytree(first, later)

    listed = ask("restore --list", "--from", stick).done["copies"]
    chosen = ask(
        "restore", "--from", stick, "--to", stick.with_name("x"), "--copy", first.name[:19]
    ).done

    assert [each["copy"] for each in listed] == [first.name, later.name]
    assert chosen["copy"] == first.name
    assert ask("restore --list", "--from", stick, "--copy", "2025").trouble == "backup-none"


def test_a_drill_proves_a_backup_and_leaves_a_page(ask: Ask, stick: Path, tmp_path: Path) -> None:
    ask("backup", "--to", stick)

    done = ask("restore --drill", "--from", stick, "--out", tmp_path / "drill.pdf").done

    assert done["holds"]
    assert [(each["what"], each["holds"]) for each in done["tried"]] == [
        ("put-back", True),
        ("opened", True),
        ("audit", True),
        ("files", True),
    ]
    (text,) = page_texts((tmp_path / "drill.pdf").read_bytes())
    assert "This backup gives back a whole clinic" in text
    assert "Backup of Mon 23 Nov 2026 at 09:40" in text


def _flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.chmod(0o600)
    path.write_bytes(content)


@pytest.mark.parametrize(
    "victim", [f"copies/*/{FILE}", "archive/*/*.sealed-*", "copies/*/manifest.json"]
)
def test_a_damaged_backup_is_said_to_be_and_leaves_nothing(
    ask: Ask, stick: Path, victim: str
) -> None:
    ask("backup", "--to", stick)
    _flip(next(stick.glob(victim)))
    back = stick.with_name("back")

    told = ask("restore", "--from", stick, "--to", back)

    assert told.trouble == ("backup-none" if "manifest" in victim else "backup-damaged")
    assert not back.exists()
    if "manifest" not in victim:
        failed = ask("restore --drill", "--from", stick)
        assert (failed.code, failed.document["holds"]) == (1, False)


@pytest.mark.parametrize("victim", [f"copies/*/{FILE}", "archive/*/*.sealed-*", "objects.txt"])
def test_a_backup_that_lacks_a_file_is_damaged(ask: Ask, stick: Path, victim: str) -> None:
    ask("backup", "--to", stick)
    next(stick.glob(victim)).unlink()

    assert (
        ask("restore", "--from", stick, "--to", stick.with_name("back")).trouble == "backup-damaged"
    )


def test_nothing_is_ever_written_over(ask: Ask, folder: Path, stick: Path) -> None:
    ask("backup", "--to", stick)
    full = stick.with_name("full")
    full.mkdir()
    (full / "letter.txt").write_text("mine")
    before = (folder / FILE).read_bytes()

    assert ask("restore", "--from", stick, "--to", folder).trouble == "restore-over-clinic"
    assert ask("restore", "--from", stick, "--to", full).trouble == "restore-not-empty"

    assert (folder / FILE).read_bytes() == before
    assert [path.name for path in full.iterdir()] == ["letter.txt"]


def test_backups_that_know_more_than_the_clinic_are_left_alone(
    ask: Ask, folder: Path, stick: Path
) -> None:
    earlier = Path(shutil.copytree(folder, stick.with_name("earlier")))
    ask("verify")
    ask("backup", "--to", stick)
    kept = sorted(path.name for path in (stick / "copies").iterdir())

    assert ask("backup", "--to", stick, "--clinic", earlier).trouble == "backup-newer"

    assert sorted(path.name for path in (stick / "copies").iterdir()) == kept


def test_the_backups_of_another_clinic_are_left_alone(
    ask: Ask, typed: Ask, stick: Path, tmp_path: Path
) -> None:
    ask("backup", "--to", stick)
    other = tmp_path / "other"
    make_clinic(other, name="Other", zone="America/Denver", password=PASSWORD, cost=CHEAP)

    file = tmp_path / "password"
    file.write_text(PASSWORD)
    theirs = ("--clinic", other, "--password-file", file)

    assert ask("backup", "--to", stick, *theirs).trouble == "backup-of-other"


def test_a_backup_is_made_outside_the_clinic(ask: Ask, folder: Path) -> None:
    assert ask("backup", "--to", folder / "backup").trouble == "backup-inside"
    assert ask("backup", "--to", folder.parent).trouble == "backup-inside"
    assert not (folder / "backup").exists()


def test_a_folder_that_is_not_there_has_no_backup(ask: Ask, stick: Path) -> None:
    assert ask("restore --list", "--from", stick).trouble == "backup-place-gone"
    stick.mkdir()
    assert ask("restore --list", "--from", stick).trouble == "backup-none"


def test_what_is_wanted_is_said_once(ask: Ask, stick: Path) -> None:
    assert ask("restore", "--from", stick).reasons == ["usage"]
    assert ask("restore --list --drill", "--from", stick).reasons == ["usage"]
    assert ask("backup --if-due", "--to", stick).reasons == ["usage"]
    assert ask("backup").reasons == ["backup-no-folder"]
    assert ask("backup --if-due").done == {"copy": None}


def test_a_lost_packet_is_said_and_the_backup_made_all_the_same(
    ask: Ask, folder: Path, stick: Path
) -> None:
    objects(folder)[0].unlink()

    assert ask("backup", "--to", stick).done["missing"] == 1


def test_a_path_that_leaves_the_clinic_is_damage(ask: Ask, stick: Path) -> None:
    ask("backup", "--to", stick)
    manifest = next(stick.glob("copies/*/manifest.json"))
    for path in ("../out", "/etc/x", "a/../../b", "C:\\x", "a\\b", ""):
        document = json.loads(manifest.read_text())
        document["files"][0]["path"] = path
        manifest.chmod(0o600)
        manifest.write_text(json.dumps(document))
        assert ask("restore --list", "--from", stick).trouble == "backup-none"
