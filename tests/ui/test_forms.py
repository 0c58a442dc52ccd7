"""The forms of the clinic: looked at, written, approved and withdrawn by keys alone."""

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.binder import Standing
from app.domain.form_anchors import same_place
from app.domain.forms import Form
from app.domain.patients import Patient
from app.ui.forms.form_pane import APPROVAL, CHANGES, FACTS, TEXT, FormPane
from app.ui.forms.text_pane import TextPane
from app.ui.forms.typed_text import begun
from app.ui.main_window import MainWindow
from app.use_cases.clinics import make_clinic, open_clinic
from app.use_cases.drafts import my_drafts
from app.use_cases.forms import keep_draft, see_form
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.papers import return_paper
from tests.small import CHEAP, NOW, PASSWORD, Small
from tests.ui.conftest import opened
from tests.ui.finding import faults
from tests.ui.managing import infuse, press_until, push, tab_to, write
from tests.ui.robots import Keyboard
from tests.ui.test_look import SMALL_SCREEN, settle

CONSENT = "ketamine-consent"
FIRST = "Please take your time."


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its medical director."""
    return small.open("hale")


def open_consent(window: MainWindow, side: int) -> FormPane:
    """A side of the consent's newest version."""
    window.show_page(window.pages.index(window.forms))
    newest = see_form(window.desk.clinic, CONSENT).form
    window.forms.open_form((CONSENT, newest.version))
    window.forms.form.tabs.setCurrentIndex(side)
    window.forms.form.begin()
    return window.forms.form


def write_on(window: MainWindow, keyboard: Keyboard, text: str) -> TextPane:
    """Type at the beginning of the English text."""
    pane = open_consent(window, TEXT).text
    keyboard.press("Ctrl+Home")
    keyboard.type(text)
    return pane


def newest(window: MainWindow) -> Form:
    return see_form(window.desk.clinic, CONSENT).form


def changed(form: Form, now: str) -> Form:
    return replace(form, texts={**form.texts, "en": form.texts["en"].replace(FIRST, now)})


def titles(window: MainWindow) -> list[str]:
    return [row.title for row in window.forms.list.list.rows if not row.is_heading]


