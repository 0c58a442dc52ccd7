"""The standing judgement: visits to come are judged again by whatever touches them."""

import gc
from collections.abc import Callable, Collection, Generator, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import takewhile
from operator import attrgetter

from app.clinic import Clinic, read_setup
from app.domain.access import Act
from app.domain.blocks import Block, span_of
from app.domain.judged import DAY_TURNED, DECIDED, Basis, Found, Judged, judged_again, newly_marked
from app.domain.months import DAY
from app.domain.refusal import refuse
from app.domain.scheduling import STANDING, Session, Visit
from app.domain.time import midnight
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.views import lost_of

MOST = 150
"""So many visits an act judges itself; more than these are put in doubt and judged beside it."""

CHUNK = 600
"""So many visits are judged and written at a time; the write lock is held for a part of that."""

SLICE = 150
"""So many while somebody works at the window, which goes first after each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejudged:
    """What judging again has found: how many visits, and which of them need attention since."""

    count: int = 0
    marked: tuple[int, ...] = ()
    well: tuple[int, ...] = ()
    """Visits that nothing stands against any more."""


def basis_of(clinic: Clinic) -> Basis:
    """By what the clinic judges now; its forms are part of what it has decided."""
    setup = clinic.setup
    mark = str(setup.edition)
    return Basis(day=clinic.today(), policy=setup.policy.version, house=setup.house, mark=mark)


def day_begins(clinic: Clinic) -> datetime:
    """From then on visits are to come; those of today stay until somebody says what became."""
    return midnight(clinic.today(), clinic.zone)


def settle(clinic: Clinic, unit: Unit, act: Act) -> None:
    """Judge the visits to come again that an act has touched, inside the act.

    Those of everybody about whom something was filed or whom the act is about, those that were
    made or moved, and those whose people, room or hours it has changed.
    """
    changed = unit.scheduling.journal.changed()
    reached = _reached(clinic, unit, changed)
    placed = {each.id for each in changed if isinstance(each, Visit)} | {v.id for v in reached}
    patients = unit.touched | {each.patient for each in changed if isinstance(each, Visit)}
    about = unit.noted.get("patient")
    patients |= {about} if isinstance(about, int) else set()
    if not patients and not reached:
        return
    mine = unit.scheduling.visits_of_many(patients) if patients else {}
    every = {v.id: v for visits in mine.values() for v in visits} | {v.id: v for v in reached}
    coming = [v for v in every.values() if _is_coming(clinic, v)]
    before = unit.judged.of(placed | {visit.id for visit in coming})
    gone = set(before) - {visit.id for visit in coming}
    if gone:
        unit.judged.drop(gone)
    if not coming:
        return
    decided = unit.settings.edition() != clinic.setup.edition
    if decided or len(coming) > MOST:  # what is decided anew is judged by beside the act
        unit.judged.doubt([visit.id for visit in coming], str(unit.audit.head()[0]))
        return
    placed |= _elsewhere(clinic, coming, before)
    _note(unit, _keep(clinic, unit, before, list(judge_now(clinic, unit, coming, placed)), act))


def _elsewhere(
    clinic: Clinic, visits: Sequence[Visit], before: Mapping[int, Judged]
) -> frozenset[int]:
    """The visits of which it was last looked in another house what has become of their plan."""
    house = clinic.setup.house
    seen = {number for number, judged in before.items() if judged.house == house}
    return frozenset(visit.id for visit in visits) - seen


def _reached(clinic: Clinic, unit: Unit, changed: Sequence[object]) -> tuple[Visit, ...]:
    """The visits over whose time something was blocked, closed or given free, and seats."""
    spans = [(each.start, each.end) for each in changed if isinstance(each, Block)]
    spans += [span_of(each, clinic.zone) for each in unit.scheduling.journal.closures()]
    found = [
        visit
        for start, end in spans
        for visit in unit.scheduling.visits_between(start - DAY, end)
        if visit.end > start
    ]
    sessions = {each.id for each in changed if isinstance(each, Session)}
    if sessions:
        found += [v for seats in unit.scheduling.seats_of(sessions).values() for v in seats]
    return tuple(found)


def _is_coming(clinic: Clinic, visit: Visit) -> bool:
    return visit.status in STANDING and visit.start >= day_begins(clinic)


def judge_now(
    clinic: Clinic, unit: Unit, visits: Sequence[Visit], placed: Collection[int]
) -> Iterator[Found]:
    """The visits as they are judged now; of `placed` also what became of their plan."""
    files = Files(clinic, unit, visits)
    lost = lost_of(clinic, unit, [visit for visit in visits if visit.id in placed])
    for visit in visits:
        items = files.readiness(visit, files.of(visit))
        mine = lost.get(visit.id, ()) if visit.id in placed else None
        yield Found(visit=visit, items=items, lost=mine)


def _keep(
    clinic: Clinic,
    unit: Unit,
    before: dict[int, Judged],
    found: Sequence[Found],
    cause: str,
) -> Rejudged:
    """Keep what was found in place of what was known before."""
    basis, now = basis_of(clinic), clinic.now()
    after = [judged_again(before.get(f.visit.id), f, basis, now, str(cause)) for f in found]
    unit.judged.keep(before, after)
    fresh = (each.visit for each in after if newly_marked(before.get(each.visit), each))
    ill = {number for number, each in before.items() if each.marks}
    well = (each.visit for each in after if each.visit in ill and not each.marks)
    return Rejudged(count=len(after), marked=tuple(fresh), well=tuple(well))


def _note(unit: Unit, found: Rejudged) -> None:
    """For the audit: which visits need attention since the act, and which no more."""
    if found.marked:
        unit.note(attention=list(found.marked))
    if found.well:
        unit.note(well=list(found.well))


def is_behind(clinic: Clinic) -> bool:
    """Whether there are visits to come that were not judged today by what is decided now."""
    with clinic.database.reading() as unit:
        own = _up_to_date(clinic, unit)
        return bool(unit.judged.to_judge(day_begins(own), basis_of(own)))


def rejudge_visits(clinic: Clinic, goes_on: Callable[[], bool] | None = None) -> Rejudged:
    """Judge every visit to come again that was not judged today by what is decided now.

    Each part is judged in a snapshot and then written at once, in a short transaction of the
    clinic's own; a visit that an act has touched meanwhile was judged by that act. No listener
    hears of the parts. A window is asked before each whether it goes on; whoever comes soonest is
    judged first, and what is left over is judged when this is done the next time.
    """
    with clinic.database.reading() as unit:
        own = _up_to_date(clinic, unit)
        waiting = unit.judged.to_judge(day_begins(own), basis_of(own))
        gone = unit.judged.left_over(day_begins(own))
    if gone:
        _forget(own, gone)
    with _uncollected():
        chunks = _chunks(waiting, SLICE if goes_on else CHUNK)
        parts = [
            _rejudge(own, each) for each in takewhile(lambda _: not goes_on or goes_on(), chunks)
        ]
    return Rejudged(
        count=sum(part.count for part in parts),
        marked=tuple(number for part in parts for number in part.marked),
        well=tuple(number for part in parts for number in part.well),
    )


@contextmanager
def _uncollected() -> Generator[None, None, None]:
    """Python's search for cycles pauses: judgements hold none, and it takes a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _up_to_date(clinic: Clinic, unit: Unit) -> Clinic:
    """The clinic with what it has decided by now."""
    own = clinic.by_itself()
    own.listeners = []
    if unit.settings.edition() != own.setup.edition:
        own.setup = read_setup(unit)
    return own


