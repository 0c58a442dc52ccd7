import shutil
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from app.domain.clinics import Place
from app.storage.database import Database, create, open_database
from app.storage.folder import FolderDatabase
from app.storage.server import ServerDatabase
from tests.postgresql import Server, wash
from tests.storage.samples import rows, set_up

ENGINES = ("sqlite", "postgresql")
ANOTHER_ALPHABET = "TEMPLATE template0 LOCALE_PROVIDER icu ICU_LOCALE 'en-US'"
"""A clinic's texts are in the order of their letters' numbers, whatever the server's language."""

Copies = Callable[[str], AbstractContextManager[Place]]
"""Makes a closed clinic on the kind of database that is named."""


def make_blank(place: Place) -> None:
    """Make a clinic with a name and a kind of visit, to be copied."""
    create(place)
    database = open_database(place)
    with database.writing() as unit:
        set_up(unit)
    database.close()


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed clinic in a folder."""
    folder = tmp_path_factory.mktemp("blank") / "clinic"
    make_blank(folder)
    return folder


@pytest.fixture(scope="session")
def blank_address(server: Server) -> str:
    """A closed clinic on a server."""
    knows_alphabets = rows(server.address, "SELECT 1 FROM pg_collation WHERE collname = 'en-x-icu'")
    address = server.empty(ANOTHER_ALPHABET if knows_alphabets else "")
    make_blank(address)
    return address


@pytest.fixture(scope="session")
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Copies:
    """A clinic of its own for whoever asks."""

    @contextmanager
    def copy(engine: str) -> Generator[Place]:
        if engine == "sqlite":
            folder = tmp_path_factory.mktemp("own") / "clinic"
            yield Path(shutil.copytree(request.getfixturevalue("blank"), folder))
            return
        server: Server = request.getfixturevalue("server")
        address = server.copy(request.getfixturevalue("blank_address"))
        yield address
        server.drop(address)

    return copy


@pytest.fixture(scope="session")
def washable(server: Server, blank_address: str) -> str:
    """A closed clinic on a server, which one test after the other has for itself."""
    return server.reusable(blank_address)


@pytest.fixture
def washed(washable: str) -> Generator[str]:
    """The same, as if it were new; its tables and guards have to stay."""
    yield washable
    wash(washable)


@pytest.fixture(params=ENGINES)
def place(request: pytest.FixtureRequest) -> Place:
    """A closed clinic of this test's own, on each kind of database."""
    return request.getfixturevalue({"sqlite": "folder", "postgresql": "washed"}[request.param])


@pytest.fixture(scope="module", params=ENGINES)
def shared(request: pytest.FixtureRequest, copies: Copies) -> Generator[Place]:
    """A closed clinic that the tests of one file share, on each kind of database."""
    with copies(request.param) as own:
        yield own


@pytest.fixture
def database(place: Place) -> Generator[Database]:
    """An open clinic of this test's own, on each kind of database."""
    opened = open_database(place)
    yield opened
    opened.close()


@pytest.fixture
def folder(blank: Path, tmp_path: Path) -> Path:
    """A closed clinic in a folder of this test's own."""
    copy = tmp_path / "clinic"
    shutil.copytree(blank, copy)
    return copy


@pytest.fixture
def in_folder(folder: Path) -> Generator[FolderDatabase]:
    """An open clinic in a folder."""
    opened = FolderDatabase(folder)
    yield opened
    opened.close()


@pytest.fixture
def address(copies: Copies) -> Generator[str]:
    """A closed clinic on a server, of this test's own, to do anything with."""
    with copies("postgresql") as own:
        yield str(own)


@pytest.fixture
def on_server(address: str) -> Generator[ServerDatabase]:
    """An open clinic on a server."""
    opened = ServerDatabase(address)
    yield opened
    opened.close()
