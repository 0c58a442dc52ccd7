"""Bookings half made: kept while they are typed, shown as chips, taken up again or thrown away."""

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from app.ui.common.buttons import Button, Variant, icon_button
from app.ui.common.flow import Flow
from app.ui.common.surfaces import bare
from app.ui.common.undo import either_way
from app.ui.desk import Desk
from app.ui.drafting import DraftKeeper
from app.ui.private import initials
from app.use_cases.drafts import DraftView, drop_draft, keep_draft
from app.words.tongue import tr

BOOKING = "booking"


def draft_name(view: DraftView, *, private: bool = False) -> str:
    """For whom a booking was begun, as far as that is known."""
    if view.patient is not None:
        return initials(view.patient) if private else view.patient.listed
    fields = view.draft.fields
    new = ", ".join(part for part in (fields.get("family"), fields.get("given")) if part)
    return "" if private else new or fields.get("typed", "") or tr("nobody yet")


class BookingDrafts(DraftKeeper):
    """Keeps the booking that stands in the panel."""

    def __init__(self, desk: Desk, fields: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(desk, BOOKING, fields)

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
        said = tr("Thrown away: the booking begun for {who}.", who=draft_name(view))
        self._desk.remember(said, either_way(bring_back, drop))


class DraftChip(QWidget):
    """One draft: a click or Enter takes it up, Del throws it away."""

    thrown = Signal()

    def __init__(self, name: str) -> None:
        super().__init__()
        self.take = Button(tr("Draft: {who}", who=name), Variant.QUIET, "hold")
        self.throw = icon_button("close", tr("Throw the draft away: {who}", who=name), "Del")
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
