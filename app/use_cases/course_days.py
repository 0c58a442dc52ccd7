"""What the rules of a course look at beside its own visits: doses, and what is still to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from app.clinic import Clinic
from app.domain.scheduling import GONE, Route, Visit
from app.domain.time import MINUTE, local_day
from app.domain.wishes import Wishes


def still_to_come(clinic: Clinic, wishes: Wishes) -> Wishes:
    """The wishes, with nothing before the next minute."""
    soonest = clinic.now() + MINUTE
    return replace(wishes, not_before=max(soonest, wishes.not_before or soonest))


def other_doses(clinic: Clinic, visits: Sequence[Visit]) -> dict[Route, tuple[date, ...]]:
    """The days of a patient's doses among these visits, by their route."""
    found: dict[Route, tuple[date, ...]] = {}
    for visit in visits:
        route = clinic.setup.types[visit.type].route
        if route is not Route.NONE and visit.status not in GONE:
            found[route] = (*found.get(route, ()), local_day(visit.start, clinic.zone))
    return found
