"""`record`: filing what the gate asks for."""

from app import words
from app.cli import gate_records
from app.cli.call import (
    Answer,
    Call,
    Document,
    day_of,
    maybe_day,
    patient_of,
    written,
)
from app.cli.parser import NUMBER, Commands, Help, Parser, whole_number
from app.clinic import Clinic
from app.domain.forms import INDICATIONS
from app.domain.patients import Patient
from app.domain.records import Clearance, Referral
from app.domain.refusal import refuse
from app.use_cases import records, rides
from app.use_cases.phones import shown_phone
from app.use_cases.records import Letter

DIAGNOSIS = Help(
    summary="Record a diagnosis; the login must be a clinician's.",
    document='{"patient", "code", "title", "condition", "made_on", "made_by"}',
    example="anteroom record diagnosis --patient 10001 --code F33.2 --as iyer",
)
REFERRAL = Help(
    summary="File a referral that arrived or is expected; or judge the one that waits.",
    document='{"patient", "state", "referrer", "condition", "letter", "expected_by", "visits",\n'
    ' "until", "judged_by", "why"}\n'
    "state: expected received accepted rejected",
    example='anteroom record referral --patient 10001 --from "Dr. Quinn, MD" --letter 2026-11-20\n'
    "anteroom record referral --patient 10001 --accept --as iyer",
    more="The desk files with --from and --letter or --expected-by; a clinician judges the newest "
    "letter\nthat waits with --accept, or with --reject and --why.",
)
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
    _add_diagnosis(record.add("diagnosis", _diagnosis, DIAGNOSIS))
    _add_referral(record.add("referral", _referral, REFERRAL))
    _add_clearance(record.add("clearance", _clearance, CLEARANCE))
    _add_ride(record.add("ride", _ride, RIDE))
    gate_records.add(record)


def _add_patient(parser: Parser) -> None:
    parser.add_argument("--patient", required=True, metavar="CHART", help="chart number")


def _add_diagnosis(parser: Parser) -> None:
    _add_patient(parser)
    parser.add_argument("--code", required=True, metavar="ICD", help="ICD-10-CM code, like F33.2")
    parser.add_argument("--made", metavar="DAY", help="the day it was made (today)")


def _add_referral(parser: Parser) -> None:
    _add_patient(parser)
    parser.add_argument("--from", dest="referrer", metavar="NAME", help="who refers, credential")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--letter", metavar="DAY", help="the date on the letter that arrived")
    when.add_argument("--expected-by", metavar="DAY", help="no letter yet, it is due by then")
    parser.add_argument(
        "--visits", type=whole_number(1, 1000), metavar="N", help="dosing visits that it allows"
    )
    parser.add_argument("--until", metavar="DAY", help="the letter's own last day")
    parser.add_argument(
        "--condition", choices=INDICATIONS, default="", help="what it is for (any condition)"
    )
    judging = parser.add_mutually_exclusive_group()
    judging.add_argument("--accept", action="store_true", help="accept the letter that waits")
    judging.add_argument("--reject", action="store_true", help="reject the letter that waits")
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is rejected")


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


def _diagnosis(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        made = maybe_day(clinic, asked.made)
        kept = records.record_diagnosis(clinic, patient.id, asked.code, made)
    document: Document = {
        "patient": patient.chart,
        "code": kept.code,
        "title": kept.title,
        "condition": kept.condition,
        "made_on": kept.made_on.isoformat(),
        "made_by": kept.made_by,
    }
    said = f"{kept.code}, {kept.title}, recorded by {kept.made_by} on"
    return Answer(
        document=document, lines=(f"{_who(patient)}: {said} {words.short_day(kept.made_on)}.",)
    )


def _who(patient: Patient) -> str:
    return f"{patient.listed} ({patient.chart})"


def _referral(call: Call) -> Answer:
    asked = call.words
    judging = asked.accept or asked.reject
    filing = (asked.referrer, asked.letter, asked.expected_by, asked.visits, asked.until)
    if judging and (any(filing) or asked.condition):
        problem = "Judge a letter with --accept or --reject alone; file one with --from."
        raise refuse("usage", problem=problem)
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        if judging:
            kept = records.judge_referral(clinic, patient.id, accept=asked.accept, why=asked.why)
        else:
            kept = records.record_referral(clinic, patient.id, _letter(call, clinic))
    return _referral_answer(patient, kept)


def _letter(call: Call, clinic: Clinic) -> Letter:
    asked = call.words
    return Letter(
        referrer=asked.referrer or "",
        condition=asked.condition,
        letter_on=maybe_day(clinic, asked.letter),
        expected_by=maybe_day(clinic, asked.expected_by),
        visits=asked.visits,
        valid_until=maybe_day(clinic, asked.until),
    )


def _referral_answer(patient: Patient, kept: Referral) -> Answer:
    document: Document = {
        "patient": patient.chart,
        "state": kept.state.value,
        "referrer": kept.referrer,
        "condition": kept.condition or None,
        "letter": written(kept.letter_on),
        "expected_by": written(kept.expected_by),
        "visits": kept.visits,
        "until": written(kept.valid_until),
        "judged_by": kept.judged_by or None,
        "why": kept.reason or None,
    }
    said = f"the referral from {kept.referrer} is {kept.state.value}."
    return Answer(document=document, lines=(f"{_who(patient)}: {said}",))


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
