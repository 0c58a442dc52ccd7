"""A referral from the asking to the accepting: four small forms, each filed by Enter."""

from dataclasses import replace

from shiboken6 import isValid
from typing_extensions import override

from app import words
from app.domain.access import Act, may
from app.domain.forms import INDICATIONS
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.records import ReferralState, Statement
from app.domain.referrals import CALLED, HOWS, call_again
from app.domain.refusal import refuse
from app.domain.typed_days import WAYS, read_way
from app.ui.common.buttons import Button
from app.ui.common.facts import Facts
from app.ui.common.fields import Choice, DayField, TextField, Tick
from app.ui.common.flow import Flow
from app.ui.common.numbered import Numbered
from app.ui.common.type import Style, Text, Tone, wrapped
from app.ui.desk import Desk
from app.ui.gate import referral_acts
from app.ui.gate.item_form import ItemForm
from app.ui.gate.referral_words import letter_facts, reach, tried
from app.ui.gate.referrer_fields import ReferrerFields
from app.ui.gate.scan_field import ScanField
from app.use_cases import referrals
from app.use_cases.attachments import Scan
from app.use_cases.chasing import Try
from app.use_cases.referral_views import ReferralView, newest, referrals_of
from app.use_cases.referrals import ROUTES, Letter
from app.use_cases.views import VisitView

REASONS = ("Not signed", "No diagnosis on it", "Not for this treatment", "Too old", "Not readable")
WEEK = 7


class AskReferralForm(ItemForm):
    """The desk asks a referrer for a letter."""

    def __init__(self, desk: Desk, patient: Patient, known: ReferralView | None = None) -> None:
        super().__init__(desk, "Ask for a referral letter", "Note the request", self._keep)
        self.patient, self._known = patient, known
        self.who = ReferrerFields(desk)
        self.here = Button("It is here a&lready", icon="inbox")
        self.due = DayField("Expected by", desk.clinic.today(), WAYS, read_way)
        self.letter = Tick("Print the &request letter next")
        self.letter.setChecked(True)
        self.due.line.setText(f"+{WEEK}")
        if known is not None:
            self.who.fill(known.referral)
        self._arrange()

    def _arrange(self) -> None:
        who = self.who
        self.add("Wh&o refers", who.name)
        self.add("Expected &by", self.due)
        self.add_plain(self.letter)
        self.add_plain(Flow(self.here), self.here)
        self.here.clicked.connect(self._arrive)
        self.add_more(
            "How to reac&h them",
            ("Cr&edential", who.credential),
            ("Practi&ce", who.practice),
            ("&Telephone", who.phone),
            ("Fa&x", who.fax),
            unfolded=not who.is_known,
        )
        self.setFocusProxy(self.due if who.is_known else who.name)

    def _arrive(self) -> None:
        typed = self.who.name.line.text()
        self.instead.emit(ArrivedForm(self.desk, self.patient, self._known, typed))

    def _keep(self) -> None:
        """Note who is asked, and offer the letter."""
        wanted = replace(self.who.letter(), expected_by=self.due.day())
        asked = referrals.request_referral(self.desk.clinic, self.patient.id, wanted)
        self.desk.say(f"Asked for: a referral from {asked.titled}.")
        if self.letter.isChecked():
            self.desk.letter_wanted.emit(asked.id)


