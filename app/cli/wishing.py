"""What a command line can wish for: with whom, where, when in the day and the week."""

from argparse import Namespace
from datetime import time

from app.cli.call import when
from app.cli.parser import Parser
from app.clinic import Clinic
from app.domain.refusal import refuse
from app.domain.wishes import Wishes
from app.use_cases.resources import resource_named

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def add_wishes(parser: Parser) -> None:
    """The options by which a search is narrowed."""
    wishes = parser.add_argument_group("wishes")
    wishes.add_argument(
        "--with",
        dest="people",
        action="append",
        default=[],
        metavar="PERSON",
        help="with this person; several may do",
    )
    wishes.add_argument("--room", default="", metavar="R", help="in this room")
    wishes.add_argument(
        "--between", default="", metavar="FROM-TO", help="the patient's time, like 08:00-12:00"
    )
    wishes.add_argument("--on", default="", metavar="DAYS", help="on these days, like mon,tue")
    wishes.add_argument("--not-before", default="", metavar="WHEN", help="not before this time")


def wishes_of(clinic: Clinic, asked: Namespace) -> Wishes:
    """The wishes that were typed; a name that nobody has is refused."""
    return Wishes(
        people=tuple(resource_named(clinic, name).id for name in asked.people),
        rooms=(resource_named(clinic, asked.room).id,) if asked.room else (),
        between=between_of(asked.between) if asked.between else None,
        weekdays=weekdays_of(asked.on),
        not_before=when(clinic, asked.not_before) if asked.not_before else None,
    )


def between_of(typed: str) -> tuple[time, time]:
    """The two times of day that were typed, like 08:00-12:00."""
    try:
        first, last = (time.fromisoformat(part.strip()) for part in typed.split("-"))
    except ValueError:
        raise refuse("between-unreadable", text=typed) from None
    if first >= last:
        raise refuse("between-unreadable", text=typed)
    return first, last


def weekdays_of(typed: str) -> frozenset[int]:
    """The weekdays that were typed, like mon,tue; Monday is 0."""
    return frozenset(map(_weekday, typed.split(","))) if typed else frozenset()


def _weekday(typed: str) -> int:
    name = typed.strip().casefold()[:3]
    if name not in WEEKDAYS:
        raise refuse("weekday-unreadable", text=typed.strip(), known=WEEKDAYS)
    return WEEKDAYS.index(name)
