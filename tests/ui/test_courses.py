"""The Courses page: a course planned, changed, booked and mended by keyboard alone."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.ui.main_window import MainWindow
from app.use_cases.course_views import courses_of, running_courses
from app.use_cases.scheduling import Wish, book_visit, cancel_visit, see_visit
from tests.small import add_patient, at
from tests.ui.robots import Keyboard


def plan(keyboard: Keyboard, name: str = "rom", course: str = "standard") -> None:
    """Ctrl+4, Plan a course, a patient and a course."""
    keyboard.press("Ctrl+4", "Ctrl+Shift+E")
    keyboard.type(name)
    keyboard.press("Return")
    keyboard.type(course)
    keyboard.press("Return")


def statuses(clinic: Clinic, patient: Patient) -> list[Status]:
    (course,) = courses_of(clinic, patient.id)
    return [step.view.visit.status for step in course.steps if step.view]


def rows(window: MainWindow) -> list[str]:
    return [f"{row.value} {row.side}" for row in window.courses.proposal.list.rows]


def test_a_course_is_planned_and_booked_by_keyboard_alone(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)

    assert len(window.courses.proposal.list.rows) == 14
    keyboard.press("Ctrl+Return")

    assert statuses(clinic, ana) == [Status.BOOKED] * 14
    assert window.toast.text.text() == "Booked: Romero Gil, Ana, Standard KAP 6, 14 visits."
    assert keyboard.dialogs == []
    assert window.courses.booked.title.text() == "Romero Gil, Ana, Standard KAP 6"


def test_ctrl_enter_books_the_course_whatever_visit_is_chosen(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    wish = Wish(patient=ana.id, type="preparation", start=at(clinic, 23, "14:00"))
    chosen = book_visit(clinic, wish)
    keyboard.press("Ctrl+2")
    assert window.desk.visit is not None

    keyboard.press("Ctrl+4", "Ctrl+Shift+E")
    keyboard.type("standard")
    keyboard.press("Return", "Ctrl+Return")

    assert len(statuses(clinic, ana)) == 14
    assert see_visit(clinic, chosen.visit.id).visit.status is Status.BOOKED


def test_the_first_three_are_booked_and_the_rest_held(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)

    keyboard.press("Alt+R")
    qtbot.waitUntil(lambda: not window.courses.is_planning)

    assert statuses(clinic, ana) == [Status.BOOKED] * 3 + [Status.HELD] * 11
    assert "11 of them held" in window.toast.text.text()


def test_every_visit_says_how_ready_it_is(
    window: MainWindow, keyboard: Keyboard, bruno: Patient
) -> None:
    plan(keyboard, "soto")

    chips = {str(row.value): (row.chip, row.look) for row in window.courses.proposal.list.rows}
    assert chips["Infusion 1"][0].startswith("Held, ")
    assert chips["Infusion 1"][1] == "blocked"
    assert chips["Integration 1"] == ("Nothing needed", "idle")


def test_with_initials_only_the_toast_names_nobody(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Shift+H", "Ctrl+Return")

    assert window.toast.text.text() == "Booked: A.R., Standard KAP 6, 14 visits."


def test_one_undo_takes_a_course_back_whole(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Return", "Ctrl+Z")

    assert running_courses(clinic) == ()


def test_wishes_are_typed_in_one_line_and_read_back(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)

    window.courses.form.wishes.setFocus()
    keyboard.type("mornings lund")
    keyboard.press("Return")

    assert window.courses.form.echo.text() == "Mornings, with Eva Lund"
    assert "with Eva Lund throughout" in window.courses.proposal.head.text()


def test_a_course_that_does_not_fit_says_with_what_it_would(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)

    window.courses.form.wishes.setFocus()
    keyboard.type("sundays")
    keyboard.press("Return")

    assert window.courses.proposal.reasons.sentences[-1] == "It fits on other weekdays as well."
    assert window.courses.proposal.proposal is None

    window.courses.proposal.earliest.setFocus()
    keyboard.press("Return")

    assert len(window.courses.proposal.list.rows) == 14


def test_another_person_is_asked_for(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    before = window.courses.proposal.head.text()

    keyboard.press("Alt+O")

    qtbot.waitUntil(lambda: window.courses.proposal.head.text() != before)
    assert "throughout" in window.courses.proposal.head.text()


def test_the_whole_course_goes_a_week_later(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    proposal = window.courses.proposal.proposal
    assert proposal is not None

    keyboard.press("Alt+K")
    qtbot.waitUntil(lambda: window.courses.proposal.proposal is not proposal)

    later = window.courses.proposal.proposal
    assert later is not None
    weeks = {(later.starts[name] - start).days for name, start in proposal.starts.items()}
    assert weeks == {7}
    assert window.courses.proposal.best.text == "Changed by hand"


def test_one_visit_is_moved_and_the_rest_stays_unless_asked(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    before = rows(window)
    window.courses.proposal.list.choose("Integration 6")

    keyboard.press("Return")
    keyboard.type("16:00")
    keyboard.press("Return")

    after = rows(window)
    assert [old for old, new in zip(before, after, strict=True) if old != new] == [before[-1]]
    assert "16:00" in after[-1]


def test_a_visit_that_does_not_fit_alone_is_shifted_with_the_rest_on_demand(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    before = rows(window)
    window.courses.proposal.list.choose("Infusion 6")

    keyboard.press("Return")
    keyboard.type("+25")
    keyboard.press("Return")

    assert window.courses.proposal.reasons.sentences[0].startswith("Not moved")
    assert rows(window) == before
    assert window.courses.proposal.rest_bar.isVisible()

    keyboard.press("Return")

    assert rows(window) == before
    assert not window.courses.proposal.rest_bar.isVisible()


def test_a_visit_is_left_out_and_put_back(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)

    keyboard.press("Alt+T")
    qtbot.waitUntil(lambda: len(window.courses.proposal.list.rows) == 13)
    assert window.courses.form.left_out == ("Evaluation",)

    window.courses.form.without.findChildren(type(window.courses.plan))[0].click()
    assert len(window.courses.proposal.list.rows) == 14


def test_a_course_half_planned_waits_as_a_draft(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    plan(keyboard)
    window.courses.form.wishes.setText("mornings")
    window.courses.form.wishes.editingFinished.emit()

    window.courses.back.click()

    assert [row.chip for row in window.courses.list.rows] == ["Draft"]
    keyboard.press("Return")
    assert window.courses.form.wishes.text() == "mornings"
    assert len(window.courses.proposal.list.rows) == 14


def test_a_broken_course_is_mended_with_enter(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Return")
    (course,) = courses_of(clinic, ana.id)
    second = course.steps[4].view
    assert second is not None

    cancel_visit(clinic, second.visit.id)

    pane = window.courses.booked
    assert pane.broken.sentences == ("Infusion 2 has no visit.",)
    assert pane.repair_title.text().startswith("The smallest repair: 1 visit moves")
    pane.begin()
    keyboard.press("Return")
    assert running_courses(clinic)[0].reasons == ()
    assert not pane.repair.isVisible()
    assert window.toast.text.text().startswith("Mended: Romero Gil, Ana")


def test_a_visit_that_lost_its_time_leads_from_the_today_board_to_the_repair_of_its_course(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Return")
    (course,) = courses_of(clinic, ana.id)
    first = course.steps[0].view
    assert first is not None
    with clinic.by_itself().writing(Act.CHANGE_RESOURCE) as unit:
        unit.scheduling.keep([replace(first.visit, displaced=True)])
    window.desk.show_day(first.day)

    keyboard.press("Ctrl+1")
    row = window.today.needs.rows[0]
    assert row.button.text() == "Mend the course"
    row.button.setFocus()
    keyboard.press("Space")

    assert window.courses.isVisible()
    assert window.courses.list.current() == course.course.id
    assert window.courses.booked.broken.sentences == ("Evaluation has lost its time.",)
    assert window.courses.booked.repair.isVisible()
    assert window.courses.booked.proposed.hasFocus()


def test_a_course_is_read_again_when_its_page_is_come_back_to(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Return", "Ctrl+1")
    (course,) = courses_of(clinic, ana.id)
    second = course.steps[4].view
    assert second is not None
    cancel_visit(clinic, second.visit.id)

    keyboard.press("Ctrl+4")

    assert window.courses.booked.broken.sentences == ("Infusion 2 has no visit.",)


def test_the_rest_of_a_booked_course_is_put_off(
    qtbot: QtBot, window: MainWindow, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    plan(keyboard)
    keyboard.press("Ctrl+Return")
    (before,) = courses_of(clinic, ana.id)

    keyboard.press("Alt+K")
    qtbot.waitUntil(window.courses.booked.repair.isVisible)
    keyboard.press("Return")

    (after,) = courses_of(clinic, ana.id)
    moved = [
        (new.view.visit.start - old.view.visit.start).days
        for old, new in zip(before.steps, after.steps, strict=True)
        if old.view and new.view
    ]
    assert moved == [7] * 14


def test_a_course_is_planned_for_the_chosen_patient(
    window: MainWindow, keyboard: Keyboard, ana: Patient
) -> None:
    window.open_card(ana.id)

    keyboard.press("Ctrl+Shift+E")

    assert window.courses.form.patient.value == ana.id
    assert window.courses.form.course.is_open


@pytest.mark.parametrize("count", [1, 3])
def test_running_courses_are_listed(
    window: MainWindow, keyboard: Keyboard, clinic: Clinic, count: int
) -> None:
    for number in range(count):
        add_patient(clinic, "Given", f"Family{number}")
        window.desk.choose_patient(None)
        plan(keyboard, f"Family{number}", "weeks 5")
        keyboard.press("Ctrl+Return")

    assert len(window.courses.list.rows) == count
    assert window.courses.count.text() == f"{count} course" + ("s" if count > 1 else "")
