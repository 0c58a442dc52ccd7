"""The English sentences about courses: what stands against one, and with what it would fit."""

from collections.abc import Mapping
from datetime import date

from app.domain.next_step import NextStep
from app.words.times import near_day
from app.words.tongue import tr

COURSES: Mapping[str, str] = {
    "course-steps": "{course}: every step needs a name of its own.",
    "course-step-type": "{course}: {step} is a kind of visit that does not exist ({type}).",
    "course-step-after": "{course}: {step} counts from “{after}”, which does not come before it.",
    "course-step-gap": "{course}: the days or hours of {step} cannot be kept.",
    "course-series-steps": "{course}: the series needs a first and a later last step.",
    "course-series-days": "{course}: the steps of the series do not fit in {days} days.",
    "course-unknown": "There is no course “{course}”. The clinic offers: {known}.",
    "course-number-unknown": "There is no course number {number}.",
    "course-step-unknown": "The course has no step “{step}” to come. It has: {known}.",
    "course-empty": "A course needs at least one visit.",
    "course-none": "{course} does not fit when it begins between {first} and {last}.",
    "course-step-open": "{step} has no visit.",
    "course-step-taken": "This step of the course has a visit by now, or another one comes first. "
    "Choose the patient again.",
    "course-step-displaced": "{step} has lost its time.",
    "course-whole": "Nothing of this course needs mending.",
    "course-cannot-mend": "{course} cannot be made whole as it stands.",
    "course-changed": "{step} has been changed meanwhile. Look at the course again.",
    "course-people-change": "No one {role} is free for the whole course; several share it.",
    "course-put-off-less": "{count} of the visits could not be put off by just that: the rules of "
    "the course, or what is taken, stand against it.",
    "course-order": "{step} must be on a later day than {other}.",
    "course-too-soon": "{step} must be at least {days} days after {other}.",
    "course-too-late": "{step} must be at most {days} days after {other}.",
    "course-past-hours": "{step} must start within {hours} hours of the end of {other}.",
    "course-series": "{first} to {last} must be within {days} days.",
    "course-nobody": "The clinic has no {role} for {type}. Add one, or choose another course.",
    "course-stuck": "There is no time for {step}, however the visits before it are put.",
    "course-spacing": "What stands against it is how far apart visits like {type} must be; "
    "only a clinician decides about that.",
    "course-fits-from": "It fits from {day:day} on.",
    "course-fits-any-time": "It fits without the wish for {start} to {end}.",
    "course-fits-any-weekday": "It fits on other weekdays as well.",
    "course-fits-anyone": "It fits with somebody else than {names}.",
    "course-fits-any-room": "It fits in another room than {names}.",
    "course-fits-away": "It fits if a visit may be on one of the days away, {first} to {last}.",
    "course-fits-unpinned": "It fits if {step} may be at another time.",
    "course-fits-series": "It fits if {first} to {last} may take {days} days instead of {limit}.",
    "course-fits-longer-gap": "It fits if visits like {step} may come up to {value} days after "
    "the one before, instead of {limit}.",
    "course-fits-longer-both": "It fits if visits like {step} may come up to {value} days after "
    "the one before, instead of {limit}, and {first} to {last} may take {days} days.",
    "course-fits-shorter-gap": "It fits if visits like {step} may come {value} days after the "
    "one before, instead of at least {limit}.",
    "course-fits-more-hours": "It fits if visits like {step} may come within {value} hours, "
    "instead of {limit}.",
}


def say_step_days(step: NextStep, today: date) -> str:
    """Such as “From Tue 1 Dec to Fri 11 Dec”: the days on which a step keeps the course's rules."""
    if step.last is not None and step.last < max(today, step.first or today):
        return tr("Was due by {day}", day=near_day(step.last))
    first = near_day(step.first) if step.first and step.first > today else ""
    last = near_day(step.last) if step.last else ""
    if first and last:
        return tr("From {first} to {last}", first=first, last=last)
    if first:
        return tr("From {first}", first=first)
    return tr("By {last}", last=last) if last else ""
