"""A patient's record beside the page, to be changed; what is typed and not kept stays a draft."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt

from app import words
from app.clinic import Change
from app.domain.both import OF_BOTH, changed, without_mine
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import Turn
from app.ui.desk import EXPECTED, Desk
from app.ui.drafting import DraftKeeper
from app.ui.patients.record_form import RecordForm
from app.ui.patients.record_meeting import (
    Clashes,
    Typed,
    differing,
    field_of,
    meet,
    part,
    read,
    written,
)
from app.use_cases.drafts import DraftView
from app.use_cases.patients import edit_patient, patient_of_number, see_patient
from app.words.tongue import later, tr

RECORD = "record"
"""The kind of draft that a half changed record is."""

NOT_CHANGED = later("The record was not changed.")
ASKED = later("Take what the other desk has written, or keep yours once more.")


class RecordPanel(Panel):
    """The record of one patient."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(tr("Record"))
        self._desk = desk
        self._kept: Patient | None = None
        self._stored: dict[str, str] = {}
        self._filling = False
        self.form = RecordForm(desk)
        self.begun = wrapped("", Style.SMALL, Tone.MUTED)
        self.elsewhere = wrapped("", Style.SMALL, Tone.MUTED)
        """What another desk has changed while this stood open."""
        self.clashes = Clashes()
        self.reasons = Reasons()
        self.keep = Button(tr("Keep the record"), Variant.PRIMARY, key="Ctrl+Enter")
        self.again = Button(tr("Start again from what is kept"), Variant.BARE)
        self.keeper = DraftKeeper(desk, RECORD, self._draft)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.addWidget(self.elsewhere)
        self.body.addWidget(self.begun)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot.addWidget(self.clashes)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.keep, self.again)
        self.setFocusProxy(self.form)

    def _connect(self) -> None:
        self.form.edited.connect(self._follow)
        self.form.entered.connect(self._try)
        self.keep.clicked.connect(self._try)
        self.again.clicked.connect(self._start_again)
        self.clashes.taken.connect(self._take_theirs)
        self._desk.changes.happened.connect(self._hear)
        Keeps(self, self._try)

    def show_patient(self, patient: int) -> None:
        """Show a record; what was typed of it and not kept stands there again."""
        self.keeper.put_aside()
        self._show(see_patient(self._desk.clinic, patient).patient)
        begun = next((view for view in self.keeper.every() if _of(view) == patient), None)
        if begun is not None:
            self.keeper.take_up(begun)
            mine, was = read(begun.draft.fields, self._stored)
            self._bring_together(was, mine)
        self._say_begun()

    def _show(self, patient: Patient) -> None:
        self.title.setText(tr("Record: {who}", who=self._desk.name(patient)))
        self.reasons.clear()
        self.elsewhere.hide()
        self.clashes.show_fields((), {})
        self._write(patient)

    def _write(self, patient: Patient) -> None:
        self._filling = True
        self.form.show_record(patient)
        self._filling = False
        self._kept, self._stored = patient, self.form.typed

    def _hear(self, change: Change) -> None:
        """Another desk may have changed the record that stands open here."""
        if change.act is None and self._kept is not None and self.isVisible():
            try:
                self._meet(patient_of_number(self._desk.clinic, self._kept.id))
            except EXPECTED as error:
                self.reasons.show_error(error)

    def _meet(self, now: Patient) -> None:
        """Bring what is typed together with what another desk has made of the record."""
        before, was, mine = self._kept, self._stored, self.form.typed
        if before is None or now.id != before.id or now.version == before.version:
            return
        self._write(now)
        self._bring_together(was, mine)

    def _bring_together(self, was: Typed, mine: Typed) -> None:
        met = meet(was, mine, self._stored)
        self._filling = True
        self.form.fill(met.typed)
        self._filling = False
        asked = dict.fromkeys((*self.clashes.fields, *met.both))
        open_still = differing(mine, self._stored)
        self.clashes.show_fields([each for each in asked if each in open_still], self._stored)
        self._say_theirs(met.theirs)
        self.keeper.keep_soon()
        self._say_begun()

    def _say_theirs(self, fields: Sequence[str]) -> None:
        names = words.listed([words.field_word(each) for each in fields])
        self.elsewhere.setText(tr("Changed at another desk just now: {fields}.", fields=names))
        self.elsewhere.setVisible(bool(fields))

    def _take_theirs(self, field: str) -> None:
        typed = self.form.typed
        others = {field_of(name) for name in typed} - {field}
        self.form.fill(part(typed, others) | part(self._stored, {field}))
        self._asked_no_more(field)
        self.keep.setFocus()

    def _asked_no_more(self, field: str) -> None:
        rest = [each for each in self.clashes.fields if each != field]
        self.clashes.show_fields(rest, self._stored)

    def _draft(self) -> dict[str, str]:
        """What is typed, when it is not what is kept."""
        return {} if self._kept is None else written(self._stored, self.form.typed, self._kept.id)

    def _follow(self) -> None:
        if not self._filling:
            self.keeper.keep_soon()
            self._say_begun()

    def _say_begun(self) -> None:
        """Whether what stands here is kept."""
        begun = bool(self._draft())
        self.begun.setText(tr("What you typed is not kept yet; it stays here until it is."))
        self.begun.setVisible(begun)
        self.again.setVisible(begun)

    def _start_again(self) -> None:
        if self._kept is not None:
            self.keeper.done()
            self._show(see_patient(self._desk.clinic, self._kept.id).patient)
            self._say_begun()
            self.form.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self._kept is None:
            return
        before = self._kept
        try:
            wanted = self.form.wanted(before)
            after = edit_patient(self._desk.clinic, wanted, since=before)
        except EXPECTED as error:
            self._show_error(error)
        else:
            self.keeper.done()
            self._show(after)
            self._say_begun()
            self._remember(before, wanted, after)
            self.closed.emit()

    def _remember(self, before: Patient, wanted: Patient, after: Patient) -> None:
        """Say what was kept; only what was changed here can be taken back."""
        mine = changed(before, wanted)
        theirs = [words.field_word(each) for each in changed(before, after) if each not in mine]
        then = without_mine(before, wanted, after)
        if then != after:
            said = tr("Record kept: {who}.", who=self._desk.name(after))
            if theirs:
                fields = words.listed(theirs)
                said = f"{said} {tr('Another desk has changed: {fields}.', fields=fields)}"
            self._desk.remember(said, partial(put_back, self._desk, after, then))

    def _show_error(self, error: Exception) -> None:
        """Why it was not kept; what another desk has made of it is asked about first."""
        every = error.reasons if isinstance(error, Refused) else ()
        others = [reason for reason in every if reason.code not in OF_BOTH]
        if self._kept is None or len(others) == len(every):
            self.reasons.show_error(error, tr(NOT_CHANGED))
            return
        self._meet(patient_of_number(self._desk.clinic, self._kept.id))
        self.reasons.show_reasons(others, f"{tr(NOT_CHANGED)} {tr(ASKED)}")

    def begin(self) -> None:
        """Put the keyboard on the first name."""
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)


def put_back(desk: Desk, now: Patient, then: Patient) -> Turn:
    """Keep a record as it was, unless somebody has changed it since; that can be undone as well."""
    wanted = replace(then, version=now.version)
    kept = edit_patient(desk.clinic, wanted, since=now)
    return partial(put_back, desk, kept, now)


def _of(view: DraftView) -> int:
    """The patient whose record a draft is of."""
    return view.patient.id if view.patient else 0
