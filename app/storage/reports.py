"""What the reports count, asked of the store in as few rows as will do."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    and_,
    case,
    func,
    or_,
    select,
    type_coerce,
)

from app.domain.gate import State
from app.domain.packets import PaperState
from app.domain.paper_steps import StepKind
from app.domain.records import Referral, ReferralState
from app.domain.reports import Attendance
from app.domain.scheduling import COUNTED, STANDING, Part, Status
from app.storage import tables
from app.storage.columns import INSTANT
from app.storage.merges import Merges
from app.storage.records import REFERRALS
from app.storage.rows import pieces

VISIT = tables.visit.c
REFERRAL = tables.referral.c
PAPER = tables.paper.c
STEP = tables.paper_step.c
JUDGED = tables.judged.c
MERGE = tables.merge.c
A_DAY = 24 * 60
WENT_OUT = (StepKind.PRINTED, StepKind.HANDED_OVER)
OUT = (PaperState.ISSUED, PaperState.PRINTED, PaperState.HANDED_OVER)
"""As the consent desk counts them: one that nobody says was printed may lie there all the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DoseRow:
    """A dosing visit: whose, when, of which type, and how its letter was last judged."""

    patient: int
    start: datetime
    type: str
    states: dict[str, State] | None = None
    """None when it was never judged, or is over."""


