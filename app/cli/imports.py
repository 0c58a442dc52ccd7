"""`import`: patients from a table, or the times of somebody's own calendar."""

import sys
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill

from app import words
from app.cli.answer import Answer, Document
from app.cli.calendars import import_calendar
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.domain.birth_dates import Order
from app.domain.blocks import BlockKind
from app.domain.intake import Field, Mapped, heading_key
from app.domain.refusal import Reason, refuse
from app.domain.tables import Table
from app.use_cases import calendar_imports
from app.use_cases.files import read_file
from app.use_cases.patient_imports import (
    Reading,
    Trial,
    import_patients,
    read_patients,
    try_patients,
)

SHOWN = 40
"""Lines of one kind that people are shown; the JSON document has all."""

IMPORT = Help(
    summary="Take the times of somebody's own calendar as blocks; or patients, from a table.",
    document='{"resource", "act", "kept",\n'
    ' "added": [{"block", "start", "end", "kind", "event"}],\n'
    ' "lifted": [{"block", "start", "end", "kind", "event"}]}\n'
    "act: the mark by which it is taken back; null when it was only tried",
    example="anteroom import --ics hale.ics --resource Hale --dry-run\n"
    "anteroom import --ics hale.ics --resource Hale --kind time-off\n"
    "anteroom import patients --help",
    more=f"The next {calendar_imports.AHEAD} days are read. An event that was imported before is "
    "not doubled:\nwhat moved is moved, what was called off is lifted. A file with a bad event, "
    "or one that\nwould take the time of a visit, is refused whole, with every reason.",
)
PATIENTS = Help(
    summary="Take over patients from a table: everybody is seen at once, or nobody.",
    document='{"act", "added", "left_out", "rows", "sheet", "columns": [{"column", "field"}],\n'
    ' "faults": [{"row", "code", "sentence"}], "twins": [...], "notices": [...]}\n'
    "act: the mark by which all of them are taken back; null when it was only tried",
    example="anteroom import patients people.xlsx --dry-run\n"
    'anteroom import patients people.csv --map "Ref=chart" --map "Begun=nothing"',
    more="FILE is CSV, or an Excel workbook (.xlsx). Columns are known by their headings, in "
    "English or\nSpanish, and what was said of them is remembered. The fields:\n"
    f"{fill(', '.join(Field), 98)}.\n"
    "Rows with a fault are left out, and so is whoever may be at the clinic already.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    into = commands.add("import", _import_calendar, IMPORT)
    into.add_argument("--ics", metavar="FILE", help="the calendar's file")
    into.add_argument("--resource", metavar="NAME", help="whose time it takes")
    into.add_argument(
        "--kind", choices=tuple(BlockKind), default=BlockKind.OTHER, help="of the blocks (other)"
    )
    into.add_argument("--dry-run", action="store_true", help="only say what would happen")
    _add_patients(Commands(into, required=False))


def _add_patients(commands: Commands) -> None:
    people = commands.add("patients", _import_patients, PATIENTS)
    people.add_argument("file", metavar="FILE", help="the table")
    people.add_argument("--sheet", default="", metavar="NAME", help="of a workbook (the first)")
    people.add_argument(
        "--map", action="append", default=[], metavar="COLUMN=FIELD", help="what a column is"
    )
    people.add_argument("--order", choices=tuple(Order), help="of dates that are only numbers")
    people.add_argument(
        "--alike-too", action="store_true", help="also people who may be there already"
    )
    people.add_argument("--dry-run", action="store_true", help="only say what would happen")


def _import_calendar(call: Call) -> Answer:
    missing = [name for name in ("ics", "resource") if not getattr(call.words, name)]
    if missing:
        needed = " and ".join(f"--{name}" for name in missing)
        raise refuse("usage", problem=f"A calendar is imported with {needed}.")
    return import_calendar(call)


def _import_patients(call: Call) -> Answer:
    asked = call.words
    content = read_file(Path(asked.file))
    with call.clinic() as clinic:
        reading = read_patients(clinic, content, asked.sheet)
        mapped = _mapped(reading, asked.map)
        order = Order(asked.order) if asked.order else None
        trial = try_patients(clinic, reading, mapped, order)
        people = len(trial.people(alike_too=asked.alike_too))
        act = ""
        if not asked.dry_run:
            done = import_patients(clinic, trial, alike_too=asked.alike_too, progress=_tell)
            act = done.act
    return _answer(trial, people, act)


def _tell(done: int, whole: int) -> None:
    """How far it is, on a screen that somebody looks at."""
    if sys.stderr.isatty():
        print(f"\r{done:,} of {whole:,}", end="" if done < whole else "\n", file=sys.stderr)


def _mapped(reading: Reading, told: Sequence[str]) -> Mapped:
    """What the columns are, with what was said of them."""
    mapped = list(reading.mapped)
    keys = [heading_key(heading) for heading in reading.table.headings]
    for each in told:
        column, _, field = each.rpartition("=")
        if field not in list(Field):
            raise refuse("import-field-unknown", field=field, known=tuple(Field))
        if heading_key(column) not in keys:
            known = reading.table.headings
            raise refuse("import-column-unknown", column=column, known=known)
        mapped[keys.index(heading_key(column))] = Field(field)
    return tuple(mapped)


def _answer(trial: Trial, people: int, act: str) -> Answer:
    table = trial.reading.table
    left_out = len(table.lines) - people
    twins = [twin.reason for twin in trial.twins]
    document: Document = {
        "act": act or None,
        "added": people,
        "left_out": left_out,
        "rows": len(table.lines),
        "sheet": table.sheet or None,
        "columns": [
            {"column": heading, "field": field.value} for heading, field in _columns(trial, table)
        ],
        "faults": [_told(reason) for reason in trial.faults],
        "twins": [_told(reason) for reason in twins],
        "notices": [_told(reason) for reason in trial.notices],
    }
    would = "" if act else "would be "
    head = f"{words.plural(people, 'patient')} {would}taken in, {left_out:,} {would}left out."
    rows = [(heading, field.value) for heading, field in _columns(trial, table)]
    parts = (_few(each) for each in (trial.faults, twins, trial.notices))
    undo = (f"anteroom undo --act {act} takes them back.",) if act else ()
    lines = (head, *columns(rows), *(line for part in parts for line in part), *undo)
    return Answer(document=document, lines=lines)


def _columns(trial: Trial, table: Table) -> Sequence[tuple[str, Field]]:
    return list(zip(table.headings, trial.reading.mapped, strict=True))


def _told(reason: Reason) -> Document:
    row = reason.facts.get("row")
    return {"row": row, "code": reason.code, "sentence": words.say(reason)}


def _few(reasons: Sequence[Reason]) -> Sequence[str]:
    """The first of the reasons, and how many there are more."""
    more = len(reasons) - SHOWN
    said = [words.say(reason) for reason in reasons[:SHOWN]]
    return [*said, *([f"... and {more:,} more; --json has all."] if more > 0 else [])]
