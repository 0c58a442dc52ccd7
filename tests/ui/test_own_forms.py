"""A PDF of the clinic's own becomes a form, by keys alone."""

from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.packet_rules import PacketRule
from app.domain.patients import Patient
from app.ui.forms.asked_card import EVERY
from app.ui.forms.form_pane import CHANGES, FACTS, TEXT
from app.ui.forms.own_pane import OwnPane
from app.ui.main_window import MainWindow
from app.use_cases.forms import approve_form, see_form
from app.use_cases.own_forms import PdfWish, take_pdf
from app.use_cases.paper_policy import ask_for_form, packet_rules
from tests import own_forms
from tests.small import Small
from tests.ui.managing import infuse, push
from tests.ui.robots import Keyboard

POLICY = "financial-policy"


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its medical director."""
    return small.open("hale")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The lawyer's policy."""
    path = tmp_path / "policy.pdf"
    path.write_bytes(own_forms.with_fields())
    return path


def take(clinic: Clinic, file: Path) -> None:
    titles = {"en": "Financial policy"}
    take_pdf(clinic, file, PdfWish(form=POLICY, titles=titles, signers=("patient",)))


def open_new(window: MainWindow, keyboard: Keyboard) -> OwnPane:
    """The place where a PDF is taken in."""
    keyboard.press("Ctrl+7")
    push(keyboard, window.forms.list.pdf)
    return window.forms.own


def test_a_pdf_is_taken_in_and_shown_by_keys(
    window: MainWindow, keyboard: Keyboard, file: Path
) -> None:
    pane = open_new(window, keyboard)

    keyboard.type(str(file))
    pane.english.setFocus()
    keyboard.type("Financial policy")
    pane.signers["patient"].setFocus()
    keyboard.press("Space", "Ctrl+Return")
    keyboard.wait_for_work()

    form = see_form(window.desk.clinic, POLICY).form
    shown = window.forms.form
    assert (form.is_draft, form.signers, form.titles) == (
        True,
        ("patient",),
        {"en": "Financial policy"},
    )
    assert (shown.title.text(), shown.pages.paged.preview.count) == ("Financial policy", 2)
    assert shown.tabs.tabText(TEXT) == "PDF"


def test_what_is_wrong_is_said_beside_the_fields_and_nothing_typed_is_lost(
    window: MainWindow, keyboard: Keyboard, file: Path
) -> None:
    pane = open_new(window, keyboard)
    keyboard.press("Ctrl+Return")
    without = pane.reasons.sentences
    file.write_bytes(own_forms.locked())

    keyboard.type(str(file))
    pane.english.setText("Financial policy")
    keyboard.press("Return")
    keyboard.wait_for_work()
    said = pane.reasons.sentences
    keyboard.press("Esc")
    push(keyboard, window.forms.list.pdf)

    assert without[1:] == ("Type or choose the file of the PDF.",)
    assert said[1].startswith("The PDF is locked by a password")
    assert (pane.file.line.text(), pane.english.text()) == (str(file), "Financial policy")


def test_a_form_whose_place_it_takes_says_what_it_asks_for(
    window: MainWindow, keyboard: Keyboard
) -> None:
    pane = open_new(window, keyboard)
    before = see_form(window.desk.clinic, "financial-agreement").form

    pane.place.setCurrentIndex(pane.place.findData("financial-agreement"))

    assert pane.english.text() == before.titles["en"]
    assert tuple(who for who, tick in pane.signers.items() if tick.isChecked()) == before.signers


def test_a_newer_pdf_is_the_next_version_and_what_changed_is_seen(
    window: MainWindow, keyboard: Keyboard, file: Path
) -> None:
    take(window.desk.clinic, file)
    approve_form(window.desk.clinic, POLICY)
    file.write_bytes(own_forms.policy(1, more="Cards are taken."))
    keyboard.press("Ctrl+7")
    window.forms.open_form((POLICY, 1))
    window.forms.form.tabs.setCurrentIndex(TEXT)
    window.forms.form.begin()

    keyboard.type(str(file))
    keyboard.press("Return")
    keyboard.wait_for_work()
    window.forms.form.tabs.setCurrentIndex(CHANGES)

    shown = window.forms.form
    assert shown.view is not None
    assert (shown.view.form.version, shown.view.form.is_draft) == (2, True)
    assert "Cards are taken." in shown.changes.edits.toPlainText()
    shown.tabs.setCurrentIndex(FACTS)
    assert shown.facts.facts.said["Your own PDF, English"] == (
        "1 page, printed at 94 % of its size; not PDF/A"
    )


def test_packets_ask_for_it_once_somebody_says_so(
    window: MainWindow, keyboard: Keyboard, file: Path
) -> None:
    take(window.desk.clinic, file)
    keyboard.press("Ctrl+7")
    window.forms.open_form((POLICY, 1))
    window.forms.form.tabs.setCurrentIndex(TEXT)
    card = window.forms.form.own.asked
    before = (card.choice.isEnabled(), card.note.isVisible())
    approve_form(window.desk.clinic, POLICY)
    keyboard.wait_for_work()

    card.choice.setCurrentIndex(card.choice.findData(EVERY))
    push(keyboard, card.keep)

    assert (before, card.choice.isEnabled()) == ((False, True), True)
    assert [rule.types for rule in packet_rules(window.desk.clinic) if rule.form == POLICY] == [()]
    assert card.choice.currentData() == EVERY


def test_a_packet_with_it_says_what_does_not_hold_for_it(
    window: MainWindow, keyboard: Keyboard, ana: Patient, file: Path
) -> None:
    clinic = window.desk.clinic
    take(clinic, file)
    approve_form(clinic, POLICY)
    without = infuse(clinic, ana)
    window.desk.packet_wanted.emit(without.visit.id)
    keyboard.wait_for_work()
    before = window.packet.own.isVisible()
    ask_for_form(clinic, PacketRule(form=POLICY))
    window.desk.packet_wanted.emit(without.visit.id)
    keyboard.wait_for_work()

    panel = window.packet
    row = next(row for row in panel.papers.rows if row.title == "Financial policy")
    assert (before, panel.own.isVisible()) == (False, True)
    assert panel.own.text().startswith("Financial policy: your own PDF, printed as it is.")
    assert row.detail.startswith("Your own PDF.")
