"""A patient's record is changed beside the card, by keys alone; nothing typed is lost."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.patients import Contact, Patient, Phone
from app.ui.main_window import MainWindow
from app.use_cases.drafts import my_drafts
from app.use_cases.patients import edit_patient, see_patient
from tests.small import Small
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard


def kept(clinic: Clinic, patient: Patient) -> Patient:
    return see_patient(clinic, patient.id).patient


def open_record(window: MainWindow, keyboard: Keyboard, patient: Patient) -> None:
    window.open_card(patient.id)
    keyboard.press("F2")


def test_a_record_is_changed_by_keys(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    window.patient.record.form.lines["emergency_name"].setFocus()
    keyboard.type("Luis Romero")
    keyboard.press("Tab", "Tab")
    keyboard.type("202 555 0178")
    keyboard.press("Ctrl+Return")

    now = kept(clinic, ana)
    assert now.emergency == Contact(name="Luis Romero", phone="+12025550178")
    assert now == replace(ana, emergency=now.emergency, version=ana.version + 1)
    assert window.place.panel is None
    assert [row.title for row in window.patients.card.record.rows] == [
        "(202) 555-0177",
        "English",
        "Luis Romero",
    ]


def test_the_keyboard_goes_through_the_record_from_above_to_below(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    form, stops = window.patient.record.form, list[str]()
    while (at := QApplication.focusWidget()) is not window.patient.record.keep and at is not None:
        stops.append(at.accessibleName())
        keyboard.press("Tab")

    assert stops == [
        *(form.lines[name].accessibleName() for name in ("given", "family")),
        "Date of birth",
        *(form.lines[name].accessibleName() for name in ("preferred", "pronouns", "sort_as")),
        "Telephone 1",
        "Whose telephone 1 is",
        "May leave a message",
        "May send texts",
        "Take telephone 1 away",
        "Add a telephone",
        *(form.lines[name].accessibleName() for name in ("email", "address")),
        "Language of the papers",
        "Papers in large print",
        *(line.accessibleName() for line in list(form.lines.values())[7:]),
    ]


def test_undo_puts_the_record_back_and_redo_changes_it_again(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    window.patient.record.form.lines["preferred"].setFocus()
    keyboard.type("Anita")
    keyboard.press("Return", "Ctrl+Z")
    undone = kept(clinic, ana).preferred
    keyboard.press("Ctrl+Y")

    assert (undone, kept(clinic, ana).preferred) == ("", "Anita")


def test_a_second_telephone_is_added_and_the_first_taken_away(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    window.patient.record.form.phones.add.setFocus()
    keyboard.press("Return")
    keyboard.type("303-555-0188")
    keyboard.press("Tab")
    keyboard.type("mother")
    window.patient.record.form.phones.rows[1].message.setFocus()
    keyboard.press("Space")
    window.patient.record.form.phones.rows[0].drop.setFocus()
    keyboard.press("Return", "Ctrl+Return")

    assert kept(clinic, ana).phones == (Phone(number="+13035550188", label="mother", message=True),)


def test_what_cannot_be_kept_is_said_all_at_once_and_stays_typed(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    form = window.patient.record.form
    form.lines["email"].setText("ana at home")
    form.phones.rows[0].number.setText("12")
    keyboard.press("Ctrl+Return")

    assert window.patient.record.reasons.sentences == (
        "The record was not changed.",
        "“12” is not a telephone number that can be dialled.",
        "“ana at home” is not an email address.",
    )
    assert form.lines["email"].text() == "ana at home"
    assert kept(clinic, ana) == ana


def test_what_was_typed_is_there_when_the_window_is_opened_again(
    small: Small, window: MainWindow, keyboard: Keyboard, ana: Patient, tmp_path: Path
) -> None:
    open_record(window, keyboard, ana)
    window.patient.record.form.lines["notes"].setFocus()
    keyboard.type("Parks at the back")
    window.close()

    with opened(small.open(), tmp_path / "again.ini") as again:
        again.open_card(ana.id)
        again.patient.open_record(ana.id)
        assert again.patient.record.form.lines["notes"].text() == "Parks at the back"
        assert not again.patient.record.begun.isHidden()
        again.patient.record.again.click()
        assert again.patient.record.form.lines["notes"].text() == ""
        assert my_drafts(again.desk.clinic, "record") == ()


def test_a_draft_is_gone_once_the_record_is_kept(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    window.patient.record.form.lines["notes"].setFocus()
    keyboard.type("Parks at the back")
    qtbot.waitUntil(lambda: bool(my_drafts(clinic, "record")), timeout=1_000)
    keyboard.press("Return")

    assert my_drafts(clinic, "record") == ()
    assert kept(clinic, ana).notes == "Parks at the back"


def elsewhere(window: MainWindow, clinic: Clinic, changed: Patient) -> None:
    """Another desk changes the record, and this one hears of it."""
    edit_patient(clinic, changed)
    window.desk.news.heard.emit()


def test_what_another_desk_changes_meanwhile_stands_in_the_open_record(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    record = window.patient.record
    record.form.lines["notes"].setText("Parks at the back")

    elsewhere(window, clinic, replace(ana, alert="Allergic to latex"))

    assert record.form.lines["alert"].text() == "Allergic to latex"
    assert record.form.lines["notes"].text() == "Parks at the back"
    assert record.elsewhere.text() == "Changed at another desk just now: Alert."
    keyboard.press("Ctrl+Return")
    both = replace(ana, alert="Allergic to latex", notes="Parks at the back", version=3)
    assert kept(clinic, ana) == both
    keyboard.press("Ctrl+Z")
    assert kept(clinic, ana) == replace(both, notes="", version=4)


def test_both_are_kept_where_two_desks_change_different_fields(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    edit_patient(clinic, replace(ana, alert="Allergic to latex"))
    window.patient.record.form.lines["notes"].setText("Parks at the back")
    keyboard.press("Ctrl+Return")

    both = replace(ana, alert="Allergic to latex", notes="Parks at the back", version=3)
    assert kept(clinic, ana) == both
    said = "Record kept: Romero Gil, Ana. Another desk has changed: Alert."
    assert window.toast.text.text() == said
    keyboard.press("Ctrl+Z")
    assert kept(clinic, ana) == replace(both, notes="", version=4)


def test_another_desk_is_not_overwritten_unseen(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    record = window.patient.record
    edit_patient(clinic, replace(ana, alert="Allergic to latex", email="a@example.org"))
    record.form.lines["alert"].setText("Nuts")
    record.form.lines["email"].setText("b@example.org")
    keyboard.press("Ctrl+Return")

    assert kept(clinic, ana).alert == "Allergic to latex"
    assert record.clashes.fields == ("email", "alert")
    assert record.form.lines["alert"].text() == "Nuts"
    record.clashes.buttons["alert"].setFocus()
    keyboard.press("Space", "Ctrl+Return")
    now = replace(ana, alert="Allergic to latex", email="b@example.org", version=3)
    assert kept(clinic, ana) == now


def test_a_draft_does_not_undo_what_others_have_kept_since(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    open_record(window, keyboard, ana)
    record = window.patient.record
    record.form.lines["notes"].setText("Parks at the back")
    record.form.phones.rows[0].label.setText("mobile")
    keyboard.press("Escape")
    edit_patient(clinic, replace(ana, alert="Allergic to latex", notes="Rings twice"))

    open_record(window, keyboard, ana)

    assert record.form.lines["alert"].text() == "Allergic to latex"
    assert record.form.lines["notes"].text() == "Parks at the back"
    assert record.form.phones.rows[0].label.text() == "mobile"
    assert record.clashes.fields == ("notes",)
