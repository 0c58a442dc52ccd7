"""The table of a page, written where somebody chooses, off the window's thread."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app import words
from app.clinic import Clinic
from app.domain.patients import Patient
from app.ui.common.notices import Reasons
from app.ui.desk import Desk
from app.use_cases.part2 import protected, warnings
from app.use_cases.worklist_sheets import Exported, write_export
from app.words.tongue import tr, tr_many

AskFile = Callable[[QWidget, str], str]
Export = Callable[[], Exported]


def ask_csv(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, tr("Export as a table"), name, "CSV (*.csv)")[0]


class Exporting:
    """What leaves by a page: what is protected is said before a file is chosen, and again after."""

    def __init__(self, desk: Desk, page: QWidget, warning: Reasons, reasons: Reasons) -> None:
        self._desk, self._page = desk, page
        self._warning, self._reasons = warning, reasons

    def ask(
        self, choose_file: AskFile, name: str, patients: Iterable[Patient], export: Export
    ) -> None:
        """Write the table where somebody chooses, under a name that names nobody."""
        self._warning.show_reasons(warnings(protected(patients)))
        chosen = choose_file(self._page, f"{name}-{self._desk.clinic.today().isoformat()}.csv")
        if chosen:
            work = partial(_export_to, self._desk.clinic, export, Path(chosen))
            self._desk.background.run(work, self._exported, self._not_exported)

    def _exported(self, exported: Exported) -> None:
        self._reasons.clear()
        said = tr_many(exported.rows, "Exported: {count} line.", "Exported: {count} lines.")
        warned = words.say_all(warnings(exported.part2))
        self._desk.say(f"{said} {warned}".strip(), look="waiting" if warned else "ready")

    def _not_exported(self, error: Exception) -> None:
        self._reasons.show_error(error, tr("Not exported."))


def _export_to(clinic: Clinic, export: Export, path: Path) -> Exported:
    exported = export()
    write_export(clinic, exported, path)
    return exported
