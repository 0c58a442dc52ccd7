"""The file of a clinic's own PDF: its name typed, or chosen among the files of this computer."""

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app.ui.common.buttons import Button
from app.ui.common.fields import TextField
from app.ui.common.surfaces import bare
from app.ui.gate.scan_field import AskScan


def ask_pdf(window: QWidget) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getOpenFileName(window, "Choose the PDF", "", "PDF (*.pdf)")[0]


class PdfField(QWidget):
    """Which file is the PDF."""

    def __init__(self, choose_file: AskScan = ask_pdf) -> None:
        super().__init__()
        self.choose_file = choose_file
        self.line = TextField("File of the PDF", "to 25 MB and 99 pages")
        self.choose = Button("&Browse …")
        self.choose.setAccessibleName("Choose the PDF")
        line = bare(QHBoxLayout(self), 4)
        line.addWidget(self.line, 1)
        line.addWidget(self.choose)
        self.setFocusProxy(self.line)
        self.choose.clicked.connect(self._choose)

    def _choose(self) -> None:
        chosen = self.choose_file(self)
        if chosen:
            self.line.setText(chosen)
            self.line.setFocus()
