"""The clinic is there: one page tries the printer, then the window opens."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from shiboken6 import isValid
from typing_extensions import override

from app.clinic import Clinic
from app.domain.time import wall
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.notices import announce
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.desk import EXPECTED
from app.ui.entrance.cards import EntranceCard
from app.ui.first_run.cards import WELCOME_WIDTH
from app.ui.first_run.setup import Setup
from app.ui.first_run.sheet_step import ask_file
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.beginning import print_test
from app.use_cases.files import write_file
from app.words.tongue import tr

KIND = "test page"


class MadeCard(EntranceCard):
    """Prints the test page, and opens the clinic."""

    opened = Signal()

    def __init__(self, setup: Setup, clinic: Clinic) -> None:
        super().__init__(
            "tick",
            tr("{clinic} is there", clinic=clinic.name),
            tr(
                "Print one page before the first patient comes: it has the marks of real papers, "
                "names the printer and says what to look for."
            ),
        )
        self._clinic = clinic
        self.setFixedWidth(scaled(WELCOME_WIDTH))
        self.where = PrinterChoice(setup, KIND)
        self.print = Button(tr("Prin&t a test page"), Variant.PRIMARY, "print")
        self.save = Button(tr("Sa&ve as PDF …"), Variant.QUIET, "save")
        self.ask: Callable[[], str] = partial(ask_file, self, "test-page.pdf")
        self.open = Button(tr("&Open the clinic"), Variant.QUIET, "right")
        self.told = wrapped("", Style.BODY, Tone.MUTED)
        self.told.hide()
        self.add(self.where, self.reasons, self.told, Flow(self.print, self.save, self.open))
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.open.clicked.connect(self.opened)
        self.where.look()

    def _page(self) -> tuple[bytes, str]:
        """A test page and its code."""
        self.reasons.clear()
        self.told.hide()
        now = wall(self._clinic.now(), self._clinic.zone)
        return print_test(self._clinic.name, self.where.chosen, now)

    def _save(self) -> None:
        chosen = self.ask()
        if not chosen:
            return
        try:
            write_file(Path(chosen), self._page()[0])
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not saved."))
        else:
            self._say(tr("Saved as {file}.", file=chosen))

    def _print(self) -> None:
        pdf, code = self._page()
        self.where.send(pdf, code, sent=partial(self._sent, code), failed=self._failed)

    def _sent(self, code: str) -> None:
        if not isValid(self):  # the clinic was opened meanwhile
            return
        said = tr(
            "Page {code} is on its way to {printer}. Look whether it is whole.",
            code=f"{code[:4]}-{code[4:]}",
            printer=self.where.chosen,
        )
        self._say(said)

    def _say(self, said: str) -> None:
        self.told.setText(said)
        self.told.show()
        announce(self.told, said)
        self.print.set_variant(Variant.QUIET)
        self.open.set_variant(Variant.PRIMARY)
        self.open.setFocus()

    def _failed(self, error: Exception) -> None:
        if isValid(self):
            self.reasons.show_error(error, tr("Not printed. You can print it later as well."))
            self.open.setFocus()

    @override
    def begin(self) -> None:
        self.print.setFocus()
