"""A visit at a glance: the patient's visits before and after it."""

from dataclasses import dataclass

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.scheduling import GONE, Visit
from app.use_cases.views import VisitView


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """The patient's visits around one visit, None where there is none."""

    before: Visit | None
    after: Visit | None


def glance(clinic: Clinic, view: VisitView) -> Glance:
    """The patient's last visit before this one, and the next one after it."""
    with clinic.reading(Act.SEE_DAY) as unit:
        visits = [v for v in unit.scheduling.visits_of(view.patient.id) if v.status not in GONE]
    before = [visit for visit in visits if visit.start < view.visit.start]
    after = [visit for visit in visits if visit.start > view.visit.start]
    return Glance(before=before[-1] if before else None, after=after[0] if after else None)
