"""Windows: pdfium draws the PDF's own lines and letters on the printer, never a picture of them.

By winspool and gdi32 of the system; what a call of theirs is given and gives is documented at
learn.microsoft.com under "Print Spooler API Functions" and "Device Contexts".
"""

import ctypes
import sys
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from ctypes import byref, c_int, c_uint16, c_uint32, c_void_p, c_wchar_p
from dataclasses import dataclass
from typing import Any, ClassVar

from app.domain.page_spans import numbers
from app.domain.refusal import Trouble
from app.printing.devmode import DevMode, fill
from app.printing.jobs import Job, Seen, Standing, Tray, refused, usual_first
from app.printing.pdfium import PDFIUM

LOCAL_AND_CONNECTED = 2 | 4
BINS, BIN_NAMES, BIN_NAME = 6, 12, 24
IN_BUFFER, OUT_BUFFER = 8, 2
OUT_OF_ORDER = {
    0x1: "paused",
    0x8: "paper jam",
    0x10: "out of paper",
    0x80: "offline",
    0x2: "an error",
    0x400000: "a door is open",
    0x40000: "out of toner",
    0x100000: "it needs somebody",
}
"""PRINTER_STATUS_*: what keeps a printer from printing."""
X_OFFSET, Y_OFFSET, WIDTH, HEIGHT = 112, 113, 110, 111
FOR_PRINTING, WITH_BOXES = 0x800, 0x1


class _Listed(ctypes.Structure):
    """PRINTER_INFO_4W."""

    _fields_: ClassVar = [
        ("name", c_wchar_p),
        ("server", c_wchar_p),
        ("attributes", c_uint32),
    ]


class _Document(ctypes.Structure):
    """DOCINFOW."""

    _fields_: ClassVar = [
        ("size", c_int),
        ("name", c_wchar_p),
        ("output", c_wchar_p),
        ("kind", c_wchar_p),
        ("flags", c_uint32),
    ]


def is_there() -> bool:
    """Whether this is Windows."""
    return sys.platform == "win32"


def _library(name: str) -> Any:  # noqa: ANN401 -- what is in it is known to Windows only
    loader: Any = ctypes
    library = loader.WinDLL(name)
    if name == "gdi32":
        library.CreateDCW.restype = c_void_p
    return library


def printers() -> tuple[str, ...]:
    """The printers of this computer, the usual one first."""
    spooler = _library("winspool.drv")
    needed, count = c_uint32(), c_uint32()
    asked = (LOCAL_AND_CONNECTED, None, 4)
    spooler.EnumPrintersW(*asked, None, 0, byref(needed), byref(count))
    room = ctypes.create_string_buffer(max(needed.value, 1))
    spooler.EnumPrintersW(*asked, room, needed, byref(needed), byref(count))
    listed = (_Listed * count.value).from_buffer(room) if count.value else ()
    length = c_uint32(256)
    usual = ctypes.create_unicode_buffer(length.value)
    spooler.GetDefaultPrinterW(usual, byref(length))
    return usual_first([each.name for each in listed], usual.value)


def look(printer: str) -> Seen:
    """How a printer stands."""
    try:
        with _open(printer) as handle:
            status, needed = c_uint32(), c_uint32()
            _library("winspool.drv").GetPrinterW(handle, 6, byref(status), 4, byref(needed))
    except Trouble:
        return Seen(printer=printer, standing=Standing.GONE)
    return standing_of(printer, status.value)


def standing_of(printer: str, status: int) -> Seen:
    """How a printer stands by the bits of its status."""
    why = ", ".join(word for bit, word in OUT_OF_ORDER.items() if status & bit)
    return Seen(printer=printer, standing=Standing.STOPPED if why else Standing.READY, why=why)


def trays(printer: str) -> tuple[Tray, ...]:
    """The trays that a printer names, by the numbers that its driver gives them."""
    spooler = _library("winspool.drv")
    count = max(0, spooler.DeviceCapabilitiesW(printer, None, BINS, None, None))
    keys = (c_uint16 * count)()
    names = ctypes.create_unicode_buffer(BIN_NAME * count + 1)
    spooler.DeviceCapabilitiesW(printer, None, BINS, keys, None)
    spooler.DeviceCapabilitiesW(printer, None, BIN_NAMES, names, None)
    told = "".join(names[:])
    return tuple(Tray(key=str(keys[n]), title=bin_name(told, n)) for n in range(count))


