"""Packet rules on the Settings page."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.gate_policy import Stop
from app.domain.packet_rules import PacketRule, Use
from app.domain.packet_table import RuleKey
from app.domain.patients import Patient
from app.ui.common.fields import Choice
from app.ui.main_window import MainWindow
from app.ui.settings.rules_pane import RulesPane
from app.use_cases.packet_rules import packet_table
from tests.small import Small
from tests.ui.conftest import opened
from tests.ui.managing import infuse, open_as_manager, open_section, press_until, push, tab_to
from tests.ui.robots import Keyboard

CONSENT: RuleKey = ("ketamine-consent", 0)


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def pane(window: MainWindow) -> RulesPane:
    """Packet rules."""
    return next(each for each in window.settings_page.panes if isinstance(each, RulesPane))


def open_rules(keyboard: Keyboard, pane: RulesPane) -> None:
    """Ctrl+, and down to the packet rules."""
    window = pane.window()
    assert isinstance(window, MainWindow)
    open_section(keyboard, window, pane)


def open_rule(keyboard: Keyboard, pane: RulesPane, key: RuleKey) -> None:
    """Down the list to a rule; Enter goes into its fields."""
    open_rules(keyboard, pane)
    press_until(keyboard, "Down", lambda: pane.list.current() == key)
    keyboard.press("Return")


def choose(keyboard: Keyboard, field: Choice, text: str) -> None:
    tab_to(keyboard, field)
    press_until(keyboard, "Down", lambda: field.currentText() == text)


def rule_of(clinic: Clinic, key: RuleKey) -> PacketRule:
    return packet_table(clinic).keyed[key]


def test_what_a_form_stops_on_one_kind_of_visit_is_chosen_told_and_undone(
    qtbot: QtBot,
    pane: RulesPane,
    keyboard: Keyboard,
    clinic: Clinic,
    ana: Patient,
) -> None:
    infuse(clinic, ana)
    open_rule(keyboard, pane, CONSENT)
    choose(keyboard, pane.editor.stops, "Stops nothing: it only warns")
    told = "This change touches 1 visit to come: 1 no more."
    qtbot.waitUntil(lambda: pane.editor.touched.said.text() == told)
    tab_to(keyboard, pane.editor.asked.rows["im-dosing"].stop)
    keyboard.press("Down")

    keyboard.press("Ctrl+Return")

    policy = clinic.setup.policy
    assert policy.papers["ketamine-consent"] == Stop.NOTHING
    assert policy.papers_for == {"ketamine-consent": {"im-dosing": Stop.BOOKING}}
    keyboard.press("Ctrl+Z")
    policy = clinic.setup.policy
    assert ("ketamine-consent" in policy.papers, policy.papers_for) == (False, {})
    assert pane.editor.stops.currentText() == "As every consent does"


def test_a_rule_is_added_by_keys(
    qtbot: QtBot,
    pane: RulesPane,
    keyboard: Keyboard,
    clinic: Clinic,
    ana: Patient,
) -> None:
    infuse(clinic, ana)
    open_rules(keyboard, pane)
    push(keyboard, pane.add)
    choose(keyboard, pane.editor.form, "Ketamine then and now")
    keyboard.press("Ctrl+Return")
    refused = pane.editor.in_the_way.reasons.sentences
    tab_to(keyboard, pane.editor.asked.rows["iv-dosing"].tick)
    keyboard.press("Space")
    told = "This change touches 1 visit to come: 1 with another paper."
    qtbot.waitUntil(lambda: pane.editor.touched.said.text() == told)
    tab_to(keyboard, pane.editor.conditions["group"])
    keyboard.press("Space")

    keyboard.press("Ctrl+Return")

    form = "ketamine-then-and-now"
    assert refused == ("Not saved.", "Tick at least one kind of visit that asks for the form.")
    added = PacketRule(form=form, types=("iv-dosing",), conditions=("group",))
    assert packet_table(clinic).rules[-1] == added
    assert pane.list.current() == (form, 1)


def test_a_rule_goes_out_of_packets_and_comes_back(
    pane: RulesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_rule(keyboard, pane, CONSENT)

    push(keyboard, pane.editor.retire)
    keyboard.press("Return")

    assert rule_of(clinic, CONSENT).use is Use.REQUEST
    assert CONSENT not in [row.value for row in pane.list.rows]
    keyboard.press("Ctrl+Z")
    assert rule_of(clinic, CONSENT).use is Use.NEEDED


def test_a_rule_goes_elsewhere_in_the_packet(
    pane: RulesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_rule(keyboard, pane, CONSENT)
    tab_to(keyboard, pane.editor.after)
    keyboard.press("Home")
    keyboard.press("Ctrl+Return")

    assert packet_table(clinic).rules[0].form == "ketamine-consent"
    assert pane.list.rows[0].value == CONSENT


def test_the_desk_reads_packet_rules_only(qtbot: QtBot, small: Small, tmp_path: Path) -> None:
    with opened(small.open(), tmp_path / "desk.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        pane = next(each for each in window.settings_page.panes if isinstance(each, RulesPane))
        open_rules(Keyboard(qtbot, window), pane)

        assert not pane.add.isVisible()
        assert not pane.editor.save.isVisible()
        assert pane.editor.note.text().startswith("Only a manager")
