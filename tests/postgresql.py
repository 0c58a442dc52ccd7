"""A real PostgreSQL server of the tests' own, or the one that `ANTEROOM_TEST_POSTGRESQL` names."""

import os
import shutil
import socket
import subprocess
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from uuid import uuid4

import psycopg
import pytest

from app.domain.clinics import SCHEME

PREFIX = "anteroom_"
NAMED = "ANTEROOM_TEST_POSTGRESQL"
INSTALL = (
    "PostgreSQL is missing. Please type:\n"
    "    sudo apt-get update && sudo apt-get install --no-install-recommends postgresql\n"
    f"or name a server whose login may do everything: {NAMED}={SCHEME}login@server/postgres"
)
PROGRAMS = Path("/usr/lib/postgresql")
"""Debian keeps each version's programs in a folder of its number."""

SPARE = """
CREATE SCHEMA spare;
CREATE TABLE spare.numbers AS
  SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = 'public';
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('CREATE TABLE spare.%I AS TABLE public.%I', t.name, t.name);
  END LOOP;
END $$
"""
WASH = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
  WHERE datname = current_database() AND pid != pg_backend_pid();
SET session_replication_role = replica; -- no guard and no reference is asked
DO $$ DECLARE t record; BEGIN
  FOR t IN SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE format('DELETE FROM public.%I', t.name);
    EXECUTE format('INSERT INTO public.%I SELECT * FROM spare.%I', t.name, t.name);
  END LOOP;
END $$;
SELECT setval(sequencename::regclass, coalesce(last_value, 1), last_value IS NOT NULL)
  FROM spare.numbers
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server, by its address, and the databases of these tests by their first letters."""

    address: str
    prefix: str
    numbers: "count[int]"

    def empty(self, options: str = "") -> str:
        """The address of a new empty database."""
        name = f"{self.prefix}{next(self.numbers)}"
        self.tell(f"CREATE DATABASE {name} {options}")
        return named(self.address, name)

    def copy(self, address: str) -> str:
        """The address of a copy of a database that nobody has open."""
        return self.empty(f"TEMPLATE {name_of(address)}")

    def reusable(self, address: str) -> str:
        """A copy of a database that nobody has open; it can be washed."""
        own = self.copy(address)
        with psycopg.connect(own) as connection:
            connection.execute(SPARE)
        return own

    def drop(self, address: str) -> None:
        """Remove a database, whoever has it open."""
        self.tell(f"DROP DATABASE {name_of(address)} WITH (FORCE)")

    def clear(self) -> None:
        """Remove every database of these tests."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            query = "SELECT datname FROM pg_database WHERE starts_with(datname, %s)"
            names = connection.execute(query, [self.prefix]).fetchall()
            query = "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)"
            roles = connection.execute(query, [self.prefix]).fetchall()
        for (name,) in names:
            self.tell(f"DROP DATABASE {name} WITH (FORCE)")
        for (name,) in roles:
            self.tell(f"DROP ROLE {name}")

    def tell(self, statement: str) -> None:
        """Run a statement on the server itself."""
        with psycopg.connect(self.address, autocommit=True) as connection:
            connection.execute(statement.encode())


def wash(address: str) -> None:
    """Put back what was in a reusable database; this takes less than making another copy."""
    with psycopg.connect(address) as connection:
        connection.execute(WASH)


def name_of(address: str) -> str:
    """The name of the database in an address."""
    return address.partition("?")[0].rpartition("/")[2]


def named(address: str, name: str) -> str:
    """The address of another database on the same server."""
    where, mark, options = address.partition("?")
    server = where.removeprefix(SCHEME).partition("/")[0]
    return f"{SCHEME}{server}/{name}{mark}{options}"


@contextmanager
def running_server() -> Generator[Server]:
    """The server that is named, left without a trace, or one that lives as long as the tests."""
    theirs = os.environ.get(NAMED, "")
    if not theirs:
        with _own_server() as address:
            yield Server(address, PREFIX, count(1))
        return
    server = Server(theirs, f"{PREFIX}{uuid4().hex[:12]}_", count(1))
    try:
        yield server
    finally:
        server.clear()


@contextmanager
def _own_server() -> Generator[str]:
    """The address of a server with its own folder and port, so that no other run has it too."""
    if not shutil.which("pg_createcluster") or not PROGRAMS.is_dir():
        pytest.fail(INSTALL)
    version = max((path.name for path in PROGRAMS.iterdir() if path.name.isdigit()), key=int)
    folder = Path(mkdtemp(prefix="anteroom-postgresql-"))
    (folder / "etc").mkdir()
    if os.geteuid() == 0:  # the server refuses to run as root; Debian has a login for it
        folder.chmod(0o755)
        shutil.chown(folder, "postgres")
        shutil.chown(folder / "etc", "postgres")
    port = free_port()
    places = (f"--datadir={folder}/data", f"--logfile={folder}/log", f"--socketdir={folder}")
    quiet = ("--pgoption=autovacuum=off", "--encoding=UTF8")
    create = ("pg_createcluster", f"--port={port}", *quiet, *places, version, "tests")
    with _ending(folder, version):
        _run(folder, *create, "--", "--auth=trust", "--username=postgres", "--no-sync")
        _run(folder, *_control(version), "start")
        yield f"postgresql://postgres@127.0.0.1:{port}/postgres"


def free_port() -> int:
    """A port of this machine at which nobody listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def _control(version: str) -> tuple[str, ...]:
    return ("pg_ctlcluster", "--skip-systemctl-redirect", version, "tests")


def _environment(folder: Path) -> dict[str, str]:
    """With the cluster's settings in its own folder, and none in the machine's."""
    return os.environ | {"PG_CLUSTER_CONF_ROOT": str(folder / "etc")}


def _run(folder: Path, *words: str) -> None:
    environment = _environment(folder)
    done = subprocess.run(words, check=False, env=environment, capture_output=True, text=True)
    if done.returncode:
        pytest.fail(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


@contextmanager
def _ending(folder: Path, version: str) -> Generator[None]:
    """Stop the server and remove its folder in the end, even when these tests are killed: another
    process waits until nobody holds its input any more.
    """
    stop = " ".join((*_control(version), "stop", "--mode", "immediate"))
    with subprocess.Popen(
        ["sh", "-c", f"cat; {stop}; rm -rf {folder}"],
        env=_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ):
        yield
