"""The notice that the clinic asks for, and the days that it counts by."""

from collections.abc import Iterator
from functools import partial

import pytest

from app.clinic import Clinic
from app.use_cases.holds import hold_deadline
from app.use_cases.notices import keep_notices, notices
from tests.small import Small, at
from tests.ui.managing import open_as_manager
from tests.use_cases.asking import refusal


@pytest.fixture
def manager(small: Small) -> Iterator[Clinic]:
    """The clinic, open for somebody who may change it."""
    opened = open_as_manager(small)
    yield opened
    opened.close()


def test_a_hold_ends_as_many_days_before_as_the_clinic_keeps(manager: Clinic) -> None:
    keep_notices(manager, {"hold_days": 3})

    assert hold_deadline(manager, at(manager, 30, "14:05")) == at(manager, 27, "14:05")
    assert notices(manager) == {"cancel_hours": 24, "hold_days": 3, "recall_days": 28}


def test_the_other_numbers_on_papers_stay(manager: Clinic) -> None:
    before = dict(manager.setup.hours)

    keep_notices(manager, {"cancel_hours": 48})

    assert manager.setup.hours == before | {"cancel_hours": 48}


def test_what_two_change_at_once_is_kept_or_asked_about(manager: Clinic) -> None:
    seen = notices(manager)
    keep_notices(manager, seen | {"cancel_hours": 48}, since=seen)

    keep_notices(manager, seen | {"hold_days": 3}, since=seen)
    late = partial(keep_notices, manager, seen | {"hold_days": 5}, since=seen)

    assert refusal(late) == ["both-changed", "both-again"]
    assert notices(manager) == seen | {"cancel_hours": 48, "hold_days": 3}


def test_every_number_that_makes_no_sense_is_named(manager: Clinic) -> None:
    wanted = {"cancel_hours": 1000, "hold_days": 0, "recall_days": 28}

    assert refusal(partial(keep_notices, manager, wanted)) == [
        "notice-cancel-hours",
        "notice-hold-days",
    ]


def test_the_front_desk_changes_none(clinic: Clinic) -> None:
    assert refusal(partial(keep_notices, clinic, {"hold_days": 3})) == ["not-permitted"]
