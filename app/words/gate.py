"""The English sentences about ticks, clearances, waivers and the clinic's own gate policy."""

from collections.abc import Mapping

from app.words.tongue import tr

TICKS: Mapping[str, str] = {
    "asked-at-arrival": "Asked for once the patient is here.",
    "tick-met": "{by}, {done}.",
    "tick-met-until": "{by}, {done}; good until {until}.",
    "tick-expired": "{item}: good until {until} only.",
    "tick-ends": "{item}: good until {until}, before the visit on {on}.",
    "tick-missing": "{item}: not ticked yet.",
    "tick-missing-by": "{item}: not ticked yet. It takes one of these: {roles}.",
    "tick-due": "{item}: to be done by {by}.",
    "tick-late": "{item}: it was to be done by {by}.",
    "tick-already": "{item} is ticked already.",
    "tick-early": "{item} is ticked on the day of the visit, {on}.",
    "tick-none": "{item} is not ticked.",
    "tick-whose": "{item} is ticked for one visit or one patient. Say which.",
    "tick-role": "{item} is ticked by one of these: {roles}. Ask one of them.",
    "file-role": "At this clinic {item} is filed by one of these: {roles}. Ask one of them.",
    "tick-later": "What is ticked cannot be dated after today.",
    "tick-backwards": "The last day comes before the day it was done.",
    "item-not-ticked": "“{item}” is nothing to be ticked. These are: {known}.",
    "age-opened": "Under {age}; {by} opened the way on {on}: {why}",
    "age-needs-why": "Say why the way is opened for a minor.",
}

CLEARANCES: Mapping[str, str] = {
    "clearance-withdrawn": "{by} withdrew the medical clearance on {on}: {why}",
    "clearance-backwards": "The last day comes before the day of the clearance.",
    "clearance-long": "At this clinic such a clearance is good until {last} at the latest.",
    "clearance-needs-why": "Say why the clearance is withdrawn.",
    "clearance-none": "No medical clearance for this route ({route}) stands.",
}

WAIVED: Mapping[str, str] = {
    "waiver-none": "There is no waiver number {waiver} that stands.",
    "waiver-visit-of-other": "That visit is another patient's.",
    "waiver-no-course": "This visit belongs to no course. Waive for the visit, or until a day.",
    "waiver-needs-why": "Say why the waiver is changed.",
}

POLICY: Mapping[str, str] = {
    "policy-moved-on": "Somebody else has changed the gate meanwhile. Look at it again.",
    "policy-item-gone": "{item} cannot be left out. Switch it off for the visits that need it not.",
    "policy-item-twice": "{item} is there already under the short name “{word}”, perhaps among "
    "those that are off.",
    "policy-name-twice": "Another item is called {item} already, perhaps among those that are off.",
    "policy-item-nameless": "An item of the gate needs a name.",
    "policy-age": "The least age is a number from {least} to {most}.",
    "policy-diagnosis": "A diagnosis always stops booking a visit with medicine.",
    "policy-waives": "{item}: only a prescriber or the medical director can waive anything.",
    "policy-nobody-files": "{item}: say who files it.",
    "policy-lasts": "{item}: it lasts 1 to {most} days. Leave the days empty when it never ends.",
    "policy-days": "{item}: days are a whole number up to {most}.",
    "policy-visit-unknown": "{item}: the clinic has no kind of visit “{type}”.",
}

GATE_FILED: Mapping[str, str] = {**TICKS, **CLEARANCES, **WAIVED, **POLICY}

CAUSES: Mapping[str, str] = {
    "own-evaluation": "Self-referral with own evaluation",
    "records-obtained": "Records obtained by release",
    "referral-refused": "Referral refused or not to be had",
    "continuation": "Continuation from another clinic",
    "other": "Other",
}
"""Why an item is waived."""


def waiver_words(cause: str, reason: str) -> str:
    """Why an item is waived: from the list, and in words."""
    if cause == "other" or not cause:
        return reason
    told = tr(CAUSES[cause])
    return f"{told}: {reason}" if reason else told


def waiver_scope(visit: int | None, course: int | None) -> str:
    """What a waiver covers."""
    if visit is not None:
        return tr("for this visit")
    return tr("for every visit") if course is None else tr("for this course")
