"""Visits and blocks as rows, and the claims that make them true."""

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, func, select, update

from app.domain.audit import canonical
from app.domain.scheduling import STANDING, Block, Claim, Resource, Status, Visit
from app.domain.time import minute, wall
from app.storage import tables
from app.storage.claims import Claims, Overlap
from app.storage.resources import Resources
from app.storage.rows import Rows, grouped, new_number
from app.storage.settings import Settings

__all__ = ["Overlap", "Scheduling"]

VISITS = Rows(tables.visit, Visit)
BLOCKS = Rows(tables.block, Block)
VISIT = tables.visit.c
BLOCK = tables.block.c

HOLDS_NOTHING = frozenset({Status.CANCELLED, Status.NO_SHOW})


class Scheduling:
    """The diary: what can be held, and who holds it."""

    def __init__(self, connection: Connection, resources: Resources, settings: Settings) -> None:
        self._connection = connection
        self._resources = resources
        self._settings = settings
        self._claims = Claims(connection)

    @cached_property
    def _zone(self) -> ZoneInfo:
        return self._settings.clinic().time_zone

    def add_resource(self, resource: Resource, lanes: int) -> Resource:
        """The resource as kept, able to serve so many visits at once."""
        return self._resources.add(resource, lanes)

    def resources(self) -> tuple[Resource, ...]:
        """Every resource but the patients, in the order they came."""
        return self._resources.all()

    def patient_resource(self, patient_id: int) -> Resource:
        """A patient as a resource."""
        return self._resources.of_patient(patient_id)

    def claims(
        self, start_min: int, end_min: int, lanes: Iterable[int] | None = None
    ) -> tuple[Claim, ...]:
        """What visits hold in a span of time: of these lanes, or of all but the patients'."""
        return self._claims.of_visits(start_min, end_min, lanes)

    def block_claims(self, start_min: int, end_min: int) -> tuple[Claim, ...]:
        """What blocks hold in a span of time."""
        return self._claims.of_blocks(start_min, end_min)

    def add_block(self, block: Block) -> Block:
        """The block as kept, holding every lane of its resource; `Overlap` when one is taken."""
        begin, end = minute(block.start), minute(block.end)
        with self._connection.begin_nested():
            kept = BLOCKS.add(self._connection, block, id=self._new_holder("block"))
            lanes = self._resources.lanes_of(block.resource)
            self._claims.take(
                [Claim(holder=kept.id, lane=lane, start=begin, end=end) for lane in lanes]
            )
        return kept

    def blocks(self, start: datetime, end: datetime) -> tuple[Block, ...]:
        """The blocks that reach into a span of time, by start."""
        query = BLOCKS.select().where(BLOCK.end > start, BLOCK.start < end)
        return BLOCKS.all(self._connection, query.order_by(BLOCK.start, BLOCK.id))

    def _new_holder(self, kind: str) -> int:
        return new_number(self._connection, tables.holder, {"kind": kind})

    def add_visit(self, visit: Visit) -> Visit:
        """The visit as kept with everything it holds; `Overlap` when some of that is taken."""
        with self._connection.begin_nested():
            kept = VISITS.add(
                self._connection,
                visit,
                id=self._new_holder("visit"),
                zone=self._zone.key,
                wall_start=wall(visit.start, self._zone).isoformat(timespec="minutes"),
                version=1,
            )
            if kept.status not in HOLDS_NOTHING:
                self._claims.take(kept.claims)
        return kept

    def visit(self, visit_id: int) -> Visit | None:
        """The visit with a number."""
        return VISITS.first(self._connection, VISIT.id == visit_id)

    def visit_by_token(self, token: str) -> Visit | None:
        """The visit that an asker's token was booked with."""
        return VISITS.first(self._connection, VISIT.token == token) if token else None

    def visits_between(self, start: datetime, end: datetime) -> tuple[Visit, ...]:
        """The visits that start in a span of time, cancelled ones included, by start."""
        query = VISITS.select().where(VISIT.start >= start, VISIT.start < end)
        return VISITS.all(self._connection, query.order_by(VISIT.start, VISIT.id))

    def visits_of(self, patient_id: int) -> tuple[Visit, ...]:
        """A patient's visits, by start."""
        return self.visits_of_many([patient_id]).get(patient_id, ())

    def visits_of_many(self, patient_ids: Iterable[int]) -> dict[int, tuple[Visit, ...]]:
        """The visits of several patients, by patient, each by start."""
        query = VISITS.select().where(VISIT.patient.in_(list(patient_ids)))
        found = VISITS.all(self._connection, query.order_by(VISIT.start, VISIT.id))
        return grouped(found, "patient")

    def expired_holds(self, now: datetime) -> tuple[Visit, ...]:
        """The held visits whose deadline has passed."""
        query = VISITS.select().where(VISIT.status == Status.HELD, VISIT.hold_until <= now)
        return VISITS.all(self._connection, query.order_by(VISIT.hold_until, VISIT.id))

    def set_status(
        self,
        visit_id: int,
        status: Status,
        *,
        arrived_at: datetime | None = None,
        hold_until: datetime | None = None,
    ) -> Visit:
        """The visit with its new status; arrival and deadline stay where the status has them."""
        changed: dict[str, Any] = {"status": status}
        if arrived_at or status in STANDING:  # nobody has arrived at what is still to come
            changed["arrived_at"] = arrived_at
        if hold_until or status is Status.BOOKED:  # a cancelled hold keeps its own, to be restored
            changed["hold_until"] = hold_until
        self._change(visit_id, **changed)
        query = VISITS.select().where(VISIT.id == visit_id)
        return VISITS.value(self._connection.execute(query).one())

    def _change(self, visit_id: int, **changed: object) -> None:
        changed["version"] = VISIT.version + 1
        where = VISIT.id == visit_id
        self._connection.execute(update(tables.visit).where(where).values(**changed))

    def release_claims(self, visit_id: int) -> None:
        """Give back everything a visit holds; its plan stays on the visit."""
        self._claims.release(visit_id)

    def restore_claims(self, visit: Visit) -> None:
        """Take again what a visit's plan needs; `Overlap` when some of it is taken."""
        with self._connection.begin_nested():
            self._claims.take(visit.claims)

    def keep_snapshot(self, visit_id: int, document: Mapping[str, object]) -> None:
        """Keep the gate's decision that let a visit through."""
        self._change(visit_id, snapshot=canonical(document))

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
