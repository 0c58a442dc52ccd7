"""Signatures on a paper: whose, when, and what is wrong with them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.refusal import Reason

PATIENT = "patient"
REPRESENTATIVE = "representative"
GUARDIAN = "guardian"
ADOLESCENT = "adolescent"
INTERPRETER = "interpreter"
WITNESS = "witness"

DOSED = frozenset({PATIENT, ADOLESCENT})
"""Whoever takes the medicine: what they sign after it on the same day does not count."""

BY_AUTHORITY = frozenset({REPRESENTATIVE, GUARDIAN})
"""Whoever signs for somebody else, by an authority that the clinic has on file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """One person's signature on a paper, by the day and time that stand beside it."""

    who: str
    """The role in which it was made: patient, witness ..."""
    at: datetime
    name: str = ""
    """The printed name, where it is not the patient's."""
    language: str = ""
    """The language that an interpreter spoke with the patient."""
    authority: str = ""
    """By what authority somebody signed for the patient."""


def may_sign(place: str, *, minor: bool) -> tuple[str, ...]:
    """Who may say yes in a place of a paper; in a minor's every one of them is needed."""
    if place != PATIENT:
        return (place,)
    return (GUARDIAN, ADOLESCENT) if minor else (PATIENT, REPRESENTATIVE)


def deciding(places: Sequence[str]) -> str:
    """The place of whoever decides: the patient's, or the first one."""
    return PATIENT if PATIENT in places else next(iter(places), PATIENT)


def signed_in(
    places: Sequence[str],
    by: str,
    at: datetime,
    given: Mapping[str, Signature],
    kept: Mapping[str, Signature],
) -> Iterator[Signature]:
    """The signatures in these places; who is not named otherwise signed at the same time.

    What was signed when the paper came back before stays as it was.
    """
    for place in places:
        who = by if place == deciding(places) else place
        yield given.get(who) or kept.get(who) or Signature(who=who, at=at)
    named = {by if place == deciding(places) else place for place in places}
    yield from (each for who, each in given.items() if who not in named)


def against_signers(
    places: Sequence[str],
    signatures: Sequence[Signature],
    title: str,
    *,
    minor: bool,
    authority: str,
) -> Iterator[Reason]:
    """What is wrong about who signed."""
    main = may_sign(deciding(places), minor=minor)
    known = (*main, *(place for place in places if place != deciding(places)))
    signed = {each.who for each in signatures}
    for each in signatures:
        if each.who not in known:
            yield Reason("signer-unknown", {"form": title, "known": known, "signer": each.who})
    if len(main) > 1 and minor and not signed.issuperset(main) and signed.issubset(known):
        yield Reason("minor-needs-both", {"form": title})
    if signed & BY_AUTHORITY and not authority:
        yield Reason("authority-missing")
    for each in signatures:
        if each.who == INTERPRETER and not each.language:
            yield Reason("interpreter-language")
