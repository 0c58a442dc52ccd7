"""Making a clinic and opening one."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

from app.clinic import Clinic, Clock, Setup, read_setup, system_clock
from app.domain.access import Act, Role
from app.domain.clinics import ClinicDetails, Place
from app.domain.refusal import Reason, Refused, Trouble, refuse, refuse_if
from app.domain.staff import THE_CLINIC, Person, against_login
from app.domain.template import Template
from app.domain.time import parse_zone
from app.library import templates
from app.security import keys
from app.security.keys import Keys, Made
from app.security.passwords import against_password
from app.security.slots import USUAL, Cost
from app.security.tries import MemoryTally
from app.storage import database
from app.storage.unit import Unit
from app.use_cases.forms import put_in_shipped, take_in_shipped
from app.use_cases.holds import books_holds
from app.use_cases.judging import settle
from app.use_cases.unlocking import (
    check_second_factor,
    counting_codes,
    keep_sign_in,
    recovered,
    renew_if_due,
    tally,
    unlocked,
)

FIRST_LOGIN = Person(
    login="manager", name="Clinic manager", roles=frozenset({Role.MANAGER, Role.FRONT_DESK})
)
"""The login a new clinic starts with."""

OTHER_KEY = "drill-other-key"
"""A copy was sealed with a key that the open clinic no longer has."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""So much the clocks of two desks may differ."""

DEMO_LOGIN = "desk"
"""The login that a demo clinic's commands use when none is named."""


def make_clinic(
    place: Place,
    *,
    name: str,
    zone: str,
    template: str = "kap",
    manager: str = FIRST_LOGIN.login,
    password: str = "",
    cost: Cost = USUAL,
) -> str:
    """Make an empty clinic with the template's visit types and one manager login.

    A clinic in a folder is encrypted; its recovery code is given, and kept nowhere else.
    """
    login = manager.strip()
    refuse_if([*against_login(login), *_against_first(place, name, login, password)])
    made = keys.make(login, password, cost) if isinstance(place, Path) else None
    details = ClinicDetails(uuid=str(uuid4()), name=name, zone=zone, template=template)
    make_clinic_as(place, details, (replace(FIRST_LOGIN, login=login),), made=made)
    return made.code if made else ""


def _against_first(place: Place, name: str, login: str, password: str) -> Iterator[Reason]:
    if not isinstance(place, Path):  # a server has its own passwords
        return
    if not password:
        yield Reason("password-needed")
    else:
        yield from against_password(password, (login, *name.split()))


def make_clinic_as(
    place: Place,
    details: ClinicDetails,
    staff: tuple[Person, ...],
    clock: Clock = system_clock,
    *,
    made: Made | None = None,
    left_out: frozenset[str] = frozenset(),
    furnish: Callable[[Unit], None] = lambda _: None,
) -> None:
    """Make a clinic with these details, people and keys, and whatever else it begins with.

    Kinds of visit that are left out are kept as retired ones, to be used again in the settings.
    """
    parse_zone(details.zone)
    chosen = _without(templates.template(details.template), left_out)
    database.create(place, made)
    store = database.open_database(place, keys=Keys(now=made.key) if made else None)
    try:
        bare = Clinic(
            place=place,
            database=store,
            setup=_setup(details, chosen),
            person=THE_CLINIC,
            clock=clock,
        )
        with bare.writing(Act.MAKE_CLINIC) as unit:
            _keep(unit, bare, chosen)
            for person in staff:
                unit.staff.add(person, None)
            furnish(unit)
    finally:
        store.close()


def _without(chosen: Template, left_out: frozenset[str]) -> Template:
    types = (replace(each, retired=each.slug in left_out) for each in chosen.types)
    return replace(chosen, types=tuple(types))


def _setup(details: ClinicDetails, chosen: Template) -> Setup:
    return Setup(
        details=details,
        types={kind.slug: kind for kind in chosen.types},
        courses={course.slug: course for course in chosen.courses},
        policy=chosen.policy,
        rules=chosen.rules,
        papers=chosen.papers,
        hours=chosen.hours,
    )


