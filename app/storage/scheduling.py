"""Visits, sessions and blocks as rows, and the claims that make them true."""

import json
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Select, func, select, update

from app.domain.audit import canonical
from app.domain.blocks import Block
from app.domain.diary import Span
from app.domain.scheduling import (
    COUNTED,
    STANDING,
    Claim,
    Dose,
    Resource,
    Session,
    Status,
    Visit,
)
from app.domain.time import minute, wall
from app.storage import tables
from app.storage.claims import Claims, Overlap
from app.storage.journal import Change, Journal
from app.storage.merges import Merges
from app.storage.resources import Resources
from app.storage.rows import Rows, grouped, new_number, one_of_wanted
from app.storage.seen import Seen
from app.storage.settings import Settings

__all__ = ["Overlap", "Scheduling"]

VISITS = Rows(tables.visit, Visit)
DOSES = Rows(tables.visit, Dose)
SESSIONS = Rows(tables.session, Session)
BLOCKS = Rows(tables.block, Block)
VISIT = tables.visit.c
SESSION = tables.session.c
BLOCK = tables.block.c
BY_START = VISITS.select().order_by(VISIT.start, VISIT.id)
NUMBERED = BY_START.where(one_of_wanted(VISIT.id))
OF_PATIENTS = BY_START.where(one_of_wanted(VISIT.patient))
DOSES_OF = DOSES.select().where(one_of_wanted(VISIT.patient)).order_by(VISIT.start, VISIT.id)
"""All of it stands in one index, which a condition on the status would only lead away from."""
KEPT_IN: Mapping[type, Rows[Any]] = {Visit: VISITS, Session: SESSIONS, Block: BLOCKS}

One = TypeVar("One", bound=Change)


