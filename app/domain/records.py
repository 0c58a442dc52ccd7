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
    recorded_at: datetime | None = None
    """When it was recorded; None for what was recorded before that was kept."""
    secondary: bool = False
    """Whether it stands beside another: it never opens the gate alone."""
    resistant: bool = False
    """Whether it is depression that two or more treatments did not help."""
    trials: str = ""
    """The treatments that did not help, in the clinician's words."""
    removed_at: datetime | None = None
    """When it was taken off the file; the row stays."""
    removed_by: str = ""
    removed_why: str = ""

    @property
    def stands(self) -> bool:
        """Whether it has not been removed."""
        return self.removed_at is None


class ReferralState(StrEnum):
    """How far a referral has come."""

    EXPECTED = "expected"
    RECEIVED = "received"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    GIVEN_UP = "given-up"
    """It was asked for, and nobody waits for it any more."""


class Statement(StrEnum):
    """What a letter says: a referral, a clearance, or that somebody goes on with the care."""

    REFERRAL = "referral"
    CLEARANCE = "clearance"
    ONGOING_CARE = "ongoing-care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a referral letter says, or what is known of one that is expected by a day."""

    referrer: str
    """Name of whoever refers."""
    credential: str = ""
    npi: str = ""
    """National Provider Identifier; a therapist may lack one."""
    practice: str = ""
    phone: str = ""
    """E.164 once it is filed, as is the fax number; empty when unknown."""
    fax: str = ""
    statement: Statement = Statement.REFERRAL
    condition: str = ""
    """The condition it covers; empty covers any."""
    route: str = ""
    """The route it covers; empty covers any."""
    letter_on: date | None = None
    expected_by: date | None = None
    received_on: date | None = None
    received_how: str = ""
    visits: int | None = None
    """Dosing visits allowed; None when the letter sets no number."""
    valid_until: date | None = None
    """The letter's own last day, when it names one."""

    @property
    def titled(self) -> str:
        """The referrer's name with the credential, as letters and sentences have it."""
        known = self.referrer.casefold().endswith(f", {self.credential}".casefold())
        return (
            self.referrer if known or not self.credential else f"{self.referrer}, {self.credential}"
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral(Letter):
    """A referral letter of a patient, from the asking to the judging."""

    id: int = 0
    patient: int
    state: ReferralState
    asked_on: date | None = None
    judged_by: str = ""
    judged_on: date | None = None
    reason: str = ""
    """Why it was rejected."""
    corrected: str = ""
    """Why what was filed was last corrected."""


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