def _forget(clinic: Clinic, gone: frozenset[int]) -> None:
    """Forget how visits were judged that are over; they never come back."""
    with clinic.writing(Act.REJUDGE) as unit:
        unit.judged.drop(gone - unit.judged.coming(gone, day_begins(clinic)))
        unit.note(judged=0, cause=DAY_TURNED)


def _chunks(
    waiting: Mapping[int, tuple[int, ...]], most: int
) -> Iterator[dict[int, tuple[int, ...]]]:
    """The visits by patient in parts of some hundreds."""
    part: dict[int, tuple[int, ...]] = {}
    size = 0
    for patient, mine in waiting.items():
        part[patient] = mine
        size += len(mine)
        if size >= most:
            yield part
            part, size = {}, 0
    if part:
        yield part


@dataclass(slots=True)
class _Part:
    """Some visits as they were found in a snapshot, with what was known of them then."""

    found: list[Found] = field(default_factory=list[Found])
    known: dict[int, Judged] = field(default_factory=dict[int, Judged])


def _rejudge(clinic: Clinic, waiting: Mapping[int, tuple[int, ...]]) -> Rejudged:
    part = _read_part(clinic, waiting)
    numbers = [found.visit.id for found in part.found]
    cause = _cause(part.known, clinic.today())
    with clinic.writing(Act.REJUDGE) as unit:
        stamps = unit.judged.stamps(numbers)
        coming = unit.judged.coming(numbers, day_begins(clinic))
        still = [
            each
            for each in part.found
            if each.visit.id in coming
            and stamps.get(each.visit.id) == _stamp(part.known.get(each.visit.id))
        ]
        done = _keep(clinic, unit, part.known, still, cause)
        unit.note(judged=done.count, cause=cause)
        _note(unit, done)
        return done


def _read_part(clinic: Clinic, numbers: Mapping[int, tuple[int, ...]]) -> _Part:
    with clinic.database.reading() as unit:
        visits = visits_among(unit, numbers)
        known = unit.judged.of([visit.id for visit in visits])
        placed = _elsewhere(clinic, visits, known)
        return _Part(list(judge_now(clinic, unit, visits, placed)), known)


def visits_among(unit: Unit, numbers: Mapping[int, tuple[int, ...]]) -> list[Visit]:
    """These visits by patient, each once: two charts that are merged both have all of theirs."""
    wanted = {number for mine in numbers.values() for number in mine}
    return sorted(unit.scheduling.visits(wanted), key=attrgetter("patient"))


def _stamp(judged: Judged | None) -> tuple[date, str] | None:
    """What an act that judges a visit itself, or puts it in doubt, changes for certain."""
    return None if judged is None else (judged.day, judged.basis)


def _cause(known: dict[int, Judged], today: date) -> str:
    """Why the visits are judged again: a day has passed, or something was decided."""
    turned = any(judged.day != today for judged in known.values())
    return DAY_TURNED if turned or not known else DECIDED


def see_attention(clinic: Clinic, visit_id: int, *, seen: bool = True) -> None:
    """Note that somebody knows what stands against a visit, which is then no news, or take it back.

    What comes to stand against it later is news again.
    """
    with clinic.writing(Act.SEE_ATTENTION) as unit:
        judged = unit.judged.of([visit_id]).get(visit_id)
        if judged is None or not judged.marks:
            raise refuse("attention-none", visit=visit_id)
        unit.note(visit=visit_id, seen=seen)
        unit.judged.see(judged, clinic.now() if seen else None)
