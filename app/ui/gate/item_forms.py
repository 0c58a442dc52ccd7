"""Which form does the next thing about an item: those of referrals and diagnoses, and the table."""

from collections.abc import Callable

from app import words
from app.domain.access import CARE, Role
from app.domain.gate import Item
from app.ui.desk import Desk
from app.ui.gate.clearance_forms import (
    AskClearanceForm,
    GiveClearanceForm,
    WithdrawClearanceForm,
)
from app.ui.gate.diagnosis_form import diagnosis_form
from app.ui.gate.item_form import AskForm, ItemForm
from app.ui.gate.next_action import Way
from app.ui.gate.referral_next import referral_form
from app.ui.gate.ride_form import RideForm
from app.ui.gate.tick_form import OpenAgeForm, TickForm
from app.ui.gate.waiver_forms import ChangeWaiverForm, WaiverForm
from app.use_cases.views import VisitView
from app.words.tongue import tr

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
    ours = desk.clinic.setup.policy.may_file(item.item, desk.clinic.person.roles)
    table: dict[str, Maker] = {
        "ride": RideForm if ours else _ask,
        "referral": referral_form,
        "clearance": GiveClearanceForm if ours else AskClearanceForm,
        "diagnosis": diagnosis_form if ours else _ask,
    }
    if item.item in table or not ours:
        return table.get(item.item, _ask)
    return OpenAgeForm if item.item == "age" else TickForm


def _ask(desk: Desk, _view: VisitView, item: Item) -> ItemForm:
    rule = desk.clinic.setup.policy.rule(item.item)
    roles = rule.filers if rule else CARE
    return AskForm(desk, tr("{item}: somebody else does this", item=words.item_named(item)), roles)


def _ask_to_waive(desk: Desk, item: Item) -> ItemForm:
    rule = desk.clinic.setup.policy.rule(item.item)
    roles = rule.waived_by if rule else frozenset[Role]()
    return AskForm(
        desk, tr("{item}: only a clinician can waive it", item=words.item_named(item)), roles
    )
