"""Calendars for other programs: when a person or a room is needed, and for which visit.

They may lie on a telephone: no patient, illness or medicine is named in them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app import exchange, words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Block
from app.domain.months import DAY
from app.domain.names import fold
from app.domain.scheduling import Kind, Resource, Session, Status, Visit
from app.domain.spans import joined
from app.domain.time import from_minute, local_day, midnight, minute
from app.exchange.values import Event, Sheet, Standing
from app.storage.unit import Unit
from app.use_cases.files import write_file
from app.use_cases.resources import numbered
from app.words.tongue import speaking

STANDINGS = {
    Status.HELD: Standing.TENTATIVE,
    Status.CANCELLED: Standing.CANCELLED,
    Status.NO_SHOW: Standing.CANCELLED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """The calendar of one person, room or pump as a file."""

    resource: Resource
    content: bytes
    events: int


def export_calendar(clinic: Clinic, resource: int, first: date, days: int) -> Exported:
    """The calendar of one person, room or pump for some days."""
    with clinic.reading(Act.EXPORT_CALENDAR) as unit:
        unit.note(resource=resource, day=first.isoformat(), days=days)
        return _exported(clinic, _Diary(clinic, unit, first, days), numbered(unit, resource))


def export_calendars(clinic: Clinic, first: date, days: int) -> tuple[Exported, ...]:
    """The calendars of everybody and everything for some days."""
    with clinic.reading(Act.EXPORT_CALENDAR) as unit:
        unit.note(day=first.isoformat(), days=days)
        diary = _Diary(clinic, unit, first, days)
        every = unit.scheduling.resources()
        return tuple(_exported(clinic, diary, each) for each in every if each.kind is not Kind.SEAT)


def write_calendars(calendars: Iterable[Exported], folder: Path) -> tuple[Path, ...]:
    """Write each calendar to a file of a folder, named after whose it is."""
    written: list[Path] = []
    for each in calendars:
        path = folder / f"{_file_name(each.resource)}.ics"
        if path in written:
            path = path.with_stem(f"{path.stem}-{each.resource.id}")
        write_file(path, each.content)
        written.append(path)
    return tuple(written)


def _file_name(resource: Resource) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", fold(resource.name)).strip("-")
    return plain or f"{resource.kind}-{resource.id}"


class _Diary:
    """What is in the diary on some days, for everybody."""

    def __init__(self, clinic: Clinic, unit: Unit, first: date, days: int) -> None:
        start, end = midnight(first, clinic.zone), midnight(first + DAY * days, clinic.zone)
        self.visits = unit.scheduling.visits_between(start, end)
        of_visits = unit.scheduling.sessions({v.session for v in self.visits if v.session})
        for session in unit.scheduling.sessions_between(start, end):
            of_visits[session.id] = session
        self.sessions = tuple(of_visits.values())
        self.blocks = [b for b in unit.scheduling.blocks(start, end) if not b.source]
        """Those that came from a calendar do not go back into one."""
        self.resources = {each.id: each for each in unit.scheduling.resources()}


@speaking("en")
def _exported(clinic: Clinic, diary: _Diary, resource: Resource) -> Exported:
    events = sorted(
        [
            *(e for visit in diary.visits for e in _needed(clinic, diary, visit, resource)),
            *(e for session in diary.sessions for e in _needed(clinic, diary, session, resource)),
            *(_blocked(clinic, block) for block in diary.blocks if block.resource == resource.id),
        ],
        key=lambda event: (event.start.isoformat(), event.uid),
    )
    sheet = Sheet(name=resource.name, written=clinic.now(), events=tuple(events))
    return Exported(resource=resource, content=exchange.write_calendar(sheet), events=len(events))


def _needed(
    clinic: Clinic, diary: _Diary, holder: Visit | Session, resource: Resource
) -> Iterator[Event]:
    """When a resource is needed: one event, or one for each time with a pause between them."""
    mine = ((part.start, part.end) for part in holder.parts if part.resource == resource.id)
    begin = minute(holder.start)
    for number, (start, end) in enumerate(joined(mine), start=1):
        name = f"{type(holder).__name__.lower()}-{holder.id}" + (f"-{number}" if number > 1 else "")
        yield Event(
            uid=_uid(clinic, name),
            sequence=holder.version,
            start=from_minute(begin + start),
            end=from_minute(begin + end),
            summary=_summary(diary, holder, resource),
            location=", ".join(_names(diary, holder, Kind.ROOM)),
            standing=_standing(holder),
        )


def _uid(clinic: Clinic, name: str) -> str:
    return f"{name}@{clinic.setup.details.uuid}"


def _summary(diary: _Diary, holder: Visit | Session, resource: Resource) -> str:
    """Such as "Visit 123 · Room 2", for a room who is in it."""
    what = "Group session" if isinstance(holder, Session) else "Visit"
    kind = Kind.PERSON if resource.kind is Kind.ROOM else Kind.ROOM
    names = ", ".join(_names(diary, holder, kind))
    return " · ".join(each for each in (f"{what} {holder.id}", names) if each)


def _names(diary: _Diary, holder: Visit | Session, kind: Kind) -> Sequence[str]:
    held = (diary.resources.get(part.resource) for part in holder.parts)
    return list(dict.fromkeys(each.name for each in held if each and each.kind is kind))


def _standing(holder: Visit | Session) -> Standing:
    if holder.displaced:
        return Standing.CANCELLED
    if isinstance(holder, Session):
        return Standing.CANCELLED if holder.cancelled else Standing.CONFIRMED
    return STANDINGS.get(holder.status, Standing.CONFIRMED)


def _blocked(clinic: Clinic, block: Block) -> Event:
    """Time off as a word, without its note; whole days as days."""
    first, end = (local_day(each, clinic.zone) for each in (block.start, block.end))
    ends = (midnight(first, clinic.zone), midnight(end, clinic.zone))
    is_days = ends == (block.start, block.end)
    return Event(
        uid=_uid(clinic, f"block-{block.id}"),
        sequence=block.version,
        start=first if is_days else block.start,
        end=end if is_days else block.end,
        summary=words.block_word(block.kind),
    )
