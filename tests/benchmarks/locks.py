"""For how long transactions keep everybody else from writing."""

from collections.abc import Generator
from contextlib import contextmanager
from time import perf_counter

from sqlalchemy import Connection, event

from app.clinic import Clinic


@contextmanager
def timed_locks(clinic: Clinic, into: list[float]) -> Generator[None]:
    """Note for how long each transaction that writes holds its lock."""
    database = clinic.database
    begun: list[float] = []
    engine = database._engine  # pyright: ignore[reportPrivateUsage]

    def begin(connection: Connection) -> None:
        if connection.get_execution_options()["writing"]:
            begun.append(perf_counter())

    def end(_: Connection) -> None:
        if begun:
            into.append(perf_counter() - begun.pop())

    event.listen(engine, "begin", begin)
    event.listen(engine, "commit", end)
    yield
    event.remove(engine, "begin", begin)
    event.remove(engine, "commit", end)
