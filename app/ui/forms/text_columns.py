"""The texts of a form side by side with its pages; one at a time where there is little room."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app import words
from app.domain.form_anchors import same_place
from app.library import Fault, Reading
from app.ui.common.chips import Chip
from app.ui.common.surfaces import Card, bare
from app.ui.common.tabs import Tabs
from app.ui.common.type import ElidedText, Style, Text, Tone
from app.ui.forms.editor import MarkdownEditor
from app.ui.forms.pages_pane import LEAST
from app.ui.forms.rows import language_title
from app.ui.packets.paged_preview import PagedPreview
from app.words.tongue import tr


class TextColumn(QWidget):
    """One language: its name, how hard it reads, its text."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self.language = language
        self.grade = Chip("", "idle")
        self.hardest = ElidedText("", Style.SMALL, Tone.MUTED)
        self.editor = MarkdownEditor(tr("{language} text", language=words.language_word(language)))
        head = bare(QHBoxLayout(), 8)
        self.name = Text(language_title(language), Style.STRONG)
        head.addWidget(self.name)
        head.addWidget(self.grade)
        head.addStretch(1)
        card = Card((1, 1, 1, 1))
        card.body.addWidget(self.editor)
        column = bare(QVBoxLayout(self), 4)
        column.addLayout(head)
        column.addWidget(self.hardest)
        column.addWidget(card, 1)
        self.grade.hide()

    def show_reading(self, reading: Reading | None) -> None:
        """How hard it reads, as a whole and where it is hardest."""
        self.grade.setVisible(reading is not None)
        if reading is None:
            self.hardest.setText("")
            return
        hard = reading.is_too_hard or reading.has_hard_block
        self.grade.show_state(
            words.reading_told(reading.value, reading.measure.limit, reading.measure.name),
            "blocked" if hard else "ready",
        )
        self.hardest.setText(
            words.hardest_told(reading.hardest, reading.measure.block_limit, reading.block)
        )


class TextColumns(QWidget):
    """Every text of a form, and its pages beside them."""

    typed = Signal()
    entered = Signal(str)
    """The language somebody writes in now."""

    def __init__(self) -> None:
        super().__init__()
        self.columns: dict[str, TextColumn] = {}
        self._narrow = False
        self.tabs = Tabs(tr("Texts and pages"), ())
        self.paged = PagedPreview()
        self.paged.preview.setMinimumHeight(LEAST)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(12)
        self._splitter.addWidget(self.paged)
        whole = bare(QVBoxLayout(self), 4)
        whole.addWidget(self.tabs)
        whole.addWidget(self._splitter, 1)
        self.tabs.currentChanged.connect(self._fit)

    def show_languages(self, languages: Sequence[str]) -> None:
        """Fields for these languages."""
        if tuple(languages) == tuple(self.columns):
            return
        for column in self.columns.values():
            column.setParent(None)
            column.deleteLater()
        self.columns = {each: self._column(each) for each in languages}
        for number, column in enumerate(self.columns.values()):
            self._splitter.insertWidget(number, column)
        self._name_tabs()
        self._splitter.setSizes([1000] * (len(self.columns) + 1))

    def _name_tabs(self) -> None:
        with QSignalBlocker(self.tabs):
            while self.tabs.count():
                self.tabs.removeTab(0)
            for each in self.columns:
                self.tabs.addTab(language_title(each))
            self.tabs.addTab(tr("Pages"))
        self._fit()

    def _column(self, language: str) -> TextColumn:
        column = TextColumn(language)
        editor = column.editor
        editor.textChanged.connect(self.typed)
        editor.cursorPositionChanged.connect(lambda: self._follow(column))
        return column

    def _follow(self, column: TextColumn) -> None:
        """The same block comes into sight in the other languages."""
        editor = column.editor
        if not editor.hasFocus():
            return
        self.entered.emit(column.language)
        editor.ensureCursorVisible()  # Qt scrolls there only after it has told of the cursor
        for other in self.columns.values():
            if other is not column:
                line = same_place(editor.line, editor.lines, other.editor.lines)
                other.editor.bring(line, editor.rows_above)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in the fields, by language."""
        return {each: column.editor.toPlainText() for each, column in self.columns.items()}

    def write(self, texts: Mapping[str, str], *, as_typed: bool = False) -> None:
        """Other texts; as if they were typed, they can be taken back in the field."""
        for language, column in self.columns.items():
            how: Callable[[str], None] = column.editor.replace if as_typed else column.editor.write
            how(texts[language])

    def set_read_only(self, *, read_only: bool) -> None:
        """Whether the texts can only be read."""
        for column in self.columns.values():
            column.editor.setReadOnly(read_only)

    def show_judgement(self, faults: Sequence[Fault], readings: Sequence[Reading]) -> None:
        """What is wrong, and how hard the texts read."""
        for language, column in self.columns.items():
            column.editor.show_faults({f.line for f in faults if f.language == language and f.line})
            column.show_reading(next((r for r in readings if r.language == language), None))

    def show_pages(self, pdf: bytes) -> None:
        """The pages as they are now; what was looked at stays in sight."""
        preview = self.paged.preview
        page, zoom, at = preview.page, preview.zoom, preview.verticalScrollBar().value()
        first = not preview.count
        preview.show_pdf(pdf)
        if not first:
            preview.zoom = zoom
            preview.show_page(page)
            preview.verticalScrollBar().setValue(at)

    def go_to(self, language: str, line: int) -> None:
        """Put the keyboard on a line of a text."""
        column = self.columns.get(language) or next(iter(self.columns.values()))
        self.tabs.setCurrentIndex(list(self.columns.values()).index(column))
        column.editor.setFocus()
        column.editor.go_to(max(line, 1))

    @property
    def here(self) -> tuple[str, int]:
        """The language and the line that the keyboard is on; the first ones when it is on none."""
        mine = (c for c in self.columns.values() if c.editor.hasFocus())
        column = next(mine, None)
        return (column.language, column.editor.line) if column else ("", 0)

    def begin(self) -> None:
        """Put the keyboard on the text that is shown first."""
        shown = (c for c in self.columns.values() if c.isVisibleTo(self))
        column = next(shown, None)
        if column is not None:
            column.editor.setFocus()
        else:
            self.paged.preview.setFocus()

    def fit(self, *, narrow: bool) -> None:
        """Side by side, or one at a time."""
        self._narrow = narrow
        self._fit()

    def _fit(self) -> None:
        self.tabs.setVisible(self._narrow)
        for column in self.columns.values():
            column.name.setVisible(not self._narrow)
            column.hardest.setVisible(not self._narrow)
        parts = [*self.columns.values(), self.paged]
        for number, part in enumerate(parts):
            part.setVisible(not self._narrow or number == self.tabs.currentIndex())
