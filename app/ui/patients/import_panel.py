"""Taking patients over from a table: choose it, say what its columns are, look, import."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from app import words
from app.domain.intake_twins import Alike
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, Tick, labelled
from app.ui.common.lists import PickList
from app.ui.common.notices import Reasons, announce
from app.ui.common.panel import Panel
from app.ui.common.progress import Progress
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import Turn
from app.ui.desk import Desk
from app.ui.patients.import_columns import ImportColumns
from app.ui.patients.import_rows import trial_rows
from app.use_cases import patient_imports
from app.use_cases.files import read_file
from app.use_cases.patient_imports import Imported, Reading, Trial
from app.use_cases.undoing import undo_act
from app.words.tongue import later, tr, tr_many

AskFile = Callable[[QWidget], str]
KINDS = "(*.csv *.tsv *.txt *.xlsx)"
INTRODUCTION = later(
    "From a CSV file or an Excel workbook (.xlsx). Nobody is taken in before you have seen what "
    "would happen, and one undo takes all of them back."
)
NOBODY_YET = later("Nobody is seen before all are in.")


def ask_file(window: QWidget) -> str:
    """The file somebody chooses; empty when they think better of it."""
    kinds = f"{tr('Tables')} {KINDS}"
    return QFileDialog.getOpenFileName(window, tr("Import patients"), "", kinds)[0]


class ImportPanel(Panel):
    """The steps of an import, one after the other, each with the way back."""

    WIDTH = 460
    _went_on = Signal(int, int)

    def __init__(self, desk: Desk, choose_file: AskFile = ask_file) -> None:
        super().__init__(tr("Import patients"))
        self._desk, self.choose_file = desk, choose_file
        self._stop = Event()
        self._reading: Reading | None = None
        self._trial: Trial | None = None
        self._told = ""
        self._path = Path()
        self.what = wrapped(tr(INTRODUCTION), Style.BODY, Tone.MUTED)
        self.columns = ImportColumns()
        self.found = PickList(tr("What was found"))
        self.alike_too = Tick(later("Take in also those who may be there already"))
        self.sheet = Choice(later("Sheet of the workbook"))
        self._ask_sheet = labelled(tr("Sheet"), self.sheet)
        self.bar = Progress(tr("Patients taken in"))
        self.reasons = Reasons()
        self.choose = Button(tr("Choose a file …"), Variant.PRIMARY, "inbox")
        self.check = Button(tr("Check the rows"), Variant.PRIMARY, "search")
        self.take = Button(tr("Import"), Variant.PRIMARY, "ready")
        self.back = Button(tr("Columns"), icon="left")
        self.undo = Button(tr("Undo"), icon="undo")
        self.stop = Button(tr("Stop"), icon="cancel")
        self._arrange()
        self._connect()
        self._show(self.choose)

    def _arrange(self) -> None:
        self.body.addWidget(self.what)
        for part in (self._ask_sheet, self.columns, self.bar, self.alike_too):
            self.body.addWidget(part)
        self.body.addWidget(self.found, 1)
        self.body.addStretch(0)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.take, self.check, self.back, self.undo, self.choose, self.stop)

    def _connect(self) -> None:
        self.choose.clicked.connect(self._choose)
        self.check.clicked.connect(self._check)
        self.take.clicked.connect(self._import)
        self.back.clicked.connect(self._show_columns)
        self.stop.clicked.connect(self._stop.set)
        self.undo.clicked.connect(lambda: acts.undo(self._desk))
        self.sheet.textActivated.connect(self._choose_sheet)
        self.columns.changed.connect(self.reasons.clear)
        self.alike_too.toggled.connect(self._count)
        self._went_on.connect(self._go_on)

    def _show(self, *parts: QWidget) -> None:
        """Only these of the parts that change from step to step; the keyboard is on the first."""
        for part in (*self._steps(), self.bar, self.stop):
            part.setVisible(part in parts)
        is_first = len(parts) == 1
        self.choose.set_variant(Variant.PRIMARY if is_first else Variant.QUIET)
        self.choose.say(tr("Choose a file …") if is_first else tr("Another file …"))
        self.reasons.clear()
        parts[0].setFocus()

    def _choose(self) -> None:
        chosen = self.choose_file(self)
        if chosen:
            self.read(Path(chosen))

    def _choose_sheet(self, sheet: str) -> None:
        self.read(self._path, sheet)

    def read(self, path: Path, sheet: str = "") -> None:
        """Read a file, or a sheet of it, off the window's thread."""
        self._path = path

        def work() -> Reading:
            return patient_imports.read_patients(self._desk.clinic, read_file(path), sheet)

        self._wait(
            tr("Reading {file} …", file=path.name), work, partial(self.show_reading, path.name)
        )

    def _wait(
        self,
        said: str,
        work: Callable[[], object],
        done: Callable[..., None],
        *parts: QWidget,
    ) -> None:
        before = [each for each in self._steps() if not each.isHidden()]
        told = self.what.text()
        self._show(self, *parts)
        self.what.setText(said)
        self._desk.long_work.run(work, done, partial(self._fail, before, told))

    def _steps(self) -> tuple[QWidget, ...]:
        """What may be shown while nothing is under way, what comes next first."""
        buttons = (self.take, self.check, self.choose, self.back, self.undo)
        return (*buttons, self._ask_sheet, self.columns, self.found, self.alike_too)

    def _fail(self, before: list[QWidget], told: str, error: Exception) -> None:
        """Back to the step before, with every reason."""
        self._show(*before)
        self.what.setText(told)
        self.reasons.show_error(error, tr("Nobody was taken in."))
        if self.columns.asks_order and not self.columns.isHidden():
            self.columns.order.setFocus()

    def show_reading(self, name: str, reading: Reading) -> None:
        """The columns of a file that was read."""
        self._reading = reading
        self.sheet.clear()
        self.sheet.addItems(reading.table.sheets)
        self.sheet.setCurrentText(reading.table.sheet)
        self._told = _told(name, reading)
        self.columns.show_table(reading.table, reading.mapped)
        self._show_columns()

    def _show_columns(self) -> None:
        self.what.setText(self._told)
        sheets = (self._ask_sheet,) if self.sheet.count() > 1 else ()
        self._show(self.check, self.columns, self.choose, *sheets)

    def _check(self) -> None:
        reading = self._reading
        if reading is None:
            return
        work = partial(
            patient_imports.try_patients,
            self._desk.clinic,
            reading,
            self.columns.mapped,
            self.columns.chosen_order,
        )
        self._wait(tr("Checking the rows …"), work, self._take_trial)

    def _take_trial(self, trial: Trial) -> None:
        self._trial = trial
        self.found.show_rows(trial_rows(trial))
        self.alike_too.setChecked(False)
        alike = any(twin.alike is Alike.PERSON for twin in trial.twins)
        asked = (self.alike_too,) if alike else ()
        listed = (self.found,) if self.found.rows else ()
        self._show(self.take, self.back, *asked, *listed)
        self._count()

    def _count(self) -> None:
        """How many would be taken in, and how many not."""
        if self._trial is None:
            return
        people = len(self._trial.people(alike_too=self.alike_too.isChecked()))
        left_out = len(self._trial.reading.table.lines) - people
        self.what.setText(
            tr_many(left_out, "{count} row would be left out.", "{count} rows would be left out.")
        )
        self.take.say(tr("Import {patients}", patients=words.plural(people, "patient")))
        self.take.setEnabled(bool(people))

    def _import(self) -> None:
        trial = self._trial
        if trial is None:
            return
        self._stop.clear()
        self.bar.show_done(0, 1)
        work = partial(
            patient_imports.import_patients,
            self._desk.clinic,
            trial,
            alike_too=self.alike_too.isChecked(),
            progress=self._went_on.emit,
            stop=lambda: self._stop.is_set() or self._desk.leaving.is_set(),
        )
        self._wait(tr(NOBODY_YET), work, self._done, self.stop, self.bar)
        self.stop.setFocus()

    def _go_on(self, done: int, whole: int) -> None:
        self.bar.show_done(done, whole)
        counted = tr("{done:,} of {whole:,}.", done=done, whole=whole)
        self.what.setText(f"{counted} {tr(NOBODY_YET)}")

    def _done(self, imported: Imported) -> None:
        self._reading = self._trial = None
        said = tr("Imported: {patients}.", patients=words.plural(imported.added, "patient"))
        left_out = tr_many(imported.left_out, "{count:,} left out.", "{count:,} left out.")
        self._show(self.choose, self.undo)
        self.what.setText(f"{said} {left_out}")
        announce(self, said)
        self._desk.remember(said, partial(self._take_back, imported.act))

    def _take_back(self, act: str) -> Turn:
        """Take the import back; who stays is named, the rest goes for good beside other work."""
        undone = undo_act(self._desk.clinic, act)
        clear = partial(patient_imports.clear_imports, self._desk.clinic)
        self._desk.long_work.run(clear, lambda _: None, lambda _: None)
        names = tuple(self._desk.name(each) for each in undone.kept)
        self.what.setText(_kept(names) if names else tr("The import was taken back."))
        self._show(self.choose)
        return acts.taking_back(self._desk.clinic, undone.token)

    def begin(self) -> None:
        """Put the keyboard on the step that comes next."""
        step = next((each for each in (*self._steps(), self.stop) if not each.isHidden()), self)
        step.setFocus()


def _kept(names: tuple[str, ...]) -> str:
    """Who stays of an import that was taken back."""
    return tr(
        "Taken back. These stay, because something is on file for them: {names}.",
        names="; ".join(names),
    )


def _told(name: str, reading: Reading) -> str:
    """What was read: the file, which sheet of it, and how many rows."""
    table = reading.table
    where = tr("sheet {sheet}", sheet=table.sheet) if table.sheet else table.encoding
    rows = words.plural(len(table.lines), "row")
    if table.hidden:
        rows = tr("{rows}, {count:,} of them hidden", rows=rows, count=table.hidden)
    known = tr("Its columns are as you chose them before.") if reading.remembered else ""
    return f"{name} ({where}): {rows}. {known}".rstrip()
