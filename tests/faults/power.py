"""A power cut at any write: what a program tells the disk is recorded, and cut off where one likes.

strace tells every call by which a process changes files. From these, and from what the folder held
before, what the disk may hold after a cut is put together again: all that was synced, and of the
rest nothing, everything, or by chance some of it, with single sectors torn. Names change in the
order they were changed, as on every journaling file system; a folder's are safe once it is synced.
What is not told: a disk that lies about having written.
"""

import re
import subprocess
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import NamedTuple

SECTOR = 512
TORN = 0.25
CALLS = (
    "openat,close,lseek,write,pwrite64,fsync,fdatasync,ftruncate,"
    "unlink,unlinkat,rename,renameat,renameat2,mkdir,mkdirat,rmdir"
)
LINE = re.compile(r"^(\w+)\((.*)\) += (-?\d+)")
MISSING = (
    "strace is missing. Please type:\n"
    "    sudo apt-get update && sudo apt-get install --no-install-recommends strace"
)
NOTHING, EVERYTHING, SOME = "nothing", "everything", "some"
"""What of the unsynced writes has reached the disk."""


class Op(NamedTuple):
    """One change that a program asked for."""

    kind: str
    file: int = 0
    path: str = ""
    other: str = ""
    offset: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Recorded:
    """What a program did to a folder, and what the folder held before."""

    root: Path
    files: dict[str, bytes]
    folders: set[str]
    ops: list[Op] = field(default_factory=list[Op])

    def told_by(self, cut: int) -> list[str]:
        """What the program had said before a cut."""
        return [op.path for op in self.ops[:cut] if op.kind == "said"]


def record(root: Path, *command: object) -> Recorded:
    """Run a program and record what it does to the files below a folder."""
    recorded = Recorded(root, *_content(root))
    trace = root.with_name(f"{root.name}.trace")
    words = ["strace", "-o", trace, "-xx", "-s", "100000000", "-e", f"trace={CALLS}", *command]
    try:
        subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)
    except FileNotFoundError as error:
        raise RuntimeError(MISSING) from error
    reader = _Reader(recorded)
    with trace.open() as lines:
        for line in lines:
            reader.read(line)
    trace.unlink()
    return recorded


def _content(root: Path) -> tuple[dict[str, bytes], set[str]]:
    every = sorted(root.rglob("*"))
    files = {str(path): path.read_bytes() for path in every if path.is_file()}
    return files, {str(path) for path in every if path.is_dir()}


