"""`export --all --to`: the whole clinic in files that need nothing of this program."""

from pathlib import Path

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.domain.refusal import refuse
from app.use_cases.leaving import export_clinic, said
from app.use_cases.part2 import warnings

DOCUMENT = """{"folder", "tables", "rows", "pdfs", "missing", "part2", "resources":
   {"Patient", "Practitioner", "Location", "Appointment", "Condition", "Consent"}}"""
MORE = """Everything is written as CSV, PDF and FHIR files that need nothing of this program:
README.txt says what each column is. The folder is made, and is there whole or not at all. Only a
manager or the medical director may; that it was written is kept in the audit."""


def export(call: Call) -> Answer:
    """Write everything that a clinic keeps."""
    asked = call.words
    if not asked.all or asked.to is None or asked.first is not None or asked.out is not None:
        raise refuse("usage", problem="Say --ics for calendars, or --all --to FOLDER.")
    with call.clinic() as clinic:
        left = export_clinic(clinic, Path(asked.to))
    document: Document = {
        "folder": asked.to,
        "tables": left.tables,
        "rows": left.rows,
        "pdfs": left.pdfs,
        "missing": left.missing,
        "part2": left.part2,
        "resources": left.resources,
    }
    rows, pdfs = (
        words.plural(left.rows, "row"),
        words.plural(left.pdfs, "packet, scan or form", "packets, scans and forms"),
    )
    line = f"{asked.to}: {left.tables} tables with {rows}, {pdfs}. Begin with README.txt."
    more = (*said(left), *warnings(left.part2))
    return Answer(document=document, lines=(line, *map(words.say, more)))
