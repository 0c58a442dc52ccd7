"""What is known of a form beside its texts, typed into fields; what is to be mended beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout

from app import words
from app.domain.form_facts import FormFacts, with_signature
from app.domain.form_lists import RESIGN_ON, SIGNERS
from app.library import Fault
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.number_field import NumberField
from app.ui.common.surfaces import Card, bare, column, empty, filler, row
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED
from app.ui.forms.source_rows import SourceRows
from app.ui.forms.text_pane import TextPane
from app.ui.forms.typed_text import Typed
from app.use_cases.forms import signers_in
from app.words.tongue import later, tr

MOST_DAYS = 3_650
SIGNED_IN = later("Each signature has its place in the text; where it stands is changed there.")


class FactsForm(Card):
    """Titles, who signs, how long that counts, and sources, of the newest version."""

    def __init__(self, text: TextPane) -> None:
        super().__init__()
        self._text = text
        self._typed: Typed | None = None
        self._texts: Mapping[str, str] = {}
        self.titles: dict[str, TextField] = {}
        self.shorts: dict[str, TextField] = {}
        self.signed_by = wrapped("", Style.BODY)
        self.signer = Choice(later("Whose signature is added"))
        self.sign = Button(tr("Add the signature"), Variant.QUIET, "plus")
        self.valid = NumberField(later("Days that a signature counts"), most=MOST_DAYS)
        self.gap = NumberField(later("Days between visits after which it ends"), most=MOST_DAYS)
        self.per_visit = Tick(later("Signed anew for each visit"))
        self.again = {each: Tick(words.again_word(each)) for each in RESIGN_ON}
        self.sources = SourceRows()
        self.keep = Button(tr("&Keep as draft"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button(tr("Dis&card"), Variant.QUIET, "undo")
        self.faults = Reasons("waiting")
        self.reasons = Reasons()
        self._names = bare(QVBoxLayout(), 8)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for who in SIGNERS:
            self.signer.addItem(words.signer_word(who).capitalize(), who)
        for field in (self.valid, self.gap):
            field.hint_at(tr("it does not end"))
        self.faults.setAccessibleName(tr("What is to be mended"))
        days = row(
            labelled(tr("Counts so many &days"), self.valid),
            labelled(tr("Ends &after a gap of days"), self.gap),
            filler(),
            spacing=12,
        )
        note = wrapped(tr(SIGNED_IN), Style.SMALL, Tone.MUTED)
        adding = row(self.signer, self.sign, filler(), spacing=8)
        signed = Text(tr("Signed again when"), Style.LABEL, Tone.MUTED)
        self.body.setSpacing(12)
        self.body.addWidget(row(Text(tr("What it asks for"), Style.HEADING), filler()))
        self.body.addWidget(Flow(self.keep, self.discard, gap=4))
        self.body.addWidget(self.reasons)
        self.body.addWidget(self.faults)
        self.body.addLayout(self._names)
        for part in (
            column(Text(tr("Signed by"), Style.LABEL, Tone.MUTED), self.signed_by, note, spacing=2),
            adding,
            days,
            self.per_visit,
            column(signed, Flow(*self.again.values(), even=True), spacing=4),
            Text(tr("Where what it says comes from"), Style.HEADING),
            self.sources,
        ):
            self.body.addWidget(part)

    def _connect(self) -> None:
        for line in (self.valid, self.gap):
            line.textEdited.connect(self._read)
        for tick in (self.per_visit, *self.again.values()):
            tick.clicked.connect(self._read)
        self.sources.edited.connect(self._read)
        self.sign.clicked.connect(self._sign)
        self.keep.clicked.connect(self._keep)
        self.discard.clicked.connect(self._discard)
        self._text.judged.connect(self._judged)
        self._text.filled.connect(self._refill)
        Keeps(self, self._keep)

    def show_typed(self, typed: Typed) -> None:
        """What stands in the fields of the newest version."""
        self._typed, facts = typed, typed.facts
        if list(self.titles) != list(facts.titles):
            self._name(tuple(facts.titles))
        for language, title in facts.titles.items():
            _write(self.titles[language], title)
            _write(self.shorts[language], facts.shorts.get(language, ""))
        _write(self.valid, str(facts.valid_days or ""))
        _write(self.gap, str(facts.gap_days or ""))
        self.per_visit.setChecked(facts.per_visit)
        for each, tick in self.again.items():
            tick.setChecked(each in facts.resign_on)
        self.sources.fill(facts.sources)
        self._follow(typed)

    def _name(self, languages: Sequence[str]) -> None:
        empty(self._names)
        self.titles, self.shorts = {}, {}
        for language in languages:
            word = words.language_word(language)
            named = tr("Title in {language}", language=word)
            title = self.titles[language] = TextField(named)
            short = self.shorts[language] = TextField(
                tr("Short title in {language}", language=word)
            )
            line = row(
                labelled(named, title), labelled(tr("In lists and footers"), short), spacing=12
            )
            self._names.addWidget(line)
            line.show()  # else it is there only once Qt goes through its events
            for field in (title, short):
                field.textEdited.connect(self._read)

    def _follow(self, typed: Typed) -> None:
        if typed.texts != self._texts:
            self._texts = typed.texts
            signers = [words.signer_told(each) for each in dict.fromkeys(signers_in(typed.form))]
            said = words.listed(signers) if signers else tr("nobody; it is handed out")
            self.signed_by.setText(f"{words.headed(said)}.")
        self.keep.setEnabled(typed.is_new)
        self.discard.setVisible(typed.is_new)

    @property
    def _facts(self) -> FormFacts:
        before = self._typed.facts.resign_on if self._typed else ()
        ticked = [each for each, tick in self.again.items() if tick.isChecked()]
        kept = [each for each in before if each in ticked]
        return FormFacts(
            titles={each: field.text() for each, field in self.titles.items()},
            shorts={each: field.text() for each, field in self.shorts.items()},
            valid_days=self.valid.value or None,
            gap_days=self.gap.value or None,
            per_visit=self.per_visit.isChecked(),
            resign_on=tuple(dict.fromkeys((*kept, *ticked))),
            sources=self.sources.sources,
        )

    def _read(self) -> None:
        if self._typed is not None:
            self._take(replace(self._typed, facts=self._facts))

    def _sign(self) -> None:
        """A place for one more signature at the end of every text; it can be discarded."""
        if self._typed is not None:
            texts = with_signature(self._typed.texts, str(self.signer.currentData()))
            self._take(replace(self._typed, texts=texts, facts=self._facts))

    def _take(self, typed: Typed) -> None:
        self.reasons.clear()
        self._text.take(typed)
        self._typed = self._text.typed or typed
        self._follow(self._typed)

    def _keep(self) -> None:
        """Keep what is typed as the form's draft, or say why not."""
        try:
            self._text.keep_typed()
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not kept."))
        else:
            self.begin()

    def _discard(self) -> None:
        self._text.forget()
        self.begin()

    def _refill(self) -> None:
        """What was typed is something else now: discarded, or put back."""
        if self.isVisible() and self._text.writable is not None:
            self.show_typed(self._text.writable)

    def _judged(self, faults: Sequence[Fault]) -> None:
        """What the linter finds in the form as it is typed."""
        if faults:
            self.faults.show_reasons([each.reason for each in faults], tr("To be mended:"))
        else:
            self.faults.clear()

    def begin(self) -> None:
        """Put the keyboard on the first title."""
        for field in self.titles.values():
            field.setFocus()
            return


def _write(field: TextField, text: str) -> None:
    """Write into a field, whose cursor stays where nothing changes."""
    if field.text() != text:
        field.setText(text)
