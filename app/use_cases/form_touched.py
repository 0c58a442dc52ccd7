"""Whom a decision about a form touches: who must sign again, whose visits are left without it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from app.clinic import Clinic
from app.domain.forms import Form, FormState
from app.domain.gate import Item
from app.domain.gate_policy import CONSENT
from app.domain.gate_values import State
from app.use_cases.touched import Against, Touched, touched

SIGNED = frozenset({State.MET, State.WAIVED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """The visits to come for which a form would have to be signed, and is signed now."""

    visits: tuple[Touched, ...]

    @property
    def patients(self) -> int:
        """How many people that are."""
        return len({each.patient.id for each in self.visits})


def would_sign_again(clinic: Clinic, form: Form, day: date, *, material: bool) -> Signing:
    """Who would have to sign again, were a draft approved for visits from a day on."""
    kept = replace(form.approved("", day, day), material=material or form.version == 1)
    return _touched(clinic, kept)


def would_be_without(clinic: Clinic, form: Form) -> Signing:
    """Whose signature would count no more, were a version withdrawn."""
    return _touched(clinic, replace(form, state=FormState.WITHDRAWN))


def _touched(clinic: Clinic, form: Form) -> Signing:
    def unsigned(items: Sequence[Item]) -> Against:
        return {
            (item.item, item.stops): item.reason
            for item in items
            if item.item == f"{CONSENT}:{form.id}" and item.state not in SIGNED
        }

    rules = tuple(rule for rule in clinic.setup.policy.rules if rule.item == CONSENT)
    now = replace(clinic.setup, policy=replace(clinic.setup.policy, rules=rules))
    then = replace(now, forms=now.forms.having(form))
    found = touched(clinic, now, then, unsigned)
    return Signing(visits=tuple(each for each in found if each.stopped))
