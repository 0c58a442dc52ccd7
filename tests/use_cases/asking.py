"""Asking for things in tests."""

from collections.abc import Callable

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.views import VisitView
from tests.small import at


def refusal(act: Callable[[], object]) -> list[str]:
    """The codes with which an act is refused."""
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def book(
    clinic: Clinic,
    patient: Patient,
    day: int = 24,
    clock: str = "09:00",
    *,
    kind: str = "iv-dosing",
    hold_until: tuple[int, str] | None = None,
    asked: str = "",
) -> VisitView:
    """Book a visit on a day of November 2026."""
    wish = Wish(
        patient=patient.id,
        type=kind,
        start=at(clinic, day, clock),
        hold_until=at(clinic, *hold_until) if hold_until else None,
        token=asked,
    )
    return book_visit(clinic, wish)
