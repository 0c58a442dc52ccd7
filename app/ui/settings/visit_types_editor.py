"""One kind of visit: its form, what stands against it, and the acts on it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.clinic import new_token
from app.domain.scheduling import Resource, VisitType
from app.ui.acts import remember
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, Hairline, bare, bring_into_sight, scrolling
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.settings.phase_picture import described
from app.ui.settings.visit_types_draft import TypeDraft
from app.ui.settings.visit_types_form import TypeForm, spacing_said
from app.ui.settings.visit_types_rows import ROUTES
from app.use_cases.visit_types import (
    Offered,
    add_visit_type,
    keep_visit_type,
    may_edit_types,
    retire_visit_type,
)

ROOMY = 520
"""Pixels at 100 % text of height from which picture and warnings stand around the fields."""

READ_ONLY = "Only a manager changes this."
PAST = "No new visit of this kind is booked. Visits that are booked keep it."


class TypeEditor(Card):
    """What is typed about one kind of visit, until it is saved."""

    changed = Signal()
    kept = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__((20, 14, 8, 12))
        self._desk = desk
        self.may_change = may_edit_types(desk.clinic)
        self.title = wrapped("", Style.HEADING)
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self.reasons = Reasons()
        self.form = TypeForm()
        self.told = wrapped()
        self._above, self._among = QVBoxLayout(), QVBoxLayout()
        self._below, self._last = QVBoxLayout(), QVBoxLayout()
        self.save = Button("&Save", Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button("Dis&card", Variant.QUIET, "undo")
        self.retire = Button("&Offer no more", Variant.QUIET, "cancel")
        self.again = Button("&Offer again", Variant.QUIET, "redo")
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        inside = QWidget()
        column = bare(QVBoxLayout(inside), 12)
        column.setContentsMargins(0, 4, 12, 4)
        column.addWidget(self.reasons)
        column.addLayout(self._among)
        for part in (self.form, self.told):
            column.addWidget(part)
        column.addLayout(self._last)
        self._place()
        self.form.setVisible(self.may_change)
        self.told.setVisible(not self.may_change)
        column.addStretch(1)
        self.area = scrolling(inside, QPalette.ColorRole.Base)
        self.area.setAccessibleName("Visit type")
        self.foot = Flow(self.save, self.discard, self.retire, self.again, gap=4)
        for part in (self.title, self.note):
            self.body.addWidget(part)
        self.body.addLayout(self._above)
        self.body.addWidget(self.area, 1)
        self.body.addLayout(self._below)
        line = Hairline()
        for part in (line, self.foot):
            self.body.addWidget(part)
            part.setVisible(self.may_change)
        if not self.may_change:
            self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def _connect(self) -> None:
        self.form.changed.connect(self._note)
        self.form.went.connect(self._bring)
        self.save.clicked.connect(self._save)
        Keeps(self, self._save)
        self.retire.clicked.connect(self._retire)
        self.again.clicked.connect(self._offer_again)

    def know(self, resources: Sequence[Resource]) -> None:
        """Whom and what the clinic has."""
        self.form.know(resources)

    @property
    def draft(self) -> TypeDraft | None:
        """What stands in the fields."""
        return self.form.draft

    def show_draft(self, draft: TypeDraft, *, unsaved: bool) -> None:
        """Write into the fields what is kept, or was typed before."""
        self.reasons.clear()
        before = self.draft
        if before is None or (before.is_new, before.since.slug) != (draft.is_new, draft.since.slug):
            self.area.verticalScrollBar().setValue(0)
        self.form.fill(draft)
        self.told.setText("" if self.may_change else told(draft.kind))
        self.title.setText("New visit type" if draft.is_new else draft.since.title)
        retired = draft.since.retired and not draft.is_new
        said = READ_ONLY if not self.may_change else PAST if retired else ""
        self.note.setText(said)
        self.note.setVisible(bool(said))
        self.again.setVisible(retired)
        self.show_unsaved(unsaved=unsaved)

    def show_unsaved(self, *, unsaved: bool) -> None:
        """Whether there is something to save or discard first."""
        draft = self.draft
        self.save.setEnabled(unsaved)
        self.discard.setVisible(unsaved)
        kept = draft is not None and not draft.is_new and not draft.since.retired
        self.retire.setVisible(kept and not unsaved)

    def begin(self) -> None:
        """Put the keyboard on the first field, or on what can only be read."""
        if self.may_change:
            self.form.begin()
        else:
            self.area.setFocus()

    def _place(self) -> None:
        """The picture and the warnings stay in sight where there is room for them and fields."""
        roomy = self.height() >= scaled(ROOMY)
        picture, warnings = (self._above, self._below) if roomy else (self._among, self._last)
        if not picture.count():
            picture.addWidget(self.form.drawn)
            warnings.addWidget(self.form.warnings)

    def _note(self) -> None:
        self.reasons.clear()
        self.changed.emit()

    def _save(self) -> None:
        draft, clinic, token = self.draft, self._desk.clinic, new_token()
        if draft is None or not self.may_change or not self.save.isEnabled():
            return
        try:
            if draft.is_new:
                done = add_visit_type(clinic, draft.kind, like=draft.since.slug, token=token)
            else:
                done = keep_visit_type(clinic, draft.kind, since=draft.since, token=token)
        except EXPECTED as error:
            self._refuse(error, "Not saved.")
        else:
            self._say("Saved", done)

    def _retire(self) -> None:
        self._offer(retired=True)

    def _offer_again(self) -> None:
        self._offer(retired=False)

    def _offer(self, *, retired: bool) -> None:
        draft, token = self.draft, new_token()
        if draft is None:
            return
        try:
            slug = draft.since.slug
            done = retire_visit_type(self._desk.clinic, slug, retired=retired, token=token)
        except EXPECTED as error:
            self._refuse(error, "Nothing was changed.")
        else:
            self._say("Offered no more" if retired else "Offered again", done)

    def _refuse(self, error: Exception, lead: str) -> None:
        self.reasons.show_error(error, lead)
        bring_into_sight(self.area, self.reasons)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part of the form once what has just been added is laid out."""
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.area, part))

    def _say(self, verb: str, done: Offered) -> None:
        """What is typed is kept now; says so, with what is still amiss."""
        self.kept.emit(done.type.slug)
        said = " ".join((f"{verb}: {done.type.title}.", *map(words.say, done.warnings)))
        remember(self._desk, said, done.token)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()


def told(kind: VisitType) -> str:
    """A kind of visit in words, for whoever may only read it."""
    route = f"{ROUTES[kind.route]}. {spacing_said(kind.spacing)}" if kind.is_dosing else ""
    return "\n\n".join(part for part in (*described(kind), route) if part)
