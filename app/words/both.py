"""What is said of something that two desks have changed at once."""

from collections.abc import Mapping

from app.words.patients import FIELDS
from app.words.tongue import tr_of

BOTH: Mapping[str, str] = {
    "both-changed": "{part}: somebody else has made it “{now}” meanwhile.",
    "both-emptied": "{part}: somebody else has emptied it meanwhile.",
    "both-again": "What you have typed stands here still. Keep it once more to have it instead.",
}

PARTS: Mapping[str, str] = {
    "name": "Name",
    "days": "Days that it lasts",
    "stops": "What it stops",
    "until": "Last day",
    "valid_until": "Last day",
    "good_until": "Last day",
    "letter_on": "Date of the letter",
    "after_hours_phone": "Telephone when the clinic is closed",
    "cancel_hours": "Hours of notice for a cancellation",
    "hold_days": "Days before its visit on which a hold ends",
    "recall_days": "Days until somebody is called again",
    "signs_alone_from": "Age from which a patient signs alone",
}
"""Parts of what a desk changes that are not called as their fields are."""


def part_word(part: str) -> str:
    """What a part of something is called."""
    return tr_of(
        "field", PARTS.get(part) or FIELDS.get(part) or part.replace("_", " ").capitalize()
    )
