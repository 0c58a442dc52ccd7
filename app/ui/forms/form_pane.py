"""One form, opened: its pages, its text, what changed, what is known of it, its approval."""

from pathlib import Path

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.forms import Form
from app.ui.common.buttons import Button, Variant
from app.ui.common.chips import Chip
from app.ui.common.surfaces import bare
from app.ui.common.tabs import Tabs
from app.ui.common.type import ElidedText, Style, Tone, scaled
from app.ui.desk import EXPECTED, Desk
from app.ui.forms.approval_pane import ApprovalPane
from app.ui.forms.changes_pane import ChangesPane
from app.ui.forms.facts_pane import FactsPane
from app.ui.forms.list_pane import AskFolder, ask_folder
from app.ui.forms.own_pane import OwnPane
from app.ui.forms.pages_pane import PagesPane
from app.ui.forms.rows import LOOKS, Key, key_of
from app.ui.forms.text_pane import TextPane
from app.use_cases import forms
from app.use_cases.form_folders import write_form
from app.use_cases.forms import FormView
from app.words.tongue import later, tongue, tr

TABS = (later("Pages"), later("Text"), later("What changed"), later("Facts"), later("Approval"))
PAGES, TEXT, CHANGES, FACTS, APPROVAL = range(len(TABS))


NARROW = 900
"""Pixels at 100 % text below which less is shown at once."""


class FormPane(QWidget):
    """A version of a form under its name, its sides as tabs."""

    left = Signal()
    """Back to the list of all forms."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.view: FormView | None = None
        self._versions: tuple[FormView, ...] = ()
        self.choose_folder: AskFolder = ask_folder
        self.back = Button(tr("A&ll forms"), Variant.QUIET, "left", "Esc")
        self.title = ElidedText("", Style.TITLE)
        self.standing = Chip("", "idle")
        self.said = ElidedText("", Style.SMALL, Tone.MUTED)
        self.tabs = Tabs(tr("Sides of the form"), tuple(map(tr, TABS)))
        self.pages = PagesPane(desk)
        self.text = TextPane(desk)
        self.changes = ChangesPane(desk)
        self.facts = FactsPane(self.text)
        self.approval = ApprovalPane(desk)
        self.own = OwnPane(desk)
        self.panes = (self.pages, self.text, self.changes, self.facts, self.approval)
        self._stack = QStackedWidget()
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 12)
        head.addWidget(self.back)
        head.addWidget(self.title, 1)
        head.addWidget(self.standing)
        for pane in (*self.panes, self.own):
            self._stack.addWidget(pane)
        whole = bare(QVBoxLayout(self), 8)
        whole.addLayout(head)
        whole.addWidget(self.said)
        whole.addWidget(self.tabs)
        whole.addWidget(self._stack, 1)
        for number in range(len(TABS)):
            self.tabs.setTabToolTip(number, "Ctrl+PgUp, Ctrl+PgDown")

    def _connect(self) -> None:
        self.back.clicked.connect(self.left)
        self.tabs.currentChanged.connect(self._turn)
        self.text.kept.connect(self._show_newest)
        self.text.compare_wanted.connect(self._compare)
        self.approval.decided.connect(self.refresh)
        self.facts.write_wanted.connect(self._write)
        self.facts.version_wanted.connect(self._open_version)
        for key, by in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            keys = QShortcut(QKeySequence(key), self)
            keys.activated.connect(lambda by=by: self.turn(by))

    @property
    def pane(self) -> PagesPane | TextPane | OwnPane | ChangesPane | FactsPane | ApprovalPane:
        """The side that is shown; a PDF has no text to write on."""
        is_pdf = self.view is not None and bool(self.view.form.files)
        number = self.tabs.currentIndex()
        return self.own if is_pdf and number == TEXT else self.panes[number]

    def turn(self, by: int) -> None:
        """The next side, or the one before; after the last comes the first."""
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + by) % len(TABS))
        self.begin()

    def _turn(self, _number: int) -> None:
        self._show_side()

    def show_form(self, key: Key) -> None:
        """A version of a form."""
        self.tabs.setCurrentIndex(PAGES)
        self._show(key)

    def put_by(self) -> None:
        """What is typed and not kept is remembered."""
        self.text.keeper.keep()

    def _show(self, key: Key) -> None:
        name, version = key
        every = forms.see_forms(self._desk.clinic)
        self._versions = tuple(view for view in every if view.form.id == name)
        self.view = next((v for v in self._versions if v.form.version == version), None)
        if self.view is not None:
            self._show_head(self.view)
            self._show_side()

    def _show_head(self, view: FormView) -> None:
        look, shape = LOOKS[view.standing]
        self.title.setText(view.form.title(tongue()))
        self.standing.show_state(words.standing_word(view.standing).capitalize(), look, shape)
        self.said.setText(words.form_row(view.form))
        self.tabs.setTabText(TEXT, "PDF" if view.form.files else tr(TABS[TEXT]))

    def _show_side(self) -> None:
        """Only the side that is seen is filled."""
        view = self.view
        if view is None:
            return
        self._stack.setCurrentWidget(self.pane)
        match self.pane:
            case PagesPane():
                self.pages.show_form(view.form)
            case TextPane():
                self.text.show_form(view.form, self._versions[0].form)
            case OwnPane():
                self.own.show_form(self._versions[0].form)
            case ChangesPane():
                self.changes.show_form(view, self._versions, self._typed)
            case FactsPane():
                self._show_facts(view)
            case ApprovalPane():
                self.approval.show_form(view)

    def _show_facts(self, view: FormView) -> None:
        """What is known of a form; that of a PDF is told when it is taken in, and stands."""
        if not view.form.files:
            self.text.show_form(view.form, self._versions[0].form)
        self.facts.show_form(view, self._versions, None if view.form.files else self.text.writable)

    @property
    def _typed(self) -> Form | None:
        """What is typed over the version that is open, as far as it is new."""
        typed = self.text.keeper.typed
        mine = typed is not None and self.view is not None and typed.since == self.view.form
        return typed.form if typed is not None and mine and typed.is_new else None

    def _show_newest(self) -> None:
        if self.view is not None:
            name = self.view.form.id
            newest = forms.see_form(self._desk.clinic, name)
            self._show(key_of(newest))

    def _compare(self) -> None:
        self.tabs.setCurrentIndex(CHANGES)
        self.begin()

    def _write(self) -> None:
        """Write the version that is open into a folder that somebody chooses."""
        view = self.view
        chosen = self.choose_folder(self, tr("Write the form into a folder")) if view else ""
        if view is None or not chosen:
            return
        try:
            place = write_form(self._desk.clinic, *key_of(view), Path(chosen))
        except EXPECTED as error:
            self.facts.reasons.show_error(error, tr("Not written."))
        else:
            self._desk.say(tr("Written to {folder}.", folder=place))

    def _open_version(self, value: object) -> None:
        view = next((each for each in self._versions if key_of(each) == value), None)
        if view is not None:
            self._show(key_of(view))
            self.tabs.setCurrentIndex(PAGES)
            self.begin()

    def refresh(self) -> None:
        """Read the version that is open again."""
        if self.view is not None:
            self._show(key_of(self.view))

    def begin(self) -> None:
        """Put the keyboard into the side that is shown."""
        self.pane.begin()

    def _fit(self) -> None:
        narrow = self.width() < scaled(NARROW)
        self.said.setVisible(not narrow)
        self.text.fit(narrow=narrow)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
