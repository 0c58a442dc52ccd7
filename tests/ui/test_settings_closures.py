"""Closing the clinic and keeping holidays on the Settings page, by keyboard alone."""

from datetime import date, time

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.main_window import MainWindow
from app.ui.settings.closures_pane import ClosuresPane
from app.use_cases.closures import coming_closures, see_holidays, set_region
from app.use_cases.scheduling import see_visit
from app.use_cases.views import VisitView
from tests.small import Small
from tests.ui.managing import (
    closures_pane,
    infuse,
    open_as_manager,
    open_closures,
    press_until,
    push,
    tab_to,
)
from tests.ui.robots import Keyboard

THANKSGIVING = date(2026, 11, 26)
CHRISTMAS = date(2026, 12, 25)


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion on Tuesday."""
    return infuse(clinic, ana)


@pytest.fixture
def closures(window: MainWindow) -> ClosuresPane:
    """Closures and holidays."""
    return closures_pane(window)


def closed(clinic: Clinic) -> list[tuple[date, str]]:
    return [(each.day, each.name) for each in coming_closures(clinic)]


def said(window: MainWindow) -> str:
    return window.toast.text.text()


def test_two_days_are_closed_over_a_visit(
    window: MainWindow,
    closures: ClosuresPane,
    keyboard: Keyboard,
    clinic: Clinic,
    infusion: VisitView,
) -> None:
    open_closures(keyboard, window)
    keyboard.type("tue")
    tab_to(keyboard, closures.closing.last.line)
    keyboard.type("wed")
    tab_to(keyboard, closures.closing.name)
    keyboard.type("Team days")
    keyboard.press("Return")

    named = [row.title for row in closures.closing.in_the_way.visits.rows]
    untouched = closed(clinic)
    push(keyboard, closures.closing.in_the_way.anyway)

    assert (named, untouched) == (["Romero Gil, Ana"], [])
    assert closed(clinic) == [
        (date(2026, 11, 24), "Team days"),
        (date(2026, 11, 25), "Team days"),
    ]
    assert see_visit(clinic, infusion.visit.id).visit.displaced
    assert said(window) == ("Closed: 24\N{EN DASH}25 Nov 2026, Team days. 1 visit lost its time.")
    keyboard.press("Ctrl+Z")
    assert (closed(clinic), see_visit(clinic, infusion.visit.id).visit.displaced) == ([], False)


def test_a_part_of_a_day_is_closed_and_opened_again(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_closures(keyboard, window)
    keyboard.type("24 dec")
    tab_to(keyboard, closures.closing.start_at)
    keyboard.type("12:00")
    tab_to(keyboard, closures.closing.name)
    keyboard.type("Christmas Eve")
    keyboard.press("Return")
    (closure,) = coming_closures(clinic)

    assert (closure.day, closure.start, closure.end) == (date(2026, 12, 24), time(12), None)
    assert said(window) == "Closed: Thu 24 Dec 2026 from 12:00, Christmas Eve."
    tab_to(keyboard, closures.closures.list)
    keyboard.press("Del")
    assert closed(clinic) == []


def test_days_that_are_closed_already_are_left_out(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_closures(keyboard, window)
    for last, why in (("wed", "Team day"), ("fri", "Moving")):
        keyboard.type("wed")
        tab_to(keyboard, closures.closing.last.line)
        keyboard.type(last)
        tab_to(keyboard, closures.closing.name)
        keyboard.type(why)
        keyboard.press("Return")

    assert closed(clinic) == [
        (date(2026, 11, 25), "Team day"),
        (THANKSGIVING, "Moving"),
        (date(2026, 11, 27), "Moving"),
    ]


def test_a_day_before_the_first_is_refused_and_what_is_typed_stays(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_closures(keyboard, window)
    keyboard.type("fri")
    tab_to(keyboard, closures.closing.last.line)
    keyboard.type("wed")
    keyboard.press("Return", "Ctrl+1", "Ctrl+,")

    assert closures.closing.first.line.text() == "fri"
    assert closed(clinic) == []


def test_a_region_is_chosen_and_a_holiday_kept(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_closures(keyboard, window)
    tab_to(keyboard, closures.holidays.region)
    keyboard.type("us-co")
    keyboard.press("Return")
    region = clinic.setup.details.holidays
    closures.holidays.list.setFocus()
    press_until(keyboard, "Down", lambda: closures.holidays.list.current() == CHRISTMAS)
    keyboard.press("Space")

    assert (region, closed(clinic)) == ("US-CO", [(CHRISTMAS, "Christmas Day")])
    chip = next(r.chip for r in closures.holidays.list.rows if r.value == CHRISTMAS)
    assert chip == "Closed"
    keyboard.press("Space")
    assert closed(clinic) == []
    keyboard.press("Ctrl+Z")
    assert closed(clinic) == [(CHRISTMAS, "Christmas Day")]


def test_a_holiday_with_a_visit_is_kept_only_when_asked(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    set_region(clinic, "US-CO")
    infuse(clinic, ana, THANKSGIVING.day)
    open_closures(keyboard, window)
    closures.holidays.list.choose(THANKSGIVING)
    closures.holidays.list.setFocus()
    keyboard.press("Space")
    untouched = closed(clinic)
    push(keyboard, closures.holidays.in_the_way.anyway)

    assert (untouched, closed(clinic)) == ([], [(THANKSGIVING, "Thanksgiving Day")])


def test_the_arrows_turn_the_years_of_the_holidays(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    set_region(clinic, "US-CO")
    open_closures(keyboard, window)
    closures.holidays.list.setFocus()
    keyboard.press("Right")

    days = [row.value for row in closures.holidays.list.rows]
    assert days == [view.holiday.day for view in see_holidays(clinic, 2027)]
    assert closures.holidays.title.text() == "Public holidays 2027"


def test_an_unknown_region_is_said(
    window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_closures(keyboard, window)
    tab_to(keyboard, closures.holidays.region)
    keyboard.type("moon")
    keyboard.press("Return")

    assert clinic.setup.details.holidays == ""
    assert closures.holidays.reasons.sentences[0].startswith("There is no region “moon”.")


class TestAtTheFrontDesk:
    """Whoever may not change the house reads it."""

    @pytest.fixture
    def clinic(self, small: Small) -> Clinic:
        return small.open()

    def test_closures_can_only_be_read(
        self, window: MainWindow, closures: ClosuresPane, keyboard: Keyboard, clinic: Clinic
    ) -> None:
        set_region(clinic.by_itself(), "US-CO")
        open_closures(keyboard, window)
        closures.holidays.list.setFocus()
        keyboard.press("Space", "Return")

        assert closures.note.text() == "Only a manager or the medical director changes this."
        assert not closures.closing.isVisible()
        assert closed(clinic) == []
