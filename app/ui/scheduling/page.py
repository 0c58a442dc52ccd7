"""The Schedule: a day by columns, a week, drawn or as a list, or a month of openings."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QRect, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.months import DAY, WEEK, months_on, week_of
from app.domain.scheduling import Resource, Status
from app.domain.waiting import Gap
from app.ui import acts, moves
from app.ui.common.buttons import Button, Variant
from app.ui.common.calendar import first_weekday
from app.ui.common.day_bar import DayBar
from app.ui.common.note_line import NoteLine
from app.ui.common.surfaces import Card, bare, scrolling
from app.ui.common.type import scaled
from app.ui.desk import Ask, Desk
from app.ui.scheduling import day_notes
from app.ui.scheduling.day_canvas import DayCanvas
from app.ui.scheduling.day_zoom import Zoom
from app.ui.scheduling.empty_days import EmptyDays
from app.ui.scheduling.hover_card import HoverCard
from app.ui.scheduling.month_pane import MonthPane
from app.ui.scheduling.saved_views import Span, Views
from app.ui.scheduling.shelf import Shelf
from app.ui.scheduling.side import Side
from app.ui.scheduling.tools import ScheduleTools
from app.ui.scheduling.visit_model import VisitModel, here
from app.ui.scheduling.visit_table import VisitTable
from app.ui.scheduling.week_canvas import WeekCanvas
from app.ui.today.tallies import Tallies
from app.use_cases import days
from app.use_cases.gaps import gap_around
from app.use_cases.views import DayView, VisitView
from app.words.tongue import later, tr

ROOMY = 760
WIDE = 1140
WITH_SIDE = 940
CALENDAR = later("Calendar beside the schedule  (Ctrl+Shift+G)")
NO_ROOM = later("There is no room for the calendar: widen the window or close the panel.")


def way_button(text: str, way: str, key: str) -> Button:
    """A button that goes a week or a month on."""
    button = Button(text, Variant.BARE)
    button.setToolTip(f"{way}  ({key})")
    return button


class SchedulePage(QWidget):
    """What is booked, and what is free."""

    menu_wanted = Signal(QPoint)
    """The menu of what is chosen, at a point of the screen."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.views = Views(desk, self)
        self.on_week = way_button(tr("+1 week"), tr("On by 1 week"), "Alt+Shift+Right")
        self.on_month = way_button(tr("+1 month"), tr("On by 1 month"), "Alt+PgDown")
        self.tallies = Tallies()
        further: dict[QWidget, int] = {
            self.tallies: WIDE,
            self.on_week: ROOMY,
            self.on_month: ROOMY,
        }
        self.bar = DayBar(desk.clinic.today, self.go, self.turn, further)
        self.tools = ScheduleTools(self.views)
        self.kinds, self.as_list = self.tools.kinds, self.tools.as_list
        self.canvas = DayCanvas(desk.clinic, Zoom(desk.settings), desk.see_visit)
        self.week = WeekCanvas(desk.clinic)
        self.month = MonthPane(desk)
        self.model = VisitModel(partial(here, desk.clinic), self)
        self.table = VisitTable(self.model, tr("Visits as a list"), whole=False)
        self.side = Side(desk)
        self.shelf = Shelf(desk)
        self.side.add(self.shelf)
        self.hover = HoverCard(desk.clinic, self)
        self.note = NoteLine(tr("About this day"))
        self.empty = EmptyDays()
        self._emptied = scrolling(self.empty)
        self._listed = Card((0, 0, 0, 0))
        self._shown = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = bare(QVBoxLayout(self), 8)
        column.setContentsMargins(20, 12, 12, 0)
        self._listed.body.addWidget(self.table)
        for part in (self.canvas, self.week, self.month, self._listed, self._emptied):
            self._shown.addWidget(part)
        column.addWidget(self.bar)
        column.addWidget(self.tools)
        column.addWidget(self.note)
        beside = bare(QHBoxLayout(), 8)
        beside.addWidget(self._shown, 1)
        beside.addWidget(self.side)
        column.addLayout(beside, 1)

    def _connect(self) -> None:
        desk = self._desk
        desk.changes.happened.connect(self._refresh_if_seen)
        desk.day_changed.connect(self._refresh_if_seen)
        desk.private_changed.connect(self._refresh_if_seen)
        desk.visit_placed.connect(self.canvas.choose)
        desk.minute_passed.connect(self._refresh_if_seen)
        self.on_week.clicked.connect(lambda: self.on_by_weeks(1))
        self.on_month.clicked.connect(lambda: self.on_by_months(1))
        for drawn in (self.canvas, self.week):
            drawn.opened.connect(self._open)
            drawn.chosen.connect(desk.choose_visit)
            drawn.hovered.connect(self._hover)
            drawn.gap_taken.connect(self._book_gap)
        self.canvas.read_out.connect(self.hover.read_out)
        self.canvas.moved.connect(partial(moves.try_move, desk))
        self.canvas.stretched.connect(partial(moves.try_resize, desk))
        for calendar in (self.week, self.side.calendar):
            calendar.dropped.connect(partial(moves.try_move_to_day, desk))
        for asked in (self.canvas, self.week, self.table):
            asked.menu_wanted.connect(self.menu_wanted)
        self.week.day_taken.connect(self._open_day)
        self.month.taken.connect(self._open_day)
        self.month.turned.connect(desk.show_day)
        self.table.opened.connect(self._open)
        self.table.stepped.connect(self._step)
        self.table.chosen.connect(self._choose_listed)
        self.as_list.toggled.connect(self._show_listed)
        self.tools.calendar.setChecked(self.side.wanted)
        self.tools.calendar.toggled.connect(self._show_side)
        self.side.calendar.taken.connect(self.go)
        self.views.shown_changed.connect(self._show_other)

    def go(self, day: date) -> None:
        """Look at another day, with the keyboard on it."""
        self._desk.show_day(day)
        self.begin()

    def turn(self, by: int) -> None:
        """The next day, week or month, or the one before."""
        if self.views.shown.span is Span.WEEK:
            self.on_by_weeks(by)
        elif self.views.shown.span is Span.MONTH:
            self.on_by_months(by)
        else:
            self._desk.show_day(self._desk.day + by * DAY)

    def on_by_weeks(self, count: int) -> None:
        """The same weekday so many weeks on."""
        self._desk.show_day(self._desk.day + count * WEEK * DAY)

    def on_by_months(self, count: int) -> None:
        """The same day so many months on."""
        self._desk.show_day(months_on(self._desk.day, count))

    def _show_listed(self) -> None:
        """The same days in the other way: what was read of them is what is shown."""
        self._follow_with(self._show_fitting)

    def _show_other(self) -> None:
        """Something else was asked to be shown."""
        self._follow_with(self.refresh)

    def _follow_with(self, show: Callable[[], None]) -> None:
        """The keyboard follows what is shown, unless it is in a panel."""
        self.hover.hide()
        focused: QWidget | None = self.window().focusWidget()
        mine = not focused or self.isAncestorOf(focused)
        show()
        if mine:
            self.begin()

    def _show_side(self, ticked: bool) -> None:  # noqa: FBT001 -- a signal's slot
        self.side.want(wanted=ticked)
        self._place_side()

    def _place_side(self) -> None:
        """The calendar stands beside the days where they keep enough room."""
        room = self.width() >= scaled(WITH_SIDE)
        self.tools.calendar.setEnabled(room)
        self.tools.calendar.setToolTip(tr(CALENDAR if room else NO_ROOM))
        self.side.setVisible(room and self.side.wanted)

    def _open(self, view: VisitView) -> None:
        self.canvas.hide_hover()
        self._desk.visit_wanted.emit(view.visit.id)

    def _open_day(self, day: date) -> None:
        self.views.show_span(Span.DAY)
        self.go(day)

    def _step(self, view: VisitView) -> None:
        acts.try_advance(self._desk, view)

    def _hover(self, view: VisitView | None, beside: QRect) -> None:
        self.hover.show_visit(None if self._desk.private else view, beside)

    def _book_gap(self, start: datetime) -> None:
        self._desk.booking_wanted.emit(Ask(start=start))

    @property
    def spot(self) -> tuple[Resource, datetime] | None:
        """The column and the time that are chosen on the day; None while a visit is."""
        return self.canvas.spot if self.canvas.isVisible() else None

    @property
    def block(self) -> int:
        """The block at the time that is chosen, 0 when there is none."""
        return self.canvas.block if self.canvas.isVisible() else 0

    def book_here(self) -> None:
        """Book at the time that is chosen on the day."""
        if self.spot is not None:
            self._book_gap(self.spot[1])

    def hold_here(self) -> None:
        """Hold the time that is chosen on the day."""
        if self.spot is not None:
            self._desk.booking_wanted.emit(Ask(start=self.spot[1], hold=True))

    @property
    def gap(self) -> Gap | None:
        """The free time around the one that is chosen on the day; None when there is none."""
        spot = self.spot
        return gap_around(self._desk.clinic, spot[0].id, spot[1]) if spot else None

    def fill_here(self) -> None:
        """Offer the free time around the one that is chosen to whoever waits."""
        gap = self.gap
        if gap is not None:
            self._desk.fill_wanted.emit(gap)

    def paste(self) -> None:
        """Put the visit from the shelf to the time that is chosen on the day, or say why not."""
        view, spot = self.shelf.current, self.spot
        if view is not None and spot is not None:
            moves.try_move(self._desk, view, spot[1], spot[0].id)
            self.canvas.choose(view.visit.id)

    def begin(self) -> None:
        """Put the keyboard on what is shown."""
        if self.isVisible():
            shown = self._fitting()
            stands: dict[QWidget, QWidget] = {
                self._listed: self.table,
                self._emptied: self.empty.way,
            }
            stands.get(shown, shown).setFocus()

    @property
    def _drawn(self) -> QWidget:
        """What draws the days now."""
        by_span = {Span.DAY: self.canvas, Span.WEEK: self.week, Span.MONTH: self.month}
        return by_span[self.views.shown.span]

    def _refresh_if_seen(self) -> None:
        """What nobody looks at is read when it is shown again."""
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read what is shown again."""
        span = self.views.shown.span
        shows = {
            Span.DAY: self._show_day,
            Span.WEEK: self._show_week,
            Span.MONTH: self._show_month,
        }
        self.bar.leave_out(self.tallies, out=span is Span.MONTH)
        shows[span]()
        self.side.calendar.follow(self._desk.day)
        self._show_fitting()

    def _show_fitting(self) -> None:
        self._shown.setCurrentWidget(self._fitting())
        self._choose_again()

    def _fitting(self) -> QWidget:
        """What is shown: drawn, listed, or why there is nothing."""
        month = self.views.shown.span is Span.MONTH
        if self.empty.told and not month:
            return self._emptied
        return self._listed if self.as_list.isChecked() and not month else self._drawn

    def _choose_again(self) -> None:
        """What was chosen stays chosen, as it is now: the Visit menu is about it."""
        before, span = self._desk.visit, self.views.shown.span
        if self._shown.currentWidget() is self._listed:
            self._desk.choose_visit(self.table.current())
        elif span is Span.WEEK:
            self._desk.choose_visit(self.week.current)
        elif span is Span.DAY and self.canvas.current is None and self.canvas.spot is None:
            self.canvas.choose(before.visit.id if before else 0)
        elif span is Span.DAY:
            self._desk.choose_visit(self.canvas.current)

    def _choose_listed(self, view: VisitView | None) -> None:
        """A row is chosen; while the days are drawn, the list only goes along."""
        if self._shown.currentWidget() is self._listed:
            self._desk.choose_visit(view)

    def _show_day(self) -> None:
        clinic, columns = self._desk.clinic, self.views.shown.columns
        view = self._desk.see_day(self._desk.day)
        self.bar.show_day(view.day)
        self.tallies.show_visits(view.standing)
        self.canvas.show_columns(columns)
        self.canvas.show_day(view, clinic.now() if view.day == clinic.today() else None)
        self._list([view], dated=False)
        self._say_no_columns(view)
        self._say_day(view)

    def _show_week(self) -> None:
        columns = self.views.shown.columns
        week = week_of(self._desk.day, first_weekday())
        views = self._desk.see_days(week[0], week[-1])
        names = (words.days(week[0], week[-1]), words.short_days(week[0], week[-1]))
        self.bar.show_days(self._desk.day, names, "week")
        self.tallies.show_visits([each for view in views for each in view.standing])
        self.week.show_week(views, columns, self._desk.day)
        self._list(views, dated=True)
        self._say_no_columns(views[0])
        self.note.say(day_notes.empty_week(views, columns))

    def _show_month(self) -> None:
        day = self._desk.day
        self.note.say("")
        self.month.show_month(day)
        first, last = self.month.shown
        whole = first <= day.replace(day=1)
        names = (words.month(day),) if whole else (words.days(first, last),)
        self.bar.show_days(day, (*names, words.short_days(first, last)), "month")

    def _say_day(self, view: DayView) -> None:
        """Why there is nothing on the day, else what is particular about it."""
        columns, closed = self.views.shown.columns, day_notes.why_closed(view)
        bare_day = closed and not view.standing
        if bare_day and columns.among(view.resources):
            following = days.next_open_day(self._desk.clinic, view.day)
            self.empty.tell(
                tr("No visits on {day}", day=words.day(view.day)),
                closed,
                way=tr("Next open day: {day}", day=words.day(following)),
                out=partial(self.go, following),
            )
        self.note.say("" if bare_day else " ".join(day_notes.sentences_of(view, columns)))

    def _say_no_columns(self, view: DayView) -> None:
        """Start anew: there is nothing to show only when there is no column."""
        columns = self.views.shown.columns
        self.empty.clear()
        if not columns.among(view.resources):
            why, out = day_notes.no_columns(columns), self.tools.edit_wanted.emit
            self.empty.tell(tr("No columns"), why, way=tr("Choose columns"), out=out)

    def _list(self, views: Sequence[DayView], *, dated: bool) -> None:
        """The same visits as a list; chosen rooms and people leave out the others' visits."""
        columns, current = self.views.shown.columns, self.table.current()
        listed = [
            each
            for view in views
            for each in view.visits
            if each.visit.status is not Status.CANCELLED
            and (not columns.resources or columns.hold(each))
        ]
        self.model.show_visits(listed, dated=dated)
        self.table.show_current(current.visit.id if current else 0)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place_side()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._place_side()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
