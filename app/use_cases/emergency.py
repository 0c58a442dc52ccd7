"""Breaking the glass: somebody sees what they otherwise may not, says why, and it is all kept."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import refuse
from app.domain.time import wall

MOST_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Broken:
    """Somebody who has broken the glass, when by the clinic's clock, and why."""

    who: str
    at: datetime
    reason: str


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


def broken_lately(clinic: Clinic) -> tuple[Broken, ...]:
    """Who has broken the glass, the newest first, for whoever manages the clinic."""
    with clinic.reading(Act.SEE_LOGINS) as unit:
        names = {person.login: person.name for person in unit.staff.all()}
        return tuple(
            Broken(
                who=names.get(entry.who, entry.who),
                at=wall(entry.at, clinic.zone),
                reason=str(json.loads(entry.payload).get("reason", "")),
            )
            for entry in unit.audit.of_act(Act.BREAK_GLASS, MOST_SHOWN)
        )


def end_emergency(clinic: Clinic) -> None:
    """Go back to what whoever is signed in may see otherwise."""
    clinic.emergency_until = None
