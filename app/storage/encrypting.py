"""Bringing a clinic of before, which is plain, into an encrypted one in its place.

The encrypted clinic is made whole inside the folder, compared row by row and file by file, and
counts from the moment its folder gets another name; only then are the plain files removed. Whatever
stops the program before that leaves the plain clinic, after it the encrypted one. A disk may keep
traces of removed files: only encrypting the whole disk helps against that.
"""

import shutil
from contextlib import closing
from pathlib import Path

from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder, write_durably
from app.security.keys import Keys, Made, write_file
from app.security.sealing import Purpose
from app.storage.archive import Objects, make_archive
from app.storage.driver import Raw, connect, one, raw
from app.storage.faults import database_faults, file_faults
from app.storage.folder import FolderDatabase, open_folder
from app.storage.places import ENCRYPTED, FILE, KEY_FILE, finish_encrypting
from app.storage.renewing import alone

MAKING = ".encrypting"

TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"
SCHEMA = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"


def encrypt_folder(folder: Path, made: Made) -> None:
    """Encrypt the plain clinic in a folder; nobody else may be in it."""
    open_folder(folder).close()  # brought to the newest schema, and put right after a crash
    with file_faults(folder), database_faults(folder):
        workshop = folder / MAKING
        shutil.rmtree(workshop, ignore_errors=True)
        workshop.mkdir(mode=PRIVATE_FOLDER)
        with closing(connect(folder / FILE)) as plain:
            alone(plain, folder)
            _export(plain, workshop, made)
            _seal_archive(folder, workshop, made)
            write_file(workshop / KEY_FILE, made.file)
            _compare(plain, folder, workshop, made)
            workshop.rename(folder / ENCRYPTED)
            sync_folder(folder)
        finish_encrypting(folder)


def _export(plain: Raw, workshop: Path, made: Made) -> None:
    write_durably(workshop / FILE, b"")
    _attach(plain, workshop, made)
    one(plain, "SELECT sqlcipher_export('sealed')")
    for setting in ("application_id", "user_version"):
        plain.execute(f"PRAGMA sealed.{setting} = {one(plain, f'PRAGMA main.{setting}')}")
    plain.execute("DETACH sealed")


def _attach(plain: Raw, workshop: Path, made: Made) -> None:
    key = raw(made.key.key_for(Purpose.DATABASE))
    plain.execute(f"ATTACH ? AS sealed KEY {key}", (str(workshop / FILE),))


def _seal_archive(folder: Path, workshop: Path, made: Made) -> None:
    make_archive(workshop)
    sealed = _sealed(workshop, made)
    plain = Objects(folder)
    for digest, path in plain.all():
        content = plain.read(path, digest)
        if content is None:
            raise Trouble("archive-damaged", folder=str(folder))
        target = sealed.place(digest)
        target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sealed.keep(target, digest, content)


def _sealed(workshop: Path, made: Made) -> Objects:
    return Objects(workshop, made.key.key_for(Purpose.ARCHIVE))


def _compare(plain: Raw, folder: Path, workshop: Path, made: Made) -> None:
    """Refuse an encrypted clinic that is not, row by row and file by file, the plain one."""
    sealed = _sealed(workshop, made)
    files = [digest for digest, path in sealed.all() if sealed.is_whole(path, digest)]
    same = files == [digest for digest, _ in Objects(folder).all()]
    _attach(plain, workshop, made)
    here, there = (plain.execute(SCHEMA.format(part)).fetchall() for part in ("main", "sealed"))
    same = same and here == there and all(_same_rows(plain, table) for table in _tables(plain))
    plain.execute("DETACH sealed")
    if not same:
        raise Trouble("encrypting-differs", folder=str(folder))
    opened: FolderDatabase = open_folder(workshop, keys=Keys(now=made.key))
    opened.close()


def _tables(plain: Raw) -> list[str]:
    return [name for (name,) in plain.execute(TABLES).fetchall()]


def _same_rows(plain: Raw, table: str) -> bool:
    """Whether a table has the same rows here and there, each as often."""
    both = [(here, there) for here, there in (("main", "sealed"), ("sealed", "main"))]
    more = (
        f'SELECT count(*) FROM (SELECT * FROM {here}."{table}"'  # noqa: S608 -- a name of ours
        f' EXCEPT SELECT * FROM {there}."{table}")'
        for here, there in both
    )
    counts = {one(plain, f'SELECT count(*) FROM {part}."{table}"') for part in ("main", "sealed")}  # noqa: S608 -- the same
    return len(counts) == 1 and not any(one(plain, each) for each in more)
