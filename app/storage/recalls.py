"""Whom to call, as rows: after a visit that came to nothing, or when a dose is due again."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, func, insert, or_, select

from app.domain.attendance import Rebooking
from app.domain.recalls import Recall, joined
from app.domain.scheduling import GONE, Visit
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import Rows, grouped

VISITS = Rows(tables.visit, Visit)
RECALLS = Rows(tables.recall, Recall)
REBOOKINGS = Rows(tables.rebook, Rebooking)
VISIT = tables.visit.c
RECALL = tables.recall.c
REBOOK = tables.rebook.c

OFF = [str(status) for status in GONE]
UNDONE = "undone"
"""Why a visit is off that was never meant: its booking was taken back."""


class Recalls:
    """Patients whom somebody is to call about another visit."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def keep(self, recall: Recall) -> None:
        """What is known of a patient's next maintenance visit, in place of what was before."""
        recall = self._merges.of_standing(recall)
        self._connection.execute(delete(tables.recall).where(RECALL.patient == recall.patient))
        self._connection.execute(insert(tables.recall).values(**RECALLS.row(recall)))

    def of(self, patient_ids: Iterable[int]) -> dict[int, Recall]:
        """What is known of these patients' next maintenance visits."""
        wanted, kin = list(patient_ids), self._merges.kin
        query = RECALLS.select().where(RECALL.patient.in_(self._merges.everybody(wanted)))
        known = {each.patient: each for each in RECALLS.all(self._connection, query)}
        if not kin:
            return known
        found = {each: [known[one] for one in kin.family(each) if one in known] for each in wanted}
        return {each: joined(kin.survivor(each), mine) for each, mine in found.items() if mine}

    def set_between(self, first: date, last: date) -> tuple[int, ...]:
        """The patients for whom somebody set a due day from the first to the last."""
        query = select(RECALL.patient).where(RECALL.due >= first, RECALL.due <= last)
        found = self._connection.execute(query.order_by(RECALL.patient)).scalars()
        return tuple(dict.fromkeys(map(self._merges.kin.survivor, found)))

    def last_doses(
        self, types: Collection[str], since: datetime, until: datetime
    ) -> tuple[tuple[datetime, Recall], ...]:
        """The last dose of everybody whose last one of these kinds lies in a span, by patient.

        With it comes what is known of their recall. Whoever has a dose after the span is left out.
        """
        last = func.max(VISIT.start)
        chosen = (VISIT.start >= since, VISIT.type.in_(list(types)), VISIT.status.not_in(OFF))
        each = select(VISIT.patient, last.label("last")).where(*chosen).group_by(VISIT.patient)
        alone = self._merges.alone(VISIT.patient)
        doses = each.where(alone).having(last < until).subquery()
        known = (tables.recall.c[name] for name in RECALLS.names)
        joined = doses.outerjoin(tables.recall, RECALL.patient == doses.c.patient)
        query = select(doses.c.last, doses.c.patient, *known).select_from(joined)
        ordered = query.order_by(doses.c.patient)
        rows = cast("Iterable[Sequence[Any]]", self._connection.execute(ordered))
        found = [(row[0], _known(row[1], row[2:])) for row in rows]
        return (*found, *self._last_of_merged(each, until))

    def _last_of_merged(
        self, each: Select[Any, Any], until: datetime
    ) -> Iterator[tuple[datetime, Recall]]:
        """The same of those who were entered more than once: the last dose of all of them."""
        kin = self._merges.kin
        if not kin:
            return
        doses: dict[int, datetime] = {}
        query = each.where(~self._merges.alone(VISIT.patient))
        rows = cast("Iterable[tuple[int, datetime]]", self._connection.execute(query))
        for patient, last in rows:
            stands = kin.survivor(patient)
            doses[stands] = max(last, doses.get(stands, last))
        known = self.of(doses)
        for patient, last in sorted(doses.items()):
            if last < until:
                yield last, known.get(patient, Recall(patient=patient))

    def doses_of(
        self, patient_ids: Iterable[int], types: Collection[str]
    ) -> dict[int, tuple[Visit, ...]]:
        """These patients' visits of these kinds that took place or will, by start."""
        wanted = list(patient_ids)
        query = VISITS.select().where(
            VISIT.patient.in_(self._merges.everybody(wanted)),
            VISIT.type.in_(list(types)),
            VISIT.status.not_in(OFF),
        )
        found = VISITS.all(self._connection, query.order_by(VISIT.start, VISIT.id))
        return self._merges.by_patient(wanted, self._merges.standing(found))

    def keep_rebooking(self, rebooking: Rebooking) -> None:
        """What became of a call about another visit, in place of what was before."""
        self._connection.execute(delete(tables.rebook).where(REBOOK.visit == rebooking.visit))
        self._connection.execute(insert(tables.rebook).values(**REBOOKINGS.row(rebooking)))

    def rebookings(self, visit_ids: Iterable[int]) -> dict[int, Rebooking]:
        """What became of the calls about these visits."""
        query = REBOOKINGS.select().where(REBOOK.visit.in_(list(visit_ids)))
        return {each.visit: each for each in REBOOKINGS.all(self._connection, query)}

    def to_rebook(self, since: datetime, now: datetime) -> tuple[int, ...]:
        """The last visit that came to nothing of each patient who has none to come, by number.

        Only visits from `since` on, the latest first; what somebody has closed is left out.
        """
        query = select(VISIT.id).where(
            VISIT.start >= since,
            VISIT.status.in_(OFF),
            VISIT.why != UNDONE,
            ~_another(now),
            ~_closed(),
        )
        ordered = query.order_by(VISIT.start.desc(), VISIT.id.desc())
        found = tuple(self._connection.execute(ordered).scalars())
        return tuple(self._without_others(found, now)) if self._merges.kin else found

    def _without_others(self, lost: Sequence[int], now: datetime) -> Iterator[int]:
        """Those of the visits whose patient, however often entered, has no other one since."""
        merged = self._standing(VISIT.id.in_(lost), ~self._merges.alone(VISIT.patient))
        mine = {visit.id: visit for visit in merged}
        whose = self._merges.everybody({visit.patient for visit in merged})
        since = min((visit.start for visit in merged), default=now)
        theirs = grouped(self._standing(VISIT.patient.in_(whose), VISIT.start >= since), "patient")
        for number in lost:
            visit = mine.get(number)
            others = theirs[visit.patient] if visit else ()
            if visit is None or not any(_comes_after(each, visit, now) for each in others):
                yield number

    def _standing(self, *where: ColumnElement[bool]) -> tuple[Visit, ...]:
        return self._merges.standing(VISITS.all(self._connection, VISITS.select().where(*where)))


