"""The days of a step, in words."""

from dataclasses import replace
from datetime import date

import pytest

from app import words
from app.domain.next_step import NextStep

TODAY = date(2026, 11, 23)
STEP = NextStep(course=1, number=3, of=14, name="Infusion 1", type="iv-dosing")


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 12, 1), date(2026, 12, 11), "From Tue 1 Dec to Fri 11 Dec"),
        (date(2026, 12, 1), None, "From Tue 1 Dec"),
        (TODAY, date(2026, 12, 11), "By Fri 11 Dec"),
        (None, date(2026, 12, 11), "By Fri 11 Dec"),
        (None, None, ""),
        (date(2026, 11, 18), date(2026, 11, 20), "Was due by Fri 20 Nov"),
        (date(2026, 12, 3), date(2026, 12, 2), "Was due by Wed 2 Dec"),
    ],
)
def test_the_days_of_a_step_are_said(first: date | None, last: date | None, said: str) -> None:
    assert words.say_step_days(replace(STEP, first=first, last=last), TODAY) == said
