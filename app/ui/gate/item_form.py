"""A small form that files what an item misses, in the panel, right where it was seen."""

from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from app.domain.access import Role
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.common.typed import fill_in, hear_typing, typed_in
from app.ui.desk import EXPECTED, Desk
from app.use_cases import clinics
from app.words.tongue import tr


@runtime_checkable
class Offers(Protocol):
    """A field with something below it that Enter may take instead of filing the form."""

    line: TextField

    def enter(self, otherwise: Callable[[], None]) -> None:
        """Take what is offered, or do something else."""


@dataclass(frozen=True, slots=True)
class Matter:
    """What a form is about: a patient, and which thing of theirs."""

    patient: int
    thing: str


class ItemForm(Card):
    """A few fields and one button that files them; what is refused is said in the form."""

    done = Signal()
    instead = Signal(object)
    """Another form that is to stand in this one's place."""
    edited = Signal()

    def __init__(
        self,
        desk: Desk,
        title: str,
        verb: str,
        keep: Callable[[], None],
        about: Matter | None = None,
    ) -> None:
        super().__init__()
        self.desk, self._keep_it = desk, keep
        self.about = about
        """What it is about; what is typed about nothing is not kept as a draft."""
        self._at_first: Mapping[str, str] = {}
        self._begun: Mapping[str, str] = {}
        self._is_filed = False
        self._folds: list[tuple[Button, QWidget]] = []
        self.begun = wrapped(tr("Begun earlier, and not filed yet."), Style.SMALL, Tone.MUTED)
        self.again = Button(tr("Start again"), Variant.BARE)
        self.reasons = Reasons()
        self.file = Button(verb, Variant.PRIMARY, key="Enter")
        self.leave = Button(tr("Not now"), Variant.BARE)
        self.fields = QVBoxLayout()
        self.fields.setSpacing(8)
        self._last: QWidget = self
        self.__arrange(title)
        self.file.clicked.connect(self.try_it)
        self.leave.clicked.connect(self.done)
        self.again.clicked.connect(self._start_again)
        Keeps(self, self.try_it)

    def __arrange(self, title: str) -> None:
        self.body.addWidget(wrapped(title, Style.STRONG))
        self.body.addWidget(self.begun)
        self.body.addLayout(self.fields)
        self.body.addWidget(self.reasons)
        self.body.addWidget(Flow(self.file, self.leave, self.again, gap=4))
        for part in (self.begun, self.again):
            part.hide()

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
        self._folds.append((button, folded))

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
        self.setTabOrder(self.leave, self.again)
        self._last = field

    def try_it(self) -> None:
        """File it; what is refused is said in the form."""
        self.attempt(self._keep_it)

    def attempt(self, do: Callable[[], None]) -> None:
        """Do what ends the form; what is refused is said in it."""
        try:
            with self._filing():
                do()
        except EXPECTED as error:
            self.reasons.show_error(error)
        else:
            self.done.emit()

    @contextmanager
    def _filing(self) -> Generator[None]:
        """While it is filed nothing of it is a draft: the place may let go of it meanwhile."""
        self._is_filed = True
        try:
            yield
        except BaseException:
            self._is_filed = False
            self.edited.emit()
            raise

    def open(self, begun: Mapping[str, str]) -> dict[str, str]:
        """What was begun earlier stands in the fields again; gives what there is no field for."""
        self._at_first, self._begun = typed_in(self), begun
        if begun:
            self.fill(begun)
        for button, folded in self._folds:
            if not begun.keys().isdisjoint(typed_in(folded)):
                button.setChecked(True)
        for part in (self.begun, self.again):
            part.setVisible(bool(begun))
        hear_typing(self, self.edited.emit)
        return {name: text for name, text in begun.items() if name not in self._at_first}

    @property
    def typed(self) -> dict[str, str]:
        """What is typed and not filed: what was begun, and what is not as the form proposed it."""
        if self._is_filed:
            return {}
        at_first, begun = self._at_first, self._begun
        return {
            name: text
            for name, text in typed_in(self).items()
            if at_first.get(name) != text or begun.get(name) == text
        }

    def fill(self, fields: Mapping[str, str]) -> None:
        """Write into the fields what a draft has kept of them."""
        fill_in(self, fields)

    def _start_again(self) -> None:
        self._begun = {}
        self.fill(self._at_first)
        for part in (self.begun, self.again):
            part.hide()
        self.setFocus(Qt.FocusReason.OtherFocusReason)


class AskForm(ItemForm):
    """What the signed-in person cannot do: who at the clinic can."""

    def __init__(self, desk: Desk, title: str, roles: Iterable[Role]) -> None:
        super().__init__(desk, title, tr("Close"), self._keep)
        wanted = frozenset(roles)
        people = [p for p in clinics.people(desk.clinic) if not p.roles.isdisjoint(wanted)]
        self.fields.addWidget(
            wrapped(tr("Ask one of these; it shows here as soon as it is on file."))
        )
        for person in people:
            self.fields.addWidget(Text(person.titled, Style.BODY, Tone.MUTED))
        self.leave.hide()
        self.setFocusProxy(self.file)

    def _keep(self) -> None:
        """Nothing is filed: the desk asks."""
