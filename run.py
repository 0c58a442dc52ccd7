"""Sets Anteroom up, then runs it or tests it.

`python3 run.py` opens the demo clinic, `start` opens one's own or asks how to begin; `test` checks
everything that must hold, `bench` measures; `build` makes the folder that runs without Python and
`package` packs it, `windows` tries both for Windows under wine, `sbom` lists what is inside,
`audit` asks whether a weakness of it is known, `release` does what giving it away needs; other
words go to the program. Standard library only, so that a bare Python is enough.
"""

from __future__ import annotations  # so that an older Python gets as far as our sentence

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn, TextIO

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "anteroom-ready"
WINDOWS = os.name == "nt"
PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OWN_UV = VENV / "setup" / "bin" / ("uv.exe" if WINDOWS else "uv")
OLDEST_UV = (0, 13)
INTERPRETER = f"python{sys.version_info[0]}.{sys.version_info[1]}"

# Debian's names; newer releases provide the same names by packages called ...t64.
SYSTEM_PACKAGES = {
    # What Qt's wheel leaves to the system: to draw at all, to open a window, to find printers.
    "run": (
        *("libglib2.0-0", "libgl1", "libegl1", "libdbus-1-3", "libfontconfig1", "libxkbcommon0"),
        *("libxcb-cursor0", "libxcb-icccm4", "libxcb-image0", "libxcb-keysyms1", "libxcb-randr0"),
        *("libxcb-render-util0", "libxcb-shape0", "libxcb-xkb1", "libxkbcommon-x11-0"),
        *("libx11-xcb1", "libcups2"),
    ),
    # A screen, a printer, a server, other eyes on our papers and writes, a screen reader's bus.
    "test": (
        *("xvfb", "cups", "cups-client", "postgresql", "poppler-utils", "strace"),
        *("dbus", "at-spi2-core"),
    ),
    # PyInstaller: objcopy, strip and, of Debian's own Python, the shared library.
    "build": ("binutils", *((f"lib{INTERPRETER}",) if sys.base_prefix == "/usr" else ())),
    "long": ("debootstrap",),  # a bare Debian in which the package is installed
    "pip": (f"{INTERPRETER}-venv",),
    # A Windows to build and try the program in, as far as Linux can.
    "windows": (
        *("wine", "wine64", "gcc-mingw-w64-x86-64-win32", "nsis", "xvfb", "openbox", "xdotool"),
    ),
}

WEAK, UNASKED = 1, 2
"""How an audit ends that found a weakness, and one that had no answer."""
SBOM = ROOT / "dist" / "anteroom.cdx.json"
NO_HISTORY = "1767225600"
"""The first of January 2026: the time of what is built without the history of its sources."""

CHECKS = {
    "format": ("ruff", "format", "--check"),
    "lint": ("ruff", "check"),
    "tests": ("pytest", "--numprocesses", "auto", "--maxprocesses", "4", "--dist", "worksteal"),
}


def main(words: list[str]) -> int:
    """The exit code of what the words ask for, once the machine is set up for it."""
    if sys.version_info < (3, 11):  # noqa: UP036 -- this file is the one that meets an older Python
        stop(f"Anteroom needs Python 3.11 or newer; this is {INTERPRETER}.")
    first, rest = (words or ["demo"])[0], words[1:]
    if first == "test":
        set_up("run", "test", *(["build", "long"] if "--long" in rest else []), groups="dev")
        return test(rest)
    if first == "bench":
        set_up("run", "test", groups="dev bench")
        return tool("pytest", "tests/benchmarks", "--bench", "--benchmark-enable", *rest)
    makers = {"build": build, "package": package, "release": release, "windows": windows}
    if first in makers:
        needs = ("run", "windows" if first == "windows" else "build")
        set_up(*needs, groups="dev audit" if first == "release" else "dev")
        return makers[first](rest)
    if first == "sbom":
        set_up("run", groups="")
        return sbom(rest)
    if first == "audit":
        set_up(groups="dev audit")
        return audit()
    set_up("run", groups="")
    return program(rest if first == "start" else [first, *rest])