class _Reader:
    """Follows a trace: which number stands for which file, and what is done to it."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded
        self._names = {name: number for number, name in enumerate(recorded.files, start=1)}
        self._next = len(self._names) + 1
        self._open: dict[int, str] = {}
        self._ids: dict[int, int] = {}
        self._at: dict[int, int] = {}

    def read(self, line: str) -> None:
        found = LINE.match(line)
        if found is None or found[3].startswith("-"):
            return
        act = getattr(self, f"_{found[1].removesuffix('64')}", None)
        if act is not None:
            act(found[2].split(", "), int(found[3]))

    def _note(self, kind: str, **facts: object) -> None:
        self._recorded.ops.append(Op(kind, **facts))  # pyright: ignore[reportArgumentType]

    def _path(self, word: str, folder: str = "AT_FDCWD") -> str:
        name = _text(word).decode()
        if name.startswith("/") or folder == "AT_FDCWD":
            return name
        return f"{self._open.get(int(folder), '')}/{name}"

    def _is_ours(self, path: str) -> bool:
        return path.startswith(f"{self._recorded.root}/") and not path.endswith("-shm")

    def _openat(self, words: list[str], number: int) -> None:
        path = self._path(words[1], words[0])
        self._open[number], self._at[number] = path, 0
        self._ids.pop(number, None)
        if not self._is_ours(path) or "O_DIRECTORY" in words[2]:
            return
        if path not in self._names:
            if "O_CREAT" not in words[2]:
                return
            self._names[path], self._next = self._next, self._next + 1
            self._note("create", file=self._names[path], path=path)
        elif "O_TRUNC" in words[2]:
            self._note("truncate", file=self._names[path])
        self._ids[number] = self._names[path]

    def _close(self, words: list[str], _: int) -> None:
        for table in (self._open, self._ids, self._at):
            table.pop(int(words[0]), None)

    def _lseek(self, words: list[str], at: int) -> None:
        self._at[int(words[0])] = at

    def _write(self, words: list[str], count: int) -> None:
        number, data = int(words[0]), _text(words[1])[:count]
        if number == 1:
            self._note("said", path=data.decode().strip())
        at = self._at.get(number, 0)
        self._at[number] = at + count
        self._put(number, at, data)

    def _pwrite(self, words: list[str], count: int) -> None:
        self._put(int(words[0]), int(words[3]), _text(words[1])[:count])

    def _put(self, number: int, at: int, data: bytes) -> None:
        if number in self._ids:
            self._note("write", file=self._ids[number], offset=at, data=data)

    def _ftruncate(self, words: list[str], _: int) -> None:
        number = int(words[0])
        if number in self._ids:
            self._note("truncate", file=self._ids[number], offset=int(words[1]))

    def _fsync(self, words: list[str], _: int) -> None:
        number = int(words[0])
        if number in self._ids:
            self._note("sync", file=self._ids[number])
        elif number in self._open:
            self._note("sync folder", path=self._open[number])

    _fdatasync = _fsync

    def _unlink(self, words: list[str], _: int) -> None:
        self._remove(self._path(words[0]))

    def _unlinkat(self, words: list[str], _: int) -> None:
        self._remove(self._path(words[1], words[0]))

    def _remove(self, path: str) -> None:
        if self._is_ours(path):
            self._names.pop(path, None)
            self._note("remove", path=path)

    def _rmdir(self, words: list[str], _: int) -> None:
        self._remove(self._path(words[0]))

    def _rename(self, words: list[str], _: int) -> None:
        self._move(self._path(words[0]), self._path(words[1]))

    def _renameat(self, words: list[str], _: int) -> None:
        self._move(self._path(words[1], words[0]), self._path(words[3], words[2]))

    _renameat2 = _renameat

    def _move(self, path: str, other: str) -> None:
        if self._is_ours(path):
            for name in [each for each in self._names if _within(each, path)]:
                self._names[other + name.removeprefix(path)] = self._names.pop(name)
            self._note("rename", path=path, other=other)

    def _mkdir(self, words: list[str], _: int) -> None:
        path = self._path(words[0])
        if self._is_ours(path):
            self._note("make folder", path=path)

    def _mkdirat(self, words: list[str], result: int) -> None:
        self._mkdir([str(words[1])], result)


def _text(word: str) -> bytes:
    return bytes.fromhex(word.strip('"').replace("\\x", ""))


def _within(name: str, path: str) -> bool:
    return name == path or name.startswith(f"{path}/")


class Disk:
    """What a disk holds for sure, and what it may hold besides."""

    def __init__(self, recorded: Recorded) -> None:
        self._sure = {
            number: bytearray(content)
            for number, content in enumerate(recorded.files.values(), start=1)
        }
        self._names = {name: number for number, name in enumerate(recorded.files, start=1)}
        self._folders = set(recorded.folders)
        self._unsure: defaultdict[int, list[Op]] = defaultdict(list)
        self._renamed: list[Op] = []

    def take(self, op: Op) -> None:
        """One more change, while there is power."""
        match op.kind:
            case "write" | "truncate":
                self._unsure[op.file].append(op)
            case "sync":
                _apply(self._sure.setdefault(op.file, bytearray()), self._unsure.pop(op.file, []))
            case "sync folder":
                touching = [_touches(each, op.path) for each in self._renamed]
                last = len(touching) - touching[::-1].index(True) if True in touching else 0
                self._rename(self._renamed[:last])
                del self._renamed[:last]
            case "said":
                pass
            case _:
                self._renamed.append(op)

    def cut(self, reached: str, chance: Random) -> None:
        """The power fails: so much of what is not sure has reached the disk."""
        if reached == NOTHING:
            return
        names, some = len(self._renamed), reached == SOME
        self._rename(self._renamed[: chance.randint(0, names) if some else names])
        for number, ops in self._unsure.items():
            chosen = _some(ops, chance) if some else ops
            _apply(self._sure.setdefault(number, bytearray()), chosen)

    def _rename(self, ops: Sequence[Op]) -> None:
        for op in ops:
            match op.kind:
                case "create":
                    self._names[op.path] = op.file
                    self._sure.setdefault(op.file, bytearray())
                case "make folder":
                    self._folders.add(op.path)
                case "remove":
                    self._names.pop(op.path, None)
                    self._folders.discard(op.path)
                case _:
                    self._move(op.path, op.other)

    def _move(self, path: str, other: str) -> None:
        for name in [each for each in self._names if _within(each, path)]:
            self._names[other + name.removeprefix(path)] = self._names.pop(name)
        for name in [each for each in self._folders if _within(each, path)]:
            self._folders.remove(name)
            self._folders.add(other + name.removeprefix(path))

    def write_to(self, root: Path, target: Path) -> None:
        """Put what the disk holds into a folder."""
        for folder in sorted(self._folders):
            (target / Path(folder).relative_to(root)).mkdir(parents=True, exist_ok=True)
        for name, number in self._names.items():
            path = target / Path(name).relative_to(root)
            if path.parent.is_dir():
                path.write_bytes(self._sure[number])


def _touches(op: Op, folder: str) -> bool:
    return folder in {str(Path(path).parent) for path in (op.path, op.other) if path}


def _some(ops: Sequence[Op], chance: Random) -> list[Op]:
    """Any of the writes, a few of them only as far as some sector."""
    chosen: list[Op] = []
    for op in ops:
        if chance.random() < 0.5:
            continue
        if len(op.data) > SECTOR and chance.random() < TORN:
            whole = chance.randrange(1, len(op.data) // SECTOR + 1) * SECTOR
            chosen.append(op._replace(data=op.data[:whole]))
        else:
            chosen.append(op)
    return chosen


def _apply(content: bytearray, ops: Sequence[Op]) -> None:
    for op in ops:
        if op.kind == "truncate":
            content[op.offset :] = b""
            content.extend(bytes(op.offset - len(content)))
        else:
            content.extend(bytes(max(0, op.offset - len(content))))
            content[op.offset : op.offset + len(op.data)] = op.data


def cut_at(recorded: Recorded, cut: int, reached: str, chance: Random, target: Path) -> None:
    """Put into a folder what the disk may hold when the power fails after so many changes."""
    disk = Disk(recorded)
    for op in recorded.ops[:cut]:
        disk.take(op)
    disk.cut(reached, chance)
    target.mkdir(exist_ok=True)
    disk.write_to(recorded.root, target)
