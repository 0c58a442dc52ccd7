"""The demo clinic's house: staff, rooms, pumps, opening hours and what is blocked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from app import paths
from app.domain.access import Role
from app.domain.blocks import Block
from app.domain.clinics import ClinicDetails
from app.domain.scheduling import Kind, Resource, Shift
from app.domain.staff import Person
from app.domain.time import parse_zone, settled
from app.library.templates import read_toml
from app.storage.unit import Unit

LUNCH = timedelta(minutes=30)
SATURDAY = 5
"""A short day without lunch."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Who works there and what can be held, once it is kept."""

    staff: Mapping[str, Person]
    resources: tuple[Resource, ...]
    blocks: tuple[Block, ...]

    def titled(self, login: str) -> str:
        """Somebody on staff with credential."""
        return self.staff[login].titled


def read_house() -> dict[str, Any]:
    """The shipped description of the house."""
    return read_toml(paths.DEMO / "house.toml")


def details(day: date) -> ClinicDetails:
    """What the demo clinic of a day is called and where it is."""
    number = uuid5(NAMESPACE_URL, f"anteroom-demo:{day}")
    return ClinicDetails(uuid=str(number), demo_day=day, **read_house()["clinic"])


def furnish(unit: Unit, days: tuple[date, ...], today: date, zone: ZoneInfo) -> House:
    """Keep the staff, the rooms, the pumps and the blocks of some open days."""
    house = read_house()
    hours = tuple(_hours(house))
    staff, resources, lunches = _keep_staff(unit, house, hours)
    for entry in house["resource"]:
        wanted = Resource(
            kind=Kind(entry["kind"]),
            name=entry["name"],
            note=entry["note"],
            skills=frozenset(entry["skills"]),
            hours=hours,
            within=next((r.id for r in resources if r.name == entry.get("within")), None),
        )
        resources.append(unit.scheduling.add_resource(wanted, entry.get("lanes", 1)))
    by_name = {resource.name: resource.id for resource in resources}
    wanted_blocks = [
        *_lunches(lunches, days, zone),
        *_exceptions(house, by_name, days, today, zone),
    ]
    blocks = tuple(unit.scheduling.add_block(block) for block in wanted_blocks)
    return House(staff=staff, resources=tuple(resources), blocks=blocks)


def _hours(house: Mapping[str, Any]) -> Iterator[Shift]:
    for entry in house["hours"]:
        for weekday in entry["days"]:
            yield Shift(weekday=weekday, start=entry["start"], end=entry["end"])


def _keep_staff(
    unit: Unit, house: Mapping[str, Any], hours: tuple[Shift, ...]
) -> tuple[dict[str, Person], list[Resource], dict[int, time]]:
    staff: dict[str, Person] = {}
    resources: list[Resource] = []
    lunches: dict[int, time] = {}
    for entry in house["staff"]:
        kept = None
        if "skills" in entry:
            wanted = Resource(
                kind=Kind.PERSON,
                name=entry["name"],
                note=entry.get("credential", ""),
                skills=frozenset(entry["skills"]),
                hours=hours,
            )
            kept = unit.scheduling.add_resource(wanted, entry.get("lanes", 1))
            resources.append(kept)
            if "lunch" in entry:
                lunches[kept.id] = entry["lunch"]
        person = Person(
            login=entry["login"],
            name=entry["name"],
            credential=entry.get("credential", ""),
            roles=frozenset(map(Role, entry["roles"])),
        )
        staff[person.login] = unit.staff.add(person, kept)
    return staff, resources, lunches


def _lunches(
    lunches: Mapping[int, time], days: tuple[date, ...], zone: ZoneInfo
) -> Iterator[Block]:
    for day in days:
        if day.weekday() != SATURDAY:
            for resource, at in lunches.items():
                start = settled(datetime.combine(day, at), zone)
                yield Block(resource=resource, kind="lunch", start=start, end=start + LUNCH)


def _exceptions(
    house: Mapping[str, Any],
    by_name: Mapping[str, int],
    days: tuple[date, ...],
    today: date,
    zone: ZoneInfo,
) -> Iterator[Block]:
    """What is blocked once: a pump in service tomorrow morning, a day off, a meeting."""
    ahead = [day for day in days if day > today]
    for entry in house["block"]:
        day = ahead[int(entry["open_days_ahead"]) - 1]
        start, end = (settled(datetime.combine(day, entry[key]), zone) for key in ("start", "end"))
        yield Block(
            resource=by_name[entry["resource"]],
            kind=entry["kind"],
            note=entry["note"],
            start=start,
            end=end,
        )


def demo_zone() -> ZoneInfo:
    """The zone of the demo clinic's wall clock."""
    return parse_zone(read_house()["clinic"]["zone"])
