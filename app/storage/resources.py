"""What visits can hold, as rows: resources with their lanes and hours."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, insert, select

from app.domain.scheduling import Resource, Shift
from app.storage import tables
from app.storage.rows import Rows, new_number

RESOURCES = Rows(tables.resource, Resource)
SHIFTS = Rows(tables.hours, Shift)
COLUMNS = tables.resource.c


class Resources:
    """The people, rooms and pumps of a clinic, and each patient as something to be held."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, resource: Resource, lanes: int) -> Resource:
        """The resource as kept, with its number and so many lanes."""
        kept = RESOURCES.add(self._connection, resource)
        hours = [SHIFTS.row(shift) | {"resource": kept.id} for shift in resource.hours]
        if hours:
            self._connection.execute(insert(tables.hours), hours)
        made = tuple(self._add_lane(kept.id, number) for number in range(1, lanes + 1))
        return replace(kept, lanes=made)

    def _add_lane(self, resource_id: int, number: int) -> int:
        row = {"resource": resource_id, "number": number}
        return new_number(self._connection, tables.lane, row)

    def all(self) -> tuple[Resource, ...]:
        """Every resource but the patients, in the order they came."""
        return self._read(COLUMNS.patient.is_(None))

    def of_patient(self, patient_id: int) -> Resource:
        """A patient as a resource."""
        return self._read(COLUMNS.patient == patient_id)[0]

    def lanes_of(self, resource_id: int) -> tuple[int, ...]:
        """The numbers of a resource's lanes."""
        return self._lanes([resource_id]).get(resource_id, ())

    def _read(self, where: ColumnElement[bool]) -> tuple[Resource, ...]:
        query = RESOURCES.select().where(where).order_by(COLUMNS.id)
        rows = [RESOURCES.value(row) for row in self._connection.execute(query)]
        ids = [resource.id for resource in rows]
        lanes, hours = self._lanes(ids), self._hours(ids)
        return tuple(
            replace(each, lanes=lanes.get(each.id, ()), hours=hours.get(each.id, ()))
            for each in rows
        )

    def _lanes(self, ids: Iterable[int]) -> dict[int, tuple[int, ...]]:
        lane = tables.lane.c
        query = select(lane.resource, lane.id).where(lane.resource.in_(list(ids)))
        found: dict[int, tuple[int, ...]] = {}
        for resource_id, number in self._connection.execute(query.order_by(lane.number)):
            found[resource_id] = (*found.get(resource_id, ()), number)
        return found

    def _hours(self, ids: Iterable[int]) -> dict[int, tuple[Shift, ...]]:
        hours = tables.hours.c
        query = SHIFTS.select().add_columns(hours.resource).where(hours.resource.in_(list(ids)))
        found: dict[int, tuple[Shift, ...]] = {}
        ordered = query.order_by(hours.resource, hours.weekday, hours.start)
        for *row, resource_id in self._connection.execute(ordered):
            found[resource_id] = (*found.get(resource_id, ()), SHIFTS.value(row))
        return found