class Reports:
    """Counts over many visits and papers; a row for each only where a picture shows each."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def letters(
        self,
        dated: date,
        last: date,
        near: tuple[date, date],
        coming: tuple[tuple[datetime, datetime], Collection[str]],
    ) -> tuple[Referral, ...]:
        """The accepted letters from a day on that end since another, of whom they may trouble.

        Those are who has a letter that ends, or is dated, until the two days of `near`, who has a
        visit of some types to come in a span, and whoever is read as somebody else.
        """
        span, types = coming
        other = tables.referral.alias("other").c
        ending = or_(other.valid_until <= near[0], other.letter_on <= near[1])
        accepted = ReferralState.ACCEPTED
        wanted = (
            select(other.patient)
            .where(other.state == accepted, other.letter_on >= dated, ending)
            .union(
                select(VISIT.patient).where(*_to_come(span, types)),
                select(MERGE.patient),
                select(MERGE.into),
            )
        )
        query = REFERRALS.select().where(
            REFERRAL.state == accepted,
            REFERRAL.letter_on >= dated,
            or_(REFERRAL.valid_until.is_(None), REFERRAL.valid_until >= last),
            REFERRAL.patient.in_(wanted),
        )
        return self._merges.standing(REFERRALS.all(self._connection, query.order_by(REFERRAL.id)))

    def doses_to_come(
        self, span: tuple[datetime, datetime], types: Collection[str]
    ) -> tuple[DoseRow, ...]:
        """The visits of these types that are to come in a span of time, by start."""
        query = (
            select(VISIT.patient, VISIT.start, VISIT.type, JUDGED.states)
            .join_from(tables.visit, tables.judged, JUDGED.visit == VISIT.id, isouter=True)
            .where(*_to_come(span, types))
            .order_by(VISIT.start, VISIT.id)
        )
        return self._doses(self._connection.execute(query))

    def doses_done(
        self, patients: Iterable[int], span: tuple[datetime, datetime], types: Collection[str]
    ) -> tuple[DoseRow, ...]:
        """The visits of these types that some patients have had, or were booked for, in a span."""
        found: list[DoseRow] = []
        for some in pieces(self._merges.everybody(patients)):
            query = select(VISIT.patient, VISIT.start, VISIT.type).where(
                VISIT.patient.in_(some),
                *_within(span),
                VISIT.type.in_(types),
                VISIT.status.in_(_words(COUNTED)),
            )
            found += self._doses(self._connection.execute(query))
        return tuple(found)

    def _doses(self, rows: Iterable[Sequence[Any]]) -> tuple[DoseRow, ...]:
        stands = self._merges.kin.survivor
        return tuple(
            DoseRow(patient=stands(patient), start=start, type=kind, states=next(iter(rest), None))
            for patient, start, kind, *rest in rows
        )

    def statuses(self, span: tuple[datetime, datetime]) -> dict[int, Status]:
        """Where each visit that starts in a span of time stands, by visit."""
        query = select(VISIT.id, VISIT.status).where(*_within(span))
        return dict(cast("Sequence[tuple[int, Status]]", self._connection.execute(query).all()))

    def lost(
        self, span: tuple[datetime, datetime]
    ) -> tuple[tuple[datetime, tuple[Part, ...]], ...]:
        """The starts and plans of the visits of a span that were missed or called off late."""
        query = select(VISIT.start, VISIT.parts).where(*_within(span), _is_lost())
        return tuple((start, parts) for start, parts in self._connection.execute(query))

    def attendance(
        self, span: tuple[datetime, datetime]
    ) -> tuple[tuple[int | None, Attendance, int], ...]:
        """How many visits of a span came to what, by the days they were booked ahead.

        None for those of which it is not kept when they were booked.
        """
        ahead = (type_coerce(VISIT.start, Integer) - type_coerce(VISIT.booked_at, Integer)) // A_DAY
        came = case(
            (VISIT.status == Status.NO_SHOW, Attendance.MISSED.value),
            (VISIT.status == Status.CANCELLED, Attendance.LATE.value),
            else_=Attendance.CAME.value,
        )
        was_there = VISIT.status.in_(_words(COUNTED - {Status.BOOKED}))
        query = (
            select(ahead, came, func.count())
            .where(*_within(span), or_(was_there, _is_lost()))
            .group_by(ahead, came)
        )
        rows = self._connection.execute(query)
        return tuple((days, Attendance(kind), count) for days, kind, count in rows)

    def papers_out(self) -> tuple[tuple[str, int, datetime], ...]:
        """Form, version and going out of every paper that has not come back."""
        went = type_coerce(func.max(func.coalesce(STEP.at, PAPER.issued_at)), INSTANT)
        gone = and_(STEP.paper == PAPER.id, STEP.kind.in_(_words(WENT_OUT)))
        query = (
            select(PAPER.form, PAPER.version, went)
            .join_from(tables.paper, tables.paper_step, gone, isouter=True)
            .where(PAPER.state.in_(_words(OUT)))
            .group_by(PAPER.id, PAPER.form, PAPER.version)
        )
        rows = self._connection.execute(query)
        return tuple((form, version, at) for form, version, at in rows)

    def signed_versions(self, span: tuple[datetime, datetime]) -> tuple[tuple[str, int, int], ...]:
        """Form, the newest version signed, and how many patients with a visit to come in a span."""
        seen = tables.merge.alias("seen")
        coming = (
            select(func.coalesce(seen.c.into, VISIT.patient))
            .join_from(tables.visit, seen, seen.c.patient == VISIT.patient, isouter=True)
            .where(*_within(span), VISIT.status.in_(_words(STANDING)))
        )
        who = func.coalesce(MERGE.into, PAPER.patient)
        newest = (
            select(PAPER.form, func.max(PAPER.version).label("version"))
            .join_from(tables.paper, tables.merge, MERGE.patient == PAPER.patient, isouter=True)
            .where(PAPER.state == PaperState.COMPLETE, PAPER.per_visit == 0, who.in_(coming))
            .group_by(who, PAPER.form)
            .subquery()
        ).c
        query = select(newest.form, newest.version, func.count()).group_by(
            newest.form, newest.version
        )
        rows = self._connection.execute(query.order_by(newest.form, newest.version))
        return tuple((form, version, count) for form, version, count in rows)


def _within(span: tuple[datetime, datetime]) -> tuple[ColumnElement[bool], ...]:
    return VISIT.start >= span[0], VISIT.start < span[1]


def _to_come(
    span: tuple[datetime, datetime], types: Collection[str]
) -> tuple[ColumnElement[bool], ...]:
    """That a visit of some types is to come in a span of time."""
    return *_within(span), VISIT.status.in_(_words(STANDING)), VISIT.type.in_(types)


def _is_lost() -> ColumnElement[bool]:
    """That a visit was missed, or called off later than the clinic's notice asks."""
    late = and_(VISIT.status == Status.CANCELLED, VISIT.late == 1)
    return or_(VISIT.status == Status.NO_SHOW, late)


def _words(states: Iterable[str]) -> list[str]:
    return sorted(map(str, states))
