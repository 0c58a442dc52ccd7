"""Making a visit longer or shorter by the plan that it has, which its type may no longer have."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from app.domain.refusal import Reason
from app.domain.scheduling import (
    Part,
    Session,
    Visit,
    VisitType,
    against_length,
    stretch_left,
    stretched,
)
from app.domain.time import GRAIN
from app.domain.type_rules import PATIENT


def minutes_of(visit: Visit | Session) -> int:
    """How long the patient is there on a visit, or everybody in a session."""
    return (visit.end - visit.start) // timedelta(minutes=1)


def against_size(kind: VisitType, visit: Visit, minutes: int) -> Iterator[Reason]:
    """Say why a visit cannot last so long; `kind` is its type as long as the visit is."""
    more = minutes - minutes_of(visit)
    if _is_planned_as(kind, visit):
        yield from against_length(stretched(kind, more))
        return
    shortest = _shortest(kind, visit)
    if minutes % GRAIN:
        last = next(phase for phase in reversed(kind.phases) if phase.patient)
        yield Reason("phase-minutes", {"type": kind.title, "phase": last.name})
    elif minutes < shortest and more < 0:
        yield Reason("plan-too-short", {"type": kind.title, "minutes": shortest})


def _is_planned_as(kind: VisitType, visit: Visit) -> bool:
    """Whether the plan of a visit is what its type would give it by now."""
    spans = {need.role: kind.span(need) for need in kind.needs if not need.presence}
    spans[PATIENT] = (0, kind.patient_minutes)
    held = {part.role: (part.start, part.end) for part in visit.parts}
    return minutes_of(visit) == kind.patient_minutes and held == spans


def _shortest(kind: VisitType, visit: Visit) -> int:
    """The least that a plan of another type allows.

    Its phases are not known any more: where one of them has a floor, only what was added goes.
    """
    long = minutes_of(visit)
    if any(phase.least for phase in kind.phases):
        return long - max(0, visit.stretch)
    edges = (edge for part in visit.parts for edge in (part.start, part.end))
    return max((edge for edge in edges if edge < long), default=0) + GRAIN


def resized(kind: VisitType, visit: Visit, minutes: int) -> Visit:
    """The visit so many minutes long: what ends with the patient ends later, and what is after."""
    long = minutes_of(visit)
    more = minutes - long
    return replace(
        visit,
        stretch=stretch_left(kind, visit.stretch) + more,
        parts=tuple(_later(part, long, more) for part in visit.parts),
        end=visit.end + timedelta(minutes=more),
    )


def _later(part: Part, long: int, more: int) -> Part:
    """The same person or thing; what was over before the patient leaves stays as it is."""
    start = part.start + more if part.start >= long else part.start
    end = part.end + more if part.end >= long else part.end
    return replace(part, start=start, end=end)
