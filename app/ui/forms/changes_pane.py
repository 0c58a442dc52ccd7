"""What changed from one version of a form to another, sentence by sentence."""

from collections.abc import Iterator, Mapping, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt
from PySide6.QtGui import (
    QColor,
    QPaintEvent,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QStackedWidget, QTextEdit, QVBoxLayout, QWidget
from typing_extensions import override

from app import words
from app.domain.form_diff import Edit, Kind, edits
from app.domain.forms import Form
from app.domain.refusal import Trouble
from app.ui.common.fields import Choice
from app.ui.common.notices import EmptyPlace
from app.ui.common.painting import ring_text
from app.ui.common.palette import Tokens, tokens
from app.ui.common.surfaces import Card, SlimBar, bare, filler, row
from app.ui.common.type import Style, Text, Tone, font, scaled
from app.ui.desk import Desk
from app.ui.forms.rows import language_title
from app.use_cases.forms import FormView, text_of
from app.words.tongue import later, tr

SIGNS: Mapping[Kind, str] = {Kind.SAME: "", Kind.GONE: "\N{MINUS SIGN}\u2060", Kind.NEW: "+\u2060"}
"""What stands before words that are gone or new, so that colour alone tells nothing."""


BREAK = "\N{LINE SEPARATOR}"


class Edits(QTextEdit):
    """Sentences that differ: words that are gone struck through, new ones underlined."""

    def __init__(self) -> None:
        super().__init__()
        self._edits: Sequence[Edit] = ()
        self.setReadOnly(True)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBar(SlimBar(Qt.Orientation.Vertical))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByKeyboard
            | Qt.TextInteractionFlag.TextSelectableByMouse
        )
        self.setAccessibleName(tr("What changed"))

    def show_edits(self, found: Sequence[Edit]) -> None:
        """Other sentences."""
        self._edits = found
        self._write()

    def _write(self) -> None:
        self.clear()
        table, cursor = tokens(self), QTextCursor(self.document())
        self.document().setDefaultFont(font(Style.BODY))
        self.document().setDocumentMargin(10)
        for number, edit in enumerate(self._edits):
            if number:
                cursor.insertBlock()
            cursor.setBlockFormat(_spaced())
            cursor.insertText(f"{tr('Line {number}', number=edit.line)}{BREAK}", _muted(table))
            for stretch in edit.stretches:
                cursor.insertText(SIGNS[stretch.kind] + stretch.text, _format(stretch.kind, table))
                cursor.insertText(" ", _format(Kind.SAME, table))
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def restyle(self) -> None:
        """Take the text size that is set now."""
        self._write()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        super().paintEvent(event)
        ring_text(self)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._write()


def _spaced() -> QTextBlockFormat:
    made = QTextBlockFormat()
    made.setBottomMargin(scaled(12))
    return made


def _muted(table: Tokens) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(Style.SMALL))
    made.setForeground(QColor(table.muted))
    return made


def _format(kind: Kind, table: Tokens) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setFont(font(Style.BODY if kind is Kind.SAME else Style.STRONG))
    made.setForeground(QColor(table.ink))
    if kind is not Kind.SAME:
        pair = table.states["blocked" if kind is Kind.GONE else "ready"]
        made.setForeground(QColor(pair.mark))
        made.setBackground(QColor(pair.fill))
        made.setFontStrikeOut(kind is Kind.GONE)
        made.setFontUnderline(kind is Kind.NEW)
    return made


class ChangesPane(QWidget):
    """An older version against the one that is open, in one language."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: Form | None = None
        self._others: tuple[Form, ...] = ()
        self.since = Choice(later("Compared with"))
        self.language = Choice(later("Language of the text"))
        self.count = Text("", Style.STRONG)
        legend = tr("\N{MINUS SIGN} struck through: gone.   + underlined: new.")
        self.legend = Text(legend, Style.SMALL, Tone.MUTED)
        self.edits = Edits()
        self.nothing = EmptyPlace("tick", tr("Nothing changed"))
        self._places = QStackedWidget()
        self._arrange()
        self.since.currentIndexChanged.connect(self._show)
        self.language.currentIndexChanged.connect(self._show)

    def _arrange(self) -> None:
        card = Card()
        card.body.addWidget(self.edits)
        for part in (card, self.nothing):
            self._places.addWidget(part)
        column = bare(QVBoxLayout(self), 8)
        column.addWidget(row(self.since, self.language, filler(), spacing=8))
        column.addWidget(self.count)
        column.addWidget(self.legend)
        column.addWidget(self._places, 1)
        self.edits.setPalette(_on_card(self.edits.palette()))

    def show_form(self, view: FormView, versions: Sequence[FormView], typed: Form | None) -> None:
        """A version, or what is typed of it, against those before it."""
        form = typed or view.form
        older = [each.form for each in versions if each.form.version < view.form.version]
        others = (view.form, *older) if typed else tuple(older)
        if (form, others) == (self._form, self._others):
            return
        self._form, self._others = form, others
        for choice, names in (
            (self.since, [self._name(each, view) for each in others]),
            (self.language, [language_title(each) for each in form.printed_in]),
        ):
            kept = max(choice.currentIndex(), 0)
            with QSignalBlocker(choice):
                choice.clear()
                choice.addItems(names)
                choice.setCurrentIndex(min(kept, len(names) - 1))
        self._show()

    def _name(self, form: Form, view: FormView) -> str:
        if form is view.form:
            return tr("Since version {version}, kept", version=form.version)
        return tr("Since version {version}", version=form.version)

    def _show(self) -> None:
        missing = ""
        try:
            found = tuple(self._found())
        except Trouble as trouble:  # the archive has lost the pages of a PDF
            found, missing = (), words.say(trouble.reason)
        first = not self._others
        self.edits.show_edits(found)
        self.count.setText(words.plural(len(found), "sentence differs", "sentences differ"))
        for part in (self.count, self.legend):
            part.setVisible(bool(found))
        for choice in (self.since, self.language):
            choice.setVisible(not first)
        self._places.setCurrentIndex(0 if found else 1)
        if missing:
            self.nothing.say(tr("The pages cannot be read"), missing)
        elif first:
            self.nothing.say(tr("There is nothing to compare"), tr("It is the first version."))
        else:
            self.nothing.say(
                tr("Nothing changed"), tr("In this language the two texts are the same.")
            )

    def _found(self) -> Iterator[Edit]:
        form = self._form
        if form is not None and self._others:
            older = self._others[max(self.since.currentIndex(), 0)]
            language = form.printed_in[max(self.language.currentIndex(), 0)]
            yield from edits(self._text(older, language), self._text(form, language))

    def _text(self, form: Form, language: str) -> str:
        """A text, or the words on the pages of a PDF."""
        if language not in form.files:
            return form.texts.get(language, "")
        return text_of(self._desk.clinic, form, language)

    def begin(self) -> None:
        """Put the keyboard on what changed."""
        if self.edits.isVisibleTo(self):
            self.edits.setFocus()
        elif self.since.isVisibleTo(self):
            self.since.setFocus()


def _on_card(palette: QPalette) -> QPalette:
    """The text stands on the card, not on a ground of its own."""
    palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
    return palette
