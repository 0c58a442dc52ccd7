"""The page of the recovery sheet: printed or saved, and put away."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.domain.refusal import Reason
from app.domain.time import parse_zone, wall
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Tick
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons, announce
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED
from app.ui.first_run.setup import OURS, Setup
from app.ui.first_run.step import Step
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.files import write_file
from app.use_cases.logins import recovery_pdf_at
from app.words.tongue import later, tr

KIND = "recovery sheet"


def ask_file(window: QWidget, name: str) -> str:
    """Where a sheet is saved."""
    return QFileDialog.getSaveFileName(window, tr("Save as PDF"), name, "PDF (*.pdf)")[0]


class SheetStep(Step):
    """Prints the sheet or saves it, and asks whether it is put away."""

    TITLE = later("The recovery sheet")
    NOTE = later(
        "The code on it opens the clinic when every password is lost. Nobody else can help then: "
        "print it and lock it away."
    )

    def __init__(self, setup: Setup) -> None:
        super().__init__(setup)
        self.ask: Callable[[], str] = partial(ask_file, self, "recovery-sheet.pdf")
        self.where = PrinterChoice(setup, KIND)
        self.print = Button(tr("Prin&t the sheet"), Variant.QUIET, "print")
        self.save = Button(tr("Sa&ve as PDF …"), Variant.QUIET, "save")
        self.told = wrapped("", Style.SMALL, Tone.MUTED)
        self.faults = Reasons()
        self.put_away = Tick(later("Printed and put a&way"))
        self.put_away.setChecked(setup.put_away)
        self.add(self.where, Flow(self.print, self.save), self.told, self.faults, self.put_away)
        self.told.hide()
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self._save)
        self.put_away.toggled.connect(self.take)
        self.where.look()

    @property
    def _pdf(self) -> bytes:
        new = self._setup.new
        now = wall(self._setup.clock(), parse_zone(new.zone))
        return recovery_pdf_at(new.name.strip() or tr(OURS), self._setup.code, now)

    def _print(self) -> None:
        self.faults.clear()
        said = tr("The recovery sheet is on its way to the printer.")
        sent, failed = partial(self._out, said), partial(self._failed, tr("Not printed."))
        try:
            self.where.send(self._pdf, "", sent=sent, failed=failed)
        except EXPECTED as error:
            self._failed(tr("Not printed."), error)

    def _save(self) -> None:
        self.faults.clear()
        chosen = self.ask()
        if not chosen:
            return
        try:
            write_file(Path(chosen), self._pdf)
        except EXPECTED as error:
            self._failed(tr("Not saved."), error)
        else:
            self._out(tr("Saved as {file}. Print it and remove the file.", file=chosen))

    def _failed(self, lead: str, error: Exception) -> None:
        if isValid(self):
            self.faults.show_error(error, lead)

    def _out(self, said: str) -> None:
        self._setup.is_out = True
        if not isValid(self):
            return
        self.told.setText(said)
        self.told.show()
        announce(self.told, said)
        self.put_away.setFocus()

    @override
    def take(self) -> None:
        self._setup.put_away = self.put_away.isChecked()

    @staticmethod
    @override
    def against(setup: Setup, /) -> Iterator[Reason]:
        if not (setup.is_out and setup.put_away):
            yield Reason("recovery-not-put-away")

    @override
    def begin(self) -> None:
        (self.put_away if self._setup.is_out else self.print).setFocus()
