"""The people on staff as rows."""

from sqlalchemy import Connection

from app.domain.scheduling import Resource
from app.domain.staff import Person
from app.storage import tables
from app.storage.resources import Resources
from app.storage.rows import Rows

STAFF = Rows(tables.staff, Person)
COLUMNS = tables.staff.c


class Staff:
    """The people who work at a clinic."""

    def __init__(self, connection: Connection, resources: Resources) -> None:
        self._connection = connection
        self._resources = resources

    def add(self, person: Person, resource: Resource | None) -> Person:
        """The person as kept; a resource that is not kept yet is kept with one lane."""
        if resource and not resource.id:
            resource = self._resources.add(resource, 1)
        return STAFF.add(self._connection, person, resource=resource.id if resource else None)

    def by_login(self, login: str) -> Person | None:
        """The person with a login."""
        return STAFF.first(self._connection, COLUMNS.login == login)

    def change(self, person: Person) -> None:
        """Keep what somebody is called and may do, and whether they have left."""
        STAFF.change(self._connection, person)

    def all(self) -> tuple[Person, ...]:
        """Everybody, in the order they came."""
        return STAFF.all(self._connection, STAFF.select().order_by(COLUMNS.id))

    def by_resource(self) -> dict[int, Person]:
        """Everybody whom a visit can hold, by the number of their resource."""
        query = STAFF.select().add_columns(COLUMNS.resource).where(COLUMNS.resource.is_not(None))
        found = self._connection.execute(query)
        return {resource: STAFF.value(row) for *row, resource in found}
