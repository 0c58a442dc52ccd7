"""CUPS on Linux and macOS: it takes the PDF itself, and each job is one call of `lp`."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence

from app.domain.page_spans import said_spans
from app.domain.refusal import Trouble
from app.printing.jobs import Job, Seen, Standing, Tray, refused, usual_first

PATIENCE = 10
"""Seconds that a print service may take to answer."""

_SLOTS = re.compile(r"^(?:InputSlot|MediaSource)/[^:]*:(.*)$", re.MULTILINE)


def is_there() -> bool:
    """Whether this computer prints by CUPS."""
    return shutil.which("lp") is not None and shutil.which("lpstat") is not None


def printers() -> tuple[str, ...]:
    """The printers that CUPS knows, the usual one first."""
    usual = _told(["lpstat", "-d"]).rpartition(":")[2].strip()
    return usual_first(_told(["lpstat", "-e"]).split(), usual)


def look(printer: str) -> Seen:
    """How a printer stands."""
    try:
        answer = _ask(["lpstat", "-p", printer])
    except (OSError, subprocess.TimeoutExpired):
        return Seen(printer=printer, standing=Standing.SILENT)
    said = answer.stdout.decode(errors="replace")
    if answer.returncode:
        return Seen(printer=printer, standing=Standing.GONE if _runs() else Standing.SILENT)
    if " disabled since " not in said.splitlines()[0]:
        return Seen(printer=printer, standing=Standing.READY)
    why = " ".join(said.splitlines()[1].split()) if len(said.splitlines()) > 1 else ""
    return Seen(printer=printer, standing=Standing.STOPPED, why=why or "no reason given")


def _runs() -> bool:
    """Whether the service is there; with it off, no printer is known either."""
    return "not running" not in _told(["lpstat", "-r"])


def trays(printer: str) -> tuple[Tray, ...]:
    """The trays that a printer names."""
    found = _SLOTS.search(_told(["lpoptions", "-p", printer, "-l"]))
    keys = [key.lstrip("*") for key in found[1].split()] if found else []
    return tuple(Tray(key=key, title=spaced(key)) for key in keys)


def spaced(key: str) -> str:
    """A tray's name as people write it: Tray1 is Tray 1."""
    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", key)


def spool(job: Job) -> None:
    """Hand a job to CUPS."""
    try:
        answer = _ask(["lp", *_options(job), "-"], job.pdf)
    except subprocess.TimeoutExpired:
        raise Trouble("printer-silent", printer=job.way.printer) from None
    except OSError as error:
        raise refused(job, error.strerror or "it could not be reached") from None
    if answer.returncode:
        raise refused(job, answer.stderr.decode(errors="replace"))


def _options(job: Job) -> Iterator[str]:
    yield from ("-d", job.way.printer, "-t", job.title)
    yield from ("-o", f"sides={job.way.sides}", "-o", "media=Letter")
    if job.way.tray:
        yield from ("-o", f"InputSlot={job.way.tray}")
    if job.pages:
        yield from ("-P", said_spans(job.pages))
    if job.copies > 1:
        yield from ("-n", str(job.copies), "-o", "collate=true")


def _told(command: Sequence[str]) -> str:
    """What a question to CUPS is answered with; nothing when it has no answer."""
    try:
        answer = _ask(command)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout.decode(errors="replace") if answer.returncode == 0 else ""


def _ask(command: Sequence[str], given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(  # noqa: S603 -- a command of the system; a printer's name is one argument
        command,
        input=given,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
        env={**os.environ, "LC_ALL": "C"},  # its answers are read
    )
