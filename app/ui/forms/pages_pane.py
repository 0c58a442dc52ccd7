"""A form's pages as they would be printed."""

from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from typing_extensions import override

from app.domain.forms import Form
from app.ui.common.fields import Choice, Tick
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import bare, filler, row
from app.ui.common.type import scaled
from app.ui.desk import Desk
from app.ui.forms.rows import language_title
from app.ui.packets.paged_preview import PagedPreview
from app.use_cases.form_previews import preview_form
from app.words.tongue import later, tr

LEAST = 120
"""Pixels of the pages on a low screen."""

WIDEST = 820
"""Pixels of the pages at 100 % text."""


class PagesPane(QWidget):
    """The pages in one language, in usual or large print; DRAFT stands across a draft."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: Form | None = None
        self._asked: tuple[Form, str, bool] | None = None
        self.language = Choice(later("Language of the pages"))
        self.large = Tick(later("Large print"))
        self.reasons = Reasons()
        self.paged = PagedPreview()
        self.paged.preview.setMinimumHeight(LEAST)
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(row(self.language, self.large, filler(), spacing=12))
        column.addWidget(self.reasons)
        column.addWidget(self.paged, 1)
        self._fit()
        self.language.currentIndexChanged.connect(self._look)
        self.large.toggled.connect(self._look)

    def show_form(self, form: Form) -> None:
        """Another version."""
        if form == self._form:
            return
        at = self.language.currentIndex()
        self._form = None
        self.language.clear()
        self.large.setEnabled(not form.files)
        for each in form.printed_in:
            self.language.addItem(language_title(each), each)
        self.language.setCurrentIndex(min(max(at, 0), self.language.count() - 1))
        self._form = form
        self._look()

    def _fit(self) -> None:
        """As wide as a page is well read, and not as wide as the window."""
        self.paged.setMaximumWidth(scaled(WIDEST))

    def begin(self) -> None:
        """Put the keyboard on the pages."""
        self.paged.preview.setFocus()

    def _look(self) -> None:
        form, language = self._form, self.language.currentData()
        if form is None or not isinstance(language, str):
            return
        self._asked = asked = (form, language, self.large.isChecked())
        make = partial(preview_form, self._desk.clinic, form, language, large=asked[2])
        self._desk.background.run(make, partial(self._show, asked), partial(self._fail, asked))

    def _show(self, asked: tuple[Form, str, bool], pdf: bytes) -> None:
        if asked == self._asked:
            self.reasons.clear()
            self.paged.preview.show_pdf(pdf)
            if not self.paged.preview.zoom:
                self.paged.preview.closer(1)

    def _fail(self, asked: tuple[Form, str, bool], error: Exception) -> None:
        if asked == self._asked:
            self.paged.preview.let_go()
            self.reasons.show_error(error, tr("The pages cannot be laid out."))

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
