"""The one search box on top: finds patients, and what can be done, while somebody types."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList, Row
from app.ui.common.surfaces import Floating
from app.ui.common.type import Style, Tone, metrics, scaled, wrapped
from app.ui.desk import Desk
from app.ui.patients.guesses import Guesses
from app.ui.patients.patient_rows import patient_row
from app.use_cases.patients import find_patients
from app.words.tongue import later, tr

MOST = 8
HINTS = (
    later("Find a patient, or what to do   Ctrl+K"),
    later("Find a patient   Ctrl+K"),
    later("Find a patient"),
    later("Find"),
)


class Results(Floating):
    """What was found, over the page, under the box."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.list = PickList(tr("Patients found"), most=MOST + 1)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.none = wrapped("", tone=Tone.MUTED)
        self.none.setContentsMargins(12, 8, 12, 8)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 6)
        column.addWidget(self.none)
        column.addWidget(self.list)
        self.hide()


class SearchBox(TextField):
    """Finds patients by name, phone, chart number or date of birth; commands, days and settings."""

    found = Signal(int)

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(tr("Find a patient"), tr(HINTS[0]), "search")
        self._desk, self._window = desk, window
        self.results = Results(window)
        self._guesses = Guesses(desk, self)
        self._others: Callable[[str], list[Row]] = lambda _typed: []
        self.setToolTip(
            tr("A patient by name, phone, chart number or date of birth; or what to do  (Ctrl+K)")
        )
        self.setMinimumWidth(scaled(120))
        PassesKeysOn(self, self.results.list)
        self.textEdited.connect(self._search)
        self.results.list.taken.connect(self._take)
        self._guesses.made.connect(self._show_guesses)

    def offer(self, others: Callable[[str], list[Row]]) -> None:
        """Below the patients offer other rows, each of which has for value what taking it does."""
        self._others = others

    def _search(self, typed: str) -> None:
        self._guesses.forget()
        if not typed.strip():
            self.results.hide()
            return
        patients = find_patients(self._desk.clinic, typed, MOST)
        found = [patient_row(patient) for patient in patients]
        self._show([*found, *self._others(typed)], typed)
        if not patients:
            self._guesses.ask(typed)

    def _show(self, rows: list[Row], typed: str) -> None:
        self.results.list.show_rows(rows)
        self.results.list.setVisible(bool(rows))
        self.results.none.setVisible(not rows)
        self.results.none.setText(tr("No patient answers to “{typed}”.", typed=typed.strip()))
        self._place()
        self.results.show()
        self.results.raise_()

    def _show_guesses(self, rows: list[Row]) -> None:
        if self.results.isVisible():
            self.results.list.show_rows([*rows, *self._others(self.text())])
            self.results.list.choose(None)  # Enter alone takes nobody who was only guessed
            self.results.list.show()
            self._place()

    def _place(self) -> None:
        at = self.mapTo(self._window, QPoint(0, self.height() + 4))
        wide = max(self.width(), scaled(380))
        room = self._window.width() - at.x() - 12
        self.results.setFixedWidth(min(wide, room))
        self.results.adjustSize()
        self.results.move(at)

    def _take(self, value: object) -> None:
        """A patient by their number, or what another row does; nothing when it cannot be done."""
        if not callable(value) and not isinstance(value, int):
            return
        self.clear()
        self.results.hide()
        if callable(value):
            value()
        else:
            self.found.emit(value)

    def leave(self) -> bool:
        """Close what was found; False when nothing was open."""
        was_open = self.results.isVisible()
        self.results.hide()
        return was_open

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        margins = self.textMargins()
        room = self.width() - margins.left() - margins.right() - 4
        wide, hints = metrics(Style.BODY).horizontalAdvance, tuple(map(tr, HINTS))
        hint = next((hint for hint in hints if wide(hint) + 4 <= room), hints[-1])
        self.setPlaceholderText(hint)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.results.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if enter and self.results.isVisible():
            self.results.list.take_current()
        else:
            super().keyPressEvent(event)
