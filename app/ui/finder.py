"""What the search box finds beside patients: what can be done, where to go, which day."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from itertools import islice

from PySide6.QtGui import QAction

from app import words
from app.domain.months import DAY
from app.domain.refusal import Refused
from app.domain.typed_days import read_way
from app.library import help_pages
from app.ui.actions import Actions
from app.ui.common.answering import answers
from app.ui.common.buttons import plain
from app.ui.common.lists import Row
from app.ui.keys_panel import keys_of
from app.ui.main_window import MainWindow
from app.ui.settings.finding import Spot, found
from app.words.tongue import tongue, tr

MOST, MOST_PAGES = 5, 3
LEAST = 3
"""Letters from which on what stands in a section, and pages of the help, are offered."""
FAR = 731 * DAY
"""No day is gone to that lies further away than two years."""


class Finder:
    """Rows for what is typed; each of their values is what taking the row does."""

    def __init__(
        self, actions: Actions, window: MainWindow, open_help: Callable[[str], object]
    ) -> None:
        self._actions, self._window, self._open_help = actions, window, open_help

    def rows(self, typed: str) -> list[Row]:
        """What answers to the words typed so far, below a heading; nothing when nothing does."""
        found = [*self._day(typed), *self._can_be_done(typed), *self._settings(typed)]
        found += islice(self._help(typed), MOST_PAGES)
        return [Row(value="", title=tr("Go to, or do"), is_heading=True), *found] if found else []

    def _can_be_done(self, typed: str) -> Iterator[Row]:
        shown = (action for action in self._actions.all if action.isVisible())
        fitting = [a for a in shown if a.objectName() != "find" and answers(a.text(), typed)]
        for action in sorted(fitting, key=lambda action: not action.isEnabled())[:MOST]:
            yield action_row(action)

    def _settings(self, typed: str) -> Iterator[Row]:
        """Sections, and what stands in them; a letter or two is rather of a name."""
        all_of_it = len(typed.strip()) >= LEAST
        for spot in [each for each in found(typed) if all_of_it or not each.inside][:MOST]:
            within = tr("Settings  ·  {section}", section=spot.within)
            yield Row(
                value=partial(self._open_setting, spot),
                title=spot.title,
                detail=within if spot.within else tr("Settings"),
                icon=spot.icon,
            )

    def _help(self, typed: str) -> Iterator[Row]:
        """The pages of the help whose titles answer, of more letters than one or two."""
        pages = help_pages(tongue()).values() if len(typed.strip()) >= LEAST else ()
        for page in pages:
            if answers(page.title, typed):
                yield Row(
                    value=partial(self._open_help, page.topic),
                    title=page.title,
                    detail=tr("Help"),
                    icon="info",
                )

    def _open_setting(self, spot: Spot) -> None:
        page = self._window.settings_page
        self._window.show_page(self._window.pages.index(page))
        page.open(spot)

    def _day(self, typed: str) -> Iterator[Row]:
        desk = self._window.desk
        if typed.strip().isdigit():  # rather the number of a chart, or the end of a telephone's
            return
        try:
            day = read_way(typed, desk.clinic.today())
        except Refused:
            return
        if abs(day - desk.clinic.today()) > FAR:  # rather the day of somebody's birth
            return
        yield Row(
            value=partial(self._show_day, day),
            title=words.headed(words.long_day(day)),
            detail=tr("Schedule"),
            icon="schedule",
        )

    def _show_day(self, day: date) -> None:
        self._window.show_page(self._window.pages.index(self._window.schedule))
        self._window.desk.show_day(day)


def action_row(action: QAction) -> Row:
    """What can be done, with its keys; or why it cannot be done now."""
    can = action.isEnabled()
    return Row(
        value=action.trigger if can else action,
        title=plain(action.text()),
        detail=keys_of(action) if can else action.toolTip(),
        side="" if can else tr("Not now"),
    )
