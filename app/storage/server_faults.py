"""What the network, the server and other programs can do to a clinic, as troubles."""

from collections.abc import Generator, Mapping
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, OperationalError

from app.domain.clinics import shown
from app.domain.refusal import Trouble
from app.storage.server_tls import UNPROVEN

SERVER_TROUBLES: Mapping[str, str] = {
    "25006": "clinic-read-only",
    "42501": "server-forbids",
    "AN001": "server-other-login",
    "55P03": "clinic-locked",
    "40P01": "clinic-locked",
    "53100": "disk-full",
    "58030": "disk-failed",
    "XX001": "clinic-damaged",
    "XX002": "clinic-damaged",
}
"""PostgreSQL's code of an error to the code of the trouble."""

GONE = ("08", "57P", "25P03")
"""How the codes begin by which a server says that it ends a connection."""

REFUSAL = "FATAL:"
"""What a server that refuses a connection begins its reason with."""


@contextmanager
def server_faults(address: str) -> Generator[None]:
    """Turns what the server or its absence does into trouble; other errors pass."""
    try:
        yield
    except DBAPIError as error:
        code = _sqlstate(error)
        if code in SERVER_TROUBLES:
            raise Trouble(SERVER_TROUBLES[code], folder=shown(address)) from error
        if not _is_gone(error):
            raise
        if any(said in str(error.orig) for said in UNPROVEN):
            raise Trouble("server-unproven", server=shown(address)) from error
        why = _refused(error)
        if why:
            raise Trouble("server-refused", server=shown(address), why=why) from error
        raise Trouble("server-unreachable", server=shown(address)) from error


@contextmanager
def commit_faults(address: str) -> Generator[None]:
    """Says that nobody knows what was kept when the server does not answer a commit."""
    try:
        yield
    except DBAPIError as error:
        if _is_gone(error):
            raise Trouble("outcome-unknown", server=shown(address)) from error
        raise


def _sqlstate(error: DBAPIError) -> str:
    return getattr(error.orig, "sqlstate", None) or ""


def _is_gone(error: DBAPIError) -> bool:
    """Whether there is no connection, or none any more; a driver without a server has no code."""
    code = _sqlstate(error)
    return code.startswith(GONE) or (not code and isinstance(error, OperationalError))


def _refused(error: DBAPIError) -> str:
    """Why the server refused the connection; nothing when it did not say."""
    _, mark, why = str(error.orig).partition(REFUSAL)
    if mark:
        return why.strip().splitlines()[0]
    asked = getattr(getattr(error.orig, "pgconn", None), "needs_password", False)
    return "it wants a password" if asked else ""
