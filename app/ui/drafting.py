"""Drafts: what is typed in a panel is kept while it is typed, so that nothing is ever lost."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.refusal import Refused, Trouble
from app.ui.desk import Desk
from app.use_cases.drafts import DraftView, drop_draft, keep_draft, my_drafts

SOON = 400
"""Milliseconds after the last key; a draft is safe within a second."""


class DraftKeeper(QObject):
    """Keeps what stands in a panel, shortly after the last key."""

    kept = Signal()

    def __init__(self, desk: Desk, kind: str, fields: Callable[[], Mapping[str, str]]) -> None:
        super().__init__(desk)
        self._desk, self._kind, self._fields = desk, kind, fields
        self.number = 0
        self._last: Mapping[str, str] = {}
        self._failed = False
        """Whether the clinic did not answer when it was to be kept."""
        desk.news.found.connect(self._keep_again)
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
        if fields == self._last and not self._failed:
            return
        self._last = fields
        try:
            self._keep(fields)
        except Trouble:  # it stands in the panel, and is kept when the clinic answers again
            self._failed = True
        else:
            self._failed = False
            self.kept.emit()

    def _keep(self, fields: Mapping[str, str]) -> None:
        if not fields:
            self._drop()
            return
        if self._failed and not self.number:  # what was not answered may have been kept
            known = (view.draft for view in self.every() if view.draft.fields == fields)
            self.number = next((draft.id for draft in known), 0)
        self.number = keep_draft(self._desk.clinic, self._kind, fields, self.number).id

    def _keep_again(self) -> None:
        if self._failed:
            self.keep()

    def take_up(self, view: DraftView) -> None:
        """From now on a draft that was put aside is the one that stands in the panel."""
        self.number, self._last = view.draft.id, view.draft.fields

    def put_aside(self) -> None:
        """Keep it, and begin another one."""
        self.keep()
        self.number, self._last = 0, {}

    def done(self) -> None:
        """What stood there has become what it was to be."""
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
            return my_drafts(self._desk.clinic, self._kind)
        except (Refused, Trouble):  # who may not keep any has none; nor has an absent clinic
            return ()

    def others(self) -> tuple[DraftView, ...]:
        """The drafts that were put aside."""
        return tuple(view for view in self.every() if view.draft.id != self.number)

    def current(self) -> DraftView | None:
        """The draft that stands in the panel, None while there is none."""
        return next((view for view in self.every() if view.draft.id == self.number), None)
