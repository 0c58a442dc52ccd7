"""Which form does the next thing about an item: those of referrals and diagnoses, and the table."""

from collections.abc import Callable

from app.domain.access import CARE, Act, Role, may
from app.domain.gate import Item, State
from app.domain.patients import Patient
from app.domain.records import Code
from app.ui.common.fields import Choice, DayField, TextField
from app.ui.desk import Desk
from app.ui.gate.clearance_forms import (
    AskClearanceForm,
    GiveClearanceForm,
    WithdrawClearanceForm,
)
from app.ui.gate.item_form import AskForm, ItemForm
from app.ui.gate.next_action import Way
from app.ui.gate.ride_form import RideForm
from app.ui.gate.tick_form import OpenAgeForm, TickForm, titled
from app.ui.gate.waiver_forms import ChangeWaiverForm, WaiverForm
from app.use_cases import records
from app.use_cases.records import Letter
from app.use_cases.views import VisitView


class ReferralForm(ItemForm):
    """A letter that arrived, or one that is expected."""

    def __init__(self, desk: Desk, patient: Patient, referrer: str = "") -> None:
        super().__init__(desk, "Referral", "File the referral", self._keep)
        self.patient = patient
        today = desk.clinic.today()
        self.referrer = TextField("Who refers", "Dr. Quinn, MD")
        self.letter = DayField("Date on the letter", today, "empty while it is expected")
        self.expected = DayField("Expected by", today, "Fri, +7, 27 Nov 2026")
        self.visits = TextField("Visits the letter allows", "empty: no number named")
        self.referrer.setText(referrer)
        self.add("Wh&o refers", self.referrer)
        self.add("&Date on the letter", self.letter)
        self.add("or e&xpected by", self.expected)
        self.add("How man&y visits", self.visits)
        self.setFocusProxy(self.letter if self.referrer.text() else self.referrer)

    def _keep(self) -> None:
        """File or expect the letter."""
        typed = self.visits.text().strip()
        letter = Letter(
            referrer=self.referrer.text(),
            letter_on=self.letter.day(),
            expected_by=self.expected.day(),
            visits=int(typed) if typed.isdigit() else None,
        )
        records.record_referral(self.desk.clinic, self.patient.id, letter)
        self.desk.say(f"Referral filed for {self.desk.name(self.patient)}.")


def referral_form(desk: Desk, view: VisitView, item: Item) -> ItemForm:
    """The referral of a visit; whoever is expected to refer is known already."""
    known = item.reason.facts.get("referrer") if item.state is State.WAITING else None
    return ReferralForm(desk, view.patient, str(known or ""))


class JudgeReferralForm(ItemForm):
    """A clinician accepts the letter that waits, or says why not."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Accept the referral that arrived?", "Accept", self._keep)
        self.view = view
        self.why = TextField("Why it is not accepted", "only when it is not accepted")
        self.add("Wh&y not", self.why)
        self.setFocusProxy(self.why)

    def _keep(self) -> None:
        """Accept it, or reject it with the reason that was typed."""
        why = self.why.text().strip()
        patient = self.view.patient.id
        records.judge_referral(self.desk.clinic, patient, accept=not why, why=why)
        self.desk.say(
            f"Referral {'not ' if why else ''}accepted: {self.desk.name(self.view.patient)}."
        )


class DiagnosisForm(ItemForm):
    """A clinician records the diagnosis."""

    def __init__(self, desk: Desk, view: VisitView, _item: Item) -> None:
        super().__init__(desk, "Record the diagnosis", "Record", self._keep)
        self.view = view
        self.code = Choice("Diagnosis")
        for code in records.diagnosis_codes():
            self.code.addItem(f"{code.code}  {code.title}", code)
        self.on = DayField("Made on", desk.clinic.today())
        self.on.set_day(desk.clinic.today())
        self.add("&Diagnosis", self.code)
        self.add("Made &on", self.on)
        self.setFocusProxy(self.code)

    def _keep(self) -> None:
        """Keep the diagnosis under the signed-in clinician's name."""
        chosen = self.code.currentData()
        code = chosen.code if isinstance(chosen, Code) else ""
        records.record_diagnosis(self.desk.clinic, self.view.patient.id, code, self.on.day())
        self.desk.say(f"Diagnosis recorded for {self.desk.name(self.view.patient)}.")


Maker = Callable[[Desk, VisitView, Item], ItemForm]

WAYS: dict[Way, Maker] = {
    Way.WAIVE: WaiverForm,
    Way.CHANGE_WAIVER: ChangeWaiverForm,
    Way.WITHDRAW: WithdrawClearanceForm,
}
"""The forms of what else can be done about an item."""


def form_for(desk: Desk, view: VisitView, item: Item, way: Way = Way.NEXT) -> ItemForm | None:
    """The form that does a thing about an item; None when papers do it."""
    if way is Way.ASK_TO_WAIVE:
        return _ask_to_waive(desk, item)
    if way in WAYS:
        return WAYS[way](desk, view, item)
    if item.item.startswith("consent"):
        return None
    return _maker(desk, item)(desk, view, item)


def _maker(desk: Desk, item: Item) -> Maker:
    roles = desk.clinic.person.roles
    judges = may(roles, Act.JUDGE_REFERRAL) and item.reason.code == "referral-received"
    table: dict[str, Maker] = {
        "ride": RideForm,
        "referral": JudgeReferralForm if judges else referral_form,
        "clearance": GiveClearanceForm if may(roles, Act.RECORD_CLEARANCE) else AskClearanceForm,
        "diagnosis": DiagnosisForm if may(roles, Act.RECORD_DIAGNOSIS) else _ask,
    }
    rule = desk.clinic.setup.policy.rule(item.item)
    if item.item in table or rule is None or not rule.may_file(roles):
        return table.get(item.item, _ask)
    return OpenAgeForm if item.item == "age" else TickForm


def _ask(desk: Desk, _view: VisitView, item: Item) -> ItemForm:
    rule = desk.clinic.setup.policy.rule(item.item)
    roles = rule.filed_by if rule else CARE
    return AskForm(desk, f"{titled(item)}: somebody else does this", roles)


def _ask_to_waive(desk: Desk, item: Item) -> ItemForm:
    rule = desk.clinic.setup.policy.rule(item.item)
    roles = rule.waived_by if rule else frozenset[Role]()
    return AskForm(desk, f"{titled(item)}: only a clinician can waive it", roles)
