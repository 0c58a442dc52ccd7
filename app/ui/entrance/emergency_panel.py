"""Breaking the glass: seeing in an emergency what one otherwise may not."""

from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import emergency
from app.words.tongue import later, tr

SAYS = (
    later("In an emergency anybody on staff may look at everything for half an hour."),
    later("Your name, the reason and every look are kept and shown to the manager."),
    later("Nothing can be changed that way."),
)


class EmergencyPanel(Panel):
    """Asks why, and opens everything to look at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Emergency access"))
        self._desk = desk
        self.why = TextField(later("Why you need to see it"))
        self.open = Button(tr("&Break the glass"), Variant.PRIMARY, "warning", "Enter")
        self.end = Button(tr("En&d the emergency access"), Variant.QUIET, "close")
        self.reasons = Reasons()
        for sentence in SAYS:
            self.body.addWidget(wrapped(tr(sentence), Style.BODY, Tone.MUTED))
        self.body.addWidget(labelled(tr("&Why"), self.why))
        self.body.addWidget(self.reasons)
        self.body.addStretch(1)
        self.add_buttons(self.open, self.end)
        self.why.returnPressed.connect(self._open)
        self.why.textEdited.connect(self.reasons.clear)
        self.open.clicked.connect(self._open)
        self.end.clicked.connect(self._end)

    def begin(self) -> None:
        """Put the keyboard on the reason."""
        self.end.setVisible(self._desk.clinic.in_emergency)
        self.why.setFocus()

    def _open(self) -> None:
        try:
            emergency.break_glass(self._desk.clinic, self.why.text())
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not opened."))
        else:
            self.why.clear()
            self._tell(tr("Emergency access for half an hour: every look is kept."))

    def _end(self) -> None:
        emergency.end_emergency(self._desk.clinic)
        self._tell(tr("The emergency access has ended."))

    def _tell(self, said: str) -> None:
        self._desk.emergency_changed.emit()
        self._desk.say(said, look="blocked")
        self.closed.emit()
