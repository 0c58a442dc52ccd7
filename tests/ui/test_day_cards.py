"""What stands in the cards of a day: warnings, seats of a group session, closed time."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.clinic import Clinic
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.scheduling import Kind
from app.domain.time import instant
from app.ui.commands import Commands
from app.ui.main_window import MainWindow
from app.ui.scheduling.columns import Columns
from app.ui.scheduling.day_canvas import DayCanvas
from app.ui.scheduling.day_cards import Drawer, Drawing
from app.ui.scheduling.day_layout import DayLayout, Scale, lay_out
from app.use_cases.days import see_day
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import DayView, VisitView
from tests.small import MONDAY, at
from tests.ui.conftest import DEMO_DAY

SCALE = Scale(first=480, per_minute=1.5, column=200, line=18, lane=5)


@pytest.fixture
def infusion(window: MainWindow, clinic: Clinic, ana: Patient) -> VisitView:
    """An infusion at 10:00; the window gives texts their font."""
    return book_visit(clinic, Wish(patient=ana.id, type="iv-dosing", start=at(clinic, 23, "10:00")))


def drawn(clinic: Clinic, view: VisitView) -> Drawing:
    """The card of a visit as it would be drawn in its room."""
    day = replace(see_day(clinic, MONDAY), visits=(view,))
    layout = lay_out(clinic, day, Columns())
    return Drawer(layout, SCALE, clinic.zone).draw(layout.cards[0])


def texts(drawing: Drawing) -> list[str]:
    return [line.box.text for line in drawing.lines]


def test_a_usual_visit_carries_no_warning(infusion: VisitView, clinic: Clinic) -> None:
    assert drawn(clinic, infusion).mark is None


def test_an_overbooked_visit_says_so_by_shape_and_word(infusion: VisitView, clinic: Clinic) -> None:
    over = replace(infusion, visit=replace(infusion.visit, overbooked="Dr. Hale agreed"))

    drawing = drawn(clinic, over)

    assert drawing.mark is not None
    assert (drawing.mark.shape, drawing.mark.look) == ("warning", "waiting")
    assert "Overbooked" in texts(drawing)


def test_a_visit_that_lost_its_time_needs_attention(infusion: VisitView, clinic: Clinic) -> None:
    lost = replace(infusion, visit=replace(infusion.visit, displaced=True))

    drawing = drawn(clinic, lost)

    assert drawing.mark is not None
    assert (drawing.mark.shape, drawing.mark.look) == ("warning", "blocked")
    assert "Needs attention" in texts(drawing)


def group_day(window: MainWindow) -> DayView:
    """The day of the demo clinic that has a group session."""
    return see_day(window.desk.clinic, DEMO_DAY + timedelta(days=1))


def group_layout(window: MainWindow, kind: Kind) -> DayLayout:
    columns = Columns(kinds=frozenset({kind}))
    return lay_out(window.desk.clinic, group_day(window), columns)


def test_a_group_session_is_one_card_with_its_seats(demo_window: MainWindow) -> None:
    layout = group_layout(demo_window, Kind.ROOM)

    (frame,) = layout.frames
    seats = [card for card in layout.cards if card.row >= 0]
    assert layout.columns[frame.column].name == "Group room"
    assert [card.view.visit.id for card in seats] == [v.visit.id for v in frame.seats]
    assert frame.said(demo_window.desk.clinic.zone)[1] == f"{len(frame.seats)} of 6 seats"
    assert len(frame.seats) + frame.free == 6


def test_seats_stand_below_each_other_inside_their_session(demo_window: MainWindow) -> None:
    layout = group_layout(demo_window, Kind.ROOM)
    (frame,) = layout.frames

    areas = [SCALE.area(card) for card in layout.cards if card.row >= 0]

    assert all(SCALE.frame(frame).contains(area) for area in areas)
    assert [area.top() for area in areas] == sorted({area.top() for area in areas})


def test_a_seat_says_who_and_how_ready(demo_window: MainWindow) -> None:
    layout = group_layout(demo_window, Kind.ROOM)
    drawer = Drawer(layout, SCALE, demo_window.desk.clinic.zone)

    (first, *_) = [drawer.draw(card) for card in layout.cards if card.row >= 0]

    view = first.card.view
    assert texts(first) == [view.patient.listed]
    assert first.mark is not None
    assert first.lines[0].box.whole.startswith(f"{view.patient.listed}, ")


def test_the_people_of_a_session_have_it_in_their_columns_and_its_seats_in_one(
    demo_window: MainWindow,
) -> None:
    layout = group_layout(demo_window, Kind.PERSON)

    assert len(layout.frames) > 1
    assert [frame.lists_seats for frame in layout.frames].count(True) == 1


def test_every_seat_is_reached_by_the_arrows(demo_window: MainWindow) -> None:
    demo_window.show_page(1)
    demo_window.desk.show_day(DEMO_DAY + timedelta(days=1))
    canvas: DayCanvas = demo_window.schedule.canvas
    layout = canvas.layout_now
    assert layout is not None
    seats = [card for card in layout.cards if card.row >= 0]

    canvas.choose_card(seats[0])
    reached = [canvas.current]
    for _ in seats[1:]:
        QTest.keyClick(canvas, Qt.Key.Key_Down)
        reached.append(canvas.current)
    demo_window.desk.show_day(DEMO_DAY)

    assert [view.visit.id for view in reached if view] == [card.view.visit.id for card in seats]


def closing(start: time | None = None, end: time | None = None) -> Closure:
    return Closure(day=date(2026, 11, 23), start=start, end=end, name="Staff training")


@pytest.mark.parametrize(
    ("closure", "span"),
    [(closing(), (480, 1020)), (closing(time(12), time(14)), (720, 840))],
    ids=["all day", "part of it"],
)
def test_a_closure_shades_every_column(
    clinic: Clinic, closure: Closure, span: tuple[int, int]
) -> None:
    day = replace(see_day(clinic, MONDAY), closures=(closure,))

    layout = lay_out(clinic, day, Columns())

    shades = [shade for shade in layout.shades if shade.note == "Staff training"]
    assert [(shade.start, shade.end) for shade in shades] == [span] * len(layout.columns)


def test_a_pump_past_its_service_is_not_to_be_had(clinic: Clinic) -> None:
    day = see_day(clinic, MONDAY)
    late = tuple(replace(each, good_until=date(2026, 11, 20)) for each in day.resources)

    layout = lay_out(clinic, replace(day, resources=late), Columns(kinds=frozenset({Kind.PUMP})))

    assert [shade.note for shade in layout.shades if shade.note] == ["Good until 20 Nov 2026"]


@pytest.mark.parametrize("day", [date(2026, 3, 8), date(2026, 11, 1)], ids=["spring", "autumn"])
def test_noon_is_noon_on_the_days_when_the_clocks_change(clinic: Clinic, day: date) -> None:
    layout = lay_out(clinic, see_day(clinic, day), Columns())

    noon = instant(datetime.combine(day, time(12)), clinic.zone)

    assert layout.minute_of(noon) == 12 * 60


def test_a_seat_lasts_as_long_as_the_others(demo_window: MainWindow) -> None:
    commands = demo_window.findChild(Commands)
    assert isinstance(commands, Commands)
    demo_window.show_page(1)
    demo_window.desk.show_day(DEMO_DAY + timedelta(days=1))
    canvas = demo_window.schedule.canvas
    layout = canvas.layout_now
    assert layout is not None
    seat = next(card for card in layout.cards if card.row >= 0)

    canvas.choose_card(seat)
    edge = canvas.edge_at(canvas.area_of(seat).bottomLeft() + QPointF(20, -1))
    longer, moves = commands.actions["longer"], commands.actions["move"]
    told = (longer.isEnabled(), longer.toolTip(), moves.isEnabled())
    demo_window.desk.show_day(DEMO_DAY)

    assert edge is None
    assert told == (False, "A seat of a group session lasts as long as the others.", True)
