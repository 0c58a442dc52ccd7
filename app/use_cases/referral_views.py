"""A patient's referrals as the desk looks at them: with calls and scans."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.attachments import Attachment
from app.domain.patients import Patient
from app.domain.records import Referral, ReferralState
from app.domain.referrals import Attempt, next_call
from app.storage.unit import Unit
from app.use_cases.attachments import numbered_referral
from app.use_cases.patients import by_number


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """One referral with what was done to get it, and its scans."""

    referral: Referral
    patient: Patient
    attempts: tuple[Attempt, ...] = ()
    scans: tuple[Attachment, ...] = ()
    called_by: str = ""
    """Name of whoever tried last."""

    @property
    def last(self) -> Attempt | None:
        """The last attempt."""
        return self.attempts[-1] if self.attempts else None

    @property
    def next_call(self) -> date:
        """When somebody is to call."""
        return next_call(self.referral, self.last)


def referrals_of(clinic: Clinic, patient: int) -> tuple[ReferralView, ...]:
    """A patient's referrals, the newest first."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        found = unit.records.referrals([patient]).get(patient, ())
        return tuple(_views(unit, patient, found[::-1]))


def see_referral(clinic: Clinic, number: int) -> ReferralView:
    """One referral."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        found = numbered_referral(unit, number)
        return next(_views(unit, found.patient, (found,)))


def newest(views: tuple[ReferralView, ...], *states: ReferralState) -> ReferralView | None:
    """The newest of them in one of these states, or in any."""
    return next((each for each in views if not states or each.referral.state in states), None)


def _views(unit: Unit, patient: int, referrals: tuple[Referral, ...]) -> Iterator[ReferralView]:
    who = by_number(unit, patient)
    attempts = unit.letters.attempts(referral.id for referral in referrals)
    scans = unit.letters.attachments(patient)
    staff = {person.login: person.name for person in unit.staff.all()}
    for each in referrals:
        tried = attempts.get(each.id, ())
        yield ReferralView(
            referral=each,
            patient=who,
            attempts=tried,
            scans=tuple(a for a in scans if (a.belongs_to, a.subject) == ("referral", each.id)),
            called_by=staff.get(tried[-1].by, "") if tried else "",
        )
