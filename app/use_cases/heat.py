"""How many openings each day of a month has, from one reading of the diary."""

from datetime import date

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.diary import Diary, run_of_bits
from app.domain.heat import starts_by_day
from app.domain.scheduling import VisitType
from app.domain.time import GRAIN, MINUTE, local_day, minute
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases.diaries import diary_for
from app.use_cases.placing import spaced_days, wished
from app.use_cases.scheduling import visit_type
from app.use_cases.seats import free_seat


def openings_by_day(
    clinic: Clinic,
    slug: str,
    first: date,
    last: date,
    *,
    patient: int | None = None,
    wishes: Wishes = NO_WISHES,
) -> dict[date, int]:
    """How many starts still to come are open on each day from the first to the last."""
    kind = visit_type(clinic, slug)
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        diary = diary_for(clinic, unit, patient, (first, last))
        own = diary.patient
        allowed = _allowed(clinic, unit, kind, patient, diary)
        counts = starts_by_day(kind, diary, own, wishes, allowed=allowed)
        if own is not None and kind.is_group:
            sessions = unit.scheduling.sessions_between(diary.moment(0), diary.moment(diary.grains))
            for session in sessions:
                lawful = session.type == kind.slug and allowed >> diary.at(session.start) & 1
                if lawful and free_seat(unit, kind, own, diary, session.start):
                    counts[local_day(session.start, clinic.zone)] += 1
    return counts


def _allowed(clinic: Clinic, unit: Unit, kind: VisitType, patient: int | None, diary: Diary) -> int:
    """The starts still to come, on the days that the patient's other visits leave."""
    begin = clinic.now() + MINUTE
    passed = max(0, -(-(minute(begin) - diary.start) // GRAIN))
    coming = diary.whole & ~run_of_bits(0, passed)
    if patient is None:
        return coming
    return coming & spaced_days(clinic, unit, wished(clinic, kind, patient, begin), diary)
