"""Bookings half made: kept while they are typed, shown as chips, taken up again or thrown away."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.domain.refusal import Refused
from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.flow import Flow
from app.ui.common.surfaces import bare
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.ui.private import initials
from app.use_cases.drafts import DraftView, drop_draft, keep_draft, my_drafts

BOOKING = "booking"
SOON = 400
"""Milliseconds after the last key; a draft is safe within a second."""


def draft_name(view: DraftView, *, private: bool = False) -> str:
    """For whom a booking was begun, as far as that is known."""
    if view.patient is not None:
        return initials(view.patient) if private else view.patient.listed
    fields = view.draft.fields
    new = ", ".join(part for part in (fields.get("family"), fields.get("given")) if part)
    return "" if private else new or fields.get("typed", "") or "nobody yet"


class DraftKeeper(QObject):
    """Keeps the booking that stands in the panel, shortly after the last key."""

    kept = Signal()

    def __init__(self, desk: Desk, fields: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(desk)
        self._desk, self._fields = desk, fields
        self.number = 0
        self._last: Mapping[str, str] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SOON)
        self._timer.timeout.connect(self.keep)

    def keep_soon(self) -> None:
        """Something was typed or chosen."""
        self._timer.start()

    def keep(self) -> None:
        """Keep what stands there now; nothing at all is no draft."""
        self._timer.stop()
        fields = self._fields()
        if fields == self._last:
            return
        self._last = fields
        if fields:
            self.number = keep_draft(self._desk.clinic, BOOKING, fields, self.number).id
        else:
            self._drop()
        self.kept.emit()

    def take_up(self, view: DraftView) -> None:
        """From now on a draft that was put aside is the one that stands in the panel."""
        self.number, self._last = view.draft.id, view.draft.fields

    def put_aside(self) -> None:
        """Keep it, and begin another one."""
        self.keep()
        self.number, self._last = 0, {}

    def done(self) -> None:
        """What stood there has become a visit."""
        self._timer.stop()
        self._drop()
        self._last = {}
        self.kept.emit()

    def _drop(self) -> None:
        if self.number:
            drop_draft(self._desk.clinic, self.number)
        self.number = 0

    def every(self) -> tuple[DraftView, ...]:
        """Every draft of whoever is signed in, the oldest first."""
        try:
            return my_drafts(self._desk.clinic, BOOKING)
        except Refused:  # somebody who books nothing has none
            return ()

    def others(self) -> tuple[DraftView, ...]:
        """The drafts that were put aside."""
        return tuple(view for view in self.every() if view.draft.id != self.number)

    def current(self) -> DraftView | None:
        """The draft that stands in the panel, None while there is none."""
        return next((view for view in self.every() if view.draft.id == self.number), None)

    def throw_away(self, view: DraftView) -> None:
        """Throw a draft away; undo brings it back."""
        clinic, fields = self._desk.clinic, view.draft.fields
        kept = [view.draft.id]

        def drop() -> None:
            drop_draft(clinic, kept[0])
            self.kept.emit()

        def bring_back() -> None:
            kept[0] = keep_draft(clinic, BOOKING, fields).id
            self.kept.emit()

        drop()
        said = f"Thrown away: the booking begun for {draft_name(view)}."
        self._desk.remember(said, either_way(bring_back, drop))


class DraftChip(QWidget):
    """One draft: a click or Enter takes it up, Del throws it away."""

    thrown = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.take = Button(f"Draft: {name}", Variant.QUIET, "hold")
        self.throw = icon_button("close", f"Throw the draft away: {name}", "Del")
        self.throw.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line = bare(QHBoxLayout(self), 0)
        line.addWidget(self.take)
        line.addWidget(self.throw)
        self.throw.clicked.connect(self.thrown)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
            self.thrown.emit()
        else:
            super().keyPressEvent(event)


class DraftChips(Flow):
    """The bookings that wait."""

    taken = Signal(object)
    thrown = Signal(object)

    def __init__(self) -> None:
        super().__init__(gap=4)
        self.views: tuple[DraftView, ...] = ()
        self.chips: tuple[DraftChip, ...] = ()
        self._field: QWidget | None = None
        self.hide()

    def come_before(self, field: QWidget) -> None:
        """Tab goes from the chips on to a field."""
        self._field = field

    def show_drafts(self, views: tuple[DraftView, ...]) -> None:
        """Other drafts."""
        self.clear()
        self.views = views
        self.chips = tuple(DraftChip(draft_name(view)) for view in views)
        for view, chip in zip(views, self.chips, strict=True):
            chip.take.clicked.connect(lambda _=False, one=view: self.taken.emit(one))
            chip.thrown.connect(lambda one=view: self.thrown.emit(one))
            self.add(chip)
        self._order([chip.take for chip in self.chips])
        self.setVisible(bool(views))

    def _order(self, takes: Sequence[QWidget]) -> None:
        if self._field is not None and takes:
            self.setTabOrder(self._field, takes[0])
            for before, after in pairwise([*takes, self._field]):
                self.setTabOrder(before, after)

    @property
    def names(self) -> tuple[str, ...]:
        """Who waits for a booking half made."""
        return tuple(draft_name(view) for view in self.views)
