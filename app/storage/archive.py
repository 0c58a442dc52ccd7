"""The archive: issued PDFs by the hash of their content, beside the database.

A file is written and synced before the row that names it is committed, and moved to its place
afterwards; whatever stops the program in between, the next open puts right.
"""

import re
from hashlib import sha256
from pathlib import Path

from app.domain.refusal import Trouble
from app.security.files import PRIVATE_FOLDER, sync_folder, write_durably
from app.storage.faults import file_faults


class Archive:
    """The archive inside one transaction: what is put in counts only if it commits."""

    def __init__(self, folder: Path, *, writing: bool) -> None:
        self._folder = folder
        self._writing = writing
        self._put: list[str] = []

    def put(self, content: bytes) -> str:
        """Keep a PDF, and give the SHA-256 by which it is found again."""
        if not self._writing:  # the write lock keeps a second program from tidying the file away
            message = "the archive takes files only while a transaction writes"
            raise RuntimeError(message)
        digest = sha256(content).hexdigest()
        if digest not in self._put and not _is_whole(place(self._folder, digest), digest):
            with file_faults(self._folder):
                self._put.append(digest)
                write_durably(incoming(self._folder, digest), content)
        return digest

    def get(self, digest: str) -> bytes:
        """The PDF with a hash, exactly as it was put in."""
        if not re.fullmatch("[0-9a-f]{64}", digest):
            raise Trouble("archive-missing", folder=str(self._folder))
        with file_faults(self._folder):
            found = [p for p in _places(self._folder, digest) if p.is_file()]
            contents = [path.read_bytes() for path in found]
        for content in contents:
            if sha256(content).hexdigest() == digest:
                return content
        code = "archive-damaged" if found else "archive-missing"
        raise Trouble(code, folder=str(self._folder))

    def finish(self) -> None:
        """Move what was put in to its place, once the transaction is kept."""
        for digest in self._put:
            try:
                settle(self._folder, digest)
            except OSError:  # it is kept and found where it lies; the next open moves it
                return

    def discard(self) -> None:
        """Remove what was put in, when the transaction is not kept."""
        for digest in self._put:
            _remove(incoming(self._folder, digest))


def incoming(folder: Path, digest: str) -> Path:
    """Where a file waits for its transaction."""
    return folder / "archive" / "incoming" / f"{digest}.pdf"


def place(folder: Path, digest: str) -> Path:
    """Where a file lies for good."""
    return folder / "archive" / digest[:2] / f"{digest}.pdf"


def _places(folder: Path, digest: str) -> tuple[Path, ...]:
    return place(folder, digest), incoming(folder, digest), place(folder, digest)


def make_archive(folder: Path) -> None:
    """Make the archive's folders."""
    for part in (folder / "archive", folder / "archive" / "incoming"):
        part.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def waiting(folder: Path) -> dict[str, Path]:
    """The files that wait for a transaction, by the hash in their name."""
    return {path.stem: path for path in (folder / "archive" / "incoming").iterdir()}


def recover(folder: Path, named: frozenset[str]) -> None:
    """Move the waiting files that a packet names to their place, and remove the others."""
    for digest, path in waiting(folder).items():
        if digest in named and _is_whole(path, digest):
            settle(folder, digest)
        else:
            _remove(path)


def settle(folder: Path, digest: str) -> None:
    """Move a waiting file to its place."""
    target = place(folder, digest)
    if not target.parent.is_dir():
        target.parent.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
        sync_folder(target.parent.parent)
    try:
        incoming(folder, digest).replace(target)
    except FileNotFoundError:
        if not target.is_file():  # otherwise another program that opened the clinic moved it
            raise
    sync_folder(target.parent)


def _is_whole(path: Path, digest: str) -> bool:
    return path.is_file() and sha256(path.read_bytes()).hexdigest() == digest


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
