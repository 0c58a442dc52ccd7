"""Worklists that leave the window: on paper, or as a table for a spreadsheet program."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app import words
from app.clinic import Clinic
from app.documents.values import TaskLine, WorklistSheet
from app.domain.access import Act
from app.domain.gate import State
from app.domain.scheduling import Status
from app.domain.time import wall
from app.domain.worklists import AHEAD, Worklist
from app.exchange.exports import write_table
from app.storage.unit import Unit
from app.use_cases.files import write_file
from app.use_cases.part2 import notice, protected, scope_statement
from app.use_cases.phones import shown_phone
from app.use_cases.sheets import letterhead
from app.use_cases.tasks import Task
from app.use_cases.worklists import (
    by_item,
    read_ahead,
    read_list,
    said_due,
    said_missing,
    warned,
)
from app.words.tongue import speaking

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
    part2: int
    """How many of its patients have records that 42 CFR part 2 protects."""


@speaking("en")
def export_worklist(clinic: Clinic, kind: Worklist) -> Exported:
    """A worklist as a table; of its visits each open item is a line. Kept in the audit."""
    with clinic.reading(Act.EXPORT_WORKLIST) as unit:
        tasks = read_list(clinic, unit, kind)
        if kind in AHEAD:
            views = [task.view for task in tasks if task.view]
            tasks = tuple(each for view in views for each in by_item(view, warned(view)))
        return _exported(clinic, unit, kind.value, tasks)


@speaking("en")
def export_visits(clinic: Clinic, days: int, only: str = "") -> Exported:
    """The visits of the next days as a table, each open item a line. Kept in the audit."""
    with clinic.reading(Act.EXPORT_WORKLIST) as unit:
        unit.note(days=days)
        views = read_ahead(clinic, unit, days, only)
        tasks = [each for view in views for each in by_item(view, view.open_items)]
        return _exported(clinic, unit, only, tasks)


@speaking("en")
def worklist_pdf(clinic: Clinic, kind: Worklist) -> bytes:
    """A worklist as PDF, each row with a box to tick by hand. Kept in the audit."""
    from app.documents import make_worklist  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.EXPORT_WORKLIST) as unit:
        tasks = read_list(clinic, unit, kind)
        unit.note(list=kind.value, rows=len(tasks), part2=protected(task.patient for task in tasks))
    return make_worklist(
        WorklistSheet(
            clinic=letterhead(clinic),
            title=words.worklist_title(kind),
            about=words.worklist_about(kind),
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            lines=tuple(_printed(clinic, task) for task in tasks),
        )
    )


def _printed(clinic: Clinic, task: Task) -> TaskLine:
    view, due = task.view, wall(task.due, clinic.zone)
    visit = "No visit is booked"
    if view is not None:
        start = wall(view.visit.start, clinic.zone)
        visit = view.type.short if start == due else f"{view.type.short}, {words.moment(start)}"
    phone = shown_phone(task.patient.phone)
    return TaskLine(
        due=said_due(clinic, task),
        patient=task.patient.listed,
        visit=" · ".join(part for part in (visit, phone) if part),
        state=state_of(task).value,
        words=tuple(in_short(task)),
        action=task.action,
        notice=notice(task.patient),
    )


def in_short(task: Task) -> Iterator[str]:
    """What is missing most in a sentence, and the names of what else is open."""
    first, *others = task.reasons
    yield words.say(first)
    open_items = task.view.open_items if task.view else ()
    also = [words.item_named(item) for item in open_items if item.reason in others]
    if also:
        yield f"Also open: {', '.join(also)}."
    known = [item.reason for item in open_items]
    yield from (words.say(reason) for reason in others if reason not in known)


def write_export(clinic: Clinic, exported: Exported, path: Path) -> Path | None:
    """Write an exported worklist to a file, whole or not at all.

    Beside it goes what the consent covers when it names protected patients; that file is given.
    """
    beside = path.with_name(f"{path.stem}-part2.pdf") if exported.part2 else None
    if beside is not None:
        write_file(beside, scope_statement(clinic))
    write_file(path, exported.content)
    return beside


def _exported(clinic: Clinic, unit: Unit, kind: str, tasks: Sequence[Task]) -> Exported:
    part2 = protected(task.patient for task in tasks)
    unit.note(list=kind, rows=len(tasks), part2=part2)
    content = write_table(HEADS, [_cells(clinic, task) for task in tasks])
    return Exported(content=content, rows=len(tasks), part2=part2)


def _cells(clinic: Clinic, task: Task) -> Sequence[str]:
    view, item = task.view, task.item
    return (
        words.day(task.last) if task.last else words.day_time(wall(task.due, clinic.zone)),
        task.patient.chart,
        task.patient.listed,
        shown_phone(task.patient.phone),
        str(view.visit.id) if view else "",
        words.day_time(wall(view.visit.start, clinic.zone)) if view else "",
        view.type.title if view else "",
        words.item_named(item) if item else "",
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
    if task.paper is not None:
        return State.WAITING if task.paper.paper.is_out else State.MET
    held = task.view is not None and task.view.visit.status is Status.HELD
    return State.WAITING if held else State.MET
