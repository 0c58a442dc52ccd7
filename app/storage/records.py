"""What is on file for patients, as rows; read for many patients at once."""

from collections.abc import Iterable
from typing import Any, TypeVar

from sqlalchemy import Connection, delete

from app.domain.records import Clearance, Diagnosis, Referral, Ride, Waiver
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import Rows

DIAGNOSES = Rows(tables.diagnosis, Diagnosis)
REFERRALS = Rows(tables.referral, Referral)
CLEARANCES = Rows(tables.clearance, Clearance)
RIDES = Rows(tables.ride, Ride)
WAIVERS = Rows(tables.waiver, Waiver)

Record = TypeVar("Record")


class Records:
    """Diagnoses, referrals, clearances, rides and waivers."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges
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

    def _add(self, rows: Rows[Record], record: Record) -> Record:
        self._seen.clear()
        return rows.add(self._connection, self._merges.of_standing(record))

    def _of(self, rows: Rows[Record], patient_ids: Iterable[int]) -> dict[int, tuple[Record, ...]]:
        key = (rows.table.name, frozenset(patient_ids))
        if key not in self._seen:
            columns = rows.table.c
            theirs = columns.patient.in_(sorted(self._merges.everybody(key[1])))
            query = rows.select().where(theirs).order_by(columns.id)
            found = self._merges.standing(rows.all(self._connection, query))
            self._seen[key] = self._merges.by_patient(key[1], found)
        return self._seen[key]
