"""Writes the list of what a build is made of and under which licences: for Help > About > Licences.

What the packages say of themselves is read by the program's own `library/licences.py`; here comes
what only the machine that builds knows: Python, the starter, and the libraries of the system.
"""

import json
import platform
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import asdict
from importlib.metadata import distribution
from pathlib import Path

from app.library.licences import Part, anteroom, in_order, known, packages
from app.paths import FONTS

ON_LINUX = sys.platform == "linux"
"""Elsewhere the system's own libraries are never packed."""

DOCUMENTS = Path("/usr/share/doc")
STARTER = "GPL-2.0-or-later WITH Bootloader-exception"
SOURCE = "${source:Package} ${source:Version}"
NUMBER = re.compile(r"-\d+$")
"""Of a release that has its own source package, such as gcc-12."""

COMMON = Path("/usr/share/common-licenses")
NAMES_COMMON = re.compile(rf"{COMMON.as_posix()}/([\w.-]*\w)")


def write(file: Path, libraries: Iterable[str]) -> None:
    """Write the list: the program, its packages, and these libraries of the machine."""
    parts = [anteroom(), *packages(), python(), starter(), fonts(), *of_system(libraries)]
    texts = sorted({text for part in parts for text in part.texts})
    number = {text: at for at, text in enumerate(texts)}
    told = {
        "parts": [
            asdict(part) | {"texts": [number[text] for text in part.texts]}
            for part in in_order(parts)
        ],
        "texts": texts,
    }
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"{json.dumps(told, indent=1, ensure_ascii=False)}\n", encoding="utf-8")


def python() -> Part:
    """The language that the program is written in."""
    debian = DOCUMENTS / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "copyright"
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    places = [*(folder / "LICENSE.txt" for folder in folders), debian]
    text = next((place for place in places if place.exists()), None)
    if text is None:
        raise SystemExit("The licence of this Python was not found.")
    return Part(
        name="Python",
        version=platform.python_version(),
        licence="PSF-2.0",
        texts=(text.read_text(encoding="utf-8"),),
    )


def starter() -> Part:
    """What PyInstaller puts before the program; its exception allows that for any program."""
    made_by = distribution("pyinstaller")
    text = made_by.read_text("licenses/COPYING.txt") or ""
    return Part(name="PyInstaller starter", version=made_by.version, licence=STARTER, texts=(text,))


def fonts() -> Part:
    """The letters of window and papers."""
    text = (FONTS / "OFL.txt").read_text(encoding="utf-8")
    return Part(name="Noto Sans", version="", licence="OFL-1.1", texts=(text,))


def from_system(binaries: Iterable[tuple[str, str, str]]) -> set[str]:
    """The libraries of a build that the system lends: neither a package's nor this Python's."""
    own = (Path(sys.prefix).resolve(), Path(sysconfig.get_path("stdlib")).resolve())
    found = (Path(source).resolve() for _, source, kind in binaries if kind == "BINARY")
    lent = (path for path in found if not path.name.startswith("libpython"))
    return {str(path) for path in lent if ON_LINUX and not any(map(path.is_relative_to, own))}


def of_system(libraries: Iterable[str]) -> list[Part]:
    """The packages of Debian that libraries come from; one whose licence nobody read stops all."""
    told = known()["system"]
    found: dict[str, Part] = {}
    for library in sorted(libraries):
        package = owner(library)
        source, version = asked("dpkg-query", "-W", "-f", SOURCE, package).split()
        name = NUMBER.sub("", source)
        if name not in told:
            raise SystemExit(f"{library} is of {name}: its licence is not in known.toml.")
        texts = read(DOCUMENTS / package / "copyright")
        found[name] = Part(name=name, version=version, licence=told[name], texts=texts)
    return list(found.values())


def owner(library: str) -> str:
    """The package that a library is of; by the end of its path, as /lib has moved to /usr."""
    file = Path(library).resolve()
    told = asked("dpkg-query", "-S", f"*/{file.parent.name}/{file.name}")
    if not told:
        raise SystemExit(f"{library} is of no package of this system: its licence is not known.")
    return told.split(":", 1)[0]


def read(file: Path) -> tuple[str, ...]:
    """What Debian says of a package, and the whole of each licence that it only points to."""
    text = file.read_text(encoding="utf-8", errors="replace")
    whole = sorted({(COMMON / name).resolve() for name in NAMES_COMMON.findall(text)})
    return (text, *(each.read_text(encoding="utf-8") for each in whole if each.exists()))


def asked(*command: str) -> str:
    """What a command prints; nothing when it fails."""
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
