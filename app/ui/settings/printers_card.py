"""Where each kind of paper is printed on this computer: all of them below each other."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout
from typing_extensions import override

from app import words
from app.printing import Sides, Way
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Card, column
from app.ui.common.type import Style, Text, Tone, scaled, wrapped
from app.ui.desk import Desk
from app.ui.packets.print_settings import kept_way, own_way
from app.ui.packets.printer_choice import PrinterChoice
from app.use_cases.batch_ways import DAY_SHEET, PACKET, SLIPS
from app.words.tongue import later, tr

KINDS = {
    PACKET: later("Packets"),
    SLIPS: later("Routing slips"),
    DAY_SHEET: later("Day sheet"),
    "schedule": later("Schedule"),
    "letter": later("Request letters"),
    "worklist": later("Worklists"),
    "report": later("Reports"),
    "key card": later("Key card"),
    "restore drill": later("Page about a restore drill"),
}
"""What is printed, under the names by which its printer is kept."""

ABOUT = later(
    "Each kind of paper goes where it went last; one that never went anywhere goes to the printer "
    "that was used last."
)


BOTH = 760
"""Pixels at 100 % text from which the printer stands beside the kinds of paper."""


class UnmarkedChoice(PrinterChoice):
    """A choice whose tray has no key of its own."""

    TRAY = later("Tray")


class PrintersCard(Card):
    """Every kind of paper with its printer; the one that is chosen is changed below."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = PickList(tr("Printers"), most=len(KINDS))
        self.title = Text("", Style.STRONG)
        self.usual = UnmarkedChoice(desk)
        self.slips = PrinterChoice(desk, SLIPS, beside=tr("Slips go to"))
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._arrange()
        self.list.moved.connect(self._show)
        self.list.taken.connect(self._enter)
        for choice in (self.usual, self.slips):
            choice.kept.connect(self._kept)

    def _arrange(self) -> None:
        self.body.setSpacing(12)
        for part in (
            Text(tr("Printers"), Style.HEADING),
            wrapped(tr(ABOUT), Style.SMALL, Tone.MUTED),
        ):
            self.body.addWidget(part)
        self._sides.addWidget(self.list, 1, Qt.AlignmentFlag.AlignTop)
        beside = column(
            self.title,
            self.usual,
            self.slips,
            self.usual.both_sides,
            self.slips.both_sides,
        )
        self._sides.addWidget(beside, 1, Qt.AlignmentFlag.AlignTop)
        self._sides.setSpacing(16)
        self.body.addLayout(self._sides)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        wide = self.width() >= scaled(BOTH)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)

    @property
    def where(self) -> PrinterChoice:
        """Where the kind that is chosen in the list goes."""
        return self.slips if self.list.current() == SLIPS else self.usual

    def refresh(self) -> None:
        """See again what is kept, and which printers there are."""
        self._list()
        self.slips.look()
        self._show(self.list.current())

    def _list(self) -> None:
        rows = [
            Row(value=kind, title=tr(said), detail=self._told(kind), icon="print")
            for kind, said in KINDS.items()
        ]
        self.list.show_rows(rows, self.list.current())

    def _told(self, kind: str) -> str:
        """The printer of a kind and how it prints, or that it follows the last one."""
        settings = self._desk.settings
        way = own_way(settings, kind)
        if way is not None and way.printer:
            return "  ·  ".join(_parts(way))
        last = kept_way(settings, kind).printer
        return tr("As the last one: {printer}", printer=last) if last else tr("Not chosen yet")

    def _show(self, kind: object) -> None:
        if not isinstance(kind, str):
            return
        self.title.setText(tr(KINDS[kind]))
        for choice in (self.usual, self.slips):
            for part in (choice, choice.both_sides):
                part.setVisible(choice is self.where)
        self.where.look(kind)

    def _enter(self) -> None:
        where = self.where
        (where.printer if where.printer.isEnabled() else where.both_sides).setFocus()

    def _kept(self) -> None:
        kind = self.list.current()
        for row in self.list.rows:
            told = self._told(str(row.value))
            if row.value == kind or row.detail != told:
                self.list.model_.change_row(
                    Row(value=row.value, title=row.title, detail=told, icon=row.icon)
                )
        self._desk.printer_chosen.emit(self.where.chosen)


def _parts(way: Way) -> Iterator[str]:
    yield way.printer
    yield tr("one side") if way.sides is Sides.ONE else tr("both sides")
    if way.copies > 1:
        yield words.plural(way.copies, "copy", "copies")