def _keep(unit: Unit, clinic: Clinic, chosen: Template) -> None:
    unit.settings.set_clinic(clinic.setup.details)
    unit.settings.keep_policy(chosen.policy, clinic.now(), clinic.person.login)
    unit.settings.keep_visit_types(chosen.types)
    unit.settings.keep_course_templates(chosen.courses)
    unit.settings.keep_packet_rules(chosen.rules)
    unit.settings.keep_paper_policy(chosen.papers)
    unit.settings.keep_text_policy(chosen.hours)
    put_in_shipped(clinic, unit)


def open_clinic(
    place: Place,
    login: str = "",
    clock: Clock = system_clock,
    *,
    password: str | None = None,
    code: str = "",
) -> Clinic:
    """Open a clinic as somebody; a demo clinic, or one with a single login, needs no name.

    A demo clinic needs no password either; `code` is that of the second factor, where it is asked.
    """
    login = login.strip()
    folder = place if isinstance(place, Path) else None
    opened = unlocked(folder, login, password, clock) if folder else None
    clinic = _opened(place, opened, login, code, clock)
    try:
        if opened is not None and not clinic.is_demo:
            keep_sign_in(clinic)
            renew_if_due(clinic)
        take_in_shipped(clinic)
    except BaseException:
        clinic.close()
        raise
    return clinic


def open_again(clinic: Clinic, folder: Path) -> Clinic:
    """Open a copy of an open clinic's folder, for the same person and by the same key."""
    store = clinic.database
    held = store.keys if isinstance(store, database.FolderDatabase) else None
    if held is not None and not database.read_keys(folder).now.is_vouched_by(held.now):
        raise Trouble(OTHER_KEY)
    return _opened(folder, held, "", "", clinic.clock, person=clinic.person)


def open_by_code(folder: Path, typed: str, clock: Clock = system_clock) -> Clinic:
    """Open a clinic by its recovery code, to do nothing but give somebody a new password."""
    clinic = _opened(folder, recovered(folder, typed, clock), "", "", clock, person=THE_CLINIC)
    clinic.listeners.clear()
    return clinic


def _opened(
    place: Place,
    opened: Keys | None,
    login: str,
    code: str,
    clock: Clock,
    *,
    person: Person | None = None,
) -> Clinic:
    store = database.open_database(place, keys=opened)
    counted = tally(place) if isinstance(place, Path) else MemoryTally()
    try:
        with store.reading() as unit:
            setup = read_setup(unit)
            if person is None:
                person = find_person(unit, login or (DEMO_LOGIN if setup.details.demo_day else ""))
                with counting_codes(counted, person.login, clock):
                    check_second_factor(unit, person.login, code, clock)
    except BaseException:
        store.close()
        raise
    clinic = Clinic(
        place=place,
        database=store,
        setup=setup,
        person=person,
        clock=clock,
        settle=settle,
        must_change=opened is not None and opened.temporary,
    )
    clinic.listeners.append(books_holds(clinic))
    return clinic


def find_person(unit: Unit, login: str) -> Person:
    """Who has a login and has not left; without a login, the only one there is."""
    everybody = [each for each in unit.staff.all() if not each.gone]
    known = tuple(person.login for person in everybody)
    if not login and len(everybody) == 1:
        return everybody[0]
    found = next((each for each in everybody if each.login == login), None)
    if found is None:
        raise _unknown(login, known)
    return found


def _unknown(login: str, known: tuple[str, ...]) -> Refused:
    if not login:
        return refuse("login-needed", known=known)
    return refuse("login-unknown", login=login, known=known)


def clock_set_back(clinic: Clinic) -> datetime | None:
    """When the last act was kept, if this computer's clock stands well before that.

    A demo clinic begins its day anew each time it is opened.
    """
    with clinic.database.reading() as unit:
        last = next(iter(unit.audit.last(1)), None)
    behind = last is not None and clinic.now() < last.at - CLOCKS_DIFFER
    return last.at if last and behind and not clinic.is_demo else None


def people(clinic: Clinic) -> tuple[Person, ...]:
    """Everybody on staff who has not left, for choosing one of them."""
    with clinic.database.reading() as unit:
        return tuple(each for each in unit.staff.all() if not each.gone)
