"""The sources of a form as they are typed: a list of them, and the one that is chosen in fields."""

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.forms import Source
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import bare, filler, row
from app.words.tongue import later, tr

NEW = Source(label="", date="", url="", supports="")


class SourceRows(QWidget):
    """Where what a form says comes from; one is chosen, changed, added or taken out."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.sources: tuple[Source, ...] = ()
        self._at = 0
        self.list = PickList(tr("Sources"), most=4)
        self.label = TextField(later("What the source is called"), tr("FDA, label of the medicine"))
        self.date = TextField(later("Date of the source"), "2025-03")
        self.url = TextField(later("Address of the source"), "https://")
        self.supports = TextField(later("What the source supports"), tr("what the form says of it"))
        self.add = Button(tr("Add a source"), Variant.QUIET, "plus")
        self.remove = Button(tr("Take it out"), Variant.QUIET, "cancel")
        self._arrange()
        self._connect()

    @property
    def _lines(self) -> tuple[TextField, ...]:
        return (self.label, self.date, self.url, self.supports)

    def _arrange(self) -> None:
        self._fields = QWidget()
        fields = bare(QVBoxLayout(self._fields), 8)
        named = labelled(tr("What it is called"), self.label)
        fields.addWidget(row(named, labelled(tr("Date"), self.date), spacing=12))
        fields.addWidget(labelled(tr("Address"), self.url))
        fields.addWidget(labelled(tr("It supports"), self.supports))
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(self.list)
        column.addWidget(self._fields)
        column.addWidget(row(self.add, self.remove, filler()))

    def _connect(self) -> None:
        self.list.moved.connect(self._choose)
        self.list.taken.connect(self._enter)
        for line in self._lines:
            line.textEdited.connect(self._read)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    def fill(self, sources: tuple[Source, ...]) -> None:
        """Other sources; the chosen one stays chosen while it is there."""
        if sources != self.sources:
            self.sources = sources
            self._at = max(0, min(self._at, len(sources) - 1))
            self._show()
        self._offer()

    def _show(self) -> None:
        with QSignalBlocker(self.list):
            self.list.show_rows([_row(n, each) for n, each in enumerate(self.sources)], self._at)
        if self.sources:
            chosen = self.sources[self._at]
            told = (chosen.label, chosen.date, chosen.url, chosen.supports)
            for line, said in zip(self._lines, told, strict=True):
                if line.text() != said:
                    line.setText(said)

    def _offer(self) -> None:
        for part in (self.list, self._fields, self.remove):
            part.setVisible(bool(self.sources))

    def _choose(self, at: object) -> None:
        if isinstance(at, int):
            self._at = at
            self._show()

    def _enter(self, at: object) -> None:
        self._choose(at)
        self.label.setFocus()

    def _read(self) -> None:
        label, date, url, supports = (line.text() for line in self._lines)
        typed = replace(NEW, label=label, date=date, url=url, supports=supports)
        self._take((*self.sources[: self._at], typed, *self.sources[self._at + 1 :]))

    def _add(self) -> None:
        self._at = len(self.sources)
        self._take((*self.sources, NEW))
        self.label.setFocus()

    def _remove(self) -> None:
        left = (*self.sources[: self._at], *self.sources[self._at + 1 :])
        self._at = max(0, min(self._at, len(left) - 1))
        self._take(left)
        (self.list if left else self.add).setFocus()

    def _take(self, sources: tuple[Source, ...]) -> None:
        self.sources = sources
        self._show()
        self._offer()
        self.edited.emit()


def _row(number: int, source: Source) -> Row:
    return Row(value=number, title=source.label or tr("New source"), detail=source.date)
