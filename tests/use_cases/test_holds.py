"""How long a time is kept for somebody who is not ready yet."""

import pytest

from app.clinic import Clinic
from app.use_cases.holds import hold_deadline
from tests.small import at


@pytest.mark.parametrize(
    ("start", "until"),
    [
        ((30, "14:05"), (23, "14:05")),  # a week before
        ((27, "10:00"), (24, "18:00")),  # that is past: the end of the next working day
        ((24, "09:00"), (24, "09:00")),  # never later than the visit
    ],
)
def test_a_hold_ends_a_week_before_or_at_the_next_evening(
    clinic: Clinic, start: tuple[int, str], until: tuple[int, str]
) -> None:
    assert hold_deadline(clinic, at(clinic, *start)) == at(clinic, *until)
