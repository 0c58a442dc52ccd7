"""A field that finds while you type, with its ranked list below; what was taken stays."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.fields import PassesKeysOn, TextField, labelled
from app.ui.common.lists import PickList, Row
from app.words.tongue import tr

MOST = 5


class PickField(QWidget):
    """Type, arrow, Enter: one of many."""

    picked = Signal(object)
    emptied = Signal()

    def __init__(
        self,
        label: str,
        name: str,
        hint: str,
        find: Callable[[str], Sequence[Row]],
        most: int = MOST,
    ) -> None:
        super().__init__()
        self._find = find
        self._row: Row | None = None
        self.line = TextField(name, hint, "search")
        self.list = PickList(tr("{name}: found", name=name), most=most)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(labelled(label, self.line))
        column.addWidget(self.list)
        self.setFocusProxy(self.line)
        PassesKeysOn(self.line, self.list)
        self.line.textEdited.connect(self._search)
        self.line.returnPressed.connect(self._enter)
        self.list.taken.connect(self._take)
        self.list.hide()

    @property
    def value(self) -> object | None:
        """What was taken."""
        return self._row.value if self._row else None

    @property
    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self.list.isVisibleTo(self)

    def open(self) -> None:
        """Show what answers to what is typed now."""
        self._search(self.line.text() if self._row is None else "")

    def set_row(self, row: Row) -> None:
        """Take a row without asking."""
        self._row = row
        self.line.setText(row.title)
        self.list.hide()
        self.picked.emit(row.value)

    def reset(self) -> None:
        """Nothing typed, nothing taken."""
        self._row = None
        self.line.setText("")  # and nothing to take back: Ctrl+Z is about acts again
        self.list.hide()

    def _search(self, typed: str) -> None:
        if self._row is not None:
            self._row = None
            self.emptied.emit()
        rows = self._find(typed.strip())
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))

    def _enter(self) -> None:
        if self.is_open:
            self.list.take_current()
        elif self._row is not None:
            self.picked.emit(self._row.value)
        else:
            self.open()

    def _take(self, value: object) -> None:
        row = next((row for row in self.list.rows if row.value == value), None)
        if row is not None:
            self.set_row(row)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Down and not self.is_open:
            self.open()
        else:
            super().keyPressEvent(event)