def bin_name(told: str, number: int) -> str:
    """The name of a tray in what DeviceCapabilities tells: 24 letters each, filled with zeros."""
    return told[number * BIN_NAME : (number + 1) * BIN_NAME].partition("\0")[0]


@contextmanager
def _open(printer: str) -> Generator[c_void_p]:
    spooler, handle = _library("winspool.drv"), c_void_p()
    if not spooler.OpenPrinterW(printer, byref(handle), None):
        raise Trouble("printer-gone", printer=printer)
    try:
        yield handle
    finally:
        spooler.ClosePrinter(handle)


def _settings(job: Job) -> Any:  # noqa: ANN401 -- a DEVMODEW with the driver's own part behind it
    """The printer's settings with what the job asks for, checked by its driver."""
    spooler, printer = _library("winspool.drv"), job.way.printer
    with _open(printer) as handle:
        ask = (None, handle, printer)
        size = spooler.DocumentPropertiesW(*ask, None, None, 0)
        if size < ctypes.sizeof(DevMode):
            raise refused(job, "it does not tell its settings")
        room = ctypes.create_string_buffer(size)
        spooler.DocumentPropertiesW(*ask, room, None, OUT_BUFFER)
        fill(DevMode.from_buffer(room), job)
        spooler.DocumentPropertiesW(*ask, room, room, IN_BUFFER | OUT_BUFFER)
    return room


@dataclass(frozen=True, slots=True)
class _Surface:
    """A printer's paper as its device context has it, in dots."""

    gdi: Any
    context: c_void_p

    def place(self) -> tuple[int, int, int, int]:
        """Where the whole sheet lies from where the printer can begin to print, and its size."""
        told = [self.gdi.GetDeviceCaps(self.context, of) for of in (X_OFFSET, Y_OFFSET)]
        size = [self.gdi.GetDeviceCaps(self.context, of) for of in (WIDTH, HEIGHT)]
        return (-told[0], -told[1], size[0], size[1])


def spool(job: Job, output: str | None = None) -> None:
    """Draw a job's pages on its printer, or into a file by that printer's driver."""
    settings, gdi = _settings(job), _library("gdi32")
    context = c_void_p(gdi.CreateDCW("WINSPOOL", job.way.printer, None, settings))
    if not context:
        raise refused(job, "it could not be opened")
    try:
        about = _Document(ctypes.sizeof(_Document), job.title, output, None, 0)
        if gdi.StartDocW(context, byref(about)) <= 0:
            raise refused(job, "it did not begin the job")
        try:
            for page in _pages(job):
                _draw(_Surface(gdi, context), page, job)
        except BaseException:
            gdi.AbortDoc(context)
            raise
        gdi.EndDoc(context)
    finally:
        gdi.DeleteDC(context)


def _pages(job: Job) -> Iterator[Any]:
    from pypdfium2 import PdfDocument  # noqa: PLC0415 -- slow import

    with PDFIUM:
        document: Any = PdfDocument(job.pdf)
        count = len(document)
    try:
        for number in numbers(job.pages, count):
            with PDFIUM:
                page = document[number]
            yield page
    finally:
        with PDFIUM:
            document.close()


def _draw(surface: _Surface, page: Any, job: Job) -> None:  # noqa: ANN401 -- a page of pdfium
    from pypdfium2 import raw  # noqa: PLC0415 -- slow import

    pdfium: Any = raw  # FPDF_RenderPage is there on Windows only
    if surface.gdi.StartPage(surface.context) <= 0:
        raise refused(job, "it did not take a page")
    with PDFIUM:
        handle = pdfium.HDC(surface.context.value)
        pdfium.FPDF_RenderPage(handle, page.raw, *surface.place(), 0, FOR_PRINTING | WITH_BOXES)
    if surface.gdi.EndPage(surface.context) <= 0:
        raise refused(job, "it did not take a page")
