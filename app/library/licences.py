"""What the program is made of, and under which licence each part may be given away.

The packed program carries the list in a file; one that runs from its sources makes it from the
packages that are installed.
"""

import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from typing import Any

import app
from app.paths import LICENCES, ROOT

SHIPPED = LICENCES / "shipped.json"
"""The list that `run.py build` writes."""

_TEXTS = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice)", re.IGNORECASE)
_NEED = re.compile(r"([\w.-]+)\s*(?:\[([\w, -]+)\])?")
_EXTRA = re.compile(r"""extra\s*==\s*["']([\w-]+)["']""")
_LONGEST_NAME = 60
SAID = ("License-Expression", "License", "Classifier")
"""Where a package says under which licence it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the program, and the text under which it is given away."""

    name: str
    version: str
    licence: str
    """As SPDX writes it."""
    texts: tuple[str, ...]

    @property
    def text(self) -> str:
        """All of it."""
        return "\n\n".join(self.texts)


def licences() -> tuple[Part, ...]:
    """Every part of this program, by name."""
    if not SHIPPED.exists():
        return in_order([anteroom(), *packages()])
    shipped = json.loads(SHIPPED.read_text(encoding="utf-8"))
    return tuple(_shipped(part, shipped["texts"]) for part in shipped["parts"])


def _shipped(part: dict[str, Any], texts: list[str]) -> Part:
    """A part of the list, in which a text that several share stands once."""
    whole = tuple(texts[int(number)] for number in part["texts"])
    return Part(name=part["name"], version=part["version"], licence=part["licence"], texts=whole)


def in_order(parts: list[Part]) -> tuple[Part, ...]:
    """The program itself, then its parts by name."""
    return tuple(sorted(parts, key=lambda part: (part.name != "Anteroom", part.name.casefold())))


def anteroom() -> Part:
    """The program itself."""
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return Part(name="Anteroom", version=app.__version__, licence="MIT", texts=(text,))


def packages() -> list[Part]:
    """The packages that the program needs, and what those need in turn."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found: dict[str, Distribution] = {}
    waiting: list[str] = list(project["project"]["dependencies"])
    while waiting:
        named = _NEED.match(waiting.pop())
        package = _installed(named[1]) if named else None
        if named and package and (package.name not in found or named[2]):
            found[package.name] = package
            waiting += _needs(package, set((named[2] or "").split(",")))
    return [_part(each) for each in found.values()]


def _installed(name: str) -> Distribution | None:
    """A package; none when it is wanted on other systems only."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _needs(package: Distribution, extras: set[str]) -> Iterator[str]:
    """What a package needs for itself and for some extras."""
    for line in package.requires or ():
        extra = _EXTRA.search(line)
        if not extra or extra[1] in extras:
            yield line


def _part(package: Distribution) -> Part:
    told = known()
    key = package.name.lower().replace("_", "-")
    files = sorted(file for file in package.files or () if _TEXTS.search(str(file)))
    texts = [_told(file.read_binary()) for file in files]
    return Part(
        name=package.name,
        version=package.version,
        licence=told["licence"].get(key) or _said(package),
        texts=(*texts, *map(text_of, told["text"].get(key, ()))),
    )


def _said(package: Distribution) -> str:
    """The licence in a package's own words: as SPDX writes it, in a line, or by its class."""
    said = {name: package.metadata.get_all(name) or [""] for name in SAID}
    expression, line = said["License-Expression"][0], said["License"][0]
    short = line if "\n" not in line and len(line) < _LONGEST_NAME else ""
    classes = [each for each in said["Classifier"] if each.startswith("License :: ")]
    return expression or short or " OR ".join(each.rsplit(" :: ", 1)[1] for each in classes)


def _told(content: bytes) -> str:
    """A text that somebody wrote, in one of the two ways that they did."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


def text_of(file: str) -> str:
    """A licence's text that lies with our own files, because its package has none."""
    return (LICENCES / file).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def known() -> dict[str, Any]:
    """What is known of licences beyond what the packages say of themselves."""
    return tomllib.loads((LICENCES / "known.toml").read_text(encoding="utf-8"))
