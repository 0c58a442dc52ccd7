"""Notice and deadlines: the hours and days that the desk counts by."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtWidgets import QWidget

from app.domain.access import Act, may
from app.domain.refusal import Reason, gathered, refuse_if
from app.domain.typed_house import read_count
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant, plain
from app.ui.common.fields import TextField, labelled
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, stacked
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.settings.drafted_editor import READ_ONLY
from app.ui.settings.half_typed import read_again
from app.use_cases.notices import keep_notices, notices
from app.words.tongue import later, tr

ASKED = {
    "cancel_hours": (
        later("Hours of noti&ce for a cancellation"),
        later("Who calls later than that is noted as late. Papers printed from now on say so too."),
    ),
    "hold_days": (
        later("&Days before its visit on which a hold ends"),
        later("The patient’s papers must be there by then. Holds there are keep their deadline."),
    ),
    "recall_days": (
        later("Days after a dose &until somebody is called again"),
        later("For everybody on the recall list without a day of their own."),
    ),
}
"""What each number is called, and what it does."""

NOT_CHANGED = later("Not changed.")


class NoticePane(QWidget):
    """A few numbers; what is typed stays until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept: dict[str, int] = {}
        self._writes = may(desk.clinic.person.roles, Act.EDIT_SETTINGS)
        self.lines = {name: TextField(plain(tr(said))) for name, (said, _) in ASKED.items()}
        self.reasons = Reasons()
        self.save = Button(tr("&Save"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        card = Card()
        card.body.setSpacing(12)
        card.body.addWidget(Text(tr("Notice and deadlines"), Style.HEADING))
        for name, (said, why) in ASKED.items():
            note = wrapped(tr(why), Style.SMALL, Tone.MUTED)
            card.body.addWidget(labelled(tr(said), self.lines[name], note))
            self.lines[name].set_read_only(read_only=not self._writes)
        note = wrapped(tr(READ_ONLY), Style.SMALL, Tone.MUTED)
        for part in (note, self.reasons, self.save):
            card.body.addWidget(part)
        note.setVisible(not self._writes)
        self.save.setVisible(self._writes)
        stacked(self, card)

    def _connect(self) -> None:
        for line in self.lines.values():
            line.returnPressed.connect(self._save)
            line.textChanged.connect(self.reasons.clear)
        self.save.clicked.connect(self._save)
        Keeps(self, self._save)

    def begin(self) -> None:
        """Put the keyboard on the first number."""
        next(iter(self.lines.values())).setFocus()

    def refresh(self) -> None:
        """Read the numbers again; one that is half typed stays as it is."""
        before, self._kept = self._kept, notices(self._desk.clinic)
        old, new = (
            {name: str(each.get(name, "")) for name in ASKED} for each in (before, self._kept)
        )
        if asked := read_again(self.lines, old, new):
            self.reasons.show_reasons(asked, tr(NOT_CHANGED))

    def _save(self) -> None:
        if not self._writes:
            return
        clinic, before = self._desk.clinic, dict(self._kept)
        try:
            wanted = self._wanted()
            keep_notices(clinic, wanted, since=before)
        except EXPECTED as error:
            self.refresh()
            self.reasons.show_error(error, tr(NOT_CHANGED))
        else:
            mine = {name: number for name, number in wanted.items() if before[name] != number}
            then = {name: before[name] for name in mine}
            self._fill(notices(clinic))
            said = tr("Changed: notice and deadlines.")
            turn = either_way(
                partial(keep_notices, clinic, then, since=mine),
                partial(keep_notices, clinic, mine, since=then),
            )
            self._desk.remember(said, turn)

    def _fill(self, numbers: Mapping[str, int]) -> None:
        for name, number in numbers.items():
            self.lines[name].setText(str(number))

    def _wanted(self) -> dict[str, int]:
        """The numbers that are typed; what is none is refused at once."""
        against: list[Reason] = []
        found = {
            name: gathered(against, partial(read_count, line.text()), 0)
            for name, line in self.lines.items()
        }
        refuse_if(against)
        return found
