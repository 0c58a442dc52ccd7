"""The demo clinic's diary while it is filled, through the same openings as everybody's."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from app.domain.diary import Diary, bits_of, make_diary
from app.domain.openings import patient_part, plan, starts
from app.domain.scheduling import (
    Claim,
    Part,
    Resource,
    Status,
    Visit,
    VisitType,
    claims_of,
    ends_at,
)
from app.domain.time import minute, settled, wall
from app.use_cases.demo.house import House

QUARTER = 15
BOOKED_BY = "desk"


class Planner:
    """The diary while it is filled: what is planned once is never planned again."""

    def __init__(
        self,
        house: House,
        types: Mapping[str, VisitType],
        zone: ZoneInfo,
        own: Callable[[int], Resource],
        chance: Random,
    ) -> None:
        self._house = house
        self._types = types
        self._zone = zone
        self._own = own
        self._chance = chance
        self._taken: defaultdict[date, list[Claim]] = defaultdict(list)
        lanes = {resource.id: resource.lanes for resource in house.resources}
        self._blocked = [
            Claim(holder=0, lane=lane, start=minute(block.start), end=minute(block.end))
            for block in house.blocks
            for lane in lanes[block.resource]
        ]
        self.visits: list[Visit] = []

    def place(
        self, slug: str, patient: int, day: date, near: time, held_for: timedelta | None = None
    ) -> bool:
        """Plan a visit at the start nearest to a time of the day, if it fits on the day at all.

        With `held_for` it is only held, until so long before its start.
        """
        kind, own = self._types[slug], self._own(patient)
        diary = self._diary(day, own)
        joined = self._joined(kind, own, patient, day, diary)
        if joined is not None:
            self._taken[day].extend(claims_of(0, joined.start, joined.parts[:2]))
            self.visits.append(joined)
            return True
        wanted = diary.at(settled(datetime.combine(day, near), self._zone))
        for grain in self._by_distance(starts(kind, diary, own), diary, wanted):
            parts = plan(kind, diary, own, grain)
            if parts is not None:
                visit = self._visit(kind, patient, diary.moment(grain), parts)
                self._taken[day].extend(visit.claims)
                self.visits.append(_held(visit, held_for) if held_for else visit)
                return True
        return False

    def _joined(
        self, kind: VisitType, own: Resource, patient: int, day: date, diary: Diary
    ) -> Visit | None:
        """A seat in the group session that the day has already; its plan begins with the seat."""
        same = [v for v in self.visits if v.type == kind.slug and self._day(v) == day]
        if not (kind.is_group and same):
            return None
        shared = [part for part in same[0].parts if part.role not in {"patient", "seat"}]
        used = {part.lane for visit in same for part in visit.parts if part.role == "seat"}
        seat = next(part for part in same[0].parts if part.role == "seat")
        lanes = next(r.lanes for r in diary.resources if r.id == seat.resource)
        free = next((lane for lane in lanes if lane not in used), None)
        if free is None:
            return None
        parts = (patient_part(kind, own), replace(seat, lane=free), *shared)
        return self._visit(kind, patient, same[0].start, parts)

    def _day(self, visit: Visit) -> date:
        return wall(visit.start, self._zone).date()

    def _diary(self, day: date, own: Resource) -> Diary:
        resources = [*self._house.resources, own]
        self._chance.shuffle(resources)  # else the first room and the first nurse do everything
        return make_diary(
            resources=resources,
            claims=self._taken[day],
            blocks=self._blocked,
            days=(day, day),
            zone=self._zone,
        )

    def _by_distance(self, fits: int, diary: Diary, wanted: int) -> list[int]:
        """The starts on the quarter hour, the one nearest to what is wanted first."""
        on_quarter = (
            grain
            for grain in bits_of(fits)
            if wall(diary.moment(grain), self._zone).minute % QUARTER == 0
        )
        return sorted(on_quarter, key=lambda grain: (abs(grain - wanted), grain))

    def _visit(
        self, kind: VisitType, patient: int, start: datetime, parts: tuple[Part, ...]
    ) -> Visit:
        return Visit(
            patient=patient,
            type=kind.slug,
            start=start,
            end=ends_at(kind, start),
            parts=parts,
            booked_by=BOOKED_BY,
        )


def _held(visit: Visit, held_for: timedelta) -> Visit:
    return replace(visit, status=Status.HELD, hold_until=visit.start - held_for)