class ArrivedForm(ItemForm):
    """A letter that arrived, with its scan."""

    def __init__(
        self, desk: Desk, patient: Patient, known: ReferralView | None = None, typed: str = ""
    ) -> None:
        super().__init__(desk, "The letter arrived", "File the letter", self._keep)
        self.patient, self._scan = patient, None
        waits = known is not None and known.referral.state is ReferralState.EXPECTED
        self._number = known.referral.id if known is not None and waits else 0
        today = desk.clinic.today()
        self.who = ReferrerFields(desk)
        self.day = DayField("Date on the letter", today, "20 Nov, -3, 20 Nov 2026", read_way)
        self.visits = TextField("Visits the letter allows", "empty: no number named")
        self.until = DayField("The letter's own last day", today, "empty: none named")
        self.scan = ScanField(desk)
        self.accept = Tick("&Accept it at once")
        self.route, self.condition = _routes(), _conditions()
        self.statement, self.how = _statements(), _hows()
        self.accept.setVisible(may(desk.clinic.person.roles, Act.JUDGE_REFERRAL))
        if known is not None:
            self.who.fill(known.referral)
        if typed.strip():
            self.who.name.line.setText(typed)
        self._arrange()

    def _arrange(self) -> None:
        who, known = self.who, self.who.is_known
        if not known:
            self.add("Wh&o refers", who.name)
        self.add("&Date on the letter", self.day)
        self.add("How man&y visits", self.visits)
        self.add("&Until", self.until)
        self.add("Sca&n", self.scan)
        self.add_plain(self.accept)
        self.add_more(
            "&More that it says",
            ("&Route it is for", self.route),
            ("Con&dition it is for", self.condition),
            ("It sa&ys", self.statement),
            ("How it arri&ved", self.how),
            *((("Wh&o refers", who.name),) if known else ()),
            ("Cred&ential", who.credential),
            ("NP&I", who.npi),
        )
        self.setFocusProxy(self.day if known else who.name)

    @override
    def attempt(self) -> None:
        """Look at the scan first, then file both in one act."""
        self.file.setEnabled(False)
        self.scan.read(self._file, self._fail)

    def _file(self, scan: Scan | None) -> None:
        if isValid(self):
            self._scan = scan
            self.file.setEnabled(True)
            super().attempt()

    def _fail(self, error: Exception) -> None:
        if isValid(self):
            self.file.setEnabled(True)
            self.reasons.show_error(error, "Not filed.")

    def _keep(self) -> None:
        """File the letter, and accept it when that is ticked."""
        clinic, patient = self.desk.clinic, self.patient.id
        filed = referrals.receive_referral(
            clinic, patient, self._letter(), self._number, self._scan
        )
        accepts = self.accept.isVisibleTo(self) and self.accept.isChecked()
        if accepts:
            referrals.judge_referral(clinic, patient, accept=True, number=filed.id)
        said = "accepted" if accepts else "filed; a clinician has yet to accept it"
        self.desk.say(f"Letter from {filed.titled} {said}.")

    def _letter(self) -> Letter:
        return replace(
            self.who.letter(),
            letter_on=self.day.day(),
            visits=_count(self.visits.text()),
            valid_until=self.until.day(),
            route=str(self.route.currentData()),
            condition=str(self.condition.currentData()),
            statement=Statement(str(self.statement.currentData())),
            received_how=str(self.how.currentData()),
        )


class ChaseForm(ItemForm):
    """A letter that is waited for: the number to call, and what the call came to."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(
            desk, f"Call {view.referral.titled} about the letter", "Note the call", self._keep
        )
        self.view = view
        today = desk.clinic.today()
        self.phone = Text(reach(view.referral) or "No telephone number", Style.HEADING)
        said = tried(view.last, view.called_by, desk.clinic.now(), desk.clinic.zone)
        self.said = wrapped(said, Style.SMALL, Tone.MUTED)
        self.answer = Numbered("The call", [(each, words.called_word(each)) for each in CALLED])
        self.again = DayField("Call again on", today, WAYS, read_way)
        self.again.set_day(call_again(today))
        self.note = TextField("What they said", "nothing more to say")
        self.arrived = Button("It arri&ved", icon="inbox")
        self.letter = Button("Print the &request letter", icon="print")
        self._arrange()

    def _arrange(self) -> None:
        for part in (self.phone, self.said):
            self.fields.addWidget(part)
        self.add_plain(self.answer)
        self.add("Call a&gain on", self.again)
        self.add("Wh&at they said", self.note)
        self.add_plain(Flow(self.arrived, self.letter, gap=4), self.arrived)
        self.answer.taken.connect(self.attempt)
        self.arrived.clicked.connect(self._arrive)
        self.letter.clicked.connect(self._print)
        self.setFocusProxy(self.answer)

    def _arrive(self) -> None:
        self.instead.emit(ArrivedForm(self.desk, self.view.patient, self.view))

    def _print(self) -> None:
        self.desk.letter_wanted.emit(self.view.referral.id)

    def _keep(self) -> None:
        """Note the call."""
        called = Try(answer=self.answer.value, note=self.note.text(), next_call=self.again.day())
        referral_acts.note_call(self.desk, self.view, called)


class JudgeReferralForm(ItemForm):
    """A clinician accepts the letter that waits, or says why not."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(desk, "Accept the letter that arrived?", "Accept", self._keep)
        self.view = view
        self.facts = Facts()
        self.facts.show_facts(tuple(letter_facts(view.referral)))
        self.scan = Button("See the &scan", icon="paper")
        self.scan.setVisible(bool(view.scans))
        self.verdict = Numbered("Verdict", [("", "Accept"), *((each, each) for each in REASONS)])
        self.why = TextField("Another reason why it is not accepted", "in your own words")
        self._arrange()

    def _arrange(self) -> None:
        self.fields.addWidget(self.facts)
        self.fields.addWidget(Flow(self.scan))
        self.add_plain(self.verdict)
        self.add("Another reason wh&y not", self.why)
        self.verdict.taken.connect(self.attempt)
        self.verdict.chosen.connect(self._show_verb)
        self.why.textChanged.connect(self._show_verb)
        self.scan.clicked.connect(self._see)
        self.setFocusProxy(self.verdict)

    @property
    def _reason(self) -> str:
        return self.why.text().strip() or self.verdict.value

    def _show_verb(self) -> None:
        self.file.say("Do not accept" if self._reason else "Accept")

    def _see(self) -> None:
        self.desk.scan_wanted.emit(self.view)

    def _keep(self) -> None:
        """Accept it, or reject it with the reason."""
        why, referral = self._reason, self.view.referral
        referrals.judge_referral(
            self.desk.clinic, referral.patient, accept=not why, why=why, number=referral.id
        )
        verb = "Not accepted" if why else "Accepted"
        self.desk.say(f"{verb}: the letter from {referral.titled}.")


