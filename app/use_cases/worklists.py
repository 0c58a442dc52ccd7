"""The worklists of the gate: what is open, what ends, which holds are released, visits left."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime

from app import words
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.gate import Item, State
from app.domain.months import DAY
from app.domain.refusal import Reason, refuse
from app.domain.scheduling import GONE, Status
from app.domain.time import midnight, wall
from app.domain.worklists import AHEAD, CONSENTS, FEW_LEFT, RELEASED_WITHIN, Worklist
from app.storage.unit import Unit
from app.use_cases.days import open_day_after
from app.use_cases.expiring import Ending, endings
from app.use_cases.needs import COMING
from app.use_cases.paper_lists import paper_lists
from app.use_cases.placing import FURTHEST
from app.use_cases.tasks import Task
from app.use_cases.views import VisitView, view_visits

OPEN = "open"
"""A visit of which anything is still to be done."""


Worklists = Mapping[Worklist, tuple[Task, ...]]


def see_worklists(clinic: Clinic) -> Worklists:
    """Every worklist of visits, each by the time that is left; with a fixed number of look-ups."""
    with clinic.reading(Act.SEE_WORKLIST) as unit:
        return read_worklists(clinic, unit)


def see_paper_lists(clinic: Clinic) -> Worklists:
    """Every worklist of papers, each by the time that is left; with a fixed number of look-ups."""
    with clinic.reading(Act.SEE_WORKLIST) as unit:
        return read_paper_lists(clinic, unit)


def read_paper_lists(clinic: Clinic, unit: Unit) -> Worklists:
    """The same inside a door that is open already."""
    return _by_time_left(paper_lists(clinic, unit, _coming(clinic, unit)))


def read_list(clinic: Clinic, unit: Unit, kind: Worklist) -> tuple[Task, ...]:
    """One worklist, inside a door that is open already."""
    read = read_paper_lists if kind in CONSENTS else read_worklists
    return read(clinic, unit)[kind]


def read_worklists(clinic: Clinic, unit: Unit) -> Worklists:
    """The lists of visits inside a door that is open already."""
    views = _coming(clinic, unit)
    ending = endings(clinic, unit, views)
    lists: dict[Worklist, Iterable[Task]] = {
        kind: _open_until(views, clinic.today() + days * DAY) for kind, days in AHEAD.items()
    }
    lists[Worklist.EXPIRING] = [_ends(clinic, each) for each in ending]
    lists[Worklist.HOLDS] = _holds(clinic, unit, views)
    lists[Worklist.LAST_VISITS] = _last_visits(clinic, views)
    return _by_time_left(lists)


def _by_time_left(lists: Mapping[Worklist, Iterable[Task]]) -> Worklists:
    return {kind: tuple(sorted(tasks, key=_time_left)) for kind, tasks in lists.items()}


def _time_left(task: Task) -> tuple[datetime, tuple[int, int, str]]:
    return task.due, task.key


def _coming(clinic: Clinic, unit: Unit) -> tuple[VisitView, ...]:
    """The visits whose session has yet to begin, from today on."""
    first = midnight(clinic.today(), clinic.zone)
    last = midnight(clinic.today() + (FURTHEST + 1) * DAY, clinic.zone)
    found = unit.scheduling.visits_between(first, last)
    return view_visits(clinic, unit, [visit for visit in found if visit.status in COMING])


def _open_until(views: Sequence[VisitView], last: date) -> Iterator[Task]:
    """The visits through a day that something is open about."""
    return (_about(view) for view in views if view.day <= last and _is_open(view))


def _is_open(view: VisitView) -> bool:
    return bool(warned(view)) or view.needs_time


def warned(view: VisitView) -> tuple[Item, ...]:
    """What is to be done about a visit by now: what is asked at the desk on the day waits."""
    return tuple(item for item in view.open_items if item.warns)


def by_item(view: VisitView, items: Sequence[Item]) -> Iterator[Task]:
    """What stands against a visit, each of these items apart; one row when there are none."""
    if view.needs_time or not items:
        yield Task(patient=view.patient, due=_due(view), reasons=view.why_not, view=view)
    for item in items:
        yield Task(
            patient=view.patient, due=_due(view), reasons=(item.reason,), view=view, item=item
        )


def _due(view: VisitView) -> datetime:
    """When it is too late: a hold is released before its visit begins."""
    held = view.visit.hold_until if view.visit.status is Status.HELD else None
    return held or view.visit.start


def _about(view: VisitView, *also: Reason) -> Task:
    """A visit with everything that stands against it."""
    items = warned(view)
    return Task(
        patient=view.patient,
        due=_due(view),
        reasons=(*view.why_not, *(item.reason for item in items), *also),
        view=view,
        item=None if view.needs_time or not items else items[0],
    )


def _holds(clinic: Clinic, unit: Unit, views: Sequence[VisitView]) -> Iterator[Task]:
    """The holds that are released within some days, or on the next open day."""
    day = max(clinic.today() + RELEASED_WITHIN * DAY, open_day_after(unit, clinic.today()))
    end = midnight(day + DAY, clinic.zone)
    for view in views:
        until = view.visit.hold_until
        if view.visit.status is Status.HELD and until is not None and until < end:
            start, by = (wall(at, clinic.zone) for at in (view.visit.start, until))
            yield _about(view, Reason("hold-near", {"start": start, "until": by}))


def _ends(clinic: Clinic, ending: Ending) -> Task:
    """Something on file that ends: due at the visit it does not reach, else when it has ended."""
    view, item = ending.view, ending.item
    over = midnight(ending.last + DAY, clinic.zone)
    soon = Reason("ends-soon", {"item": item.title or item.item, "until": ending.last})
    return Task(
        patient=ending.patient,
        due=view.visit.start if view is not None and not ending.reached else over,
        reasons=(soon if ending.reached else item.reason,),
        view=view,
        item=item,
        last=ending.last if ending.reached else None,
    )


def _last_visits(clinic: Clinic, views: Sequence[VisitView]) -> Iterator[Task]:
    """The referrals that are about to run out of visits, those that are booked counted."""
    counted: dict[tuple[int, str], list[tuple[VisitView, Item]]] = {}
    for view in views:
        for item in view.items:
            if item.item == "referral" and isinstance(item.reason.facts.get("allowed"), int):
                letter = (view.patient.id, str(item.reason.facts["referrer"]))
                counted.setdefault(letter, []).append((view, item))
    for visits in counted.values():
        yield from _running_out(clinic, visits)


def _running_out(clinic: Clinic, visits: Sequence[tuple[VisitView, Item]]) -> Iterator[Task]:
    """One referral, by the visits that it is looked at for."""
    over = [(view, item) for view, item in visits if item.state is State.EXPIRED]
    covered = [(view, item) for view, item in visits if item.state is State.MET]
    reasons: list[Reason] = []
    left = FEW_LEFT + 1
    if covered:
        view, item = covered[-1]
        facts = item.reason.facts
        used = max(_number(each.reason, "used") for _, each in covered)
        left = _number(item.reason, "allowed") - used
        code = "one-visit-left" if left and not over else "last-visit"
        told = {"referrer": facts["referrer"], "allowed": facts["allowed"]}
        reasons.append(Reason(code, told | {"start": wall(view.visit.start, clinic.zone)}))
    if over or left <= FEW_LEFT:
        view, item = (over or covered)[0 if over else -1]
        reasons += [item.reason] if over else []
        yield Task(
            patient=view.patient,
            due=view.visit.start,
            reasons=tuple(reasons),
            view=view,
            item=item,
        )


def _number(reason: Reason, fact: str) -> int:
    value = reason.facts[fact]
    return value if isinstance(value, int) else 0


def visits_ahead(clinic: Clinic, days: int, only: str = "") -> tuple[VisitView, ...]:
    """Every visit of today and some days after it that is not off, with all its items.

    Only those on a worklist, or of which an item is open, when one of these is named.
    """
    with clinic.reading(Act.SEE_WORKLIST) as unit:
        return read_ahead(clinic, unit, days, only)


def read_ahead(clinic: Clinic, unit: Unit, days: int, only: str) -> tuple[VisitView, ...]:
    """The same inside a door that is open already."""
    if only:
        known = kinds(clinic)
        if only not in known and only.split(":", 1)[0] not in known:
            raise refuse("worklist-unknown", kind=only, known=known)
    first = midnight(clinic.today(), clinic.zone)
    last = midnight(clinic.today() + (days + 1) * DAY, clinic.zone)
    found = unit.scheduling.visits_between(first, last)
    views = view_visits(clinic, unit, [visit for visit in found if visit.status not in GONE])
    if not only:
        return views
    if only in set(Worklist):
        named = read_list(clinic, unit, Worklist(only))
        numbers = {task.view.visit.id for task in named if task.view is not None}
        return tuple(view for view in views if view.visit.id in numbers)
    return tuple(view for view in views if _has_open(view, only))


def _has_open(view: VisitView, only: str) -> bool:
    """Whether a visit has an open item of a kind; “consent” is every consent."""
    if only == OPEN:
        return _is_open(view)
    return any(only in {item.item, item.item.split(":", 1)[0]} for item in view.open_items)


def kinds(clinic: Clinic) -> tuple[str, ...]:
    """What the visits to come can be narrowed to: gate items, then worklists."""
    items = (rule.item for rule in clinic.setup.policy.rules)
    return tuple(dict.fromkeys((*items, OPEN, *map(str, Worklist))))


def said_due(clinic: Clinic, task: Task) -> str:
    """By when it is done, where the year is known: a moment, or a day."""
    if task.last is not None:
        return words.near_day(task.last)
    return words.moment(wall(task.due, clinic.zone))


def said_missing(task: Task) -> str:
    """Why it stands there, in sentences."""
    return " ".join(map(words.say, task.reasons))
