"""Views that somebody saved: by their keys, kept for each person, and never about a patient."""

from pathlib import Path

import pytest

from app.domain.scheduling import Kind
from app.ui.main_window import MainWindow
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.saved_views import SavedView, Span, Views, read_view, written
from app.use_cases.days import see_day
from tests.small import Small
from tests.ui.conftest import opened
from tests.ui.robots import Keyboard


def columns_of(window: MainWindow) -> list[str]:
    layout = window.schedule.canvas.layout_now
    return [resource.name for resource in layout.columns] if layout else []


def numbers(window: MainWindow, *names: str) -> tuple[int, ...]:
    resources = see_day(window.desk.clinic, window.desk.day).resources
    return tuple(next(r.id for r in resources if r.name == name) for name in names)


def choices(window: MainWindow) -> list[str]:
    box = window.schedule.tools.view
    return [box.itemText(number) for number in range(box.count()) if box.itemText(number)]


def test_the_first_views_are_there_from_the_start(window: MainWindow, keyboard: Keyboard) -> None:
    keyboard.press("Alt+2")
    people = columns_of(window)
    keyboard.press("Alt+3")
    span = window.schedule.views.shown.span
    keyboard.press("Alt+1")

    assert people == ["Ana Ruiz", "Dr. Miriam Hale", "Rosa Ortiz", "Ira Moss", "Eva Lund"]
    assert span is Span.WEEK
    assert columns_of(window) == ["Room 1", "Room 2", "Room 3"]
    assert window.schedule.isVisible()


def test_chosen_columns_stand_in_their_order(window: MainWindow) -> None:
    chosen = numbers(window, "Room 3", "Ira Moss")

    window.schedule.views.show_columns(Columns(resources=chosen))

    assert columns_of(window) == ["Room 3", "Ira Moss"]
    assert [name for name, button in window.schedule.kinds.items() if button.isChecked()] == []
    assert window.schedule.tools.view.currentIndex() == -1


def test_a_kind_leaves_the_chosen_columns(window: MainWindow) -> None:
    window.schedule.views.show_columns(Columns(resources=numbers(window, "Room 3")))

    window.schedule.kinds["pumps"].click()

    assert columns_of(window) == ["Pump 1"]


def test_some_columns_are_always_shown(window: MainWindow) -> None:
    window.show_page(1)
    window.schedule.kinds["rooms"].click()

    assert columns_of(window) == ["Room 1", "Room 2", "Room 3"]
    assert window.schedule.kinds["rooms"].isChecked()


def test_a_saved_view_has_the_next_key_and_stands_in_the_chooser(
    window: MainWindow, keyboard: Keyboard
) -> None:
    views = window.schedule.views
    views.show_columns(Columns(resources=numbers(window, "Ira Moss")))
    views.save("Moss only")
    keyboard.press("Alt+1", "Alt+4")

    assert columns_of(window) == ["Ira Moss"]
    assert choices(window) == ["1  Rooms", "2  People", "3  Week", "4  Moss only", "Save or edit …"]
    assert window.schedule.tools.view.currentText() == "4  Moss only"


def test_the_same_name_is_saved_over(window: MainWindow) -> None:
    views = window.schedule.views
    views.show_columns(Columns(kinds=frozenset({Kind.PUMP})))

    views.save("rooms")

    assert [view.name for view in views.saved] == ["rooms", "People", "Week"]
    assert views.saved[0].columns.kinds == {Kind.PUMP}


def test_views_are_renamed_moved_and_removed(window: MainWindow) -> None:
    views = window.schedule.views

    views.rename(0, "All rooms")
    stands = views.move(0, 1)
    views.remove(2)

    assert stands == 1
    assert [view.name for view in views.saved] == ["People", "All rooms"]


