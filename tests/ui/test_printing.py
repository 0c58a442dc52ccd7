"""Printing on a real queue: the bytes that were archived, and no name anywhere but on the paper."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtPrintSupport import QPrinter

from app.domain.refusal import Trouble
from app.ui import printing
from app.ui.packets.pdf_pages import PdfPages
from app.ui.printing import Job
from tests.ui.cups_queue import Queue, running_queue

PDF = b"%PDF-1.4\n%%EOF\n"


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queue]:
    folder = tmp_path_factory.mktemp("cups")
    for parent in (folder, *folder.parents[:2]):
        parent.chmod(0o755)  # the server works as another user
    with running_queue(folder) as running:
        yield running


def test_the_queue_is_found(queue: Queue) -> None:
    assert printing.printers() == (queue.name,)


def test_the_job_is_the_document_itself(queue: Queue) -> None:
    before = len(queue.jobs())

    printing.send(Job(pdf=PDF, code="ABCD2345", printer=queue.name))

    assert queue.jobs()[before:] == [PDF]


@pytest.mark.parametrize(
    ("both_sides", "sides"), [(True, b"two-sided-long-edge"), (False, b"one-sided")]
)
def test_the_job_names_its_code_and_its_sides(
    queue: Queue, *, both_sides: bool, sides: bytes
) -> None:
    printing.send(Job(pdf=PDF, code="ABCD2345", printer=queue.name, both_sides=both_sides))

    noted = queue.controls()[-1]
    assert b"Anteroom packet ABCD2345" in noted
    assert sides in noted
    assert b"Letter" in noted


def test_a_printer_that_is_gone_is_trouble_with_its_name(queue: Queue) -> None:
    with pytest.raises(Trouble) as trouble:
        printing.send(Job(pdf=PDF, code="ABCD2345", printer="Cellar"))

    assert (trouble.value.reason.code, trouble.value.reason.facts["printer"]) == (
        "printer-refused",
        "Cellar",
    )


def test_without_a_printer_nothing_is_sent(queue: Queue) -> None:
    before = len(queue.jobs())

    with pytest.raises(Trouble) as trouble:
        printing.send(Job(pdf=PDF, code="ABCD2345", printer=""))

    assert trouble.value.reason.code == "printer-none"
    assert len(queue.jobs()) == before


def two_letter_pages() -> bytes:
    document: Any = PdfDocument.new()
    for _ in range(2):
        document.new_page(612, 792)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def test_where_a_system_takes_no_pdf_every_page_is_drawn(qapp: object, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setResolution(printing.DPI)
    printer.setOutputFileName(str(tmp_path / "drawn.pdf"))
    pages = PdfPages(two_letter_pages())

    printing.draw_pages(pages, printer, Job(pdf=b"", code="ABCD2345", printer="none"))

    pages.close()
    drawn = PdfPages((tmp_path / "drawn.pdf").read_bytes())
    assert [drawn.size(number) for number in range(len(drawn))] == [(612, 792)] * 2
    drawn.close()
