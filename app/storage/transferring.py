"""A clinic from its folder into a database on a server: row by row, verified, resumed at will."""

from collections.abc import Iterator
from itertools import islice, zip_longest

from sqlalchemy import Connection, Row, Select, Table, func, insert, select, text

from app.domain.audit import Entry
from app.domain.clinics import Place, shown
from app.domain.refusal import Trouble
from app.domain.transfers import Moved, Progress
from app.storage import server_tables, tables
from app.storage.folder import NAMED
from app.storage.server import ServerDatabase
from app.storage.unit import Unit

AT_ONCE = 2_000
"""So many rows are kept in one transaction; whoever begins again goes on after the last of them."""

TABLES = tuple(tables.metadata.sorted_tables)
"""Every table, each after those that it names."""

FILES = text(f"{NAMED} ORDER BY sha256")
COUNTER = text("SELECT pg_get_serial_sequence(:table, :key)")
COUNT_ON = text("SELECT setval(CAST(:counter AS regclass), :last)")
ARCHIVED = select(server_tables.archive.c.sha256)


def transfer(source: Unit, address: str, entry: Entry, tell: Progress) -> Moved:
    """Move everything, look at every row again, and only then let anybody open it."""
    target = ServerDatabase(address)
    target.audit_key = source.audit.key  # the chain goes on as it began
    try:
        target.begin_filling()
        rows = {table.name: _copy(source, target, table, tell) for table in TABLES}
        files = _copy_files(source, target, tell)
        with target.writing() as unit:
            for table in TABLES:
                tell(f"verifying {table.name}")
                _verify(source.connection, unit.connection, table, target.place)
            _verify_audit(source, unit, target.place)
            _count_on(unit.connection)
            unit.audit.append(entry)
            target.finish_filling(unit.connection)
            seq, _ = unit.audit.head()
        return Moved(rows=rows, files=files, entries=seq)
    finally:
        target.close()


def _ordered(table: Table) -> Select[tuple[object, ...]]:
    return select(table).order_by(*table.primary_key.columns)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _copy(source: Unit, target: ServerDatabase, table: Table, tell: Progress) -> int:
    """Copy the rows that are not there yet; gives how many there are."""
    with target.reading() as there:
        count = _count(there.connection, table)
    rest = _ordered(table).offset(count).execution_options(yield_per=AT_ONCE)
    with source.connection.execute(rest) as found:
        while some := list(islice(found, AT_ONCE)):
            with target.writing() as unit:
                unit.connection.execute(insert(table), [_keyed(table, row) for row in some])
            count += len(some)
            tell(f"copied {table.name}: {count}")
    return count


def _keyed(table: Table, row: Row[tuple[object, ...]]) -> dict[str, object]:
    return dict(zip(table.c.keys(), row, strict=True))


def _copy_files(source: Unit, target: ServerDatabase, tell: Progress) -> int:
    """Copy the files of the archive; each is known by the hash of what is in it."""
    digests = [str(digest) for digest in source.connection.execute(FILES).scalars()]
    with target.reading() as there:
        known = set(there.connection.execute(ARCHIVED).scalars())
    for number, digest in enumerate(digests, 1):
        if digest not in known:
            content = source.archive.get(digest)  # which says when it is damaged
            with target.writing() as unit:
                unit.archive.put(content)
            tell(f"copied files: {number}")
    return len(digests)


def _verify(source: Connection, target: Connection, table: Table, place: Place) -> None:
    """Compare every row with the one it was copied from."""
    for here, there in zip_longest(_every(source, table), _every(target, table)):
        if here is None or there is None or tuple(here) != tuple(there):
            raise Trouble("transfer-differs", server=shown(place), table=table.name)


def _every(connection: Connection, table: Table) -> Iterator[Row[tuple[object, ...]]]:
    query = _ordered(table).execution_options(yield_per=AT_ONCE)
    with connection.execute(query) as found:
        yield from found


def _verify_audit(source: Unit, target: Unit, place: Place) -> None:
    """The chain is whole, and ends in the same entry."""
    if target.audit.first_broken() is not None or target.audit.head() != source.audit.head():
        raise Trouble("transfer-differs", server=shown(place), table="audit")


def _count_on(connection: Connection) -> None:
    """New rows get numbers after those that came along."""
    for table in TABLES:
        key = next(iter(table.primary_key.columns))
        named = {"table": table.name, "key": key.name}
        counter = connection.execute(COUNTER, named).scalar_one_or_none()
        last = connection.execute(select(func.max(key))).scalar_one_or_none()
        if counter is not None and last is not None:
            connection.execute(COUNT_ON, {"counter": counter, "last": last})
