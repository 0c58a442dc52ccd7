"""A real CUPS server of the tests' own, with one queue whose jobs are kept as they arrived."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

QUEUE = "Desk"
TRAYED = "Trayed"
PATIENCE = 15
"""Seconds until the server must answer."""

PATIENCE_TO_PRINT = 60
"""Seconds until a job is through its filters, on a machine that has much else to do."""

SERVER = """
Listen 127.0.0.1:{port}
Browsing Off
DefaultAuthType None
WebInterface No
DirtyCleanInterval 0
PreserveJobFiles Yes
PreserveJobHistory Yes
<Location />
Order allow,deny
Allow 127.0.0.1
</Location>
<Policy default>
<Limit All>
Order allow,deny
Allow 127.0.0.1
</Limit>
</Policy>
"""

FILES = """
FileDevice Yes
ServerRoot {folder}/root
CacheDir {folder}/cache
StateDir {folder}/state
RequestRoot {folder}/spool
TempDir {folder}/tmp
AccessLog {folder}/log/access
ErrorLog {folder}/log/error
PageLog {folder}/log/page
User {user}
Group {group}
SystemGroup {own}
"""

DESCRIPTION = """*PPD-Adobe: "4.3"
*FormatVersion: "4.3"
*FileVersion: "1.0"
*LanguageVersion: English
*LanguageEncoding: ISOLatin1
*PCFileName: "TRAYED.PPD"
*Manufacturer: "Anteroom"
*Product: "(Trayed)"
*ModelName: "Trayed"
*ShortNickName: "Trayed"
*NickName: "Trayed, for tests"
*PSVersion: "(3010.000) 0"
*LanguageLevel: "3"
*ColorDevice: False
*DefaultColorSpace: Gray
*cupsFilter2: "application/vnd.cups-pdf application/pdf 0 -"
*OpenUI *PageSize/Media Size: PickOne
*DefaultPageSize: Letter
*PageSize Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*CloseUI: *PageSize
*OpenUI *PageRegion: PickOne
*DefaultPageRegion: Letter
*PageRegion Letter/Letter: "<</PageSize[612 792]>>setpagedevice"
*CloseUI: *PageRegion
*DefaultImageableArea: Letter
*ImageableArea Letter/Letter: "0 0 612 792"
*DefaultPaperDimension: Letter
*PaperDimension Letter/Letter: "612 792"
*OpenUI *InputSlot/Media Source: PickOne
*DefaultInputSlot: Auto
*InputSlot Auto/Automatic: ""
*InputSlot Tray1/Tray 1: ""
*InputSlot Tray2/Tray 2: ""
*CloseUI: *InputSlot
*OpenUI *Duplex/2-Sided: PickOne
*DefaultDuplex: None
*Duplex None/Off: ""
*Duplex DuplexNoTumble/Long edge: ""
*Duplex DuplexTumble/Short edge: ""
*CloseUI: *Duplex
"""


@dataclass(frozen=True, slots=True)
class Queue:
    """The queue by its name, and the spool in which every job is kept."""

    name: str
    spool: Path

    def jobs(self) -> list[bytes]:
        """The documents of all jobs, byte for byte as they were sent."""
        return [path.read_bytes() for path in sorted(self.spool.glob("d*"))]

    @property
    def paper(self) -> bytes:
        """What came out of the printer with trays at the last job, once it is through."""
        until = time.monotonic() + PATIENCE_TO_PRINT
        while time.monotonic() < until:
            if not run("lpstat", "-o", TRAYED):
                return (self.spool.parent / TRAYED).read_bytes()
            time.sleep(0.05)
        pytest.fail("the printer did not print")

    def stop(self, why: str) -> None:
        """Have the printer stand still."""
        run("cupsdisable", "-r", why, self.name)

    def start(self) -> None:
        """Have it print again."""
        run("cupsenable", self.name)

    def controls(self) -> list[bytes]:
        """What the server noted of each job, its title and its options, once all are noted."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            found = sorted(self.spool.glob("c?????"))
            if len(found) == len(self.jobs()):
                return [path.read_bytes() for path in found]
            time.sleep(0.05)
        pytest.fail("the print server did not note the job")


@contextmanager
def running_queue(folder: Path) -> Generator[Queue]:
    """Start a server of our own, with one queue, and stop it at the end."""
    port = free_port()
    settings = write_settings(folder, port)
    server = subprocess.Popen([shutil.which("cupsd") or "/usr/sbin/cupsd", "-f", *settings])
    try:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("CUPS_SERVER", f"127.0.0.1:{port}")
            patch.setenv("PATH", f"{os.environ['PATH']}:/usr/sbin")
            wait_for(port)
            make_queue(folder)
            yield Queue(QUEUE, folder / "spool")
    finally:
        server.terminate()
        server.wait(timeout=PATIENCE)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def write_settings(folder: Path, port: int) -> list[str]:
    """The server's two settings files, as the options that name them."""
    import grp  # noqa: PLC0415 -- Windows has none

    for name in ("root", "cache", "state", "spool", "tmp", "log"):
        (folder / name).mkdir(parents=True)
    own = grp.getgrgid(os.getgid()).gr_name
    root = os.geteuid() == 0
    server, files = folder / "cupsd.conf", folder / "cups-files.conf"
    server.write_text(SERVER.format(port=port))
    files.write_text(
        FILES.format(
            folder=folder,
            own=own,
            user="lp" if root else getpass.getuser(),
            group="lp" if root else own,
        )
    )
    return ["-c", str(server), "-s", str(files)]


def wait_for(port: int) -> None:
    """Wait until the server answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail("the print server did not start")


def make_queue(folder: Path) -> None:
    """A queue that takes everything as it is, and one with trays and two sides."""
    for name in (QUEUE, TRAYED):
        (folder / name).touch()
        (folder / name).chmod(0o666)  # the server works as another user
    description = folder / "trayed.ppd"
    description.write_text(DESCRIPTION)
    run("lpadmin", "-p", QUEUE, "-E", "-v", f"file:{folder / QUEUE}")
    run("lpadmin", "-p", TRAYED, "-E", "-v", f"file:{folder / TRAYED}", "-P", str(description))


def run(*command: str) -> str:
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout
