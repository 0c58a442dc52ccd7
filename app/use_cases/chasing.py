"""Letters that are waited for: whom to call, what the calls came to, which visit needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.domain.referrals import CALLED, SENT, WAYS, Attempt, call_again, next_call
from app.domain.refusal import refuse
from app.domain.scheduling import STANDING, Visit
from app.storage.unit import Unit
from app.use_cases.attachments import numbered_referral
from app.use_cases.patients import by_number
from app.use_cases.referral_views import ReferralView
from app.use_cases.views import VisitView, view_visits

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What was noted of an attempt to get a letter."""

    answer: str
    how: str = "phone"
    note: str = ""
    next_call: date | None = None
    """Two working days on when nobody names one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outstanding(ReferralView):
    """A letter that is expected, with what was done to get it, and the visit it holds up."""

    visit: VisitView | None
    """The next visit that waits for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutstandingList:
    """The first lines of the list, and how many it has."""

    lines: tuple[Outstanding, ...]
    total: int


def note_attempt(clinic: Clinic, number: int, tried: Try) -> Attempt:
    """Note that somebody reminded a referrer, what it came to, and when to call again."""
    today = clinic.today()
    with clinic.writing(Act.CHASE_REFERRAL) as unit:
        referral = numbered_referral(unit, number)
        unit.note(patient=referral.patient, referral=number, answer=tried.answer)
        if referral.state is not ReferralState.EXPECTED:
            raise refuse("referral-not-expected", number=number)
        if tried.answer not in {*CALLED, SENT}:
            raise refuse("answer-unknown", known=CALLED)
        if tried.how not in WAYS:
            raise refuse("referral-how", how=tried.how, known=WAYS)
        again = tried.next_call or call_again(today)
        if again < today:
            raise refuse("call-past", day=again)
        return unit.letters.add_attempt(
            Attempt(
                referral=number,
                patient=referral.patient,
                at=clinic.now(),
                by=clinic.person.login,
                how=tried.how,
                answer=tried.answer,
                note=tried.note.strip(),
                next_call=again,
            )
        )


def patient_of(clinic: Clinic, referral: Referral) -> Patient:
    """Whom a referral is for."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        return by_number(unit, referral.patient)


def take_attempt_back(clinic: Clinic, attempt: Attempt) -> None:
    """What was noted of an attempt never was."""
    with clinic.writing(Act.CHASE_REFERRAL) as unit:
        unit.note(patient=attempt.patient, referral=attempt.referral, back=attempt.id)
        unit.letters.remove_attempt(attempt.id)


def outstanding_referrals(clinic: Clinic, limit: int = MOST) -> OutstandingList:
    """Every letter that is expected, whom to call first in front."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        expected = unit.letters.expected()
        attempts = unit.letters.attempts(referral.id for referral in expected)
        due = {each.id: next_call(each, _last(attempts.get(each.id, ()))) for each in expected}
        ordered = sorted(expected, key=lambda r: (due[r.id], r.expected_by or date.max, r.id))
        shown = ordered[:limit]
        patients = {referral.patient for referral in shown}
        people, waiting = unit.patients.many(patients), _waiting(clinic, unit, patients)
        staff = {person.login: person.name for person in unit.staff.all()}
        lines = tuple(
            Outstanding(
                referral=each,
                patient=people[each.patient],
                attempts=attempts.get(each.id, ()),
                called_by=_caller(staff, attempts.get(each.id, ())),
                visit=waiting.get(each.patient),
            )
            for each in shown
        )
        return OutstandingList(lines=lines, total=len(expected))


def _last(attempts: Sequence[Attempt]) -> Attempt | None:
    return attempts[-1] if attempts else None


def _caller(staff: dict[str, str], attempts: Sequence[Attempt]) -> str:
    return staff.get(attempts[-1].by, "") if attempts else ""


def _waiting(clinic: Clinic, unit: Unit, patients: set[int]) -> dict[int, VisitView]:
    """The next visit of each patient whose referral is open."""
    every = unit.scheduling.visits_of_many(patients)
    coming = [visit for visits in every.values() for visit in visits if _is_to_come(clinic, visit)]
    found: dict[int, VisitView] = {}
    for view in view_visits(clinic, unit, sorted(coming, key=lambda visit: visit.start)):
        if any(item.item == "referral" and item.open for item in view.items):
            found.setdefault(view.patient.id, view)
    return found


def _is_to_come(clinic: Clinic, visit: Visit) -> bool:
    dosing = clinic.setup.types[visit.type].is_dosing
    return dosing and visit.status in STANDING and visit.start >= clinic.now()
