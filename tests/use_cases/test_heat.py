"""The month of openings on a small real clinic."""

from collections import Counter
from datetime import date
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.time import local_day
from app.domain.wishes import Wishes
from app.use_cases.days import mark_days, next_open_day, see_day
from app.use_cases.heat import openings_by_day
from app.use_cases.openings import find_openings
from tests.small import Small, at
from tests.use_cases.asking import book, refusal
from tests.use_cases.test_days import look_ups

FIRST, LAST = date(2026, 11, 1), date(2026, 11, 30)
TUESDAY, THURSDAY = date(2026, 11, 24), date(2026, 11, 26)


def close(clinic: Clinic, day: date, name: str) -> None:
    with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
        unit.closures.add(Closure(day=day, name=name))


@pytest.mark.parametrize("slug", ["iv-dosing", "preparation", "evaluation", "phone-screen"])
def test_every_opening_is_counted_on_its_day(clinic: Clinic, ana: Patient, slug: str) -> None:
    book(clinic, ana, 24)

    counts = openings_by_day(clinic, slug, FIRST, LAST)

    found = find_openings(clinic, slug, from_day=FIRST, days=30, limit=10_000)
    by_day = Counter(local_day(opening.start, clinic.zone) for opening in found)
    assert counts == {day: by_day[day] for day in counts}
    assert (min(counts), max(counts), len(counts)) == (FIRST, LAST, 30)


def test_a_patients_own_visits_and_spacing_leave_fewer(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24)

    hers = openings_by_day(clinic, "iv-dosing", FIRST, LAST, patient=ana.id)

    found = find_openings(
        clinic, "iv-dosing", patient=ana.id, from_day=FIRST, days=30, limit=10_000
    )
    by_day = Counter(local_day(opening.start, clinic.zone) for opening in found)
    assert hers == {day: by_day[day] for day in hers}
    assert hers[TUESDAY] < openings_by_day(clinic, "iv-dosing", FIRST, LAST)[TUESDAY]


def test_past_days_weekends_and_closed_days_have_none(clinic: Clinic) -> None:
    close(clinic, THURSDAY, "Thanksgiving")

    counts = openings_by_day(clinic, "preparation", FIRST, LAST)

    none = [day.day for day, starts in counts.items() if not starts]
    assert none == [*range(1, 23), 26, 28, 29]


def test_wishes_narrow_the_count(clinic: Clinic) -> None:
    mondays = Wishes(weekdays=frozenset({0}))

    counts = openings_by_day(clinic, "preparation", FIRST, LAST, wishes=mondays)

    assert [day.day for day, starts in counts.items() if starts] == [23, 30]


def test_a_month_is_one_reading_however_full(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    def count() -> object:
        return openings_by_day(clinic, "iv-dosing", FIRST, LAST)

    empty = look_ups(clinic, count)
    book(clinic, ana, 24)
    book(clinic, bruno, 25, "14:00", kind="preparation")

    assert look_ups(clinic, count) == empty


def test_an_unknown_type_is_refused(clinic: Clinic) -> None:
    assert refusal(partial(openings_by_day, clinic, "spa", FIRST, LAST)) == ["type-unknown"]


def test_an_auditor_counts_nothing(small: Small) -> None:
    auditor = small.open("audit")

    assert refusal(partial(openings_by_day, auditor, "preparation", FIRST, LAST)) == [
        "not-permitted"
    ]
    auditor.close()


def test_a_closed_day_is_marked_with_its_name_and_is_not_the_next_open_one(clinic: Clinic) -> None:
    close(clinic, TUESDAY, "Stocktaking")

    mark = mark_days(clinic, FIRST, LAST)[TUESDAY]

    assert (mark.open, mark.closed_for) == (False, "Stocktaking")
    assert next_open_day(clinic, date(2026, 11, 23)) == date(2026, 11, 25)
    assert [closure.name for closure in see_day(clinic, TUESDAY).closures] == ["Stocktaking"]
    assert at(clinic, 24, "09:00") not in [
        opening.start for opening in find_openings(clinic, "preparation", limit=500)
    ]
