"""Visits to come as they were last judged, as rows."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    and_,
    bindparam,
    delete,
    insert,
    select,
    update,
)

from app.domain.gate import State
from app.domain.judged import Basis, Judged
from app.domain.scheduling import STANDING
from app.storage import tables
from app.storage.rows import Rows, one_of_wanted
from app.storage.seen import Seen

JUDGED = Rows(tables.judged, Judged)
COLUMNS = tables.judged.c
VISIT = tables.visit.c
OF_VISITS = JUDGED.select().where(one_of_wanted(COLUMNS.visit))
ALL = [name for name in JUDGED.names if name != "visit"]
BASIS = ("day", "policy", "house", "basis")
COMING = [str(status) for status in STANDING]

DOUBTED = "?"
"""The basis of a judgement that an act has put in doubt and not made again; its mark follows."""

UNSEEN = 0
"""The house of a visit of which it is to be looked again what has become of its plan."""


class Judgements:
    """How each visit to come was last judged."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen = Seen()

    def of(self, visit_ids: Collection[int]) -> dict[int, Judged]:
        """How these visits were last judged, by visit; one that never was is left out."""
        wanted = frozenset(visit_ids)

        def read() -> dict[int, Judged]:
            found = JUDGED.all(self._connection, OF_VISITS, sorted(wanted))
            return {each.visit: each for each in found}

        return self._seen.once(wanted, read)

    def keep(self, before: Mapping[int, Judged], after: Sequence[Judged]) -> None:
        """Keep these judgements in place of those before."""
        self._seen.forget()
        made = [JUDGED.row(each) for each in after if each.visit not in before]
        if made:
            self._connection.execute(insert(tables.judged), made)
        others = [each for each in after if each.visit in before]
        for alike in _alike(others):
            self._change_alike(alike)
        marked = [each for each in others if each.marks]
        changed = [each for each in marked if not _is_same(before[each.visit], each)]
        if changed:
            self._change(changed)
        told = {each.visit for each in changed}
        same = [each for each in marked if each.visit not in told]
        if same:
            self._change_alike(same, BASIS)

    def _change_alike(self, alike: Sequence[Judged], names: Sequence[str] = ALL) -> None:
        """Keep what is the same for all of these in one statement."""
        where = COLUMNS.visit.in_([each.visit for each in alike])
        known = {name: getattr(alike[0], name) for name in names}
        self._connection.execute(update(tables.judged).where(where).values(**known))

    def _change(self, changed: Sequence[Judged]) -> None:
        self._seen.forget()
        where = COLUMNS.visit == bindparam("_visit")
        query = update(tables.judged).where(where)
        rows = [
            {"_visit": each.visit} | {name: getattr(each, name) for name in ALL} for each in changed
        ]
        self._connection.execute(query.values({name: bindparam(name) for name in ALL}), rows)

    def drop(self, visit_ids: Iterable[int]) -> None:
        """Forget how these visits were judged: they are not to come any more."""
        self._seen.forget()
        chosen = COLUMNS.visit.in_(list(visit_ids))
        self._connection.execute(delete(tables.judged).where(chosen))

    def doubt(self, visit_ids: Iterable[int], mark: str) -> None:
        """Have these visits judged again soon: an act has touched too many to do it itself."""
        chosen = update(tables.judged).where(COLUMNS.visit.in_(list(visit_ids)))
        self._connection.execute(chosen.values(basis=DOUBTED + mark, house=UNSEEN))

    def to_judge(self, since: datetime, basis: Basis) -> dict[int, tuple[int, ...]]:
        """The visits from an instant on that were not judged on this basis, by patient.

        Both are read alone: a plan for the two joined depends on what the store believes to hold.
        """
        sound = (COLUMNS.day == basis.day, COLUMNS.basis == basis.mark)
        known = set(self._connection.execute(select(COLUMNS.visit).where(*sound)).scalars())
        waiting = (
            (patient, tuple(visit for visit in mine if visit not in known))
            for patient, mine in self.coming_of(since).items()
        )
        return {patient: mine for patient, mine in waiting if mine}

    def coming_of(self, since: datetime) -> dict[int, tuple[int, ...]]:
        """The visits to come from an instant on, by patient; whoever comes soonest is first."""
        found: defaultdict[int, tuple[int, ...]] = defaultdict(tuple)
        for visit, patient in self._connection.execute(_coming(since).order_by(VISIT.start)).all():
            found[patient] += (visit,)
        return dict(found)

    def stamps(self, visit_ids: Collection[int]) -> dict[int, tuple[date, str]]:
        """The day and the basis of these judgements, one of which every new judgement changes."""
        chosen = COLUMNS.visit.in_(sorted(visit_ids))
        query = select(COLUMNS.visit, COLUMNS.day, COLUMNS.basis).where(chosen)
        return {visit: (day, mark) for visit, day, mark in self._connection.execute(query).all()}

    def left_over(self, since: datetime) -> frozenset[int]:
        """The visits that are judged still and are not to come any more."""
        coming = {visit for visit, _ in self._connection.execute(_coming(since)).all()}
        known = self._connection.execute(select(COLUMNS.visit)).scalars()
        return frozenset(known) - coming

    def coming(self, visit_ids: Collection[int], since: datetime) -> frozenset[int]:
        """Those of the visits that are to come from an instant on."""
        query = select(VISIT.id).where(VISIT.id.in_(sorted(visit_ids)), _is_coming(since))
        return frozenset(self._connection.execute(query).scalars())

    def marked(self, since: datetime) -> tuple[Judged, ...]:
        """The visits to come from an instant on that something stands against, by start."""
        joined = tables.judged.join(tables.visit, COLUMNS.visit == VISIT.id)
        query = JUDGED.select().select_from(joined)
        query = query.where(COLUMNS.since.is_not(None), _is_coming(since))
        return JUDGED.all(self._connection, query.order_by(VISIT.start, VISIT.id))

    def see(self, judged: Judged, at: datetime | None) -> None:
        """Keep since when somebody knows what stands against a visit; None when nobody does."""
        self._change([replace(judged, seen_at=at)])


def _alike(every: Iterable[Judged]) -> Iterable[list[Judged]]:
    """Those that nothing stands against, in parts of which all items stand in the same way."""
    found: defaultdict[tuple[tuple[str, State], ...], list[Judged]] = defaultdict(list)
    for each in every:
        if not each.marks:
            found[tuple(each.states.items())].append(each)
    return found.values()


def _is_same(before: Judged, after: Judged) -> bool:
    """Whether nothing but the day and the basis has changed."""
    return (before.states, before.marks, before.seen_at) == (
        after.states,
        after.marks,
        after.seen_at,
    )


def _coming(since: datetime) -> Select[Any, Any]:
    return select(VISIT.id, VISIT.patient).where(_is_coming(since))


def _is_coming(since: datetime) -> ColumnElement[bool]:
    return and_(VISIT.start >= since, VISIT.status.in_(COMING))
