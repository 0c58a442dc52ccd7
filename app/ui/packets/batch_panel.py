"""Print tomorrow: the packets of a day, each its own job; whoever fails is told at the end."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from app import printing, words
from app.domain.packets import Packet
from app.domain.refusal import Refused
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, labelled
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList
from app.ui.common.notices import EmptyPlace, Reasons, announce
from app.ui.common.panel import Panel
from app.ui.common.progress import Progress
from app.ui.common.surfaces import bare, column
from app.ui.common.type import Style, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.packets.batch_options import BatchOptions
from app.ui.packets.batch_rows import amount, batch_row, troubles
from app.ui.packets.print_again import PrintAgain
from app.ui.packets.print_settings import own_way
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.batch import Gone, Line, lay_out_batch, run_batch, see_batch
from app.use_cases.batch_ways import DAY_SHEET, PACKET, SLIPS, Goes, ToFile, ToFolder, ToPrinters
from app.use_cases.days import mark_days, next_open_day
from app.use_cases.packets import mark_printed
from app.words.tongue import later, tr, tr_many

AskPlace = Callable[[QWidget, str], str]


def ask_file(window: QWidget, name: str) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getSaveFileName(window, tr("Save as one PDF"), name, "PDF (*.pdf)")[0]


def ask_folder(window: QWidget, _name: str) -> str:
    """The folder somebody chooses; empty when they think better of it."""
    return QFileDialog.getExistingDirectory(window, tr("Save a PDF for each visit"))


class BatchPanel(Panel):
    """The visits of a day with a tick each; one key prints them all."""

    WIDTH = 520
    _laid = Signal(int, int, int, object)
    _went = Signal(int, int, object)

    def __init__(
        self, desk: Desk, choose_file: AskPlace = ask_file, choose_folder: AskPlace = ask_folder
    ) -> None:
        super().__init__(tr("Print tomorrow"))
        self._desk, self.choose_file, self.choose_folder = desk, choose_file, choose_folder
        self._asked, self._running = 0, False
        self._shown, self._on_paper = desk.clinic.today(), False
        self._stop = Event()
        self.lines: dict[int, Line] = {}
        self.chosen: set[int] = set()
        self._under_way: set[int] = set()
        self._touched: set[int] = set()
        self.gone: dict[int, Gone] = {}
        self.day = DayField(later("Day of the visits"), desk.clinic.today())
        self.what = wrapped("", Style.SMALL, Tone.MUTED)
        self.visits = PickList(tr("Packets of the day"))
        self.next_day = Button(tr("Next open day"), icon="right")
        self.nothing = EmptyPlace("packet", "", "", self.next_day)
        self.bar = Progress(tr("Packets done"))
        self.reasons = Reasons()
        self.where = PrinterChoice(desk)
        self.slips_where = PrinterChoice(desk, SLIPS, beside=tr("Slips go to"))
        self.beside = BatchOptions(desk.settings, self.where.both_sides)
        self.again = PrintAgain(desk, self.where, self._say_not_printed)
        self.came_out = Button(tr("All ca&me out"), icon="ready")
        self.print = Button(tr("Print"), Variant.PRIMARY, "print", "Ctrl+Enter")
        self.one_file = Button(tr("One PDF"), icon="save")
        self.folder = Button(tr("PDF for each"), icon="save")
        self.stop = Button(tr("Stop"), icon="cancel")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        asked = bare(QHBoxLayout(), 12)
        for part in (
            labelled(tr("Da&y"), self.day),
            labelled(tr("Sort &by"), self.beside.order_choice),
        ):
            asked.addWidget(part, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(asked)
        self.body.addWidget(self.what)
        self.body.addWidget(self.visits, 1)
        self.body.addWidget(self.nothing, 1)
        self.ways = column(self.where, self.beside, self.slips_where, spacing=4)
        self.buttons = Flow(self.print, self.one_file, self.folder, self.came_out, self.stop, gap=4)
        for part in (self.reasons, self.bar, self.ways, self.again, self.buttons):
            self.foot.addWidget(part)

    def _connect(self) -> None:
        self.day.line.returnPressed.connect(self._read_day)
        self.beside.order_choice.activated.connect(self._reorder)
        self.beside.slips.toggled.connect(self._look_for_slips)
        self.where.printer.activated.connect(self._look_for_slips)
        self.visits.taken.connect(self._toggle)
        self.visits.moved.connect(self._choose)
        self.next_day.clicked.connect(self._go_on_to_next)
        self.print.clicked.connect(self._print)
        Keeps(self, self._print)
        self.one_file.clicked.connect(self._save_one)
        self.folder.clicked.connect(self._save_each)
        self.came_out.clicked.connect(self._mark_printed)
        self.stop.clicked.connect(self._stop.set)
        self._laid.connect(self._take_line)
        self._went.connect(self._go_on)
        self._desk.private_changed.connect(self._show_lines)

    def show_next_day(self) -> None:
        """The next day on which the clinic is open; a batch under way stays as it is."""
        if not self._running:
            self.show_day(next_open_day(self._desk.clinic, self._desk.clinic.today()))

    def show_day(self, day: date) -> None:
        """The packets of a day; they are laid out beside other work."""
        self.day.count_from(self._desk.clinic.today())
        self.day.set_day(day)
        self.where.look()
        self._look_for_slips()
        self.reasons.clear()
        self._shown = day
        self.gone, self._touched = {}, set()
        self._take(see_batch(self._desk.clinic, day, self.beside.order))

    def _take(self, lines: Sequence[Line]) -> None:
        self._asked += 1
        asked = self._asked
        self.lines = {line.visit: line for line in lines}
        self.chosen = set(self.lines)
        self.title.setText(tr("Print packets: {day}", day=words.day(self._shown)))
        self._show_lines()
        if not lines:
            return
        clinic, leaving = self._desk.clinic, self._desk.leaving
        work = partial(
            lay_out_batch,
            clinic,
            lines,
            partial(self._laid.emit, asked),
            lambda: asked != self._asked or leaving.is_set(),
        )
        self._desk.long_work.run(work, lambda _: self._show_lines(), self._fail)

    def _take_line(self, asked: int, done: int, of: int, line: Line) -> None:
        if asked != self._asked or self._running:
            return
        self.lines[line.visit] = line
        unwanted = not line.needs_papers or line.is_out or line.error is not None
        if unwanted and line.visit not in self._touched:
            self.chosen.discard(line.visit)
        self._show_line(line.visit)
        if done < of:
            said = tr("Laying out the papers: {done} of {total} visits …", done=done, total=of)
            self.what.setText(said)

    def _show_line(self, visit: int) -> None:
        """One line as it is now; a batch of hundreds has news of one after the other."""
        line = self.lines[visit]
        self.visits.model_.change_row(batch_row(self._desk, line, self.chosen, self.gone))
        self._offer()

    def _show_lines(self) -> None:
        rows = [batch_row(self._desk, x, self.chosen, self.gone) for x in self.lines.values()]
        self.visits.show_rows(rows, keep=self.visits.current())
        for part in (self.what, self.visits, self.ways, self.buttons, self.foot_line):
            part.setVisible(bool(rows))
        self.nothing.setVisible(not rows)
        if not rows:
            self._say_nothing()
        self._offer()

    def _say_nothing(self) -> None:
        day = words.long_day(self._shown)
        mark = mark_days(self._desk.clinic, self._shown, self._shown)[self._shown]
        if not mark.open:
            self.nothing.say(tr("The clinic is closed on {day}.", day=day), mark.closed_for)
        elif mark.visits:
            why = tr("None of the visits is of a kind that the packet rules name.")
            self.nothing.say(tr("No visit on {day} needs papers.", day=day), why)
        else:
            why = tr("Papers come with the visits that are booked.")
            self.nothing.say(tr("No visits on {day}.", day=day), why)

    def _chosen_lines(self) -> tuple[Line, ...]:
        return tuple(line for visit, line in self.lines.items() if visit in self.chosen)

    def _offer(self) -> None:
        chosen, free = self._chosen_lines(), not self._running
        count = words.plural(len(chosen), "packet")
        again = any(gone.error for visit, gone in self.gone.items() if visit in self.chosen)
        self.print.say(
            tr("Try {packets} again", packets=count)
            if again
            else tr("Print {packets}", packets=count)
        )
        for button in (self.print, self.one_file, self.folder):
            button.setEnabled(free and bool(chosen))
        for part in (self.day, self.beside.order_choice, self.where, self.beside):
            part.setEnabled(free)
        for part in (self.bar, self.stop):
            part.setVisible(self._running)
        self.again.show_packet(self._packet() if free else None)
        on_paper = self._on_paper and any(gone.packet for gone in self.gone.values())
        self.came_out.setVisible(free and on_paper)
        if free:
            self.what.setText(self._said(chosen))

    def _said(self, chosen: Sequence[Line]) -> str:
        """How much is printed; or how much went and how much did not."""
        if self.gone:
            failed = sum(1 for gone in self.gone.values() if gone.error)
            well = len(self.gone) - failed
            sent = tr_many(well, "{count} packet sent.", "{count} packets sent.")
            return f"{sent} {tr('{count} not.', count=failed)}" if failed else sent
        return amount(self.lines.values(), chosen)

    def _choose(self, _visit: object) -> None:
        self._offer()

    def _toggle(self, visit: int) -> None:
        if not self._running:
            self.chosen ^= {visit}
            self._touched.add(visit)
            self.gone.pop(visit, None)
            self._show_lines()

    def _read_day(self) -> None:
        try:
            day = self.day.day()
        except Refused:
            return  # the field says below what it could not read
        if day is not None:
            self.show_day(day)
            self.visits.setFocus()

    def _reorder(self) -> None:
        self.show_day(self._shown)

    def _go_on_to_next(self) -> None:
        self.show_day(next_open_day(self._desk.clinic, self._shown))
        self.begin()

    def _print(self) -> None:
        try:
            printing.require(self.where.chosen)
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not printed."))
            return
        self.where.remember()
        ways = {PACKET: self.where.way}
        for what in (DAY_SHEET, SLIPS):
            own = own_way(self._desk.settings, what)
            ways |= {what: own} if own else {}
        self._run(ToPrinters(ways))

    def _look_for_slips(self) -> None:
        """Slips go to a printer of their own, in so many copies, where somebody has chosen that."""
        wanted = self.beside.beside.slips
        self.slips_where.setVisible(wanted)
        if wanted:
            self.slips_where.look()

    def _save_one(self) -> None:
        chosen = self.choose_file(self, f"packets-{self._shown.isoformat()}.pdf")
        if chosen:
            self._run(ToFile(Path(chosen)))

    def _save_each(self) -> None:
        chosen = self.choose_folder(self, "")
        if chosen:
            self._run(ToFolder(Path(chosen)))

    def _run(self, goes: Goes) -> None:
        """Have the batch go its way beside other work."""
        lines = self._chosen_lines()
        if self._running or not lines:
            return
        self._running, self._asked = True, self._asked + 1
        self._under_way = set(self.chosen)
        self._on_paper = isinstance(goes, ToPrinters)
        self._stop.clear()
        self.reasons.clear()
        self.gone = {}
        self.bar.show_done(0, len(lines))
        self.what.setText(tr("The first packet is being made …"))
        stop, leaving = self._stop, self._desk.leaving
        work = partial(
            run_batch,
            self._desk.clinic,
            lines,
            self.beside.beside,
            goes,
            told=self._went.emit,
            stop=lambda: stop.is_set() or leaving.is_set(),
        )
        self._desk.long_work.run(work, self._done, self._fail)
        self._offer()
        self.stop.setFocus()

    def _go_on(self, done: int, of: int, gone: Gone) -> None:
        if not self._running:
            return
        self.bar.show_done(done, of)
        self.what.setText(tr("{done} of {total} done.", done=done, total=of))
        self._note(gone)
        if gone.visit in self.lines:
            self._show_line(gone.visit)

    def _note(self, gone: Gone) -> None:
        """Keep what became of a document; what has gone is not printed again by itself."""
        line = self.lines.get(gone.visit)
        if line is None:
            return
        self.gone[gone.visit] = gone
        if gone.packet is not None:
            self.lines[gone.visit] = replace(line, packet=gone.packet)
        if gone.error is None:
            self.chosen.discard(gone.visit)

    def _done(self, done: tuple[Gone, ...]) -> None:
        self._running = False
        for gone in done:
            self._note(gone)
        self.beside.leave_out(*(gone.what for gone in done if gone.error is None))
        self._show_lines()
        if self._stop.is_set():
            self.what.setText(
                tr_many(
                    len(self.chosen),
                    "Stopped. {count} packet not printed.",
                    "Stopped. {count} packets not printed.",
                )
            )
        self._show_troubles(done)
        announce(self, self.what.text())
        self.begin()

    def _show_troubles(self, done: Sequence[Gone]) -> None:
        lead, reasons = troubles(done)
        if reasons:
            self.reasons.show_reasons(reasons, lead)
        else:
            self.reasons.clear()

    def _fail(self, error: Exception) -> None:
        """Nothing of it can be had: what was chosen is chosen again."""
        if self._running:
            self._running, self.gone = False, {}
            self.chosen |= self._under_way
        self._show_lines()
        self.reasons.show_error(error, tr("Not saved."))

    def _packet(self) -> Packet | None:
        """The packet of the current row, once it is issued."""
        visit = self.visits.current()
        line = self.lines.get(visit) if isinstance(visit, int) else None
        return line.issued if line is not None else None

    def _say_not_printed(self, error: Exception) -> None:
        self.reasons.show_error(error, tr("Not printed."))

    def _mark_printed(self) -> None:
        """Somebody has seen all of them come out of the printer."""
        out = [gone.packet for gone in self.gone.values() if gone.packet]
        clinic = self._desk.clinic

        def work() -> int:
            return len([mark_printed(clinic, packet.id) for packet in out])

        self.came_out.setEnabled(False)
        self._desk.long_work.run(work, self._were_marked, self._say_not_printed)

    def _were_marked(self, count: int) -> None:
        self.came_out.setEnabled(True)
        self._desk.say(tr("Noted as printed: {packets}.", packets=words.plural(count, "packet")))
        self.show_day(self._shown)

    def begin(self) -> None:
        """Put the keyboard on the visits; where there is none, on the next open day."""
        (self.visits if self.lines else self.next_day).setFocus()
