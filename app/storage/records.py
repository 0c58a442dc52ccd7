"""What is on file for patients, as rows; read for many patients at once."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar

from sqlalchemy import Connection, and_, delete, insert, or_, select

from app.domain.records import (
    Clearance,
    Diagnosis,
    Referral,
    ReferralState,
    Ride,
    Tick,
    Waiver,
)
from app.storage import tables
from app.storage.edition import Edition
from app.storage.journal import Journal
from app.storage.merges import Merges
from app.storage.rows import Rows, one_of_wanted, within
from app.storage.seen import Seen

DIAGNOSES = Rows(tables.diagnosis, Diagnosis)
REFERRALS = Rows(tables.referral, Referral)
CLEARANCES = Rows(tables.clearance, Clearance)
RIDES = Rows(tables.ride, Ride)
TICKS = Rows(tables.tick, Tick)
TICK = tables.tick.c
TICKS_OF = (
    TICKS.select().where(or_(one_of_wanted(TICK.patient), TICK.patient.is_(None))).order_by(TICK.id)
)
WAIVERS = Rows(tables.waiver, Waiver)

OfPatient = Diagnosis | Referral | Clearance | Tick | Waiver
Record = TypeVar("Record", bound=OfPatient)


class Records:
    """Diagnoses, referrals, clearances, rides, ticks and waivers."""

    def __init__(
        self,
        connection: Connection,
        journal: Journal,
        edition: Edition,
        merges: Merges,
        touched: set[int],
    ) -> None:
        self._connection = connection
        self._journal = journal
        self._edition = edition
        self._merges = merges
        self._touched = touched
        self._seen = Seen()

    def add_diagnosis(self, diagnosis: Diagnosis) -> Diagnosis:
        """The diagnosis as kept."""
        return self._add(DIAGNOSES, diagnosis)

    def diagnosis(self, number: int) -> Diagnosis | None:
        """The diagnosis with a number."""
        return DIAGNOSES.first(self._connection, tables.diagnosis.c.id == number)

    def update_diagnosis(self, diagnosis: Diagnosis) -> None:
        """Keep what has changed about a diagnosis."""
        self._touch(diagnosis)
        DIAGNOSES.change(self._connection, diagnosis)

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

    def update_clearance(self, clearance: Clearance) -> None:
        """Keep what has changed about a clearance."""
        self._touch(clearance)
        CLEARANCES.change(self._connection, clearance)

    def update_waiver(self, waiver: Waiver) -> None:
        """Keep what has changed about a waiver."""
        self._touch(waiver)
        WAIVERS.change(self._connection, waiver)

    def waiver(self, number: int) -> Waiver | None:
        """A waiver by its number."""
        return WAIVERS.first(self._connection, tables.waiver.c.id == number)

    def add_tick(self, tick: Tick) -> Tick:
        """The tick as kept; one that was taken back keeps its number."""
        kept = self._add(TICKS, tick)
        self._journal.note_setting(kept.id, None, kept)
        return kept

    def add_ticks(self, ticks: Iterable[Tick]) -> None:
        """Many new ticks at once."""
        every = list(ticks)
        for tick in every:
            self._touch(tick)
        self._connection.execute(insert(tables.tick), [TICKS.row(tick) for tick in every])

    def remove_tick(self, tick: Tick) -> None:
        """Take a tick away."""
        self._touch(tick)
        self._connection.execute(delete(tables.tick).where(TICK.id == tick.id))
        self._journal.note_setting(tick.id, tick, None)

    def tick(self, number: int) -> Tick | None:
        """A tick by its number."""
        return TICKS.first(self._connection, TICK.id == number)

    def update_referral(self, referral: Referral) -> None:
        """Keep what has changed about a referral."""
        self._touch(referral)
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

    def ticks(self, patient_ids: Iterable[int]) -> dict[int | None, tuple[Tick, ...]]:
        """The ticks of several patients, by patient; the whole clinic's stand under None."""
        wanted = frozenset(patient_ids)

        def read() -> dict[int | None, tuple[Tick, ...]]:
            theirs = sorted(self._merges.everybody(wanted))
            found = self._merges.standing(TICKS.all(self._connection, TICKS_OF, theirs))
            return self._merges.by_patient({*wanted, None}, found)

        return self._seen.once(("tick", wanted, self._merges.kin), read)

    def waivers(self, patient_ids: Iterable[int]) -> dict[int, tuple[Waiver, ...]]:
        """The waivers of several patients, by patient."""
        return self._of(WAIVERS, patient_ids)

    def rides(self, visit_ids: Iterable[int]) -> dict[int, Ride]:
        """The rides of several visits, by visit."""
        found = RIDES.all(self._connection, RIDES.among("visit"), visit_ids)
        return {ride.visit: ride for ride in found}

    def letters_of(self, ends: tuple[date, date], letters: tuple[date, date]) -> tuple[int, ...]:
        """The patients with an accepted referral that names a last day, or is dated, in a span."""
        columns = tables.referral.c
        near = or_(within(columns.valid_until, ends), within(columns.letter_on, letters))
        query = select(columns.patient).where(columns.state == ReferralState.ACCEPTED, near)
        return self._merges.survivors(self._connection.execute(query.distinct()).scalars())

    def cleared_in(self, ends: tuple[date, date], given: tuple[date, date]) -> tuple[int, ...]:
        """The patients with a clearance that names a last day, or was given, in a span."""
        columns = tables.clearance.c
        near = or_(within(columns.until, ends), within(columns.cleared_on, given))
        query = select(columns.patient).where(near)
        return self._merges.survivors(self._connection.execute(query.distinct()).scalars())

    def ticked_in(
        self, ends: tuple[date, date], done: Mapping[str, tuple[date, date]]
    ) -> tuple[int, ...]:
        """The patients with a tick that names a last day in a span, or was made in its item's."""
        near = [and_(TICK.item == item, within(TICK.done_on, span)) for item, span in done.items()]
        named = and_(TICK.item.in_(list(done)), within(TICK.until, ends))
        query = select(TICK.patient).where(or_(named, *near), TICK.patient.is_not(None))
        return self._merges.survivors(self._connection.execute(query.distinct()).scalars())

    def _touch(self, record: OfPatient) -> None:
        """What was read is old now, and the patient's visits are to be judged again.

        What is for the whole clinic touches everybody's, as what the clinic decides does.
        """
        self._seen.forget()
        if record.patient is None:
            self._edition.turn(house=False)
        else:
            self._touched.add(record.patient)

    def _add(self, rows: Rows[Record], record: Record) -> Record:
        self._touch(record)
        return rows.add(self._connection, self._merges.of_standing(record))

    def _of(self, rows: Rows[Record], patient_ids: Iterable[int]) -> dict[int, tuple[Record, ...]]:
        wanted = frozenset(patient_ids)

        def read() -> dict[int, tuple[Record, ...]]:
            theirs = sorted(self._merges.everybody(wanted))
            every = rows.all(self._connection, rows.among("patient"), theirs)
            found = self._merges.standing(every)
            return self._merges.by_patient(wanted, found)

        return self._seen.once((rows.table.name, wanted, self._merges.kin), read)
