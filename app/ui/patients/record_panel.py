"""A patient's record beside the page, to be changed; what is typed and not kept stays a draft."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt

from app.domain.patients import Patient
from app.ui.common.asking import Keeps
from app.ui.common.buttons import Button, Variant
from app.ui.common.notices import Reasons
from app.ui.common.panel import Panel
from app.ui.common.type import Style, Tone, wrapped
from app.ui.common.undo import Turn
from app.ui.desk import EXPECTED, Desk
from app.ui.drafting import DraftKeeper
from app.ui.patients.record_form import RecordForm
from app.use_cases.drafts import DraftView
from app.use_cases.patients import changed_fields, edit_patient, see_patient

RECORD = "record"
"""The kind of draft that a half changed record is."""


class RecordPanel(Panel):
    """The record of one patient."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("Record")
        self._desk = desk
        self._kept: Patient | None = None
        self._stored: dict[str, str] = {}
        self._filling = False
        self.form = RecordForm(desk)
        self.begun = wrapped("", Style.SMALL, Tone.MUTED)
        self.reasons = Reasons()
        self.keep = Button("Keep the record", Variant.PRIMARY, key="Ctrl+Enter")
        self.again = Button("Start again from what is kept", Variant.BARE)
        self.keeper = DraftKeeper(desk, RECORD, self._draft)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.body.addWidget(self.begun)
        self.body.addWidget(self.form)
        self.body.addStretch(1)
        self.foot.addWidget(self.reasons)
        self.add_buttons(self.keep, self.again)
        self.setFocusProxy(self.form)

    def _connect(self) -> None:
        self.form.edited.connect(self._follow)
        self.form.entered.connect(self._try)
        self.keep.clicked.connect(self._try)
        self.again.clicked.connect(self._start_again)
        Keeps(self, self._try)

    def show_patient(self, patient: int) -> None:
        """Show a record; what was typed of it and not kept stands there again."""
        self.keeper.put_aside()
        self._show(see_patient(self._desk.clinic, patient).patient)
        begun = next((view for view in self.keeper.every() if _of(view) == patient), None)
        if begun is not None:
            self.keeper.take_up(begun)
            self._filling = True
            self.form.fill(begun.draft.fields)
            self._filling = False
        self._say_begun()

    def _show(self, patient: Patient) -> None:
        self._kept = patient
        self.title.setText(f"Record: {self._desk.name(patient)}")
        self.reasons.clear()
        self._filling = True
        self.form.show_record(patient)
        self._filling = False
        self._stored = self.form.typed

    def _draft(self) -> dict[str, str]:
        """What is typed, when it is not what is kept."""
        typed = self.form.typed
        if self._kept is None or typed == self._stored:
            return {}
        return {**typed, "patient": str(self._kept.id)}

    def _follow(self) -> None:
        if not self._filling:
            self.keeper.keep_soon()
            self._say_begun()

    def _say_begun(self) -> None:
        """Whether what stands here is kept."""
        begun = bool(self._draft())
        self.begun.setText("What you typed is not kept yet; it stays here until it is.")
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
            after = edit_patient(self._desk.clinic, self.form.wanted(before))
        except EXPECTED as error:
            self.reasons.show_error(error, "The record was not changed.")
        else:
            self.keeper.done()
            self._show(after)
            self._say_begun()
            if changed_fields(before, after):
                said = f"Record kept: {self._desk.name(after)}."
                self._desk.remember(said, partial(put_back, self._desk, after, before))
            self.closed.emit()

    def begin(self) -> None:
        """Put the keyboard on the first name."""
        self.form.setFocus(Qt.FocusReason.OtherFocusReason)


def put_back(desk: Desk, now: Patient, then: Patient) -> Turn:
    """Keep a record as it was, unless somebody has changed it since; that can be undone as well."""
    kept = edit_patient(desk.clinic, replace(then, version=now.version))
    return partial(put_back, desk, kept, now)


def _of(view: DraftView) -> int:
    """The patient whose record a draft is of."""
    return view.patient.id if view.patient else 0
