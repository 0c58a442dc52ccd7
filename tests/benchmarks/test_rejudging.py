"""How long it takes to judge ten thousand visits to come again after the clinic decides anew.

The clinic is made in bulk: a thousand patients with papers and letters on file, ten visits each,
and as many that are over.
"""

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import median
from typing import Any

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.packets import Packet, Paper, PaperState
from app.domain.patients import Patient
from app.domain.records import Clearance, Diagnosis, Referral, ReferralState
from app.domain.refusal import Reason
from app.domain.scheduling import Status, Visit
from app.storage.unit import Unit
from app.use_cases.judging import rejudge_visits
from app.use_cases.placing import wished
from app.use_cases.scheduling import Wish, book_visit
from tests.benchmarks.locks import timed_locks
from tests.small import MONDAY, add_patient, at, connected, file_everything, make_small

PATIENTS, VISITS, PAST = 1_000, 10, 10
FORMS = ("ketamine-consent", "off-label-disclosure", "ride-home-agreement")
PLANNED = "UPDATE visit SET parts = (SELECT parts FROM visit WHERE id = ?)"
FIRST = datetime(2026, 11, 23, 15, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def clinic(tmp_path_factory: pytest.TempPathFactory) -> Generator[Clinic]:
    opened = make_small(tmp_path_factory.mktemp("many") / "clinic").open()
    with opened.by_itself().database.writing() as unit:
        for number in range(PATIENTS):
            fill(opened, unit, number)
    plan(opened)
    rejudge_visits(opened)
    yield opened
    opened.close()


def fill(clinic: Clinic, unit: Unit, number: int) -> None:
    """One more patient with everything on file, visits that are over and visits to come."""
    wanted = Patient(given=f"Given{number}", family=f"Family{number}", born=date(1988, 3, 12))
    patient = unit.patients.add(wanted).id
    file(unit, patient, number)
    kind = clinic.setup.types["iv-dosing"]
    steps = (*range(-PAST, 0), *range(1, VISITS + 1))
    for step in steps:
        start = FIRST + timedelta(days=7 * step + number % 5, hours=number % 7)
        status = Status.BOOKED if step > 0 else Status.LEFT
        asked = wished(clinic, kind, patient, start)
        kept = unit.scheduling.add_visit(replace(asked, status=status, parts=()))
        if step == 1:
            hand_out(unit, kept)


def plan(clinic: Clinic) -> None:
    """Give every visit a plan as a booked one has it; they are too many to hold time as well."""
    patient = add_patient(clinic, "Ana", "Romero")
    file_everything(clinic, patient)
    start = at(clinic, 24, "09:00")
    booked = book_visit(clinic, Wish(patient=patient.id, type="iv-dosing", start=start))
    with closing(connected(clinic.place)) as raw:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute(PLANNED, (booked.visit.id,))
        raw.execute("COMMIT")
        raw.execute("ANALYZE")


def hand_out(unit: Unit, visit: Visit) -> None:
    """The papers of the first visit to come, signed by most."""
    signed = visit.patient % 4 > 0
    papers = tuple(
        Paper(
            code=f"{visit.id}-{form}",
            packet=0,
            visit=visit.id,
            patient=visit.patient,
            form=form,
            version=1,
            language="en",
            pages=2,
            first_page=1,
            why=Reason("paper-missing"),
            state=PaperState.COMPLETE if signed else PaperState.PRINTED,
            issued_at=FIRST,
            signed_at=FIRST - timedelta(days=1) if signed else None,
            signed_on=date(2026, 11, 22) if signed else None,
        )
        for form in FORMS
    )
    unit.packets.add(
        Packet(
            visit=visit.id,
            patient=visit.patient,
            made_at=FIRST,
            made_by="desk",
            sha256=str(visit.id),
            pages=6,
            papers=papers,
        )
    )


def file(unit: Unit, patient: int, number: int) -> None:
    unit.records.add_diagnosis(
        Diagnosis(
            patient=patient,
            code="F33.2",
            title="Major depression, recurrent, severe",
            condition="depression",
            made_on=date(2026, 11, 3),
            made_by="Dr. Miriam Hale, MD",
        )
    )
    unit.records.add_referral(
        Referral(
            patient=patient,
            state=ReferralState.ACCEPTED,
            referrer="Dr. Quinn, MD",
            condition="depression",
            letter_on=MONDAY - timedelta(days=number % 100),
            visits=6 if number % 3 else None,
        )
    )
    unit.records.add_clearance(
        Clearance(
            patient=patient, route="iv", cleared_on=date(2026, 11, 18), cleared_by="Dr. Hale, MD"
        )
    )


def decide(clinic: Clinic, days: int) -> None:
    """The clinic decides for how long a letter counts."""
    with clinic.by_itself().writing(Act.EDIT_SETTINGS) as unit:
        before = unit.settings.policy()
        rule = before.rule("referral")
        assert rule is not None
        policy = replace(before.with_rule(replace(rule, days=days)), version=before.version + 1)
        unit.settings.keep_policy(policy, clinic.now(), "manager")


def test_ten_thousand_visits_after_a_rule_was_edited(benchmark: Any, clinic: Clinic) -> None:
    lengths = iter([100, 180] * 10)
    found: list[int] = []
    locked: list[float] = []

    def change() -> None:
        decide(clinic, next(lengths))

    def rejudge() -> None:
        with timed_locks(clinic, locked):
            found.append(rejudge_visits(clinic).count)

    benchmark.pedantic(rejudge, setup=change, rounds=5)

    took = median(benchmark.stats.stats.data)
    print(f"\n{found[-1]} visits judged in {took:.2f} s, lock held {max(locked) * 1000:.0f} ms")
    assert found[-1] >= PATIENTS * VISITS
