"""When a visit can be: openings, ranked, and why another time will not do."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from itertools import islice

from app.clinic import Clinic
from app.domain import openings as search
from app.domain.access import Act
from app.domain.refusal import Reason, refuse
from app.domain.scheduling import GONE, Part, VisitType, ends_at
from app.domain.time import GRAIN, MINUTE, midnight, wall
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases import seats
from app.use_cases.diaries import diary_for
from app.use_cases.placing import Want, assess, nearest_start, spaced_days, wished
from app.use_cases.scheduling import visit_type
from app.use_cases.views import kind_of

FEWEST_TO_BE_USUAL = 2
"""Visits at the same weekday and time before it is called the usual one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A start at which every need of the visit is met, by whom, and what speaks for it."""

    start: datetime
    end: datetime
    parts: tuple[Part, ...]
    names: tuple[str, ...]
    """Room and people, in the order of the needs."""
    tags: tuple[str, ...] = ()
    """Codes: soonest, usual-time, no-gap, joins-group."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """What is looked for."""

    type: str
    patient: int | None = None
    visit: int | None = None
    """A visit that is to move: what it holds itself counts as free."""
    first: date | None = None
    days: int = 28
    limit: int = 20
    wishes: Wishes = NO_WISHES
    usual: bool = False
    """Whether the patient's usual weekday and time go first."""
    apart: int = 0
    """Minutes from one start to the next, so that more days can be seen."""


def find_openings(
    clinic: Clinic,
    slug: str,
    *,
    patient: int | None = None,
    from_day: date | None = None,
    days: int = 28,
    limit: int = 20,
    wishes: Wishes = NO_WISHES,
) -> tuple[Opening, ...]:
    """The first starts at which such a visit fits, from now or from a day."""
    asked = Search(
        type=slug, patient=patient, first=from_day, days=days, limit=limit, wishes=wishes
    )
    return search_openings(clinic, asked)


def search_openings(clinic: Clinic, asked: Search) -> tuple[Opening, ...]:
    """The openings that answer a search: the usual time first if so asked, then the soonest."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        return read_openings(clinic, unit, asked)


def read_openings(clinic: Clinic, unit: Unit, asked: Search) -> tuple[Opening, ...]:
    """The same inside a door that is open already."""
    return _Searching(clinic, unit, visit_type(clinic, asked.type), asked).ranked()


def usual_start(clinic: Clinic, slug: str, patient: int) -> tuple[int, time] | None:
    """The weekday and time at which a patient mostly comes for visits of a kind, if any."""
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        return usual_time(clinic, unit, patient, kind)


def openings_for_move(
    clinic: Clinic,
    visit_id: int,
    *,
    first: date | None = None,
    limit: int = 20,
    wishes: Wishes = NO_WISHES,
) -> tuple[Opening, ...]:
    """Where a visit could go instead, with the same people where they are free."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        visit = unit.scheduling.visit(visit_id)
        if visit is None:
            raise refuse("visit-unknown", visit=visit_id)
        asked = Search(
            type=visit.type,
            patient=visit.patient,
            visit=visit.id,
            first=first,
            limit=limit,
            wishes=wishes,
        )
        return _Searching(clinic, unit, kind_of(clinic, visit), asked).ranked()


