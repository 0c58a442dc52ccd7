"""What lies inside the packages that we use and no list of packages names, with its version.

`run.py sbom` asks for it; the versions are those of the files that are installed.
"""

import json
import sys
from importlib import import_module
from typing import Any

Module = Any
"""A package without types of its own."""

driver: Module = import_module("sqlcipher3.dbapi2")
pdfium: Module = import_module("pypdfium2")
libpq: Module = import_module("psycopg.pq")
qt: Module = import_module("PySide6.QtCore")


def asked(pragma: str) -> str:
    """What the encrypting SQLite says of itself; it tells only who has given a key."""
    connection = driver.connect(":memory:")
    connection.execute("PRAGMA key = 'any'")
    return str(connection.execute(f"PRAGMA {pragma}").fetchone()[0])


def parts() -> list[tuple[str, str, str]]:
    """Name and version of each part, and the package that it is in."""
    return [
        ("sqlite", driver.sqlite_version, "sqlcipher3"),
        ("sqlcipher", asked("cipher_version").split()[0], "sqlcipher3"),
        ("openssl", asked("cipher_provider_version").split()[1], "sqlcipher3"),
        ("qt", qt.qVersion(), "pyside6-essentials"),
        ("pdfium", str(pdfium.PDFIUM_INFO), "pypdfium2"),
        ("libpq", f"{libpq.version() // 10_000}.{libpq.version() % 10_000}", "psycopg-binary"),
    ]


if __name__ == "__main__":
    json.dump(parts(), sys.stdout)
