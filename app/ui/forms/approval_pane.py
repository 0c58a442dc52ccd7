"""Approving a draft, or withdrawing what was approved; whom that touches is told before."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app import words
from app.clinic import Clinic, new_token
from app.domain.binder import Standing
from app.domain.forms import Form
from app.domain.refusal import Reason, Refused
from app.domain.time import wall
from app.ui import acts
from app.ui.common.buttons import Button, Variant
from app.ui.common.fields import Choice, DayField, TextField, labelled
from app.ui.common.lists import PickList, Row
from app.ui.common.notices import Reasons
from app.ui.common.surfaces import Card, bare, filler, row, scrolling
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import EXPECTED, Desk
from app.use_cases import forms
from app.use_cases.form_touched import Signing, would_be_without, would_sign_again
from app.use_cases.forms import FormView
from app.use_cases.touched import Touched
from app.words.tongue import later, tongue, tr, tr_many

PAUSE = 300
"""Milliseconds without a key after which the visits are looked up."""

MOST = 200
"""Visits that are listed; all of them are counted."""

AGAIN = (later("Whoever has signed signs again"), later("Nobody signs again"))
"""What a change is: one in what the text says, or a small one."""

YOURS = later("It waits for your approval.")
LOOKING = later("Looking who has signed it …")

Found = tuple[Signing | None, Sequence[Reason]]
"""Who would have to sign again, and what is to be mended first."""


class ApprovalPane(QWidget):
    """What can be decided about a version, and who would have to sign again."""

    decided = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._view: FormView | None = None
        self._asked: tuple[object, ...] = ()
        self._may = forms.may_approve_forms(desk.clinic)
        self.stands = wrapped("", Style.STRONG)
        self.note = wrapped("", Style.SMALL, Tone.MUTED)
        self.day = DayField(later("For visits from"), desk.clinic.today())
        self.again = Choice(later("Who signs again"))
        self.approve = Button(tr("&Approve"), Variant.PRIMARY, "tick")
        self.why = TextField(later("Why it is withdrawn"), tr("a sentence is wrong"))
        self.withdraw = Button(tr("&Withdraw"), Variant.QUIET, "cancel")
        self.faults = Reasons("waiting")
        self.reasons = Reasons()
        self.said = wrapped("", Style.STRONG)
        self.visits = PickList(tr("Visits for which somebody would have to sign again"), most=6)
        self._pause = QTimer(self)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self.again.addItems([tr(each) for each in AGAIN])
        inside = QWidget()
        card = Card()
        card.body.setSpacing(12)
        card.body.addWidget(Text(tr("Approval"), Style.HEADING))
        self._approving = QWidget()
        top = Qt.AlignmentFlag.AlignTop
        approving = bare(QHBoxLayout(self._approving), 12)
        approving.addWidget(labelled(tr("For &visits from"), self.day), 1, top)
        approving.addWidget(labelled(tr("What the change &asks for"), self.again), 1, top)
        self._withdrawing = labelled(tr("Wh&y it is withdrawn"), self.why)
        for part in (self.stands, self.note, self._approving, self._withdrawing):
            card.body.addWidget(part)
        buttons = row(self.approve, self.withdraw, filler())
        for part in (self.faults, self.said, buttons, self.reasons, self.visits):
            card.body.addWidget(part)
        column = bare(QVBoxLayout(inside), 12)
        column.addWidget(card)
        column.addStretch(1)
        bare(QVBoxLayout(self), 0).addWidget(scrolling(inside, QPalette.ColorRole.Window))
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)

    def _connect(self) -> None:
        self.day.line.textChanged.connect(self._changed)
        self.again.currentIndexChanged.connect(self._changed)
        self._pause.timeout.connect(self._look)
        self.approve.clicked.connect(self._approve)
        self.withdraw.clicked.connect(self._withdraw)
        self.why.textEdited.connect(self.reasons.clear)
        self.visits.taken.connect(self._open)

    def show_form(self, view: FormView) -> None:
        """A version: a draft is approved, what is approved can be withdrawn."""
        if view == self._view:
            return
        here = self.hasFocus() or self.isAncestorOf(self.window().focusWidget())
        self._view = view
        form, draft = view.form, view.form.is_draft
        alive = view.standing in {Standing.COMING, Standing.IN_FORCE}
        yours = draft and self._may
        self.stands.setText(tr(YOURS) if yours else f"{words.headed(words.approval(form))}.")
        self.note.setText(self._note(view))
        self.note.setVisible(bool(self.note.text()))
        for part in (self._approving, self.approve):
            part.setVisible(draft and self._may)
        for part in (self._withdrawing, self.withdraw):
            part.setVisible(alive and self._may)
        self.again.setEnabled(form.version > 1)
        self.again.setCurrentIndex(0 if form.material else 1)
        self.day.count_from(self._desk.clinic.today())
        self.day.set_day(self._desk.clinic.today())
        self.why.clear()
        self.reasons.clear()
        self.faults.clear()
        self._changed()
        if here:
            self.begin()

    def _note(self, view: FormView) -> str:
        if view.standing is Standing.WITHDRAWN:
            return tr("Withdrawn: {why}", why=view.form.changed)
        if view.standing is Standing.SUPERSEDED:
            return tr("A newer version is in force. Papers printed of this one stay as they are.")
        if not self._may and not view.form.is_draft:
            return tr("Only the medical director withdraws a form.")
        return ""

    def begin(self) -> None:
        """Put the keyboard where the decision starts."""
        for part in (self.day.line, self.why, self.visits):
            if part.isVisibleTo(self):
                part.setFocus()
                return

    def _changed(self) -> None:
        self.reasons.clear()
        self.said.setText(tr(LOOKING))
        self.said.show()
        self.visits.hide()
        self._pause.start()

    @property
    def _day(self) -> date:
        return self.day.day() or self._desk.clinic.today()

    @property
    def _material(self) -> bool:
        return self.again.currentIndex() == 0

    def _look(self) -> None:
        """Who would have to sign again, and what must be mended first; beside other work."""
        view = self._view
        if view is None:
            return
        try:
            day = self._day
        except Refused:  # the field says itself that it cannot be read
            self.said.hide()
            return
        self._asked = asked = (view, day, self._material)
        work = partial(_looked_up, self._desk.clinic, view, day, material=self._material)
        self._desk.background.run(work, partial(self._tell, asked), self._failed)

    def _tell(self, asked: tuple[object, ...], found: Found) -> None:
        view = self._view
        if asked != self._asked or view is None:
            return
        signing, faults = found
        self.faults.show_reasons(faults, tr("To be mended first, under Text:") if faults else "")
        self.approve.setEnabled(not faults)
        self.said.setVisible(signing is not None)
        if signing is not None:
            self.said.setText(told(signing, view.form))
            self.visits.show_rows([self._row(each) for each in signing.visits[:MOST]])
            self.visits.setVisible(bool(signing.visits))

    def _failed(self, error: Exception) -> None:
        if not isinstance(error, EXPECTED):
            raise error
        self.said.setText(tr("Who has signed it could not be looked up."))

    def _row(self, touched: Touched) -> Row:
        visit = touched.visit
        kind = self._desk.clinic.setup.types[visit.type]
        when = words.day_time(wall(visit.start, self._desk.clinic.zone))
        return Row(
            value=visit.id,
            title=self._desk.name(touched.patient),
            detail=f"{kind.short}, {when}",
            chip=tr("Sign again"),
            look="waiting",
        )

    def _open(self, visit: object) -> None:
        if isinstance(visit, int):
            self._desk.visit_wanted.emit(visit)

    def _approve(self) -> None:
        view = self._view
        if view is None:
            return
        form, token = view.form, new_token()
        try:
            kept = forms.approve_form(
                self._desk.clinic,
                form.id,
                form.version,
                effective=self._day,
                material=self._material,
                token=token,
            )
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not approved."))
        else:
            said = tr(
                "Approved: {form}, version {version}, from {day}.",
                form=kept.short(tongue()),
                version=kept.version,
                day=words.short_day(kept.effective),
            )
            acts.remember(self._desk, said, token)
            self.decided.emit()
            self.begin()

    def _withdraw(self) -> None:
        view = self._view
        if view is None:
            return
        form, token = view.form, new_token()
        try:
            forms.withdraw_form(
                self._desk.clinic, form.id, form.version, why=self.why.text(), token=token
            )
        except EXPECTED as error:
            self.reasons.show_error(error, tr("Not withdrawn."))
        else:
            said = tr(
                "Withdrawn: {form}, version {version}.",
                form=form.short(tongue()),
                version=form.version,
            )
            acts.remember(self._desk, said, token)
            self.decided.emit()
            self.begin()


def _looked_up(clinic: Clinic, view: FormView, day: date, *, material: bool) -> Found:
    form = view.form
    if form.is_draft:
        found = would_sign_again(clinic, form, day, material=material)
        return found, forms.faults_of(form)
    alive = view.standing in {Standing.COMING, Standing.IN_FORCE}
    return (would_be_without(clinic, form) if alive else None), ()


def told(signing: Signing, form: Form) -> str:
    """How many visits and people a decision about a form touches."""
    if not form.signers:
        return tr("Nobody signs this form; it is handed out.")
    if form.is_draft:
        return _would_sign_again(signing)
    if not signing.visits:
        return tr("Nobody who has signed for a visit to come would be left without it.")
    return tr_many(
        len(signing.visits),
        "{count} visit to come of {people} would be left without a signed form:",
        "{count} visits to come of {people} would be left without a signed form:",
        people=words.plural(signing.patients, "person", "people"),
    )


def _would_sign_again(signing: Signing) -> str:
    if not signing.visits:
        return tr("Nobody who has signed for a visit to come would sign again.")
    return tr_many(
        signing.patients,
        "{count} person would sign again, for {visits}:",
        "{count} people would sign again, for {visits}:",
        visits=words.plural(len(signing.visits), "visit to come", "visits to come"),
    )
