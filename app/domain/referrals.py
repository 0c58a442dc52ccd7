"""Referral letters: what is checked about them, and the calls made until they come."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from stdnum import luhn

from app.domain.records import Referral, ReferralState
from app.domain.refusal import Reason

CREDENTIALS = ("MD", "DO", "NP", "PA", "PhD", "PsyD", "LCSW", "LPC", "LMFT")
"""Offered for a referrer; another may be typed."""

HOWS = ("fax", "mail", "by-hand", "portal", "email")
"""How a letter comes."""

WAYS = ("phone", "fax", "letter", "email")
"""How a referrer is reminded."""

CALLED = ("no-answer", "message", "coming", "refused")
"""What a call to a referrer comes to."""

SENT = "sent"
"""What a letter that went out comes to, until something is heard."""

NPI_PREFIX = "80840"
"""What goes before an NPI when its check digit is counted: the card issuer number of US health."""

NPI_DIGITS = 10
FRIDAY = 4
CALL_AGAIN_DAYS = 2
"""Days after which somebody calls again when no day was named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to get a referral: who reminded the referrer, how, and what it came to."""

    id: int = 0
    referral: int
    patient: int
    at: datetime
    by: str
    """Login of whoever tried."""
    how: str = "phone"
    answer: str = ""
    note: str = ""
    next_call: date
    """When somebody is to call again."""


def against_npi(npi: str) -> Iterator[Reason]:
    """Why a number cannot be an NPI: ten digits, the first 1 or 2, the last a check digit.

    A right check digit does not prove that the number was ever given to anybody.
    """
    if not npi:
        return
    if len(npi) != NPI_DIGITS or not npi.isascii() or not npi.isdigit() or npi[0] not in "12":
        yield Reason("npi-shape", {"npi": npi})
    elif not luhn.is_valid(NPI_PREFIX + npi):
        yield Reason("npi-check", {"npi": npi})


def call_again(today: date) -> date:
    """The day of the next call when none was named; never on a weekend."""
    day = today + timedelta(days=CALL_AGAIN_DAYS)
    weekend = max(0, day.weekday() - FRIDAY)
    return day + timedelta(days=(0, 2, 1)[weekend])


def next_call(referral: Referral, last: Attempt | None) -> date:
    """When somebody is to call about a letter: as said at the last try, else when it is due."""
    if last is not None:
        return last.next_call
    return referral.expected_by or referral.asked_on or date.min


def waits(referral: Referral) -> bool:
    """Whether a letter has been asked for and has not come."""
    return referral.state is ReferralState.EXPECTED
