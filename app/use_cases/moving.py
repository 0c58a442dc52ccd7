"""Moving a visit, making it longer or shorter, and where it may go."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from app.clinic import Clinic
from app.domain import openings as search
from app.domain.access import Act
from app.domain.diary import Diary, bits_of, run_of_bits
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.resizing import against_size, resized
from app.domain.scheduling import (
    STANDING,
    UNDERWAY,
    Visit,
    VisitType,
    ends_at,
    stretch_left,
)
from app.domain.time import local_day, wall
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases.diaries import diary_for
from app.use_cases.placing import Want, assess, place_all, spaced_days
from app.use_cases.scheduling import read_visit, release_late_holds
from app.use_cases.taking import or_say
from app.use_cases.views import VisitView, kind_of, view_visits


def move_visit(
    clinic: Clinic,
    visit_id: int,
    start: datetime,
    *,
    wishes: Wishes = NO_WISHES,
    token: str = "",
) -> VisitView:
    """Move a visit that is still to come, with the same people where they are free."""
    with clinic.writing(Act.MOVE_VISIT, token=token) as unit:
        view = read_visit(clinic, unit, visit_id)
        _refuse_unmovable(view)
        release_late_holds(clinic, unit)
        (moved,) = place_all(clinic, unit, [_moved(clinic, view.visit, start, wishes)])
        unit.shelf.take([visit_id])
        return view_visits(clinic, unit, [moved])[0]


def _refuse_unmovable(view: VisitView) -> None:
    if view.visit.status not in STANDING:
        raise refuse("status-over", status=view.visit.status.value)


def _moved(clinic: Clinic, visit: Visit, start: datetime, wishes: Wishes) -> Want:
    """The visit at its new start, planned as its type is now; no hold outlives the start."""
    until = visit.hold_until and min(visit.hold_until, start)
    moved = replace(
        visit,
        start=start,
        end=ends_at(kind_of(clinic, visit), start),
        stretch=stretch_left(clinic.setup.types[visit.type], visit.stretch),
        hold_until=until,
        displaced=False,
    )
    return Want(visit=moved, wishes=wishes)


def why_not_move(
    clinic: Clinic, visit_id: int, start: datetime, resource: int | None = None
) -> tuple[Reason, ...]:
    """Everything that stands against moving a visit to a start, or to one resource then."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        visit = unit.scheduling.visit(visit_id)
        if visit is None:
            raise refuse("visit-unknown", visit=visit_id)
        wishes = NO_WISHES if resource is None else Wishes(people=(resource,))
        (found,) = assess(clinic, unit, [_moved(clinic, visit, start, wishes)])
        if resource is None or found.reasons or _holds(found.visit, resource):
            return found.reasons
        return (_not_of_use(clinic, unit, visit, resource),)


def _holds(visit: Visit | None, resource: int) -> bool:
    return visit is not None and any(part.resource == resource for part in visit.parts)


def _not_of_use(clinic: Clinic, unit: Unit, visit: Visit, resource: int) -> Reason:
    """A column that meets no need of such a visit."""
    kind = kind_of(clinic, visit)
    name = next((r.name for r in unit.scheduling.resources() if r.id == resource), "")
    return Reason("resource-of-no-use", {"name": name, "type": kind.title})


def lawful_starts(clinic: Clinic, visit_id: int, day: date) -> Mapping[int, frozenset[datetime]]:
    """For each resource, the starts of a day at which the visit could be there instead."""
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        visit = unit.scheduling.visit(visit_id)
        if visit is None:
            raise refuse("visit-unknown", visit=visit_id)
        diary = diary_for(clinic, unit, visit.patient, (day, day), without=[visit.id])
        allowed = spaced_days(clinic, unit, visit, diary) & _still_to_come(clinic, diary)
        return dict(_lawful(kind_of(clinic, visit), diary, allowed))


def _still_to_come(clinic: Clinic, diary: Diary) -> int:
    past = max(0, diary.at(clinic.now()) + 1)
    return diary.whole & ~run_of_bits(0, past)


def _lawful(
    kind: VisitType, diary: Diary, allowed: int
) -> Iterator[tuple[int, frozenset[datetime]]]:
    for resource in diary.resources:
        serves = any(resource in diary.pool(need) for need in kind.needs if not need.presence)
        if serves:
            bits = (
                search.starts(kind, diary, diary.patient, Wishes(people=(resource.id,))) & allowed
            )
            yield resource.id, frozenset(diary.moment(grain) for grain in bits_of(bits))


def resize_visit(clinic: Clinic, visit_id: int, minutes: int, *, token: str = "") -> VisitView:
    """Make a visit so many minutes long for the patient: its last phase grows or shrinks."""
    with clinic.writing(Act.RESIZE_VISIT, token=token) as unit:
        view = read_visit(clinic, unit, visit_id)
        visit = view.visit
        if visit.status not in STANDING | UNDERWAY or visit.session is not None:
            raise refuse("status-over", status=visit.status.value)
        refuse_if(against_size(view.type, visit, minutes))
        sized = resized(clinic.setup.types[visit.type], visit, minutes)
        refuse_if(_against_parts(clinic, unit, sized))
        return _kept(clinic, unit, sized)


def _kept(clinic: Clinic, unit: Unit, visit: Visit) -> VisitView:
    with or_say(refuse("taken-meanwhile")):
        return view_visits(clinic, unit, unit.scheduling.keep([visit]))[0]


def _against_parts(clinic: Clinic, unit: Unit, visit: Visit) -> Iterator[Reason]:
    """Say which of the people and things on a visit are not free for so long."""
    if visit.displaced:
        return
    day = local_day(visit.start, clinic.zone)
    diary = diary_for(clinic, unit, visit.patient, (day, day), without=[visit.id])
    names = {resource.id: resource.name for resource in diary.resources}
    grain, begin = diary.at(visit.start), wall(visit.start, clinic.zone)
    for part in visit.parts:
        if not search.is_free(diary, part.lane, grain, part):
            until = begin + (visit.end - visit.start)
            facts = {"role": part.role, "name": names[part.resource], "until": until}
            yield Reason("part-not-free", facts)
