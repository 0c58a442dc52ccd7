"""Making a clinic and opening one, wherever it is kept."""

from pathlib import Path

from app.domain.clinics import Place
from app.storage.folder import FILE, create_in_folder, open_folder
from app.storage.migrating import SHIPPED, Lineage
from app.storage.server import create_on_server, open_on_server
from app.storage.transactions import Database

__all__ = ["FILE", "Database", "create", "open_database"]


def create(place: Place) -> None:
    """Make an empty clinic in a new or empty folder, or in an empty database on a server."""
    if isinstance(place, Path):
        create_in_folder(place)
    else:
        create_on_server(place)


def open_database(place: Place, lineage: Lineage = SHIPPED) -> Database:
    """The clinic that is kept there, brought to the newest schema."""
    if isinstance(place, Path):
        return open_folder(place, lineage)
    return open_on_server(place, lineage)
