"""A letter that is here: what it says, its scan, whether a clinician accepts it, corrections."""

from app.domain.both import is_of_both
from app.domain.records import ReferralState
from app.domain.refusal import Refused, refuse
from app.ui.common.buttons import Button
from app.ui.common.facts import Facts
from app.ui.common.fields import TextField
from app.ui.common.flow import Flow
from app.ui.common.numbered import Numbered
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm, Matter
from app.ui.gate.letter_fields import LetterFields
from app.ui.gate.referral_forms import AskReferralForm
from app.ui.gate.referral_words import letter_facts
from app.ui.gate.scan_field import ScannedForm
from app.use_cases import attachments, referrals
from app.use_cases.referral_views import ReferralView, see_referral
from app.words.tongue import later, tr

REASONS = (
    later("Not signed"),
    later("No diagnosis on it"),
    later("Not for this treatment"),
    later("Too old"),
    later("Not readable"),
)
"""Why a letter is not accepted, as it is kept in whatever language it was chosen."""


TITLES = {
    ReferralState.RECEIVED: later("A clinician has yet to accept this letter"),
    ReferralState.ACCEPTED: later("An accepted letter"),
    ReferralState.REJECTED: later("A letter that was not accepted"),
    ReferralState.GIVEN_UP: later("A letter that never came"),
}


class LetterActs(Flow):
    """What can be done about a letter beside its form: see it, add to it, put it right."""

    def __init__(self, form: ItemForm, view: ReferralView) -> None:
        self.see = Button(tr("&Look at the scan"), icon="paper")
        self.attach = Button(tr("Attach a scan"), icon="plus")
        self.correct = Button(tr("Correct it"), icon="edit")
        self.another = Button(tr("As&k for another"), icon="letter")
        super().__init__(self.see, self.attach, self.correct, self.another, gap=4)
        came = view.referral.state is not ReferralState.GIVEN_UP
        self.see.setVisible(bool(view.scans))
        self.attach.setVisible(came)
        self.correct.setVisible(came)
        desk, patient = form.desk, view.patient
        self.see.clicked.connect(lambda: desk.scan_wanted.emit(view))
        self.attach.clicked.connect(lambda: form.instead.emit(AttachForm(desk, view)))
        self.correct.clicked.connect(lambda: form.instead.emit(CorrectForm(desk, view)))
        self.another.clicked.connect(
            lambda: form.instead.emit(AskReferralForm(desk, patient, view))
        )


class LetterForm(ItemForm):
    """A letter as it is on file."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(desk, tr(TITLES[view.referral.state]), tr("Close"), self._keep)
        self.view = view
        self.facts = Facts()
        self.facts.show_facts(tuple(letter_facts(view.referral)))
        self.acts = LetterActs(self, view)
        self.fields.addWidget(self.facts)
        self.fields.addWidget(self.acts)
        self.leave.hide()
        self.setFocusProxy(self.file)

    def _keep(self) -> None:
        """Nothing is filed: it is only looked at."""


class JudgeReferralForm(ItemForm):
    """A clinician accepts the letter that waits, or says why not."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(
            desk,
            tr("Accept the letter that arrived?"),
            tr("Accept"),
            self._keep,
            Matter(view.patient.id, f"judge letter {view.referral.id}"),
        )
        self.view = view
        self.facts = Facts()
        self.facts.show_facts(tuple(letter_facts(view.referral)))
        self.acts = LetterActs(self, view)
        self.verdict = Numbered(
            later("Verdict"), [("", tr("Accept")), *((each, tr(each)) for each in REASONS)]
        )
        self.why = TextField(
            later("Another reason why it is not accepted"), tr("in your own words")
        )
        self._arrange()

    def _arrange(self) -> None:
        self.fields.addWidget(self.facts)
        self.place(self.verdict)
        self.add(tr("Another reason wh&y not"), self.why)
        self.fields.addWidget(self.acts)
        self.verdict.taken.connect(self.try_it)
        self.verdict.chosen.connect(self._show_verb)
        self.why.textChanged.connect(self._show_verb)
        self.setFocusProxy(self.verdict)

    @property
    def _reason(self) -> str:
        return self.why.text().strip() or self.verdict.value

    def _show_verb(self) -> None:
        self.file.say(tr("Do not accept") if self._reason else tr("Accept"))

    def _keep(self) -> None:
        """Accept it, or reject it with the reason."""
        why, referral = self._reason, self.view.referral
        referrals.judge_referral(
            self.desk.clinic, referral.patient, accept=not why, why=why, number=referral.id
        )
        who = referral.titled
        self.desk.say(
            tr("Not accepted: the letter from {who}.", who=who)
            if why
            else tr("Accepted: the letter from {who}.", who=who)
        )


class AttachForm(ScannedForm):
    """The scan of a letter that was filed without it."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(
            desk,
            tr("Attach the scan of the letter"),
            tr("Attach"),
            self._keep,
            Matter(view.patient.id, f"attach {view.referral.id}"),
        )
        self.view = view
        self.add(tr("Scan fi&le"), self.scan)
        self.setFocusProxy(self.scan)

    def _keep(self) -> None:
        """Keep the scan."""
        if self.found is None:
            raise refuse("scan-none")
        attachments.attach_letter(self.desk.clinic, self.view.referral.id, self.found)
        self.desk.say(
            tr("Attached: the scan of the letter from {who}.", who=self.view.referral.titled)
        )


class CorrectForm(ItemForm):
    """What was filed of a letter, to be put right, with the reason."""

    def __init__(self, desk: Desk, view: ReferralView) -> None:
        super().__init__(
            desk,
            tr("Correct what was filed"),
            tr("Correct it"),
            self._keep,
            Matter(view.patient.id, f"correct {view.referral.id}"),
        )
        self._seen = view.referral
        self.letter = LetterFields(desk)
        self.why = TextField(later("Why it is corrected"), tr("what was wrong"))
        self.letter.fill(view.referral)
        self.letter.put_first(self)
        self.add(tr("&Why it is corrected"), self.why)
        self.letter.put_more(self, known=True)

    def _keep(self) -> None:
        """Correct the letter; one that was judged is judged again."""
        clinic, before = self.desk.clinic, self._seen
        try:
            after = referrals.correct_referral(
                clinic, before.id, self.letter.letter(), self.why.text(), since=before
            )
        except Refused as refused:
            if is_of_both(refused):
                self._seen = see_referral(clinic, before.id).referral
            raise
        who = after.titled
        self.desk.say(
            tr("Letter from {who} corrected.", who=who)
            if after.state is before.state
            else tr("Letter from {who} corrected; a clinician accepts it anew.", who=who)
        )
