"""The worklists of the gate: what is still to be done, and by when it is looked at."""

from collections.abc import Mapping
from enum import StrEnum


class Worklist(StrEnum):
    """One list of what somebody at the clinic should do."""

    TODAY = "today"
    TWO_DAYS = "two-days"
    WEEK = "week"
    EXPIRING = "expiring"
    HOLDS = "holds"
    LAST_VISITS = "last-visits"
    TO_PRINT = "to-print"
    NOT_RETURNED = "not-returned"
    INCOMPLETE = "incomplete"
    SIGNED_TODAY = "signed-today"
    CONSENTS_ENDING = "consents-ending"
    SUPERSEDED = "superseded"


CONSENTS = (
    Worklist.TO_PRINT,
    Worklist.NOT_RETURNED,
    Worklist.INCOMPLETE,
    Worklist.SIGNED_TODAY,
    Worklist.CONSENTS_ENDING,
    Worklist.SUPERSEDED,
)
"""The lists about papers, which have a page of their own."""

VISITS = tuple(kind for kind in Worklist if kind not in CONSENTS)

AHEAD: Mapping[Worklist, int] = {Worklist.TODAY: 0, Worklist.TWO_DAYS: 2, Worklist.WEEK: 7}
"""Days after today whose visits stand on a list: a week, two days and the day before each."""

NOTICE = 14
"""Days before something on file ends at which that is said.

Authorisation worklists warn 14 days ahead (HHAeXchange, Expiring Authorizations Worklist).
"""

CONSENT_NOTICE = 30
"""Days before a consent ends at which it stands on its own list."""

TO_PRINT_WITHIN = 7
"""Days within which the papers of a visit are to be printed."""

FEW_LEFT = 1
"""A referral with so many visits left, or fewer, is about to run out."""

RELEASED_WITHIN = 2
"""Days within which a hold is about to be released."""
