"""Tasks of a worklist as rows: by when, who, what stands against it, and what comes next."""

from app import words
from app.clinic import Clinic
from app.domain.gate import State
from app.domain.scheduling import Status
from app.domain.worklists import Worklist
from app.ui.common.chips import look_of
from app.ui.common.lists import Row
from app.use_cases.tasks import Task
from app.use_cases.worklists import said_due

EMPTY = {
    Worklist.TODAY: ("Nothing is open today", "Every visit that is still to come today is ready."),
    Worklist.TWO_DAYS: (
        "Nothing is open for the next 2 days",
        "Every visit from today to the day after tomorrow is ready.",
    ),
    Worklist.WEEK: (
        "Nothing is open for the next 7 days",
        "Every visit of the coming week is ready.",
    ),
    Worklist.EXPIRING: (
        "Nothing ends soon",
        "A referral, clearance or consent stands here from 14 days before its last day on.",
    ),
    Worklist.HOLDS: (
        "No hold is about to be released",
        "A held time stands here two days before it is given away, so that it can still be booked.",
    ),
    Worklist.LAST_VISITS: (
        "No referral is about to run out",
        "A referral stands here once one of its visits is left, those booked counted.",
    ),
    Worklist.TO_PRINT: (
        "No papers are to be printed",
        "Whoever comes within 7 days has the papers, or has signed them.",
    ),
    Worklist.NOT_RETURNED: (
        "No paper is out",
        "A paper stands here once it is printed or handed over, until it is checked in.",
    ),
    Worklist.INCOMPLETE: (
        "No paper has an empty box",
        "A paper stands here that came back with a gap, until it is completed.",
    ),
    Worklist.SIGNED_TODAY: (
        "Nothing was signed today",
        "A paper stands here once it is checked in complete, with today's signature.",
    ),
    Worklist.CONSENTS_ENDING: (
        "No consent ends soon",
        "A signed consent stands here from 30 days before its last day on.",
    ),
    Worklist.SUPERSEDED: (
        "Nothing signed is superseded",
        "A signed paper stands here when its form has a newer version for a visit to come.",
    ),
}
"""What an empty list says: what, and why."""


PAPER_LOOKS = {
    Worklist.NOT_RETURNED: ("waiting", "Out", ""),
    Worklist.INCOMPLETE: ("blocked", "Boxes empty", ""),
    Worklist.SIGNED_TODAY: ("ready", "Complete", ""),
    Worklist.CONSENTS_ENDING: ("waiting", "Ends soon", "clock"),
    Worklist.SUPERSEDED: ("ready", "Still good", ""),
}
"""How the papers of a list look: the look, the word and the shape."""


def task_look(task: Task, kind: Worklist) -> tuple[str, str, str]:
    """How a task looks: the look, the word and the shape."""
    view, item = task.view, task.item
    if view is not None and view.needs_time:
        return "blocked", "Needs a new time", ""
    if kind is Worklist.HOLDS:
        return "waiting", "Held", "hold"
    if task.paper is not None or kind is Worklist.SUPERSEDED:
        return PAPER_LOOKS[kind] if item is None else ("blocked", "Sign again", "")
    if item is None:
        return "waiting", "Waiting", ""
    if item.state is State.MET:
        ends = kind is Worklist.EXPIRING
        return "waiting", "Ends soon" if ends else "Last visits", "clock" if ends else "warning"
    return look_of(item), words.state_word(item.state.value), ""


def task_row(clinic: Clinic, task: Task, kind: Worklist, name: str) -> Row:
    """A task as a row of its list."""
    look, chip, shape = task_look(task, kind)
    return Row(
        value=task.key,
        title=f"{said_due(clinic, task)}   {name}",
        detail=" · ".join(part for part in (_visit(task), _first(task, kind)) if part),
        chip=chip,
        look=look,
        shape=shape,
        action=task.action,
    )


def _visit(task: Task) -> str:
    view = task.view
    if view is None:
        return "No visit booked"
    held = " (held)" if view.visit.status is Status.HELD else ""
    return f"{view.type.short}{held}"


def _first(task: Task, kind: Worklist) -> str:
    """The first sentence; of a hold that of its release."""
    first = task.reasons[-1 if kind is Worklist.HOLDS else 0]
    more = len(task.reasons) - 1
    return words.say(first) + (f" And {more} more." if more else "")
