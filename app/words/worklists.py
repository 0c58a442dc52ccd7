"""The English sentences of the worklists: what ends when, and which visit is a referral's last."""

from collections.abc import Mapping

from app.domain.worklists import Worklist

WORKLISTS: Mapping[str, str] = {
    "ends-soon": "{item}: what is on file is good until {until:day}.",
    "last-visit": "The visit on {start:moment} is the last that the referral from {referrer} "
    "allows ({allowed} of {allowed}).",
    "one-visit-left": "After the visit on {start:moment} one of the {allowed} visits is left that "
    "the referral from {referrer} allows.",
    "worklist-unknown": "There is no item or list “{kind}”. Say one of: {known}.",
}

PART_2 = "42 CFR part 2 prohibits unauthorized use or disclosure of these records."
"""The short notice that goes with a disclosure (42 CFR 2.32(a)(2))."""

TITLES: Mapping[Worklist, str] = {
    Worklist.TODAY: "Today",
    Worklist.TWO_DAYS: "Next 2 days",
    Worklist.WEEK: "Next 7 days",
    Worklist.EXPIRING: "Expiring",
    Worklist.HOLDS: "Holds",
    Worklist.LAST_VISITS: "Referral visits",
}

ABOUTS: Mapping[Worklist, str] = {
    Worklist.TODAY: "Visits of today that something stands against",
    Worklist.TWO_DAYS: "Visits of today and the next 2 days that something stands against",
    Worklist.WEEK: "Visits of today and the next 7 days that something stands against",
    Worklist.EXPIRING: "Referrals, clearances and consents that end within 14 days, or before a "
    "visit that is booked",
    Worklist.HOLDS: "Held times that are given away within 2 days or on the next open day",
    Worklist.LAST_VISITS: "Referrals with one visit left or none, those booked counted",
}


def worklist_title(kind: Worklist) -> str:
    """What a worklist is called, in two or three words."""
    return TITLES[kind]


def worklist_about(kind: Worklist) -> str:
    """What stands on a worklist."""
    return ABOUTS[kind]


def part_2_warning(patients: int) -> str:
    """What is said after an export that has protected records in it; nothing without."""
    who = "1 patient has" if patients == 1 else f"{patients} patients have"
    return f"{who} records under 42 CFR part 2: see the column Notice." if patients else ""
