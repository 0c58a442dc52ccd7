"""Visits, what they hold and for how long.

A visit type is phases in order and needs that span some of them; a visit is a start and a plan that
says which resource meets which need. Minutes count from the visit's start.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import NamedTuple

from app.domain.refusal import Reason
from app.domain.spacing import ANY_SPACING, Spacing
from app.domain.time import GRAIN, from_minute, minute


class Kind(StrEnum):
    """What kind of thing a visit holds."""

    PATIENT = "patient"
    PERSON = "person"
    ROOM = "room"
    PUMP = "pump"
    SEAT = "seat"
    """The seats of a group room: each is a lane, taken by one patient of a group session."""


class Route(StrEnum):
    """How the medicine is given on a visit."""

    NONE = "none"
    IV = "iv"
    IM = "im"
    SUBLINGUAL = "sublingual"
    ESKETAMINE = "esketamine"


class Status(StrEnum):
    """Where a visit stands."""

    HELD = "held"
    BOOKED = "booked"
    ARRIVED = "arrived"
    IN_SESSION = "in_session"
    RECOVERY = "recovery"
    LEFT = "left"
    CANCELLED = "cancelled"
    NO_SHOW = "no_show"


STANDING = frozenset({Status.HELD, Status.BOOKED})
"""The visit is still to come."""
UNDERWAY = frozenset({Status.ARRIVED, Status.IN_SESSION, Status.RECOVERY})
OVER = frozenset({Status.LEFT, Status.CANCELLED, Status.NO_SHOW})
GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})
"""The visit did not take place, and will not."""
COUNTED = frozenset(Status) - GONE - {Status.HELD}
"""The visit uses up one of a referral's visits."""

