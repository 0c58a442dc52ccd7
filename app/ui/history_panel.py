"""What was done in this window since it was opened: each can be taken back, also much later."""

from collections.abc import Iterator

from app import words
from app.domain.time import wall
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.lists import PickList, Row
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import Step
from app.ui.desk import Desk
from app.words.tongue import later, tr

ABOUT = later("Enter takes back what is chosen, and whatever was done after it.")
NOTHING = later(
    "Nothing was done yet that can be taken back. Booking, moving, calling off, ticks and most "
    "settings will stand here."
)
UNSAID = later("Something that was done earlier")


class HistoryPanel(Panel):
    """The steps, newest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("History"))
        self._desk = desk
        self.list = PickList(tr("What was done"), most=12)
        self.about = wrapped(tr(ABOUT), Style.SMALL, Tone.MUTED)
        self.nothing = wrapped(tr(NOTHING), Style.BODY, Tone.MUTED)
        self.back = Button(tr("Take it back"), Variant.PRIMARY, "undo", "Enter")
        for part in (self.about, self.nothing, self.list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.add_buttons(self.back)
        self.list.taken.connect(self._turn)
        self.back.clicked.connect(self.list.take_current)
        desk.undo.changed.connect(self._show_if_seen)

    def begin(self) -> None:
        """Put the keyboard on what was done last."""
        self._show()
        self.list.choose(1)
        (self.list if self._desk.undo.done else self.close_button).setFocus()

    def _show_if_seen(self) -> None:
        if self.isVisible():
            self._show()

    def _show(self) -> None:
        undo = self._desk.undo
        rows = [*self._rows(undo.undone, tr("Taken back"), -1), *self._rows(undo.done, "", 1)]
        self.list.show_rows(rows)
        for part in (self.about, self.list):
            part.setVisible(bool(rows))
        self.back.setEnabled(bool(rows))
        self.nothing.setVisible(not rows)

    def _rows(self, steps: tuple[Step, ...], chip: str, way: int) -> Iterator[Row]:
        """A row a step; its value is how many steps it takes, back or again."""
        numbered = list(enumerate(reversed(steps), start=1))
        for number, step in numbered if way > 0 else reversed(numbered):
            at = wall(step.at, self._desk.clinic.zone)
            yield Row(
                value=way * number,
                title=step.said or tr(UNSAID),
                detail=words.day_time(at),
                chip=chip,
                shape="undo" if chip else "",
                action=tr("Do it again") if chip else tr("Take it back"),
            )

    def _turn(self, steps: int) -> None:
        """So many steps back, or again; the first that cannot be taken back ends it."""
        undo = self._desk.undo
        for _ in range(abs(steps)):
            before = (len(undo.done), len(undo.undone))
            (acts.undo if steps > 0 else acts.redo)(self._desk)
            if sum(before) != len(undo.done) + len(undo.undone):  # it was refused, and is dropped
                break
        self.list.choose(1)
