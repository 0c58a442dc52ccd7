"""Making a clinic and opening one, wherever it is kept."""

from pathlib import Path

from app.domain.clinics import Place
from app.security.keys import Keys, Made
from app.storage.folder import FolderDatabase, create_in_folder, open_folder
from app.storage.migrating import SHIPPED, Lineage
from app.storage.places import FILE, KEY_FILE, is_encrypted, is_plain, read_keys, write_keys
from app.storage.server import create_on_server, open_on_server
from app.storage.transactions import Database

__all__ = [
    "FILE",
    "KEY_FILE",
    "Database",
    "FolderDatabase",
    "create",
    "is_encrypted",
    "is_plain",
    "open_database",
    "read_keys",
    "write_keys",
]


def create(place: Place, made: Made | None = None) -> None:
    """Make an empty clinic in a new or empty folder, or in an empty database on a server.

    With new keys the folder is encrypted; a server keeps its clinic by its own means.
    """
    if isinstance(place, Path):
        create_in_folder(place, made)
    else:
        create_on_server(place)


def open_database(
    place: Place, lineage: Lineage = SHIPPED, *, keys: Keys | None = None
) -> Database:
    """The clinic that is kept there, brought to the newest schema."""
    if isinstance(place, Path):
        return open_folder(place, lineage, keys)
    return open_on_server(place, lineage)
