"""A small form in the panel, right where an item was seen to be missing."""

from collections.abc import Callable, Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.access import Role
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import DayField, TextField, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import clinics


class ItemForm(Card):
    """A few fields and one button that files them; what is refused is said in the form."""

    done = Signal()

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
        self.file.clicked.connect(self._try)
        self.leave.clicked.connect(self.done)
        Keeps(self, self._try)

    def __arrange(self, title: str) -> None:
        self.body.addWidget(wrapped(title, Style.STRONG))
        self.body.addLayout(self.fields)
        self.body.addWidget(self.reasons)
        self.body.addWidget(Flow(self.file, self.leave, gap=4))

    def add(self, label: str, field: QWidget) -> None:
        """One more field; Enter in it files the form."""
        self.fields.addWidget(labelled(label, field))
        line = field.line if isinstance(field, DayField) else field
        if isinstance(line, TextField):
            line.returnPressed.connect(self._try)
        self.setTabOrder(self._last, line)
        self.setTabOrder(line, self.file)
        self.setTabOrder(self.file, self.leave)
        self._last = line

    def _try(self) -> None:
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