def test(words: Sequence[str]) -> int:
    """Run every check and say which did not hold; the words go to pytest."""
    failed: list[str] = []
    beside = [PYTHON, "-m", "pyright"]  # which uses one core, and takes a minute
    with subprocess.Popen(beside, cwd=ROOT, stdout=subprocess.PIPE, text=True) as types:
        for name, check in CHECKS.items():
            say(f"{name}:")
            if tool(*check, *(words if name == "tests" else ())):
                failed.append(name)
        say(f"types:\n{types.communicate()[0]}")
    failed += ["types"] if types.returncode else []
    if failed:
        say(f"Does not hold: {', '.join(failed)}.")
    return 1 if failed else 0


def build(words: Sequence[str]) -> int:
    """Make the one-folder program; what is the same gives the same bytes, whenever it is made."""
    os.environ |= {"SOURCE_DATE_EPOCH": moment(), "PYTHONHASHSEED": "0"}
    return tool("PyInstaller", "--noconfirm", *words, "build_spec.spec")


def package(words: Sequence[str]) -> int:
    """Build, and pack what was built for the system that it was built on."""
    if done := build(words):
        return done
    packer = {"linux": "package.py", "win32": "installer.py"}.get(sys.platform)
    if packer is None:
        say(f"dist/anteroom is built; CONTRIBUTING.md says how it is packed on {sys.platform}.")
        return 0
    return call([PYTHON, ROOT / "resources" / "packaging" / packer])


def windows(words: Sequence[str]) -> int:
    """Make the program and its installer for Windows under wine, and try them there."""
    return call([PYTHON, ROOT / "resources" / "packaging" / "under_wine.py", *words])


def release(words: Sequence[str]) -> int:
    """Ask for weaknesses, write what is inside, and pack; a known weakness stops it at once."""
    asked = audit()
    if asked == WEAK:
        return asked
    SBOM.parent.mkdir(exist_ok=True)
    done = sbom([str(SBOM)]) or package(words)
    if asked == UNASKED:
        say("Give nothing of this away before `python3 run.py audit` has had an answer.")
    return done or asked


def moment() -> str:
    """The time that every packed file bears: that of the last commit, in seconds since 1970."""
    told = answer("git", "-C", ROOT, "log", "-1", "--format=%ct")
    return os.environ.get("SOURCE_DATE_EPOCH") or told or NO_HISTORY


def sbom(words: Sequence[str]) -> int:
    """Write what the program is made of as CycloneDX 1.5: to a file, or to standard output."""
    document = json.loads(exported("--format", "cyclonedx1.5"))
    inside = json.loads(answer(PYTHON, ROOT / "resources" / "parts.py") or "[]")
    if not inside:
        stop("What lies inside the packages could not be asked for.")
    document["components"] += [
        {
            "type": "library",
            "bom-ref": f"{name}@{version}",
            "name": name,
            "version": version,
            "properties": [{"name": "anteroom:inside", "value": package}],
        }
        for name, version, package in inside
    ]
    text = json.dumps(document, indent=2)
    if words:
        Path(words[0]).write_text(f"{text}\n", encoding="utf-8")
        say(f"{words[0]}: {len(document['components'])} components.")
    else:
        print(text)
    return 0


def audit() -> int:
    """Ask whether a weakness of a locked package is known; what cannot be asked is a failure."""
    with TemporaryDirectory() as folder:
        locked, told = Path(folder, "locked.txt"), Path(folder, "told.txt")
        locked.write_text(exported("--format", "requirements-txt"), encoding="utf-8")
        words = ("--strict", "--disable-pip", "--require-hashes", "--progress-spinner", "off")
        code = tool("pip_audit", *words, "-r", str(locked), "-o", str(told))
        if code and not told.exists():
            say("The audit had no answer; the lines above say why. What is known was not asked.")
            return UNASKED
        print(told.read_text(encoding="utf-8") if told.exists() else "", end="")
        return WEAK if code else 0


