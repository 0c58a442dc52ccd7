"""What each column of a table is, chosen column by column."""

from itertools import islice

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.birth_dates import Order
from app.domain.intake import Field, Mapped, unclear_date
from app.domain.tables import Table, column_letter
from app.ui.common.fields import Choice, labelled
from app.ui.common.surfaces import bare, empty
from app.ui.common.type import Style, Tone, wrapped
from app.words.tongue import later, tr

SAMPLES = 3
"""Values of a column that are shown below it."""
LONGEST = 24
ORDERS = {Order.MONTH: later("Month first"), Order.DAY: later("Day first")}


class ImportColumns(QWidget):
    """A choice of the field for every column, and the order of dates when nothing shows it."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._table = Table(headings=(), lines=())
        self.choices: list[Choice] = []
        self.order = Choice(later("Order of the dates"))
        self.order.setPlaceholderText(tr("Choose"))
        for order, said in ORDERS.items():
            self.order.addItem(tr(said), order)
        self.unclear = wrapped("", Style.SMALL, Tone.MUTED)
        self._ask_order = labelled(tr("In the dates"), self.order, self.unclear)
        self._column = bare(QVBoxLayout(), 12)
        whole = bare(QVBoxLayout(self), 12)
        whole.addWidget(self._ask_order)
        whole.addLayout(self._column)
        self.order.currentIndexChanged.connect(self.changed)
        self._ask_order.hide()

    def show_table(self, table: Table, mapped: Mapped) -> None:
        """The columns of a table as they are taken until somebody says otherwise."""
        self._table = table
        empty(self._column)
        self.choices = [self._choice(index, field) for index, field in enumerate(mapped)]
        self.order.setCurrentIndex(-1)
        self._look()

    def _choice(self, index: int, field: Field) -> Choice:
        heading = self._table.headings[index] or tr("Column {letter}", letter=column_letter(index))
        choice = Choice(heading)
        for each in Field:
            choice.addItem(words.field_word(each), each)
        choice.setCurrentIndex(list(Field).index(field))
        samples = wrapped(self._samples(index), Style.SMALL, Tone.MUTED)
        self._column.addWidget(labelled(heading, choice, samples))
        choice.currentIndexChanged.connect(self._look)
        return choice

    def _samples(self, index: int) -> str:
        cells = (line.cells[index].replace("\n", " ") for line in self._table.lines)
        found = islice((cell[:LONGEST] for cell in cells if cell), SAMPLES)
        return "  ·  ".join(found) or tr("nothing in it")

    @property
    def mapped(self) -> Mapped:
        """The fields as chosen."""
        return tuple(Field(choice.currentData()) for choice in self.choices)

    @property
    def asks_order(self) -> bool:
        """Whether somebody must say what comes first in the dates."""
        return not self._ask_order.isHidden() and self.order.currentIndex() < 0

    @property
    def chosen_order(self) -> Order | None:
        """The order as chosen, when it had to be."""
        data = self.order.currentData()
        return Order(data) if data and not self._ask_order.isHidden() else None

    def _look(self) -> None:
        text = unclear_date(self._table, self.mapped)
        self._ask_order.setVisible(bool(text))
        self.unclear.setText(
            tr("“{text}” could be two days, and no other date shows which.", text=text)
        )
        self.changed.emit()
