"""`record diagnosis`, `diagnoses` and `codes find`: what a patient has, and its official code."""

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, patient_of, stamp
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser, whole_number
from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.records import Diagnosis
from app.domain.refusal import refuse
from app.use_cases import diagnoses, patients
from app.use_cases.diagnoses import Finding

ONE = (
    '{"diagnosis", "patient", "code", "title", "condition", "made_on", "made_by", "recorded_at",\n'
    ' "secondary", "resistant", "trials", "removed": {"at", "by", "why"} or null}'
)
DIAGNOSIS = Help(
    summary="Record a diagnosis under the clinician's own name, or take one off the file.",
    document=ONE,
    example="anteroom record diagnosis --patient 10001 --code F33.2 --as iyer\n"
    "anteroom record diagnosis --patient 10001 --code F33.2 --resistant\n"
    '  --trials "sertraline 200 mg, bupropion 300 mg" --as iyer\n'
    'anteroom record diagnosis --remove 17 --why "Recorded for somebody else" --as iyer',
    more="“anteroom codes find” looks for the code; “anteroom diagnoses” gives the numbers.",
)
DIAGNOSES = Help(
    summary="List the diagnoses of a patient, as far as the login may know them.",
    document=f'{{"diagnoses": [{ONE}]}}\n'
    'the front desk is given "" for code, title and trials, and none that is secondary or removed',
    example="anteroom diagnoses --patient 10001 --as iyer --json",
)
FIND = Help(
    summary="Find ICD-10-CM codes that are valid on a day, the clinic's short list first.",
    document='{"on", "codes": [{"code", "title", "condition", "short_list", "only_secondary"}],\n'
    ' "said", "known_through"}\n'
    "condition: null beyond the short list; said: why the code that was typed is not among them",
    example='anteroom codes find "depress severe"\nanteroom codes find f33 --on 2026-12-01 --json',
    more="TEXT is the beginning of a code, or words of its title in any order; nothing lists the\n"
    "short list. The shipped table knows every edition since 1 October 2018; codes count on after\n"
    "“known_through” as they stood then.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    listed = commands.add("diagnoses", _diagnoses, DIAGNOSES)
    listed.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    codes = commands.level("codes", "Look into the shipped table of ICD-10-CM codes.")
    find = codes.add("find", _find, FIND)
    find.add_argument("text", nargs="?", default="", metavar="TEXT", help="code or words")
    find.add_argument("--on", metavar="DAY", help="the day they are to be valid on (today)")
    find.add_argument(
        "--limit", type=whole_number(1, 1000), default=40, metavar="N", help="at most (40)"
    )


def add_to(record: Commands) -> None:
    """Put `record diagnosis` on its list."""
    _take_words(record.add("diagnosis", _record, DIAGNOSIS))


def _take_words(parser: Parser) -> None:
    parser.add_argument("--patient", metavar="CHART", help="chart number")
    parser.add_argument("--code", metavar="ICD", help="ICD-10-CM code, like F33.2")
    parser.add_argument("--made", metavar="DAY", help="the day it was made (today)")
    parser.add_argument("--secondary", action="store_true", help="it stands beside another")
    parser.add_argument(
        "--resistant", action="store_true", help="it is treatment-resistant depression"
    )
    parser.add_argument("--trials", default="", metavar="TEXT", help="treatments that did not help")
    parser.add_argument("--remove", type=NUMBER, metavar="N", help="number of the one to remove")
    parser.add_argument("--why", default="", metavar="TEXT", help="why it is removed")


def _record(call: Call) -> Answer:
    asked = call.words
    filing = (asked.patient, asked.code)
    if (asked.remove is None and None in filing) or (asked.remove is not None and any(filing)):
        problem = "Record with --patient and --code, or remove with --remove N and --why."
        raise refuse("usage", problem=problem)
    with call.clinic() as clinic:
        if asked.remove is not None:
            kept = diagnoses.remove_diagnosis(clinic, asked.remove, asked.why)
        else:
            kept = _recorded(call, clinic)
        patient = patients.see_patient(clinic, kept.patient).patient
        return _recorded_answer(clinic, patient, kept)


def _recorded(call: Call, clinic: Clinic) -> Diagnosis:
    asked = call.words
    patient = patient_of(clinic, asked.patient)
    return diagnoses.record_diagnosis(
        clinic,
        patient.id,
        asked.code,
        maybe_day(clinic, asked.made),
        secondary=asked.secondary,
        resistant=asked.resistant,
        trials=asked.trials,
    )


def _recorded_answer(clinic: Clinic, patient: Patient, kept: Diagnosis) -> Answer:
    said = (
        f"recorded by {kept.made_by} on {words.short_day(kept.made_on)}"
        if kept.stands
        else f"removed by {kept.removed_by}: {kept.removed_why}"
    )
    line = f"{patient.listed} ({patient.chart}): {kept.code}, {kept.title}, {said}"
    return Answer(document=_document(clinic, patient, kept), lines=(f"{line.rstrip('.')}.",))


def _document(clinic: Clinic, patient: Patient, kept: Diagnosis) -> Document:
    removed = (
        {"at": stamp(clinic, kept.removed_at), "by": kept.removed_by, "why": kept.removed_why}
        if kept.removed_at
        else None
    )
    return {
        "diagnosis": kept.id,
        "patient": patient.chart,
        "code": kept.code,
        "title": kept.title,
        "condition": kept.condition or None,
        "made_on": kept.made_on.isoformat(),
        "made_by": kept.made_by,
        "recorded_at": stamp(clinic, kept.recorded_at) if kept.recorded_at else None,
        "secondary": kept.secondary,
        "resistant": kept.resistant,
        "trials": kept.trials,
        "removed": removed,
    }


def _diagnoses(call: Call) -> Answer:
    with call.clinic() as clinic:
        patient = patient_of(clinic, call.words.patient)
        found = patients.see_patient(clinic, patient.id).diagnoses
        documents = [_document(clinic, patient, each) for each in found]
    rows = [
        (
            str(each.id),
            words.diagnosis_told(each),
            f"{each.made_by}, {words.short_day(each.made_on)}",
        )
        for each in found
    ]
    nothing = "No diagnosis is on file."
    return Answer(document={"diagnoses": documents}, lines=columns(rows, indent="") or (nothing,))


def _find(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        day = maybe_day(clinic, asked.on) or clinic.today()
        found = diagnoses.find_codes(clinic, asked.text, day, asked.limit)
    said = words.say(found.said) if found.said else None
    rows = [(each.code, each.title, _beside(each)) for each in found.codes]
    document: Document = {
        "on": day.isoformat(),
        "codes": [_finding(each) for each in found.codes],
        "said": said,
        "known_through": found.through.isoformat(),
    }
    nothing = () if rows or said else ("No code answers that.",)
    return Answer(
        document=document, lines=(*([said] if said else ()), *columns(rows, indent=""), *nothing)
    )


def _finding(found: Finding) -> Document:
    return {
        "code": found.code,
        "title": found.title,
        "condition": found.condition or None,
        "short_list": found.short,
        "only_secondary": found.only_secondary,
    }


def _beside(found: Finding) -> str:
    if found.only_secondary:
        return "only beside a disorder"
    return words.condition_word(found.condition)