class LetterWaitsForm(ItemForm):
    """What the desk sees of a letter that a clinician has yet to accept."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(desk, "A clinician has yet to accept this letter", "Close", self._keep)
        self.view = view
        self.facts = Facts()
        self.facts.show_facts(tuple(letter_facts(view.referral)))
        self.scan = Button("See the &scan", icon="paper")
        self.another = Button("As&k for another", icon="letter")
        self.scan.setVisible(bool(view.scans))
        self.fields.addWidget(self.facts)
        self.fields.addWidget(Flow(self.scan, self.another, gap=4))
        self.scan.clicked.connect(lambda: desk.scan_wanted.emit(view))
        self.another.clicked.connect(self._ask)
        self.leave.hide()
        self.setFocusProxy(self.file)

    def _ask(self) -> None:
        self.instead.emit(AskReferralForm(self.desk, self.view.patient, self.view))

    def _keep(self) -> None:
        """Nothing is filed: a clinician is asked."""


def referral_form(desk: Desk, view: VisitView, _item: Item) -> ItemForm:
    """The form for the next thing about a visit's referral."""
    return form_of_patient(desk, view.patient)


def form_of_patient(desk: Desk, patient: Patient) -> ItemForm:
    """The form for the next thing about a patient's referral: accept, call, or ask."""
    every = referrals_of(desk.clinic, patient.id)
    received = newest(every, ReferralState.RECEIVED)
    expected = newest(every, ReferralState.EXPECTED)
    if received is not None:
        judges = may(desk.clinic.person.roles, Act.JUDGE_REFERRAL)
        return (JudgeReferralForm if judges else LetterWaitsForm)(desk, received)
    if expected is not None:
        return ChaseForm(desk, expected)
    return AskReferralForm(desk, patient, newest(every))


def _count(typed: str) -> int | None:
    """How many visits were typed; none when nothing was."""
    text = typed.strip()
    if text and not (text.isascii() and text.isdigit()):
        raise refuse("visits-unreadable", text=text)
    return int(text) if text else None


def _offering(name: str, pairs: list[tuple[str, str]]) -> Choice:
    choice = Choice(name)
    for value, said in pairs:
        choice.addItem(said, value)
    return choice


def _routes() -> Choice:
    return _offering("Route", [(each, words.route_word(each)) for each in ("", *ROUTES)])


def _conditions() -> Choice:
    every = ("", *INDICATIONS)
    return _offering("Condition", [(each, words.condition_word(each)) for each in every])


def _statements() -> Choice:
    return _offering("What it says", [(each, words.statement_word(each)) for each in Statement])


def _hows() -> Choice:
    told = [("", "Not said"), *((each, words.how_word(each)) for each in HOWS)]
    return _offering("How it arrived", told)