class Scheduling:
    """The diary: what can be held, and who holds it."""

    def __init__(
        self,
        connection: Connection,
        resources: Resources,
        settings: Settings,
        journal: Journal,
        merges: Merges,
    ) -> None:
        self._connection = connection
        self._resources = resources
        self._settings = settings
        self._merges = merges
        self._claims = Claims(connection)
        self.journal = journal
        self._seen = Seen()

    @cached_property
    def _zone(self) -> ZoneInfo:
        return self._settings.clinic().time_zone

    def add_resource(self, resource: Resource, lanes: int) -> Resource:
        """The resource as kept, able to serve so many visits at once."""
        return self._resources.add(resource, lanes)

    def resources(self, *, retired: bool = False) -> tuple[Resource, ...]:
        """Every resource but the patients, in the order they came; on demand those of the past."""
        return self._resources.all(retired=retired)

    def resources_with(self, patient_id: int | None) -> tuple[Resource, ...]:
        """Every resource, and a patient as one, who comes last."""
        house = self._resources.all()
        return house if patient_id is None else (*house, self._resources.of_patient(patient_id))

    def open_weekdays(self) -> frozenset[int]:
        """The weekdays on which something of the clinic can be held; Monday is 0."""
        return self._resources.open_weekdays()

    def patient_resource(self, patient_id: int) -> Resource:
        """A patient as a resource."""
        return self._resources.of_patient(patient_id)

    def claims(
        self, start_min: int, end_min: int, lanes: Iterable[int] | None = None
    ) -> tuple[Claim, ...]:
        """What visits hold in a span of time: of these lanes, or of all but the patients'."""
        return self._claims.of_visits(start_min, end_min, lanes)

    def spans(
        self, start_min: int, end_min: int, lanes: Iterable[int]
    ) -> tuple[list[Span], list[Span]]:
        """What visits and sessions hold of these lanes in a span of time, and what blocks hold."""
        every = self._claims.spans(start_min, end_min, lanes)
        blocks = self._claims.blocks_within(start_min, end_min)
        if not blocks:
            return every, []
        held = [span for span in every if span[0] not in blocks]
        return held, [span for span in every if span[0] in blocks]

    def block_claims(self, start_min: int, end_min: int) -> tuple[Claim, ...]:
        """What blocks hold in a span of time."""
        return self._claims.of_blocks(start_min, end_min)

    def keep(self, changes: Sequence[One]) -> tuple[One, ...]:
        """The visits, sessions or blocks as kept, all of them or none.

        What has no number yet is made, the rest is changed. All that they held is given back
        first, then all that they hold now is taken: `Overlap` when somebody else has some of it.
        """
        self._seen.forget()
        before = self.as_filed(changes)
        changes = [self._filed(each, before.get(each.id)) for each in changes]
        both = (*before.values(), *changes)
        beside = self._beside([each for each in both if isinstance(each, Block)])
        with self._connection.begin_nested():
            if before or beside:
                self._claims.release([*before, *(block.id for block in beside)])
            kept = tuple(self._keep_one(change, before.get(change.id)) for change in changes)
            blocks = [*beside, *(each for each in kept if isinstance(each, Block))]
            shown = tuple(map(self._standing, kept))
            held = [claim for each in shown if not isinstance(each, Block) for claim in each.claims]
            self._claims.take([*held, *self._block_claims(blocks)])
        for each in kept:
            self.journal.note(before.get(each.id), each)
        return shown

    def hold_visits_again(self, visit_ids: Iterable[int]) -> None:
        """Let visits hold the time of whoever stands for their patient now, or `Overlap`."""
        visits = self.visits(visit_ids)
        with self._connection.begin_nested():
            self._claims.release([visit.id for visit in visits])
            self._claims.take([claim for visit in visits for claim in visit.claims])

    def _standing(self, change: One) -> One:
        return self._merges.of_standing(change) if isinstance(change, Visit) else change

    def _filed(self, change: One, before: Change | None) -> One:
        """A visit as it is filed: with whom it was booked for, whoever stands for them now."""
        kin = self._merges.kin
        if not kin or not isinstance(change, Visit):
            return change
        known = isinstance(before, Visit)
        return kin.as_of(change, before.patient if known else kin.survivor(change.patient))

    def as_filed(self, changes: Iterable[Change]) -> dict[int, Change]:
        """What these are in the store by now, each with whom it was booked for."""
        changes = list(changes)
        before: dict[int, Change] = {}
        for kind, rows in KEPT_IN.items():
            known = [each.id for each in changes if each.id and type(each) is kind]
            if known:
                query = rows.select().where(rows.table.c.id.in_(known))
                before |= {each.id: each for each in rows.all(self._connection, query)}
        return before

    def _keep_one(self, change: One, before: Change | None) -> One:
        rows: Rows[One] = KEPT_IN[type(change)]
        if before is None:
            number = self._new_holder(type(change).__name__.lower())
            return rows.add(self._connection, change, id=number, **self._told(change))
        later = replace(change, version=before.version + 1)
        rows.change(self._connection, later, more=self._told(later))
        return later

    def _told(self, change: Change) -> dict[str, object]:
        """The wall clock and its zone, which is what people were told."""
        if isinstance(change, Block):
            return {}
        told = wall(change.start, self._zone).isoformat(timespec="minutes")
        return {"zone": self._zone.key, "wall_start": told}

    def _beside(self, blocks: Sequence[Block]) -> tuple[Block, ...]:
        """The other blocks over the same time: what one of them gives back, these then hold."""
        if not blocks:
            return ()
        first, last = min(each.start for each in blocks), max(each.end for each in blocks)
        query = BLOCKS.select().where(
            BLOCK.resource.in_({each.resource for each in blocks}),
            BLOCK.end > first,
            BLOCK.start < last,
            BLOCK.lifted == 0,
            BLOCK.id.not_in({each.id for each in blocks}),
        )
        near = BLOCKS.all(self._connection, query.order_by(BLOCK.start, BLOCK.id))
        return tuple(each for each in near if any(map(each.overlaps, blocks)))

    def _block_claims(self, blocks: Sequence[Block]) -> Iterator[Claim]:
        """What these blocks hold; time that several are about is held by one of them."""
        if not blocks:
            return
        lanes = {each: self._resources.lanes_of(each) for each in {b.resource for b in blocks}}
        every = [lane for mine in lanes.values() for lane in mine]
        first, last = min(each.start for each in blocks), max(each.end for each in blocks)
        taken = [*self._claims.of_blocks(minute(first), minute(last), every)]
        for block in sorted(blocks, key=lambda each: each.start):
            taken = [claim for claim in taken if claim.end > minute(block.start)]
            mine = tuple(block.claims(lanes[block.resource], taken))
            taken += mine
            yield from mine

    def hold_again(self, resource: int, since: datetime) -> None:
        """Let every block of a resource from an instant on hold the lanes that it has now."""
        query = BLOCKS.select().where(
            BLOCK.resource == resource, BLOCK.end > since, BLOCK.lifted == 0
        )
        blocks = BLOCKS.all(self._connection, query)
        self._claims.release([block.id for block in blocks])
        self._claims.take(list(self._block_claims(blocks)))

    def _new_holder(self, kind: str) -> int:
        return new_number(self._connection, tables.holder, {"kind": kind})

    def add_visit(self, visit: Visit) -> Visit:
        """The visit as kept with everything it holds; `Overlap` when some of that is taken."""
        return self.keep([visit])[0]

    def add_block(self, block: Block) -> Block:
        """The block as kept, holding every lane of its resource; `Overlap` when one is taken."""
        return self.keep([block])[0]

    def block(self, block_id: int) -> Block | None:
        """The block with a number."""
        return BLOCKS.first(self._connection, BLOCK.id == block_id)

    def blocks(self, start: datetime, end: datetime) -> tuple[Block, ...]:
        """The blocks that reach into a span of time, by start."""
        query = BLOCKS.select().where(BLOCK.end > start, BLOCK.start < end, BLOCK.lifted == 0)
        return BLOCKS.all(self._connection, query.order_by(BLOCK.start, BLOCK.id))

    def blocks_of_series(self, series: str) -> tuple[Block, ...]:
        """The blocks that were made as one, by start."""
        query = BLOCKS.select().where(BLOCK.series == series, BLOCK.lifted == 0)
        return BLOCKS.all(self._connection, query.order_by(BLOCK.start))

    def imported_blocks(self, resource: int) -> tuple[Block, ...]:
        """The blocks of a resource that came from another calendar, by start."""
        query = BLOCKS.select().where(BLOCK.resource == resource, BLOCK.source != "")
        return BLOCKS.all(self._connection, query.order_by(BLOCK.start))

    def session(self, session_id: int) -> Session | None:
        """The group session with a number."""
        return SESSIONS.first(self._connection, SESSION.id == session_id)

    def sessions(self, session_ids: Iterable[int]) -> dict[int, Session]:
        """Group sessions by their number."""
        wanted = list(session_ids)
        if not wanted:
            return {}
        query = SESSIONS.select().where(SESSION.id.in_(wanted))
        return {each.id: each for each in SESSIONS.all(self._connection, query)}

    def sessions_between(self, start: datetime, end: datetime) -> tuple[Session, ...]:
        """The group sessions that start in a span of time, by start."""
        query = SESSIONS.select().where(
            SESSION.start >= start, SESSION.start < end, SESSION.cancelled == 0
        )
        return SESSIONS.all(self._connection, query.order_by(SESSION.start, SESSION.id))

    def seats_of(self, session_ids: Iterable[int]) -> dict[int, tuple[Visit, ...]]:
        """The seats of group sessions, by session; cancelled ones included."""
        query = VISITS.select().where(VISIT.session.in_(list(session_ids)))
        found = VISITS.all(self._connection, query.order_by(VISIT.id))
        return grouped(self._merges.standing(found), "session")

    def visit(self, visit_id: int) -> Visit | None:
        """The visit with a number."""
        return next(iter(self.visits([visit_id])), None)

    def visits(self, visit_ids: Iterable[int]) -> tuple[Visit, ...]:
        """The visits with these numbers, by start."""
        return self._merges.standing(VISITS.all(self._connection, NUMBERED, visit_ids))

    def visit_by_token(self, token: str) -> Visit | None:
        """The visit that an asker's token was booked with."""
        found = VISITS.first(self._connection, VISIT.token == token) if token else None
        return None if found is None else self._standing(found)

    def visits_between(self, start: datetime, end: datetime) -> tuple[Visit, ...]:
        """The visits that start in a span of time, cancelled ones included, by start."""
        return self._visits(VISITS.select().where(VISIT.start >= start, VISIT.start < end))

    def visits_of(self, patient_id: int) -> tuple[Visit, ...]:
        """A patient's visits, by start."""
        return self.visits_of_many([patient_id]).get(patient_id, ())

    def visits_of_many(self, patient_ids: Iterable[int]) -> dict[int, tuple[Visit, ...]]:
        """The visits of several patients, by patient, each by start."""
        wanted = frozenset(patient_ids)

        def read() -> dict[int, tuple[Visit, ...]]:
            theirs = sorted(self._merges.everybody(wanted))
            every = VISITS.all(self._connection, OF_PATIENTS, theirs)
            return self._merges.by_patient(wanted, self._merges.standing(every))

        return self._seen.once((wanted, self._merges.kin), read)

    def doses_of_many(
        self, patient_ids: Iterable[int], kinds: Container[str]
    ) -> dict[int, tuple[Dose, ...]]:
        """The visits of these kinds that count against a referral, by patient, each by start."""
        wanted = frozenset(patient_ids)
        theirs = sorted(self._merges.everybody(wanted))
        every = DOSES.all(self._connection, DOSES_OF, theirs)
        counted = [each for each in every if each.type in kinds and each.status in COUNTED]
        mine = self._merges.standing(counted)
        return self._merges.by_patient(wanted, mine)

    def visits_of_course(self, course_id: int) -> tuple[Visit, ...]:
        """The visits of a course, by start."""
        return self._visits(VISITS.select().where(VISIT.course == course_id))

    def held_visits(self) -> tuple[Visit, ...]:
        """Every visit whose time is only held, by start."""
        return self._visits(VISITS.select().where(VISIT.status == Status.HELD))

    def displaced_visits(self) -> tuple[Visit, ...]:
        """Every visit to come whose time was taken from it, by start."""
        coming = VISIT.status.in_([str(status) for status in STANDING])
        return self._visits(VISITS.select().where(VISIT.displaced == 1, coming))

    def _visits(self, query: Select[Any]) -> tuple[Visit, ...]:
        ordered = query.order_by(VISIT.start, VISIT.id)
        return self._merges.standing(VISITS.all(self._connection, ordered))

    def expired_holds(self, now: datetime) -> tuple[Visit, ...]:
        """The held visits whose deadline has passed."""
        query = VISITS.select().where(VISIT.status == Status.HELD, VISIT.hold_until <= now)
        ordered = query.order_by(VISIT.hold_until, VISIT.id)
        return self._merges.standing(VISITS.all(self._connection, ordered))

    def keep_snapshot(self, visit_id: int, document: Mapping[str, object]) -> None:
        """Keep the gate's decision that let a visit through."""
        changed = update(tables.visit).where(VISIT.id == visit_id)
        self._connection.execute(changed.values(snapshot=canonical(document)))

    def snapshot(self, visit_id: int) -> dict[str, Any] | None:
        """The gate's decision that let a visit through."""
        query = select(VISIT.snapshot).where(VISIT.id == visit_id)
        text = self._connection.execute(query).scalar_one_or_none()
        return None if text is None else json.loads(text)

    def visits_a_day(self, start: datetime, end: datetime) -> dict[date, int]:
        """How many visits start on each day of a span of time, cancelled ones left out."""
        day = func.substr(VISIT.wall_start, 1, len("2026-12-01"))
        coming = (VISIT.start >= start, VISIT.start < end, VISIT.status != Status.CANCELLED)
        rows = self._connection.execute(select(day, func.count()).where(*coming).group_by(day))
        return {date.fromisoformat(each): count for each, count in rows}
