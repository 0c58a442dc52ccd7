"""What of a visit's papers is signed in time, as the gate judges it."""

from datetime import date

from app.domain.forms import Form
from app.domain.gate_policy import CONSENT, Policy
from app.domain.gate_values import Facts, Item, State, Subject, judged, lapsed
from app.domain.packets import Paper, PaperState, refusal_of, signature_for
from app.domain.refusal import Fact, Reason


def unavailable(form: str, policy: Policy) -> Item:
    """A paper that the packet rules ask for and nobody can print."""
    name = f"{CONSENT}:{form}"
    return judged(name, State.MISSING, policy, Reason("form-not-available", {"item": name}))


def signature(form: Form, subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether the current material version of a form is signed in time for the dose."""
    found = signature_for(form, facts.papers, subject.visit, subject.dose_at)
    if found is None:
        state, reason, last = _unsigned(form, subject, facts)
    else:
        state, reason, last = _signed(form, found, subject, facts)
    name = f"{CONSENT}:{form.id}"
    return judged(name, state, policy, reason, last, title=form.named)


def _signed(
    form: Form, found: Paper, subject: Subject, facts: Facts
) -> tuple[State, Reason, date | None]:
    """How a signed paper stands, why, and until when; one for its own visit ends with it."""
    known: dict[str, Fact] = {"form": form.named, "signed": found.signed_on or subject.on}
    if form.valid_days is None:
        return State.MET, Reason("consent-on-file", known), None
    last = found.valid_until(form, subject.on, facts.dosing_days)
    state = lapsed(last, subject, facts)
    told = known | {"until": last, "on": subject.on}
    return state, Reason(CODES.get(state, "consent-ends"), told), last


def _unsigned(form: Form, subject: Subject, facts: Facts) -> tuple[State, Reason, date | None]:
    """How a paper stands that nobody has signed in time, why, and until when."""
    known: dict[str, Fact] = {"form": form.named}
    mine = [p for p in facts.papers if p.form == form.id and p.serves(subject.visit)]
    own = [p for p in mine if p.is_for_route_of(form)]
    refused = refusal_of(form, facts.papers)
    if refused is not None and refused.ended_on is not None:
        return State.MET, Reason("consent-refused", known | {"on": refused.ended_on}), None
    if any(p.is_out and p.version >= form.material_since for p in own):
        return State.WAITING, Reason("consent-out", known), subject.on
    revoked = [p.ended_on for p in mine if p.state is PaperState.REVOKED and p.ended_on]
    if revoked:
        return State.EXPIRED, Reason("consent-revoked", known | {"on": max(revoked)}), None
    if any(p.is_signed for p in mine):
        return State.EXPIRED, Reason("consent-sign-again", known), None
    return State.MISSING, Reason("consent-missing", known), None


CODES = {State.MET: "consent-met", State.EXPIRED: "consent-expired"}
"""Why a signature counts, or does so no more; in all other states it ends before the visit."""
