"""What is on file for a patient: diagnoses, referrals, clearances, rides and waivers."""

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
    GIVEN_UP = "given-up"
    """It was asked for, and nobody waits for it any more."""


class Statement(StrEnum):
    """What a letter says: a referral, a clearance, or that somebody goes on with the care."""

    REFERRAL = "referral"
    CLEARANCE = "clearance"
    ONGOING_CARE = "ongoing-care"


@dataclass(frozen=True, slots=True, kw_only=True)
class Referral:
    """A referral letter, from the asking to the judging."""

    id: int = 0
    patient: int
    state: ReferralState
    referrer: str
    """Name of whoever refers."""
    credential: str = ""
    npi: str = ""
    """National Provider Identifier; a therapist may lack one."""
    practice: str = ""
    phone: str = ""
    """E.164, as is the fax number; empty when unknown."""
    fax: str = ""
    statement: Statement = Statement.REFERRAL
    condition: str = ""
    """The condition it covers; empty covers any."""
    route: str = ""
    """The route it covers; empty covers any."""
    letter_on: date | None = None
    asked_on: date | None = None
    expected_by: date | None = None
    received_on: date | None = None
    received_how: str = ""
    visits: int | None = None
    """Dosing visits allowed; None when the letter sets no number."""
    valid_until: date | None = None
    """The letter's own last day, when it names one."""
    judged_by: str = ""
    judged_on: date | None = None
    reason: str = ""
    """Why it was rejected."""
    corrected: str = ""
    """Why what was filed was last corrected."""

    @property
    def titled(self) -> str:
        """The referrer's name with the credential, as letters and sentences have it."""
        known = self.referrer.casefold().endswith(f", {self.credential}".casefold())
        return (
            self.referrer if known or not self.credential else f"{self.referrer}, {self.credential}"
        )


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Ride:
    """The adult who takes the patient home after one visit."""

    id: int = 0
    visit: int
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A clinician's decision that a gate item need not be met, with reason and scope."""

    id: int = 0
    patient: int
    item: str
    reason: str
    until: date
    """The last visit date it covers."""
    by_login: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One ICD-10-CM code of the clinic's short list."""

    code: str
    title: str
    condition: str
