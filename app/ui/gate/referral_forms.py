"""A referral from the asking to the accepting: four small forms, each filed by Enter."""

from dataclasses import replace

from app import words
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.domain.referrals import CALLED, call_again
from app.domain.typed_days import WAYS, read_way
from app.ui.common.buttons import Button
from app.ui.common.fields import DayField, TextField, Tick
from app.ui.common.flow import Flow
from app.ui.common.numbered import Numbered
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.gate import referral_acts
from app.ui.gate.item_form import ItemForm, Matter
from app.ui.gate.letter_fields import LetterFields
from app.ui.gate.referral_words import reach, tried
from app.ui.gate.referrer_fields import ReferrerFields
from app.ui.gate.scan_field import ScannedForm
from app.use_cases import referrals
from app.use_cases.chasing import Try
from app.use_cases.referral_views import ReferralView
from app.words.tongue import later, tr

WEEK = 7
NEW_LETTER = "letter 0"
"""A letter that nobody has asked for, be it asked for now or here already."""


class AskReferralForm(ItemForm):
    """The desk asks a referrer for a letter."""

    def __init__(self, desk: Desk, patient: Patient, known: ReferralView | None = None) -> None:
        super().__init__(
            desk,
            tr("Ask for a referral letter"),
            tr("Note the request"),
            self._keep,
            Matter(patient.id, NEW_LETTER),
        )
        self.patient, self._known = patient, known
        self.who = ReferrerFields(desk)
        self.here = Button(tr("It is here alread&y"), icon="inbox")
        self.due = DayField(later("Expected by"), desk.clinic.today(), WAYS, read_way)
        self.letter = Tick(later("Print the &request letter next"))
        self.letter.setChecked(True)
        self.due.line.setText(f"+{WEEK}")
        if known is not None:
            self.who.fill(known.referral)
        self._arrange()

    def _arrange(self) -> None:
        who = self.who
        self.add(tr("Wh&o refers"), who.name)
        self.add(tr("Expected &by"), self.due)
        phone = (tr("&Telephone"), who.phone)
        if not who.is_known:
            self.add(*phone)
        self.place(self.letter)
        self.place(Flow(self.here), self.here)
        self.here.clicked.connect(self._arrive)
        self.add_more(
            tr("&More about them"),
            (tr("Credential"), who.credential),
            (tr("Practice"), who.practice),
            *(((tr("Telephone"), who.phone),) if who.is_known else ()),
            (tr("Fax"), who.fax),
        )
        self.setFocusProxy(self.due if who.is_known else who.name)

    def _arrive(self) -> None:
        typed = self.who.name.line.text()
        self.instead.emit(ArrivedForm(self.desk, self.patient, self._known, typed))

    def _keep(self) -> None:
        """Note who is asked, and offer the letter."""
        wanted = replace(self.who.letter(), expected_by=self.due.day())
        asked = referrals.request_referral(self.desk.clinic, self.patient.id, wanted)
        self.desk.say(tr("Asked for: a referral from {who}.", who=asked.titled))
        if self.letter.isChecked():
            self.desk.letter_wanted.emit(asked.id)


class ArrivedForm(ScannedForm):
    """A letter that arrived, with its scan."""

    def __init__(
        self, desk: Desk, patient: Patient, known: ReferralView | None = None, typed: str = ""
    ) -> None:
        waits = known is not None and known.referral.state is ReferralState.EXPECTED
        self._number = known.referral.id if known is not None and waits else 0
        about = Matter(patient.id, f"letter {self._number}")
        super().__init__(desk, tr("The letter arrived"), tr("File the letter"), self._keep, about)
        self.patient = patient
        self.letter = LetterFields(desk)
        self.accept = Tick(later("Accep&t it at once"))
        if known is not None:
            self.letter.who.fill(known.referral)
        if typed.strip():
            self.letter.who.name.line.setText(typed)
        self._arrange()

    def _arrange(self) -> None:
        is_known = self.letter.who.is_known
        self.letter.put_first(self)
        self.add(tr("Scan fi&le"), self.scan)
        self.place(self.accept)
        clinic = self.desk.clinic
        self.accept.setVisible(clinic.setup.policy.may_file("referral", clinic.person.roles))
        self.letter.put_more(self, known=is_known)

    def _keep(self) -> None:
        """File the letter, and accept it when that is ticked."""
        clinic, patient = self.desk.clinic, self.patient.id
        filed = referrals.receive_referral(
            clinic, patient, self.letter.letter(), self._number, self.found
        )
        accepts = self.accept.isVisibleTo(self) and self.accept.isChecked()
        if accepts:
            referrals.judge_referral(clinic, patient, accept=True, number=filed.id)
        who = filed.titled
        self.desk.say(
            tr("Letter from {who} accepted.", who=who)
            if accepts
            else tr("Letter from {who} filed; a clinician has yet to accept it.", who=who)
        )


class ChaseForm(ItemForm):
    """A letter that is waited for: the number to call, and what the call came to."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(
            desk,
            tr("Call {who} about the letter", who=view.referral.titled),
            tr("Note the call"),
            self._keep,
            Matter(view.patient.id, f"call {view.referral.id}"),
        )
        self.view = view
        today = desk.clinic.today()
        self.phone = Text(reach(view.referral) or tr("No telephone number"), Style.HEADING)
        said = tried(view.last, view.called_by, desk.clinic.now(), desk.clinic.zone)
        self.said = wrapped(said, Style.SMALL, Tone.MUTED)
        self.answer = Numbered(
            later("The call"), [(each, words.called_word(each)) for each in CALLED]
        )
        self.next_call = DayField(later("Call again on"), today, WAYS, read_way)
        self.next_call.set_day(call_again(today))
        self.note = TextField(later("What they said"), tr("nothing more to say"))
        self.arrived = Button(tr("It arrive&d"), icon="inbox")
        self.letter = Button(tr("Print the request &letter"), icon="print")
        self._arrange()

    def _arrange(self) -> None:
        for part in (self.phone, self.said):
            self.fields.addWidget(part)
        self.place(self.answer)
        self.add(tr("Call again &on"), self.next_call)
        self.add(tr("What they said"), self.note)
        self.place(Flow(self.arrived, self.letter, gap=4), self.arrived)
        self.answer.taken.connect(self.try_it)
        self.arrived.clicked.connect(self._arrive)
        self.letter.clicked.connect(self._print)
        self.setFocusProxy(self.answer)

    def _arrive(self) -> None:
        self.instead.emit(ArrivedForm(self.desk, self.view.patient, self.view))

    def _print(self) -> None:
        self.desk.letter_wanted.emit(self.view.referral.id)

    def _keep(self) -> None:
        """Note the call."""
        called = Try(
            answer=self.answer.value, note=self.note.text(), next_call=self.next_call.day()
        )
        referral_acts.note_call(self.desk, self.view, called)
