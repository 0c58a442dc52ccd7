"""Breaking the glass: somebody sees what they otherwise may not, says why, and it is all kept."""

from datetime import timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import refuse

LASTS = timedelta(minutes=30)
LEAST_LETTERS = 10


def break_glass(clinic: Clinic, reason: str) -> None:
    """Let whoever is signed in see everything for half an hour; every look is marked as such."""
    told = " ".join(reason.split())
    if len(told) < LEAST_LETTERS:
        raise refuse("emergency-reason", least=LEAST_LETTERS)
    with clinic.writing(Act.BREAK_GLASS) as unit:
        unit.note(reason=told, minutes=int(LASTS.total_seconds() // 60))
    clinic.emergency_until = clinic.clock() + LASTS


def end_emergency(clinic: Clinic) -> None:
    """Go back to what whoever is signed in may see otherwise."""
    clinic.emergency_until = None
