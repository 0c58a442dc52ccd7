"""Five things to try on the first day, each ticked once it is done; then the card is gone."""

from collections.abc import Mapping

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QHBoxLayout

from app.clinic import Change, Clinic
from app.domain.access import Act
from app.ui.common.buttons import icon_button
from app.ui.common.flow import Flow
from app.ui.common.notices import Shape, announce
from app.ui.common.surfaces import Card, bare, row
from app.ui.common.type import Style, Text, Tone
from app.ui.desk import Desk
from app.words.tongue import later, tr

THINGS: Mapping[str, str] = {
    "book": later("Book a visit (Ctrl+N)"),
    "move": later("Move it (Ctrl+M)"),
    "print": later("Print its packet (Ctrl+P)"),
    "file": later("File a paper that came back (Ctrl+R)"),
    "undo": later("Undo the last act (Ctrl+Z)"),
}
DONE_BY: Mapping[Act, str] = {
    Act.BOOK_VISIT: "book",
    Act.BOOK_COURSE: "book",
    Act.MOVE_VISIT: "move",
    Act.ISSUE_PACKET: "print",
    Act.TICK_PRINTED: "print",
    Act.RETURN_PAPER: "file",
    Act.UNDO: "undo",
}
OVER = "over"


def _key(clinic: Clinic) -> str:
    return f"started/{clinic.setup.details.uuid}/{clinic.person.login}"


def begin_to_start(settings: QSettings, clinic: Clinic) -> None:
    """From now on somebody is shown what to try, unless they have been already."""
    if not settings.contains(_key(clinic)):
        settings.setValue(_key(clinic), "")


class GettingStarted(Card):
    """The card; it is there only for whoever came in by the first page."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._name = desk, _key(desk.clinic)
        self.count = Text("", Style.SMALL, Tone.MUTED)
        self.close_it = icon_button("close", tr("Close “Getting started”"))
        self.things = {name: Shape("idle", "idle", 1.1) for name in THINGS}
        self.texts = {name: Text(tr(said)) for name, said in THINGS.items()}
        self._arrange()
        self.setAccessibleName(tr("Getting started"))
        self.close_it.clicked.connect(self._end)
        desk.changes.happened.connect(self._hear)
        self._show()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 10)
        head.addWidget(Text(tr("Getting started"), Style.HEADING))
        head.addWidget(self.count, 1, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.close_it)
        self.body.addLayout(head)
        lines = (row(self.things[name], self.texts[name]) for name in THINGS)
        self.body.addWidget(Flow(*lines, gap=16))

    @property
    def _done(self) -> tuple[str, ...]:
        """What was tried so far."""
        return tuple(filter(None, str(self._desk.settings.value(self._name, OVER)).split(",")))

    def _hear(self, change: Change) -> None:
        """An act of whoever sits here ticks what it was."""
        name = DONE_BY.get(change.act) if change.act else None
        done = self._done
        if name and change.by == self._desk.clinic.person.login and not {name, OVER} & set(done):
            self._desk.settings.setValue(self._name, ",".join((*done, name)))
            self._show()
            announce(self, self.count.text())

    def _end(self) -> None:
        self._desk.settings.setValue(self._name, OVER)
        self._show()

    def _show(self) -> None:
        done = self._done
        for name, shape in self.things.items():
            is_done = name in done
            shape.show_shape("tick" if is_done else "idle", "ready" if is_done else "idle")
            said = tr(THINGS[name])
            self.texts[name].setAccessibleName(tr("{thing}: done", thing=said) if is_done else said)
        self.count.setText(tr("{done} of {count} tried", done=len(done), count=len(THINGS)))
        self.setVisible(OVER not in done and len(done) < len(THINGS))
