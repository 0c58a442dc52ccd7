"""Filing what the gate asks for: the desk files and asks, clinicians clear and waive."""

from collections.abc import Iterator
from datetime import date

from app.clinic import Clinic
from app.domain import gate
from app.domain.access import Act
from app.domain.records import (
    Clearance,
    Code,
    Diagnosis,
    Ride,
    Waiver,
)
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Route
from app.library import templates
from app.use_cases.phones import dialled
from app.use_cases.scheduling import read_visit


def diagnosis_codes() -> tuple[Code, ...]:
    """The clinic's short list of diagnoses."""
    return templates.codes()[0]


def record_diagnosis(
    clinic: Clinic, patient: int, code: str, made_on: date | None = None
) -> Diagnosis:
    """Keep a diagnosis that the signed-in clinician records."""
    listed, instead = templates.codes()
    typed = code.strip().upper()
    with clinic.writing(Act.RECORD_DIAGNOSIS) as unit:
        unit.note(patient=patient, code=typed)
        found = next((entry for entry in listed if entry.code == typed), None)
        day = made_on or clinic.today()
        refuse_if(_against_code(typed, found, instead.get(typed)))
        if day > clinic.today():
            raise refuse("diagnosis-later")
        kept = Diagnosis(
            patient=patient,
            code=typed,
            title=found.title if found else "",
            condition=found.condition if found else "",
            made_on=day,
            made_by=clinic.person.titled,
        )
        return unit.records.add_diagnosis(kept)


def _against_code(code: str, found: Code | None, instead: str | None) -> Iterator[Reason]:
    if found is not None:
        return
    if instead:
        yield Reason("code-not-billable", {"code": code, "instead": instead})
    elif instead == "":
        yield Reason("code-secondary", {"code": code})
    else:
        yield Reason("code-unknown", {"code": code})


def record_clearance(
    clinic: Clinic, patient: int, route: str, cleared_on: date | None = None
) -> Clearance:
    """Keep the medical clearance that the signed-in prescriber gives for a route."""
    with clinic.writing(Act.RECORD_CLEARANCE) as unit:
        unit.note(patient=patient, route=route)
        refuse_if(_against_route(route))
        day = cleared_on or clinic.today()
        if day > clinic.today():
            raise refuse("clearance-later")
        return unit.records.add_clearance(
            Clearance(patient=patient, route=route, cleared_on=day, cleared_by=clinic.person.titled)
        )


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


def record_ride(clinic: Clinic, visit_id: int, name: str, phone: str) -> Ride:
    """Name the adult who takes the patient home after a visit."""
    with clinic.writing(Act.RECORD_RIDE) as unit:
        read_visit(clinic, unit, visit_id)
        if not name.strip() or not phone.strip():
            raise refuse("ride-incomplete")
        return unit.records.set_ride(Ride(visit=visit_id, name=name.strip(), phone=dialled(phone)))


def waive_item(clinic: Clinic, patient: int, item: str, reason: str, until: date) -> Waiver:
    """Waive a gate item until a last visit date, with a reason; diagnosis and age never."""
    with clinic.writing(Act.WAIVE_ITEM) as unit:
        unit.note(patient=patient, item=item)
        refuse_if(_against_waiver(clinic, item, reason, until))
        booked = {visit.booked_by for visit in unit.scheduling.visits_of(patient) if visit.is_open}
        if clinic.person.login in booked:
            raise refuse("waiver-own-booking", item=item)
        return unit.records.add_waiver(
            Waiver(
                patient=patient,
                item=item,
                reason=reason.strip(),
                until=until,
                by_login=clinic.person.login,
                by_name=clinic.person.titled,
                at=clinic.now(),
            )
        )


def _against_waiver(clinic: Clinic, item: str, reason: str, until: date) -> Iterator[Reason]:
    policy = clinic.setup.policy
    known = (*gate.JUDGES, "consent")
    if item.split(":", maxsplit=1)[0] not in known:
        yield Reason("item-unknown", {"item": item, "known": known})
    elif item not in policy.waivable:
        yield Reason("not-waivable", {"item": item})
    elif not gate.may_be_waived_by(item, frozenset(map(str, clinic.person.roles)), policy):
        yield Reason("waiver-role", {"item": item})
    if not reason.strip():
        yield Reason("waiver-needs-reason")
    if until < clinic.today():
        yield Reason("waiver-past")
