"""Papers at the desk by keyboard: ticked, voided, revoked, completed, found in the archive."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pikepdf import Pdf

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.forms import FormState
from app.domain.packets import PaperState
from app.domain.patients import Patient
from app.domain.worklists import Worklist
from app.ui.common.type import Text
from app.ui.main_window import MainWindow
from app.use_cases import packets
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.papers import find_paper, return_paper
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.small import NOW, at
from tests.ui.robots import Keyboard

CONSENT = "ketamine-consent"


@pytest.fixture
def visit(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion tomorrow at 10:00."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 24, "10:00")))


@pytest.fixture
def code(clinic: Clinic, visit: VisitView) -> str:
    """The code of the consent in its packet."""
    packet = issue_packet(clinic, draft_packet(clinic, visit.visit.id))
    return next(paper.code for paper in packet.papers if paper.form == CONSENT)


def state(clinic: Clinic, code: str) -> PaperState:
    return find_paper(clinic, code).paper.state


def consent(clinic: Clinic, visit: VisitView) -> str:
    items = see_visit(clinic, visit.visit.id).items
    return next(item.state.value for item in items if item.item == f"consent:{CONSENT}")


def titles(rows: Sequence[object]) -> list[str]:
    return [str(getattr(row, "title", "")).split("   ")[-1] for row in rows]


def test_a_tick_is_taken_back_with_ctrl_z(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str
) -> None:
    window.open_paper(code)
    window.paper.printed.click()
    ticked = state(clinic, code)
    window.paper.handed.click()
    given = state(clinic, code)

    keyboard.press("Ctrl+Z", "Ctrl+Z")

    assert (ticked, given) == (PaperState.PRINTED, PaperState.HANDED_OVER)
    assert state(clinic, code) is PaperState.ISSUED


def test_a_check_in_is_taken_back_with_ctrl_z(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, code: str
) -> None:
    window.open_paper(code)
    window.paper.all.click()
    keyboard.press("Return")
    met = consent(clinic, visit)

    keyboard.press("Ctrl+Z")

    assert (met, consent(clinic, visit)) == ("met", "waiting")


def test_the_prescribers_own_time_is_kept(
    window: MainWindow, clinic: Clinic, visit: VisitView, code: str
) -> None:
    window.open_paper(code)
    window.paper.all.click()
    window.paper.others["prescriber"].time.setText("08:45")
    window.paper.keep.click()

    signed = find_paper(clinic, code).paper.signatures
    assert [(each.who, each.at) for each in signed] == [
        ("patient", NOW),
        ("prescriber", at(clinic, 23, "08:45")),
    ]


def test_a_paper_with_a_gap_is_completed_later(
    window: MainWindow, clinic: Clinic, visit: VisitView, code: str
) -> None:
    gap = find_paper(clinic, code).boxes[0].id
    return_paper(clinic, code, NOW, empty=[gap])
    window.open_paper(code)
    ticked = {name for name, tick in window.paper.boxes.items() if tick.isChecked()}

    window.paper.boxes[gap].click()
    window.paper.keep.click()

    assert ticked == set(window.paper.boxes) - {gap}
    assert state(clinic, code) is PaperState.COMPLETE


def test_voiding_asks_for_a_reason_and_is_taken_back(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str
) -> None:
    window.open_paper(code)
    window.paper.void.click()
    form = window.paper.place.form
    assert form is not None
    form.file.click()
    voided = state(clinic, code)

    keyboard.press("Ctrl+Z")

    assert voided is PaperState.VOIDED
    assert find_paper(clinic, code).steps[0].cause == "misprinted"
    assert state(clinic, code) is PaperState.ISSUED


def test_a_revocation_shows_its_consequences_before_it_is_recorded(
    window: MainWindow, clinic: Clinic, visit: VisitView, code: str
) -> None:
    return_paper(clinic, code, NOW)
    window.open_paper(code)
    window.paper.revoke.click()
    form = window.paper.place.form
    assert form is not None
    said = [text.text() for text in form.findChildren(Text)]

    form.file.click()

    assert "IV infusion, Tue 24 Nov 2026 at 10:00, then misses: Ketamine consent." in said
    assert (state(clinic, code), consent(clinic, visit)) == (PaperState.REVOKED, "expired")
    assert window.toast.text.text() == "Revoked: 1 consent of Romero Gil, Ana."


def test_the_paper_for_revoking_is_printed_by_itself(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str
) -> None:
    return_paper(clinic, code, NOW)
    window.open_paper(code)

    window.paper.revoking.click()
    keyboard.wait_for_work()

    assert [line.form for line in window.packet.lines] == ["cover-sheet", "revocation"]


def test_the_card_says_who_signed_what_when_and_until_when(
    window: MainWindow, clinic: Clinic, ana: Patient, code: str
) -> None:
    return_paper(clinic, code, NOW)
    window.open_card(ana.id)

    (row,) = [each for each in window.patients.card.papers.rows if each.value == code]

    assert row.detail.endswith("signed 23 Nov 2026 by patient, prescriber · good until 22 May 2027")


def test_the_consent_desk_leads_to_the_paper(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str
) -> None:
    keyboard.press("Ctrl+5")
    keyboard.wait_for_work()
    window.consents.show_list(Worklist.NOT_RETURNED)
    waiting = [task.paper for task in window.consents.tasks if task.paper]
    keyboard.press("Return")

    assert {view.title for view in waiting} == {
        "Emergency contact",
        "Financial agreement",
        "Ketamine consent",
        "Off-label disclosure",
        "Privacy notice receipt",
        "Ride-home agreement",
        "Therapy agreement",
        "Touch consent",
    }
    assert window.place.panel is window.paper
    assert window.paper.view is not None


def test_what_is_back_with_a_gap_and_what_is_signed_stand_on_their_lists(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, code: str
) -> None:
    codes = {
        paper.form: paper.code
        for paper in packets.packets_of_visit(clinic, visit.visit.id)[0].papers
    }
    gap = find_paper(clinic, code).boxes[0].id
    return_paper(clinic, code, NOW, empty=[gap])
    return_paper(clinic, codes["ride-home-agreement"], NOW)

    keyboard.press("Ctrl+5")
    keyboard.wait_for_work()

    bar = window.consents.tabs
    assert [bar.tabText(number) for number in range(bar.count())] == [
        "To print  0",
        "Out  6",
        "Incomplete  1",
        "Signed today  1",
        "Ending  0",
        "Superseded  0",
    ]


def test_documents_are_found_by_patient_and_form_and_opened(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str
) -> None:
    keyboard.press("Ctrl+6")
    keyboard.type("romero")
    keyboard.wait_for_work()
    by_name = titles(window.documents.list.rows)
    window.documents.form.setCurrentIndex(window.documents.form.findData(CONSENT))
    window.documents.form.activated.emit(0)
    keyboard.wait_for_work()
    by_form = titles(window.documents.list.rows)
    window.documents.search.setFocus()
    keyboard.press("Return")

    assert "Ride-home agreement" in by_name
    assert by_form == ["Ketamine consent"]
    assert window.place.panel is window.paper
    assert window.paper.view is not None
    assert window.paper.view.paper.code == code


def test_a_record_is_written_from_the_documents(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, code: str, tmp_path: Path
) -> None:
    file = tmp_path / "record.pdf"
    window.documents.choose_file = lambda _window, _name: str(file)
    keyboard.press("Ctrl+6")
    keyboard.wait_for_work()

    window.documents.export.click()
    said = window.toast.text.text()
    window.desk.long_work.finish()

    assert said == "The record is being written …"

    with Pdf.open(file) as pdf, pdf.open_outline() as outline:
        assert str(outline.root[0].title) == "Index"
        assert len(pdf.pages) > len(outline.root)


def test_the_check_of_the_archive_says_how_far_it_is_and_can_be_stopped(
    window: MainWindow, keyboard: Keyboard, code: str
) -> None:
    keyboard.press("Ctrl+6")
    keyboard.wait_for_work()
    page, before = window.documents, Event()
    window.desk.long_work.run(before.wait, lambda _: None, lambda _: None)

    page.verify.setFocus()
    keyboard.press("Space")
    shown = page.bar.isVisible(), page.stop.hasFocus(), page.verify.isVisible()
    keyboard.press("Space")
    before.set()
    keyboard.wait_for_work()

    assert shown == (True, True, False)
    assert window.toast.text.text() == "Stopped after 0 files; the others were not checked."
    assert (page.bar.isVisible(), page.verify.hasFocus()) == (False, True)


def withdraw(clinic: Clinic) -> None:
    """The clinic's consent is withdrawn today."""
    with clinic.by_itself().writing(Act.APPROVE_FORM) as unit:
        form = clinic.forms.newest(CONSENT)
        assert form is not None
        unit.forms.keep(replace(form, state=FormState.WITHDRAWN))


def test_a_reprint_of_a_withdrawn_form_says_so_and_offers_the_new_packet(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, visit: VisitView, code: str
) -> None:
    withdraw(clinic)

    window.open_archived(find_paper(clinic, code).paper.packet)
    said = window.packet.warning.sentences
    window.packet.newer.click()
    keyboard.wait_for_work()

    assert said == ("Ketamine consent was withdrawn. Print a new packet without it.",)
    assert window.packet.draft is not None
    assert CONSENT not in {line.form for line in window.packet.lines}
