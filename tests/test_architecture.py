"""The house stands as its map says, and each room keeps to itself."""

import re
import subprocess
import sys
from pathlib import Path

import app

LONGEST_FILE = 400

# Folders that only the machine of whoever writes has; a shipped file never knows them.
MACHINE_PATHS = re.compile(r"/(?:home|Users|root|work|mnt|opt)/|[A-Z]:\\\\Users")

MAP_LINE = re.compile(r"^ {4}(\w+(?:\.py|/)) {2,}\S", re.MULTILINE)


def code_files(root: Path, folder: str = "app") -> list[Path]:
    return sorted((root / folder).rglob("*.py"))


def lines_with(pattern: re.Pattern[str], files: list[Path]) -> list[str]:
    return [
        f"{file}:{number}: {line.strip()}"
        for file in files
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
        if pattern.search(line)
    ]


def test_rooms_import_only_what_they_may(root: Path) -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]

    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_map_shows_every_room(root: Path) -> None:
    on_the_map = MAP_LINE.findall(app.__doc__ or "")

    rooms = [
        f"{path.name}/" if path.is_dir() else path.name
        for path in (root / "app").iterdir()
        if path.name not in {"__init__.py", "__pycache__"}
    ]

    assert sorted(on_the_map) == sorted(rooms)


def test_the_picture_of_the_rooms_is_of_todays_imports(root: Path) -> None:
    command = [sys.executable, "-c", "import rooms; print(rooms.drawn(), end='')"]

    done = subprocess.run(
        command, cwd=root / "resources", capture_output=True, text=True, check=True
    )

    assert done.stdout in (root / "CONTRIBUTING.md").read_text(encoding="utf-8")


def test_no_file_is_longer_than_a_reader_can_hold(root: Path) -> None:
    long = [
        f"{file}: {lines} lines"
        for file in code_files(root)
        if (lines := len(file.read_text(encoding="utf-8").splitlines())) > LONGEST_FILE
    ]

    assert long == []


def test_painters_are_always_closed(root: Path) -> None:
    open_painters = re.compile(
        r"^(?!\s*with\b).*\bQPainter\("
    )  # an error in one without `with` crashes

    assert lines_with(open_painters, code_files(root, "app/ui")) == []


def test_windows_never_let_events_in_between(root: Path) -> None:
    assert lines_with(re.compile(r"\bprocessEvents\("), code_files(root, "app/ui")) == []


def test_no_test_is_passed_over(root: Path) -> None:
    passed_over = re.compile(r"\bpytest\.(mark\.)?(skip|skipif|xfail|importorskip)\b")

    assert lines_with(passed_over, code_files(root, "tests")) == []


def test_no_line_names_a_folder_of_one_machine(root: Path) -> None:
    assert lines_with(MACHINE_PATHS, [*code_files(root), root / "run.py"]) == []