def test_columns_are_chosen_ordered_and_saved_by_keys(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Alt+0", "Down", "Space", "Up", "Alt+Up")
    ordered = columns_of(window)
    window.views.name.setFocus()
    keyboard.type("Two rooms")
    keyboard.press("Return")

    assert ordered == ["Room 3", "Room 1"]
    assert window.views.message.text() == "Saved: Two rooms. Alt+4 shows it."
    assert [row.title for row in window.views.saved.rows][-1] == "Two rooms"
    assert [row.detail for row in window.views.saved.rows][-1] == "Day · Room 3, Room 1"


def test_a_view_is_renamed_and_removed_by_keys_and_put_back(
    window: MainWindow, keyboard: Keyboard
) -> None:
    keyboard.press("Ctrl+2", "Alt+0")
    window.views.saved.setFocus()
    keyboard.press("Alt+Down", "F2")
    keyboard.type("All rooms")
    keyboard.press("Return")
    renamed = [view.name for view in window.schedule.views.saved]
    window.views.saved.setFocus()
    keyboard.press("Del")
    removed = [view.name for view in window.schedule.views.saved]
    keyboard.press("Ctrl+Z")

    assert renamed == ["People", "All rooms", "Week"]
    assert removed == ["People", "Week"]
    assert [view.name for view in window.schedule.views.saved] == renamed


@pytest.mark.parametrize(
    ("name", "says"), [("", "A view needs a name."), ("week", "Another view has this name.")]
)
def test_a_view_cannot_be_renamed_to_that(
    window: MainWindow, keyboard: Keyboard, name: str, says: str
) -> None:
    keyboard.press("Ctrl+2", "Alt+0")
    window.views.saved.setFocus()
    keyboard.press("F2")
    window.views.name.setText(name)
    keyboard.press("Return")

    assert window.views.message.text() == says
    assert [view.name for view in window.schedule.views.saved] == ["Rooms", "People", "Week"]


def test_the_last_view_and_the_saved_ones_are_back_the_next_day(
    small: Small, tmp_path: Path
) -> None:
    with opened(small.open(), tmp_path / "window.ini") as first:
        first.schedule.views.show_columns(Columns(resources=numbers(first, "Pump 1", "Room 2")))
        first.schedule.views.save("Pump and room")
    with opened(small.open(), tmp_path / "window.ini") as second:
        second.show_page(1)
        shown = columns_of(second)
        saved = [view.name for view in second.schedule.views.saved]

    assert shown == ["Pump 1", "Room 2"]
    assert saved == ["Rooms", "People", "Week", "Pump and room"]


def test_each_person_has_views_of_their_own(small: Small, tmp_path: Path) -> None:
    with opened(small.open(), tmp_path / "window.ini") as window:
        window.schedule.views.save("Mine")
        window.schedule.views.remove(0)
    with opened(small.open("moss"), tmp_path / "window.ini") as window:
        saved = [view.name for view in window.schedule.views.saved]

    assert saved == ["Rooms", "People", "Week"]


def test_spoilt_settings_show_the_rooms(window: MainWindow) -> None:
    desk = window.desk
    place = f"schedule/{desk.clinic.setup.details.uuid}/{desk.clinic.person.login}"
    desk.settings.setValue(f"{place}/shown", "nonsense")
    desk.settings.setValue(f"{place}/views", "day|room||Rooms\nnonsense")

    views = Views(desk, window)

    assert views.shown.columns == Columns()
    assert [view.name for view in views.saved] == ["Rooms"]


@pytest.mark.parametrize(
    "view",
    [
        SavedView(name="Hale | only", columns=Columns(resources=(7, 3))),
        SavedView(
            name="Pumps", span=Span.WEEK, columns=Columns(kinds=frozenset({Kind.PUMP, Kind.ROOM}))
        ),
    ],
)
def test_a_view_comes_back_as_it_was_written(view: SavedView) -> None:
    assert read_view(written(view)) == view


@pytest.mark.parametrize(
    "line", ["", "day", "day|||", "year|room||Rooms", "day|room|x|Rooms", "day|attic||A", "day|||A"]
)
def test_a_spoilt_line_is_no_view(line: str) -> None:
    assert read_view(line) is None
