"""The English sentences about the lists of whom to call: waiting, to be booked again, recalls."""

from collections.abc import Mapping
from datetime import date

from app.domain.wishes import Wishes
from app.words.times import day
from app.words.tongue import tr_many, tr_of
from app.words.wishes import say_wishes

LISTS: Mapping[str, str] = {
    "wait-unknown": "There is no entry number {entry} on the wait list.",
    "wait-over": "This patient no longer waits: they have such a visit, or were taken off the "
    "list.",
    "wait-twice": "This patient is on the wait list for such a visit already.",
    "wait-until-past": "The last day {until} has passed. Choose a day that is still to come.",
    "wait-hours": "The visit takes {minutes} minutes, which the times of day do not leave.",
    "wait-person": "{name} is not needed for this kind of visit: {type}.",
    "offer-stands": "{by} offered this patient a time at {at:clock} and waits for the answer. "
    "Ask {by} first, or call somebody else.",
    "answer-unknown": "A call comes to one of: {known}.",
    "goes-to-unknown": "After a cancelled visit the patient goes to one of: {known}.",
    "rebook-unknown": "Visit {visit} was not called off or missed.",
    "recall-none": "The patient with chart number {chart} has had no dosing visit yet.",
    "recall-past": "The day {due} has passed. Choose a day that is still to come.",
}

WHYS: Mapping[str, str] = {
    "ill": "Ill",
    "ride": "No ride",
    "weather": "Weather",
    "cost": "Cost",
    "no-reason": "No reason given",
    "other": "Other",
    "hold-released": "Hold past its deadline",
    "undone": "Taken back",
}

ANSWERS: Mapping[str, str] = {
    "no-answer": "No answer",
    "message": "Left a message",
    "no": "Not this time",
}


def why_word(why: str) -> str:
    """Why a visit was called off: a reason of the list, or what somebody wrote."""
    return tr_of("why", WHYS[why]) if why in WHYS else why


def answer_word(answer: str) -> str:
    """What a call came to; an empty one is still open."""
    return tr_of("answer", ANSWERS.get(answer, "Waiting for the answer"))


def who_fit(count: int) -> str:
    """Such as “3 on the wait list fit”."""
    return tr_many(count, "{count} on the wait list fits", "{count} on the wait list fit")


def waiting_for(wishes: Wishes, names: Mapping[int, str], until: date | None) -> str:
    """When somebody can come: such as “Mornings, with Ira Moss, until Fri 18 Dec 2026”."""
    said = say_wishes(wishes, names, None)
    last = tr_of("wish", "until {day}", day=day(until)) if until else ""
    told = ", ".join(part for part in (said or tr_of("wish", "any time"), last) if part)
    return told[:1].upper() + told[1:]
