"""Which printer, and on one side or both: kept for this computer."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui import printing
from app.ui.common.background import Background
from app.ui.common.fields import Choice, FieldLabel, Tick
from app.ui.common.surfaces import bare

NO_PRINTER = "No printer is set up"


class PrinterChoice(QWidget):
    """The printers of this computer; the tick for both sides stands where its panel puts it."""

    def __init__(self, settings: QSettings) -> None:
        super().__init__()
        self._settings = settings
        self.printer = Choice("Printer")
        self.both_sides = Tick("Print on both si&des")
        line = bare(QHBoxLayout(self), 12)
        line.addWidget(FieldLabel("Printe&r", self.printer))
        line.addWidget(self.printer)
        self.printer.activated.connect(self.remember)
        self.both_sides.clicked.connect(self.remember)

    def look(self) -> None:
        """See which printers there are now."""
        names = printing.printers()
        kept = str(self._settings.value("print/printer", ""))
        self.printer.clear()
        self.printer.addItems(list(names) or [NO_PRINTER])
        self.printer.setEnabled(bool(names))
        if kept in names:
            self.printer.setCurrentText(kept)
        self.both_sides.setChecked(str(self._settings.value("print/both", "true")) == "true")

    @property
    def chosen(self) -> str:
        """The printer's name; empty when there is none."""
        return self.printer.currentText() if self.printer.isEnabled() else ""

    def send(
        self,
        background: Background,
        pdf: bytes,
        code: str,
        *,
        what: str,
        sent: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Send pages to the chosen printer in the background; the choice is kept."""
        both = self.both_sides.isChecked()
        job = printing.Job(pdf=pdf, code=code, printer=self.chosen, both_sides=both, what=what)
        self.remember()
        background.run(partial(printing.send, job), lambda _: sent(), failed)

    def remember(self) -> None:
        """Keep the choice for the next time."""
        self._settings.setValue("print/printer", self.chosen)
        self._settings.setValue("print/both", str(self.both_sides.isChecked()).lower())
