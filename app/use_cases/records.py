"""Filing what the gate asks for: the desk files and asks, clinicians accept and waive."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate_filed import clearance_ends
from app.domain.records import (
    Clearance,
    Code,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What is known of a referral: expected by a day, or received with the letter's own date."""

    referrer: str
    condition: str = ""
    letter_on: date | None = None
    expected_by: date | None = None
    visits: int | None = None
    valid_until: date | None = None


def record_referral(clinic: Clinic, patient: int, letter: Letter) -> Referral:
    """File a referral that arrived, or note that one is expected; a clinician judges it later."""
    expected = letter.expected_by is not None and letter.letter_on is None
    with clinic.writing(Act.RECORD_REFERRAL) as unit:
        state = ReferralState.EXPECTED if expected else ReferralState.RECEIVED
        unit.note(patient=patient, state=state.value)
        refuse_if(_against_letter(letter, expected=expected, today=clinic.today()))
        waiting = next(
            (
                referral
                for referral in unit.records.referrals([patient]).get(patient, ())
                if referral.state is ReferralState.EXPECTED and not expected
            ),
            None,
        )
        wanted = Referral(
            id=waiting.id if waiting else 0,
            patient=patient,
            state=state,
            referrer=letter.referrer.strip(),
            condition=letter.condition,
            letter_on=letter.letter_on,
            expected_by=letter.expected_by,
            visits=letter.visits,
            valid_until=letter.valid_until,
        )
        if waiting is None:
            return unit.records.add_referral(wanted)
        unit.records.update_referral(wanted)
        return wanted


def _against_letter(letter: Letter, *, expected: bool, today: date) -> Iterator[Reason]:
    if not letter.referrer.strip():
        yield Reason("referral-needs-referrer")
    if not expected and letter.letter_on is None:
        yield Reason("referral-needs-date")
    if letter.letter_on is not None and letter.letter_on > today:
        yield Reason("referral-later", {"letter": letter.letter_on})
    if letter.visits is not None and letter.visits < 1:
        yield Reason("referral-visits")


def judge_referral(clinic: Clinic, patient: int, *, accept: bool, why: str = "") -> Referral:
    """Accept or reject the newest referral that waits; only a clinician may."""
    with clinic.writing(Act.JUDGE_REFERRAL) as unit:
        waiting = [
            referral
            for referral in unit.records.referrals([patient]).get(patient, ())
            if referral.state is ReferralState.RECEIVED
        ]
        if not waiting:
            raise refuse("referral-none-waiting")
        if not accept and not why.strip():
            raise refuse("referral-needs-why")
        judged = replace(
            max(waiting, key=lambda referral: referral.id),
            state=ReferralState.ACCEPTED if accept else ReferralState.REJECTED,
            judged_by=clinic.person.titled,
            reason=why.strip(),
        )
        unit.note(patient=patient, state=judged.state.value)
        unit.records.update_referral(judged)
        return judged


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


def record_ride(clinic: Clinic, visit_id: int, name: str, phone: str) -> Ride:
    """Name the adult who takes the patient home after a visit."""
    with clinic.writing(Act.RECORD_RIDE) as unit:
        read_visit(clinic, unit, visit_id)
        if not name.strip() or not phone.strip():
            raise refuse("ride-incomplete")
        return unit.records.set_ride(Ride(visit=visit_id, name=name.strip(), phone=dialled(phone)))
