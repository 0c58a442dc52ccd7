"""What is on file for patients, as rows; read for many patients at once."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, delete, or_, select

from app.domain.records import Clearance, Diagnosis, Referral, ReferralState, Ride, Waiver
from app.storage import tables
from app.storage.rows import Rows, grouped

DIAGNOSES = Rows(tables.diagnosis, Diagnosis)
REFERRALS = Rows(tables.referral, Referral)
CLEARANCES = Rows(tables.clearance, Clearance)
RIDES = Rows(tables.ride, Ride)
WAIVERS = Rows(tables.waiver, Waiver)

Record = TypeVar("Record")


class Records:
    """Diagnoses, referrals, clearances, rides and waivers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._seen: dict[tuple[str, frozenset[int]], dict[int, Any]] = {}
        """What this transaction has read; an act judges by it before and shows it after."""

    def add_diagnosis(self, diagnosis: Diagnosis) -> Diagnosis:
        """The diagnosis as kept."""
        return self._add(DIAGNOSES, diagnosis)

    def add_referral(self, referral: Referral) -> Referral:
        """The referral as kept."""
        return self._add(REFERRALS, referral)

    def add_clearance(self, clearance: Clearance) -> Clearance:
        """The clearance, or the request for one, as kept."""
        return self._add(CLEARANCES, clearance)

    def add_waiver(self, waiver: Waiver) -> Waiver:
        """The waiver as kept."""
        return self._add(WAIVERS, waiver)

    def set_ride(self, ride: Ride) -> Ride:
        """The ride as kept, in place of any before for the same visit."""
        self._connection.execute(delete(tables.ride).where(tables.ride.c.visit == ride.visit))
        return RIDES.add(self._connection, ride)

    def update_referral(self, referral: Referral) -> None:
        """Keep what has changed about a referral."""
        self._seen.clear()
        REFERRALS.change(self._connection, referral)

    def diagnoses(self, patient_ids: Iterable[int]) -> dict[int, tuple[Diagnosis, ...]]:
        """The diagnoses of several patients, by patient."""
        return self._of(DIAGNOSES, patient_ids)

    def referrals(self, patient_ids: Iterable[int]) -> dict[int, tuple[Referral, ...]]:
        """The referrals of several patients, by patient."""
        return self._of(REFERRALS, patient_ids)

    def clearances(self, patient_ids: Iterable[int]) -> dict[int, tuple[Clearance, ...]]:
        """The clearances of several patients, by patient."""
        return self._of(CLEARANCES, patient_ids)

    def waivers(self, patient_ids: Iterable[int]) -> dict[int, tuple[Waiver, ...]]:
        """The waivers of several patients, by patient."""
        return self._of(WAIVERS, patient_ids)

    def rides(self, visit_ids: Iterable[int]) -> dict[int, Ride]:
        """The rides of several visits, by visit."""
        query = RIDES.select().where(tables.ride.c.visit.in_(list(visit_ids)))
        return {ride.visit: ride for ride in RIDES.all(self._connection, query)}

    def letters_of(self, ends: tuple[date, date], letters: tuple[date, date]) -> tuple[int, ...]:
        """The patients with an accepted referral that names a last day, or is dated, in a span."""
        columns = tables.referral.c
        near = or_(columns.valid_until.between(*ends), columns.letter_on.between(*letters))
        query = select(columns.patient).where(columns.state == ReferralState.ACCEPTED, near)
        return tuple(self._connection.execute(query.distinct()).scalars())

    def cleared_in(self, span: tuple[date, date]) -> tuple[int, ...]:
        """The patients who were given medical clearance in a span of days."""
        columns = tables.clearance.c
        query = select(columns.patient).where(columns.cleared_on.between(*span))
        return tuple(self._connection.execute(query.distinct()).scalars())

    def _add(self, rows: Rows[Record], record: Record) -> Record:
        self._seen.clear()
        return rows.add(self._connection, record)

    def _of(self, rows: Rows[Record], patient_ids: Iterable[int]) -> dict[int, tuple[Record, ...]]:
        key = (rows.table.name, frozenset(patient_ids))
        if key not in self._seen:
            columns = rows.table.c
            query = rows.select().where(columns.patient.in_(sorted(key[1]))).order_by(columns.id)
            self._seen[key] = grouped(rows.all(self._connection, query), "patient")
        return self._seen[key]
