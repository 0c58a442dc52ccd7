"""Bringing a clinic file to the schema of this program, or saying why that cannot be."""

import os
from collections.abc import Generator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from app import paths
from app.domain.refusal import Trouble
from app.security.files import sync_folder
from app.storage.driver import Raw, connect, driver, one
from app.storage.guards import GUARDS
from app.storage.server_guards import SERVER_GUARDS

APPLICATION_ID = 0x416E7465
"""“Ante”: marks a database file as a clinic of this program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lineage:
    """The schema's revisions in order, where their scripts lie, and the guards of the last."""

    revisions: tuple[str, ...]
    scripts: Path
    guards: Mapping[str, str]
    server_guards: Mapping[str, str] = field(default_factory=lambda: SERVER_GUARDS)

    @property
    def head(self) -> str:
        """The newest revision."""
        return self.revisions[-1]


REVISIONS = (
    "0001",
    "0002",
    "0003",
    "0004",
    "0005",
    "0006",
    "0007",
    "0008",
    "0009",
    "0010",
    "0011",
    "0012",
    "0013",
    "0014",
    "0015",
    "0016",
    "0017",
    "0018",
    "0019",
    "0020",
    "0021",
)
SHIPPED = Lineage(revisions=REVISIONS, scripts=paths.MIGRATIONS, guards=GUARDS)


def check_ours(connection: Raw, folder: Path, lineage: Lineage = SHIPPED) -> bool:
    """Whether a clinic file has the newest schema; one that is not ours, or newer, is refused."""
    known = len(lineage.revisions)
    if one(connection, "PRAGMA application_id") != APPLICATION_ID:
        raise Trouble("clinic-foreign", folder=str(folder))
    if one(connection, "PRAGMA user_version") > known:
        raise Trouble("clinic-newer", folder=str(folder))
    if not one(connection, "SELECT count(*) FROM sqlite_master WHERE name = 'alembic_version'"):
        raise Trouble("clinic-damaged", folder=str(folder))
    revision = one(connection, "SELECT version_num FROM alembic_version")
    if revision not in lineage.revisions:
        raise Trouble("clinic-newer", folder=str(folder))
    return revision == lineage.head


def check_guards(connection: Raw, folder: Path, guards: Mapping[str, str] = GUARDS) -> None:
    """Refuse a clinic file whose triggers are not exactly the ones this program makes."""
    rows = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    if dict(rows.fetchall()) != dict(guards):
        raise Trouble("clinic-guard-missing", folder=str(folder))


def check_whole(connection: Raw, folder: Path) -> None:
    """Refuse a clinic file that has a damaged page, or a row that names one which is not there."""
    sound = one(connection, "PRAGMA quick_check") == "ok"
    if not sound or one(connection, "PRAGMA foreign_key_check") is not None:
        raise Trouble("clinic-damaged", folder=str(folder))


def upgrade(path: Path, lineage: Lineage = SHIPPED, key: bytes | None = None) -> None:
    """Run the missing migrations in one transaction: all of them are kept, or none."""
    folder = path.parent
    with closing(connect(path, key, foreign_keys=False)) as raw, _alone(raw) as connection:
        run_scripts(connection, lineage)
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.exec_driver_sql(f"PRAGMA user_version = {len(lineage.revisions)}")
        check_guards(raw, folder, lineage.guards)
        if one(raw, "PRAGMA foreign_key_check") is not None:
            raise Trouble("clinic-damaged", folder=str(folder))


@contextmanager
def _alone(raw: Raw) -> Generator[Connection]:
    """A connection that holds the write lock; foreign keys must be off before that."""
    engine = create_engine("sqlite://", module=driver, creator=lambda: raw, poolclass=StaticPool)
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        try:
            yield connection
            connection.exec_driver_sql("COMMIT")
        except BaseException:
            with suppress(DBAPIError):  # on a full disk SQLite has rolled back by itself
                connection.exec_driver_sql("ROLLBACK")
            raise


def run_scripts(connection: Connection, lineage: Lineage) -> None:
    """Run the missing migrations on a connection, inside its transaction."""
    from alembic import command  # noqa: PLC0415 -- slow import, needed once in a clinic's life
    from alembic.config import Config  # noqa: PLC0415 -- the same

    config = Config()
    config.set_main_option("script_location", str(lineage.scripts).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, lineage.head)


def copy_whole(connection: Raw, copy: Path) -> None:
    """Write the database as it is at one instant to a new file, and wait until the disk has it."""
    connection.execute("VACUUM INTO ?", (str(copy),))
    copy.chmod(0o600)
    with copy.open("rb+") as file:
        os.fsync(file.fileno())
    sync_folder(copy.parent)


def copy_beside(path: Path, lineage: Lineage = SHIPPED, key: bytes | None = None) -> Path:
    """Keep the clinic file as it was before a migration, beside it and sealed like it."""
    copy = path.with_name(f"before-{lineage.head}.db")
    unfinished = path.with_name(f"{copy.name}.{uuid4().hex}")
    try:
        with closing(connect(path, key)) as connection:
            copy_whole(connection, unfinished)
        unfinished.replace(copy)
    finally:
        unfinished.unlink(missing_ok=True)
    sync_folder(path.parent)
    return copy
