"""The English sentences about the lists of whom to call: waiting, to be booked again, recalls."""

from collections.abc import Mapping

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
}
