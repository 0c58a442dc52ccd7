"""The packet of a visit: previewed, printed on a real queue, handed over, checked in again."""

from datetime import timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.printing import Sides, Way
from app.ui.main_window import MainWindow
from app.use_cases import packets, papers
from app.use_cases.records import record_ride
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.cups_queue import TRAYED, Queue
from tests.small import NOW, Small, at
from tests.ui.robots import Keyboard


@pytest.fixture
def visit(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion tomorrow at 10:00."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 24, "10:00")))


def open_packet(window: MainWindow, keyboard: Keyboard, visit: VisitView) -> None:
    window.open_packet(visit.visit.id)
    keyboard.wait_for_work()


def states(clinic: Clinic, visit: VisitView) -> set[PaperState]:
    newest = packets.packets_of_visit(clinic, visit.visit.id)[0]
    return {paper.state for paper in newest.papers}


def test_the_panel_lists_every_paper_with_why_and_version(
    window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)

    draft = window.packet.draft
    assert draft is not None
    rows = window.packet.papers.rows
    assert [row.title for row in rows] == [line.title for line in draft.lines]
    assert [row.detail for row in rows] == [words.say(line.why) for line in draft.lines]
    assert window.packet.preview.count == draft.made.pages


def test_pages_are_turned_by_keys(window: MainWindow, keyboard: Keyboard, visit: VisitView) -> None:
    open_packet(window, keyboard, visit)
    window.packet.preview.setFocus()

    keyboard.press("End")
    last = window.packet.page.text()
    keyboard.press("Home")

    count = window.packet.preview.count
    assert last == f"Page {count} of {count}"
    assert window.packet.page.text() == f"Page 1 of {count}"


def test_choosing_a_paper_turns_to_its_first_page(
    window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    draft = window.packet.draft
    assert draft is not None

    window.packet.papers.setFocus()
    keyboard.press("Down")

    assert window.packet.preview.page == draft.made.papers[1].first_page - 1


def test_enter_prints_exactly_what_is_archived(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView
) -> None:
    before = len(queue.jobs())
    open_packet(window, keyboard, visit)

    keyboard.press("Return")
    keyboard.wait_for_work()

    packet = packets.packets_of_visit(clinic, visit.visit.id)[0]
    assert queue.jobs()[before:] == [packets.open_packet(clinic, packet.id).pdf]
    assert window.toast.text.text().startswith("Sent to Desk.")
    assert states(clinic, visit) == {PaperState.ISSUED}  # a spooler's word is not paper
    assert keyboard.dialogs == []


def test_a_person_ticks_what_came_out_and_was_handed_over(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    keyboard.press("Return")
    keyboard.wait_for_work()

    window.packet.printed.click()
    printed = states(clinic, visit)
    window.packet.handed.click()

    assert printed == {PaperState.PRINTED}
    assert states(clinic, visit) == {PaperState.HANDED_OVER}


def test_the_printer_is_remembered(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    keyboard.press("Return")
    keyboard.wait_for_work()
    keyboard.press("Esc")

    assert window.status.printer.text() == "Printer: Desk"


def test_printer_tray_and_sides_are_remembered_for_each_kind_of_paper(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    where = window.packet.where
    where.printer.setCurrentText(TRAYED)
    where.printer.activated.emit(where.printer.currentIndex())
    keyboard.wait_for_work()
    where.tray.setCurrentText("Tray 2")
    where.tray.activated.emit(where.tray.currentIndex())
    where.both_sides.click()

    open_packet(window, keyboard, visit)
    window.open_huddle_print()
    keyboard.wait_for_work()

    assert where.way == Way(printer=TRAYED, tray="Tray2", sides=Sides.ONE)
    assert window.print_schedule.where.way == Way(printer=TRAYED)


def test_pages_are_printed_again_after_a_jam(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    keyboard.press("Return")
    keyboard.wait_for_work()
    (issued,) = packets.packets_of_visit(clinic, visit.visit.id)
    before = len(queue.jobs())

    window.packet.pages.setText("4-")
    window.packet.print.click()
    keyboard.wait_for_work()

    assert queue.jobs()[before:] == [packets.open_packet(clinic, issued.id).pdf]
    assert b"page-ranges" in queue.controls()[-1]
    assert packets.packets_of_visit(clinic, visit.visit.id) == (issued,)
    assert acts_of(clinic).count(Act.REPRINT_PAGES) == 1
    assert window.packet.pages.text() == ""


def test_pages_that_are_not_there_are_refused_beside_the_field(
    queue: Queue, window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    before = len(queue.jobs())

    window.packet.pages.setText("99")
    window.packet.print.click()
    keyboard.wait_for_work()

    assert window.packet.reasons.sentences[0] == "Not printed."
    assert window.packet.reasons.sentences[1].startswith("There is no page 99")
    assert len(queue.jobs()) == before
    assert packets.packets_of_visit(clinic, visit.visit.id) == ()


def test_a_stopped_printer_is_said_before_and_when_it_is_asked(
    queue: Queue, window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    queue.stop("Out of paper")
    before = len(queue.jobs())
    open_packet(window, keyboard, visit)
    keyboard.wait_for_work()
    told = window.packet.where.note.text()

    keyboard.press("Return")
    keyboard.wait_for_work()
    queue.start()

    assert told.startswith("The printer Desk is stopped (Out of paper).")
    assert window.packet.reasons.sentences[1] == told
    assert len(queue.jobs()) == before


def acts_of(clinic: Clinic) -> list[str]:
    with clinic.database.reading() as unit:
        return [entry.act for entry in unit.audit.last(20)]


def test_without_a_printer_the_panel_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
    window: MainWindow,
    keyboard: Keyboard,
    clinic: Clinic,
    visit: VisitView,
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "127.0.0.1:1")
    open_packet(window, keyboard, visit)

    keyboard.press("Return")

    assert window.packet.reasons.sentences[1:] == (words.say(Reason("printer-none")),)
    assert packets.packets_of_visit(clinic, visit.visit.id) == ()


def test_the_pdf_is_saved_under_a_name_that_names_nobody(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, tmp_path: Path
) -> None:
    offered: list[str] = []

    def choose(_window: object, name: str) -> str:
        offered.append(name)
        return str(tmp_path / name)

    window.packet.choose_file = choose
    open_packet(window, keyboard, visit)
    keyboard.press("Ctrl+S")

    packet = packets.packets_of_visit(clinic, visit.visit.id)[0]
    saved = (tmp_path / offered[0]).read_bytes()
    assert saved == packets.open_packet(clinic, packet.id).pdf
    assert "Romero" not in offered[0]


def test_an_issued_packet_is_shown_again_as_it_was(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView
) -> None:
    issued = packets.issue_packet(clinic, packets.draft_packet(clinic, visit.visit.id))

    open_packet(window, keyboard, visit)

    assert window.packet.packet == issued
    assert window.packet.draft is not None
    assert window.packet.draft.pdf == packets.open_packet(clinic, issued.id).pdf


def test_a_packet_of_the_card_is_opened_as_it_was_printed(
    window: MainWindow, clinic: Clinic, visit: VisitView
) -> None:
    older = packets.issue_packet(clinic, packets.draft_packet(clinic, visit.visit.id))
    record_ride(clinic, visit.visit.id, "Luis Romero", "202 555 0178")
    packets.issue_packet(clinic, packets.draft_packet(clinic, visit.visit.id))
    window.open_card(visit.patient.id)

    window.patients.card.papers.taken.emit(older.papers[0].code)

    assert window.packet.packet is not None
    assert window.packet.packet.sha256 == older.sha256
    assert window.packet.preview.count == older.pages
    assert not window.packet.print.isEnabled()
    assert window.packet.state.text().endswith("so a new packet takes its place.")


@pytest.fixture
def signed(small: Small, clinic: Clinic, visit: VisitView) -> str:
    """The code of the consent that went out."""
    issued = packets.issue_packet(clinic, packets.draft_packet(clinic, visit.visit.id))
    return next(paper.code for paper in issued.papers if paper.form == "ketamine-consent")


def consent_of(clinic: Clinic, visit: VisitView) -> str:
    items = see_visit(clinic, visit.visit.id).items
    return next(i.state.value for i in items if i.item == "consent:ketamine-consent")


def check_in(window: MainWindow, keyboard: Keyboard, code: str) -> None:
    keyboard.press("Ctrl+R")
    keyboard.type(code)
    keyboard.press("Return")


def test_a_paper_is_checked_in_by_its_code(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, signed: str
) -> None:
    before = consent_of(clinic, visit)
    check_in(window, keyboard, signed.lower())

    window.paper.all.click()
    keyboard.press("Return")

    assert before == "waiting"
    assert consent_of(clinic, visit) == "met"
    paper = papers.find_paper(clinic, signed).paper
    assert paper.signed_at == NOW
    assert paper.state is PaperState.COMPLETE


def test_a_box_found_empty_keeps_the_gate_shut(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, signed: str
) -> None:
    check_in(window, keyboard, signed)
    window.paper.all.click()
    empty = next(iter(window.paper.boxes))
    window.paper.boxes[empty].click()

    window.paper.keep.click()

    paper = papers.find_paper(clinic, signed).paper
    assert (paper.state, paper.empty) == (PaperState.RETURNED, (empty,))
    assert consent_of(clinic, visit) == "waiting"


def test_a_signing_time_that_cannot_be_is_refused_in_the_panel(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, signed: str
) -> None:
    check_in(window, keyboard, signed)
    window.paper.all.click()
    window.paper.day.set_day((NOW + timedelta(days=3)).date())

    window.paper.keep.click()

    assert len(window.paper.reasons.sentences) == 2
    assert consent_of(clinic, visit) == "waiting"


def test_a_code_of_no_paper_says_so(qtbot: QtBot, window: MainWindow, keyboard: Keyboard) -> None:
    check_in(window, keyboard, "AAAA-2222")

    assert window.paper.reasons.sentences == ("No paper has the code AAAA2222.",)


def test_page_keys_turn_pages_from_anywhere_in_the_panel(
    window: MainWindow, keyboard: Keyboard, visit: VisitView
) -> None:
    open_packet(window, keyboard, visit)
    window.packet.papers.setFocus()
    window.packet.preview.closer(-9)

    keyboard.press("PgDown")

    assert window.packet.preview.page == 1
