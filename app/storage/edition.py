"""The count of what the clinic has decided: whoever knows it knows what is still as it was read."""

from dataclasses import dataclass

from sqlalchemy import Connection, select, update

from app.domain.merges import Kin
from app.domain.scheduling import Resource
from app.storage import tables

COLUMN = tables.clinic.c.edition
HOUSE = tables.clinic.c.house
NOW = select(COLUMN)


class Edition:
    """Counts every change of the clinic's settings and of its house, inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._now: int | None = None
        self.turned = False
        """Whether this transaction itself has changed something."""

    def now(self) -> int:
        """The count as this transaction sees it; 0 before the clinic has a name."""
        if self._now is None:
            self._now = int(self._connection.execute(NOW).scalar_one_or_none() or 0)
        return self._now

    def house(self) -> int:
        """The count of those that may leave a visit without its people, its room or the hours."""
        return int(self._connection.execute(select(HOUSE)).scalar_one_or_none() or 0)

    def turn(self, *, house: bool = True) -> None:
        """Note that something was decided, for whoever has the clinic open."""
        more = {"house": HOUSE + 1} if house else {}
        self._connection.execute(update(tables.clinic).values(edition=COLUMN + 1, **more))
        self._now, self.turned = None, True


@dataclass(slots=True)
class House:
    """The resources and the merges as some transaction of this program read them last."""

    read: tuple[int, tuple[Resource, ...]] = (-1, ())
    """The edition that they are of, and they themselves."""
    kin: tuple[int, Kin] = (-1, Kin())
    """The same for who is read as whom."""
