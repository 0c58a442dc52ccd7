"""The archive: issued PDFs by the hash of their content, beside the database.

A file is written and synced before the row that names it is committed, and moved to its place
afterwards; whatever stops the program in between, the next open puts right. In an encrypted clinic
each file is sealed, bound to the hash of what is in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder, write_durably
from app.security.sealing import Unsealable, mac, seal, unseal
from app.storage.faults import file_faults


@dataclass(frozen=True, slots=True)
class Objects:
    """The files of an archive, and the key that they are sealed with; a plain archive has none."""

    folder: Path
    key: bytes | None = field(default=None, repr=False)

    def incoming(self, digest: str) -> Path:
        """Where a file waits for its transaction."""
        return incoming(self.folder, digest, self.suffix)

    def place(self, digest: str) -> Path:
        """Where a file lies for good."""
        return place(self.folder, digest, self.suffix)

    @property
    def suffix(self) -> str:
        """How the files' names end: with another key otherwise, so that a backup takes both."""
        return PLAIN if self.key is None else f"{SEALED}-{mac(self.key, b'archive')[:8]}"

    def keep(self, path: Path, digest: str, content: bytes) -> None:
        """Write a file, and wait until the disk has it."""
        write_durably(path, self._sealed(digest, content))

    def read(self, path: Path, digest: str) -> bytes | None:
        """What is in a file; None when it is not what was put in."""
        content = path.read_bytes()
        if self.key is not None:
            try:
                content = unseal(self.key, content, _label(digest))
            except Unsealable:
                return None
        return content if sha256(content).hexdigest() == digest else None

    def is_whole(self, path: Path, digest: str) -> bool:
        """Whether a file is there and holds what was put in."""
        return path.is_file() and self.read(path, digest) is not None

    def all(self) -> Iterator[tuple[str, Path]]:
        """Every file by the hash of its content."""
        for path in sorted((self.folder / "archive").glob(f"*/*{self.suffix}")):
            yield path.stem, path

    def _sealed(self, digest: str, content: bytes) -> bytes:
        return content if self.key is None else seal(self.key, content, _label(digest))


PLAIN, SEALED = ".pdf", ".sealed"


def _label(digest: str) -> bytes:
    return f"archive {digest}".encode()


class Archive:
    """The archive inside one transaction: what is put in counts only if it commits."""

    def __init__(self, objects: Objects, *, writing: bool) -> None:
        self._objects = objects
        self._folder = objects.folder
        self._writing = writing
        self._put: list[str] = []

    def put(self, content: bytes) -> str:
        """Keep a PDF, and give the SHA-256 by which it is found again."""
        if not self._writing:  # the write lock keeps a second program from tidying the file away
            message = "the archive takes files only while a transaction writes"
            raise RuntimeError(message)
        digest, mine = sha256(content).hexdigest(), self._objects
        if digest not in self._put and not mine.is_whole(mine.place(digest), digest):
            with file_faults(self._folder):
                self._put.append(digest)
                mine.keep(mine.incoming(digest), digest, content)
        return digest

    def get(self, digest: str) -> bytes:
        """The PDF with a hash, exactly as it was put in."""
        if not re.fullmatch("[0-9a-f]{64}", digest):
            raise Trouble("archive-missing", folder=str(self._folder))
        with file_faults(self._folder):
            found = [p for p in _places(self._objects, digest) if p.is_file()]
            contents = [self._objects.read(path, digest) for path in found]
        for content in contents:
            if content is not None:
                return content
        code = "archive-damaged" if found else "archive-missing"
        raise Trouble(code, folder=str(self._folder))

    def finish(self) -> None:
        """Move what was put in to its place, once the transaction is kept."""
        for digest in self._put:
            try:
                settle(self._objects, digest)
            except OSError:  # it is kept and found where it lies; the next open moves it
                return

    def discard(self) -> None:
        """Remove what was put in, when the transaction is not kept."""
        for digest in self._put:
            _remove(self._objects.incoming(digest))


def incoming(folder: Path, digest: str, suffix: str = PLAIN) -> Path:
    """Where a file waits for its transaction."""
    return folder / "archive" / "incoming" / f"{digest}{suffix}"


def place(folder: Path, digest: str, suffix: str = PLAIN) -> Path:
    """Where a file lies for good."""
    return folder / "archive" / digest[:2] / f"{digest}{suffix}"


def _places(objects: Objects, digest: str) -> tuple[Path, ...]:
    return objects.place(digest), objects.incoming(digest), objects.place(digest)


def make_archive(folder: Path) -> None:
    """Make the archive's folders."""
    for part in (folder / "archive", folder / "archive" / "incoming"):
        part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def waiting(folder: Path) -> dict[str, Path]:
    """The files that wait for a transaction, by the hash in their name."""
    return {path.stem: path for path in (folder / "archive" / "incoming").iterdir()}


def recover(objects: Objects, named: frozenset[str]) -> None:
    """Move the waiting files that a packet names to their place, and remove the others."""
    for digest, path in waiting(objects.folder).items():
        if digest in named and objects.is_whole(path, digest):
            settle(objects, digest)
        else:
            _remove(path)


def settle(objects: Objects, digest: str) -> None:
    """Move a waiting file to its place."""
    target = objects.place(digest)
    if not target.parent.is_dir():
        target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(target.parent.parent)
    try:
        objects.incoming(digest).replace(target)
    except FileNotFoundError:
        if not target.is_file():  # otherwise another program that opened the clinic moved it
            raise
    sync_folder(target.parent)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