class _Searching:
    """One search, inside a door that is open."""

    def __init__(self, clinic: Clinic, unit: Unit, kind: VisitType, asked: Search) -> None:
        self._clinic, self._unit, self._kind, self._asked = clinic, unit, kind, asked
        self._begin = clinic.now() + MINUTE
        if asked.first and asked.first > clinic.today():
            self._begin = midnight(asked.first, clinic.zone)
        days = search.days_searched(self._begin, asked.days, clinic.zone)
        gone = [asked.visit] if asked.visit else []
        self._diary = diary_for(clinic, unit, asked.patient, days, without=gone)
        self._own = self._diary.patient
        self._names = {resource.id: resource.name for resource in self._diary.resources}
        self._usual = usual_time(clinic, unit, asked.patient, kind) if asked.patient else None

    def ranked(self) -> tuple[Opening, ...]:
        """The openings, best first: the usual time if so asked, then by time."""
        allowed, limit = self._allowed(), self._asked.limit
        found: dict[datetime, Opening] = {}
        if self._asked.usual and self._usual:
            usual = allowed & self._usual_grains(*self._usual)
            found = {each.start: each for each in islice(self._openings(usual), limit)}
        for each in islice(self._openings(allowed), limit):
            found.setdefault(each.start, each)
        first = list(found.values())[:limit]
        return tuple(self._tag_soonest(each, first) for each in first)

    def _usual_grains(self, weekday: int, at: time) -> int:
        """The grains at which the patient usually comes."""
        days = (day for day in self._diary.days if day.day.weekday() == weekday)
        grains = (day.grain(at, self._clinic.zone, self._diary.start) for day in days)
        return sum(1 << grain for grain in grains if grain >= 0)

    def _tag_soonest(self, opening: Opening, every: Sequence[Opening]) -> Opening:
        soonest = min(each.start for each in every)
        if opening.start != soonest:
            return opening
        return replace(opening, tags=("soonest", *opening.tags))

    def _openings(self, allowed: int) -> Iterator[Opening]:
        """Seats in sessions that there are, and starts of visits of one's own, by time."""
        taken = list(self._seats(allowed))
        found = search.openings(
            self._kind,
            self._diary,
            self._own,
            not_before=self._begin,
            wishes=self._asked.wishes,
            allowed=allowed,
            apart=self._asked.apart,
        )
        for start, parts in found:
            while taken and taken[0].start <= start:
                yield taken.pop(0)
            yield self._opening(start, parts, ())
        yield from taken

    def _allowed(self) -> int:
        if self._own is None or self._asked.patient is None:
            return self._diary.whole
        asked = wished(self._clinic, self._kind, self._asked.patient, self._begin)
        asked = replace(asked, id=self._asked.visit or 0)
        return spaced_days(self._clinic, self._unit, asked, self._diary)

    def _seats(self, allowed: int) -> Iterator[Opening]:
        """The sessions in which a seat is free for the patient."""
        if not self._kind.is_group or self._own is None:
            return
        last = self._diary.moment(self._diary.grains)
        for session in self._unit.scheduling.sessions_between(self._begin, last):
            lawful = allowed >> self._diary.at(session.start) & 1
            seat = seats.free_seat(self._unit, self._kind, self._own, self._diary, session.start)
            if session.type == self._kind.slug and lawful and seat is not None:
                parts = (*seat.parts, *session.parts)
                joined = self._opening(session.start, parts, ("joins-group",))
                yield replace(joined, end=session.end)

    def _opening(self, start: datetime, parts: tuple[Part, ...], tags: tuple[str, ...]) -> Opening:
        held = dict.fromkeys(self._names[p.resource] for p in parts if p.role != "patient")
        more = tuple(self._tags(start, parts))
        return Opening(
            start=start,
            end=ends_at(self._kind, start),
            parts=parts,
            names=tuple(held),
            tags=(*tags, *more),
        )

    def _tags(self, start: datetime, parts: tuple[Part, ...]) -> Iterator[str]:
        at = wall(start, self._clinic.zone)
        if self._usual == (at.weekday(), at.time()):
            yield "usual-time"
        room = next((part for part in parts if part.role == "room"), None)
        if room is not None and self._leaves_no_gap(start, room):
            yield "no-gap"

    def _leaves_no_gap(self, start: datetime, room: Part) -> bool:
        """Whether the room is taken, or closed, right before or right after."""
        free, grain = self._diary.free[room.lane], self._diary.at(start)
        before, after = grain + room.start // GRAIN - 1, grain + room.end // GRAIN
        return before < 0 or not free >> before & 1 or not free >> after & 1


def usual_time(
    clinic: Clinic, unit: Unit, patient: int, kind: VisitType
) -> tuple[int, time] | None:
    """The weekday and time at which a patient mostly comes for visits of a kind."""
    starts = Counter(
        (at.weekday(), at.time())
        for visit in unit.scheduling.visits_of(patient)
        if visit.type == kind.slug and visit.status not in GONE
        for at in [wall(visit.start, clinic.zone)]
    )
    most = starts.most_common(1)
    return most[0][0] if most and most[0][1] >= FEWEST_TO_BE_USUAL else None


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Whether a start will do, everything that stands against it, and the nearest that does."""

    start: datetime
    reasons: tuple[Reason, ...]
    nearest: datetime | None
    of_time: tuple[Reason, ...] = ()
    """The reasons that another start would take away."""
    overbooking: bool = False
    """Whether the time would do with a lane that is there for overbooking alone."""

    @property
    def bookable(self) -> bool:
        """Whether nothing stands against it."""
        return not self.reasons


def why_not(
    clinic: Clinic,
    slug: str,
    start: datetime,
    *,
    patient: int | None = None,
    wishes: Wishes = NO_WISHES,
) -> WhyNot:
    """Everything of diary, rules and gate that stands against a start, and the nearest fix."""
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        want = Want(visit=wished(clinic, kind, patient or 0, start), wishes=wishes)
        (found,) = assess(clinic, unit, [want])
        return WhyNot(
            start=start,
            reasons=found.reasons,
            nearest=start if not found.reasons else nearest_start(clinic, unit, want),
            of_time=found.of_time,
            overbooking=found.beyond,
        )


FIRST_INSTEAD = "preparation"
"""What is offered first to somebody who is not ready for a dose yet."""


def kind_instead(clinic: Clinic, slug: str, start: datetime, patient: int) -> VisitType | None:
    """A kind of visit without a dose that nothing stands against at a start; None without one."""
    others = [
        kind
        for kind in clinic.setup.types.values()
        if kind.slug != slug and not kind.is_dosing and not kind.retired
    ]
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        for kind in sorted(others, key=lambda kind: kind.slug != FIRST_INSTEAD):
            (found,) = assess(clinic, unit, [Want(visit=wished(clinic, kind, patient, start))])
            if not found.reasons:
                return kind
    return None
