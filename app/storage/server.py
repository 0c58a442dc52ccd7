"""A clinic on a PostgreSQL server: one database, known by its address."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from math import inf
from typing import TYPE_CHECKING, cast
from uuid import uuid4

from sqlalchemy import Connection, Engine, RootTransaction, create_engine, text
from sqlalchemy.exc import DBAPIError
from typing_extensions import override

from app.domain.audit import Entry
from app.domain.clinics import shown
from app.domain.ears import Doubt, Ears
from app.domain.refusal import Trouble
from app.storage.archive_rows import ArchiveRows
from app.storage.driver import Raw
from app.storage.migrating import SHIPPED, Lineage, run_scripts
from app.storage.server_faults import commit_faults, server_faults
from app.storage.server_guards import guards_found
from app.storage.server_roles import may_change_tables, set_up_roles
from app.storage.server_tls import secured
from app.storage.transactions import CONNECTIONS, Database
from app.storage.unit import Unit

if TYPE_CHECKING:
    from app.storage.server_line import Line
    from app.storage.server_wire import Wire

OLDEST_SERVER = 15
PATIENCE_S = 5
"""How long a connection is waited for."""

SETTINGS = (
    b"SET search_path = public;"
    b"SET lock_timeout = '5s';"  # as long as SQLite waits for another program's lock
    b"SET synchronous_commit = on;"  # otherwise acknowledged commits are lost with the power
    # All that is asked for has its index. The planner cannot know that the claims of a lane begin
    # late in its history, and would walk through a million of them: 168 ms instead of 1.
    b"SET enable_seqscan = off;"
    b"SET max_parallel_workers_per_gather = 0;"
    b"SET jit = off"  # a table without an index then seems so dear that each query is compiled
)

LOCK = 0x416E7465
"""“Ante”: the number of the lock that whoever writes to a clinic takes first."""

ANNOUNCE = text("SELECT pg_notify('anteroom', :mark)")
"""Tells whoever listens, with the commit, that a program did something: no word of what."""

TRY_LOCK = f"SELECT pg_try_advisory_xact_lock({LOCK})".encode()
KEPT = "SELECT 1 FROM audit WHERE seq = %s AND hash = %s"

KEEPALIVE = {
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,
}
"""By which the system finds out that a connection leads nowhere any more."""

READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
WRITE = (
    "BEGIN ISOLATION LEVEL READ COMMITTED; "
    "SET LOCAL idle_in_transaction_session_timeout = '30s'; "  # a desk that is cut off lets go
    f"SELECT pg_advisory_xact_lock({LOCK})"
)
"""Without the lock the guards still keep visits apart, but those who want the same time wait for
each other until the server breaks it up. Each statement sees what is kept by then: a snapshot for
the whole transaction would be taken before the lock is had.
"""

COMMENTED = "SELECT obj_description(to_regclass('clinic'), 'pg_class')"
FILLING = "Anteroom, not whole yet"
"""The same while a clinic is being moved there."""

OURS = "Anteroom"
"""The comment on the table `clinic` that marks a database as a clinic of this program."""


class ServerDatabase(Database):
    """An open clinic of a server."""

    def __init__(self, address: str) -> None:
        super().__init__(address, _engine(self._connect))
        self.address = address
        self._mark_of_ours = uuid4().hex
        """By which the acts of this program are told from those of others."""
        self._doubts: list[Entry] = []
        """The acts whose commit was not answered."""
        self._wire: Wire | None = None

    def make(self, lineage: Lineage = SHIPPED) -> None:
        """Make an empty clinic in an empty database."""
        with self._faults(), self._writer.begin() as connection:
            self._check_server(connection)
            if _one(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
                raise Trouble("server-not-empty", server=shown(self.place))
            self._upgrade(connection, lineage)

    def begin_filling(self, lineage: Lineage = SHIPPED) -> None:
        """Have the tables of a clinic, in an empty database; nobody opens it before it is whole."""
        with self._faults(), self._writer.begin() as connection:
            self._check_server(connection)
            if _one(connection, COMMENTED) == FILLING:
                return
            if _one(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
                raise Trouble("server-not-empty", server=shown(self.place))
            self._upgrade(connection, lineage)
            connection.exec_driver_sql(f"COMMENT ON TABLE clinic IS '{FILLING}'")

    def finish_filling(self, connection: Connection) -> None:
        """It is whole, once this transaction is kept."""
        self._check_guards(connection, SHIPPED)
        connection.exec_driver_sql(f"COMMENT ON TABLE clinic IS '{OURS}'")

    def settle(self, lineage: Lineage = SHIPPED) -> None:
        """Bring the clinic to the newest schema, or refuse one that is not whole or not ours."""
        with self._faults(), self._reader.begin() as connection:
            self._check_server(connection)
            if self._check_ours(connection, lineage):
                self._check_guards(connection, lineage)
                return
            if not may_change_tables(connection):
                raise Trouble("server-owner-first", server=shown(self.place))
        with self._faults(), self._writer.begin() as connection:
            if not self._check_ours(connection, lineage):  # another program may have been faster
                self._upgrade(connection, lineage)

    def take_audit_key(self) -> None:
        """A clinic that came from an encrypted folder goes on with the key of its audit."""
        with self.reading() as unit:
            self.audit_key = unit.safety.audit_key()

    @override
    def check(self) -> None:
        with self._faults(), self._reader.begin() as connection:
            self._check_guards(connection, SHIPPED)

    def _check_server(self, connection: Connection) -> None:
        version = int(_one(connection, "SHOW server_version_num")) // 10_000
        if version < OLDEST_SERVER:
            oldest = str(OLDEST_SERVER)
            raise Trouble("server-old", version=str(version), oldest=oldest)
        if _one(connection, "SHOW server_encoding") != "UTF8":
            raise Trouble("server-encoding", server=shown(self.place))

    def _check_ours(self, connection: Connection, lineage: Lineage) -> bool:
        """Whether the clinic has the newest schema; one that is not ours, or newer, is refused."""
        if not _one(connection, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"):
            raise Trouble("clinic-missing", folder=shown(self.place))
        comment = _one(connection, COMMENTED)
        if comment == FILLING:
            raise Trouble("clinic-filling", server=shown(self.place))
        if comment != OURS:
            raise Trouble("clinic-foreign", folder=shown(self.place))
        if _one(connection, "SELECT to_regclass('alembic_version')") is None:
            raise Trouble("clinic-damaged", folder=shown(self.place))
        revision = _one(connection, "SELECT max(version_num) FROM alembic_version")
        if revision not in lineage.revisions:
            raise Trouble("clinic-newer", folder=shown(self.place))
        return revision == lineage.head

    def _check_guards(self, connection: Connection, lineage: Lineage) -> None:
        if guards_found(connection) != dict(lineage.server_guards):
            raise Trouble("clinic-guard-missing", folder=shown(self.place))

    def _upgrade(self, connection: Connection, lineage: Lineage) -> None:
        line = cast("Line", connection.connection.driver_connection)
        line.patience = inf  # a large clinic takes its time
        run_scripts(connection, lineage)
        connection.exec_driver_sql(f"COMMENT ON TABLE clinic IS '{OURS}'")
        self._check_guards(connection, lineage)
        set_up_roles(connection)

    @override
    def _begin(self, connection: Connection, *, writing: bool) -> None:
        connection.exec_driver_sql(WRITE if writing else READ)

    @override
    def _archive(self, connection: Connection, *, writing: bool) -> ArchiveRows:
        return ArchiveRows(connection, self.place)

    @override
    def _faults(self) -> AbstractContextManager[None]:
        return server_faults(self.address)

    @override
    def _commit(self, transaction: RootTransaction, unit: Unit) -> None:
        if unit.audit.acts:
            transaction.connection.execute(ANNOUNCE, {"mark": self._mark_of_ours})
        try:
            with commit_faults(self.address):
                transaction.commit()
        except Trouble as trouble:
            entry = unit.audit.appended
            if entry is None or trouble.reason.code != "outcome-unknown":
                raise
            self._ask_again(entry, trouble)

    def _ask_again(self, entry: Entry, unknown: Trouble) -> None:
        """Look whether an act was kept whose commit was not answered; it may be told later."""
        try:
            with self._writer.begin() as connection:
                kept = was_kept(connection.connection.driver_connection, entry)
        except (DBAPIError, Trouble):
            self._doubts.append(entry)
            raise unknown from None
        if not kept:
            raise Trouble("server-unreachable", server=shown(self.place)) from None

    @override
    def listen(self, ears: Ears) -> Callable[[], None]:
        from app.storage.server_wire import Wire  # noqa: PLC0415 -- the driver is a slow import

        self._wire = Wire(
            ears,
            self._mark_of_ours,
            connect=partial(connect, self.address),
            settle=self._settle_doubts,
            drop=self._engine.dispose,
        )
        return self._wire.stop

    def _settle_doubts(self, line: "Line") -> tuple[Doubt, ...]:
        """What became of the acts whose commit was not answered."""
        if not self._doubts:
            return ()
        with line.transaction():
            alone = line.execute(TRY_LOCK).fetchone()
            if alone != (True,):  # the server has not given up the old connection yet
                return ()
            known = tuple(Doubt(entry, was_kept(line, entry)) for entry in self._doubts)
        del self._doubts[: len(known)]
        return known

    def _is_gone(self) -> bool:
        return self._wire is not None and self._wire.is_gone()

    def _connect(self) -> "Line":
        """A connection for the pool; nobody waits for a server that is known to be gone."""
        if self._is_gone():
            raise Trouble("server-unreachable", server=shown(self.address))
        line = connect(self.address)
        line.is_gone = self._is_gone
        return line

    @override
    def close(self) -> None:
        """Let go of the clinic, and hear no more of it."""
        if self._wire is not None:
            self._wire.stop()
        super().close()


def create_on_server(address: str) -> None:
    """Make an empty clinic in an empty database on a server."""
    database = ServerDatabase(address)
    try:
        database.make()
    finally:
        database.close()


def open_on_server(address: str, lineage: Lineage = SHIPPED) -> ServerDatabase:
    """The clinic on a server, brought to the newest schema."""
    database = ServerDatabase(address)
    try:
        database.settle(lineage)
        if lineage is SHIPPED:
            database.take_audit_key()
    except BaseException:
        database.close()
        raise
    return database


def _engine(creator: Callable[[], Raw]) -> Engine:
    engine = create_engine(
        "postgresql+psycopg://",
        creator=creator,
        pool_size=CONNECTIONS,
        max_overflow=CONNECTIONS,
        pool_pre_ping=True,  # the server may have been started anew since the last act
        use_native_hstore=False,
    )
    engine.dialect.use_insertmanyvalues_wo_returning = True  # many rows go as one statement
    return engine


def has_checked(address: str, password: str) -> bool:
    """Whether the server has asked for that password; False where it lets anybody in without one.

    A server that is away, or that lets them in no more, is trouble.
    """
    engine = _engine(partial(connect, address, password))
    try:
        with server_faults(address), engine.connect() as connection:
            line = cast("Line", connection.connection.driver_connection)
            return line.pgconn.used_password
    finally:
        engine.dispose()


def connect(address: str, password: str = "") -> "Line":
    """A connection to the server, set as every connection needs it.

    A password that was typed counts, whatever the address or this computer holds of one.
    """
    import psycopg  # noqa: PLC0415 -- slow import, and only clinics on a server need it
    from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: PLC0415 -- the same

    from app.storage.server_line import Line  # noqa: PLC0415 -- the same

    usual = {"application_name": "Anteroom", "connect_timeout": PATIENCE_S, **KEEPALIVE}
    typed = {"password": password} if password else {}
    try:
        named = secured(address, conninfo_to_dict(address))
        wanted = make_conninfo(address, **(usual | named | typed))
    except psycopg.ProgrammingError:
        raise Trouble("server-address") from None  # what it says may hold a part of a password
    line = Line.connect(wanted, autocommit=True)  # transactions begin where we say so
    line.execute(SETTINGS)
    return line


def was_kept(line: Raw, entry: Entry) -> bool:
    """Whether an entry of the audit is there, and so all of its act; asked under the lock."""
    found = line.execute(KEPT, (entry.seq, entry.hash)).fetchone()
    return found is not None


def _one(connection: Connection, statement: str) -> Raw:
    return connection.exec_driver_sql(statement).scalar_one_or_none()
