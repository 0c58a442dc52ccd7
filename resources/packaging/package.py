"""Packs the frozen folder for Linux: a Debian package, and an archive that runs where it lies.

`python3 run.py package` calls it after the build. The same folder gives the same bytes: names are
sorted, everything belongs to root, every time is SOURCE_DATE_EPOCH. Standard library only.
"""

import hashlib
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PROGRAM = "opt/anteroom"
SHIPPED = "_internal/resources/licences/shipped.json"
RUNS, READS = 0o755, 0o644
LIBC = re.compile(rb"GLIBC_2\.(\d+)\0")

CONTROL = """\
Package: anteroom
Version: {version}
Architecture: {architecture}
Maintainer: Anteroom contributors <anteroom@localhost>
Installed-Size: {size}
Depends: libc6 (>= 2.{libc}), libgl1, libegl1
Recommends: cups-client
Section: misc
Priority: optional
Description: {description}
 Visits, readiness, and the papers that a patient signs and takes home. Everything
 stays on this computer. It computes no dose, judges no measurement and calls nobody
 safe: clinicians do.
"""

COPYRIGHT = """\
Anteroom is made of the parts below. The text of each licence stands in
{list}
and in the window under Help > About Anteroom > Licences.

{parts}

{own}"""


def main() -> None:
    """Pack `dist/anteroom`, or the folder that is named, as hard as a second word says (0 to 9)."""
    os.umask(0o022)
    frozen, hard = (*sys.argv[1:], *(str(ROOT / "dist" / "anteroom"), "6")[len(sys.argv) - 1 :])
    moment = int(os.environ["SOURCE_DATE_EPOCH"])
    for pack in (archive, debian):
        made = pack(Path(frozen).resolve(), moment, int(hard))
        print(f"{made}: {made.stat().st_size / 1e6:.1f} MB, sha256 {digest(made)}")


def archive(frozen: Path, moment: int, hard: int) -> Path:
    """The folder as an archive, with what it is made of beside the program."""
    name = f"anteroom-{project()['version']}"
    made = frozen.parent / f"{name}-linux-{os.uname().machine}.tar.xz"
    with TemporaryDirectory() as folder:
        top = Path(folder, name)
        lay_out(frozen, top)
        put(top / "COPYRIGHT", copyright_of(frozen, SHIPPED))
        with (
            lzma.open(made, "wb", preset=hard) as squeezed,
            tarfile.open(fileobj=squeezed, mode="w", format=tarfile.GNU_FORMAT) as packed,
        ):
            for path in sorted([top, *top.rglob("*")]):
                packed.add(path, path.relative_to(folder), recursive=False, filter=same(moment))
    return made


def same(moment: int) -> Callable[[tarfile.TarInfo], tarfile.TarInfo]:
    """What makes an entry of an archive the same on every machine."""

    def fixed(entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = moment
        return entry

    return fixed


def debian(frozen: Path, moment: int, hard: int) -> Path:
    """The folder as a Debian package, with its place in the menu."""
    version, architecture = project()["version"], asked("dpkg", "--print-architecture")
    made = frozen.parent / f"anteroom_{version}_{architecture}.deb"
    with TemporaryDirectory() as folder:
        top = Path(folder)
        top.chmod(RUNS)
        lay_out(frozen, top / PROGRAM)
        furnish(top, frozen)
        facts = {"version": version, "architecture": architecture, "libc": libc(frozen)}
        size = sum(path.stat().st_size for path in files(top)) // 1024
        control = CONTROL.format(
            **facts, size=size, description=project()["description"].strip(".")
        )
        sums = "".join(f"{digest(path, 'md5')}  {path.relative_to(top)}\n" for path in files(top))
        put(top / "DEBIAN/control", control)
        put(top / "DEBIAN/md5sums", sums)
        for path in top.rglob("*"):
            os.utime(path, (moment, moment), follow_symlinks=False)
        # One thread: how many there are would otherwise show in the bytes.
        command = ("dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", f"-z{hard}")
        asked(*command, "--build", str(top), str(made))
    return made


def furnish(top: Path, frozen: Path) -> None:
    """Put in place what a Debian system looks for outside the program's own folder."""
    (top / "usr/bin").mkdir(parents=True)
    (top / "usr/bin/anteroom").symlink_to(f"/{PROGRAM}/anteroom")
    put(top / "usr/share/applications/anteroom.desktop", (HERE / "anteroom.desktop").read_text())
    icon = (ROOT / "resources/icons/anteroom.svg").read_text(encoding="utf-8")
    put(top / "usr/share/icons/hicolor/scalable/apps/anteroom.svg", icon)
    told = copyright_of(frozen, f"/{PROGRAM}/{SHIPPED}")
    put(top / "usr/share/doc/anteroom/copyright", told)


def copyright_of(frozen: Path, where: str) -> str:
    """What the program is made of and under which licences, a line each."""
    parts = json.loads((frozen / SHIPPED).read_text(encoding="utf-8"))["parts"]
    lines = "\n".join(" ".join((p["name"], p["version"], "--", p["licence"])) for p in parts)
    own = (ROOT / "LICENSE").read_text(encoding="utf-8")
    return COPYRIGHT.format(list=where, parts=lines, own=own)


def lay_out(frozen: Path, target: Path) -> None:
    """Copy the folder, with the permissions that it has everywhere."""
    shutil.copytree(frozen, target, symlinks=True)
    for path in [target, *target.rglob("*")]:
        if not path.is_symlink():
            runs = path.is_dir() or path.stat().st_mode & 0o100
            path.chmod(RUNS if runs else READS)


def put(path: Path, text: str) -> None:
    """Write a file that everybody may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(READS)


def libc(frozen: Path) -> int:
    """The oldest glibc 2 that every file of the folder runs on: what they ask of it says so."""
    asked_for = (
        int(number) for path in files(frozen) for number in LIBC.findall(path.read_bytes())
    )
    return max(asked_for)


def files(folder: Path) -> Iterator[Path]:
    """Every file of a folder, in order; what a link points to is counted once."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())


def digest(path: Path, kind: str = "sha256") -> str:
    """The hash of a file."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, kind).hexdigest()


def project() -> dict[str, str]:
    """What the project says of itself."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def asked(*command: str) -> str:
    """What a command prints; it must not fail."""
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


if __name__ == "__main__":
    main()
