"""Print tomorrow by keys: every packet its own job, what failed is told, a jam is printed again."""

from collections.abc import Callable
from pathlib import Path

import pypdf
import pytest
from PySide6.QtWidgets import QWidget

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.ui.packets.batch_panel import BatchPanel
from app.ui.packets.print_settings import own_way
from app.use_cases import packets
from app.use_cases.batch import Order
from app.use_cases.batch_ways import SLIPS
from app.use_cases.scheduling import Wish, book_visit
from tests.cups_queue import QUEUE, TRAYED, Queue
from tests.small import add_patient, at, file_everything
from tests.ui.managing import press_until, tab_to
from tests.ui.robots import Keyboard


@pytest.fixture
def visits(clinic: Clinic, ana: Patient) -> list[int]:
    """Infusions tomorrow at nine and at one, of Lea and of Ana."""
    lea = add_patient(clinic, "Lea", "Novak")
    file_everything(clinic, lea)
    wishes = ((lea, "09:00"), (ana, "13:00"))
    return [
        book_visit(
            clinic, Wish(patient=who.id, type="iv-dosing", start=at(clinic, 24, when))
        ).visit.id
        for who, when in wishes
    ]


def open_batch(window: MainWindow, keyboard: Keyboard) -> BatchPanel:
    keyboard.press("Ctrl+Shift+P")
    keyboard.wait_for_work()
    return window.printing.batch


def chosen(path: Path) -> Callable[[QWidget, str], str]:
    """Somebody who chooses a place."""

    def choose(_window: QWidget, _name: str) -> str:
        return str(path)

    return choose


def states(panel: BatchPanel) -> list[str]:
    return [row.action for row in panel.visits.rows]


def issued(clinic: Clinic, visit: int) -> packets.Packet:
    (packet,) = packets.packets_of_visit(clinic, visit)
    return packet


def pdf_of(clinic: Clinic, visit: int) -> bytes:
    return packets.open_packet(clinic, issued(clinic, visit).id).pdf


def test_the_next_open_day_is_laid_out_with_its_pages(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)

    pages = sum(line.pages for line in panel.lines.values())
    assert panel.title.text() == "Print packets: Tue 24 Nov 2026"
    assert [row.title for row in panel.visits.rows] == [
        "09:00  Novak, Lea",
        "13:00  Romero Gil, Ana",
    ]
    assert panel.what.text() == f"2 visits; {pages} pages in 2 packets"
    assert states(panel) == ["Prints", "Prints"]
    assert panel.visits.hasFocus()


