"""What every test stands on: no screen, and neither locale, time nor folders of the machine."""

import gc
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import pytest
from hypothesis import HealthCheck, settings

from app.clinic import Clinic
from app.use_cases.demo import make_demo
from tests.cups_queue import Queue, running_queue
from tests.places import DATA_HOME
from tests.postgresql import Server, running_server, wash
from tests.small import Small, make_small

os.environ |= {
    "QT_QPA_PLATFORM": "offscreen",  # read when Qt is imported, so it is set before
    "LC_ALL": "C.UTF-8",
    "LANGUAGE": "",
    "TZ": "Asia/Kathmandu",  # no clinic of the tests is there: whoever asks the machine is found
}
if hasattr(time, "tzset"):  # Windows has none
    time.tzset()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Two kinds of tests are run only when they are asked for."""
    parser.addoption("--long", action="store_true", help="also what takes minutes")
    parser.addoption("--bench", action="store_true", help="only the measurements")


def pytest_configure(config: pytest.Config) -> None:
    """Tests by random examples try the same few in the gate, and many others when there is time."""
    long = bool(config.getoption("--long"))
    settings.register_profile(
        "ours",
        max_examples=2000 if long else 30,
        derandomize=not long,
        deadline=None,
        suppress_health_check=[HealthCheck.filter_too_much],  # few courses break by chance
    )
    settings.load_profile("ours")


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A small clinic as made, closed."""
    return make_small(tmp_path_factory.mktemp("small") / "clinic")


@pytest.fixture(scope="session")
def made_on_server(server: Server, made: Small) -> Small:
    """The same on a server, which one test after the other has for itself."""
    return replace(made, place=server.reusable(str(make_small(server.empty()).place)))


@pytest.fixture
def near(made_on_server: Small) -> Iterator[Clinic]:
    """The clinic at a desk whose wire to the server is whole."""
    opened = made_on_server.open()
    yield opened
    opened.close()
    wash(str(made_on_server.place))


@pytest.fixture(scope="session")
def times(pytestconfig: pytest.Config) -> int:
    """How often a repeated test is repeated: ten times as often when there is time."""
    return 10 if pytestconfig.getoption("--long") else 1


@pytest.fixture(scope="session")
def stride(pytestconfig: pytest.Config) -> int:
    """At which steps of an act the power fails: at each when there is time, else at every third."""
    return 1 if pytestconfig.getoption("--long") else 3


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what was not asked for."""
    bench = bool(config.getoption("--bench"))
    long = bool(config.getoption("--long"))
    left_out = [item for item in items if not is_wanted(item, bench=bench, long=long)]
    items[:] = [item for item in items if is_wanted(item, bench=bench, long=long)]
    config.hook.pytest_deselected(items=left_out)


def is_wanted(item: pytest.Item, *, bench: bool, long: bool) -> bool:
    """Measurements and the rest never run together; long tests run with the rest."""
    if ("benchmarks" in item.path.parts) != bench:
        return False
    return long or item.get_closest_marker("long") is None


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Nothing is read from, or left in, the folders of whoever runs the tests."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in (DATA_HOME, "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR"):
            folder = home / name.lower()
            folder.mkdir(mode=0o700)  # Qt warns of a runtime folder that others may enter
            patch.setenv(name, str(folder))
        yield


@pytest.fixture(autouse=True)
def collected() -> Iterator[None]:
    """Where a window has taken over when cycles are collected, it is done between two tests too."""
    yield
    if not gc.isenabled():
        from app.ui.common.collecting import collect_what_is_due  # noqa: PLC0415 -- it needs Qt

        collect_what_is_due()


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def demo_made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo clinic of Monday 23 November 2026, closed; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("demo") / "clinic"
    make_demo(folder, date(2026, 11, 23))
    return folder


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, started by the first test that asks for it."""
    with running_server() as running:
        yield running


@pytest.fixture(scope="module")
def queue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Queue]:
    """A print service of its own for each file of tests that prints."""
    folder = tmp_path_factory.mktemp("cups")
    shared = Path(gettempdir())
    own = (each for each in (folder, *folder.parents) if shared in each.parents)
    for each in own:
        each.chmod(0o755)  # the server works as another user
    with running_queue(folder) as running:
        yield running
