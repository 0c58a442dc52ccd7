"""Quick print: the packet's own bytes to a printer; no file is left, no name is in the job.

CUPS takes the PDF itself; where there is no `lp`, the pages are drawn at 300 dots an inch.
"""

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.refusal import Trouble
from app.ui.packets.pdf_pages import PdfPages

DPI = 300
POINTS = 72
PATIENCE = 20
"""Seconds that a spooler may take to answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """What goes to a printer: the title says a packet's code or a day, never a patient."""

    pdf: bytes
    code: str
    printer: str
    both_sides: bool = True
    what: str = "packet"

    @property
    def title(self) -> str:
        """What the printer's display and its log show."""
        return f"Anteroom {self.what} {self.code}"


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first."""
    if shutil.which("lpstat") is None:
        names = list(QPrinterInfo.availablePrinterNames())
        return _usual_first(names, QPrinterInfo.defaultPrinterName())
    asked = _ask(["lpstat", "-e"])
    usual = _ask(["lpstat", "-d"]).rpartition(":")[2].strip()
    return _usual_first(asked.split(), usual)


def _usual_first(names: Sequence[str], usual: str) -> tuple[str, ...]:
    return tuple(sorted(names, key=lambda name: (name != usual, name.casefold())))


def _ask(command: Sequence[str]) -> str:
    try:
        answer = subprocess.run(  # noqa: S603 -- a fixed command of the system
            command, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return answer.stdout if answer.returncode == 0 else ""


def require(printer: str) -> None:
    """Stop when no printer is chosen, before anything is made for one."""
    if not printer:
        raise Trouble("printer-none")


def send(job: Job) -> None:
    """Give a packet to its printer; that paper came out is for a person to see."""
    require(job.printer)
    if shutil.which("lp") is None:
        _draw(job)
    else:
        _spool(job)


def _spool(job: Job) -> None:
    sides = "two-sided-long-edge" if job.both_sides else "one-sided"
    command = ["lp", "-d", job.printer, "-t", job.title]
    command += ["-o", f"sides={sides}", "-o", "media=Letter", "-"]
    try:
        answer = subprocess.run(  # noqa: S603 -- a fixed command; the printer's name is one argument
            command, input=job.pdf, capture_output=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise _refused(job, "it did not answer") from None
    except OSError as error:
        raise _refused(job, error.strerror or "it could not be reached") from None
    if answer.returncode:
        raise _refused(job, answer.stderr.decode(errors="replace"))


def _refused(job: Job, why: str) -> Trouble:
    said = " ".join(why.replace("lp:", "").split()).rstrip(".")
    return Trouble("printer-refused", printer=job.printer, why=said or "it gave no reason")


def _draw(job: Job) -> None:
    """Where the system cannot take a PDF: every page as a picture."""
    printer = QPrinter(QPrinterInfo.printerInfo(job.printer), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job.title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    sides = QPrinter.DuplexMode.DuplexLongSide if job.both_sides else QPrinter.DuplexMode.DuplexNone
    printer.setDuplex(sides)
    pages = PdfPages(job.pdf)
    try:
        draw_pages(pages, printer, job)
    finally:
        pages.close()


def draw_pages(pages: PdfPages, printer: QPrinter, job: Job) -> None:
    """Every page of a document on a printer, page by page at its own size."""
    _fit_page(printer, pages.size(0))
    with QPainter() as painter:
        if not painter.begin(printer):
            raise _refused(job, "it could not be opened")
        for number in range(len(pages)):
            if number:
                printer.newPage()
            whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            painter.drawImage(whole, pages.image(number, DPI / POINTS))


def _fit_page(printer: QPrinter, size: tuple[float, float]) -> None:
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Point)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, upright, QMarginsF()))
