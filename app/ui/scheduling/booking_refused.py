"""What the gate misses before a visit can be booked, and what can be done about it right here."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.gate import Item, Stop
from app.domain.scheduling import VisitType
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import look_of
from app.ui.common.flow import Flow
from app.ui.common.hearing import hear_keys
from app.ui.common.notices import Shape
from app.ui.common.surfaces import Card, bare, empty
from app.ui.common.type import Style, wrapped
from app.ui.desk import Desk
from app.ui.gate.form_place import FormPlace
from app.ui.gate.item_form import ItemForm
from app.ui.gate.item_forms import form_for
from app.ui.gate.next_action import next_action
from app.ui.scheduling.hold_until import HoldUntil
from app.use_cases.openings import kind_instead
from app.use_cases.views import VisitView
from app.words.tongue import later, tr

KEYS = ("Alt+J", "Alt+Q", "Alt+Z")
"""The keys of the next actions, from above."""

UNTIL, INSTEAD, WAIT = "Alt+B", "Alt+K", "Alt+S"

LEAD = later("This visit can only be held until these are on file.")


class RefusedBox(Card):
    """Item by item what is missing and its next action; the hold, and two other ways."""

    kind_wanted = Signal(object)
    """Another kind of visit that fits at the same start."""
    wait_wanted = Signal()
    shown_below = Signal(object)
    """Where a form that was opened begins, which is to be seen."""
    left = Signal()
    """A form was filed or put away: the keyboard goes back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__((12, 10, 12, 10))
        self._desk = desk
        self._view: VisitView | None = None
        self.items: tuple[Item, ...] = ()
        """What stops the booking."""
        self._asked: tuple[int, str, datetime] | None = None
        self._kind: VisitType | None = None
        self._about = ""
        """The item whose form is open."""
        self.buttons: dict[str, Button] = {}
        self._rows = bare(QVBoxLayout(), 6)
        self.forms = FormPlace(desk)
        self.until = HoldUntil(desk.clinic, UNTIL)
        self.instead = Button("", Variant.QUIET, "book", INSTEAD)
        self.wait = Button(tr("Put on the wait list"), Variant.QUIET, "clock", WAIT)
        self._arrange()
        self._connect()
        self.hide()

    def _arrange(self) -> None:
        self.body.setSpacing(8)
        self.body.addWidget(wrapped(tr(LEAD), Style.STRONG))
        self.body.addLayout(self._rows)
        self.body.addWidget(self.forms)
        self.body.addWidget(self.until)
        self.body.addWidget(Flow(self.instead, self.wait, gap=4))

    def _connect(self) -> None:
        self.instead.clicked.connect(lambda: self.kind_wanted.emit(self._kind))
        self.wait.clicked.connect(self.wait_wanted)
        self.forms.shown.connect(self._show_below)
        self.forms.done.connect(self.left)

    def listen(self, panel: QWidget) -> None:
        """Hear the keys that are pressed anywhere in a panel."""
        does: dict[str, Callable[[], object]] = {
            name: partial(self._press, number) for number, name in enumerate(KEYS)
        }
        does[UNTIL] = self._set_until
        does[INSTEAD] = partial(self._click, self.instead)
        does[WAIT] = partial(self._click, self.wait)
        for keys in hear_keys(panel, does):  # a button of the page may have the letter too
            keys.activatedAmbiguously.connect(keys.activated)

    def show_view(self, view: VisitView, start: datetime) -> bool:
        """Show what stops the booking of a visit; gives whether anything does."""
        stopping = tuple(i for i in view.items if i.open and i.stops is Stop.BOOKING)
        another = self._view is None or view.patient.id != self._view.patient.id
        self._view = view
        self.setVisible(bool(stopping))
        if another or not any(self._is_about(item) for item in stopping):
            self.forms.clear()
        if not stopping:
            self.items = ()
            return False
        if stopping != self.items or another:
            self._fill(stopping)
        self.until.show_start(start)
        self._offer_instead(view, start)
        return True

    def _is_about(self, item: Item) -> bool:
        return self.form is not None and self._about == item.item

    @property
    def form(self) -> ItemForm | None:
        """The form that is open."""
        return self.forms.form

    def _fill(self, items: Sequence[Item]) -> None:
        self.items = tuple(items)
        self.buttons = {}
        empty(self._rows)
        for item, key in zip(items, [*KEYS, *[""] * len(items)], strict=False):
            self._rows.addWidget(self._row(item, key))
        order = [*self.buttons.values(), self.until.day.line, self.until.time, self.instead]
        self.setTabOrder(self.until.day.line, order[0])
        for before, after in pairwise([*order, self.wait]):
            self.setTabOrder(before, after)

    def _row(self, item: Item, key: str) -> QWidget:
        whole, look = QWidget(), look_of(item)
        line = bare(QHBoxLayout(whole), 8)
        said = words.item_said(item)
        button = Button(next_action(item), Variant.QUIET, "", key)
        button.setAccessibleDescription(said)
        button.clicked.connect(lambda: self._open(item))
        self.buttons[item.item] = button
        told = bare(QVBoxLayout(), 2)
        told.addWidget(wrapped(said, Style.SMALL))
        told.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(Shape(look, look), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(told, 1)
        return whole

    def _press(self, at: int) -> None:
        buttons = list(self.buttons.values())
        if at < len(buttons):
            self._click(buttons[at])

    def _set_until(self) -> None:
        if self.isVisible():
            self.until.setFocus()

    def _click(self, button: Button) -> None:
        if button.isVisible():
            button.click()

    def _open(self, item: Item) -> None:
        """The form that does the next thing about an item, below the items."""
        if self._view is None:
            return
        self._about = item.item
        form = form_for(self._desk, self._view, item)
        if form is not None:
            self.forms.show_form(form)

    def _show_below(self, form: ItemForm) -> None:
        self.shown_below.emit(form.focusProxy() or form)

    def _offer_instead(self, view: VisitView, start: datetime) -> None:
        """A kind of visit that could be booked at the same time, asked for once a start."""
        asked = (view.patient.id, view.type.slug, start)
        if asked != self._asked:
            self._asked = asked
            self._kind = kind_instead(self._desk.clinic, view.type.slug, start, view.patient.id)
        self.instead.setVisible(self._kind is not None)
        if self._kind is not None:
            self.instead.say(tr("Book instead: {visit}", visit=self._kind.short))

    def forget(self) -> None:
        """Something at the clinic has changed: ask again."""
        self._asked = None

    def clear(self) -> None:
        """Another booking begins."""
        self.forms.clear()
        self.until.clear()
        self._view, self.items, self._asked = None, (), None
        self.hide()
