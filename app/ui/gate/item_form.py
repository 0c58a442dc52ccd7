"""A small form that files what an item misses, in the panel, right where it was seen."""

from collections.abc import Callable, Iterable
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.access import Role
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare, empty
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import clinics


@runtime_checkable
class Offers(Protocol):
    """A field with something below it that Enter may take instead of filing the form."""

    line: TextField

    def enter(self, otherwise: Callable[[], None]) -> None:
        """Take what is offered, or do something else."""


class ItemForm(Card):
    """A few fields and one button that files them; what is refused is said in the form."""

    done = Signal()
    instead = Signal(object)
    """Another form that is to stand in this one's place."""

    def __init__(self, desk: Desk, title: str, verb: str, keep: Callable[[], None]) -> None:
        super().__init__()
        self.desk, self._keep_it = desk, keep
        self.reasons = Reasons()
        self.file = Button(verb, Variant.PRIMARY, key="Enter")
        self.leave = Button("Not now", Variant.BARE)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self._last: QWidget = self
        self.__arrange(title)
        self.file.clicked.connect(self.try_it)
        self.leave.clicked.connect(self.done)
        Keeps(self, self.try_it)

    def __arrange(self, title: str) -> None:
        self.body.addWidget(wrapped(title, Style.STRONG))
        self.body.addLayout(self.fields)
        self.body.addWidget(self.reasons)
        self.body.addWidget(Flow(self.file, self.leave, gap=4))

    def add(self, label: str, field: QWidget) -> None:
        """One more field; Enter in it files the form."""
        self._put(self.fields, label, field)

    def add_more(self, verb: str, *more: tuple[str, QWidget], unfolded: bool = False) -> None:
        """Fields that are rarely needed, behind a button that unfolds them."""
        folded = QWidget()
        inside = bare(QVBoxLayout(folded), 8)
        button = Button(verb, Variant.QUIET, "down")
        button.setCheckable(True)
        button.toggled.connect(folded.setVisible)
        self.place(Flow(button), button)
        self.fields.addWidget(folded)
        for label, field in more:
            self._put(inside, label, field)
        button.setChecked(unfolded)
        folded.setVisible(unfolded)

    def _put(self, column: QBoxLayout, label: str, field: QWidget) -> None:
        column.addWidget(labelled(label, field))
        line = field.focusProxy() or field
        if isinstance(field, Offers):
            field.line.returnPressed.connect(lambda: field.enter(self.try_it))
        elif isinstance(line, TextField):
            line.returnPressed.connect(self.try_it)
        self._then(line)

    def place(self, whole: QWidget, stop: QWidget | None = None) -> None:
        """One more thing that says itself what it is, and where in it the keyboard stops."""
        self.fields.addWidget(whole)
        self._then(stop or whole)

    def _then(self, field: QWidget) -> None:
        """The keyboard goes on to a field after the one before it, and then to the buttons."""
        self.setTabOrder(self._last, field)
        self.setTabOrder(field, self.file)
        self.setTabOrder(self.file, self.leave)
        self._last = field

    def try_it(self) -> None:
        """File it; what is refused is said in the form."""
        try:
            self._keep_it()
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.done.emit()


class AskForm(ItemForm):
    """What the signed-in person cannot do: who at the clinic can."""

    def __init__(self, desk: Desk, title: str, roles: Iterable[Role]) -> None:
        super().__init__(desk, title, "Close", self._keep)
        wanted = frozenset(roles)
        people = [p for p in clinics.people(desk.clinic) if not p.roles.isdisjoint(wanted)]
        self.fields.addWidget(wrapped("Ask one of these; it shows here as soon as it is on file."))
        for person in people:
            self.fields.addWidget(Text(person.titled, Style.BODY, Tone.MUTED))
        self.leave.hide()
        self.setFocusProxy(self.file)

    def _keep(self) -> None:
        """Nothing is filed: the desk asks."""


class FormPlace(QWidget):
    """Where one form stands at a time."""

    done = Signal()
    shown = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._column = bare(QVBoxLayout(self), 0)
        self.form: ItemForm | None = None

    def show_form(self, form: ItemForm) -> None:
        """A form in place of the one before, with the keyboard in it."""
        empty(self._column)
        self.form = form
        self._column.addWidget(form)
        form.show()
        form.done.connect(self._finish)
        form.instead.connect(self.show_form)
        form.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(form)

    def clear(self) -> None:
        """No form."""
        self.form = None
        empty(self._column)

    def _finish(self) -> None:
        self.clear()
        self.done.emit()
