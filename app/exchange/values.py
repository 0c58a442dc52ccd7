"""What the exchange room is given and gives back: plain values, no words of the clinic's own."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.domain.refusal import Reason


class Standing(StrEnum):
    """How sure an event is, in iCalendar's words."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One event of a calendar that is handed out."""

    uid: str
    sequence: int
    """Counts its changes; other programs keep the highest."""
    start: date | datetime
    """An instant, or a day when it takes whole days."""
    end: date | datetime
    """When it is over; of whole days, the day after the last."""
    summary: str
    location: str = ""
    standing: Standing = Standing.CONFIRMED


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A calendar that is handed out: whose it is, when it was written, what is in it."""

    name: str
    written: datetime
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """A time that somebody's own calendar takes."""

    uid: str
    line: int
    """Where its event begins in the file."""
    start: datetime
    end: datetime
    summary: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agenda:
    """What a calendar file says about some days."""

    busy: tuple[Busy, ...]
    """By start."""
    uids: frozenset[str]
    """Every event the file knows of, also those that take no time here."""
    faults: tuple[Reason, ...]
    """The events that could not be understood, each with its line and why."""
