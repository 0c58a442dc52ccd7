"""What is known of a form: who signs it, how long that holds, its versions, its sources."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import words
from app.domain.forms import Form, Source
from app.ui.common.buttons import Button, Variant
from app.ui.common.facts import Facts
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare, filler, row, scrolling
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.forms.facts_form import FactsForm
from app.ui.forms.rows import LOOKS, key_of
from app.ui.forms.text_pane import TextPane
from app.ui.forms.typed_text import Typed
from app.use_cases.forms import FormView
from app.words.tongue import tr


class FactsPane(QWidget):
    """Three cards: what the form asks for, its versions, where what it says comes from."""

    version_wanted = Signal(object)
    """A version that is to be opened."""
    write_wanted = Signal()
    """The version that is shown is to be written into a folder."""

    def __init__(self, text: TextPane) -> None:
        super().__init__()
        self.form = FactsForm(text)
        self.facts = Facts()
        self.versions = PickList(tr("Versions, the newest first"), most=6)
        self.write = Button(tr("W&rite to a folder …"), Variant.QUIET, "save")
        self.reasons = Reasons()
        self.sources = Facts()
        self.none = wrapped(tr("No source is named."), Style.SMALL, Tone.MUTED)
        self._arrange()
        self.versions.taken.connect(self.version_wanted)
        self.write.clicked.connect(self.write_wanted)

    def _arrange(self) -> None:
        inside = QWidget()
        column = bare(QVBoxLayout(inside), 12)
        self._asks = _card(tr("What it asks for"), self.facts)
        column.addWidget(self.form)
        column.addWidget(self._asks)
        column.addWidget(_card(tr("Versions, and who approved them"), self.versions))
        self._from = _card(tr("Where what it says comes from"), self.sources, self.none)
        column.addWidget(self._from)
        column.addWidget(self.reasons)
        column.addWidget(row(self.write, filler()))
        column.addStretch(1)
        bare(QVBoxLayout(self), 0).addWidget(scrolling(inside, QPalette.ColorRole.Window))

    def show_form(self, view: FormView, versions: Iterable[FormView], typed: Typed | None) -> None:
        """Another version, among those of its form; in fields where something can be typed."""
        self.reasons.clear()
        self.form.setVisible(typed is not None)
        self._from.setVisible(typed is None)
        if typed is not None:
            self.form.show_typed(typed)
        self.facts.show_facts(words.form_facts(view.form))
        self.versions.show_rows([_version_row(each) for each in versions], key_of(view))
        self.sources.show_facts(_numbered(view.form))
        self.none.setVisible(not view.form.sources)

    def begin(self) -> None:
        """Put the keyboard on the first field, or on the versions."""
        if self.form.isVisibleTo(self):
            self.form.begin()
        else:
            self.versions.setFocus()


def _card(title: str, *parts: QWidget) -> Card:
    card = Card()
    card.body.setSpacing(8)
    card.body.addWidget(Text(title, Style.HEADING))
    for part in parts:
        card.body.addWidget(part)
    return card


def _version_row(view: FormView) -> Row:
    look, shape = LOOKS[view.standing]
    return Row(
        value=key_of(view),
        title=tr("Version {version}", version=view.form.version),
        detail=words.version_told(view.form),
        chip=words.standing_word(view.standing).capitalize(),
        look=look,
        shape=shape,
    )


def _numbered(form: Form) -> list[tuple[str, str]]:
    return [(str(n), _told(source)) for n, source in enumerate(form.sources, start=1)]


def _told(source: Source) -> str:
    supports = tr("Supports: {what}", what=source.supports)
    return f"{source.label} ({source.date}). {source.url}\n{supports}"