def test_one_key_prints_each_as_its_own_job(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    before = len(queue.jobs())
    panel = open_batch(window, keyboard)

    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()

    assert queue.jobs()[before:] == [pdf_of(clinic, visit) for visit in visits]
    assert states(panel) == ["Sent", "Sent"]
    assert panel.what.text() == "2 packets sent."
    assert keyboard.dialogs == []
    assert window.desk.settings.value("print/packet/printer") == QUEUE


def test_enter_leaves_a_visit_out_and_takes_it_in_again(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    before = len(queue.jobs())
    panel = open_batch(window, keyboard)

    keyboard.press("Return", "Down", "Return", "Return")
    left_out = states(panel)
    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()

    assert left_out == ["Left out", "Prints"]
    assert queue.jobs()[before:] == [pdf_of(clinic, visits[1])]
    assert packets.packets_of_visit(clinic, visits[0]) == ()


def test_a_stopped_printer_keeps_everything_for_another_try(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    before = len(queue.jobs())
    panel = open_batch(window, keyboard)
    queue.stop("Out of paper")

    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()
    told, after, offered = panel.reasons.sentences, states(panel), panel.print.text()
    queue.start()
    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()

    assert told[0] == "Not printed: 2 packets."
    assert told[1].startswith("The printer Desk is stopped (Out of paper).")
    assert len(told) == 2
    assert (after, offered) == (["Not printed"] * 2, "Try 2 packets again")
    assert states(panel) == ["Sent", "Sent"]
    assert panel.reasons.sentences == ()
    assert len(queue.jobs()) == before + 2


def test_after_a_jam_a_packet_is_printed_again_from_a_page_on(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)
    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()
    before = len(queue.jobs())

    tab_to(keyboard, panel.again.page)
    keyboard.type("4")
    keyboard.press("Return")
    keyboard.wait_for_work()

    assert queue.jobs()[before:] == [pdf_of(clinic, visits[0])]
    assert b"page-ranges" in queue.controls()[-1]
    assert window.toast.text.text() == "Sent to Desk again, from page 3."  # the whole sheet
    with clinic.database.reading() as unit:
        assert [e.act for e in unit.audit.last(9)].count(Act.REPRINT_PAGES) == 1


def test_that_all_came_out_is_for_a_person_to_say(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)
    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()
    before = {paper.state for visit in visits for paper in issued(clinic, visit).papers}

    panel.came_out.click()
    keyboard.wait_for_work()

    after = {paper.state for visit in visits for paper in issued(clinic, visit).papers}
    assert (before, after) == ({PaperState.ISSUED}, {PaperState.PRINTED})
    assert states(panel) == ["Printed before", "Printed before"]


def test_what_comes_out_beside_is_remembered_and_comes_out_once(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)
    for tick in (panel.beside.separators, panel.beside.day_sheet, panel.beside.slips):
        tick.click()
    before = len(queue.jobs())

    keyboard.press("Ctrl+Return")
    keyboard.wait_for_work()

    assert len(queue.jobs()) == before + 6
    beside = panel.beside.beside
    assert (beside.day_sheet, beside.slips, beside.separators) == (False, False, True)
    kept = [window.desk.settings.value(f"batch/{name}") for name in ("day-sheet", "slips")]
    assert kept == ["yes", "yes"]


def test_slips_have_a_printer_and_copies_of_their_own(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)
    before = panel.slips_where.isVisible()
    tab_to(keyboard, panel.beside.slips)
    keyboard.press("Space")
    keyboard.wait_for_work()
    tab_to(keyboard, panel.slips_where.printer)
    press_until(keyboard, "Down", lambda: panel.slips_where.chosen == TRAYED)
    tab_to(keyboard, panel.slips_where.copies)
    keyboard.type("2")
    keyboard.wait_for_work()
    panel.show_next_day()
    keyboard.wait_for_work()

    assert (before, panel.slips_where.isVisible()) == (False, True)
    slips = own_way(window.desk.settings, SLIPS)
    assert slips is not None
    assert (slips.printer, slips.copies) == (TRAYED, 2)
    assert (panel.slips_where.chosen, panel.slips_where.copies.text()) == (TRAYED, "2")


def test_by_room_is_remembered(window: MainWindow, keyboard: Keyboard, visits: list[int]) -> None:
    panel = open_batch(window, keyboard)

    panel.beside.order_choice.setCurrentIndex(1)
    panel.beside.order_choice.activated.emit(1)

    assert panel.beside.order is Order.ROOM
    assert window.desk.settings.value("batch/order") == "room"


def test_another_day_is_typed(window: MainWindow, keyboard: Keyboard, visits: list[int]) -> None:
    panel = open_batch(window, keyboard)

    tab_to(keyboard, panel.day.line)
    keyboard.press("Ctrl+A")
    keyboard.type("29 Nov")
    keyboard.press("Return")

    assert panel.nothing.title.text() == "The clinic is closed on Sunday 29 November 2026."
    assert not panel.print.isVisible()

    press_until(keyboard, "Tab", panel.next_day.hasFocus)
    keyboard.press("Return")

    assert panel.nothing.title.text() == "No visits on Monday 30 November 2026."


def test_without_a_printer_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, window: MainWindow, keyboard: Keyboard, visits: list[int]
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    panel = open_batch(window, keyboard)

    keyboard.press("Ctrl+Return")

    assert panel.reasons.sentences[0] == "Not printed."
    assert panel.reasons.sentences[1].startswith("No printer is set up on this computer.")


def test_all_are_saved_as_one_pdf_that_names_nobody(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int], tmp_path: Path
) -> None:
    panel, offered = open_batch(window, keyboard), list[str]()

    def choose(_window: object, name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    panel.choose_file = choose
    panel.one_file.click()
    keyboard.wait_for_work()

    assert offered == ["packets-2026-11-24.pdf"]
    whole = pypdf.PdfReader(tmp_path / offered[0])
    assert len(whole.pages) == sum(issued(clinic, visit).pages for visit in visits)
    assert not panel.came_out.isVisible()


def test_each_is_saved_as_a_pdf_of_its_own(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int], tmp_path: Path
) -> None:
    panel = open_batch(window, keyboard)
    panel.choose_folder = chosen(tmp_path / "out")

    panel.folder.click()
    keyboard.wait_for_work()

    files = sorted((tmp_path / "out").iterdir())
    assert [file.read_bytes() for file in files] == [pdf_of(clinic, visit) for visit in visits]


def test_a_file_that_cannot_be_written_is_said_in_the_panel(
    window: MainWindow, keyboard: Keyboard, visits: list[int], tmp_path: Path
) -> None:
    panel = open_batch(window, keyboard)
    (tmp_path / "taken").write_bytes(b"")
    panel.choose_file = chosen(tmp_path / "taken" / "out.pdf")

    panel.one_file.click()
    keyboard.wait_for_work()

    assert panel.reasons.sentences[0] == "Not saved."
    assert panel.print.isEnabled()


def test_stop_leaves_the_rest_for_later(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)

    keyboard.press("Ctrl+Return")
    panel.stop.click()
    keyboard.wait_for_work()

    reached = sum(1 for visit in visits if packets.packets_of_visit(clinic, visit))
    assert reached < 2
    assert len(panel.chosen) == 2 - reached
    assert panel.what.text().startswith("Stopped.")


def test_what_was_signed_is_not_printed_again(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visits: list[int]
) -> None:
    packet = packets.issue_packet(clinic, packets.draft_packet(clinic, visits[0]))
    packets.mark_printed(clinic, packet.id)

    panel = open_batch(window, keyboard)

    assert states(panel) == ["Printed before", "Prints"]
    assert panel.print.text() == "Print 1 packet"


def test_on_a_screen_that_strangers_see_it_says_initials(
    window: MainWindow, keyboard: Keyboard, visits: list[int]
) -> None:
    panel = open_batch(window, keyboard)

    window.desk.set_private(private=True)

    assert [row.title for row in panel.visits.rows] == ["09:00  L.N.", "13:00  A.R."]
