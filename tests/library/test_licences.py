"""What the program is made of may be given away: no part of it asks for the whole to be GPL."""

import re
import runpy
import tomllib
from pathlib import Path

import pytest

from app.library.licences import known, licences

GIVEN = re.compile(
    r"0BSD|AFL-2\.1|Apache-2\.0|BSD-[23]-Clause|FTL|IJG|LGPL-[23]\.\d-(only|or-later)|MIT(-0|-CMU)?"
    r"|MPL-[12]\.\d|OFL-1\.1|PSF-2\.0|Zlib|blessing|bzip2-1\.0\.6|libpng-2\.0|libselinux-1\.0"
    r"|GPL-[23]\.0-or-later WITH (GCC-exception-3\.1|Bootloader-exception)"
    r"|Apache-2\.0 WITH LLVM-exception"
)
"""Licences under which a part may be in a program that is not itself under that licence."""


def may_be_given(licence: str) -> bool:
    """Whether one of the licences to choose from is among these, all that it consists of."""
    return any(
        all(GIVEN.fullmatch(each) for each in choice.split(" AND "))
        for choice in licence.split(" OR ")
    )


def test_no_package_is_under_a_licence_that_binds_the_whole() -> None:
    assert [(p.name, p.licence) for p in licences() if not may_be_given(p.licence)] == []


def test_no_library_of_the_system_is_under_a_licence_that_binds_the_whole() -> None:
    told: dict[str, str] = known()["system"]

    assert {name: licence for name, licence in told.items() if not may_be_given(licence)} == {}


@pytest.mark.parametrize(
    ("licence", "given"),
    [
        ("GPL-3.0-or-later", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-2.0-only", False),
        ("LGPL-3.0-only OR GPL-2.0-only", True),
        ("GPL-3.0-or-later WITH GCC-exception-3.1", True),
        ("Unheard of", False),
        ("", False),
    ],
)
def test_what_may_be_given_away(licence: str, *, given: bool) -> None:
    assert may_be_given(licence) == given


def test_every_part_has_a_version_and_a_text() -> None:
    assert [part.name for part in licences() if not (part.version and len(part.text) > 500)] == []


def test_every_locked_package_of_the_program_is_listed(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = {plain(part.name) for part in licences()}

    named = (re.match(r"[\w.-]+", line) for line in project["dependencies"])
    wanted = {plain(match[0]) for match in named if match}

    assert wanted - listed == set()
    assert {plain(package) for _, _, package in parts(root)} - listed == set()


def parts(root: Path) -> list[tuple[str, str, str]]:
    """What lies inside packages, as the list of what the program is made of has it."""
    return runpy.run_path(str(root / "resources" / "parts.py"))["parts"]()


def plain(name: str) -> str:
    """A package's name as the index compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
