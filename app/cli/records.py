"""`record`: filing what the gate asks for."""

from app import words
from app.cli import diagnoses, gate_records, part2, referrals
from app.cli.answer import Answer, Document
from app.cli.call import Call, day_of, maybe_day, patient_of, written
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.domain.patients import Patient
from app.domain.records import Clearance
from app.domain.refusal import refuse
from app.use_cases import records, rides
from app.use_cases.phones import shown_phone

CLEARANCE = Help(
    summary="Record a prescriber's medical clearance for a route, ask for it or withdraw it.",
    document='{"patient", "route", "on", "by", "asked_of", "due", "until", "withdrawn", "why"}',
    example="anteroom record clearance --patient 10001 --route iv --until 2027-02-01 --as iyer\n"
    'anteroom record clearance --patient 10001 --route iv --ask-of "Dr. Iyer" --due +3\n'
    'anteroom record clearance --patient 10001 --route iv --withdraw --why "New ECG" --as iyer',
)
RIDE = Help(
    summary="Name the adult who takes the patient home after a visit.",
    document='{"patient", "visit", "name", "phone"}',
    example='anteroom record ride --patient 10001 --name "Luis Vega" --phone "303 555 0142"',
    more="--visit may be left out when the patient has just one dosing visit to come.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    record = commands.level(
        "record", "File a diagnosis, referral, clearance, ride, tick or waiver."
    )
    diagnoses.add_to(record)
    referrals.add_record(record)
    part2.add_record(record)
    _add_clearance(record.add("clearance", _clearance, CLEARANCE))
    _add_ride(record.add("ride", _ride, RIDE))
    gate_records.add(record)


def _add_patient(parser: Parser) -> None:
    parser.add_argument("--patient", required=True, metavar="CHART", help="chart number")


def _add_clearance(parser: Parser) -> None:
    _add_patient(parser)
    parser.add_argument(
        "--route", required=True, metavar="ROUTE", help="iv, im, sublingual or esketamine"
    )
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--on", metavar="DAY", help="the day it was given (today)")
    how.add_argument("--ask-of", metavar="NAME", help="only ask this prescriber for it")
    how.add_argument("--withdraw", action="store_true", help="withdraw what stands for the route")
    parser.add_argument("--due", metavar="DAY", help="by when, with --ask-of")
    parser.add_argument("--until", metavar="DAY", help="the last day (as the clinic's rule says)")
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is withdrawn")


def _add_ride(parser: Parser) -> None:
    _add_patient(parser)
    parser.add_argument("--visit", type=NUMBER, metavar="N", help="visit number")
    parser.add_argument("--name", required=True, metavar="NAME", help="the adult's name")
    parser.add_argument("--phone", required=True, metavar="NUMBER", help="the adult's telephone")


def _who(patient: Patient) -> str:
    return f"{patient.listed} ({patient.chart})"


def _clearance(call: Call) -> Answer:
    asked = call.words
    if (asked.ask_of is None) != (asked.due is None):
        raise refuse("usage", problem="Ask for a clearance with --ask-of NAME and --due DAY.")
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        if asked.withdraw:
            gone = records.withdraw_clearance(clinic, patient.id, asked.route, asked.why)
            kept = max(gone, key=lambda clearance: clearance.id)
        elif asked.ask_of is None:
            on, until = maybe_day(clinic, asked.on), maybe_day(clinic, asked.until)
            kept = records.record_clearance(clinic, patient.id, asked.route, on, until)
        else:
            due = day_of(clinic, asked.due)
            kept = records.request_clearance(clinic, patient.id, asked.route, asked.ask_of, due)
    return _clearance_answer(patient, kept)


def _clearance_answer(patient: Patient, kept: Clearance) -> Answer:
    document: Document = {
        "patient": patient.chart,
        "route": kept.route,
        "on": written(kept.cleared_on),
        "by": kept.cleared_by or None,
        "asked_of": kept.asked_of or None,
        "due": written(kept.due),
        "until": written(kept.until),
        "withdrawn": written(kept.withdrawn_on),
        "why": kept.reason or None,
    }
    if kept.withdrawn_on:
        said = f"clearance withdrawn by {kept.withdrawn_by}: {kept.reason}"
    elif kept.cleared_on:
        until = f", until {words.short_day(kept.until)}" if kept.until else ""
        said = f"cleared by {kept.cleared_by} on {words.short_day(kept.cleared_on)}{until}."
    else:
        due = words.short_day(kept.due) if kept.due else ""
        said = f"clearance asked of {kept.asked_of}, due {due}."
    return Answer(document=document, lines=(f"{_who(patient)}, {kept.route}: {said}",))


def _ride(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        visit = rides.visit_for_ride(clinic, patient, asked.visit)
        kept = records.record_ride(clinic, visit, asked.name, asked.phone)
    document: Document = {
        "patient": patient.chart,
        "visit": kept.visit,
        "name": kept.name,
        "phone": kept.phone,
    }
    said = f"{kept.name}, {shown_phone(kept.phone)}, takes the patient home (visit {kept.visit})."
    return Answer(document=document, lines=(f"{_who(patient)}: {said}",))
