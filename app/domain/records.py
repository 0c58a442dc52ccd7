"""What is on file for a patient: diagnoses, referrals, clearances, rides, ticks and waivers."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnosis:
    """A diagnosis made by a licensed clinician, as an ICD-10-CM code and its plain words."""

    id: int = 0
    patient: int
    code: str
    title: str
    condition: str
    """The clinic's name of the condition: depression, ptsd ..."""
    made_on: date
    made_by: str
    """Who recorded it, with credential."""


class ReferralState(StrEnum):
    """How far a referral has come."""

    EXPECTED = "expected"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral letter, from the asking to the judging."""

    id: int = 0
    patient: int
    state: ReferralState
    referrer: str
    """Name and credential of whoever refers."""
    condition: str = ""
    """The condition it covers; empty covers any."""
    letter_on: date | None = None
    expected_by: date | None = None
    visits: int | None = None
    """Dosing visits allowed; None when the letter sets no number."""
    valid_until: date | None = None
    """The letter's own last day, when it names one."""
    judged_by: str = ""
    reason: str = ""
    """Why it was rejected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clearance:
    """A prescriber's medical clearance for one route, or the open request for it."""

    id: int = 0
    patient: int
    route: str
    cleared_on: date | None = None
    """None while it is only asked for."""
    cleared_by: str = ""
    asked_of: str = ""
    due: date | None = None
    until: date | None = None
    """The last day that the prescriber names; None leaves it to the policy."""
    withdrawn_on: date | None = None
    withdrawn_by: str = ""
    reason: str = ""
    """Why it was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """The adult who takes the patient home after one visit."""

    id: int = 0
    visit: int
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """Something done or seen for a gate item: for a visit, for a patient, or for the clinic."""

    id: int = 0
    item: str
    patient: int | None = None
    visit: int | None = None
    """The one visit for which it counts."""
    done_on: date
    until: date | None = None
    """The last day that whoever ticks it names; None leaves it to the policy."""
    note: str = ""
    by_login: str
    by_name: str
    at: datetime


class WaiverCause(StrEnum):
    """Why an item is waived, from the list; words say more."""

    OWN_EVALUATION = "own-evaluation"
    RECORDS_OBTAINED = "records-obtained"
    REFERRAL_REFUSED = "referral-refused"
    CONTINUATION = "continuation"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A clinician's decision that a gate item need not be met, with reason and scope.

    It covers one visit, the visits of one course, or every visit; and none after its last day.
    """

    id: int = 0
    patient: int
    item: str
    cause: WaiverCause = WaiverCause.OTHER
    reason: str
    until: date
    """The last visit date it covers."""
    visit: int | None = None
    course: int | None = None
    by_login: str
    by_name: str
    at: datetime
    ended_at: datetime | None = None
    """When it was ended early, or put in other words: it then covers nothing."""
    ended_by: str = ""
    ended_why: str = ""

    def covers(self, visit: int, course: int | None, on: date) -> bool:
        """Whether it counts for a visit of a course on a day."""
        of_visit = self.visit is None or self.visit == visit
        of_course = self.course is None or self.course == course
        return self.ended_at is None and of_visit and of_course and self.until >= on


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One ICD-10-CM code of the clinic's short list."""

    code: str
    title: str
    condition: str