def test_every_form_is_listed_and_opened_by_keys(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+7")
    page = window.forms
    (heading, *rows) = page.list.list.rows
    assert heading.title == f"Approved  {len(rows)}"
    assert {row.chip for row in rows} == {"In force"}

    page.list.filter.setFocus()
    keyboard.type("ketamine treatment")
    keyboard.press("Return")
    keyboard.wait_for_work()

    assert page.form.title.text() == "Consent to ketamine treatment"
    assert page.form.pages.paged.preview.count > 1
    assert page.form.pages.paged.preview.hasFocus()
    keyboard.press("Esc")
    assert titles(window) == ["Consent to ketamine treatment"]
    assert page.list.list.hasFocus()


def test_a_filter_that_nothing_answers_says_so(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+7")
    window.forms.list.filter.setFocus()
    keyboard.type("rocket")

    assert window.forms.list.empty.isVisible()
    push(keyboard, window.forms.list.clear)
    assert window.forms.list.list.isVisible()


def test_the_sides_of_a_form_are_turned_by_keys(window: MainWindow, keyboard: Keyboard) -> None:
    pane = open_consent(window, FACTS)

    form = pane.facts.form
    assert (
        pane.facts.facts.said["Holds for"] == "365 days; a gap of 180 days between visits ends it"
    )
    assert (form.titles["en"].hasFocus(), form.valid.text(), form.gap.text()) == (
        True,
        "365",
        "180",
    )
    assert [row.title for row in pane.facts.versions.rows] == ["Version 1"]
    keyboard.press("Ctrl+PgUp")
    assert pane.changes.nothing.title.text() == "There is nothing to compare"
    keyboard.press("Ctrl+PgDown", "Ctrl+PgDown", "Ctrl+PgDown")
    assert pane.pages.isVisible()


def test_titles_validity_and_sources_are_typed_kept_and_discarded_by_keys(
    window: MainWindow, keyboard: Keyboard
) -> None:
    form = open_consent(window, FACTS).facts.form
    write(keyboard, "Consent to ketamine")
    tab_to(keyboard, form.valid)
    write(keyboard, "180")
    push(keyboard, form.sources.add)
    keyboard.type("A guideline")
    keyboard.press("Ctrl+Return")

    kept = newest(window)
    assert (kept.version, kept.is_draft, kept.valid_days) == (2, True, 180)
    assert (kept.titles["en"], kept.sources[-1].label) == ("Consent to ketamine", "A guideline")
    write(keyboard, "Something else")
    push(keyboard, form.discard)
    assert form.titles["en"].text() == "Consent to ketamine"
    keyboard.press("Ctrl+Z")
    assert form.titles["en"].text() == "Something else"


def test_a_signature_is_added_and_what_is_to_be_mended_is_told_beside(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot
) -> None:
    form = open_consent(window, FACTS).facts.form
    tab_to(keyboard, form.signer)
    press_until(keyboard, "Down", lambda: form.signer.currentData() == "guarantor")
    push(keyboard, form.sign)
    assert "whoever pays" in form.signed_by.text()
    form.titles["es"].setFocus()
    keyboard.press("Ctrl+A", "Delete")

    qtbot.waitUntil(lambda: bool(form.faults.sentences), timeout=20_000)

    assert form.faults.sentences[0] == "To be mended:"
    assert any("is called is empty" in said for said in form.faults.sentences)


def test_half_typed_facts_are_there_again(window: MainWindow, keyboard: Keyboard) -> None:
    open_consent(window, FACTS)
    write(keyboard, "Half typed")
    window.forms.form.put_by()
    fields = [draft.draft.fields for draft in my_drafts(window.desk.clinic, f"form-text:{CONSENT}")]

    assert begun(newest(window), fields[0]).facts.titles["en"] == "Half typed"


def test_what_is_typed_is_looked_through_and_f8_goes_to_the_next(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot
) -> None:
    pane = write_on(window, keyboard, "Ketamine is safe. ")
    qtbot.waitUntil(lambda: bool(pane.faults), timeout=20_000)
    keyboard.press("Ctrl+End")
    editor = pane.columns.columns["en"].editor

    assert [(f.reason.code, f.language, f.line) for f in pane.faults] == [("form-false", "en", 1)]
    assert pane.list.rows[0].detail == "English, line 1"
    assert editor.line > 1
    keyboard.press("F8")
    assert (editor.hasFocus(), editor.line) == (True, 1)


def test_ctrl_z_takes_back_what_was_typed(window: MainWindow, keyboard: Keyboard) -> None:
    pane = write_on(window, keyboard, "x")
    assert pane.keep.isEnabled()

    keyboard.press("Ctrl+Z")

    assert pane.columns.texts == dict(newest(window).texts)
    assert not pane.keep.isEnabled()


def test_ctrl_enter_keeps_a_draft_and_the_change_can_be_read(
    window: MainWindow, keyboard: Keyboard
) -> None:
    pane = write_on(window, keyboard, "Hello. ")

    keyboard.press("Ctrl+Return")

    assert (newest(window).version, newest(window).is_draft) == (2, True)
    assert not pane.keep.isEnabled()
    form = window.forms.form
    assert form.standing.text == "Draft"
    form.tabs.setCurrentIndex(CHANGES)
    assert form.changes.count.text() == "1 sentence differs"
    assert "+\u2060Hello." in form.changes.edits.toPlainText()


def test_what_was_typed_and_not_kept_is_there_again(
    qtbot: QtBot, small: Small, tmp_path: Path
) -> None:
    with opened(small.open("hale"), tmp_path / "one.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        write_on(window, Keyboard(qtbot, window), "Hello. ")
    with opened(small.open("hale"), tmp_path / "two.ini") as window:
        pane = open_consent(window, TEXT).text

        assert pane.columns.texts["en"].startswith("Hello. ")
        assert newest(window).version == 1
        assert pane.keep.isEnabled()


def test_somebody_else_s_text_is_not_written_over(
    window: MainWindow, keyboard: Keyboard, small: Small
) -> None:
    pane = write_on(window, keyboard, "Hello. ")
    other = small.open("hale")
    first = see_form(other, CONSENT).form
    theirs = keep_draft(other, changed(first, "No hurry."), first)
    other.close()

    window.forms.refresh()
    window.forms.open_form((CONSENT, 2))
    window.forms.form.tabs.setCurrentIndex(TEXT)
    pane.begin()
    keyboard.press("Ctrl+Return")

    assert pane.reasons.sentences[0] == "Not kept."
    assert newest(window).texts == theirs.texts
    assert pane.columns.texts["en"].startswith("Hello. ")
    push(keyboard, pane.mine)
    assert newest(window).texts["en"].startswith("Hello. ")


def test_what_is_discarded_comes_back_with_undo(window: MainWindow, keyboard: Keyboard) -> None:
    pane = write_on(window, keyboard, "Hello. ")

    pane.discard.click()
    assert pane.columns.texts == dict(newest(window).texts)
    window.desk.undo.undo()

    assert pane.columns.texts["en"].startswith("Hello. ")


def test_who_must_sign_again_is_told_before_a_draft_is_approved(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, ana: Patient, small: Small
) -> None:
    clinic = window.desk.clinic
    desk = small.open()
    view = infuse(desk, ana)
    desk.close()
    packet = issue_packet(clinic, draft_packet(clinic, view.visit.id))
    (code,) = (paper.code for paper in packet.papers if paper.form == CONSENT)
    return_paper(clinic, code, NOW)
    keep_draft(clinic, changed(newest(window), "No hurry."), newest(window))

    pane = open_consent(window, APPROVAL).approval
    qtbot.waitUntil(pane.visits.isVisible, timeout=20_000)
    assert pane.said.text() == "1 person would sign again, for 1 visit to come:"
    assert [row.title for row in pane.visits.rows] == [ana.listed]
    pane.again.setFocus()
    keyboard.press("Down")
    qtbot.waitUntil(lambda: not pane.visits.isVisible() and "Nobody" in pane.said.text())
    push(keyboard, pane.approve)

    assert see_form(clinic, CONSENT).standing is Standing.IN_FORCE
    assert not newest(window).material


def test_a_form_is_withdrawn_with_a_reason(window: MainWindow, keyboard: Keyboard) -> None:
    pane = open_consent(window, APPROVAL).approval

    push(keyboard, pane.withdraw)
    assert pane.reasons.sentences == ("Not withdrawn.", "Say why Ketamine consent is withdrawn.")
    pane.why.setFocus()
    keyboard.type("A sentence is wrong.")
    push(keyboard, pane.withdraw)

    assert see_form(window.desk.clinic, CONSENT).standing is Standing.WITHDRAWN
    assert pane.note.text() == "Withdrawn: A sentence is wrong."


def test_approving_and_withdrawing_are_taken_back_by_ctrl_z(
    window: MainWindow, keyboard: Keyboard
) -> None:
    first = newest(window)
    keep_draft(window.desk.clinic, changed(first, "No hurry."), first)
    pane = open_consent(window, APPROVAL).approval
    keyboard.wait_for_work()

    push(keyboard, pane.approve)
    assert window.toast.undo_button.isVisible()
    keyboard.press("Ctrl+Z")
    assert (newest(window).is_draft, pane.day.line.hasFocus()) == (True, True)
    keyboard.press("Ctrl+Y")
    pane.why.setFocus()
    keyboard.type("Wrong.")
    push(keyboard, pane.withdraw)
    keyboard.press("Ctrl+Z")

    assert see_form(window.desk.clinic, CONSENT).standing is Standing.IN_FORCE


def test_all_that_are_sound_are_approved_at_once(window: MainWindow, keyboard: Keyboard) -> None:
    clinic = window.desk.clinic
    keep_draft(clinic, changed(newest(window), "No hurry."), newest(window))
    ride = see_form(clinic, "ride-home-agreement").form
    wrong = {each: f"Ketamine is safe.\n\n{text}" for each, text in ride.texts.items()}
    keep_draft(clinic, replace(ride, texts=wrong), ride)
    keyboard.press("Ctrl+7")
    assert window.forms.list.list.rows[0].title == "Waiting for approval  2"

    push(keyboard, window.forms.list.approve)
    keyboard.wait_for_work()

    assert see_form(clinic, CONSENT).standing is Standing.IN_FORCE
    assert see_form(clinic, ride.id).standing is Standing.DRAFT
    assert " 1 draft stays: something is to be mended there." in window.toast.text.text()


def test_a_form_goes_out_to_a_folder_and_comes_in_again(
    window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    pane = open_consent(window, FACTS)
    pane.choose_folder = lambda _window, _title: str(tmp_path)
    push(keyboard, pane.facts.write)
    text = tmp_path / CONSENT / "en.md"
    text.write_text(text.read_text("utf-8").replace(FIRST, "No hurry."), "utf-8")
    keyboard.press("Esc")
    window.forms.list.choose_folder = lambda _window, _title: str(tmp_path / CONSENT)

    push(keyboard, window.forms.list.take)
    keyboard.wait_for_work()

    assert (newest(window).version, newest(window).is_draft) == (2, True)
    assert "No hurry." in newest(window).texts["en"]
    assert window.forms.list.list.current() == (CONSENT, 2)


def test_a_folder_that_holds_no_form_is_told_in_the_page(
    window: MainWindow, keyboard: Keyboard, tmp_path: Path
) -> None:
    keyboard.press("Ctrl+7")
    window.forms.list.choose_folder = lambda _window, _title: str(tmp_path)

    push(keyboard, window.forms.list.take)
    keyboard.wait_for_work()

    assert window.forms.list.reasons.sentences[0] == "Not taken in."


def test_the_desk_reads_and_does_not_write(qtbot: QtBot, small: Small, tmp_path: Path) -> None:
    with opened(small.open(), tmp_path / "desk.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        keyboard = Keyboard(qtbot, window)
        pane = write_on(window, keyboard, "Hello. ")

        assert pane.columns.texts == dict(newest(window).texts)
        assert not pane.keep.isVisible()
        assert pane.note.text.text().startswith("Prescribers,")


def test_a_new_clinic_is_told_that_its_forms_wait(qtbot: QtBot, tmp_path: Path) -> None:
    new = tmp_path / "new"
    make_clinic(new, name="Juniper", zone="America/Denver", password=PASSWORD, cost=CHEAP)
    with opened(open_clinic(new, password=PASSWORD), tmp_path / "new.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        count = len(window.desk.clinic.forms.drafts())

        told = window.today.unapproved.text.text()
        window.today.unapproved.button.click()

        assert told == f"{count} forms wait for your medical director’s approval."
        assert window.forms.list.list.hasFocus()
        assert not window.forms.list.approve.isVisible()


def test_today_says_nothing_of_forms_once_one_is_in_force(window: MainWindow) -> None:
    assert not window.today.unapproved.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("side", [TEXT, APPROVAL])
def test_nothing_is_cut_where_somebody_writes_and_approves(
    window: MainWindow, keyboard: Keyboard, qtbot: QtBot, side: int, percent: int
) -> None:
    window.look.set_percent(percent)
    window.resize(SMALL_SCREEN)
    settle(window)
    keep_draft(window.desk.clinic, changed(newest(window), "No hurry."), newest(window))
    write_on(window, keyboard, "Ketamine is safe. ")
    form = window.forms.form
    qtbot.waitUntil(lambda: bool(form.text.faults), timeout=20_000)
    form.tabs.setCurrentIndex(side)
    keyboard.wait_for_work()
    settle(window)

    found = faults(window)
    size = window.size()
    window.look.set_percent(100)

    assert (size, found) == (SMALL_SCREEN, [])


def test_the_same_block_comes_to_the_same_height_in_the_other_language(
    window: MainWindow, keyboard: Keyboard
) -> None:
    pane = open_consent(window, TEXT).text
    english, spanish = (pane.columns.columns[each].editor for each in ("en", "es"))

    keyboard.press(*["Down"] * 60)

    here = english.textCursor().block().firstLineNumber() - english.verticalScrollBar().value()
    line = same_place(english.line, english.lines, spanish.lines)
    there = spanish.document().findBlockByNumber(line - 1).firstLineNumber()
    assert spanish.verticalScrollBar().value() == there - here > 0
