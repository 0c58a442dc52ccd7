"""Writing on a form: both languages side by side, its pages and what is wrong told meanwhile."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.domain.forms import Form
from app.domain.refusal import refuse
from app.library import Fault
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import TextField
from app.ui.common.flow import Flow
from app.ui.common.lists import PickList, Row
from app.ui.common.note_line import NoteLine
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import bare
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import either_way
from app.ui.desk import EXPECTED, Desk
from app.ui.forms.rows import language_title
from app.ui.forms.text_columns import TextColumns
from app.ui.forms.typed_text import Typed, TypedKeeper, mark_of, untouched
from app.use_cases import forms
from app.use_cases.form_previews import Judgement, judge_form
from app.use_cases.forms import keep_typed
from app.words.tongue import later, tongue, tr, tr_many

PAUSE = 500
"""Milliseconds without a key after which the text is laid out and looked through."""

BEHIND = later(
    "Somebody else has kept another text meanwhile. Yours is still here: see what differs, "
    "then keep yours in its place, or discard it."
)


class TextPane(QWidget):
    """The text of the newest version; an older one can be read."""

    compare_wanted = Signal()
    """What is typed is to be seen against what is kept."""

    judged = Signal(object)
    """What is to be mended in what is typed."""

    filled = Signal()
    """Something else stands in the fields."""

    kept = Signal()
    """The form has another draft now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.keeper = TypedKeeper(desk)
        self.faults: tuple[Fault, ...] = ()
        self._may = forms.may_edit_forms(desk.clinic)
        self._shown: Form | None = None
        self._language = "en"
        self._quiet = self._judging = self._again = False
        self.changed = TextField(
            later("What you change, in a few words"), tr("what you change, in a few words")
        )
        self.keep = Button(tr("&Keep as draft"), Variant.PRIMARY, "save", "Ctrl+Enter")
        self.discard = Button(tr("Dis&card"), Variant.QUIET, "undo")
        self.note = NoteLine(tr("About this text"))
        self.mine = Button(tr("Keep mine in its place"), Variant.QUIET, "save")
        self.reasons = Reasons()
        self.columns = TextColumns()
        self.sound = wrapped("", Style.SMALL, Tone.MUTED)
        self.list = PickList(tr("What is to be mended"), most=3, quiet=True)
        self._pause = QTimer(self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        head = bare(QHBoxLayout(), 8)
        head.addWidget(self.changed, 1)
        head.addWidget(Flow(self.keep, self.discard, self.mine, gap=4), 0)
        column = bare(QVBoxLayout(self), 8)
        column.addLayout(head)
        for part in (self.note, self.reasons):
            column.addWidget(part)
        column.addWidget(self.columns, 1)
        column.addWidget(self.sound)
        column.addWidget(self.list)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self.columns.typed.connect(self._note)
        self.changed.textEdited.connect(self._note)
        self.columns.entered.connect(self._enter)
        self.keep.clicked.connect(self._keep)
        self.mine.clicked.connect(self._keep_mine)
        self.discard.clicked.connect(self.forget)
        self.list.taken.connect(self._go)
        self._pause.timeout.connect(self._judge)
        Keeps(self, self._keep)
        for key, by in (("F8", 1), ("Shift+F8", -1)):
            keys = QShortcut(QKeySequence(key), self)
            keys.activated.connect(partial(self.go_to_fault, by))

    @property
    def typed(self) -> Typed | None:
        """What stands in the fields of the newest version; None while an older one is read."""
        return self.keeper.typed if self._shown is None else None

    @property
    def writable(self) -> Typed | None:
        """What stands in the fields, for somebody who may write there."""
        return self.typed if self._may else None

    def show_form(self, form: Form, newest: Form) -> None:
        """A version; what is typed over the newest one stays whatever happens to it meanwhile."""
        if self._quiet:
            return
        if form != newest:
            self.keeper.keep()
            self._shown = form
            self._fill(untouched(form), writes=False)
            return
        self._shown, typed = None, self.keeper.typed
        if typed is not None and typed.since.id == newest.id and typed.is_new:
            self.keeper.typed = replace(typed, since=newest)
        else:
            self.keeper.open(newest)
        self._fill(self.keeper.typed or untouched(newest), writes=self._may)

    def _fill(self, typed: Typed, *, writes: bool) -> None:
        self._quiet = True
        self.columns.show_languages(tuple(typed.texts))
        self.columns.write(typed.texts)
        self.columns.set_read_only(read_only=not writes)
        if self.changed.text() != typed.changed:
            self.changed.setText(typed.changed)
        self.changed.set_read_only(read_only=not writes)
        self._quiet = False
        self._offer(typed, writes=writes)
        self._judge()
        self.filled.emit()

    def _offer(self, typed: Typed, *, writes: bool) -> None:
        self.keep.setVisible(writes)
        self.keep.setEnabled(typed.is_new)
        self.discard.setVisible(writes and typed.is_new)
        self.mine.setVisible(writes and typed.is_behind)
        self.changed.setVisible(writes)
        if writes and typed.is_behind:
            self.note.say(
                tr(BEHIND), next_thing=tr("See what differs"), do=self.compare_wanted.emit
            )
        else:
            self.note.say("" if writes else self._why_read_only())

    def _why_read_only(self) -> str:
        if self._shown is not None:
            return tr("This is an older version. Only the newest one is written on.")
        return tr("Prescribers, the medical director and managers write on forms.")

    def begin(self) -> None:
        """Put the keyboard into the text."""
        self.columns.begin()

    def fit(self, *, narrow: bool) -> None:
        """Less is said at once where there is little room."""
        self.list.show_most(1 if narrow else 3)
        self.columns.fit(narrow=narrow)

    def _enter(self, language: str) -> None:
        if language != self._language:
            self._language = language
            self._pause.start()

    def _note(self) -> None:
        typed = self.keeper.typed
        if self._quiet or typed is None or self._shown is not None:
            return
        typed = replace(typed, texts=self.columns.texts, changed=self.changed.text().strip())
        self._note_typed(typed)

    def _note_typed(self, typed: Typed) -> None:
        if not typed.is_new:
            typed = untouched(typed.since)
        self.keeper.note(typed)
        self.reasons.clear()
        self._offer(typed, writes=True)
        self._pause.start()

    def take(self, typed: Typed) -> None:
        """What was typed of the form on another side of it."""
        if typed.texts != self.columns.texts:
            self._set(typed)
        self._note_typed(typed)

    def _judge(self) -> None:
        """Have the text laid out and looked through, beside other work; one at a time."""
        self._pause.stop()
        form = self._shown or (self.keeper.typed.form if self.keeper.typed else None)
        if form is None:
            return
        if self._judging:
            self._again = True
            return
        self._judging, self._again = True, False
        language = self._language if self._language in form.texts else next(iter(form.texts))
        work = partial(judge_form, self._desk.clinic, form, language)
        self._desk.background.run(work, self._tell, self._not_judged)

    def _tell(self, found: Judgement) -> None:
        self._judging = False
        if self._again:
            self._judge()
        self.faults = found.faults
        self.judged.emit(found.faults)
        self.columns.show_judgement(found.faults, found.readings)
        if found.pdf:
            self.columns.show_pages(found.pdf)
        self.list.show_rows(list(map(_fault_row, found.faults)), self.list.current())
        self.list.setVisible(bool(found.faults))
        self.sound.setText(_many_told(len(found.faults)))

    def _not_judged(self, error: Exception) -> None:
        self._judging = False
        self.reasons.show_error(error, tr("The text could not be looked through."))

    def go_to_fault(self, by: int = 1) -> None:
        """The next thing to be mended after where the keyboard is, or the one before."""
        places = [fault for fault in self.faults if fault.line]
        if not places:
            return
        here = self.columns.here
        keys = [(fault.language, fault.line) for fault in places]
        if by > 0:
            at = next((n for n, key in enumerate(keys) if key > here), 0)
        else:
            at = next((n for n in reversed(range(len(keys))) if keys[n] < here), len(keys) - 1)
        self._go(places[at])

    def _go(self, fault: object) -> None:
        if isinstance(fault, Fault):
            self.list.choose(fault)
            self.columns.go_to(fault.language, fault.line)

    def _keep(self) -> None:
        """Keep what is typed as the form's draft, or say why not."""
        try:
            self.keep_typed()
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not kept."))

    def keep_typed(self) -> None:
        """Keep what is typed as the form's draft, or refuse."""
        typed = self.typed
        if typed is None or not typed.is_new or not self._may:
            return
        if typed.is_behind:
            raise refuse("form-moved-on", form=typed.since.named)
        self._keep_over(typed)

    def _keep_over(self, typed: Typed) -> None:
        self._quiet = True
        try:
            kept = keep_typed(self._desk.clinic, typed.form, typed.since)
        finally:
            self._quiet = False
        self.keeper.done(kept)
        self._offer(untouched(kept), writes=True)
        self.reasons.clear()
        self._desk.say(
            tr(
                "Kept as a draft: {form}, version {version}.",
                form=kept.short(tongue()),
                version=kept.version,
            )
        )
        self.kept.emit()

    def _keep_mine(self) -> None:
        """Keep what is typed in place of what somebody else has kept."""
        typed = self.typed
        if typed is not None:
            self.keeper.typed = replace(typed, began=mark_of(typed.since))
            self._keep()

    def forget(self) -> None:
        """Forget what is typed; that can be taken back."""
        typed = self.typed
        if typed is None:
            return
        forget, restore = partial(self._set, untouched(typed.since)), partial(self._set, typed)
        forget()
        said = tr("Discarded what was typed on {form}.", form=typed.since.short(tongue()))
        self._desk.remember(said, either_way(restore, forget))

    def _set(self, typed: Typed) -> None:
        """Other texts in the fields, if they still are about the same form."""
        now = self.typed
        if now is None or now.since.id != typed.since.id:
            return
        self.keeper.note(replace(typed, since=now.since))
        self._fill(replace(typed, since=now.since), writes=self._may)


def _fault_row(fault: Fault) -> Row:
    title, where = words.fault_told(fault.reason), _where(fault)
    return Row(value=fault, title=title, detail=where, icon="blocked")


def _where(fault: Fault) -> str:
    if not fault.language:
        return tr("The whole form")
    language = language_title(fault.language)
    if not fault.line:
        return language
    return tr("{language}, line {line}", language=language, line=fault.line)


def _many_told(faults: int) -> str:
    if not faults:
        return tr("Nothing is to be mended.")
    return tr_many(
        faults,
        "{count} thing to mend (F8 goes to the next)",
        "{count} things to mend (F8 goes to the next)",
    )
