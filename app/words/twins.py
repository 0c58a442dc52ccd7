"""The English sentences about patients who were entered twice, and about merging their charts."""

from collections.abc import Iterable, Mapping

from app.domain.refusal import Reason
from app.words.plurals import plural
from app.words.tongue import tr

TWINS: Mapping[str, str] = {
    "twin-birth-and-name": "Same birth date and name.",
    "twin-birth-and-similar-name": "Same birth date and a similar name.",
    "twin-phone": "Same telephone.",
    "merge-same": "These are charts of one patient already.",
    "merge-already": "Chart {chart} was merged into another chart already.",
    "merge-overlap": "{name} has {type} on {start} (visit {visit}), and on the other chart "
    "{other_type} on {other_start} (visit {other}). Move or cancel one of the two first.",
    "merge-taken": "A visit of one chart lies over a visit of the other. "
    "Move or cancel one of them first.",
    "merge-told-apart": "It was said of these two charts that they are of two people.",
    "merge-spacing-gap": "{type} on {start} (visit {visit}) would come less than {days} days "
    "from the visit of the other chart on {other}.",
    "merge-spacing-most": "With {type} on {start} (visit {visit}) it would be more than {most} "
    "in {days} days.",
    "told-apart-already": "It was said already that these charts are of two people.",
    "unmerge-not-merged": "Chart {chart} was not merged into another one.",
    "unmerge-taken": "A visit would lie over another one of this chart. "
    "Move or cancel one of them first.",
}

KEPT: Mapping[str, tuple[str, str]] = {
    "visits": ("visit", "visits"),
    "coming": ("visit to come", "visits to come"),
    "papers": ("paper", "papers"),
    "diagnoses": ("diagnosis", "diagnoses"),
    "referrals": ("referral", "referrals"),
    "clearances": ("clearance", "clearances"),
    "waivers": ("waiver", "waivers"),
    "courses": ("course", "courses"),
    "waiting": ("place on the wait list", "places on the wait list"),
    "recalls": ("recall", "recalls"),
}
"""What a chart holds, one and several."""


def say_alike(reasons: Iterable[Reason]) -> str:
    """By what two patients are alike, as the end of a line."""
    said = [tr(TWINS[reason.code]).rstrip(".") for reason in reasons]
    return ", ".join(each[:1].lower() + each[1:] for each in said)


def kept_word(name: str, count: int) -> str:
    """How many of something a chart holds: 3 visits."""
    return plural(count, *KEPT[name])
