"""A clinic asks for something of its own: decided in the window, and then asked for everywhere."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.cli import main
from app.domain.access import Role
from app.domain.gate import Item, State, Stop
from app.domain.gate_policy import GateRule
from app.ui.gate.tick_form import TickForm
from app.ui.main_window import MainWindow
from app.ui.settings.gate_pane import GatePane
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.views import VisitView
from tests.cli.typed import Ask, Said
from tests.documents.reading_back import page_texts
from tests.small import NOW, PASSWORD, Small, add_patient, at, file_everything, make_small
from tests.ui.conftest import opened
from tests.ui.managing import open_section, press_until, push, tab_to, write
from tests.ui.robots import Keyboard

TITLE = "Blood count"
ITEM = "blood-count"


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make_small(tmp_path / "clinic")


@pytest.fixture
def booked(small: Small) -> VisitView:
    """An infusion of somebody who has all that the clinic asks for so far."""
    desk = small.open()
    ana = add_patient(desk, "Ana", "Romero Gil", "+12025550177")
    file_everything(desk, ana)
    view = book_visit(desk, Wish(patient=ana.id, type="iv-dosing", start=at(desk, 30, "09:00")))
    desk.close()
    return view


@pytest.fixture
def window(qtbot: QtBot, small: Small, booked: VisitView, tmp_path: Path) -> Iterator[MainWindow]:
    """The window in front of the medical director."""
    assert booked.visit.id
    with opened(small.open("hale"), tmp_path / "window.ini") as shown:
        qtbot.waitUntil(shown.isActiveWindow)
        yield shown


@pytest.fixture
def ask(small: Small, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Types a command at the same clinic, with everybody's password."""
    secret = tmp_path / "password"
    secret.write_text(PASSWORD, encoding="utf-8")
    at_it = ["--clinic", str(small.place), "--password-file", str(secret), "--json"]

    def run(command: str, *words: object) -> Said:
        code = main([*command.split(), *map(str, words), *at_it], clock=lambda: NOW)
        out, err = capsys.readouterr()
        return Said(code, out, err)

    return run


def pane_of(window: MainWindow) -> GatePane:
    return next(each for each in window.settings_page.panes if isinstance(each, GatePane))


def rule_of(window: MainWindow) -> GateRule:
    rule = window.desk.clinic.setup.policy.rule(ITEM)
    assert rule is not None
    return rule


def item_of(window: MainWindow, view: VisitView) -> Item:
    items = see_visit(window.desk.clinic, view.visit.id).items
    return next(each for each in items if each.item == ITEM)


def add_item(window: MainWindow, keyboard: Keyboard) -> None:
    """Settings, New item: it stops booking of visits with medicine, and clinicians file it."""
    pane = pane_of(window)
    editor = pane.editor
    open_section(keyboard, window, pane)
    push(keyboard, pane.add)
    keyboard.type(TITLE)
    tab_to(keyboard, editor.stops)
    press_until(keyboard, "Up", lambda: editor.stops.currentData() == "booking")
    tab_to(keyboard, editor.days)
    write(keyboard, "30")
    for role in (Role.FRONT_DESK, Role.THERAPIST, Role.MANAGER):
        tab_to(keyboard, editor.filers[role])
        keyboard.press("Space")
    keyboard.press("Ctrl+Return")


def switch_off(window: MainWindow, keyboard: Keyboard) -> None:
    """The item is taken away again; nothing on file is lost by that."""
    pane = pane_of(window)
    open_section(keyboard, window, pane)
    press_until(keyboard, "Down", lambda: pane.list.current() == ITEM)
    keyboard.press("Return")
    push(keyboard, pane.editor.retire)
    keyboard.press("Ctrl+Return")


def test_what_a_clinic_adds_in_settings_is_asked_for_everywhere(
    qtbot: QtBot, window: MainWindow, booked: VisitView, ask: Ask, tmp_path: Path
) -> None:
    keyboard, visit = Keyboard(qtbot, window), booked.visit.id
    clinicians = {Role.NURSE, Role.PRESCRIBER, Role.MEDICAL_DIRECTOR}

    add_item(window, keyboard)

    assert rule_of(window) == GateRule(
        item=ITEM, title=TITLE, stops=Stop.BOOKING, days=30, filed_by=frozenset(clinicians)
    )
    qtbot.waitUntil(lambda: bool(see_visit(window.desk.clinic, visit).attention), timeout=20_000)
    (listed,) = ask("worklist --days 7 --as desk --only", ITEM).done["visits"]
    assert listed["visit"] == visit
    tick = ("record tick --item", ITEM, "--patient", booked.patient.chart)
    assert ask(*tick, "--as", "desk").reasons == ["tick-role"]

    window.desk.visit_wanted.emit(visit)
    window.visit.items.buttons[ITEM].click()
    assert isinstance(window.visit.form, TickForm)
    window.visit.form.setFocus()
    keyboard.press("Return")

    filed = item_of(window, booked)
    assert (filed.state, str(filed.until)) == (State.MET, "2026-12-23")
    assert window.toast.text.text() == f"Ticked for Romero Gil, Ana: {TITLE}."
    told = ask("readiness --as desk --visit", visit).done["items"]
    assert next(each["state"] for each in told if each["item"] == ITEM) == "met"
    assert see_visit(window.desk.clinic, visit).attention == ()
    cover = tmp_path / "packet.pdf"
    assert ask("packet --as desk --visit", visit, "--out", cover).code == 0
    assert TITLE in page_texts(cover.read_bytes())[0]

    switch_off(window, keyboard)

    told = ask("readiness --as desk --visit", visit).done["items"]
    assert ITEM not in [each["item"] for each in told]
    window.desk.card_wanted.emit(booked.patient.id)
    assert TITLE in [row.title for row in window.patients.card.file.rows]
    assert keyboard.dialogs == []
