"""Making a clinic and opening one."""

from datetime import datetime, timedelta
from uuid import uuid4

from app.clinic import Clinic, Clock, Setup, read_setup, system_clock
from app.domain.access import Act, Role
from app.domain.clinics import ClinicDetails, Place
from app.domain.refusal import Refused, refuse
from app.domain.staff import THE_CLINIC, Person
from app.domain.template import Template
from app.domain.time import parse_zone
from app.library import templates
from app.storage import database
from app.storage.unit import Unit
from app.use_cases.forms import put_in_shipped, take_in_shipped
from app.use_cases.holds import books_holds
from app.use_cases.judging import settle

FIRST_LOGIN = Person(
    login="manager", name="Clinic manager", roles=frozenset({Role.MANAGER, Role.FRONT_DESK})
)
"""The login a new clinic starts with."""

CLOCKS_DIFFER = timedelta(minutes=5)
"""So much the clocks of two desks may differ."""

DEMO_LOGIN = "desk"
"""The login that a demo clinic's commands use when none is named."""


def make_clinic(place: Place, *, name: str, zone: str, template: str = "kap") -> None:
    """Make an empty clinic with the template's visit types and one manager login."""
    details = ClinicDetails(uuid=str(uuid4()), name=name, zone=zone, template=template)
    make_clinic_as(place, details, (FIRST_LOGIN,))


def make_clinic_as(
    place: Place, details: ClinicDetails, staff: tuple[Person, ...], clock: Clock = system_clock
) -> None:
    """Make a clinic with these details and people."""
    parse_zone(details.zone)
    chosen = templates.template(details.template)
    database.create(place)
    store = database.open_database(place)
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
    finally:
        store.close()


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


def open_clinic(place: Place, login: str = "", clock: Clock = system_clock) -> Clinic:
    """Open a clinic as somebody; a demo clinic, or one with a single login, needs no name."""
    store = database.open_database(place)
    try:
        with store.reading() as unit:
            setup = read_setup(unit)
            person = _who(unit, login or (DEMO_LOGIN if setup.details.demo_day else ""))
    except BaseException:
        store.close()
        raise
    clinic = Clinic(
        place=place, database=store, setup=setup, person=person, clock=clock, settle=settle
    )
    clinic.listeners.append(books_holds(clinic))
    take_in_shipped(clinic)
    return clinic


def _who(unit: Unit, login: str) -> Person:
    everybody = unit.staff.all()
    known = tuple(person.login for person in everybody)
    if not login and len(everybody) == 1:
        return everybody[0]
    found = unit.staff.by_login(login) if login else None
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
    """Everybody on staff, for choosing who is signed in."""
    with clinic.database.reading() as unit:
        return unit.staff.all()
