"""`archive`: every kept file proved whole, and a patient's complete record."""

from pathlib import Path

from app import words
from app.cli.answer import DONE, TROUBLE, Answer, Document
from app.cli.call import Call, patient_of
from app.cli.parser import Commands, Help
from app.use_cases.archive import export_record, verify_archive
from app.use_cases.part2 import warnings

VERIFY = Help(
    summary="Hash every kept packet and scan again, and name each that is not as it was.",
    document='{"files", "faults": [{"code", "sentence"}]}',
    example="anteroom archive verify --json",
    more="Ends with 1 when a file has changed or is gone.",
)
EXPORT = Help(
    summary="Write a patient's complete record as one PDF, with an index.",
    document='{"patient", "file", "parts", "pages", "part2"}',
    example="anteroom archive export --patient 10001 --out record.pdf",
    more="The index says what, when, by whom it is signed, and on which page; scans are in it as\n"
    "pictures of their pages, voided papers are only named. That it was written is kept in the\n"
    "audit. A file that is there already is left alone.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    archive = commands.level("archive", "Prove the archive whole, or write a patient's record.")
    archive.add("verify", _verify, VERIFY)
    export = archive.add("export", _export, EXPORT)
    export.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    export.add_argument("--out", required=True, metavar="FILE", help="the PDF to write")


def _verify(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = verify_archive(clinic)
    faults = [{"code": each.code, "sentence": words.say(each)} for each in found.faults]
    files = words.plural(found.files, "file is", "files are")
    head = f"{files} kept, each as it was." if not faults else f"{files} kept."
    document: Document = {"files": found.files, "faults": faults}
    return Answer(
        document=document,
        lines=(head, *map(words.say, found.faults)),
        code=TROUBLE if faults else DONE,
    )


def _export(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        patient = patient_of(clinic, asked.patient)
        done = export_record(clinic, patient.id, Path(asked.out))
    document: Document = {
        "patient": patient.chart,
        "file": asked.out,
        "parts": done.parts,
        "pages": done.pages,
        "part2": done.part2,
    }
    said = f"{words.plural(done.parts, 'part')}, {words.plural(done.pages, 'page')}: {asked.out}"
    return Answer(document=document, lines=(said, *map(words.say, warnings(int(done.part2)))))
