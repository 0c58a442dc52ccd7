"""What needs somebody first: who is late, what stands against a visit, holds that run out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from app import words
from app.clinic import Clinic
from app.domain import gate
from app.domain.access import Act
from app.domain.gate import Item
from app.domain.judged import DAY_TURNED, DECIDED
from app.domain.months import DAY
from app.domain.refusal import Reason
from app.domain.scheduling import STANDING, Status, Visit
from app.domain.time import local_day, midnight, wall
from app.domain.timers import Timer, is_late, timer_of
from app.storage.unit import Unit
from app.use_cases.days import open_day_after, read_day
from app.use_cases.views import DayView, VisitView, view_visits

AFTERNOON = time(14)
"""From then on the problems of the next open day are shown beside those of today."""

AHEAD = 14 * DAY
"""So far ahead a visit that has lost something is shown every day; one further off as news."""

MOST_AHEAD = 50
"""Visits ahead that a board shows at once, when a new rule stops hundreds."""

COMING = STANDING | {Status.ARRIVED}
"""The session has yet to begin, so that what stands against it can still be mended."""


NOTICED = {DAY_TURNED: "noticed-day", DECIDED: "noticed-decided"}
"""What is said of since when something is missing, by what brought it about."""


def mends_course(view: VisitView) -> bool:
    """Whether its time was taken in a course, of which other visits may have to move too."""
    return view.visit.displaced and view.visit.course is not None and view.needs_time


def next_action(view: VisitView, item: Item | None) -> str:
    """The next thing to do about a visit, and about an item of it, as a button says it."""
    if mends_course(view):
        return words.tr("Mend the course")
    if view.needs_time:
        return words.tr("Find another time")
    if item is not None:
        return words.action(item.item, item.state.value, item.reason.code)
    held = view.visit.status is Status.HELD
    return words.tr_of("action", "Book") if held else words.tr_of("action", "Check in")


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One visit that needs somebody: by when, why, and what can be done about it."""

    view: VisitView
    due: datetime
    """By then it is mended, or the visit does not begin, or the time is given away."""
    day: date
    """The day on which it is due."""
    reasons: tuple[Reason, ...]
    item: Item | None = None
    """What is missing most; its next action is the next thing to do."""
    late: Timer | None = None
    """How late somebody is who was to be here."""
    is_hold: bool = False
    """Whether the time is given away then, unless the visit is booked."""
    is_news: bool = False
    """Whether it is far ahead and shown until somebody says that they know of it."""

    @property
    def action(self) -> str:
        """The next thing to do, as a button says it."""
        return next_action(self.view, self.item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """A day as the desk looks at it: with what needs somebody first."""

    view: DayView
    needs: tuple[Need, ...]
    following: date
    """The next day on which the clinic is open."""
    beyond: int = 0
    """Visits further ahead that have lost something as well, when there are too many to show."""


def see_board(clinic: Clinic, day: date) -> Board:
    """A day with what needs somebody first; what is due soonest comes first.

    Today's board shows the holds that run out by the end of the next open day, and from two in the
    afternoon on, or when nothing is left of today, whatever stands against that day's visits; and
    every visit ahead that has lost something it had.
    """
    with clinic.reading(Act.SEE_DAY) as unit:
        view, following = read_day(clinic, unit, day), open_day_after(unit, day)
        views = list(view.visits)
        is_today = day == clinic.today()
        if is_today and (wall(clinic.now(), clinic.zone).time() >= AFTERNOON or not view.standing):
            views += read_day(clinic, unit, following).visits
        views += near_holds(clinic, unit, (day, following if is_today else day), views)
        ahead = marked_ahead(clinic, unit, views) if is_today else ()
        views += view_visits(clinic, unit, ahead[:MOST_AHEAD]) if ahead else ()
    late = [_late(clinic, each) for each in views if is_late(each.visit, clinic.now())]
    known = {need.view.visit.id for need in late}
    others = needs_of(clinic, (each for each in views if each.visit.id not in known))
    needs = sorted((*late, *others), key=lambda need: (need.due, need.view.visit.id))
    beyond = max(0, len(ahead) - MOST_AHEAD)
    return Board(view=view, needs=tuple(needs), following=following, beyond=beyond)


def marked_ahead(clinic: Clinic, unit: Unit, known: Iterable[VisitView]) -> tuple[Visit, ...]:
    """The visits to come that have lost something, but for those known and those seen far off."""
    ids = {view.visit.id for view in known}
    soon = clinic.now() + AHEAD
    marked = {each.visit: each for each in unit.judged.marked(clinic.now())}
    found = unit.scheduling.visits(marked.keys() - ids) if marked.keys() - ids else ()
    return tuple(v for v in found if v.start < soon or marked[v.id].is_news)


def near_holds(
    clinic: Clinic, unit: Unit, days: tuple[date, date], known: Iterable[VisitView]
) -> tuple[VisitView, ...]:
    """The holds that run out from one day to another, both included, but for those known."""
    begin, end = midnight(days[0], clinic.zone), midnight(days[1] + DAY, clinic.zone)
    ids = {view.visit.id for view in known}
    near = [
        visit
        for visit in unit.scheduling.held_visits()
        if visit.id not in ids and visit.hold_until and begin <= visit.hold_until < end
    ]
    return view_visits(clinic, unit, near) if near else ()


def needs_of(clinic: Clinic, views: Iterable[VisitView]) -> Iterator[Need]:
    """What stands against visits that have yet to begin, and which of them are only held."""
    for view in views:
        is_hold = view.visit.status is Status.HELD and view.visit.hold_until is not None
        item = None if view.needs_time else _pressing(view)
        stands = view.needs_time or item is not None
        if view.visit.status in COMING and (stands or is_hold):
            due = view.visit.hold_until if is_hold else None
            yield _need(
                clinic,
                view,
                due or view.visit.start,
                (*view.why_not, *_missing(clinic, view, item), *_hold(clinic, view)),
                item=item,
                is_hold=is_hold,
                is_news=_is_news(clinic, view),
            )


def _pressing(view: VisitView) -> Item | None:
    """What is missing most: what was lost before what never was there."""
    return next(iter((*view.to_mend, *gate.to_warn_of(view.items))), None)


def _missing(clinic: Clinic, view: VisitView, item: Item | None) -> Iterator[Reason]:
    """What is missing, and since when when it was there before."""
    if item is None:
        return
    yield item.reason
    marks = view.judged.marks if view.judged else ()
    for mark in marks:
        if mark.item == item.item and mark.had:
            since = {"since": wall(mark.since, clinic.zone)}
            yield Reason(NOTICED.get(mark.cause, "noticed"), since)


def _is_news(clinic: Clinic, view: VisitView) -> bool:
    far = view.visit.start >= clinic.now() + AHEAD
    return far and view.judged is not None and view.judged.is_news


def attention_of(clinic: Clinic, views: Iterable[VisitView]) -> tuple[Need, ...]:
    """The visits to come that cannot stay as they are, by start: what a patient's card shows."""
    ill = sorted((v for v in views if v.attention), key=lambda view: view.visit.start)
    return tuple(needs_of(clinic, ill))


def _hold(clinic: Clinic, view: VisitView) -> Iterator[Reason]:
    """That the time is given away soon, when it is only held."""
    if view.visit.status is Status.HELD and view.visit.hold_until and not view.visit.displaced:
        start, until = (wall(at, clinic.zone) for at in (view.visit.start, view.visit.hold_until))
        yield Reason("hold-near", {"start": start, "until": until})


def _late(clinic: Clinic, view: VisitView) -> Need:
    start = wall(view.visit.start, clinic.zone)
    still = () if view.ready else (view.open_items[0].reason,)
    reasons = (Reason("visit-late", {"start": start}), *still)
    late = timer_of(view.visit, clinic.now())
    return _need(clinic, view, view.visit.start, reasons, late=late)


def _need(
    clinic: Clinic,
    view: VisitView,
    due: datetime,
    reasons: tuple[Reason, ...],
    *,
    item: Item | None = None,
    late: Timer | None = None,
    is_hold: bool = False,
    is_news: bool = False,
) -> Need:
    return Need(
        view=view,
        due=due,
        day=local_day(due, clinic.zone),
        reasons=reasons,
        item=item,
        late=late,
        is_hold=is_hold,
        is_news=is_news,
    )
