"""Worklists that leave the window: as a table for a spreadsheet program."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app import exchange, words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import State
from app.domain.patients import Patient
from app.domain.scheduling import Status
from app.domain.time import wall
from app.domain.worklists import AHEAD, Worklist
from app.storage.unit import Unit
from app.use_cases.files import write_file
from app.use_cases.phones import shown_phone
from app.use_cases.worklists import Task, by_item, read_ahead, read_worklists, said_missing

HEADS = (
    "Due",
    "Chart",
    "Patient",
    "Telephone",
    "Visit",
    "Start",
    "Visit type",
    "Item",
    "State",
    "What is missing",
    "Next action",
    "Notice",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A worklist as a file, and how many rows it has."""

    content: bytes
    rows: int


def export_worklist(clinic: Clinic, kind: Worklist) -> Exported:
    """A worklist as a table; of its visits each open item is a line. Kept in the audit."""
    with clinic.reading(Act.EXPORT_WORKLIST) as unit:
        tasks = read_worklists(clinic, unit)[kind]
        if kind in AHEAD:
            tasks = tuple(each for task in tasks if task.view for each in by_item(task.view))
        return _exported(clinic, unit, kind.value, tasks)


def export_visits(clinic: Clinic, days: int, only: str = "") -> Exported:
    """The visits of the next days as a table, each open item a line. Kept in the audit."""
    with clinic.reading(Act.EXPORT_WORKLIST) as unit:
        unit.note(days=days)
        views = read_ahead(clinic, unit, days, only)
        return _exported(clinic, unit, only, [each for view in views for each in by_item(view)])


def write_export(exported: Exported, path: Path) -> Path:
    """Write an exported worklist to a file, whole or not at all."""
    write_file(path, exported.content)
    return path


def _exported(clinic: Clinic, unit: Unit, kind: str, tasks: Sequence[Task]) -> Exported:
    unit.note(list=kind, rows=len(tasks))
    content = exchange.write_table(HEADS, [_cells(clinic, task) for task in tasks])
    return Exported(content=content, rows=len(tasks))


def _cells(clinic: Clinic, task: Task) -> Sequence[str]:
    view, item = task.view, task.item
    return (
        words.day_time(wall(task.due, clinic.zone)),
        task.patient.chart,
        task.patient.listed,
        shown_phone(task.patient.phone),
        str(view.visit.id) if view else "",
        words.day_time(wall(view.visit.start, clinic.zone)) if view else "",
        view.type.title if view else "",
        words.item_title(item.item) if item else "",
        words.state_word(state_of(task).value),
        said_missing(task),
        task.action,
        notice(task.patient),
    )


def state_of(task: Task) -> State:
    """How it stands: its item, or whether its visit has lost its time, waits, or is ready."""
    if task.view is not None and task.view.needs_time:
        return State.MISSING
    if task.item is not None:
        return task.item.state
    held = task.view is not None and task.view.visit.status is Status.HELD
    return State.WAITING if held else State.MET


def notice(_patient: Patient) -> str:
    """What must go with a patient's record wherever it goes; nothing for most."""
    return ""
