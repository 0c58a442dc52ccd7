"""A PDF of the clinic's own taken in as a form, or as the next version of one."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.form_lists import KINDS, SIGNERS
from app.domain.forms import Form
from app.domain.refusal import refuse
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, TextField, Tick, labelled
from app.ui.common.file_field import FileField
from app.ui.common.flow import Flow
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare, bring_into_sight, scrolling
from app.ui.common.type import Style, Tone, scaled, wrapped
from app.ui.desk import EXPECTED, Desk
from app.ui.forms.asked_card import AskedCard
from app.ui.forms.rows import language_title
from app.use_cases.archive import forms_named
from app.use_cases.forms import may_edit_forms
from app.use_cases.own_forms import LANGUAGES, USUAL_KIND, PdfWish, form_id, take_pdf
from app.use_cases.taken import Taken
from app.words.tongue import later, tongue, tr, tr_of

ABOUT = later(
    "Its pages are printed as they are, a little smaller where their margins are not free for the "
    "codes and the patient's name. Programs, links, files and sound in it are left out. It is not "
    "made for an archive (PDF/A), nor to be read aloud (PDF/UA)."
)
NOBODY = later("Prescribers, the medical director and managers take forms in.")
WIDEST = 620
"""Pixels of the fields at 100 % text."""


def ask_pdf(window: QWidget) -> str:
    """The file somebody chooses; empty when they think better of it."""
    return QFileDialog.getOpenFileName(window, tr("Choose the PDF"), "", "PDF (*.pdf)")[0]


class OwnPane(QWidget):
    """What is to be said of a PDF; a new one is a draft until the medical director approves it."""

    taken = Signal(object)
    """The form and version that it became."""
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._form: Form | None = None
        self._shown = ""
        self.title = wrapped(tr("A PDF of your own"), Style.TITLE)
        self.known = wrapped("", Style.BODY)
        self.file = FileField(
            ask_pdf, tr("File of the PDF"), tr("to 25 MB and 99 pages"), tr("Choose the PDF")
        )
        self.place = Choice(later("Takes the place of"))
        self.english = TextField(later("Title in English"), tr("Financial policy"))
        self.spanish = TextField(later("Title in Spanish"), tr_of("a title", "none"))
        self.language = Choice(later("Language of the PDF"))
        self.kind = Choice(later("Kind of form"))
        self.signers = {who: Tick(words.signer_word(who).capitalize()) for who in SIGNERS}
        self.days = TextField(later("Days a signature holds"), tr("as long as the text holds"))
        self.changed = TextField(
            later("What is new, in a few words"), tr("what is new, in a few words")
        )
        self.reasons = Reasons()
        self.take = Button(tr("Take in as a &draft"), Variant.PRIMARY, "inbox", "Ctrl+Enter")
        self.leave = Button(tr("Not now"), Variant.BARE)
        self.asked = AskedCard(desk)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        for language in LANGUAGES:
            self.language.addItem(language_title(language), language)
        for kind in KINDS:
            self.kind.addItem(words.kind_word(kind), kind)
        may = may_edit_forms(self._desk.clinic)
        self._whose = labelled(tr("Takes the place of"), self.place)
        self._said = labelled(tr("&What is new in it"), self.changed)
        card = Card()
        card.body.setSpacing(10)
        for part in (
            self.title,
            self.known,
            wrapped(tr(ABOUT if may else NOBODY), Style.SMALL, Tone.MUTED),
            labelled(tr_of("a PDF", "File"), self.file),
            self._whose,
            _beside(
                labelled(tr("&Title in English"), self.english),
                labelled(tr("Title in &Spanish"), self.spanish),
            ),
            _beside(labelled(tr("&Language"), self.language), labelled(tr("&Kind"), self.kind)),
            labelled(tr("Signed by"), Flow(*self.signers.values(), gap=4)),
            _beside(labelled(tr("A signature holds for so &many days"), self.days), self._said),
            self.reasons,
            Flow(self.take, self.leave, gap=4),
        ):
            card.body.addWidget(part)
        inside = QWidget()
        inside.setMaximumWidth(scaled(WIDEST))
        column = bare(QVBoxLayout(inside), 12)
        column.addWidget(card)
        column.addWidget(self.asked)
        column.addStretch(1)
        self._area = scrolling(inside)
        bare(QVBoxLayout(self), 0).addWidget(self._area)
        self.take.setEnabled(may)

    def _connect(self) -> None:
        self.take.clicked.connect(self._take)
        self.leave.clicked.connect(self.left)
        self.place.currentIndexChanged.connect(self._inherit)
        for field in (self.file.line, self.english, self.spanish, self.days, self.changed):
            field.returnPressed.connect(self._take)
        Keeps(self, self._take)

    def show_new(self) -> None:
        """A form that is not there yet; what is typed and not taken in stays."""
        names = forms_named(self._desk.clinic)
        if self._shown != NEW:
            self._shown, self._form = NEW, None
            self._fill(None)
        chosen = self.place.currentData()
        self.place.blockSignals(True)  # noqa: FBT003 -- Qt's way
        self.place.clear()
        self.place.addItem(tr("Nothing: it is a new form"), "")
        for name, title in names:
            self.place.addItem(title, name)
        self.place.setCurrentIndex(max(self.place.findData(chosen), 0))
        self.place.blockSignals(False)  # noqa: FBT003 -- the same
        self._arrange_for(None)

    def show_form(self, form: Form) -> None:
        """A form that is a PDF: what is known of it, and the next one."""
        if self._shown != form.id:
            self._shown = form.id
            self._fill(form)
        self._form = form
        self._arrange_for(form)
        self.asked.show_form(form)

    def _arrange_for(self, form: Form | None) -> None:
        self.title.setText(tr("A newer PDF of this form") if form else tr("A PDF of your own"))
        self.known.setText(_known(form) if form else "")
        self.known.setVisible(form is not None)
        self._whose.setVisible(form is None)
        self._said.setVisible(form is not None)
        self.leave.setVisible(form is None)
        self.asked.setVisible(form is not None)

    def _fill(self, form: Form | None) -> None:
        """The fields as the form that was taken in says them; empty for a new one."""
        self.file.line.clear()
        self.changed.clear()
        self.reasons.clear()
        self.english.setText(form.titles.get("en", "") if form else "")
        self.spanish.setText(form.titles.get("es", "") if form else "")
        self.kind.setCurrentIndex(self.kind.findData(form.kind if form else USUAL_KIND))
        self.days.setText(str(form.valid_days) if form and form.valid_days else "")
        for who, tick in self.signers.items():
            tick.setChecked(form is not None and who in form.signers)

    def _inherit(self) -> None:
        """A form whose place it takes says what it asks for."""
        name = self.place.currentData()
        self._fill_all_but_file(self._desk.clinic.forms.newest(name) if name else None)

    def _fill_all_but_file(self, form: Form | None) -> None:
        file = self.file.line.text()
        self._fill(form)
        self.file.line.setText(file)

    def begin(self) -> None:
        """Put the keyboard on the file."""
        self.file.line.setFocus()

    def _wish(self) -> PdfWish:
        """What the fields say."""
        typed = self.days.text().strip()
        if typed and not (typed.isdecimal() and 0 < int(typed) < FAR):
            raise refuse("own-pdf-days", text=typed)
        titles = {"en": self.english.text(), "es": self.spanish.text()}
        name = self._form.id if self._form else str(self.place.currentData() or "")
        return PdfWish(
            form=name or form_id(self.english.text()),
            language=str(self.language.currentData()),
            titles={language: title for language, title in titles.items() if title.strip()},
            kind=str(self.kind.currentData()),
            signers=tuple(who for who, tick in self.signers.items() if tick.isChecked()),
            valid_days=int(typed) if typed else None,
            changed=self.changed.text(),
        )

    def _take(self) -> None:
        """Have the PDF taken apart off the window's thread, then kept as a draft."""
        self.reasons.clear()
        try:
            named = self.file.line.text().strip()
            if not named:
                raise refuse("own-pdf-file")
            work = partial(take_pdf, self._desk.clinic, Path(named), self._wish())
        except EXPECTED as error:
            self._failed(error)
            return
        self.take.setEnabled(False)
        self._desk.background.run(work, self._done, self._failed)

    def _done(self, taken: Taken) -> None:
        self.take.setEnabled(True)
        form = taken.form
        if not taken.is_new:
            self._failed(refuse("own-pdf-nothing-new", form=form.named))
            return
        file = form.files[str(self.language.currentData())]
        said, left = words.file_told(file), words.left_told(file)
        told = tr("Taken in as a draft: {form}, {pages}.", form=form.short(tongue()), pages=said)
        more = tr("Left out: {what}.", what=left) if left else ""
        self._shown = ""
        self._desk.say(f"{told} {more}".strip())
        self.taken.emit((form.id, form.version))

    def _failed(self, error: Exception) -> None:
        self.take.setEnabled(True)
        self.reasons.show_error(error, tr("Not taken in."))
        bring_into_sight(self._area, self.reasons)


NEW = "new form"
FAR = 10_000
"""So many days are no number of days any more."""


def _known(form: Form) -> str:
    """What is known of the PDFs that a form has."""
    told = (
        f"{language_title(language)}: {words.file_told(file)}."
        for language, file in form.files.items()
    )
    return " ".join((tr("Version {version} is there.", version=form.version), *told))


def _beside(*parts: QWidget) -> QWidget:
    whole = QWidget()
    line = bare(QHBoxLayout(whole), 12)
    for part in parts:
        line.addWidget(part, 1)
    return whole
