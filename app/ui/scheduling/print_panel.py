"""Printing the schedule or the sheet of a day: what is shown, as it will come out."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from app import words
from app.domain.months import week_of
from app.domain.worklists import Worklist
from app.ui import printing
from app.ui.common.buttons import Button, Variant
from app.ui.common.calendar import first_weekday
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.paged_preview import PagedPreview
from app.ui.packets.printer_choice import PrinterChoice
from app.ui.scheduling.saved_views import SavedView, Span
from app.use_cases import schedule_sheets
from app.use_cases.day_sheets import day_sheet
from app.use_cases.files import write_file
from app.use_cases.worklist_sheets import worklist_pdf

AskFile = Callable[[QWidget, str], str]


def ask_file(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, "Save as PDF", name, "PDF (*.pdf)")[0]


class SchedulePrintPanel(Panel):
    """Preview, print, save."""

    WIDTH = 520

    def __init__(self, desk: Desk, choose_file: AskFile = ask_file) -> None:
        super().__init__("Print schedule")
        self._desk, self.choose_file = desk, choose_file
        self._asked = 0
        self._what = self._code = ""
        self.pdf = b""
        self.what = wrapped("", Style.SMALL, Tone.MUTED)
        self.paged = PagedPreview()
        self.where = PrinterChoice(desk.settings)
        self.reasons = Reasons()
        self.print = Button("Print", Variant.PRIMARY, "print", "Enter")
        self.save = Button("Save PDF", icon="save")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(self.what)
        self.body.addWidget(self.paged, 1)
        for part in (self.reasons, self.where, self.where.both_sides):
            self.foot.addWidget(part)
        self.add_buttons(self.print, self.save)

    def _connect(self) -> None:
        self.paged.listen(self)
        self.print.clicked.connect(self._print)
        self.save.clicked.connect(self.save_pdf)

    def show_schedule(self, shown: SavedView, day: date) -> None:
        """Lay out what the page shows; a month is printed as its day."""
        week = shown.span is Span.WEEK
        days = week_of(day, first_weekday())
        said = words.days(days[0], days[-1]) if week else words.long_day(day)
        self.title.setText("Print schedule")
        self._what, self._code = "schedule", f"{'week of ' if week else ''}{day.isoformat()}"
        self._lay_out(said, self._week(shown, day) if week else self._day(shown, day))

    def show_huddle(self, day: date) -> None:
        """Lay out the sheet of a day, for whoever meets in the morning."""
        self.title.setText("Print huddle sheet")
        self._what, self._code = "day sheet", day.isoformat()
        self._lay_out(words.long_day(day), partial(day_sheet, self._desk.clinic, day))

    def show_worklist(self, kind: Worklist) -> None:
        """Lay out a worklist, to be ticked by hand."""
        clinic = self._desk.clinic
        self.title.setText("Print worklist")
        self._what, self._code = "worklist", f"{kind} {clinic.today().isoformat()}"
        self._lay_out(words.worklist_about(kind), partial(worklist_pdf, clinic, kind))

    def _lay_out(self, said: str, work: Callable[[], bytes]) -> None:
        """Make the pages off the window's thread."""
        self._asked += 1
        self.pdf = b""
        self.reasons.clear()
        self.paged.preview.show_pdf(b"")
        self.where.look()
        self._offer()
        self.what.setText(f"{said}. Laying out the pages …")
        done = partial(self._take, self._asked, said)
        self._desk.background.run(work, done, partial(self._fail, self._asked))

    def _day(self, shown: SavedView, day: date) -> Callable[[], bytes]:
        columns, clinic = shown.columns, self._desk.clinic
        return partial(
            schedule_sheets.day_columns_pdf, clinic, day, columns.kinds, columns.resources
        )

    def _week(self, shown: SavedView, day: date) -> Callable[[], bytes]:
        chosen = shown.columns.resources
        return partial(
            schedule_sheets.week_pdf,
            self._desk.clinic,
            day,
            chosen[0] if len(chosen) == 1 else None,
            among=chosen,
            first_weekday=first_weekday(),
        )

    def _take(self, asked: int, said: str, pdf: bytes) -> None:
        if asked == self._asked:
            self.pdf = pdf
            self.paged.preview.show_pdf(pdf)
            pages = words.plural(self.paged.preview.count, "page")
            self.what.setText(f"{said} · {pages}")
            self.print.say(f"Print {pages}")
            self._offer()
            if self.paged.preview.hasFocus():
                self.print.setFocus()

    def _fail(self, asked: int, error: Exception) -> None:
        if asked == self._asked:
            self.what.setText("")
            self.reasons.show_error(error, f"The {self._what} could not be laid out.")

    def _offer(self) -> None:
        for button in (self.print, self.save):
            button.setEnabled(bool(self.pdf))

    def _print(self) -> None:
        try:
            printing.require(self.where.chosen)
        except EXPECTED as error:
            self.reasons.show_error(error, "Not printed.")
            return
        self.print.setEnabled(False)
        self.where.send(
            self._desk.background,
            self.pdf,
            self._code,
            what=self._what,
            sent=self._was_sent,
            failed=self._not_sent,
        )

    def _was_sent(self) -> None:
        self.reasons.clear()
        self._offer()
        self._desk.say(f"Sent to {self.where.chosen}.")

    def _not_sent(self, error: Exception) -> None:
        self._offer()
        self.reasons.show_error(error, "Not printed.")

    def save_pdf(self) -> None:
        """Write the pages where somebody chooses."""
        name = f"{self._what} {self._code}.pdf"
        chosen = self.choose_file(self, name.replace(" ", "-"))
        if not chosen:
            return
        try:
            write_file(Path(chosen), self.pdf)
        except EXPECTED as error:
            self.reasons.show_error(error, "Not saved.")
        else:
            self._desk.say(f"{self._what.capitalize()} saved.")

    def begin(self) -> None:
        """Put the keyboard where Enter prints, once there is something to print."""
        (self.print if self.pdf else self.paged.preview).setFocus()
