"""What visits can hold, as rows: resources with their lanes and hours."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from app.domain.scheduling import Kind, Resource, Shift
from app.storage import tables
from app.storage.edition import Edition, House
from app.storage.journal import Journal
from app.storage.merges import Merges
from app.storage.rows import Rows, new_number

RESOURCES = Rows(tables.resource, Resource)
SHIFTS = Rows(tables.hours, Shift)
COLUMNS = tables.resource.c
HOURS = tables.hours.c
LANE = tables.lane.c
USUAL, EXTRA, RETIRED = 0, 1, 2
"""What a lane is used for: any visit, overbooking alone, nothing any more."""


class Resources:
    """The people, rooms and pumps of a clinic, and each patient as something to be held."""

    def __init__(
        self,
        connection: Connection,
        journal: Journal,
        edition: Edition,
        house: House,
        merges: Merges,
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._edition = edition
        self._house = house
        self._merges = merges

    def add(self, resource: Resource, lanes: int) -> Resource:
        """The resource as kept, with its number and so many lanes."""
        kept = RESOURCES.add(self._connection, resource)
        self._edition.turn()
        self._keep_hours(kept)
        for number in range(1, lanes + 1):
            self._add_lane(kept.id, number)
        return replace(kept, lanes=self.lanes_of(kept.id))

    def enlist(self, resource: Resource, lanes: int) -> Resource:
        """The same for one that comes into the house later, so that it can be taken back."""
        kept = self.add(resource, lanes)
        self._journal.note_setting(kept.id, None, kept)
        return kept

    def find(self, number: int) -> Resource | None:
        """The resource with a number, retired ones included; no patient is one."""
        found = self._read((COLUMNS.id == number) & COLUMNS.patient.is_(None))
        return found[0] if found else None

    def keep(self, resource: Resource) -> None:
        """Keep a resource as it is now, with just these lanes; what it was can be put back."""
        before = self.find(resource.id)
        self.change(resource)
        self._use(LANE.resource == resource.id, RETIRED)
        self._use(LANE.id.in_(resource.lanes), USUAL)
        self._use(LANE.id.in_(resource.extra), EXTRA)
        self._journal.note_setting(resource.id, before, self.find(resource.id))

    def change(self, resource: Resource) -> None:
        """Keep what has changed about a resource but its lanes: name, skills, hours, last day."""
        RESOURCES.change(self._connection, resource)
        self._edition.turn()
        self._connection.execute(delete(tables.hours).where(HOURS.resource == resource.id))
        self._keep_hours(resource)

    def _keep_hours(self, resource: Resource) -> None:
        hours = [SHIFTS.row(shift) | {"resource": resource.id} for shift in resource.hours]
        if hours:
            self._connection.execute(insert(tables.hours), hours)

    def add_lanes(self, resource: Resource, count: int, *, use: int = USUAL) -> tuple[int, ...]:
        """The numbers of so many more lanes; extra ones are for overbooking alone."""
        self._edition.turn()
        highest = select(func.max(LANE.number)).where(LANE.resource == resource.id)
        number = self._connection.execute(highest).scalar_one() or 0
        return tuple(
            self._add_lane(resource.id, number + step, use=use) for step in range(1, count + 1)
        )

    def _use(self, chosen: ColumnElement[bool], use: int) -> None:
        self._connection.execute(update(tables.lane).where(chosen).values(use=use))

    def retired_lanes(self, resource_id: int) -> tuple[int, ...]:
        """The lanes of a resource that are used no more."""
        return self._lanes([resource_id]).get((resource_id, RETIRED), ())

    def _add_lane(self, resource_id: int, number: int, *, use: int = USUAL) -> int:
        row = {"resource": resource_id, "number": number, "use": use}
        return new_number(self._connection, tables.lane, row)

    def all(self, *, retired: bool = False) -> tuple[Resource, ...]:
        """Every resource but the patients, in the order they came; on demand those of the past."""
        every = self._every()
        return every if retired else tuple(each for each in every if not each.retired)

    def _every(self) -> tuple[Resource, ...]:
        """The whole house, read again only when something has been decided since.

        A transaction that changes the house itself keeps to itself what it reads.
        """
        if self._edition.turned:
            return self._read(COLUMNS.patient.is_(None))
        edition, (of, resources) = self._edition.now(), self._house.read
        if of != edition:
            resources = self._read(COLUMNS.patient.is_(None))
            self._house.read = edition, resources
        return resources

    def open_weekdays(self) -> frozenset[int]:
        """The weekdays on which something of the clinic can be held; Monday is 0."""
        return frozenset(shift.weekday for each in self.all() for shift in each.hours)

    def of_patient(self, patient_id: int) -> Resource:
        """A patient as a resource."""
        return self.of_patients([patient_id])[patient_id]

    def of_patients(self, patient_ids: Iterable[int]) -> dict[int, Resource]:
        """Several patients as resources, by patient: each is one lane, and any time will do."""
        stands = {each: self._merges.kin.survivor(each) for each in patient_ids}
        query = select(COLUMNS.patient, COLUMNS.id, LANE.id).where(
            COLUMNS.patient.in_(set(stands.values())), LANE.resource == COLUMNS.id
        )
        found = {
            patient: Resource(id=number, kind=Kind.PATIENT, name="", lanes=(lane,))
            for patient, number, lane in self._connection.execute(query)
        }
        return {each: found[patient] for each, patient in stands.items() if patient in found}

    def lanes_of(self, resource_id: int) -> tuple[int, ...]:
        """The numbers of a resource's lanes, extra ones left out."""
        return self._lanes([resource_id]).get((resource_id, USUAL), ())

    def _read(self, where: ColumnElement[bool]) -> tuple[Resource, ...]:
        query = RESOURCES.select().where(where).order_by(COLUMNS.id)
        rows = [RESOURCES.value(row) for row in self._connection.execute(query)]
        ids = [resource.id for resource in rows]
        lanes, hours = self._lanes(ids), self._hours(ids)
        return tuple(
            replace(
                each,
                lanes=lanes.get((each.id, USUAL), ()),
                extra=lanes.get((each.id, EXTRA), ()),
                hours=hours.get(each.id, ()),
            )
            for each in rows
        )

    def _lanes(self, ids: Iterable[int]) -> dict[tuple[int, int], tuple[int, ...]]:
        """The lanes by resource and by what they are used for."""
        query = select(LANE.resource, LANE.use, LANE.id).where(LANE.resource.in_(list(ids)))
        found: dict[tuple[int, int], tuple[int, ...]] = {}
        for resource_id, use, lane in self._connection.execute(query.order_by(LANE.number)):
            found[resource_id, use] = (*found.get((resource_id, use), ()), lane)
        return found

    def _hours(self, ids: Iterable[int]) -> dict[int, tuple[Shift, ...]]:
        query = SHIFTS.select().add_columns(HOURS.resource).where(HOURS.resource.in_(list(ids)))
        found: dict[int, tuple[Shift, ...]] = {}
        ordered = query.order_by(HOURS.resource, HOURS.weekday, HOURS.start)
        for *row, resource_id in self._connection.execute(ordered):
            found[resource_id] = (*found.get(resource_id, ()), SHIFTS.value(row))
        return found
