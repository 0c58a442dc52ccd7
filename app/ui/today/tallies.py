"""The day in numbers: how many visits, how many ready, waiting, blocked, here."""

from collections import Counter
from collections.abc import Sequence

from app import words
from app.domain.scheduling import UNDERWAY
from app.ui.common.chips import Chip, readiness_look
from app.ui.common.flow import Flow
from app.use_cases.views import VisitView

WORDS = (("ready", "ready"), ("waiting", "waiting"), ("blocked", "blocked"))


class Tallies(Flow):
    """A line of chips with the day's numbers."""

    def __init__(self) -> None:
        super().__init__(gap=6)
        self.visits = Chip("", "idle", "schedule")
        self.here = Chip("", "waived", "arrive")
        self.states = {look: Chip("", look) for look, _ in WORDS}
        for chip in (self.visits, *self.states.values(), self.here):
            self.add(chip)

    def show_visits(self, views: Sequence[VisitView]) -> None:
        """Count these visits."""
        looks = Counter(readiness_look(view)[0] for view in views)
        here = sum(view.visit.status in UNDERWAY for view in views)
        self.visits.show_state(words.plural(len(views), "visit"), "idle", "schedule")
        self.here.show_state(f"{here} here", "waived", "arrive")
        self.here.setVisible(bool(here))
        for look, word in WORDS:
            self.states[look].show_state(f"{looks[look]} {word}", look)
            self.states[look].setVisible(bool(looks[look]))
        self.updateGeometry()
