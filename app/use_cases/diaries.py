"""The diary of some days, read in a fixed number of look-ups."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.clinic import Clinic
from app.domain import diary
from app.domain.diary import Diary, Span
from app.domain.months import DAY
from app.domain.scheduling import Resource
from app.domain.time import midnight, minute
from app.storage.unit import Unit


def diary_for(
    clinic: Clinic,
    unit: Unit,
    patient: int | None,
    days: tuple[date, date],
    *,
    without: Iterable[int] = (),
    patients: Iterable[Resource] = (),
) -> Diary:
    """The diary of some days, with a patient in it or not.

    Holds past their deadline count as free, and so do the visits of `without`. What several
    patients have is in it when they are named.
    """
    first = minute(midnight(days[0], clinic.zone))
    last = minute(midnight(days[1] + timedelta(days=2), clinic.zone))
    resources = (*unit.scheduling.resources_with(patient), *patients)
    lanes = [lane for each in resources for lane in (*each.lanes, *each.extra)]
    gone = {visit.id for visit in unit.scheduling.expired_holds(clinic.now())} | set(without)
    claims, blocks = unit.scheduling.spans(first, last, lanes)
    if gone:
        claims = [span for span in claims if span[0] not in gone]
    return diary.make_diary(
        resources=resources,
        claims=claims,
        blocks=blocks,
        closures=unit.closures.between(*days),
        days=days,
        zone=clinic.zone,
    )


def working_hours(
    clinic: Clinic,
    unit: Unit,
    resources: Sequence[Resource],
    days: tuple[date, date],
    *,
    also: Sequence[Span] = (),
) -> Diary:
    """When people and things are to be had on some days and the day after, whoever holds them.

    As if these spans were blocked as well.
    """
    last = days[1] + DAY
    first_min, last_min = (minute(midnight(day, clinic.zone)) for day in (days[0], last + DAY))
    return diary.make_diary(
        resources=resources,
        claims=(),
        blocks=(*unit.scheduling.block_claims(first_min, last_min), *also),
        closures=unit.closures.between(days[0], last),
        days=(days[0], last),
        zone=clinic.zone,
    )
