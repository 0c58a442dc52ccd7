"""Every page as a picture, at 300 dots an inch, where a system cannot take the PDF itself."""

from PySide6.QtCore import QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QGuiApplication, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from app.domain.page_spans import numbers
from app.domain.refusal import Trouble
from app.printing.jobs import Job, Seen, Sides, Standing, refused, usual_first
from app.printing.pdf_pages import PdfPages

DPI = 300
POINTS = 72

DUPLEX = {
    Sides.ONE: QPrinter.DuplexMode.DuplexNone,
    Sides.LONG: QPrinter.DuplexMode.DuplexLongSide,
    Sides.SHORT: QPrinter.DuplexMode.DuplexShortSide,
}


def printers() -> tuple[str, ...]:
    """The printers that Qt finds, the usual one first."""
    if QGuiApplication.instance() is None:
        return ()
    return usual_first(QPrinterInfo.availablePrinterNames(), QPrinterInfo.defaultPrinterName())


def look(printer: str) -> Seen:
    """Whether Qt finds a printer; a command, which has no Qt, finds none."""
    if QGuiApplication.instance() is None:
        return Seen(printer=printer, standing=Standing.NO_SERVICE)
    there = printer in QPrinterInfo.availablePrinterNames()
    return Seen(printer=printer, standing=Standing.READY if there else Standing.GONE)


def draw(job: Job) -> None:
    """Draw a job's pages on its printer."""
    info = QPrinterInfo.printerInfo(job.way.printer)
    if info.isNull():
        raise Trouble("printer-gone", printer=job.way.printer)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(job.title)
    printer.setResolution(DPI)
    printer.setFullPage(True)
    printer.setDuplex(DUPLEX[job.way.sides])
    printer.setCopyCount(job.copies)
    printer.setCollateCopies(True)
    pages = PdfPages(job.pdf)
    try:
        draw_pages(pages, printer, job)
    finally:
        pages.close()


def draw_pages(pages: PdfPages, printer: QPrinter, job: Job) -> None:
    """The pages that a job asks for on a printer, each at its own size."""
    _fit_page(printer, pages.size(0))
    with QPainter() as painter:
        if not painter.begin(printer):
            raise refused(job, "it could not be opened")
        for place, number in enumerate(numbers(job.pages, len(pages))):
            if place:
                printer.newPage()
            whole = QRectF(printer.paperRect(QPrinter.Unit.DevicePixel))
            painter.drawImage(whole, pages.image(number, DPI / POINTS))


def _fit_page(printer: QPrinter, size: tuple[float, float]) -> None:
    paper = QPageSize(QSizeF(*size), QPageSize.Unit.Point)
    upright = QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(paper, upright, QMarginsF()))