def exported(*words: str) -> str:
    """The locked packages that the program itself needs, in a format of uv's."""
    uv = found_uv() or fetched_uv()
    command = (uv, "export", "--quiet", "--locked", "--no-dev", "--no-emit-project", *words)
    told = answer(*command, "--project", str(ROOT))
    if not told:
        stop("The locked packages could not be listed; is uv.lock as pyproject.toml wants it?")
    return told


def tool(name: str, *words: str) -> int:
    """The exit code of a development tool, run at the top of the project."""
    return call([PYTHON, "-m", name, *words], folder=ROOT)


def program(words: Sequence[str]) -> int:
    """The exit code of Anteroom itself, run in the folder that the person stands in."""
    command = [str(PYTHON), "-P", "-m", "app", *words]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    if not WINDOWS:  # there, exec would give the console back before the program has ended
        os.execve(PYTHON, command, environment)  # noqa: S606 -- no shell is wanted
    return call(command, environment=environment)


def set_up(*needs: str, groups: str) -> None:
    """See to it that system packages and `.venv` are as this version of the project wants them."""
    wanted = fingerprint()
    if is_ready(wanted, groups):
        install(missing(needs))
        return
    say("Setting up; this is done once and takes about a minute ...")
    clear_unusable()
    install(missing(needs if has_pip() or found_uv() else [*needs, "pip"]))
    STAMP.unlink(missing_ok=True)
    synchronise(groups)
    STAMP.write_text(f"{wanted} {groups}", encoding="utf-8")


def is_ready(wanted: str, groups: str) -> bool:
    """Whether an earlier run has already set up this, or this and more."""
    stamped = STAMP.read_text(encoding="utf-8").split() if STAMP.exists() else []
    return stamped[:1] == [wanted] and set(groups.split()) <= set(stamped[1:])


def fingerprint() -> str:
    """What the packages in `.venv` depend on, as one word."""
    files = (ROOT / "pyproject.toml", ROOT / "uv.lock")
    told = b"".join(file.read_bytes() for file in files) + INTERPRETER.encode()
    return hashlib.sha256(told).hexdigest()


def clear_unusable() -> None:
    """Take away a `.venv` that was left half made, or whose Python has been replaced."""
    ask = "import sys; print(f'python{sys.version_info[0]}.{sys.version_info[1]}')"
    if not VENV.exists() or (PYTHON.exists() and answer(PYTHON, "-c", ask) == INTERPRETER):
        return
    shutil.rmtree(VENV)


def synchronise(groups: str) -> None:
    """Bring `.venv` to exactly the locked packages, with those of the groups when asked."""
    uv = found_uv() or fetched_uv()
    environment = os.environ | {
        "UV_PROJECT_ENVIRONMENT": str(VENV),
        "UV_PYTHON_DOWNLOADS": "never",
        "UV_SYSTEM_CERTS": "1",  # networks that inspect traffic have their certificate there
    }
    environment.pop("VIRTUAL_ENV", None)
    words = [word for group in groups.split() for word in ("--group", group)]
    words = words or ["--no-dev", "--inexact"]  # inexact: leave development tools alone
    command = [uv, "sync", "--locked", "--python", sys.executable, *words]
    if prepare(command, folder=ROOT, environment=environment):
        stop("The packages could not be installed; the lines above say why.")


def found_uv() -> str:
    """The path of a uv that is already here and new enough, or nothing."""
    for path in (str(OWN_UV), shutil.which("uv") or ""):
        version = re.match(r"uv (\d+)\.(\d+)", answer(path, "--version"))
        if version and (int(version[1]), int(version[2])) >= OLDEST_UV:
            return path
    return ""


