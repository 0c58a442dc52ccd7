"""Leaving at any time: the whole clinic in files that need nothing of this program."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from shutil import rmtree

from app import words
from app.clinic import Clinic
from app.domain import fhir
from app.domain.access import Act
from app.domain.refusal import Reason, Trouble, refuse
from app.domain.time import wall
from app.exchange.exports import write_table
from app.library.export_columns import Columns, export_columns
from app.storage.everything import column_names
from app.storage.unit import Unit
from app.use_cases.files import write_file
from app.words.tongue import speaking

UNFINISHED = ".part"


@dataclass(frozen=True, slots=True, kw_only=True)
class Left:
    """What was written of a clinic."""

    tables: int
    rows: int
    pdfs: int
    resources: Mapping[str, int]
    """FHIR resources by their kind."""
    missing: int
    part2: int
    """Patients whose records 42 CFR Part 2 protects."""


def export_clinic(clinic: Clinic, folder: Path) -> Left:
    """Write everything that a clinic keeps to a new folder: all of it, or nothing."""
    if folder.exists():
        raise refuse("folder-exists", folder=str(folder))
    unfinished = folder.with_name(f"{folder.name}{UNFINISHED}")
    with clinic.reading(Act.EXPORT_CLINIC) as unit:
        try:
            left = _write(clinic, unit, unfinished)
            _rename(unfinished, folder)
        except BaseException:
            rmtree(unfinished, ignore_errors=True)
            raise
        unit.note(rows=left.rows, pdfs=left.pdfs, part2=left.part2)
    return left


def _rename(unfinished: Path, folder: Path) -> None:
    try:
        unfinished.rename(folder)
    except OSError as fault:
        why = fault.strerror or str(fault)
        raise Trouble("file-not-written", file=str(folder), why=why) from fault


def _write(clinic: Clinic, unit: Unit, folder: Path) -> Left:
    columns, kept = export_columns(), dict[str, list[fhir.Row]]()
    for table in columns.tables:
        names = columns.of(table, column_names(table))
        rows = [
            {
                name: value
                for name, value in zip(column_names(table), row, strict=True)
                if name in names
            }
            for row in unit.everything.rows(table)
        ]
        kept[table] = list(rows)
        content = write_table(names, (tuple(row.values()) for row in rows))
        write_file(folder / "csv" / f"{table}.csv", content)
    pdfs, missing = _write_files(unit, kept, folder / "pdf")
    resources = _write_resources(kept, folder / "fhir")
    write_file(folder / "README.txt", _readme(clinic, columns).encode())
    return Left(
        tables=len(kept),
        rows=sum(map(len, kept.values())),
        pdfs=pdfs,
        resources=resources,
        missing=missing,
        part2=sum(row["part2"] == "1" for row in kept["patient"]),
    )


def _write_files(unit: Unit, kept: Mapping[str, list[fhir.Row]], folder: Path) -> tuple[int, int]:
    """Write packets, scans and PDFs of forms; how many there are, how many the clinic has lost."""
    files = {f"packet-{row['id']}.pdf": row["sha256"] for row in kept["packet"]}
    files |= {f"scan-{row['id']}.{row['kind']}": row["sha256"] for row in kept["attachment"]}
    files |= {
        f"form-{form.id}-{form.version}-{language}.pdf": file.came
        for form in unit.forms.binder()
        for language, file in form.files.items()
    }
    missing = 0
    for name, digest in files.items():
        try:
            write_file(folder / name, unit.archive.get(digest))
        except Trouble as trouble:
            if not trouble.reason.code.startswith("archive-"):
                raise
            missing += 1
    return len(files) - missing, missing


def _write_resources(kept: Mapping[str, list[fhir.Row]], folder: Path) -> dict[str, int]:
    """Write a file for each kind of FHIR resource: one resource a line (NDJSON)."""
    into = {row["patient_id"]: row["into_id"] for row in kept["merge"]}
    rooms = [row for row in kept["resource"] if row["kind"] == "room"]
    people = {row["resource_id"]: row["id"] for row in kept["staff"] if row["resource_id"]}
    known = frozenset(row["id"] for row in rooms)
    signed = [row for row in kept["paper"] if row["state"] in fhir.CONSENTS]
    written: dict[str, Callable[[], Iterable[fhir.Resource]]] = {
        "Patient": lambda: (fhir.patient(row, into.get(row["id"], "")) for row in kept["patient"]),
        "Practitioner": lambda: map(fhir.practitioner, kept["staff"]),
        "Location": lambda: map(fhir.location, rooms),
        "Appointment": lambda: (fhir.appointment(row, people, known) for row in kept["visit"]),
        "Condition": lambda: map(fhir.diagnosis, kept["diagnosis"]),
        "Consent": lambda: map(fhir.consent, signed),
    }
    counts: dict[str, int] = {}
    for kind, made in written.items():
        lines = [json.dumps(each, ensure_ascii=False) for each in made()]
        write_file(folder / f"{kind}.ndjson", "".join(f"{line}\n" for line in lines).encode())
        counts[kind] = len(lines)
    return counts


@speaking("en")
def _readme(clinic: Clinic, columns: Columns) -> str:
    return "\n".join(_told(clinic, columns)) + "\n"


def _told(clinic: Clinic, columns: Columns) -> Iterator[str]:
    when = words.day_time(wall(clinic.now(), clinic.zone))
    yield f"{clinic.name}: everything that Anteroom kept, as of {when}."
    yield from (
        "",
        "These files name patients. Keep them where nobody else reads them.",
        "",
        "csv/   one table a file: commas, quotes, UTF-8; the first line names the columns. A cell",
        "       that a spreadsheet program would take for a formula begins with '.",
        "pdf/   every packet that was printed, every scan and letter, and every form that the",
        "       clinic brought as a PDF, as they were kept: packet-ID.pdf, scan-ID.KIND (the ID of",
        "       csv/attachment.csv), form-FORM-VERSION-LANGUAGE.pdf (as csv/form.csv names them).",
        "fhir/  patients, staff, rooms, visits, diagnoses and consents as FHIR R4 resources, one",
        "       JSON document a line (NDJSON); see hl7.org/fhir/R4.",
        "",
        "Instants are UTC (ISO 8601). Yes and no are 1 and 0. What is empty is not known.",
    )
    for table, described in columns.tables.items():
        yield from ("", f"csv/{table}.csv: {described.about}")
        names = columns.of(table, column_names(table))
        wide = max(map(len, names))
        yield from (f"  {name:<{wide}}  {columns.said(table, name)}" for name in names)
    yield from ("", "Not written:")
    yield from (f"  {name}: {why}" for name, why in columns.left_out.items())


def said(left: Left) -> Iterator[Reason]:
    """What is to be known of what was written."""
    if left.missing:
        yield Reason("export-missing", {"count": left.missing})
