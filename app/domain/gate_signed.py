"""What of a visit's papers is signed in time, as the gate judges it."""

from collections.abc import Iterator
from dataclasses import replace

from app.domain.forms import Form
from app.domain.gate_policy import CONSENT, Policy
from app.domain.gate_values import Facts, Item, State, Subject, judged, lapsed
from app.domain.packets import PaperState, refusal_of, signature_for
from app.domain.refusal import Fact, Reason


def signatures(subject: Subject, facts: Facts, policy: Policy) -> Iterator[Item]:
    """Every paper that the packet rules ask to be signed for a visit."""
    for form in subject.missing_forms:
        yield _absent(form, policy)
    for form in subject.forms:
        yield replace(_signature(form, subject, facts, policy), title=form.short("en"))


def _absent(form: str, policy: Policy) -> Item:
    name = f"{CONSENT}:{form}"
    return judged(name, State.MISSING, policy, Reason("form-not-available", {"item": name}))


def _signature(form: Form, subject: Subject, facts: Facts, policy: Policy) -> Item:
    """Whether the current material version of a form is signed in time for the dose."""
    name = f"{CONSENT}:{form.id}"
    title = form.short("en")
    found = signature_for(form, facts.papers, subject.visit, subject.dose_at)
    if found is not None:
        signed = found.signed_on or subject.on
        known: dict[str, Fact] = {"form": title, "signed": signed}
        if form.valid_days is None:
            return judged(name, State.MET, policy, Reason("consent-on-file", known))
        last = found.valid_until(form, subject.on, facts.dosing_days)
        state = lapsed(last, subject, facts)
        code = {State.MET: "consent-met", State.EXPIRED: "consent-expired"}.get(
            state, "consent-ends"
        )
        told = known | {"until": last, "on": subject.on}
        return judged(name, state, policy, Reason(code, told), last)
    return _unsigned(form, subject, facts, policy)


def _unsigned(form: Form, subject: Subject, facts: Facts, policy: Policy) -> Item:
    name = f"{CONSENT}:{form.id}"
    known: dict[str, Fact] = {"form": form.short("en")}
    mine = [p for p in facts.papers if p.form == form.id and p.serves(subject.visit)]
    own = [p for p in mine if p.is_for_route_of(form)]
    refused = refusal_of(form, facts.papers)
    if refused is not None and refused.ended_on is not None:
        told = known | {"on": refused.ended_on}
        return judged(name, State.MET, policy, Reason("consent-refused", told))
    if any(p.is_out and p.version >= form.material_since for p in own):
        return judged(name, State.WAITING, policy, Reason("consent-out", known), subject.on)
    revoked = [p.ended_on for p in mine if p.state is PaperState.REVOKED and p.ended_on]
    if revoked:
        told = known | {"on": max(revoked)}
        return judged(name, State.EXPIRED, policy, Reason("consent-revoked", told))
    if any(p.is_signed for p in mine):
        return judged(name, State.EXPIRED, policy, Reason("consent-sign-again", known))
    return judged(name, State.MISSING, policy, Reason("consent-missing", known))
