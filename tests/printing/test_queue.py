"""Printing on a real queue: the bytes that were archived, and no name anywhere but on the paper."""

import socket
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter

from app import printing
from app.domain.page_spans import Span
from app.domain.refusal import Reason, Trouble
from app.printing import Job, Sides, Standing, Tray, Way, cups, raster
from app.printing.pdf_pages import PdfPages
from tests.cups_queue import TRAYED, Queue

PDF = b"%PDF-1.4\n%%EOF\n"


def job(
    printer: str,
    pdf: bytes = PDF,
    *,
    tray: str = "",
    sides: Sides = Sides.LONG,
    pages: tuple[Span, ...] = (),
    copies: int = 1,
) -> Job:
    way = Way(printer=printer, tray=tray, sides=sides)
    return Job(pdf=pdf, code="ABCD2345", way=way, pages=pages, copies=copies)


def trouble_of(wanted: Job) -> Reason:
    with pytest.raises(Trouble) as trouble:
        printing.print_job(wanted)
    return trouble.value.reason


def letter_pages(count: int) -> bytes:
    document: Any = PdfDocument.new()
    for _ in range(count):
        document.new_page(612, 792)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_the_queues_are_found(queue: Queue) -> None:
    assert printing.printers() == (queue.name, TRAYED)


def test_the_job_is_the_document_itself(queue: Queue) -> None:
    before = len(queue.jobs())

    printing.print_job(job(queue.name))

    assert queue.jobs()[before:] == [PDF]


@pytest.mark.parametrize("sides", list(Sides))
def test_the_job_names_its_code_and_its_sides(queue: Queue, sides: Sides) -> None:
    printing.print_job(job(queue.name, sides=sides))

    noted = queue.controls()[-1]
    assert b"Anteroom packet ABCD2345" in noted
    assert sides.encode() in noted
    assert b"Letter" in noted


def test_the_job_names_its_tray_its_pages_and_its_copies(queue: Queue) -> None:
    printing.print_job(job(queue.name, tray="Tray2", pages=((3, 4), (9, 9)), copies=2))

    noted = queue.controls()[-1]
    assert b"Tray2" in noted
    assert b"page-ranges" in noted
    assert b"copies" in noted


@pytest.mark.parametrize(("pages", "out"), [((), 5), (((3, 5),), 3), (((1, 1), (4, 5)), 3)])
def test_only_the_pages_that_are_asked_for_come_out(
    queue: Queue, pages: tuple[Span, ...], out: int
) -> None:
    printing.print_job(job(TRAYED, letter_pages(5), pages=pages, sides=Sides.ONE))

    came = PdfPages(queue.paper)
    assert len(came) == out
    came.close()


def test_the_trays_of_a_printer_are_found(queue: Queue) -> None:
    named = (("Auto", "Auto"), ("Tray1", "Tray 1"), ("Tray2", "Tray 2"))

    assert printing.trays(TRAYED) == tuple(Tray(key=key, title=title) for key, title in named)
    assert printing.trays(queue.name) == ()
    assert printing.trays("") == ()


def test_a_printer_that_is_gone_is_trouble_with_its_name(queue: Queue) -> None:
    assert trouble_of(job("Cellar")) == Reason("printer-gone", {"printer": "Cellar"})


def test_a_stopped_printer_is_given_nothing(queue: Queue) -> None:
    before = len(queue.jobs())
    queue.stop("Out of paper")
    seen = printing.look(queue.name)
    said = trouble_of(job(queue.name))
    queue.start()

    assert seen.standing is Standing.STOPPED
    assert said == Reason("printer-stopped", {"printer": queue.name, "why": "Out of paper"})
    assert len(queue.jobs()) == before
    assert printing.look(queue.name).standing is Standing.READY


def test_a_print_service_that_is_off_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")

    assert trouble_of(job("Desk")) == Reason("printer-silent", {"printer": "Desk"})
    assert printing.printers() == ()


def test_a_print_service_that_never_answers_is_waited_for_only_so_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cups, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        monkeypatch.setenv("CUPS_SERVER", f"127.0.0.1:{deaf.getsockname()[1]}")

        assert trouble_of(job("Desk")) == Reason("printer-silent", {"printer": "Desk"})
        with pytest.raises(Trouble) as spooled:
            cups.spool(job("Desk"))

    assert spooled.value.reason.code == "printer-silent"


def test_without_a_printer_nothing_is_sent(queue: Queue) -> None:
    before = len(queue.jobs())

    assert trouble_of(job("")).code == "printer-none"
    assert len(queue.jobs()) == before


def test_where_there_is_no_lp_pages_are_drawn_or_the_printer_is_said_to_be_gone(
    qapp: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")

    assert not cups.is_there()
    assert trouble_of(job("Cellar")).code == "printer-gone"


@pytest.mark.parametrize(("pages", "out"), [((), 3), (((2, 3),), 2)])
def test_where_a_system_takes_no_pdf_the_pages_are_drawn(
    qapp: object, tmp_path: Path, pages: tuple[Span, ...], out: int
) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(raster.DPI)
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    whole = PdfPages(letter_pages(3))

    raster.draw_pages(whole, printer, job("none", pages=pages))

    whole.close()
    drawn = PdfPages((tmp_path / "drawn.pdf").read_bytes())
    assert [drawn.size(number) for number in range(len(drawn))] == [(612, 792)] * out
    drawn.close()
