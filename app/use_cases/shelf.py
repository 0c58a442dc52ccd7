"""The shelf: visits picked up to be put elsewhere; they keep their old time until then."""

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import refuse
from app.domain.scheduling import STANDING
from app.use_cases.scheduling import read_visit
from app.use_cases.views import VisitView, view_visits


def put_on_shelf(clinic: Clinic, visit_id: int) -> VisitView:
    """Pick a visit up; only one that is still to come can be put elsewhere."""
    with clinic.writing(Act.SHELVE_VISIT) as unit:
        view = read_visit(clinic, unit, visit_id)
        if view.visit.status not in STANDING:
            raise refuse("status-over", status=view.visit.status.value)
        unit.shelf.put(visit_id, by=clinic.person.login, at=clinic.now())
        return view


def take_off_shelf(clinic: Clinic, visit_id: int) -> None:
    """Put a visit back where it stands."""
    with clinic.writing(Act.SHELVE_VISIT) as unit:
        read_visit(clinic, unit, visit_id)
        unit.shelf.take([visit_id])


def shelf(clinic: Clinic) -> tuple[VisitView, ...]:
    """The visits that somebody picked up, the first one first."""
    with clinic.reading(Act.SEE_DAY) as unit:
        numbers = unit.shelf.visits()
        visits = unit.scheduling.visits(numbers)
        views = {view.visit.id: view for view in view_visits(clinic, unit, visits)}
    return tuple(views[number] for number in numbers if views[number].visit.status in STANDING)
