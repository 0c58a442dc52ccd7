"""Backups and clinics that were damaged, or written to do harm: whole, or refused in a sentence."""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typing_extensions import override

from app.domain.refusal import Trouble
from app.storage.archive import make_archive
from app.storage.backup_files import is_inside
from app.storage.database import FILE, open_database
from app.storage.restoring import find_copies, restore_copy
from app.use_cases.backups import make_backup
from tests import hostile
from tests.faults.acts import CLINIC, STICK, book, issue, open_small
from tests.small import keys_of

MANIFEST, LIST = "manifest.json", "objects.txt"
OURS = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


class Files(dict[str, bytes]):
    """Files by where they lie; an error does not print them whole."""

    @override
    def __repr__(self) -> str:
        return f"{len(self)} files"


@dataclass(frozen=True, slots=True)
class Place:
    """A stick with one backup on it, in a folder where nothing else is to change."""

    root: Path
    copy: Path
    good: Files
    """What the files of the stick hold."""

    @property
    def to(self) -> Path:
        """Where the backup is put back."""
        return self.root / "back"

    @property
    def manifest(self) -> str:
        """Where it says what it is."""
        return str(self.copy / MANIFEST)

    @property
    def stick(self) -> Path:
        return self.root / STICK

    def put(self, files: Mapping[str, bytes]) -> None:
        """Make everything as it was, but for these."""
        shutil.rmtree(self.to, ignore_errors=True)
        for path, content in {**self.good, **files}.items():
            Path(path).write_bytes(content)

    def tree(self) -> set[str]:
        """Everything below the folder but what was put back."""
        found = {str(path.relative_to(self.root)) for path in self.root.rglob("*")}
        return {each for each in found if not each.startswith("back")}


@pytest.fixture(scope="module")
def place(small_made: Path, tmp_path_factory: pytest.TempPathFactory) -> Place:
    root = tmp_path_factory.mktemp("hostile") / "root"
    shutil.copytree(small_made / CLINIC, root / CLINIC)
    book(root)
    issue(root)
    clinic = open_small(root)
    make_backup(clinic, root / STICK)
    clinic.close()
    (copy,) = (root / STICK / "copies").iterdir()
    files = {str(path): path.read_bytes() for path in (root / STICK).rglob("*") if path.is_file()}
    return Place(root, copy, Files(files))


def put_back(place: Place) -> bool:
    (copy,) = find_copies(place.stick)
    restore_copy(place.stick, copy, place.to)
    return True


def look(place: Place, files: Mapping[str, bytes]) -> None:
    """Put the backup back with some of its files replaced."""
    place.put(files)
    before = place.tree()

    with hostile.WATCH.looking(lambda name, facts: is_outside(place.root, name, facts)) as seen:
        done = hostile.given(lambda: put_back(place))

    assert seen == []
    assert place.tree() == before
    assert place.to.exists() == bool(done)
    if done:
        assert (place.to / FILE).is_file()


def is_outside(root: Path, name: str, facts: tuple[object, ...]) -> bool:
    """Whether something is written or read that is not below a folder."""
    return name == "open" and isinstance(facts[0], str) and not facts[0].startswith(str(root))


@OURS
@given(which=hostile.FEW, harm=hostile.harm((b"../../x", b'"path": ".."')))
def test_any_damage_to_a_file_of_a_backup(place: Place, which: int, harm: hostile.Harm) -> None:
    path = sorted(place.good)[which % len(place.good)]
    look(place, {path: harm.done(place.good[path])})


def signed(told: Any) -> bytes:  # noqa: ANN401 -- what JSON held
    """A manifest with the digest that fits to it: whoever means harm can count it as well."""
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return json.dumps(told | {"sha256": digest} if isinstance(told, dict) else told).encode()


def manifest(place: Place) -> dict[str, Any]:
    told = json.loads(place.good[place.manifest])
    del told["sha256"]
    return told


@OURS
@given(lie=hostile.LIES)
def test_any_lie_in_a_manifest(place: Place, lie: hostile.Lie) -> None:
    look(place, {place.manifest: signed(lie.told(manifest(place)))})


