"""Packs the frozen folder for Windows: an installer, by makensis of NSIS 3 and anteroom.nsi.

`py run.py package` calls it after the build. The same folder gives the same bytes: every time is
SOURCE_DATE_EPOCH.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]
import marks  # noqa: E402 -- beside this file
import package  # noqa: E402 -- the same

USUAL = Path(os.environ.get("PROGRAMFILES(X86)", ""), "NSIS", "makensis.exe")
"""Where NSIS puts itself on Windows."""


def main() -> None:
    """Pack `dist/anteroom`, or the folder that is named."""
    frozen = Path(*sys.argv[1:2] or [package.ROOT / "dist" / "anteroom"]).resolve()
    made = installer(frozen, int(os.environ["SOURCE_DATE_EPOCH"]))
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB, sha256 {package.digest(made)}")


def installer(frozen: Path, moment: int) -> Path:
    """The folder as an installer beside it, with what it is made of."""
    version = package.project()["version"]
    made = frozen.parent / f"anteroom-{version}-windows-x86_64-setup.exe"
    licence = package.ROOT / "LICENSE"
    with TemporaryDirectory() as folder:
        top = Path(folder, "anteroom")
        shutil.copytree(frozen, top)
        told = package.copyright_of(frozen, package.SHIPPED)
        (top / "COPYRIGHT.txt").write_text(told, encoding="utf-8", newline="\r\n")
        for path in [top, *top.rglob("*")]:
            os.utime(path, (moment, moment))
        facts = {
            "VERSION": version,
            "FROZEN": str(top),
            "LICENSE": str(licence),
            "ICON": str(marks.write_icon(Path(folder, "anteroom.ico"))),
            "COPYRIGHT": marks.owner(licence.read_text(encoding="utf-8")),
            "OUT": str(made),
        }
        words = [f"-D{name}={fact}" for name, fact in facts.items()]
        command = [makensis(), "-V2", "-WX", "-INPUTCHARSET", "UTF8", *words]
        subprocess.run(
            [*command, str(HERE / "anteroom.nsi")],
            env=os.environ | {"SOURCE_DATE_EPOCH": str(moment)},
            check=True,
        )
    return made


def makensis() -> str:
    """The compiler of installers; who has none is told where it comes from."""
    found = shutil.which("makensis") or (USUAL if USUAL.exists() else None)
    if found is None:
        raise SystemExit("makensis was not found; install NSIS 3 (nsis.sourceforge.io), or nsis.")
    return str(found)


if __name__ == "__main__":
    main()
