"""Filing what the gate asks for: the desk files and asks, clinicians clear and waive."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.both import both_kept
from app.domain.gate_filed import clearance_ends
from app.domain.gate_policy import against_filing
from app.domain.records import (
    Clearance,
    Ride,
)
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Route
from app.use_cases.phones import dialled
from app.use_cases.scheduling import read_visit


def record_clearance(
    clinic: Clinic,
    patient: int,
    route: str,
    cleared_on: date | None = None,
    until: date | None = None,
) -> Clearance:
    """Keep the medical clearance that the signed-in prescriber gives for a route, until a day."""
    with clinic.writing(Act.RECORD_CLEARANCE) as unit:
        unit.note(patient=patient, route=route)
        refuse_if(against_filing(clinic.setup.policy, "clearance", clinic.person.roles))
        refuse_if(_against_route(route))
        day = cleared_on or clinic.today()
        given = Clearance(
            patient=patient,
            route=route,
            cleared_on=day,
            cleared_by=clinic.person.titled,
            until=until,
        )
        refuse_if(_against_clearance(clinic, given, day))
        return unit.records.add_clearance(given)


def _against_clearance(clinic: Clinic, given: Clearance, day: date) -> Iterator[Reason]:
    if day > clinic.today():
        yield Reason("clearance-later")
    if given.until is None:
        return
    last = clearance_ends(replace(given, until=None), clinic.setup.policy)
    if given.until < day:
        yield Reason("clearance-backwards")
    elif given.until > last:
        yield Reason("clearance-long", {"last": last})


def withdraw_clearance(clinic: Clinic, patient: int, route: str, why: str) -> tuple[Clearance, ...]:
    """Withdraw every clearance for a route that stands, with the reason."""
    with clinic.writing(Act.WITHDRAW_CLEARANCE) as unit:
        unit.note(patient=patient, route=route)
        refuse_if(_against_route(route))
        if not why.strip():
            raise refuse("clearance-needs-why")
        mine = unit.records.clearances([patient]).get(patient, ())
        standing = [c for c in mine if c.route == route and c.cleared_on and not c.withdrawn_on]
        if not standing:
            raise refuse("clearance-none", route=route)
        gone = [
            replace(
                clearance,
                withdrawn_on=clinic.today(),
                withdrawn_by=clinic.person.titled,
                reason=why.strip(),
            )
            for clearance in standing
        ]
        for clearance in gone:
            unit.records.update_clearance(clearance)
        return tuple(gone)


def request_clearance(
    clinic: Clinic, patient: int, route: str, asked_of: str, due: date
) -> Clearance:
    """Note that a prescriber is asked for medical clearance, and by when."""
    with clinic.writing(Act.REQUEST_CLEARANCE) as unit:
        unit.note(patient=patient, route=route)
        refuse_if(_against_route(route))
        return unit.records.add_clearance(
            Clearance(patient=patient, route=route, asked_of=asked_of, due=due)
        )


def _against_route(route: str) -> Iterator[Reason]:
    known = tuple(each.value for each in Route if each is not Route.NONE)
    if route not in known:
        yield Reason("route-unknown", {"route": route, "known": known})


def no_ride(visit_id: int) -> Ride:
    """Nobody yet who takes the patient home."""
    return Ride(visit=visit_id, name="", phone="")


def see_ride(clinic: Clinic, visit_id: int) -> Ride:
    """Who takes the patient home after a visit."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return unit.records.rides([visit_id]).get(visit_id) or no_ride(visit_id)


def record_ride(
    clinic: Clinic, visit_id: int, name: str, phone: str, *, since: Ride | None = None
) -> Ride:
    """Name the adult who takes the patient home after a visit.

    `since` is who was known to before: somebody whom others have named meanwhile is asked about.
    """
    with clinic.writing(Act.RECORD_RIDE) as unit:
        read_visit(clinic, unit, visit_id)
        refuse_if(against_filing(clinic.setup.policy, "ride", clinic.person.roles))
        if not name.strip() or not phone.strip():
            raise refuse("ride-incomplete")
        ride = Ride(visit=visit_id, name=name.strip(), phone=dialled(phone))
        if since is not None:
            ride = both_kept(since, ride, unit.records.rides([visit_id]).get(visit_id) or since)
        return unit.records.set_ride(replace(ride, id=0))
