"""How long the gate takes over a full day: 150 dosing visits, each with a full file."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from app.domain.gate import Facts, Subject, readiness
from app.domain.records import Tick
from tests.domain.test_gate import DIAGNOSIS, KAP, READY, REFERRAL, SUBJECT, TYPES, WAIVER

VISITS = 150
KINDS = ("iv-dosing", "im-dosing", "esketamine")


def ticks(visit: int) -> tuple[Tick, ...]:
    """What a patient in the middle of a series has been ticked for."""
    return tuple(
        Tick(
            id=number,
            item=item,
            patient=1,
            visit=visit - back,
            done_on=date(2026, 12, 1) - timedelta(days=3 * back),
            by_login="ortiz",
            by_name="Rosa Ortiz, RN",
            at=WAIVER.at,
        )
        for number, (item, back) in enumerate(
            (item, back) for item in ("vitals", "fasting", "pregnancy") for back in range(6)
        )
    )


def a_day() -> list[tuple[Subject, Facts]]:
    return [
        (
            replace(SUBJECT, type=TYPES[KINDS[visit % 3]], visit=visit, arrived=True),
            replace(
                READY,
                diagnoses=(DIAGNOSIS,) * 2,
                referrals=(REFERRAL, replace(REFERRAL, letter_on=date(2026, 1, 2))),
                waivers=(WAIVER,),
                ticks=ticks(visit),
            ),
        )
        for visit in range(1000, 1000 + VISITS)
    ]


def test_a_day_of_150_visits_is_judged(benchmark: Any) -> None:
    visits = a_day()

    judged = benchmark(lambda: [readiness(subject, facts, KAP.policy) for subject, facts in visits])

    assert len(judged) == VISITS
    assert {item.open for items in judged for item in items if item.item == "vitals"} == {False}
