"""Which form does the next thing about a referral, by how it stands and who is signed in."""

from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.records import ReferralState
from app.ui.desk import Desk
from app.ui.gate.item_form import ItemForm
from app.ui.gate.letter_forms import JudgeReferralForm, LetterForm
from app.ui.gate.referral_forms import AskReferralForm, ChaseForm
from app.use_cases.referral_views import ReferralView, newest, referrals_of, see_referral
from app.use_cases.views import VisitView


def referral_form(desk: Desk, view: VisitView, _item: Item) -> ItemForm:
    """The form for the next thing about a visit's referral.

    While the visit is only wished for somebody is on the phone: the letter is printed afterwards.
    """
    form = form_of_patient(desk, view.patient)
    if isinstance(form, AskReferralForm) and not view.visit.id:
        form.letter.setChecked(False)
    return form


def form_of_patient(desk: Desk, patient: Patient) -> ItemForm:
    """The form for the next thing about a patient's referral: accept, call, or ask."""
    every = referrals_of(desk.clinic, patient.id)
    waits = newest(every, ReferralState.RECEIVED) or newest(every, ReferralState.EXPECTED)
    return AskReferralForm(desk, patient, newest(every)) if waits is None else _of(desk, waits)


def form_of_referral(desk: Desk, number: int) -> ItemForm:
    """The form for the next thing about one referral."""
    return _of(desk, see_referral(desk.clinic, number))


def _of(desk: Desk, view: ReferralView) -> ItemForm:
    judges = desk.clinic.setup.policy.may_file("referral", desk.clinic.person.roles)
    if view.referral.state is ReferralState.EXPECTED:
        return ChaseForm(desk, view)
    if view.referral.state is ReferralState.RECEIVED and judges:
        return JudgeReferralForm(desk, view)
    return LetterForm(desk, view)
