"""The demo clinic: made up around a day, the same for the same day, made afresh for another."""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import chain
from pathlib import Path

from app import paths
from app.clinic import Clinic, Clock, read_setup, system_clock
from app.domain.access import Act
from app.domain.refusal import Trouble, refuse
from app.domain.staff import THE_CLINIC
from app.domain.time import local_day
from app.security import keys
from app.security.keys import Keys
from app.storage.database import FILE, KEY_FILE, is_plain, open_database, read_keys
from app.use_cases import clinics
from app.use_cases.days import next_open_day, see_day
from app.use_cases.demo.filling import chart_of, fill, open_days
from app.use_cases.demo.house import demo_zone, details
from app.use_cases.files import workshop
from app.use_cases.openings import find_openings
from app.use_cases.patients import patient_of_chart
from app.use_cases.unlocking import DEMO_PASSWORD, TRIES_FILE, is_open_to_all

OWN = (FILE, f"{FILE}-*", KEY_FILE, TRIES_FILE, "archive", "before-*.db")
"""What a clinic's folder holds of its own; whatever else lies in it is left alone.

The database comes first: Windows moves none that is open, and then everything is left as it was.
"""
MAKING = ".making-"
PRIVATE = 0o700
EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)


def day_for(today: date) -> date:
    """The day around which a demo is made on a day: itself, or the next on which it is open."""
    return next(day for day in open_days(today) if day >= today)


def demo_day_of(folder: Path) -> date | None:
    """The day a demo clinic takes for today; None for a folder that holds no demo clinic."""
    if not (folder / FILE).exists():
        return None
    store = open_database(folder, keys=_keys(folder))
    try:
        with store.reading() as unit:
            return unit.settings.clinic().demo_day
    finally:
        store.close()


def _keys(folder: Path) -> Keys | None:
    """The keys of a demo clinic; a clinic whose password is not printed is none."""
    if is_plain(folder):  # a demo of before clinics were encrypted
        return None
    if not is_open_to_all(folder):
        raise Trouble("clinic-foreign", folder=str(folder))
    return keys.unlock(read_keys(folder), "", DEMO_PASSWORD)


def is_to_be_made(folder: Path, day: date) -> bool:
    """Whether the demo clinic of a day has yet to be made; a folder in other use is refused."""
    try:
        found = demo_day_of(folder)
    except Trouble as trouble:
        if trouble.reason.code != "clinic-foreign":
            raise
        found = None
    if found is None and _is_used(folder):
        raise refuse("demo-folder-taken", folder=str(folder))
    return found != day or is_plain(folder)


def _is_used(folder: Path) -> bool:
    """Whether a folder holds anything but what an interrupted making left."""
    if not folder.exists():
        return False
    return not folder.is_dir() or any(not path.name.startswith(MAKING) for path in folder.iterdir())


def make_demo(
    folder: Path,
    day: date,
    clock: Clock = system_clock,
    tell: Callable[[int], None] = lambda _: None,
) -> None:
    """Make the demo clinic of a day, in place of the one that the folder holds.

    `tell` hears how many hundredths are done.
    """
    if not EARLIEST <= day <= LATEST:
        raise refuse("demo-day", first=EARLIEST, last=LATEST)
    is_to_be_made(folder, day)
    with _workshop(folder) as made:
        new, old = made / "new", made / "old"
        _build(new, day, clock, tell)
        old.mkdir()
        for path in _own(folder):
            path.rename(old / path.name)
        for path in reversed(_own(new)):
            path.rename(folder / path.name)


def todays_demo(clock: Clock, tell: Callable[[int], None], stopped: Callable[[], bool]) -> Path:
    """The folder of this person's demo clinic, which is made when it is of another day.

    One that is stopped is refused, and leaves what was there before.
    """

    def heard(done: int) -> None:
        if stopped():
            raise refuse("demo-stopped")
        tell(done)

    folder, day = paths.demo_clinic(), local_day(clock(), demo_zone())
    if is_to_be_made(folder, day):
        make_demo(folder, day, clock, heard)
    return folder


@contextmanager
def _workshop(folder: Path) -> Generator[Path]:
    """A folder inside the clinic's, where a clinic is built before it takes its place."""
    try:
        folder.mkdir(mode=PRIVATE, parents=True, exist_ok=True)
        with workshop(folder, MAKING) as made:
            yield made
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("demo-not-made", folder=str(folder), why=why) from fault


def _own(folder: Path) -> list[Path]:
    return list(chain.from_iterable(folder.glob(pattern) for pattern in OWN))


def _build(folder: Path, day: date, clock: Clock, tell: Callable[[int], None]) -> None:
    made = keys.make_shared(DEMO_PASSWORD)
    clinics.make_clinic_as(folder, details(day), (), clock, made=made)
    store = open_database(folder, keys=Keys(now=made.key))
    try:
        with store.reading() as unit:
            setup = read_setup(unit)
        clinic = Clinic(place=folder, database=store, setup=setup, person=THE_CLINIC, clock=clock)
        with clinic.writing(Act.MAKE_CLINIC) as unit:
            fill(clinic, unit, day, tell)
    finally:
        store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How much a demo clinic holds."""

    patients: int
    visits: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Showcase:
    """What to try first: one patient who can be booked and one who cannot."""

    ready: str
    """Chart number of the patient who is ready for an infusion."""
    free: datetime | None
    """A start at which an infusion fits."""
    refused: str
    """Chart number of the patient whose booking is refused for several reasons at once."""
    taken: datetime
    """A start at which there is no room left either."""


def census(clinic: Clinic) -> Census:
    """How many patients and visits the clinic holds."""
    with clinic.reading(Act.SEE_DAY) as unit:
        always = (datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC))
        visits = unit.scheduling.visits_between(*always)
        return Census(patients=unit.patients.count(), visits=len(visits))


def showcase(clinic: Clinic) -> Showcase:
    """The two bookings that a newcomer tries first."""
    tomorrow = next_open_day(clinic, clinic.today())
    ready = patient_of_chart(clinic, chart_of("ready"))
    found = find_openings(clinic, "iv-dosing", patient=ready.id, from_day=tomorrow, limit=1)
    infusions = [
        view.visit.start
        for view in see_day(clinic, tomorrow).standing
        if view.type.slug == "iv-dosing"
    ]
    return Showcase(
        ready=ready.chart,
        free=found[0].start if found else None,
        refused=chart_of("refused"),
        taken=min(infusions, default=clinic.now() + timedelta(days=1)),
    )
