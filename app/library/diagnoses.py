"""Reads the shipped table of ICD-10-CM codes, one first letter at a time, and the short list."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from app import paths
from app.domain.diagnoses import Group, Listed, ShortList, dotted
from app.domain.refusal import Trouble
from app.library.templates import read_toml

TABLE = "codes.zip"
LETTERS = "FGRMABCDEHIJKLNOPQSTUVWXYZ"
"""The order in which words are looked for: what such a clinic treats, then everything else."""

SPACED = bytes(
    byte if byte == ord("\n") or (chr(byte).isascii() and chr(byte).isalnum()) else ord(" ")
    for byte in range(256)
)
"""Leaves letters and digits, so that every word begins behind a space."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The lines of one first letter, as they stand and as they are looked through."""

    lines: bytes
    words: bytes

    def at(self, place: int) -> tuple[int, int]:
        """Where the line around a place begins and ends."""
        begin = self.lines.rfind(b"\n", 0, place + 1) + 1
        return begin, self.lines.find(b"\n", begin)


def listed(code: str) -> tuple[Listed, ...]:
    """How a code stands through the years, earliest first; nothing for one that never did."""
    return _listed(paths.CODES / TABLE, dotted(code))


@lru_cache(maxsize=4096)
def _listed(table: Path, code: str) -> tuple[Listed, ...]:
    return tuple(line for line in _beginning(table, f"{code}\t"))


def under(beginning: str, day: date) -> Iterator[Listed]:
    """The codes valid on a day that begin like this, in the order of the codes."""
    for line in _beginning(paths.CODES / TABLE, dotted(beginning)):
        if line.billable and line.stands_on(day):
            yield line


def _beginning(table: Path, beginning: str) -> Iterator[Listed]:
    part = _part(table, beginning[:1])
    wanted = beginning.encode("ascii", "ignore")
    found = part.lines.find(b"\n" + wanted) if wanted else -1
    while found >= 0:
        begin, end = part.at(found + 1)
        if not part.lines.startswith(wanted, begin):
            return
        yield read_line(part.lines[begin:end].decode("ascii"))
        found = end if end + 1 < len(part.lines) else -1


def named(typed: str, day: date) -> Iterator[Listed]:
    """The codes valid on a day whose title has every word typed, in any order."""
    wanted = tuple(dict.fromkeys(folded(typed).split()))
    looked = [f" {word}".encode("ascii") for word in wanted]
    for letter in LETTERS if wanted else "":
        part = _part(paths.CODES / TABLE, letter)
        counted = {word: part.words.count(word) for word in looked}
        if not all(counted.values()):
            continue
        for begin, end in _lines_with(part, min(looked, key=counted.__getitem__)):
            text = part.words[begin:end]
            if all(word in text for word in looked):
                line = read_line(part.lines[begin:end].decode("ascii"))
                if line.billable and line.stands_on(day) and _has(line.title, wanted):
                    yield line


def _lines_with(part: _Part, word: bytes) -> Iterator[tuple[int, int]]:
    place = part.words.find(word)
    while place >= 0:
        begin, end = part.at(place)
        yield begin, end
        place = part.words.find(word, end)


def _has(title: str, words: Sequence[str]) -> bool:
    """Whether every word begins a word of the title itself, not of a code or a day before it."""
    text = f" {folded(title)}"
    return all(f" {word}" in text for word in words)


def folded(text: str) -> str:
    """A text without accents, capitals and marks."""
    letters = (c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return "".join(letters).encode("ascii", "replace").lower().translate(SPACED).decode("ascii")


@lru_cache(maxsize=64)
def _part(table: Path, letter: str) -> _Part:
    try:
        with ZipFile(table) as whole:
            name = f"{letter}.tsv"
            lines = b"\n" + whole.read(name) if name in whole.namelist() else b"\n"
    except (OSError, BadZipFile) as fault:
        raise Trouble("resource-broken", file=table.name, problem=str(fault)) from fault
    return _Part(lines, lines.lower().translate(SPACED))


def read_line(line: str) -> Listed:
    """How a line of the table says that a code stands."""
    code, billable, since, until, instead, title = line.split("\t")
    return Listed(
        code=code,
        title=title,
        billable=billable == "1",
        since=date.fromisoformat(since) if since else date.min,
        until=date.fromisoformat(until) if until else date.max,
        instead=tuple(instead.split()),
    )


def known_through() -> date:
    """The last day that the newest release of the table is meant for."""
    return read_toml(paths.CODES / "releases.toml")["through"]


def short_list() -> ShortList:
    """What the clinic treats, as groups of codes, and the codes that need a word."""
    document = read_toml(paths.CODES / "short_list.toml")
    return ShortList(
        groups=tuple(
            Group(
                condition=group["condition"],
                words=folded(group["words"]),
                codes=tuple(group["codes"]),
            )
            for group in document["group"]
        ),
        instead={code: tuple(re.split(r"\s+", told)) for code, told in document["instead"].items()},
        only_secondary=frozenset(document["only_secondary"]),
    )
