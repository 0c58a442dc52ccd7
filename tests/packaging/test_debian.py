"""The Debian package in a bare root: installed, checked, its window started, and removed."""

import json
import subprocess
from pathlib import Path

import pytest

pytestmark = pytest.mark.long

HOME = "/root"
WINDOW = """
cd; Xvfb :7 -screen 0 1366x768x24 >/dev/null 2>&1 &
screen=$!
export DISPLAY=:7
for _ in $(seq 200); do xdotool getdisplaygeometry >/dev/null 2>&1 && break; sleep 0.1; done
anteroom demo --clinic /tmp/demo --out /tmp/out &
program=$!
xdotool search --sync --onlyvisible --name Anteroom >/tmp/windows
kill $program
wait $program
kill $screen
"""
"""A window of the demo clinic, waited for, on a screen of the root's own."""


def inside(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What a command says in the root, which knows nothing of the machine around it."""
    return subprocess.run(
        ["chroot", str(folder), *command],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": HOME, "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def files(folder: Path) -> set[str]:
    """Every path of the root but what the system itself writes down of installing."""
    kept = ("var/lib/dpkg", "var/log", "var/cache", "root", "tmp", "dev", "proc")
    paths = (str(path.relative_to(folder)) for path in folder.rglob("*"))
    return {path for path in paths if not path.startswith(kept)}


def test_the_package_is_installed_checked_started_and_removed_without_rests(
    packed: Path, bare_root: Path
) -> None:
    before = files(bare_root)
    [package] = packed.glob("anteroom_*.deb")
    (bare_root / "tmp" / package.name).write_bytes(package.read_bytes())

    installed = inside(bare_root, "dpkg", "-i", f"/tmp/{package.name}")  # noqa: S108 -- the root's
    assert installed.returncode == 0, installed.stderr
    assert inside(bare_root, "sh", "-c", "command -v python3").stdout == ""

    checked = inside(bare_root, "anteroom", "self-check", "--json")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    checks = {check["check"] for check in json.loads(checked.stdout)["checks"]}
    assert {"window", "pdf", "reports", "translations", "keys", "licences"} <= checks

    window = inside(bare_root, "sh", "-c", WINDOW)
    assert (bare_root / "tmp" / "windows").read_text().split() != [], window.stderr

    told = inside(bare_root, "dpkg", "--verify", "anteroom")
    assert told.stdout == ""  # nothing of it was changed by running it
    assert inside(bare_root, "dpkg", "--purge", "anteroom").returncode == 0
    assert files(bare_root) - before == set()


def test_the_package_says_what_it_is_made_of(packed: Path) -> None:
    [package] = packed.glob("anteroom_*.deb")

    listing = subprocess.check_output(["dpkg-deb", "--contents", package], text=True)
    control = subprocess.check_output(["dpkg-deb", "--field", package], text=True)

    paths = {line.split()[5].removeprefix("./"): line.split()[:2] for line in listing.splitlines()}
    assert {
        "opt/anteroom/anteroom",
        "usr/bin/anteroom",
        "usr/share/applications/anteroom.desktop",
        "usr/share/icons/hicolor/scalable/apps/anteroom.svg",
        "usr/share/doc/anteroom/copyright",
    } <= set(paths)
    assert {owner for _, owner in paths.values()} == {"root/root"}
    assert "libgl1, libegl1\n" in control


def test_no_library_under_the_gpl_is_packed(frozen: Path) -> None:
    names = [
        path.name for path in frozen.rglob("*") if path.name.startswith(("libreadline", "readline"))
    ]

    assert names == []
    assert (frozen / "_internal/resources/licences/shipped.json").exists()