NEXT_STATUS: Mapping[Status, Status] = {
    Status.BOOKED: Status.ARRIVED,
    Status.ARRIVED: Status.IN_SESSION,
    Status.IN_SESSION: Status.RECOVERY,
    Status.RECOVERY: Status.LEFT,
}
NEXT_WITHOUT_DOSE: Mapping[Status, Status] = {
    Status.BOOKED: Status.ARRIVED,
    Status.ARRIVED: Status.IN_SESSION,
    Status.IN_SESSION: Status.LEFT,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Phase:
    """One part of a visit, in minutes."""

    name: str
    minutes: int
    patient: bool = True
    """Whether the patient is there: not so in turnover."""
    dose: bool = False
    """Whether the medicine is given in this phase; what must be signed is signed before it."""
    least: int = 0
    """Minutes below which it cannot be shortened: two hours of watching after esketamine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One resource that a visit holds from the start of one phase to the end of another."""

    role: str
    """What it is for: room, prescriber, therapist, monitor, pump ..."""
    kind: Kind
    skill: str
    first: str
    last: str
    all_lanes: bool = False
    presence: bool = False
    """Whether it is enough to be on site: nothing is claimed, working hours decide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitType:
    """A kind of visit the clinic offers."""

    slug: str
    title: str
    short: str
    route: Route = Route.NONE
    colour: str = "slate"
    phases: tuple[Phase, ...]
    needs: tuple[Need, ...]
    spacing: Spacing = ANY_SPACING
    retired: bool = False
    """Whether no new visit of the kind is booked; the visits there are keep their type."""
    by_video: bool = False
    """Whether patient and clinic see each other by video."""

    @property
    def is_group(self) -> bool:
        """Whether patients take seats in a session that others share."""
        return any(need.kind is Kind.SEAT for need in self.needs)

    @property
    def is_dosing(self) -> bool:
        """Whether medicine is given, so that the gate asks for papers."""
        return self.route is not Route.NONE

    @property
    def minutes(self) -> int:
        """Minutes from the first phase to the end of turnover."""
        return sum(phase.minutes for phase in self.phases)

    @property
    def patient_minutes(self) -> int:
        """Minutes the patient is there."""
        return sum(phase.minutes for phase in self.phases if phase.patient)

    def starts(self) -> Iterator[tuple[Phase, int]]:
        """Every phase with the minute at which it begins."""
        at = 0
        for phase in self.phases:
            yield phase, at
            at += phase.minutes

    def begins(self, name: str) -> int:
        """The minute at which a phase begins."""
        return next(at for phase, at in self.starts() if phase.name == name)

    def ends(self, name: str) -> int:
        """The minute at which a phase ends."""
        return next(at + phase.minutes for phase, at in self.starts() if phase.name == name)

    def span(self, need: Need) -> tuple[int, int]:
        """First minute and end of a need."""
        return self.begins(need.first), self.ends(need.last)

    @property
    def dose_at(self) -> int:
        """The minute at which the medicine is first given, 0 for a visit without."""
        return next((at for phase, at in self.starts() if phase.dose), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """Working hours on one weekday, on the clinic's wall clock."""

    weekday: int
    """Monday is 0."""
    start: time
    end: time


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """Something a visit can hold; each lane serves one visit at a time."""

    id: int = 0
    kind: Kind
    name: str
    skills: frozenset[str] = frozenset()
    lanes: tuple[int, ...] = ()
    """Numbers of its lanes in the store, in order."""
    hours: tuple[Shift, ...] = ()
    note: str = ""
    """What it is, for a reader: "syringe pump", "Ketamine room" ..."""
    good_until: date | None = None
    """The last day it may be used: a person's credential ends, a pump's service is due."""
    extra: tuple[int, ...] = ()
    """Lanes for overbooking only: never searched, each visit in one needs a reason."""
    within: int | None = None
    """The room in which seats stand."""
    retired: bool = False
    """Whether nothing more is booked with it; what once held it is still told by its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How one need of a visit is met: which resource, which lane, from and to which minute."""

    role: str
    resource: int
    lane: int
    start: int
    end: int


class Claim(NamedTuple):
    """One lane taken from one UTC minute to another by a visit, a session or a block.

    A plain tuple: a search for openings reads tens of thousands.
    """

    holder: int
    lane: int
    start: int
    end: int


def claims_of(holder: int, start: datetime, parts: Sequence[Part]) -> tuple[Claim, ...]:
    """What a plan holds in the diary from a start on."""
    begin = minute(start)
    return tuple(Claim(holder, part.lane, begin + part.start, begin + part.end) for part in parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A patient's visit: what, when, how its needs are met, and where it stands."""

    id: int = 0
    patient: int
    type: str
    start: datetime
    end: datetime
    """When the patient leaves; turnover comes after it."""
    status: Status = Status.BOOKED
    hold_until: datetime | None = None
    parts: tuple[Part, ...] = ()
    booked_by: str = ""
    """Login that booked it."""
    arrived_at: datetime | None = None
    token: str = ""
    """Made by whoever asks, so that an act of unknown outcome can be looked up."""
    stretch: int = 0
    """Minutes by which its last phase with the patient is longer than its type says."""
    session: int | None = None
    """The group session in which it is a seat."""
    course: int | None = None
    step: int = 0
    """Its place in the course, from 1."""
    freed_at: datetime | None = None
    """From when on it holds nothing: the patient left early, or never came."""
    cancelled_by: str = ""
    """Who called it off: patient or clinic."""
    why: str = ""
    """Why it was called off, in the clinic's words."""
    late: bool = False
    """Whether it was called off later than the clinic's notice asks."""
    overbooked: str = ""
    """The reason for which it holds a lane beyond the usual ones."""
    displaced: bool = False
    """Whether its time was taken from it, by a block or a closure: it then holds nothing."""
    booked_at: datetime | None = None
    """The minute at which it was first booked or held; None when that was not kept."""
    version: int = 1
    """Counts its changes, so that taking one back can see that others followed."""

    @property
    def holds_time(self) -> bool:
        """Whether it has claims in the diary."""
        gone = self.status in GONE and self.freed_at is None
        return not gone and not self.displaced

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the visit holds in the diary."""
        if not self.holds_time:
            return ()
        held = claims_of(self.id, self.start, self.parts)
        if self.freed_at is None:
            return held
        return tuple(self._until_freed(held, -(-minute(self.freed_at) // GRAIN) * GRAIN))

    def _until_freed(self, held: Sequence[Claim], freed: int) -> Iterator[Claim]:
        """The claims cut off where they are free again; a room is still to be made ready."""
        leaves = minute(self.end)
        for claim in held:
            end = min(claim.end, freed + max(0, claim.end - leaves))
            if claim.start < end:
                yield claim._replace(end=end)

    @property
    def is_open(self) -> bool:
        """Whether the visit is still to come or under way."""
        return self.status not in OVER


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """What a referral and a signature count of a visit on which medicine is given."""

    id: int
    """The visit's number."""
    patient: int
    type: str
    start: datetime
    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A group session: it holds room and people once, its seats are visits of their own."""

    id: int = 0
    type: str
    start: datetime
    end: datetime
    parts: tuple[Part, ...] = ()
    cancelled: bool = False
    displaced: bool = False
    made_by: str = ""
    version: int = 1

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the session holds in the diary."""
        return (
            () if self.cancelled or self.displaced else claims_of(self.id, self.start, self.parts)
        )


def ends_at(kind: VisitType, start: datetime) -> datetime:
    """When the patient of such a visit leaves."""
    return start + timedelta(minutes=kind.patient_minutes)


def stretched(kind: VisitType, minutes: int) -> VisitType:
    """The type with its last phase with the patient so many minutes longer, or shorter."""
    last = _last_with_patient(kind)
    phases = [
        replace(phase, minutes=phase.minutes + minutes) if n == last else phase
        for n, phase in enumerate(kind.phases)
    ]
    return replace(kind, phases=tuple(phases))


def stretch_left(kind: VisitType, minutes: int) -> int:
    """So many minutes longer or shorter, as far as the type allows, which may have changed."""
    last = kind.phases[_last_with_patient(kind)]
    return max(minutes, max(last.least, GRAIN) - last.minutes)


def _last_with_patient(kind: VisitType) -> int:
    return max(n for n, phase in enumerate(kind.phases) if phase.patient)


def against_length(kind: VisitType) -> Iterator[Reason]:
    """Say when a stretched type is too short, or does not lie on the grain."""
    for phase in kind.phases:
        if phase.minutes % GRAIN:
            yield Reason("phase-minutes", {"type": kind.title, "phase": phase.name})
        elif phase.minutes < max(phase.least, GRAIN):
            facts = {"phase": phase.name, "minutes": max(phase.least, GRAIN)}
            yield Reason("phase-too-short", facts)


def off_grain(start: datetime) -> Iterator[Reason]:
    """Say when a start does not lie on the five-minute grain."""
    at = minute(start)
    if start != from_minute(at) or at % GRAIN:
        yield Reason("start-off-grain", {"minutes": GRAIN})
