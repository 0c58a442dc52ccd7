"""Printing the schedule or the sheet of a day: what is shown, as it will come out."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial

from app import words
from app.domain.months import week_of
from app.domain.reports import Asked
from app.domain.worklists import Worklist
from app.ui.common.calendar import first_weekday
from app.ui.packets.print_panel import PrintPanel
from app.ui.scheduling.saved_views import SavedView, Span
from app.use_cases import schedule_sheets
from app.use_cases.day_sheets import day_sheet
from app.use_cases.key_cards import key_card
from app.use_cases.report_sheets import report_pdf
from app.use_cases.worklist_sheets import worklist_pdf
from app.words.reports import report_title
from app.words.tongue import later, tongue, tr


class SchedulePrintPanel(PrintPanel):
    """Preview, print, save."""

    def show_schedule(self, shown: SavedView, day: date) -> None:
        """Lay out what the page shows; a month is printed as its day."""
        week = shown.span is Span.WEEK
        days = week_of(day, first_weekday())
        said = words.days(days[0], days[-1]) if week else words.long_day(day)
        self.title.setText(tr("Print schedule"))
        self.job, self.code = later("schedule"), f"{'week of ' if week else ''}{day.isoformat()}"
        self.lay_out(said, self._week(shown, day) if week else self._day(shown, day))

    def show_huddle(self, day: date) -> None:
        """Lay out the sheet of a day, for whoever meets in the morning."""
        self.title.setText(tr("Print huddle sheet"))
        self.job, self.code = later("day sheet"), day.isoformat()
        self.lay_out(words.long_day(day), partial(day_sheet, self.desk.clinic, day))

    def show_asked(self, asked: Worklist | Asked) -> None:
        """Lay out a worklist or a report."""
        if isinstance(asked, Asked):
            self.show_report(asked)
        else:
            self.show_worklist(asked)

    def show_worklist(self, kind: Worklist) -> None:
        """Lay out a worklist, to be ticked by hand."""
        clinic = self.desk.clinic
        self.title.setText(tr("Print worklist"))
        self.job, self.code = later("worklist"), f"{kind} {clinic.today().isoformat()}"
        self.lay_out(words.worklist_about(kind), partial(worklist_pdf, clinic, kind))

    def show_keys(self, keys: Mapping[str, Sequence[tuple[str, str]]]) -> None:
        """Lay out the card of the keys, to lie beside the keyboard."""
        self.title.setText(tr("Print the key card"))
        self.job, self.code = later("key card"), tongue()
        self.lay_out(tr("Every key of the window"), partial(key_card, self.desk.clinic, keys))

    def show_report(self, asked: Asked) -> None:
        """Lay out a report, in black and white."""
        clinic = self.desk.clinic
        self.title.setText(tr("Print report"))
        self.job, self.code = later("report"), f"{asked.kind} {clinic.today().isoformat()}"
        self.lay_out(report_title(asked.kind), partial(report_pdf, clinic, *asked))

    def _day(self, shown: SavedView, day: date) -> Callable[[], bytes]:
        columns, clinic = shown.columns, self.desk.clinic
        return partial(
            schedule_sheets.day_columns_pdf, clinic, day, columns.kinds, columns.resources
        )

    def _week(self, shown: SavedView, day: date) -> Callable[[], bytes]:
        chosen = shown.columns.resources
        return partial(
            schedule_sheets.week_pdf,
            self.desk.clinic,
            day,
            chosen[0] if len(chosen) == 1 else None,
            among=chosen,
            first_weekday=first_weekday(),
        )
