"""Forms: all of them in a list, or one of them opened."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget
from typing_extensions import override

from app.ui.desk import Desk
from app.ui.forms.form_pane import FormPane
from app.ui.forms.list_pane import FormList
from app.ui.forms.own_pane import OwnPane
from app.ui.forms.rows import Key, key_of


class FormsPage(QWidget):
    """The clinic's binder."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.list = FormList(desk)
        self.form = FormPane(desk)
        self.own = OwnPane(desk)
        self._stack = QStackedWidget()
        for pane in (self.list, self.form, self.own):
            self._stack.addWidget(pane)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 16)
        whole.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.list.opened.connect(self.open_form)
        self.list.pdf_wanted.connect(self.show_pdf)
        for own in (self.own, self.form.own):
            own.taken.connect(self.open_form)
        for pane in (self.form, self.own):
            pane.left.connect(self.show_list)
        self._desk.changes.happened.connect(self._refresh_if_seen)

    @property
    def _pane(self) -> FormList | FormPane | OwnPane:
        shown = self._stack.currentWidget()
        return next(pane for pane in (self.form, self.own, self.list) if pane is shown)

    def open_form(self, key: Key) -> None:
        """One version of a form, with the keyboard on it."""
        self._stack.setCurrentWidget(self.form)
        self.form.show_form(key)
        self.form.begin()

    def show_pdf(self) -> None:
        """A PDF of the clinic's own, to be taken in as a form."""
        self._stack.setCurrentWidget(self.own)
        self.own.show_new()
        self.own.begin()

    def show_list(self) -> None:
        """All forms, the one that was open still current."""
        self.form.put_by()
        self._stack.setCurrentWidget(self.list)
        self.list.refresh()
        if self.form.view is not None:
            self.list.show_form(key_of(self.form.view))
        self.list.begin()

    def leave(self) -> bool:
        """Esc: from a form back to the list; False when the list is shown."""
        leaves = self.isVisible() and self._stack.currentWidget() is not self.list
        if leaves:
            self.show_list()
        return leaves

    def begin(self) -> None:
        """Put the keyboard on the list, or into the form that is open."""
        self._pane.begin()

    def let_go(self) -> None:
        """Remember what is typed and close the pages, when the window goes."""
        self.form.put_by()
        for paged in (self.form.pages.paged, self.form.text.columns.paged):
            paged.preview.let_go()

    def refresh(self) -> None:
        """Read again what is shown."""
        if not isinstance(self._pane, OwnPane):
            self._pane.refresh()

    def _refresh_if_seen(self) -> None:
        if self.isVisible():
            self.refresh()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self.refresh()
