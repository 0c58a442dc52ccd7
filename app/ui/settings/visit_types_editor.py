"""One kind of visit: its form, what stands against it, and the acts on it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.scheduling import Resource, VisitType
from app.ui.common.surfaces import bring_into_sight
from app.ui.common.type import scaled, wrapped
from app.ui.desk import Desk
from app.ui.in_the_way import Doing
from app.ui.settings.drafted_editor import DraftedEditor, Ending
from app.ui.settings.phase_picture import described
from app.ui.settings.visit_types_draft import TypeDraft
from app.ui.settings.visit_types_form import TypeForm, spacing_said
from app.ui.settings.visit_types_rows import NEW, ROUTES
from app.use_cases.visit_types import (
    Offered,
    add_visit_type,
    keep_visit_type,
    may_edit_types,
    retire_visit_type,
)
from app.words.tongue import later, tr

ROOMY = 520
"""Pixels at 100 % text of height from which picture and warnings stand around the fields."""

ENDING = Ending(
    retire=later("&Offer no more"),
    again=later("&Offer again"),
    past=later("No new visit of this kind is booked. Visits that are booked keep it."),
)


class TypeEditor(DraftedEditor[TypeDraft]):
    """What is typed about one kind of visit."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, ENDING, may_change=may_edit_types(desk.clinic))
        self.form = TypeForm()
        self.told = wrapped()
        self._above, self._among = QVBoxLayout(), QVBoxLayout()
        self._below, self._last = QVBoxLayout(), QVBoxLayout()
        self._arrange()
        self.form.changed.connect(self.note_change)
        self.form.went.connect(self._bring)

    def _arrange(self) -> None:
        self.fields.addLayout(self._among)
        for part in (self.form, self.told):
            self.fields.addWidget(part)
        self.fields.addLayout(self._last)
        self.body.insertLayout(self.body.indexOf(self.area), self._above)
        self.body.addLayout(self._below)
        self._place()
        self.form.setVisible(self.may_change)
        self.told.setVisible(not self.may_change)
        self.area.setAccessibleName(tr("Visit type"))
        if not self.may_change:
            self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def know(self, resources: Sequence[Resource]) -> None:
        """Whom and what the clinic has."""
        self.form.know(resources)

    @property
    @override
    def draft(self) -> TypeDraft | None:
        return self.form.draft

    def show_draft(self, draft: TypeDraft) -> None:
        """Write into the fields what is kept, or was typed before."""
        before = self.draft
        if before is None or (before.is_new, before.since.slug) != (draft.is_new, draft.since.slug):
            self.area.verticalScrollBar().setValue(0)
        self.form.fill(draft)
        self.told.setText("" if self.may_change else told(draft.kind))
        self.show_head(
            tr("New visit type") if draft.is_new else draft.since.title,
            is_new=draft.is_new,
            retired=draft.since.retired and not draft.is_new,
        )

    @override
    def begin(self) -> None:
        if self.may_change:
            self.form.begin()
        else:
            self.area.setFocus()

    @override
    def saving(self, draft: TypeDraft) -> Doing:
        return Doing(tr("Save"), tr("Not saved."), partial(self._save, draft))

    @override
    def retiring(self, draft: TypeDraft) -> Doing:
        return Doing(
            tr("Retire"), tr("Nothing was changed."), partial(self._offer, draft, retired=True)
        )

    @override
    def using_again(self, draft: TypeDraft) -> Doing:
        return Doing(
            tr("Offer"), tr("Nothing was changed."), partial(self._offer, draft, retired=False)
        )

    def _place(self) -> None:
        """The picture and the warnings stay in sight where there is room for them and fields."""
        roomy = self.height() >= scaled(ROOMY)
        picture, warnings = (self._above, self._below) if roomy else (self._among, self._last)
        if not picture.count():
            picture.addWidget(self.form.drawn)
            warnings.addWidget(self.form.warnings)

    def _save(self, draft: TypeDraft, *, token: str, mine: bool = False) -> str:
        clinic, since = self._desk.clinic, draft.since
        if draft.is_new:
            done = add_visit_type(clinic, draft.kind, like=since.slug, token=token)
            return self._said(later("Saved: {name}."), done, was=NEW)
        done = keep_visit_type(clinic, draft.kind, since=None if mine else since, token=token)
        return self._said(later("Saved: {name}."), done, was=since.slug)

    def _offer(self, draft: TypeDraft, *, retired: bool, token: str) -> str:
        slug = draft.since.slug
        done = retire_visit_type(self._desk.clinic, slug, retired=retired, token=token)
        said = later("Offered no more: {name}.") if retired else later("Offered again: {name}.")
        return self._said(said, done, was=slug)

    def _bring(self, part: QWidget) -> None:
        """Scroll to a part of the form once what has just been added is laid out."""
        QTimer.singleShot(0, self, lambda: bring_into_sight(self.area, part))

    def _said(self, said: str, done: Offered, *, was: str) -> str:
        """What is typed is kept now; says so, with what is still amiss."""
        self.tell_kept(was, done.type.slug)
        return " ".join((tr(said, name=done.type.title), *map(words.say, done.warnings)))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()


def told(kind: VisitType) -> str:
    """A kind of visit in words, for whoever may only read it."""
    route = f"{tr(ROUTES[kind.route])}. {spacing_said(kind.spacing)}" if kind.is_dosing else ""
    return "\n\n".join(part for part in (*described(kind), route) if part)
