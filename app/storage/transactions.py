"""The two kinds of transaction, whichever database keeps the clinic."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager

from sqlalchemy import Connection, Engine, RootTransaction, event

from app.domain.clinics import Place
from app.domain.ears import Ears
from app.storage.archive import Archive
from app.storage.archive_rows import ArchiveRows
from app.storage.edition import House
from app.storage.unit import Unit

CONNECTIONS = 5
"""As many threads of one program may be in a transaction at once, and as many again in a rush."""


class Database(ABC):
    """An open clinic: its database, its archive, and the transactions on both."""

    def __init__(self, place: Place, engine: Engine) -> None:
        self.place = place
        self._engine = engine
        self._reader = engine.execution_options(writing=False)
        self._writer = engine.execution_options(writing=True)
        self._house = House()
        self.audit_key = b""
        """What the audit's entries are sealed with; a clinic without keys has an empty one."""
        self._own: set[int] = set()
        """The acts of this program since it last looked for those of others."""
        self._heard: tuple[object, int] | None = None
        """The mark of the database and the last entry of the audit when it looked."""
        event.listen(engine, "begin", self._begin_one)

    @contextmanager
    def reading(self) -> Generator[Unit]:
        """A snapshot of the clinic, in which nothing can be written."""
        with self._faults(), self._reader.begin() as connection:
            yield self._unit(connection, writing=False)

    @contextmanager
    def writing(self) -> Generator[Unit]:
        """The one transaction that may write now: kept as a whole, or not at all."""
        with self._faults(), self._writer.connect() as connection:
            unit = self._unit(connection, writing=True)
            transaction = connection.begin()
            try:
                yield unit
            except BaseException:
                transaction.rollback()
                unit.archive.discard()
                raise
            self._commit(transaction, unit)  # if this fails, only the next open knows what was kept
            self._own.update(unit.audit.acts)
            unit.archive.finish()

    def changed_elsewhere(self) -> bool:
        """Whether another program has kept an act since this was asked before."""
        mark = self._mark()
        if self._heard is not None and mark is not None and mark == self._heard[0]:
            return False
        with self.reading() as unit:
            last, _ = unit.audit.head()
            acts = unit.audit.acts_after(last if self._heard is None else self._heard[1])
        others = acts - self._own
        self._own.difference_update(acts)
        self._heard = (mark, last)
        return bool(others)

    def _unit(self, connection: Connection, *, writing: bool) -> Unit:
        archive = self._archive(connection, writing=writing)
        return Unit(connection, archive, self._house, self.audit_key)

    def listen(self, ears: Ears) -> Callable[[], None] | None:  # noqa: ARG002 -- a server tells
        """Have what others do told at once; gives what ends that, None where one has to ask."""
        return None

    def close(self) -> None:
        """Let go of the clinic."""
        self._engine.dispose()

    def _begin_one(self, connection: Connection) -> None:
        self._begin(connection, writing=connection.get_execution_options()["writing"])

    @abstractmethod
    def check(self) -> None:
        """Refuse what the database itself finds wrong: its pages, its references, its guards."""

    @abstractmethod
    def _begin(self, connection: Connection, *, writing: bool) -> None:
        """Begin a transaction of one of the two kinds."""

    @abstractmethod
    def _archive(self, connection: Connection, *, writing: bool) -> Archive | ArchiveRows:
        """The archive that belongs to the database."""

    @abstractmethod
    def _faults(self) -> AbstractContextManager[None]:
        """Turns what the database reports into trouble that people can act on."""

    def _mark(self) -> object:
        """What changes whenever somebody writes; None where only the audit can tell."""
        return None

    def _commit(self, transaction: RootTransaction, unit: Unit) -> None:  # noqa: ARG002 -- see server
        transaction.commit()
