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
from app.words.tongue import later, tr

EMPTY = {
    Worklist.TODAY: (
        later("Nothing is open today"),
        later("Every visit that is still to come today is ready."),
    ),
    Worklist.TWO_DAYS: (
        later("Nothing is open for the next 2 days"),
        later("Every visit from today to the day after tomorrow is ready."),
    ),
    Worklist.WEEK: (
        later("Nothing is open for the next 7 days"),
        later("Every visit of the coming week is ready."),
    ),
    Worklist.EXPIRING: (
        later("Nothing ends soon"),
        later("A referral, clearance or consent stands here from 14 days before its last day on."),
    ),
    Worklist.HOLDS: (
        later("No hold is about to be released"),
        later(
            "A held time stands here two days before it is given away, "
            "so that it can still be booked."
        ),
    ),
    Worklist.LAST_VISITS: (
        later("No referral is about to run out"),
        later("A referral stands here once one of its visits is left, those booked counted."),
    ),
    Worklist.TO_PRINT: (
        later("No papers are to be printed"),
        later("Whoever comes within 7 days has the papers, or has signed them."),
    ),
    Worklist.NOT_RETURNED: (
        later("No paper is out"),
        later("A paper stands here once it is printed or handed over, until it is checked in."),
    ),
    Worklist.INCOMPLETE: (
        later("No paper has an empty box"),
        later("A paper stands here that came back with a gap, until it is completed."),
    ),
    Worklist.SIGNED_TODAY: (
        later("Nothing was signed today"),
        later("A paper stands here once it is checked in complete, with today's signature."),
    ),
    Worklist.CONSENTS_ENDING: (
        later("No consent ends soon"),
        later("A signed consent stands here from 30 days before its last day on."),
    ),
    Worklist.SUPERSEDED: (
        later("Nothing signed is superseded"),
        later("A signed paper stands here when its form has a newer version for a visit to come."),
    ),
}
"""What an empty list says: what, and why."""


PAPER_LOOKS = {
    Worklist.NOT_RETURNED: ("waiting", later("Out"), ""),
    Worklist.INCOMPLETE: ("blocked", later("Boxes empty"), ""),
    Worklist.SIGNED_TODAY: ("ready", later("Complete"), ""),
    Worklist.CONSENTS_ENDING: ("waiting", later("Ends soon"), "clock"),
    Worklist.SUPERSEDED: ("ready", later("Still good"), ""),
}
"""How the papers of a list look: the look, the word and the shape."""


def _paper_look(kind: Worklist) -> tuple[str, str, str]:
    look, word, shape = PAPER_LOOKS[kind]
    return look, tr(word), shape


def task_look(task: Task, kind: Worklist) -> tuple[str, str, str]:
    """How a task looks: the look, the word and the shape."""
    view, item = task.view, task.item
    if view is not None and view.needs_time:
        return "blocked", tr("Needs a new time"), ""
    if kind is Worklist.HOLDS:
        return "waiting", tr("Held"), "hold"
    if task.paper is not None or kind is Worklist.SUPERSEDED:
        return _paper_look(kind) if item is None else ("blocked", tr("Sign again"), "")
    if item is None:
        return "waiting", tr("Waiting"), ""
    if item.state is State.MET:
        ends = kind is Worklist.EXPIRING
        return (
            "waiting",
            tr("Ends soon") if ends else tr("Last visits"),
            "clock" if ends else "warning",
        )
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
        return tr("No visit booked")
    if view.visit.status is Status.HELD:
        return tr("{type} (held)", type=view.type.short)
    return view.type.short


def _first(task: Task, kind: Worklist) -> str:
    """The first sentence; of a hold that of its release."""
    first = task.reasons[-1 if kind is Worklist.HOLDS else 0]
    more = len(task.reasons) - 1
    said = words.say(first)
    return f"{said} {tr('And {count} more.', count=more)}" if more else said
