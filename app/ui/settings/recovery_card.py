"""A new recovery sheet: made, printed, and shown once to be written down."""

from functools import partial

from app import printing
from app.printing import Job, Way
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import logins
from app.words.tongue import later, tr

NOTE = later(
    "The code on it opens the clinic when every password is lost. A new sheet makes the one "
    "before worthless. The code is kept nowhere but on paper."
)


class RecoveryPrint(Card):
    """Makes the sheet; the code stays on the screen until it is put away."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._pdf = b""
        self.make = Button(tr("Make a new recover&y sheet"), Variant.QUIET, "paper")
        self.code = wrapped("", Style.HEADING)
        self.print = Button(tr("Prin&t the sheet"), Variant.PRIMARY, "print")
        self.done = Button(tr("P&ut the code away"), Variant.QUIET, "close")
        self.reasons = Reasons()
        self._shown = Flow(self.print, self.done)
        for part in (
            Text(tr("Recovery sheet"), Style.HEADING),
            wrapped(tr(NOTE), Style.SMALL, Tone.MUTED),
            self.make,
            self.code,
            self.reasons,
            self._shown,
        ):
            self.body.addWidget(part)
        self._show("")
        self.make.clicked.connect(self._make)
        self.print.clicked.connect(self._print)
        self.done.clicked.connect(lambda: self._show(""))
        desk.lock_wanted.connect(lambda: self._show(""))

    def _show(self, code: str) -> None:
        self.code.setText(code.replace("-", "  "))
        self._pdf = logins.recovery_pdf(self._desk.clinic, code) if code else b""
        for part in (self.code, self._shown):
            part.setVisible(bool(code))
        self.make.setVisible(not code)
        self.reasons.clear()

    def _make(self) -> None:
        try:
            code = logins.renew_recovery(self._desk.clinic)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not made."))
        else:
            self._show(code)
            self.print.setFocus()

    def _print(self) -> None:
        printer = str(self._desk.settings.value("print/printer", ""))
        job = Job(pdf=self._pdf, code="", way=Way(printer=printer), what="recovery sheet")
        said = partial(self._desk.say, tr("The recovery sheet is on its way to the printer."))
        self._desk.printing.run(
            partial(printing.print_job, job), lambda _: said(), self.reasons.show_error
        )
