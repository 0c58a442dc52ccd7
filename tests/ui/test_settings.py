"""The Settings page: what visits hold, changed by keyboard alone."""

from dataclasses import replace
from datetime import date, time

import pytest

from app.clinic import Clinic
from app.domain.access import Role
from app.domain.patients import Patient
from app.domain.resources import as_it_is
from app.domain.scheduling import Kind, Resource, Shift
from app.ui.main_window import MainWindow
from app.ui.settings.resources_pane import ResourcesPane
from app.use_cases.furnishing import change_resource
from app.use_cases.resources import resource_named, see_resources
from app.use_cases.scheduling import see_visit
from app.use_cases.views import VisitView
from tests.small import WEEK, Small, add_patient, file_everything
from tests.ui.managing import (
    infuse,
    open_as_manager,
    open_new,
    open_resource,
    push,
    resources_pane,
    tab_to,
    write,
)
from tests.ui.robots import Keyboard


@pytest.fixture
def clinic(small: Small) -> Clinic:
    """The small clinic, open for its manager."""
    return open_as_manager(small)


@pytest.fixture
def infusion(clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion on Tuesday."""
    return infuse(clinic, ana)


@pytest.fixture
def pane(window: MainWindow) -> ResourcesPane:
    """What visits hold."""
    return resources_pane(window)


def chips(pane: ResourcesPane) -> dict[str, str]:
    """The chips of the list, by name."""
    return {row.title: row.chip for row in pane.list.rows if row.chip}


def said(window: MainWindow) -> str:
    return window.toast.text.text()


def test_the_arrows_go_from_section_to_section(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Ctrl+,", *["Down"] * 12)

    page = window.settings_page
    assert window.place.pages.currentWidget() is page
    assert page.pane is page.panes[-1]


def test_f6_goes_from_the_sections_into_the_pane_and_round(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+,", "Down", "F6")
    first = pane.list.hasFocus()
    keyboard.press("F6")
    second = window.top.search.hasFocus()
    keyboard.press("F6")

    assert (first, second, window.settings_page.sections.hasFocus()) == (True, True, True)


def test_the_list_stands_under_kinds_which_the_arrows_skip(
    pane: ResourcesPane, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+,", "Down", "Return")

    first = pane.list.currentIndex().data()
    keyboard.press("Down", "Down", "Down")

    names = [row.title for row in pane.list.rows if row.is_heading]
    assert (first, pane.list.currentIndex().data()) == ("Room 1", "Ana Ruiz")
    assert names == ["Rooms", "People", "Pumps"]


def test_hours_are_changed_and_taken_back(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Ira Moss")
    tab_to(keyboard, pane.editor.form.hours.lines[0])
    write(keyboard, "8-12, 1pm-5pm")
    keyboard.press("Return")

    mine = resource_named(clinic, "Ira Moss").hours
    assert mine[:2] == (
        Shift(weekday=0, start=time(8), end=time(12)),
        Shift(weekday=0, start=time(13), end=time(17)),
    )
    assert (said(window), keyboard.dialogs) == ("Changed: Ira Moss.", [])
    keyboard.press("Ctrl+Z")
    assert resource_named(clinic, "Ira Moss").hours == WEEK
    assert pane.editor.form.hours.typed[0] == "08:00\N{EN DASH}18:00"


def test_hours_of_a_day_go_to_all_weekdays_and_a_day_off_is_unticked(
    pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Ira Moss")
    hours = pane.editor.form.hours
    tab_to(keyboard, hours.lines[0])
    write(keyboard, "9-1")
    tab_to(keyboard, hours.ticks[4])
    keyboard.press("Space")
    tab_to(keyboard, hours.copy)

    assert hours.echo.text() == "Mon 09:00\N{EN DASH}13:00, Tue\N{EN DASH}Thu 08:00\N{EN DASH}18:00"
    keyboard.press("Space", "Ctrl+Return")

    assert {(each.start, each.end) for each in resource_named(clinic, "Ira Moss").hours} == {
        (time(9), time(13))
    }


def test_hours_that_cannot_be_read_are_said_and_stay(
    pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Ira Moss")
    tab_to(keyboard, pane.editor.form.hours.lines[1])
    write(keyboard, "early")
    keyboard.press("Return")

    assert pane.editor.in_the_way.reasons.sentences == (
        "Not changed.",
        "The hours of Tuesday cannot be read: “early”. Write them like 8-12, 13-17.",
    )
    assert pane.editor.form.hours.typed[1] == "early"
    assert resource_named(clinic, "Ira Moss").hours == WEEK


def test_fewer_at_once_names_the_visit_in_the_way_which_then_loses_its_time(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic, ana: Patient
) -> None:
    pump = resource_named(clinic, "Pump 1")
    change_resource(clinic, pump.id, replace(as_it_is(pump), lanes=2))
    other = add_patient(clinic, "Ida", "Vega")
    file_everything(clinic, other)
    views = [infuse(clinic, ana), infuse(clinic, other)]
    open_resource(keyboard, pane, "Pump 1")
    tab_to(keyboard, pane.editor.form.lanes)
    write(keyboard, "1")
    keyboard.press("Return")

    refusal = pane.editor.in_the_way
    assert [row.whole for row in refusal.visits.rows] == [
        "Vega, Ida, IV infusion, Tue 24 Nov 2026 at 09:00"
    ]
    assert refusal.anyway.accessibleName() == "Change anyway: 1 visit loses its time"
    assert len(resource_named(clinic, "Pump 1").lanes) == 2
    push(keyboard, refusal.anyway)

    assert len(resource_named(clinic, "Pump 1").lanes) == 1
    assert said(window) == "Changed: Pump 1. 1 visit lost its time."
    assert see_visit(clinic, views[1].visit.id).visit.displaced
    keyboard.press("Ctrl+Z")
    assert not see_visit(clinic, views[1].visit.id).visit.displaced
    assert pane.editor.form.lanes.text() == "2"


def test_a_visit_in_the_way_is_looked_at_beside_the_page(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, infusion: VisitView
) -> None:
    open_resource(keyboard, pane, "Pump 1")
    push(keyboard, pane.editor.retire)
    pane.editor.in_the_way.visits.setFocus()
    keyboard.press("Return")

    assert window.place.panel is window.visit
    assert pane.editor.isVisible()


def test_a_room_is_retired_and_used_again(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Room 1")
    push(keyboard, pane.editor.retire)

    assert said(window) == "Retired: Room 1."
    assert [row.title for row in pane.list.rows][:3] == ["Rooms", "Room 2", "Room 3"]
    tab_to(keyboard, pane.past)
    keyboard.press("Space")
    assert chips(pane) == {"Room 1": "Retired"}
    pane.list.choose(pane.list.rows[1].value)
    push(keyboard, pane.editor.again)
    assert [each.name for each in see_resources(clinic)][-4:] == [
        "Room 1",
        "Room 2",
        "Room 3",
        "Pump 1",
    ]


def test_a_credential_date_echoes_its_weekday_and_shows_in_the_list(
    pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic, infusion: VisitView
) -> None:
    open_resource(keyboard, pane, "Ira Moss")
    field = pane.editor.form.good_until
    tab_to(keyboard, field.line)
    keyboard.type("5 dec")
    echo = field.echo.text()
    keyboard.press("Return")

    assert echo == "Saturday 5 December 2026"
    assert resource_named(clinic, "Ira Moss").good_until == date(2026, 12, 5)
    assert chips(pane) == {"Ira Moss": "Ends 5 Dec"}


def test_a_visit_that_keeps_its_time_but_not_all_it_needs_is_counted(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, infusion: VisitView
) -> None:
    open_resource(keyboard, pane, "Pump 1")
    tab_to(keyboard, pane.editor.form.good_until.line)
    keyboard.type("today")
    keyboard.press("Return")

    assert said(window) == "Changed: Pump 1. 1 visit needs attention."


def test_what_is_half_typed_stays_with_its_resource(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Room 1")
    write(keyboard, "Garden room")
    open_resource(keyboard, pane, "Room 2")
    other = pane.editor.form.name.text()
    keyboard.press("Ctrl+1")
    change_resource(clinic, 1, as_it_is(resource_named(clinic, "Ana Ruiz")))
    open_resource(keyboard, pane, "Room 1")

    assert (other, pane.editor.form.name.text()) == ("Room 2", "Garden room")
    assert chips(pane) == {"Room 1": "Not saved"}
    push(keyboard, pane.editor.discard)
    assert (pane.editor.form.name.text(), chips(pane)) == ("Room 1", {})
    keyboard.press("Ctrl+Z")
    assert (pane.editor.form.name.text(), chips(pane)) == ("Garden room", {"Room 1": "Not saved"})
    keyboard.press("Return")
    assert said(window) == "Changed: Garden room."


def test_a_room_is_added_with_the_hours_of_the_others(
    pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_new(keyboard, pane)
    keyboard.press("Return")
    keyboard.type("Room 9")
    tab_to(keyboard, pane.editor.form.skills["therapy"])
    keyboard.press("Space", "Ctrl+Return")

    added = resource_named(clinic, "Room 9")
    assert (added.skills, added.hours, added.kind) == (frozenset({"therapy"}), WEEK, Kind.ROOM)
    assert pane.list.currentIndex().data() == "Room 9"


def test_somebody_new_needs_a_login_and_says_so_until_then(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_new(keyboard, pane)
    keyboard.press("2", "Return")
    keyboard.type("Noor Amin")
    keyboard.press("Return")
    form, refusal = pane.editor.form, pane.editor.in_the_way
    refused = refusal.reasons.sentences
    tab_to(keyboard, form.login)
    keyboard.type("amin")
    tab_to(keyboard, form.roles[Role.NURSE])
    keyboard.press("Space", "Ctrl+Return")

    assert refused == (
        "Nothing was added.",
        "“” is not a login. Use small letters and digits, like ruiz2.",
        "Choose what this person does here.",
    )
    assert said(window) == "Added: Noor Amin."
    with clinic.database.reading() as unit:
        person = unit.staff.by_login("amin")
    assert person is not None
    assert (person.name, person.roles) == ("Noor Amin", frozenset({Role.NURSE}))


def test_there_is_something_to_save_once_something_is_typed(
    pane: ResourcesPane, keyboard: Keyboard
) -> None:
    open_resource(keyboard, pane, "Room 1")
    before = pane.editor.save.isEnabled()
    write(keyboard, "Garden room")
    typed = pane.editor.save.isEnabled()
    write(keyboard, "Room 1")

    assert (before, typed, pane.editor.save.isEnabled()) == (False, True, False)
    assert chips(pane) == {}


def test_something_new_stands_in_the_list_until_it_is_discarded(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard
) -> None:
    open_new(keyboard, pane)
    added = chips(pane)
    push(keyboard, pane.editor.discard)
    discarded = (chips(pane), pane.list.hasFocus(), pane.editor.title.text())
    keyboard.press("Ctrl+Z")

    assert added == {"New": "Not saved"}
    assert discarded == ({}, True, "Room 1")
    assert chips(pane) == {"New": "Not saved"}


def test_what_is_retired_leaves_the_keyboard_on_the_list_and_other_drafts_alone(
    window: MainWindow, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Room 1")
    write(keyboard, "Garden room")
    open_resource(keyboard, pane, "Room 2")

    push(keyboard, pane.editor.retire)

    assert "Room 2" not in [each.name for each in see_resources(clinic)]
    assert pane.list.hasFocus()
    assert chips(pane) == {"Room 1": "Not saved"}
    assert pane.editor.form.name.text() == "Garden room"


def test_an_addition_that_is_taken_back_leaves_nobody_elses_fields_under_the_keyboard(
    pane: ResourcesPane, keyboard: Keyboard
) -> None:
    open_new(keyboard, pane)
    keyboard.press("Return")
    keyboard.type("Room 9")
    keyboard.press("Return", "Ctrl+Z")

    assert "Room 9" not in [row.title for row in pane.list.rows]
    assert pane.list.hasFocus()


def test_what_somebody_else_changes_is_seen_at_once(
    pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Room 1")
    room: Resource = resource_named(clinic, "Room 1")

    change_resource(clinic, room.id, replace(as_it_is(room), name="Blue room"))

    assert pane.editor.form.name.text() == "Blue room"
    assert pane.list.rows[1].title == "Blue room"


def test_what_two_change_of_one_room_is_asked_about(
    pane: ResourcesPane, window: MainWindow, keyboard: Keyboard, clinic: Clinic
) -> None:
    open_resource(keyboard, pane, "Room 1")
    write(keyboard, "Blue room")
    room = resource_named(clinic, "Room 1")
    change_resource(clinic, room.id, replace(as_it_is(room), name="Red room", note="Warm"))

    keyboard.press("Ctrl+Return")

    way = pane.editor.in_the_way
    assert way.reasons.sentences == (
        "Not changed.",
        "Name: somebody else has made it “Red room” meanwhile.",
        "What you have typed stands here still. Keep it once more to have it instead.",
    )
    assert pane.editor.form.name.text() == "Blue room"
    push(keyboard, way.anyway)
    kept = resource_named(clinic, "Blue room")
    assert (said(window), kept.note) == ("Changed: Blue room.", "")


class TestAtTheFrontDesk:
    """Whoever may not change the house reads it."""

    @pytest.fixture
    def clinic(self, small: Small) -> Clinic:
        return small.open()

    def test_resources_can_only_be_read(
        self, pane: ResourcesPane, keyboard: Keyboard, clinic: Clinic
    ) -> None:
        open_resource(keyboard, pane, "Room 1")
        keyboard.type("x")
        keyboard.press("Return", "Ctrl+Return")

        assert pane.editor.note.text() == "Only a manager changes this."
        assert (pane.add.isVisible(), pane.editor.buttons.isVisible()) == (False, False)
        assert resource_named(clinic, "Room 1").name == "Room 1"
        assert chips(pane) == {}