def fetched_uv() -> str:
    """The path of the locked uv, fetched from the package index and checked by its hash."""
    with TemporaryDirectory() as folder:
        requirement = Path(folder, "uv.txt")
        requirement.write_text(locked_requirement("uv"), encoding="utf-8")
        pip = pip_command(Path(folder, "pip"))
        if not VENV.exists():
            prepare([sys.executable, "-m", "venv", "--without-pip", VENV])
        words = ("install", "--quiet", "--disable-pip-version-check", "--only-binary=:all:")
        where = ("--require-hashes", "--upgrade", "--target", VENV / "setup", "-r", requirement)
        if prepare([*pip, *words, *where]):
            stop("uv could not be fetched from the package index; the lines above say why.")
    return str(OWN_UV)


def locked_requirement(name: str) -> str:
    """One line for pip that asks for the version and the hashes in the lock."""
    import tomllib  # noqa: PLC0415 -- absent before 3.11, where our own sentence is wanted

    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    package = next(entry for entry in lock["package"] if entry["name"] == name)
    hashes = " ".join(f"--hash={wheel['hash']}" for wheel in package["wheels"])
    return f"{name}=={package['version']} {hashes}"


def has_pip() -> bool:
    """Whether this Python has pip or can make it: Debian packs both apart."""
    return any(importlib.util.find_spec(name) for name in ("pip", "ensurepip"))


def pip_command(folder: Path) -> list[str]:
    """How pip is called here; made in the folder when this Python has none."""
    if importlib.util.find_spec("pip"):
        return [sys.executable, "-m", "pip"]
    prepare([sys.executable, "-m", "venv", folder])
    return [str(folder / PYTHON.relative_to(VENV)), "-m", "pip"]


def missing(needs: Sequence[str]) -> list[str]:
    """The system packages that a Debian-like machine lacks for these needs."""
    listing = answer("dpkg-query", "-W", "-f", "${db:Status-Status} ${Package} ${Provides}\n")
    if not listing:
        return []
    lines = [line for line in listing.splitlines() if line.startswith("installed ")]
    present = {name for line in lines for name in re.findall(r"[a-z0-9][a-z0-9.+-]+", line)}
    return [name for need in needs for name in SYSTEM_PACKAGES[need] if name not in present]


def install(packages: Sequence[str]) -> None:
    """Install system packages with apt, or stop with the line to type."""
    if not packages:
        return
    line = f"apt-get install --no-install-recommends {' '.join(packages)}"
    if os.geteuid() != 0:
        stop(f"System packages are missing. Please type:\n    sudo apt-get update && sudo {line}")
    say(f"Installing system packages: {' '.join(packages)} ...")
    apt("update")
    done = apt("-y", "-o", "DPkg::Lock::Timeout=300", *line.split()[1:])
    if done.returncode:
        stop(f"{done.stdout}\nThe system packages could not be installed. Please type:\n    {line}")


def apt(*words: str) -> subprocess.CompletedProcess[str]:
    """What apt-get said and how it ended; it says too much to be shown when all goes well."""
    return subprocess.run(
        ["apt-get", *words],
        check=False,
        env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def call(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
    output: TextIO | None = None,
) -> int:
    """The exit code of a command that speaks for itself."""
    with subprocess.Popen(command, cwd=folder, env=environment, stdout=output) as child:
        try:
            code = child.wait()
        except KeyboardInterrupt:
            child.wait()  # Ctrl-C has reached it too, and it ends in its own way
            raise
    return code if code >= 0 else 128 - code


def prepare(
    command: Sequence[str | Path],
    *,
    folder: Path | None = None,
    environment: dict[str, str] | None = None,
) -> int:
    """The exit code of a command of the set-up: standard output is kept for the program."""
    return call(command, folder=folder, environment=environment, output=sys.stderr)


def answer(*command: str | Path) -> str:
    """What a command prints, or nothing when it is not there or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()


def say(sentence: str) -> None:
    """Standard output belongs to the program: our own words go beside it."""
    print(sentence, file=sys.stderr, flush=True)


def stop(sentence: str) -> NoReturn:
    """End with one sentence."""
    raise SystemExit(sentence)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)
