"""Waivers: a prescriber decides that an item need not be met; ended or amended, never undone."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.clinic import Clinic
from app.domain import gate
from app.domain.access import Act
from app.domain.records import Waiver, WaiverCause
from app.domain.refusal import Reason, refuse, refuse_if
from app.storage.unit import Unit
from app.use_cases.scheduling import read_visit


@dataclass(frozen=True, slots=True, kw_only=True)
class WaiverScope:
    """What a waiver covers: one visit, the course of that visit, or every visit of the patient."""

    visit: int | None = None
    course: bool = False
    """Whether every visit of the course is covered that the visit belongs to."""


EVERY_VISIT = WaiverScope()


def waive_item(
    clinic: Clinic,
    patient: int,
    item: str,
    reason: str,
    until: date,
    *,
    cause: WaiverCause = WaiverCause.OTHER,
    scope: WaiverScope = EVERY_VISIT,
) -> Waiver:
    """Waive a gate item until a last visit date, with a reason; diagnosis and age never."""
    with clinic.writing(Act.WAIVE_ITEM) as unit:
        unit.note(patient=patient, item=item)
        refuse_if(_against_waiver(clinic, item, until))
        refuse_if(_against_words(cause, reason))
        visit, course = _scope(clinic, unit, patient, scope)
        _refuse_own_booking(clinic, unit, patient, item)
        return unit.records.add_waiver(
            Waiver(
                patient=patient,
                item=item,
                cause=cause,
                reason=reason.strip(),
                until=until,
                visit=visit,
                course=course,
                by_login=clinic.person.login,
                by_name=clinic.person.titled,
                at=clinic.now(),
            )
        )


def end_waiver(clinic: Clinic, waiver_id: int, why: str) -> Waiver:
    """End a waiver early, with the reason; it then covers no visit any more."""
    with clinic.writing(Act.END_WAIVER) as unit:
        waiver = _standing(unit, waiver_id)
        unit.note(patient=waiver.patient, item=waiver.item, waiver=waiver_id)
        refuse_if(_against_change(clinic, waiver, why))
        return _ended(clinic, unit, waiver, why)


def amend_waiver(
    clinic: Clinic,
    waiver_id: int,
    why: str,
    *,
    until: date | None = None,
    reason: str | None = None,
    cause: WaiverCause | None = None,
) -> Waiver:
    """Put a waiver in other words, or give it another last day; what it said before is kept."""
    with clinic.writing(Act.WAIVE_ITEM) as unit:
        waiver = _standing(unit, waiver_id)
        unit.note(patient=waiver.patient, item=waiver.item, waiver=waiver_id)
        refuse_if(_against_change(clinic, waiver, why))
        amended = replace(
            waiver,
            id=0,
            cause=cause or waiver.cause,
            reason=waiver.reason if reason is None else reason.strip(),
            until=until or waiver.until,
            by_login=clinic.person.login,
            by_name=clinic.person.titled,
            at=clinic.now(),
        )
        refuse_if(_against_waiver(clinic, amended.item, amended.until))
        refuse_if(_against_words(amended.cause, amended.reason))
        _refuse_own_booking(clinic, unit, waiver.patient, waiver.item)
        _ended(clinic, unit, waiver, why)
        return unit.records.add_waiver(amended)


def _standing(unit: Unit, waiver_id: int) -> Waiver:
    waiver = unit.records.waiver(waiver_id)
    if waiver is None or waiver.ended_at is not None:
        raise refuse("waiver-none", waiver=waiver_id)
    return waiver


def _ended(clinic: Clinic, unit: Unit, waiver: Waiver, why: str) -> Waiver:
    person, now = clinic.person.titled, clinic.now()
    ended = replace(waiver, ended_at=now, ended_by=person, ended_why=why.strip())
    unit.records.update_waiver(ended)
    return ended


def _scope(
    clinic: Clinic, unit: Unit, patient: int, scope: WaiverScope
) -> tuple[int | None, int | None]:
    """The visit and the course that a waiver covers alone; None for what does not limit it."""
    if scope.visit is None:
        return None, None
    visit = read_visit(clinic, unit, scope.visit).visit
    if visit.patient != patient:
        raise refuse("waiver-visit-of-other")
    if not scope.course:
        return visit.id, None
    if visit.course is None:
        raise refuse("waiver-no-course")
    return None, visit.course


def _refuse_own_booking(clinic: Clinic, unit: Unit, patient: int, item: str) -> None:
    booked = {visit.booked_by for visit in unit.scheduling.visits_of(patient) if visit.is_open}
    if clinic.person.login in booked:
        raise refuse("waiver-own-booking", item=clinic.setup.policy.title(item))


def _against_waiver(clinic: Clinic, item: str, until: date) -> Iterator[Reason]:
    policy = clinic.setup.policy
    rule = policy.rule(item)
    facts = {"item": policy.title(item)}
    if rule is None:
        known = tuple(rule.item for rule in policy.rules)
        yield Reason("item-unknown", {"item": item, "known": known})
    elif not rule.is_waivable:
        yield Reason("not-waivable", facts)
    elif not gate.may_be_waived_by(item, clinic.person.roles, policy):
        yield Reason("waiver-role", facts)
    if until < clinic.today():
        yield Reason("waiver-past")


def _against_words(cause: WaiverCause, reason: str) -> Iterator[Reason]:
    if cause is WaiverCause.OTHER and not reason.strip():
        yield Reason("waiver-needs-reason")


def _against_change(clinic: Clinic, waiver: Waiver, why: str) -> Iterator[Reason]:
    policy = clinic.setup.policy
    if not gate.may_be_waived_by(waiver.item, clinic.person.roles, policy):
        yield Reason("waiver-role", {"item": policy.title(waiver.item)})
    if not why.strip():
        yield Reason("waiver-needs-why")
