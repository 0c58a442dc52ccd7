"""The English sentences of the worklists: what ends when, and which visit is a referral's last."""

from collections.abc import Mapping

from app.domain.worklists import Worklist
from app.words.tongue import tr, tr_of

WORKLISTS: Mapping[str, str] = {
    "ends-soon": "{item}: what is on file is good until {until:day}.",
    "last-visit": "The visit on {start:moment} is the last that the referral from {referrer} "
    "allows ({allowed} of {allowed}).",
    "one-visit-left": "After the visit on {start:moment} one of the {allowed} visits is left that "
    "the referral from {referrer} allows.",
    "paper-not-back": "{form}, {code}: {paper_state} on {on}, and not back signed.",
    "paper-incomplete": "{form}, {code}: {count} empty: {boxes}.",
    "paper-signed": "{form}, {code}: signed by the {signers}; the boxes were seen by {seen}.",
    "paper-ends": "{form}, signed on {signed}, is good until {until:day}.",
    "paper-superseded": "{form}, version {version}, signed on {signed}: superseded by version "
    "{newer}, which asks for a new signature.",
    "paper-superseded-good": "{form}, version {version}, signed on {signed}: superseded by version "
    "{newer}, which asks nobody to sign again. Still good.",
    "worklist-unknown": "There is no item or list “{kind}”. Say one of: {known}.",
}

TITLES: Mapping[Worklist, str] = {
    Worklist.TODAY: "Today",
    Worklist.TWO_DAYS: "Next 2 days",
    Worklist.WEEK: "Next 7 days",
    Worklist.EXPIRING: "Expiring",
    Worklist.HOLDS: "Holds",
    Worklist.LAST_VISITS: "Referral visits",
    Worklist.TO_PRINT: "To print",
    Worklist.NOT_RETURNED: "Out",
    Worklist.INCOMPLETE: "Incomplete",
    Worklist.SIGNED_TODAY: "Signed today",
    Worklist.CONSENTS_ENDING: "Ending",
    Worklist.SUPERSEDED: "Superseded",
}

ABOUTS: Mapping[Worklist, str] = {
    Worklist.TODAY: "Visits of today that something stands against",
    Worklist.TWO_DAYS: "Visits of today and the next 2 days that something stands against",
    Worklist.WEEK: "Visits of today and the next 7 days that something stands against",
    Worklist.EXPIRING: "Referrals, clearances and consents that end within 14 days, or before a "
    "visit that is booked",
    Worklist.HOLDS: "Held times that are given away within 2 days or on the next open day",
    Worklist.LAST_VISITS: "Referrals with one visit left or none, those booked counted",
    Worklist.TO_PRINT: "Visits within 7 days whose papers to sign nobody has yet",
    Worklist.NOT_RETURNED: "Papers that were made, and have not come back signed",
    Worklist.INCOMPLETE: "Papers that came back with an empty box",
    Worklist.SIGNED_TODAY: "Papers that came back complete and were signed today",
    Worklist.CONSENTS_ENDING: "Signed consents that end within 30 days",
    Worklist.SUPERSEDED: "Signed papers for visits to come whose form has a newer version",
}


def worklist_title(kind: Worklist) -> str:
    """What a worklist is called, in two or three words."""
    return tr_of("worklist", TITLES[kind])


def worklist_about(kind: Worklist) -> str:
    """What stands on a worklist."""
    return tr(ABOUTS[kind])
