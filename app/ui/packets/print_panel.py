"""Printing something beside the page: as it will come out, to a printer or to a file."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app import printing, words
from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.paged_preview import PagedPreview
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.files import write_file
from app.words.tongue import later, tr

AskFile = Callable[[QWidget, str], str]
NOT_LAID_OUT: Mapping[str, str] = {
    "letter": later("The letter could not be laid out."),
    "schedule": later("The schedule could not be laid out."),
    "day sheet": later("The day sheet could not be laid out."),
    "worklist": later("The worklist could not be laid out."),
    "report": later("The report could not be laid out."),
    "key card": later("The key card could not be laid out."),
    "restore drill": later("The page about the drill could not be laid out."),
}
SAVED: Mapping[str, str] = {
    "letter": later("Letter saved."),
    "schedule": later("Schedule saved."),
    "day sheet": later("Day sheet saved."),
    "worklist": later("Worklist saved."),
    "report": later("Report saved."),
    "key card": later("Key card saved."),
    "restore drill": later("Page about the drill saved."),
}


def ask_file(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, tr("Save as PDF"), name, "PDF (*.pdf)")[0]


class PrintPanel(Panel):
    """Preview, print, save."""

    WIDTH = 520

    def __init__(self, desk: Desk, choose_file: AskFile = ask_file) -> None:
        super().__init__(tr("Print"))
        self.desk, self.choose_file = desk, choose_file
        self._asked = 0
        self.job = self.code = ""
        """What the printer's display and its log show; never a patient."""
        self.pdf = b""
        self.what = wrapped("", Style.SMALL, Tone.MUTED)
        self.paged = PagedPreview()
        self.where = PrinterChoice(desk)
        self.warning = Reasons("waiting")
        self.reasons = Reasons()
        self.print = Button(tr("Print"), Variant.PRIMARY, "print", "Enter")
        self.save = Button(tr("Save PDF"), icon="save")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(self.what)
        self.body.addWidget(self.paged, 1)
        for part in (self.warning, self.reasons, self.where, self.where.both_sides):
            self.foot.addWidget(part)
        self.add_buttons(self.print, self.save)

    def _connect(self) -> None:
        self.paged.listen(self)
        self.desk.stopped.connect(self.paged.preview.let_go)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self.save_pdf)

    def lay_out(self, said: str, work: Callable[[], bytes]) -> None:
        """Make the pages off the window's thread."""
        self._asked += 1
        self.pdf = b""
        self.reasons.clear()
        self.warning.clear()
        self.paged.preview.show_pdf(b"")
        self.where.look(self.job)
        self._offer()
        self.what.setText(tr("{what}. Laying out the pages …", what=said))
        done = partial(self._take, self._asked, said)
        self.desk.background.run(work, done, partial(self._fail, self._asked))

    def _take(self, asked: int, said: str, pdf: bytes) -> None:
        if asked == self._asked:
            self.pdf = pdf
            self.paged.preview.show_pdf(pdf)
            pages = words.plural(self.paged.preview.count, "page")
            self.what.setText(f"{said} · {pages}")
            self.print.say(tr("Print {pages}", pages=pages))
            self._offer()
            if self.paged.preview.hasFocus():
                self.print.setFocus()

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self.what.setText("")
            self.reasons.show_error(error, tr(NOT_LAID_OUT[self.job]))

    def _offer(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(bool(self.pdf))

    def _print(self) -> None:
        try:
            printing.require(self.where.chosen)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not printed."))
            return
        self.print.setEnabled(False)
        self.where.send(
            self.pdf,
            self.code,
            sent=self._was_sent,
            failed=self._not_sent,
        )

    def _was_sent(self) -> None:
        self.reasons.clear()
        self._offer()
        self.desk.say(tr("Sent to {printer}.", printer=self.where.chosen))
        self.has_gone()

    def _not_sent(self, error: Exception) -> None:
        self._offer()
        self.reasons.show_error(error, tr("Not printed."))

    def save_pdf(self) -> None:
        """Write the pages where somebody chooses."""
        name = f"{self.job} {self.code}.pdf"
        chosen = self.choose_file(self, name.replace(" ", "-"))
        if not chosen:
            return
        try:
            write_file(Path(chosen), self.pdf)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not saved."))
        else:
            self.desk.say(tr(SAVED[self.job]))
            self.has_gone()

    def has_gone(self) -> None:
        """What is done once it was printed or saved."""

    def begin(self) -> None:
        """Put the keyboard where Enter prints, once there is something to print."""
        (self.print if self.pdf else self.paged.preview).setFocus()
