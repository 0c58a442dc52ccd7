"""The file of a scan: its name typed, or chosen among the files of this computer."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget
from shiboken6 import isValid
from typing_extensions import override

from app.ui.common.file_field import AskFile, FileField
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.use_cases.attachments import Scan, look_at_scan
from app.words.tongue import later, tr


def ask_scan(window: QWidget) -> str:
    """The file somebody chooses; empty when they think better of it."""
    kinds = f"{tr('Scans')} (*.pdf *.png *.jpg *.jpeg *.tif *.tiff)"
    return QFileDialog.getOpenFileName(window, tr("Choose the scan"), "", kinds)[0]


class ScanField(FileField):
    """Which file is the scan of a letter; an empty one is none."""

    def __init__(self, desk: Desk, choose_file: AskFile = ask_scan) -> None:
        hint, verb = tr("none; PDF, PNG, JPEG or TIFF"), tr("Choose the file of the scan")
        super().__init__(choose_file, later("File of the scan"), hint, verb)
        self._desk = desk

    def read(
        self, done: Callable[[Scan | None], None], failed: Callable[[Exception], None]
    ) -> None:
        """Look at the file off the window's thread; without one go on at once."""
        named = self.line.text().strip()
        if named:
            self._desk.background.run(lambda: look_at_scan(Path(named)), done, failed)
        else:
            done(None)


class ScannedForm(ItemForm):
    """A form that looks at a scan before it files anything, so that both are kept or none."""

    def __init__(
        self, desk: Desk, title: str, verb: str, keep: Callable[[], None], about: Matter
    ) -> None:
        super().__init__(desk, title, verb, keep, about)
        self.scan = ScanField(desk)
        self.found: Scan | None = None

    @override
    def try_it(self) -> None:
        self.file.setEnabled(False)
        self.scan.read(self._go_on, self._fail)

    @property
    def _stands(self) -> bool:
        """Whether nobody has left it while the file was read: then nothing is filed."""
        return isValid(self) and self.parentWidget() is not None

    def _go_on(self, scan: Scan | None) -> None:
        if self._stands:
            self.found = scan
            self.file.setEnabled(True)
            super().try_it()

    def _fail(self, error: Exception) -> None:
        if self._stands:
            self.file.setEnabled(True)
            self.reasons.show_error(error, tr("Not filed."))
