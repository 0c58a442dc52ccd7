"""Visit types in the settings: changed, added, offered no more, all by keyboard."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act, Role
from app.domain.scheduling import Phase, Status, VisitType
from app.domain.staff import Person
from app.ui.entries import MENUS
from app.ui.main_window import MainWindow
from app.ui.settings.visit_types_draft import draft_of
from app.ui.settings.visit_types_pane import VisitTypesPane
from app.use_cases.scheduling import Wish, book_visit, see_visit
from app.use_cases.visit_types import keep_visit_type, retire_visit_type
from tests.small import Small, add_patient, at
from tests.ui.conftest import opened
from tests.ui.finding import faults, named_controls
from tests.ui.robots import Keyboard
from tests.ui.test_look import LOOKS, SMALL_SCREEN, settle, wear

MOST_STOPS = 120


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    opened = small.open()
    with opened.by_itself().writing(Act.ADD_STAFF) as unit:
        boss = Person(login="boss", name="Mo Reyes", roles=frozenset({Role.MANAGER}))
        unit.staff.add(boss, None)
    opened.close()
    return small.open("boss")


def show_pane(window: MainWindow) -> VisitTypesPane:
    """The pane as a page of the window, read anew whenever anything happens."""
    pane, page = VisitTypesPane(window.desk), QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(20, 60, 20, 16)
    column.addWidget(pane)
    window.place.pages.addWidget(page)
    window.place.pages.setCurrentWidget(page)
    window.desk.changes.happened.connect(pane.refresh)
    pane.refresh()
    pane.begin()
    return pane


@pytest.fixture
def pane(window: MainWindow) -> VisitTypesPane:
    return show_pane(window)


def kind(clinic: Clinic, slug: str) -> VisitType:
    return clinic.setup.types[slug]


def choose(pane: VisitTypesPane, keyboard: Keyboard, title: str) -> None:
    """Go to a kind of visit in the list, and into its form."""
    pane.list.setFocus()
    keyboard.press("Home")
    for _ in range([row.title for row in pane.list.rows].index(title)):
        keyboard.press("Down")
    keyboard.press("Return")


def tab_to(keyboard: Keyboard, name: str) -> None:
    """Press Tab until the control of this name has the keyboard."""
    for _ in range(MOST_STOPS):
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            return
        keyboard.press("Tab")
    pytest.fail(f"Tab never comes to: {name}")


def write(keyboard: Keyboard, name: str, text: str) -> None:
    """Type over what stands in a field."""
    tab_to(keyboard, name)
    keyboard.press("Ctrl+A")
    keyboard.type(text)


def minutes(found: VisitType) -> dict[str, int]:
    return {phase.name: phase.minutes for phase in found.phases}


def chips(pane: VisitTypesPane) -> dict[str, str]:
    """The chips of the list, by title."""
    return {row.title: row.chip for row in pane.list.rows if row.chip}


def test_a_phase_is_made_longer_saved_and_taken_back(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    before = kind(clinic, "iv-dosing")
    choose(pane, keyboard, "Ketamine infusion (IV)")

    tab_to(keyboard, "Minutes of recovery")
    keyboard.press("Up", "Up", "Ctrl+Return")
    saved, toast = kind(clinic, "iv-dosing"), window.toast.text.text()
    keyboard.press("Ctrl+Z")

    assert minutes(saved) == {**minutes(before), "recovery": 55}
    assert toast == "Saved: Ketamine infusion (IV)."
    assert kind(clinic, "iv-dosing") == before
    assert pane.editor.form.phases.rows[3].minutes.value == 45
    assert chips(pane) == {}


def test_a_visit_is_by_video_by_keys_and_taken_back(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    tab_to(keyboard, "The visit is by video")

    keyboard.press("Space", "Ctrl+Return")

    saved = kind(clinic, "follow-up").by_video
    keyboard.press("Ctrl+Z")
    assert (saved, kind(clinic, "follow-up").by_video) == (True, False)
    assert not pane.editor.form.video.isChecked()


def test_the_picture_follows_every_letter(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow
) -> None:
    choose(pane, keyboard, "Follow-up")
    picture = pane.editor.form.picture
    write(keyboard, "Minutes of visit", "45")

    tab_to(keyboard, "Name of the phase turnover")
    keyboard.press("End")
    keyboard.type("s")

    assert picture.accessibleDescription() == (
        "Phases: visit 45 minutes, turnovers 5 minutes without the patient. "
        "Needed: Room, consult, from minute 0 to 50; Prescriber, from minute 0 to 45."
    )
    assert pane.editor.form.lasts.text() == "45 minutes with the patient, 50 in all."


def test_needs_keep_their_phases_when_these_are_renamed_and_moved(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Medical evaluation")
    write(keyboard, "Name of the phase vitals", "triage")

    tab_to(keyboard, "triage later")
    keyboard.press("Space", "Ctrl+Return")

    found = kind(clinic, "evaluation")
    assert [phase.name for phase in found.phases] == ["evaluation", "triage", "turnover"]
    assert {need.role: (need.first, need.last) for need in found.needs} == {
        "room": ("triage", "turnover"),
        "prescriber": ("evaluation", "triage"),
        "vitals": ("triage", "triage"),
    }


def test_a_phase_is_added_before_turnover_and_another_taken_away(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Medical evaluation")
    tab_to(keyboard, "Add a phase")
    keyboard.press("Space")
    keyboard.type("plan")
    keyboard.press("Tab", "Up")
    pane.editor.form.begin()
    tab_to(keyboard, "Take vitals away")
    keyboard.press("Space", "Ctrl+Return")

    found = kind(clinic, "evaluation")
    assert minutes(found) == {"evaluation": 50, "plan": 10, "turnover": 10}
    assert {need.role: need.first for need in found.needs} == {
        "room": "evaluation",
        "prescriber": "evaluation",
        "vitals": "evaluation",
    }


def test_what_is_added_comes_into_sight(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, qtbot: QtBot
) -> None:
    window.resize(SMALL_SCREEN)
    choose(pane, keyboard, "Ketamine infusion (IV)")
    tab_to(keyboard, "Add a need")

    keyboard.press("Space")

    row = pane.editor.form.needs.rows[-1]
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().size() == row.size())
    assert row.role.hasFocus()


def test_a_floor_stays_and_so_does_its_phase(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    before = kind(clinic, "esketamine")
    choose(pane, keyboard, "Esketamine nasal spray")
    row = pane.editor.form.phases.rows[2]
    write(keyboard, "Minutes of observation", "90")

    keyboard.press("Ctrl+Return")

    assert row.floor.text() == "At least 120 minutes. This floor stays, and so the phase."
    assert not row.away.isEnabled()
    assert pane.editor.in_the_way.reasons.sentences == (
        "Not saved.",
        "The phase observation cannot be shorter than 120 minutes.",
    )
    assert kind(clinic, "esketamine") == before


def test_every_reason_is_said_at_once_and_nothing_typed_is_lost(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    keyboard.press("Ctrl+A", "Backspace")
    write(keyboard, "Minutes of visit", "12")
    write(keyboard, "Skill of prescriber", " ")

    keyboard.press("Ctrl+Return")

    assert len(pane.editor.in_the_way.reasons.sentences) == 4
    assert pane.editor.form.title.text() == ""
    assert pane.editor.form.phases.rows[0].minutes.value == 12
    assert kind(clinic, "follow-up").title == "Follow-up"


def test_a_need_that_nobody_meets_is_said_while_it_is_typed(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Skill of prescriber", "pool")
    warned = pane.editor.form.warnings.sentences

    keyboard.press("Ctrl+Return")

    sentence = (
        "The clinic has no prescriber for this kind of visit. "
        "Add one, or choose another kind of visit."
    )
    assert warned == (sentence,)
    assert kind(clinic, "follow-up").needs[1].skill == "pool"
    assert window.toast.text.text() == f"Saved: Follow-up. {sentence}"


def test_a_need_is_added_with_its_phases_and_lanes(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Medical evaluation")
    tab_to(keyboard, "Add a need")
    keyboard.press("Space")
    keyboard.type("second nurse")
    write(keyboard, "Skill of second nurse", "nurse")
    tab_to(keyboard, "Phase from which second nurse is needed")
    keyboard.press("Down")
    tab_to(keyboard, "Lanes of second nurse")
    keyboard.press("Down", "Ctrl+Return")

    need = kind(clinic, "evaluation").needs[-1]
    assert (need.role, need.skill, need.first, need.last, need.all_lanes, need.presence) == (
        "second-nurse",
        "nurse",
        "evaluation",
        "evaluation",
        True,
        False,
    )


def test_the_end_of_a_need_goes_along_with_its_beginning(
    pane: VisitTypesPane, keyboard: Keyboard
) -> None:
    choose(pane, keyboard, "Medical evaluation")
    tab_to(keyboard, "Phase from which vitals is needed")
    keyboard.press("Down", "Down")

    row = pane.editor.form.needs.rows[2]
    assert (row.first.currentText(), row.last.currentText()) == ("turnover", "turnover")


def test_days_between_doses_are_asked_of_medicine_only(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    shown = pane.editor.form.spacing.isVisibleTo(pane)
    choose(pane, keyboard, "Ketamine infusion (IV)")
    write(keyboard, "Days from one dose to the next, at least", "1")
    tab_to(keyboard, "Doses in 7 days, at most")
    keyboard.press("Down", "Ctrl+Return")

    spacing, rule = kind(clinic, "iv-dosing").spacing, pane.editor.form.rule.text()
    assert not shown
    assert (spacing.gap_days, spacing.most) == (1, 2)
    assert rule == "On consecutive days at the closest. At most 2 in 7 days."


def test_what_is_half_typed_stays_with_its_kind(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Minutes of visit", "4")
    choose(pane, keyboard, "Phone screen")
    meanwhile = pane.editor.form.phases.rows[0].minutes.value
    keep_visit_type(clinic, replace(kind(clinic, "phone-screen"), colour="rose"))

    choose(pane, keyboard, "Follow-up")

    assert meanwhile == 15
    assert chips(pane) == {"Follow-up": "Not saved"}
    assert pane.editor.form.phases.rows[0].minutes.value == 4
    assert kind(clinic, "follow-up").phases[0].minutes == 30


def test_what_is_typed_can_be_discarded_and_that_taken_back(
    pane: VisitTypesPane, keyboard: Keyboard
) -> None:
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Minutes of visit", "40")
    tab_to(keyboard, "Discard")
    keyboard.press("Space")
    discarded = (chips(pane), pane.editor.form.phases.rows[0].minutes.value)

    keyboard.press("Ctrl+Z")

    assert discarded == ({}, 30)
    assert chips(pane) == {"Follow-up": "Not saved"}
    assert pane.editor.form.phases.rows[0].minutes.value == 40


def test_a_kind_offered_no_more_leaves_other_drafts_alone(
    pane: VisitTypesPane, keyboard: Keyboard
) -> None:
    first = pane.list.rows[0].title
    choose(pane, keyboard, first)
    keyboard.press("End")
    keyboard.type("s")
    choose(pane, keyboard, "Follow-up")
    tab_to(keyboard, "Offer no more")
    keyboard.press("Space")

    assert chips(pane) == {first: "Not saved"}
    assert pane.editor.form.title.text() == f"{first}s"
    assert pane.list.hasFocus()


def test_a_new_kind_starts_as_the_chosen_one(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    tab_to(keyboard, "New visit type")
    keyboard.press("Space")
    keyboard.type("Check-up")
    write(keyboard, "Minutes of visit", "15")
    keyboard.press("Ctrl+Return")

    old, new = kind(clinic, "follow-up"), kind(clinic, "check-up")
    assert (new.title, new.short, new.minutes) == ("Check-up", "Check-up", 20)
    assert new.needs == old.needs
    assert window.toast.text.text() == "Saved: Check-up."
    assert pane.list.current() == "check-up"
    assert chips(pane) == {}


def test_a_new_kind_is_taken_back(pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic) -> None:
    choose(pane, keyboard, "Follow-up")
    tab_to(keyboard, "New visit type")
    keyboard.press("Space")
    keyboard.type("Check-up")
    keyboard.press("Ctrl+Return", "Ctrl+Z")

    assert kind(clinic, "check-up").retired
    assert "Check-up" not in [row.title for row in pane.list.rows]


def test_a_kind_is_offered_no_more_and_again(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Phone screen")
    tab_to(keyboard, "Offer no more")
    keyboard.press("Space")
    gone = (kind(clinic, "phone-screen").retired, window.toast.text.text())
    listed = [row.title for row in pane.list.rows]
    tab_to(keyboard, "Those offered no more")
    keyboard.press("Space")
    shown = chips(pane)
    choose(pane, keyboard, "Phone screen")
    tab_to(keyboard, "Offer again")
    keyboard.press("Space")

    assert gone == (True, "Offered no more: Phone screen.")
    assert "Phone screen" not in listed
    assert shown == {"Phone screen": "Offered no more"}
    assert not kind(clinic, "phone-screen").retired


def test_somebody_elses_change_of_something_else_is_kept(
    pane: VisitTypesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Minutes of visit", "40")
    keep_visit_type(clinic, replace(kind(clinic, "follow-up"), colour="rose"))

    keyboard.press("Ctrl+Return")

    kept = kind(clinic, "follow-up")
    assert (kept.colour, kept.phases[0].minutes) == ("rose", 40)


def test_ctrl_enter_is_about_the_form_and_not_about_a_visit_chosen_elsewhere(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow, clinic: Clinic
) -> None:
    patient = add_patient(clinic, "Kim", "Park")
    wish = Wish(patient=patient.id, type="preparation", start=at(clinic, 23, "13:00"))
    visit = book_visit(clinic, wish)
    window.desk.choose_visit(visit)
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Short name", "F/U")

    keyboard.press("Ctrl+Return")

    assert kind(clinic, "follow-up").short == "F/U"
    assert see_visit(clinic, visit.visit.id).visit.status is Status.BOOKED


def test_a_visit_planned_before_its_kind_changed_stands_on_the_schedule_and_is_made_longer(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    patient = add_patient(clinic, "Kim", "Park")
    wish = Wish(patient=patient.id, type="evaluation", start=at(clinic, 23, "13:00"))
    visit = book_visit(clinic, wish).visit
    other = Phase(name="talk", minutes=20)
    changed = replace(kind(clinic, "evaluation"), phases=(other,), needs=())
    keep_visit_type(clinic, changed)

    keyboard.press("Ctrl+2", "Shift+Down", "Ctrl+1", "Return")

    sized = see_visit(clinic, visit.id).visit
    assert sized.end - visit.end == timedelta(minutes=5)
    assert [part.end - part.start for part in sized.parts] == [65, 75, 65, 10]
    assert window.place.panel is window.visit


def test_skills_that_the_clinic_has_are_offered(
    pane: VisitTypesPane, keyboard: Keyboard, qtbot: QtBot
) -> None:
    choose(pane, keyboard, "Follow-up")
    write(keyboard, "Skill of prescriber", "thera")
    offered = pane.editor.form.needs.rows[1].skill.offered
    qtbot.waitUntil(offered.isVisible)

    for key in (Qt.Key.Key_Down, Qt.Key.Key_Return):
        QTest.keyClick(offered, key)  # while it is open the keys are the list's

    draft = pane.editor.draft
    assert draft is not None
    assert draft.needs[1].skill == "therapist"


def test_a_front_desk_reads_what_only_a_manager_changes(
    qtbot: QtBot, small: Small, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with opened(small.open(), tmp_path_factory.mktemp("desk") / "window.ini") as window:
        qtbot.waitUntil(window.isActiveWindow)
        pane = show_pane(window)
        pane.list.choose("follow-up")

        assert pane.editor.note.text() == "Only a manager changes this."
        assert not pane.editor.form.isVisible()
        assert not pane.editor.buttons.isVisible()
        assert not pane.add.isVisible()
        assert pane.editor.told.text() == (
            "Phases: visit 30 minutes, turnover 5 minutes without the patient.\n\n"
            "Needed: Room, consult, from minute 0 to 35; Prescriber, from minute 0 to 30."
        )


def test_tab_goes_as_people_read(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow
) -> None:
    choose(pane, keyboard, "Medical evaluation")
    tab_to(keyboard, "Add a phase")
    keyboard.press("Space")
    settle(window)
    pane.editor.form.begin()
    inside = pane.editor.area.widget()
    assert inside is not None
    heights: list[int] = []

    for _ in range(MOST_STOPS):
        focused: QWidget | None = QApplication.focusWidget()
        if focused is None or not inside.isAncestorOf(focused):
            break
        heights.append(focused.mapTo(inside, focused.rect().center()).y())
        keyboard.press("Tab")

    assert heights == sorted(heights)
    assert len(heights) > 30


@pytest.mark.parametrize(
    "slug",
    [
        "iv-dosing",
        pytest.param("group-dosing", marks=pytest.mark.long),
        pytest.param("phone-screen", marks=pytest.mark.long),
    ],
)
@pytest.mark.parametrize(("percent", "mode"), LOOKS)
def test_no_text_of_the_pane_is_cut(window: MainWindow, slug: str, percent: int, mode: str) -> None:
    wear(window, percent, mode)
    pane = show_pane(window)
    pane.list.choose(slug)
    pane.list.take_current()
    found: list[str] = []

    for _ in range(12):
        settle(window)
        found += faults(window)
        bar = pane.editor.area.verticalScrollBar()
        bar.setValue(bar.value() + bar.pageStep() // 2)

    assert window.size() == QSize(SMALL_SCREEN)
    assert found == []


def test_every_control_has_a_name_of_its_own(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow
) -> None:
    choose(pane, keyboard, "Ketamine infusion (IV)")

    names = [name for widget, name in named_controls(window) if pane.isAncestorOf(widget)]

    assert "" not in names
    assert sorted(names) == sorted(set(names))


def test_no_two_letters_of_the_pane_are_the_same(
    pane: VisitTypesPane, keyboard: Keyboard, window: MainWindow
) -> None:
    choose(pane, keyboard, "Ketamine infusion (IV)")
    window.look.set_percent(200)
    settle(window)

    buttons = [b.text() for b in pane.findChildren(QAbstractButton) if not b.isHidden()]
    labels = [x.text() for x in pane.findChildren(QLabel) if x.buddy()]
    around = ("&New visit", "&All settings", *MENUS)
    shown = (*buttons, *labels, *around)
    letters = Counter(text.partition("&")[2][:1].lower() for text in shown if "&" in text)
    window.look.set_percent(100)

    assert [letter for letter, count in letters.items() if count > 1] == []


def test_a_kind_without_a_phase_is_drawn_too(clinic: Clinic) -> None:
    bare = replace(draft_of(kind(clinic, "follow-up")), phases=())

    assert bare.kind.needs[0].first == ""


def test_a_phase_that_alone_was_needed_hands_its_need_on(clinic: Clinic) -> None:
    draft = draft_of(kind(clinic, "evaluation"))

    left = draft.without_phase(0)

    assert [phase.name for phase in left.phases] == ["evaluation", "turnover"]
    assert [(need.first, need.last) for need in left.needs] == [(0, 1), (0, 0), (0, 0)]


def test_a_new_phase_stands_at_the_end_of_the_patients_time(clinic: Clinic) -> None:
    draft = draft_of(kind(clinic, "follow-up")).one_more_phase()

    assert draft.phases[1] == Phase(name="", minutes=5)
    assert [(need.first, need.last) for need in draft.needs] == [(0, 2), (0, 0)]


def test_what_is_retired_elsewhere_is_seen_at_once(pane: VisitTypesPane, clinic: Clinic) -> None:
    pane.list.choose("follow-up")

    retire_visit_type(clinic, "follow-up")

    assert "Follow-up" not in [row.title for row in pane.list.rows]
    assert pane.editor.title.text() == pane.list.rows[0].title
