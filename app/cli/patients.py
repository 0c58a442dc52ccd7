"""`patient`: the record of one."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import asdict, replace
from typing import TypeVar

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, patient_of
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.clinic import Clinic
from app.domain.patients import Contact, Patient, Phone, Representative
from app.domain.refusal import refuse
from app.domain.typed_days import read_day
from app.use_cases import patients
from app.use_cases.phones import shown_phone

RECORD = """{"patient", "given", "family", "preferred", "pronouns", "sort_as", "born",
 "phones": [{"number", "label", "message", "text"}], "email", "address", "language",
 "large_print", "interpreter", "emergency": {"name", "relation", "phone"} or null,
 "representative": {"name", "authority", "proof", "phone"} or null,
 "alert", "notes", "part2", "version"}"""
PHONES = (
    "A telephone is a number, then with commas what it is and what may be done there:\n"
    '--phone "303 555 0142, mobile, message, text". Say --phone again for each number.'
)
ADD = Help(
    summary="Keep a new patient: a name and a date of birth are enough.",
    document=RECORD,
    example='anteroom patient add --given Ana --family "Romero Gil" --born "12 Mar 1988"\n'
    '  --phone "303 555 0142, mobile, message" --json',
    more=PHONES,
)
EDIT = Help(
    summary="Change a patient's record: what is named, and nothing else.",
    document=RECORD,
    example="anteroom patient edit --patient 10001 --email ana@example.org --version 3",
    more=f"{PHONES}\nThe numbers named take the place of all before. An empty text takes out what "
    "was there.\nWith --version what somebody else has changed since is kept: the same "
    "fields are refused.",
)
SHOW = Help(
    summary="Show a patient's record; that is kept in the audit.",
    document=RECORD,
    example="anteroom patient show --patient 10001 --json",
)

TEXTS = {
    "given": "given name or names",
    "family": "family name or names",
    "preferred": "the name of choice",
    "pronouns": "like she/her",
    "sort_as": "what lists sort by in place of the family name",
    "email": "email address",
    "address": "postal address",
    "interpreter": "the language an interpreter is needed for",
    "alert": "what everybody has to know",
    "notes": "anything else",
}
"""The fields that are plain text, and what stands in them."""

NOBODY = Contact(name="")
NO_ONE = Representative(name="")
OTHERS = {
    "emergency": ("whom to call in an emergency", NOBODY),
    "representative": ("who decides for the patient", NO_ONE),
}
"""Other people in the record; one without a name is nobody."""

Other = TypeVar("Other", Contact, Representative)
YES_NO = {"yes": True, "no": False}


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    level = commands.level("patient", "Add a patient, change or show the record of one.")
    _add_fields(level.add("add", _add, ADD))
    edit = level.add("edit", _edit, EDIT)
    edit.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    edit.add_argument("--version", type=NUMBER, metavar="N", help="of the record as you saw it")
    _add_fields(edit)
    show = level.add("show", _show, SHOW)
    show.add_argument("--patient", required=True, metavar="CHART", help="chart number")


def _add_fields(parser: Parser) -> None:
    fields = parser.add_argument_group("the record")
    for name, said in TEXTS.items():
        fields.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=said)
    fields.add_argument("--born", metavar="DAY", help="date of birth, like “12 Mar 1988”")
    fields.add_argument("--phone", action="append", metavar="NUMBER", help="a telephone number")
    fields.add_argument("--language", choices=("en", "es"), help="language of the papers")
    fields.add_argument("--large-print", choices=YES_NO, help="whether papers are in large print")
    for who, (said, nobody) in OTHERS.items():
        for part in asdict(nobody):
            fields.add_argument(f"--{who}-{part}", metavar="TEXT", help=f"{said}: {part}")


def _add(call: Call) -> Answer:
    with call.clinic() as clinic:
        if call.words.born is None:
            raise refuse("patient-born-missing")
        empty = Patient(given="", born=read_day(call.words.born, clinic.today()))
        return _answer(patients.add_patient(clinic, _changed(clinic, call.words, empty)), "Added")


def _edit(call: Call) -> Answer:
    with call.clinic() as clinic:
        before = patient_of(clinic, call.words.patient)
        wanted = _changed(clinic, call.words, before)
        wanted = replace(wanted, version=call.words.version or before.version)
        return _answer(patients.edit_patient(clinic, wanted), "Kept")


def _show(call: Call) -> Answer:
    with call.clinic() as clinic:
        number = patient_of(clinic, call.words.patient).id
        patient = patients.see_patient(clinic, number).patient
    return Answer(document=_document(patient), lines=columns(_lines(patient), indent=""))


def _changed(clinic: Clinic, asked: Namespace, before: Patient) -> Patient:
    """The record with what the words name."""
    texts = {name: getattr(asked, name) for name in TEXTS}
    named = {name: text for name, text in texts.items() if text is not None}
    return replace(
        before,
        **named,
        born=before.born if asked.born is None else read_day(asked.born, clinic.today()),
        phones=before.phones if asked.phone is None else tuple(map(_phone, asked.phone)),
        language=asked.language or before.language,
        large_print=YES_NO.get(asked.large_print, before.large_print),
        emergency=_other(asked, "emergency", before.emergency or NOBODY),
        representative=_other(asked, "representative", before.representative or NO_ONE),
    )


def _phone(typed: str) -> Phone:
    number, *rest = (part.strip() for part in typed.split(","))
    label = ", ".join(part for part in rest if part not in {"message", "text"})
    return Phone(number=number, label=label, message="message" in rest, text="text" in rest)


def _other(asked: Namespace, who: str, before: Other) -> Other | None:
    """Somebody else in the record, with what the words name."""
    typed = {part: getattr(asked, f"{who}_{part}") for part in asdict(before)}
    after = replace(before, **{part: text for part, text in typed.items() if text is not None})
    return after if after.name.strip() else None


def _answer(patient: Patient, said: str) -> Answer:
    line = f"{said}: {patient.listed}, born {words.short_day(patient.born)}, chart {patient.chart}."
    return Answer(document=_document(patient), lines=(line,))


def _document(patient: Patient) -> Document:
    told = asdict(patient)
    del told["id"], told["chart"]
    return {"patient": patient.chart, **told, "born": patient.born.isoformat()}


def _lines(patient: Patient) -> Iterator[tuple[str, str]]:
    """What the record says, a line each."""
    yield "name", patient.listed
    yield "born", words.short_day(patient.born)
    yield from ((name.replace("_", " "), text) for name, text in _texts(patient) if text)
    for phone in patient.phones:
        may = ("message" if phone.message else "", "text" if phone.text else "")
        yield (
            "phone",
            ", ".join(each for each in (shown_phone(phone.number), phone.label, *may) if each),
        )
    for who, other in (
        ("emergency", patient.emergency),
        ("representative", patient.representative),
    ):
        if other is not None:
            told = asdict(other) | {"phone": shown_phone(other.phone)}
            yield who, ", ".join(text for text in told.values() if text)


def _texts(patient: Patient) -> Iterator[tuple[str, str]]:
    shown = [name for name in TEXTS if name not in {"given", "family"}]
    yield from ((name, " ".join(getattr(patient, name).split())) for name in shown)
    yield "language", patient.language
    yield "large_print", "yes" if patient.large_print else ""
    yield "part2", "yes" if patient.part2 else ""
    yield "chart", patient.chart
