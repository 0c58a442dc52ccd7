"""The public holidays of a year, and which of them the clinic keeps."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut

from app import words
from app.ui.common.buttons import icon_button
from app.ui.common.fields import TextField, labelled
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.in_the_way import Doing, InTheWay
from app.ui.settings.closing_card import closed_said
from app.use_cases.closures import HolidayView, observe_holidays, reopen, see_holidays, set_region
from app.words.tongue import later, tr, tr_of

HOW = later("Enter or Space closes the clinic on a holiday, or opens it again.")


class HolidaysCard(Card):
    """A year's holidays; those that are kept are closed days like others."""

    def __init__(self, desk: Desk, *, writes: bool) -> None:
        super().__init__()
        self._desk, self._writes = desk, writes
        self._year = desk.clinic.today().year
        self._views: dict[date, HolidayView] = {}
        self.title = Text("", Style.HEADING)
        self.before = icon_button("left", tr("Year before"), "Left")
        self.after = icon_button("right", tr("Year after"), "Right")
        self.list = PickList(tr("Public holidays"), most=8, quiet=True)
        self.how = wrapped(tr(HOW), Style.SMALL, Tone.MUTED)
        self.in_the_way = InTheWay(desk)
        self.region = TextField(later("Whose public holidays"), "US-CO")
        self.reasons = Reasons("waiting")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for part in (
            row(self.title, filler(), self.before, self.after, spacing=4),
            self.how,
            self.in_the_way,
            self.list,
            self.reasons,
            labelled(tr("Whose pu&blic holidays"), self.region),
        ):
            self.body.addWidget(part)
        self.region.set_read_only(read_only=not self._writes)

    def _connect(self) -> None:
        self.list.taken.connect(self._toggle)
        self.before.clicked.connect(partial(self._turn, -1))
        self.after.clicked.connect(partial(self._turn, 1))
        self.region.returnPressed.connect(self._set_region)
        self._key("Space", self.list.take_current)
        self._key("Left", partial(self._turn, -1))
        self._key("Right", partial(self._turn, 1))

    def _key(self, name: str, do: Callable[[], object]) -> None:
        keys = QShortcut(QKeySequence(name), self.list)
        keys.setContext(Qt.ShortcutContext.WidgetShortcut)
        keys.activated.connect(do)

    def refresh(self) -> None:
        """Read the holidays of the year again."""
        clinic = self._desk.clinic
        self.title.setText(tr("Public holidays {year}", year=self._year))
        if not self.region.isModified():
            self.region.setText(clinic.setup.details.holidays)
        try:
            views = see_holidays(clinic, self._year)
        except EXPECTED as error:
            views = ()
            self.reasons.show_error(error)
        else:
            self.reasons.clear()
        self._views = {view.holiday.day: view for view in views}
        self.list.show_rows([holiday_row(view) for view in views], self.list.current())
        self.list.setVisible(bool(views))
        for button in (self.before, self.after):
            button.setVisible(bool(clinic.setup.details.holidays))
        self.how.setVisible(self._writes and bool(views))

    def _turn(self, by: int) -> None:
        self._year += by
        self.in_the_way.clear()
        self.refresh()

    def _toggle(self, day: object) -> None:
        view = self._views.get(day) if isinstance(day, date) else None
        if view is None or not self._writes:
            return
        if view.closure is None:
            self.in_the_way.attempt(
                Doing(tr("Close"), tr("Not closed."), partial(self._observe, view))
            )
        else:
            opening = partial(self._reopen, view.closure.id)
            self.in_the_way.attempt(Doing(tr("Open"), tr("Not opened again."), opening))

    def _observe(self, view: HolidayView, *, token: str, displace: bool = False) -> str:
        days = [view.holiday.day]
        done = observe_holidays(self._desk.clinic, days, displace=displace, token=token)
        return closed_said(later("Closed: {when}, {name}."), done)

    def _reopen(self, closure: int, *, token: str) -> str:
        done = reopen(self._desk.clinic, [closure], token=token)
        return closed_said(later("Open again: {when}, {name}."), done)

    def _set_region(self) -> None:
        clinic, before = self._desk.clinic, self._desk.clinic.setup.details.holidays
        try:
            region = set_region(clinic, self.region.text())
        except EXPECTED as error:
            self.reasons.show_error(error)
            return
        self.region.setText(region)
        self.refresh()
        said = tr("Public holidays of {region}.", region=region)
        if before:
            turn = either_way(
                partial(set_region, clinic, before), partial(set_region, clinic, region)
            )
            self._desk.remember(said, turn)
        else:
            self._desk.say(said)


def holiday_row(view: HolidayView) -> Row:
    """A holiday, and whether the clinic keeps it."""
    kept = view.closure is not None
    return Row(
        value=view.holiday.day,
        title=view.holiday.name,
        detail=words.day(view.holiday.day),
        chip=tr("Closed") if kept else "",
        look="ready",
        shape="tick",
        side="" if kept else tr_of("holiday", "Open"),
        icon="tick" if kept else "schedule",
    )
