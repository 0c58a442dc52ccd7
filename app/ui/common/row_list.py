"""A list in which one row is chosen at a time, and in which a screen reader can take any."""

from PySide6.QtCore import (
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QListView
from typing_extensions import override

ONE = QItemSelectionModel.SelectionFlag.ClearAndSelect


class RowList(QListView):
    """Several rows could be selected as far as Qt knows, but hands can select the current one only.

    A screen reader acts on a row by turning its selection over. Where a single row can be selected
    Qt does nothing when that is the current one, so nobody could take it.
    """

    pointed = Signal(QModelIndex)
    """The row that a screen reader has acted on."""

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def follow(self) -> None:
        """Hear of every row that is selected from now on: what the model shows is known."""
        self.selectionModel().selectionChanged.connect(
            self._follow, Qt.ConnectionType.QueuedConnection
        )

    def _follow(self) -> None:
        current, selected = self.currentIndex(), self.selectedIndexes()
        if not current.isValid() or selected == [current]:
            return
        others = [index for index in selected if index != current]
        acted_on = others[0] if others else current
        self.selectionModel().setCurrentIndex(acted_on, ONE)
        self.pointed.emit(acted_on)

    @override
    def selectionCommand(
        self, index: QModelIndex | QPersistentModelIndex, event: QEvent | None = None, /
    ) -> QItemSelectionModel.SelectionFlag:
        return ONE

    @override
    def selectAll(self) -> None:
        """There is no such thing here."""

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if event.buttons() == Qt.MouseButton.NoButton:  # dragging over rows chooses none
            super().mouseMoveEvent(event)
