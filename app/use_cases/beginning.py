"""Setting up a clinic: it is made whole, or nothing of it is."""

from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from secrets import token_bytes
from uuid import uuid4

from app import paths, words
from app.clinic import Clock, system_clock
from app.documents import make_print_test
from app.documents.values import PrintTest
from app.domain import beginning
from app.domain.beginning import Beginning
from app.domain.clinics import ADDRESS, ClinicDetails
from app.domain.codes import RANDOM_BYTES
from app.domain.codes import new_code as new_page_code
from app.domain.refusal import Reason, Trouble, gathered, refuse, refuse_if
from app.domain.scheduling import VisitType
from app.domain.template import Template
from app.domain.time import parse_zone
from app.library import templates
from app.security import keys, recovery
from app.security.files import PRIVATE_FOLDER, sync_folder
from app.security.passwords import against_password
from app.security.slots import USUAL, Cost
from app.storage.unit import Unit
from app.use_cases.begun import forget_begun
from app.use_cases.clinics import make_clinic_as
from app.use_cases.files import workshop
from app.use_cases.furnishing import put_in
from app.use_cases.phones import dialled
from app.words.tongue import speaking

TEMPLATE = "kap"
MAKING = ".setting-up-"


def first_beginning(language: str, zone: str, names: tuple[str, str, str]) -> Beginning:
    """What stands in the pages at first: rooms and pumps as most clinics of this kind have them."""
    session_rooms, talk_rooms, pumps = names
    return Beginning(
        language=language,
        folder=str(paths.default_clinic()),
        zone=zone,
        session_rooms=session_rooms,
        talk_rooms=talk_rooms,
        pumps=pumps,
        left_out=beginning.not_offered_at_first(visit_types()),
    )


def visit_types() -> tuple[VisitType, ...]:
    """The kinds of visit that a new clinic can offer."""
    return _template().types


def _template() -> Template:
    return templates.template(TEMPLATE)


def new_recovery_code() -> str:
    """A code for the recovery sheet, which opens the clinic once it is made."""
    return recovery.new_code()


def against_place(new: Beginning) -> Iterator[Reason]:
    """What is wrong with name, folder, telephone and time zone."""
    yield from beginning.against_name(new)
    yield from _against_folder(new.place)
    found: list[Reason] = []
    gathered(found, partial(dialled, new.phone), "")
    yield from found
    with_zone: list[Reason] = []
    gathered(with_zone, lambda: str(parse_zone(new.zone)), "")
    yield from with_zone


def _against_folder(folder: Path) -> Iterator[Reason]:
    try:
        taken = folder.exists() and (not folder.is_dir() or any(folder.iterdir()))
    except OSError as fault:
        why = fault.strerror or str(fault)
        yield Reason("clinic-not-made", {"folder": str(folder), "why": why})
    else:
        if taken:
            yield Reason("folder-not-empty", {"folder": str(folder)})


def against_password_of(new: Beginning, password: str) -> Iterator[Reason]:
    """What is wrong with the manager's password."""
    if not password:
        yield Reason("manager-no-password")
        return
    login = new.login.strip()
    yield from against_password(password, (login, *new.name.split(), *new.manager.split()))


def make(
    new: Beginning,
    password: str,
    code: str,
    clock: Clock = system_clock,
    *,
    cost: Cost = USUAL,
    tell: Callable[[int], None] = lambda _: None,
) -> Path:
    """Make the clinic as it was described, in one act, and give its folder.

    It is built beside the folder and takes its place when it is whole; a fault leaves nothing.
    """
    refuse_if(
        (
            *against_place(new),
            *beginning.against_manager(new),
            *against_password_of(new, password),
            *beginning.against_house(new),
        )
    )
    folder = new.place
    with _workshop(folder) as built:
        tell(1)
        made = keys.make(new.login.strip(), password, cost, code=code)
        tell(2)
        furnish = partial(_furnish, new=new)
        make_clinic_as(
            built, _details(new), (), clock, made=made, left_out=new.left_out, furnish=furnish
        )
        tell(3)
        if folder.exists():
            folder.rmdir()  # it is empty
        built.rename(folder)
        sync_folder(folder.parent)
    forget_begun()
    return folder


def _details(new: Beginning) -> ClinicDetails:
    return ClinicDetails(
        uuid=str(uuid4()),
        name=" ".join(new.name.split()),
        zone=new.zone,
        template=TEMPLATE,
        address=" ".join(new.address.split()),
        phone=dialled(new.phone),
    )


def _furnish(unit: Unit, new: Beginning) -> None:
    for each in beginning.house_of(new):
        if each.wish is not None:
            put_in(unit, each.wish, each.person)
        elif each.person is not None:
            unit.staff.add(each.person, None)


@contextmanager
def _workshop(folder: Path) -> Generator[Path]:
    """A folder beside the clinic's, gone afterwards with every folder that was made for it."""
    try:
        new_ones = _made_up_to(folder.parent)
        try:
            with _beside(folder) as made:
                yield made / "clinic"
        except BaseException:
            for each in reversed(new_ones):
                with suppress(OSError):
                    each.rmdir()
            raise
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("clinic-not-made", folder=str(folder), why=why) from fault


@contextmanager
def _beside(folder: Path) -> Generator[Path]:
    try:
        with workshop(folder.parent, MAKING) as made:
            yield made
    except Trouble as trouble:
        facts = trouble.reason.facts
        if "folder" in facts:  # it is about the workshop, which nobody knows
            raise Trouble(trouble.reason.code, **{**facts, "folder": str(folder)}) from trouble
        raise


def _made_up_to(folder: Path) -> list[Path]:
    """Make a folder and those above it; the ones that were not there before."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()][::-1]
    for each in missing:
        each.mkdir(mode=PRIVATE_FOLDER)
    return missing


@speaking("en")
def print_test(clinic: str, printer: str, printed: datetime) -> tuple[bytes, str]:
    """A page that tries a printer, and its code."""
    code = new_page_code(token_bytes(RANDOM_BYTES))
    told = words.day_time(printed)
    page = PrintTest(clinic=clinic, printer=printer, code=code, printed=told)
    return make_print_test(page), code


def server_address(typed: str) -> str:
    """The address of a clinic on a server as somebody typed it; anything else is refused."""
    address = typed.strip()
    if ADDRESS.fullmatch(address) is None:
        raise refuse("server-address")  # without it: a slip of the pen may hold a password
    return address
