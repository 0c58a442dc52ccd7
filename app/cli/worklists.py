"""`worklist`: what is still to be done for the visits of the next days."""

from collections.abc import Sequence
from pathlib import Path

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, stamp
from app.cli.columns import columns
from app.cli.gate import judged
from app.cli.parser import Commands, Help, whole_number
from app.clinic import Clinic
from app.domain.time import wall
from app.domain.worklists import Worklist
from app.use_cases.part2 import warnings
from app.use_cases.views import VisitView
from app.use_cases.worklist_sheets import Exported, export_visits, write_export
from app.use_cases.worklists import OPEN, by_item, said_missing, visits_ahead

MOST_DAYS = 366

WORKLIST = Help(
    summary="List every visit of the next days with all that the gate asks for it.",
    document='{"visits": [{"visit", "patient", "start", "ready", "met", "of",\n'
    ' "items": [{"item", "state", "stops", "sentence", "until"}]}]}\n'
    'the items are those of anteroom readiness; with --csv also "file", "rows" and\n'
    '"part2", how many patients have records under 42 CFR part 2; if any have, "scope" is\n'
    "the page on what the consent covers, which is written beside the table",
    example="anteroom worklist --days 7 --json\n"
    "anteroom worklist --days 2 --only consent --csv open-consents.csv",
    more="The visits of today and of the N days after it, but for those called off or missed.\n"
    "--only KIND lists only visits of which that gate item is still open (diagnosis, referral,\n"
    "clearance, age, ride, consent for any consent, consent:ketamine-consent for one),\n"
    f"or of which anything is ({OPEN}), or that stand on a worklist ({', '.join(Worklist)}).\n"
    "The table of --csv has a line for each open item, and is safe to open in a spreadsheet.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    worklist = commands.add("worklist", _worklist, WORKLIST)
    worklist.add_argument(
        "--days",
        type=whole_number(0, MOST_DAYS),
        default=7,
        metavar="N",
        help="today and so many days after it (7)",
    )
    worklist.add_argument(
        "--only", default="", metavar="KIND", help="an open gate item, or a worklist"
    )
    worklist.add_argument("--csv", metavar="FILE", help="also write a table for a spreadsheet")


def _worklist(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        views = visits_ahead(clinic, asked.days, asked.only)
        document: Document = {"visits": [_visit(clinic, view) for view in views]}
        rows = [row for view in views for row in _rows(clinic, view)]
        lines = columns(rows, indent="") or ("No visit answers that.",)
        if asked.csv:
            exported = export_visits(clinic, asked.days, asked.only)
            written, told = write_csv(clinic, exported, asked.csv)
            document, lines = {**document, **written}, (*lines, *told)
    return Answer(document=document, lines=lines)


def write_csv(clinic: Clinic, exported: Exported, file: str) -> tuple[Document, list[str]]:
    """Write a table where it is wanted; what a document and the lines say of it."""
    beside = write_export(clinic, exported, Path(file))
    document: Document = {"file": file, "rows": exported.rows, "part2": exported.part2}
    document |= {"scope": str(beside)} if beside else {}
    written = f"{words.plural(exported.rows, 'line')} written: {file}"
    return document, [written, *map(words.say, warnings(exported.part2))]


def _visit(clinic: Clinic, view: VisitView) -> Document:
    return {
        "visit": view.visit.id,
        "patient": view.patient.chart,
        "start": stamp(clinic, view.visit.start),
        **judged(view.items),
    }


def _rows(clinic: Clinic, view: VisitView) -> list[Sequence[str]]:
    """A line for each open item; who and when stand on the first."""
    start = wall(view.visit.start, clinic.zone)
    count = f"{view.met} of {view.of}" if view.of else ""
    head = (words.moment(start), str(view.visit.id), view.patient.listed, view.type.short, count)
    tasks = list(by_item(view, view.open_items))
    return [
        (
            *(("",) * len(head) if number else head),
            words.state_word(task.item.state.value) if task.item else _overall(view),
            said_missing(task),
            f"→ {task.action}" if task.item or view.needs_time else "",
        )
        for number, task in enumerate(tasks)
    ]


def _overall(view: VisitView) -> str:
    return "Needs a new time" if view.needs_time else words.overall_word(view.overall)
