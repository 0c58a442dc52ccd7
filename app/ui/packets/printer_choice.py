"""Which printer and tray, on one side or both: kept for each kind of paper on this computer."""

from collections.abc import Callable
from functools import partial
from typing import Protocol, TypeVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app import printing, words
from app.domain.page_spans import Span
from app.printing import Job, Seen, Sides, Tray, Way
from app.ui.common.background import Background
from app.ui.common.fields import Choice, FieldLabel, Tick
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.desk import EXPECTED
from app.ui.packets.print_settings import keep_way, kept_way
from app.words.tongue import later, tr

T = TypeVar("T")

NO_PRINTER = later("No printer is set up")
USUAL_TRAY = later("Auto")
MOST_COPIES = 9
FEW = 72
"""Pixels at 100 % text that a number of copies takes."""
OF_PACKET = (later("Printer"), later("Tray"), later("Copies"))
OF_SLIPS = (
    later("Printer of the routing slips"),
    later("Tray of the routing slips"),
    later("Copies of the routing slips"),
)
"""What the screen reader says of the fields, of which two choices may stand in one panel."""


class Prints(Protocol):
    """Where something is printed from: a desk, or the page before there is a clinic."""

    @property
    def settings(self) -> QSettings:
        """What is kept on this computer."""
        ...

    @property
    def printing(self) -> Background:
        """Who asks the print service, and waits for it."""
        ...


class PrinterChoice(QWidget):
    """The printers of this computer; the tick for both sides stands where its panel puts it.

    The print service is asked beside other work, for it may keep one waiting.
    """

    TRAY = later("Tr&ay")

    kept = Signal()
    """Something else was chosen, and is kept."""

    def __init__(self, desk: Prints, kind: str = "packet", beside: str = "") -> None:
        super().__init__()
        self._desk, self._kind, self._beside = desk, kind, beside
        self._asked = 0
        self._seen: tuple[str, ...] = ()
        """The printers that there were when the print service was last asked."""
        self._way = kept_way(desk.settings, kind)
        printer, tray, copies = OF_SLIPS if beside else OF_PACKET
        self.printer = Choice(printer)
        self.tray = Choice(tray)
        self.copies = NumberField(copies, most=MOST_COPIES)
        self.copies.hint_at("1")
        self.copies.setMaximumWidth(scaled(FEW))
        self.both_sides = Tick(later("Print on both si&des"))
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self._tray_label = FieldLabel(tr("Tray") if beside else tr(self.TRAY), self.tray)
        self._arrange()
        self.printer.activated.connect(self._choose)
        self.tray.activated.connect(self.remember)
        self.copies.textEdited.connect(self.remember)
        self.both_sides.clicked.connect(self.remember)
        self._show_trays(())

    def _arrange(self) -> None:
        column = bare(QVBoxLayout(self), 4)
        self.line = bare(QHBoxLayout(), 12)
        self.line.addWidget(FieldLabel(self._beside or tr("Printe&r"), self.printer))
        self.line.addWidget(self.printer, 2)
        self.line.addWidget(self._tray_label)
        self.line.addWidget(self.tray, 1)
        if self._beside:
            self.line.addWidget(FieldLabel(tr("Copies"), self.copies))
            self.line.addWidget(self.copies)
        else:
            self.copies.setParent(self)
            self.copies.hide()
        column.addLayout(self.line)
        column.addWidget(self.note)
        self.note.hide()

    def look(self, kind: str = "") -> None:
        """See which printers there are now, and choose the one this kind of paper went to."""
        self._kind = kind or self._kind
        self._way = kept_way(self._desk.settings, self._kind)
        self.both_sides.setChecked(self._way.sides is not Sides.ONE)
        self.copies.show_number(self._way.copies if self._way.copies > 1 else 0)
        known = not self._way.printer or self._way.printer in self._seen
        self._show_printers(self._seen if known else (self._way.printer,))
        self._asked += 1
        self._ask(printing.printers, self._see_printers)

    def _ask(self, work: Callable[[], T], show: Callable[[T], None]) -> None:
        """Ask the print service; an answer that comes too late is not shown: another was asked, or
        the page that asked is gone.
        """
        asked = self._asked

        def take(answer: T) -> None:
            if isValid(self) and asked == self._asked:
                show(answer)

        self._desk.printing.run(work, take, _no_answer)

    def _see_printers(self, names: tuple[str, ...]) -> None:
        self._seen = names
        self._show_printers(names)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        self.printer.clear()
        self.printer.addItems(list(names) or [tr(NO_PRINTER)])
        self.printer.setEnabled(bool(names))
        if self._way.printer in names:
            self.printer.setCurrentText(self._way.printer)
        self._look_closer()

    def _choose(self) -> None:
        self._way = Way(printer=self.chosen, sides=self.way.sides, copies=self.way.copies)
        self._asked += 1
        self._look_closer()
        self.remember()

    def _look_closer(self) -> None:
        """See which trays the printer has, and whether it works."""
        self.note.hide()
        if not self.chosen:
            self._show_trays(())
            return
        self._ask(partial(printing.trays, self.chosen), self._show_trays)
        self._ask(partial(printing.look, self.chosen), self._show_standing)

    def _show_trays(self, trays: tuple[Tray, ...]) -> None:
        self.tray.clear()
        self.tray.addItem(tr(USUAL_TRAY), "")
        for tray in trays:
            if tray.title != USUAL_TRAY:
                self.tray.addItem(tray.title, tray.key)
        self.tray.setCurrentIndex(max(0, self.tray.findData(self._way.tray)))
        for part in (self.tray, self._tray_label):
            part.setVisible(len(trays) > 1)

    def _show_standing(self, seen: Seen) -> None:
        trouble = seen.trouble()
        self.note.setText(words.say(trouble.reason) if trouble else "")
        self.note.setVisible(trouble is not None)

    @property
    def chosen(self) -> str:
        """The printer's name; empty when there is none."""
        return self.printer.currentText() if self.printer.isEnabledTo(self) else ""

    @property
    def way(self) -> Way:
        """How it is to be printed."""
        kept = self._way.sides if self._way.sides is not Sides.ONE else Sides.LONG
        sides = kept if self.both_sides.isChecked() else Sides.ONE
        tray = str(self.tray.currentData()) if self.tray.count() > 1 else self._way.tray
        copies = max(1, self.copies.value)
        return Way(printer=self.chosen, tray=tray, sides=sides, copies=copies)

    def send(
        self,
        pdf: bytes,
        code: str,
        *,
        pages: tuple[Span, ...] = (),
        sent: Callable[[], None],
        failed: Callable[[Exception], None],
    ) -> None:
        """Send pages to the chosen printer beside other work; the choice is kept."""
        job = Job(pdf=pdf, code=code, way=self.way, what=self._kind, pages=pages)
        self.remember()
        self._desk.printing.run(partial(printing.print_job, job), lambda _: sent(), failed)

    def remember(self) -> None:
        """Keep the choice for the next time."""
        self._way = self.way
        keep_way(self._desk.settings, self._kind, self._way)
        self.kept.emit()


def _no_answer(error: Exception) -> None:
    """A print service that does not answer is said when something is printed."""
    if not isinstance(error, EXPECTED):
        raise error