@pytest.mark.parametrize(
    "lie",
    [
        {"ending": None},
        {"objects": "1"},
        {"entries": -1},
        {"at": "2026-11-23T09:00:00"},
        {"files": []},
        {"files": [{"path": "clinic.db", "size": 1, "sha256": 3}]},
    ],
)
def test_a_manifest_that_is_none_of_ours_is_no_backup(place: Place, lie: dict[str, Any]) -> None:
    place.put({place.manifest: signed(manifest(place) | lie)})

    with pytest.raises(Trouble, match="backup-none"):
        find_copies(place.stick)


def test_a_file_that_would_lie_in_another_leaves_nothing(place: Place) -> None:
    told = manifest(place)
    told["files"][-1]["path"] = "clinic.keys/x"

    look(place, {place.manifest: signed(told)})

    assert not place.to.exists()


@pytest.mark.parametrize(
    "path", ["\ud800", "x" * 300, "a b", "-x", ".keys", "a/../b", "../x", "/x", "C:x", "a\\b", ""]
)
def test_a_file_of_a_backup_has_a_plain_name(path: str) -> None:
    assert not is_inside(path)
    assert is_inside(FILE)


PATHS = st.one_of(
    st.sampled_from(
        [
            *(
                "",
                ".",
                "..",
                "../x",
                "/etc/passwd",
                "archive/../../x",
                "a\0b",
                "C:\\x",
                "clinic.db",
            ),
            *("clinic.keys", "clinic.db.new", "archive", "archive/x/y/z", "x" * 300, "a/" * 3_000),
            *("~", "con", "\ud800", "clinic.keys/x", "archive/./a", "a//b", " ", "./clinic.db"),
        ]
    ),
    st.text(max_size=12),
)


@OURS
@given(paths=st.lists(st.one_of(st.none(), PATHS), min_size=3, max_size=3))
def test_any_path_in_a_manifest(place: Place, paths: list[str | None]) -> None:
    told = manifest(place)
    for each, path in zip(told["files"], paths, strict=True):
        each["path"] = each["path"] if path is None else path
    look(place, {place.manifest: signed(told)})


@OURS
@given(path=PATHS, size=st.sampled_from(["0", "-1", "1e3", "", "9" * 5_000]))
def test_any_line_of_the_list_that_backups_share(place: Place, path: str, size: str) -> None:
    line = f"{'0' * 64} {size} {path}\n".encode(errors="surrogatepass")
    told = manifest(place) | {"objects": 1, "digest": hashlib.sha256(line).hexdigest()}
    look(place, {place.manifest: signed(told), str(place.stick / LIST): line})


def files_of(folder: Path) -> Files:
    return Files({path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()})


@pytest.fixture(scope="module")
def plain(blank: Path) -> Files:
    """A clinic that was made before clinics were encrypted."""
    return files_of(blank)


@pytest.fixture(scope="module")
def sealed(small_made: Path) -> Files:
    """An encrypted one."""
    return files_of(small_made / CLINIC)


def look_at_clinic(files: Mapping[str, bytes], *, is_sealed: bool) -> None:
    """Open a clinic of these files, and all that is asked of every clinic."""
    with TemporaryDirectory() as root:
        folder = Path(root, "clinic")
        folder.mkdir()
        make_archive(folder)
        for name, content in files.items():
            (folder / name).write_bytes(content)

        hostile.given(lambda: open_all(folder, is_sealed=is_sealed))

        assert {path.name for path in Path(root).iterdir()} == {"clinic"}


def open_all(folder: Path, *, is_sealed: bool) -> None:
    database = open_database(folder, keys=keys_of(folder) if is_sealed else None)
    try:
        database.check()
        with database.reading() as unit:
            unit.settings.clinic()
            unit.settings.visit_types()
    finally:
        database.close()


SQL = (
    b"CREATE TABLE",
    b"CREATE TRIGGER",
    b"DROP",
    b"\x0d\x00\x00\x00",
    b"claim_overlap",
    b"{}",
    b"[]",
)


@OURS
@given(harm=hostile.harm(SQL))
def test_any_damage_to_a_plain_clinic(plain: Files, harm: hostile.Harm) -> None:
    look_at_clinic({**plain, FILE: harm.done(plain[FILE])}, is_sealed=False)


@OURS
@given(name=st.sampled_from([FILE, f"{FILE}-wal", "clinic.keys"]), harm=hostile.harm(SQL))
def test_any_damage_to_an_encrypted_clinic(sealed: Files, name: str, harm: hostile.Harm) -> None:
    worse = harm.done(sealed.get(name, sealed[FILE]))
    look_at_clinic({**sealed, name: worse}, is_sealed=True)