def _known(patient: int, row: Sequence[Any]) -> Recall:
    """The recall of an outer join; nothing is known when it joined no row."""
    return Recall(patient=patient) if row[0] is None else RECALLS.value(row)


def _another(now: datetime) -> ColumnElement[bool]:
    """The patient has a visit to come, has been there since, or another one came to nothing."""
    other = tables.visit.alias("other").c
    takes_place = and_(other.status.not_in(OFF), or_(other.start > now, other.start > VISIT.start))
    later = or_(other.start > VISIT.start, and_(other.start == VISIT.start, other.id > VISIT.id))
    came_to_nothing = and_(other.status.in_(OFF), other.why != UNDONE, later)
    query = select(1).where(other.patient == VISIT.patient, or_(takes_place, came_to_nothing))
    return query.correlate(tables.visit).exists()


def _comes_after(other: Visit, visit: Visit, now: datetime) -> bool:
    """The same of two visits that were read."""
    if other.status not in GONE:
        return other.start > now or other.start > visit.start
    return other.why != UNDONE and (other.start, other.id) > (visit.start, visit.id)


def _closed() -> ColumnElement[bool]:
    query = select(1).where(REBOOK.visit == VISIT.id, REBOOK.closed_at.is_not(None))
    return query.correlate(tables.visit).exists()
