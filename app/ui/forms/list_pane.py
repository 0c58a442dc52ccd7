"""Every form of the clinic: where it stands, who approved it, and what waits for approval."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.clinic import new_token
from app.domain.forms import Form
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import PassesKeysOn, TextField
from app.ui.common.lists import PickList
from app.ui.common.note_line import NoteLine
from app.ui.common.notices import EmptyPlace, Reasons
from app.ui.common.surfaces import Card, bare
from app.ui.common.type import Style, Text, scaled
from app.ui.desk import Desk
from app.ui.forms.rows import Key, listed
from app.use_cases import forms
from app.use_cases.form_folders import take_forms
from app.use_cases.forms import FormView
from app.use_cases.taken import Taken
from app.words.tongue import later, tr, tr_many

NARROW = 460
"""Pixels at 100 % text below which the buttons of the head are icons alone."""

AskFolder = Callable[[QWidget, str], str]


def ask_folder(window: QWidget, title: str) -> str:
    """The folder somebody chooses; empty when they think better of it."""
    return QFileDialog.getExistingDirectory(window, title)


def waiting(count: int, *, director: bool) -> str:
    """What is said of drafts: to the medical director, and to everybody else."""
    if director:
        return tr_many(
            count,
            "{count} form waits for your approval. Look each through, or approve them all at once.",
            "{count} forms wait for your approval. Look each through, or approve them all at once.",
        )
    return tr_many(
        count,
        "{count} form is to be approved by your medical director; "
        "until then none of it is printed.",
        "{count} forms are to be approved by your medical director; "
        "until then none of it is printed.",
    )


def approved_told(approved: int, left: int) -> str:
    """How many forms were approved at once, and how many could not be."""
    said = tr_many(
        approved,
        "Approved: {count} form, for visits from today.",
        "Approved: {count} forms, for visits from today.",
    )
    more = tr_many(
        left,
        "{count} draft stays: something is to be mended there.",
        "{count} drafts stay: something is to be mended there.",
    )
    return f"{said} {more}" if left else said


class FormList(QWidget):
    """The forms by group; Enter opens one."""

    opened = Signal(object)
    """A form and its version."""
    pdf_wanted = Signal()
    """A PDF of the clinic's own is to be taken in."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._views: tuple[FormView, ...] = ()
        self.approve = Button(tr("Approve all that are sound"), Variant.PRIMARY, "tick")
        self.take = Button(tr("Take in …"), Variant.QUIET, "inbox")
        self.pdf = Button(tr("A PDF of your own …"), Variant.QUIET, "paper")
        self.choose_folder: AskFolder = ask_folder
        self.note = NoteLine(tr("What waits for approval"))
        self.reasons = Reasons()
        self.filter = TextField(
            later("Filter the forms"), tr("part of a title, a kind, “draft”"), "search"
        )
        self.list = PickList(tr("Forms"))
        self.clear = Button(tr("Show all forms"), icon="list")
        self.empty = EmptyPlace("search", tr("No form answers that"), "", self.clear)
        self._places = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 4)
        head.addWidget(Text(tr("Forms"), Style.TITLE), 1)
        head.addWidget(self.pdf)
        head.addWidget(self.take)
        head.addWidget(self.approve)
        rows = Card((4, 4, 4, 4))
        rows.body.addWidget(self.list)
        self._places.addWidget(rows)
        self._places.addWidget(self.empty)
        whole = bare(QVBoxLayout(self), 8)
        whole.addLayout(head)
        for part in (self.note, self.reasons, self.filter):
            whole.addWidget(part)
        whole.addWidget(self._places, 1)
        PassesKeysOn(self.filter, self.list)

    def _connect(self) -> None:
        self.filter.textChanged.connect(self._show)
        self.filter.returnPressed.connect(self.list.take_current)
        self.list.taken.connect(self._open)
        self.clear.clicked.connect(self._clear)
        self.approve.clicked.connect(self._approve_all)
        self.take.clicked.connect(self._take_in)
        self.pdf.clicked.connect(self.pdf_wanted)
        for button in (self.pdf, self.take):
            button.setVisible(forms.may_edit_forms(self._desk.clinic))

    def begin(self) -> None:
        """Put the keyboard on the list, or on the filter while nothing answers it."""
        (self.list if self.list.isVisibleTo(self) else self.filter).setFocus()

    def refresh(self) -> None:
        """Read again which forms there are."""
        self._views = forms.see_forms(self._desk.clinic)
        drafts = sum(view.form.is_draft for view in self._views)
        director = forms.may_approve_forms(self._desk.clinic)
        self.note.say(waiting(drafts, director=director) if drafts else "")
        self.approve.setVisible(bool(drafts) and director)
        self._show()

    def _show(self) -> None:
        typed = self.filter.text()
        rows = listed(self._views, typed)
        if rows != list(self.list.rows):
            self.list.show_rows(rows, self.list.current())
        title = tr("No form answers that") if self._views else tr("There is no form yet")
        self.empty.say(title, tr("Type less, or something else.") if typed else "")
        self.clear.setVisible(bool(typed))
        self._places.setCurrentIndex(0 if rows else 1)

    def show_form(self, key: Key) -> None:
        """Make a form's row current."""
        self.list.choose(next((row.value for row in self.list.rows if _same(row.value, key)), key))

    def _open(self, value: object) -> None:
        if isinstance(value, tuple):
            self.opened.emit(value)

    def _clear(self) -> None:
        self.filter.clear()
        self.begin()

    def _approve_all(self) -> None:
        """Approve what is sound; whatever is not stays a draft and says so."""
        self.reasons.clear()
        self.approve.setEnabled(False)
        token = new_token()
        work = partial(forms.approve_all, self._desk.clinic, token=token)
        self._desk.background.run(work, partial(self._approved, token), self._not_approved)

    def _approved(self, token: str, kept: tuple[Form, ...]) -> None:
        self.approve.setEnabled(True)
        self.refresh()
        left = sum(view.form.is_draft for view in self._views)
        said = approved_told(len(kept), left)
        if kept:
            acts.remember(self._desk, said, token)
        else:
            self._desk.say(said, look="waiting")
        self.begin()

    def _not_approved(self, error: Exception) -> None:
        self.approve.setEnabled(True)
        self.reasons.show_error(error, tr("Not approved."))

    def _take_in(self) -> None:
        """Take forms in from the folder somebody chooses, as drafts."""
        self.reasons.clear()
        chosen = self.choose_folder(self, tr("Take forms in from a folder"))
        if chosen:
            work = partial(take_forms, self._desk.clinic, Path(chosen))
            self._desk.background.run(work, self._taken, self._not_taken)

    def _taken(self, taken: tuple[Taken, ...]) -> None:
        self.refresh()
        new = [each for each in taken if each.is_new]
        faulty = sum(bool(each.faults) for each in new)
        said = tr_many(len(new), "Taken in: {count} draft.", "Taken in: {count} drafts.")
        more = tr("In {count} of them something is to be mended.", count=faulty) if faulty else ""
        self._desk.say(f"{said} {more}".strip(), look="waiting" if faulty else "ready")
        if new:
            self.list.choose((new[0].form.id, new[0].form.version))
        self.begin()

    def _not_taken(self, error: Exception) -> None:
        self.reasons.show_error(error, tr("Not taken in."))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        for button in (self.pdf, self.take, self.approve):
            button.fold(folded=self.width() < scaled(NARROW))
        super().resizeEvent(event)


def _same(value: object, key: Key) -> bool:
    return isinstance(value, tuple) and value[:1] == key[:1]
