"""The day in numbers: how many visits, how many ready, waiting, blocked, here."""

from collections import Counter
from collections.abc import Sequence

from app import words
from app.domain.scheduling import UNDERWAY
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.flow import Flow
from app.use_cases.views import VisitView
from app.words.tongue import tr_many

COUNTED = ("ready", "waiting", "blocked")
"""How visits look that are counted."""


def counted(look: str, count: int) -> str:
    """So many visits that look so."""
    match look:
        case "ready":
            return tr_many(count, "{count} ready", "{count} ready")
        case "waiting":
            return tr_many(count, "{count} waiting", "{count} waiting")
        case _:
            return tr_many(count, "{count} blocked", "{count} blocked")


class Tallies(Flow):
    """A line of chips with the day's numbers."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.visits = Chip("", "idle", "schedule")
        self.here = Chip("", "waived", "arrive")
        self.states = {look: Chip("", look) for look in COUNTED}
        for chip in (self.visits, *self.states.values(), self.here):
            self.add(chip)

    def show_visits(self, views: Sequence[VisitView]) -> None:
        """Count these visits."""
        looks = Counter(readiness_look(view)[0] for view in views)
        here = sum(view.visit.status in UNDERWAY for view in views)
        self.visits.show_state(words.plural(len(views), "visit"), "idle", "schedule")
        self.here.show_state(tr_many(here, "{count} here", "{count} here"), "waived", "arrive")
        self.here.setVisible(bool(here))
        for look in COUNTED:
            self.states[look].show_state(counted(look, looks[look]), look)
            self.states[look].setVisible(bool(looks[look]))
        self.updateGeometry()
