"""Whatever was on two charts is on one, once, and comes apart as it was: histories at random."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from itertools import chain
from random import Random
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.courses import BookedCourse
from app.domain.merges import overlaps
from app.domain.patients import Patient
from app.domain.recalls import Recall
from app.domain.records import Clearance, Diagnosis, Referral, ReferralState, Waiver
from app.domain.refusal import Refused
from app.domain.scheduling import STANDING, Visit
from app.domain.time import minute
from app.domain.wishes import NO_WISHES
from app.storage.unit import Unit
from app.use_cases.merging import merge_patients, unmerge_patients
from app.use_cases.moving import move_visit
from app.use_cases.patients import find_patients
from app.use_cases.scheduling import cancel_visit
from tests.small import NOW, add_patient, at, disjoint, everything_held
from tests.storage.samples import packet_of
from tests.use_cases.asking import book, wait

HISTORIES = 25
ACTS = 10
KINDS = ("evaluation", "preparation", "integration", "phone-screen")
DAYS = (24, 25, 26, 27, 30)

Everything = Mapping[str, Any]


def everything(clinic: Clinic, patient: Patient) -> Everything:
    """All that is read of a patient."""
    who = [patient.id]
    with clinic.database.reading() as unit:
        records, lanes = unit.records, unit.scheduling.patient_resource(patient.id).lanes
        return {
            "patient": unit.patients.get(patient.id),
            "visits": unit.scheduling.visits_of(patient.id),
            "papers": unit.packets.papers_of(who).get(patient.id, ()),
            "diagnoses": records.diagnoses(who).get(patient.id, ()),
            "referrals": records.referrals(who).get(patient.id, ()),
            "clearances": records.clearances(who).get(patient.id, ()),
            "waivers": records.waivers(who).get(patient.id, ()),
            "waiting": unit.waiting.open(who),
            "courses": unit.courses.of_patient(patient.id),
            "doses": unit.recalls.doses_of(who, KINDS).get(patient.id, ()),
            "recall": unit.recalls.of(who).get(patient.id),
            "held": held(unit, lanes),
        }


LISTS = (
    "visits",
    "papers",
    "diagnoses",
    "referrals",
    "clearances",
    "waivers",
    "waiting",
    "courses",
    "doses",
)


def held(unit: Unit, lanes: tuple[int, ...]) -> list[tuple[int, int, int]]:
    first = minute(at_midnight())
    claims = everything_held(unit, first, first + 40 * 24 * 60, lanes)
    return sorted((claim.holder, claim.start, claim.end) for claim in claims)


def at_midnight() -> datetime:
    return NOW - timedelta(hours=16)


class Life:
    """What becomes of two charts, as chance has it."""

    def __init__(self, clinic: Clinic, number: int) -> None:
        self.clinic = clinic
        self.chance = Random(number)  # noqa: S311 -- the same lives each time
        phone = f"+1303555{number:04d}"
        self.one = add_patient(clinic, f"Ana {number}", "Romero Gil", phone=phone)
        self.other = add_patient(clinic, f"Anita {number}", "Romero")
        self.codes = iter(f"{number:04d}{n:04d}" for n in range(ACTS * 2))

    def live(self) -> None:
        acts: tuple[Callable[[Patient], object], ...] = (
            self.book,
            self.book,
            self.book,
            self.move,
            self.cancel,
            self.file,
            self.wait,
            self.print,
            self.recall,
            self.plan,
        )
        for _ in range(ACTS):
            with suppress(Refused):
                self.chance.choice(acts)(self.chance.choice((self.one, self.other)))

    def book(self, patient: Patient) -> None:
        clock = f"{self.chance.randrange(8, 17):02d}:{self.chance.choice(('00', '30'))}"
        day, kind = self.chance.choice(DAYS), self.chance.choice(KINDS)
        book(self.clinic, patient, day, clock, kind=kind)

    def coming(self, patient: Patient) -> Visit | None:
        with self.clinic.database.reading() as unit:
            found = unit.scheduling.visits_of(patient.id)
        standing = [visit for visit in found if visit.status in STANDING]
        return self.chance.choice(standing) if standing else None

    def move(self, patient: Patient) -> None:
        visit = self.coming(patient)
        if visit is not None:
            start = at(self.clinic, self.chance.choice(DAYS), "11:00")
            move_visit(self.clinic, visit.id, start)

    def cancel(self, patient: Patient) -> None:
        visit = self.coming(patient)
        if visit is not None:
            cancel_visit(self.clinic, visit.id)

    def file(self, patient: Patient) -> None:
        day, who = date(2026, 11, 3), patient.id
        record = self.chance.choice(
            (
                Diagnosis(
                    patient=who,
                    code="F33.2",
                    title="Depression",
                    condition="depression",
                    made_on=day,
                    made_by="Dr. Hale",
                ),
                Referral(patient=who, state=ReferralState.RECEIVED, referrer="Dr. Quinn"),
                Clearance(patient=who, route="iv", cleared_on=day, cleared_by="Dr. Hale"),
                Waiver(
                    patient=who,
                    item="referral",
                    reason="in the mail",
                    until=day,
                    by_login="hale",
                    by_name="Dr. Hale",
                    at=NOW,
                ),
            )
        )
        with self.clinic.database.writing() as unit:
            match record:
                case Diagnosis():
                    unit.records.add_diagnosis(record)
                case Referral():
                    unit.records.add_referral(record)
                case Clearance():
                    unit.records.add_clearance(record)
                case Waiver():
                    unit.records.add_waiver(record)

    def wait(self, patient: Patient) -> None:
        wait(self.clinic, patient, self.chance.choice(KINDS))

    def print(self, patient: Patient) -> None:
        visit = self.coming(patient)
        if visit is not None:
            with self.clinic.database.writing() as unit:
                unit.packets.add(packet_of(visit, code=next(self.codes)))

    def recall(self, patient: Patient) -> None:
        due = date(2026, 12, self.chance.randrange(1, 29))
        with self.clinic.database.writing() as unit:
            unit.recalls.keep(Recall(patient=patient.id, due=due))

    def plan(self, patient: Patient) -> None:
        course = next(iter(self.clinic.setup.courses.values()))
        with self.clinic.database.writing() as unit:
            unit.courses.add(
                BookedCourse(
                    patient=patient.id,
                    template=course.slug,
                    plan=course,
                    wishes=NO_WISHES,
                    made_at=NOW,
                    made_by="desk",
                )
            )

    def clear(self) -> None:
        """Call off what would lie over each other."""
        mine, theirs = (
            everything(self.clinic, patient)["visits"] for patient in (self.one, self.other)
        )
        standing = [[v for v in visits if v.holds_time] for visits in (mine, theirs)]
        for visit in {one.id for one, _ in overlaps(*standing)}:
            cancel_visit(self.clinic, visit)


@pytest.fixture
def histories(kept_in: str, pytestconfig: pytest.Config) -> int:
    """How many histories are lived."""
    usual = HISTORIES if kept_in == "folder" else HISTORIES // 3
    return usual * 20 if pytestconfig.getoption("--long") else usual


def test_whatever_was_on_two_charts_is_on_one_and_comes_apart(
    clinic: Clinic, histories: int
) -> None:
    for number in range(histories):
        life = Life(clinic, number)
        life.live()
        life.clear()
        before = [everything(clinic, patient) for patient in (life.one, life.other)]

        merge_patients(clinic, life.one.id, life.other.id)
        together = everything(clinic, life.one)
        asked_by_the_other = everything(clinic, life.other)
        unmerge_patients(clinic, life.other.id)
        after = [everything(clinic, patient) for patient in (life.one, life.other)]

        assert after == before, number
        assert together == asked_by_the_other, number
        for name in LISTS:
            expected = sorted(each.id for each in chain(*(side[name] for side in before)))
            assert sorted(each.id for each in together[name]) == expected, (number, name)
            assert {each.patient for each in together[name]} <= {life.one.id}, (number, name)
        both = [*before[0]["held"], *before[1]["held"]]
        assert together["held"] == sorted(both), number
        assert {(together["recall"] is None)} == {not any(side["recall"] for side in before)}


def test_what_happens_while_they_are_one_never_books_anybody_twice(
    clinic: Clinic, histories: int
) -> None:
    for number in range(histories):
        life = Life(clinic, number)
        life.live()
        life.clear()
        theirs = {visit.id for visit in everything(clinic, life.other)["visits"]}
        merge_patients(clinic, life.one.id, life.other.id)

        life.live()
        visits = everything(clinic, life.one)["visits"]
        standing = [visit for visit in visits if visit.holds_time]
        later = ((visit, standing[n + 1 :]) for n, visit in enumerate(standing))
        assert [pair for one, rest in later for pair in overlaps([one], rest)] == [], number
        assert find_patients(clinic, life.other.chart, 1) == (life.one,)
        unmerge_patients(clinic, life.other.id)

        apart = {visit.id for visit in everything(clinic, life.other)["visits"]}
        mine = {visit.id for visit in everything(clinic, life.one)["visits"]}
        assert (apart, mine) == (theirs, {visit.id for visit in visits} - theirs), number
        with clinic.database.reading() as unit:
            first = minute(at_midnight())
            lanes = [
                lane
                for each in (*unit.scheduling.resources(), *people(unit, life))
                for lane in each.lanes
            ]
            assert disjoint(everything_held(unit, first, first + 40 * 24 * 60, lanes)), number


def people(unit: Unit, life: Life) -> list[Any]:
    return [unit.scheduling.patient_resource(each.id) for each in (life.one, life.other)]
