"""Days on which the clinic is closed: by hand, or because a public holiday is kept."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.blocks import Closure, against_closure, span_of
from app.domain.holidays import Holiday, holidays_of, read_region
from app.domain.months import days_from
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Visit
from app.storage.unit import Unit
from app.use_cases.affected import (
    HouseChange,
    asked_before,
    hits,
    refuse_hits,
    without_time,
)
from app.use_cases.placing import FURTHEST
from app.use_cases.scheduling import release_late_holds
from app.use_cases.views import VisitView, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """What an act on closures left: the closures, and the visits that lost their time to them."""

    closures: tuple[Closure, ...]
    displaced: tuple[VisitView, ...] = ()
    token: str
    """By which it is taken back."""


def see_closures(clinic: Clinic, first: date, last: date) -> tuple[Closure, ...]:
    """The closures of some days, both included, by day."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return unit.closures.between(first, last)


def coming_closures(clinic: Clinic) -> tuple[Closure, ...]:
    """Every closure from today on, by day."""
    return see_closures(clinic, clinic.today(), date.max)


def days_to_close(clinic: Clinic, closure: Closure, last: date) -> tuple[Closure, ...]:
    """A closure on each day from its own to the last, but for those that are closed anyway."""
    first = closure.day
    if last < first:
        raise refuse("closure-backwards")
    if last > clinic.today() + timedelta(days=FURTHEST):
        raise refuse("closure-far", on=last, days=FURTHEST)
    days = days_from(first, last)
    closed = {each.day for each in see_closures(clinic, first, last) if each.is_whole}
    left = [day for day in days if day not in closed]
    return tuple(replace(closure, day=day) for day in left or days)


def close_days(
    clinic: Clinic, closures: Iterable[Closure], *, displace: bool = False, token: str = ""
) -> Closed:
    """Close the clinic on days or parts of days, or refuse and name every visit in the way.

    With `displace` those visits lose their time: they stay booked and need another.
    """
    token = token or new_token()
    wanted = tuple(replace(each, name=" ".join(each.name.split())) for each in closures)
    with clinic.writing(Act.CLOSE_CLINIC, token=token) as unit:
        done = _done_before(clinic, unit, token)
        if done is not None:
            return done
        refuse_if(_against(clinic, unit, wanted))
        release_late_holds(clinic, unit)
        found = hits(clinic, unit, HouseChange(closures=wanted))
        refuse_hits(clinic, found, displace=displace)
        kept = tuple(map(unit.closures.add, wanted))
        changed = unit.scheduling.keep(without_time(unit, found))
        visits = [each for each in changed if isinstance(each, Visit)]
        unit.note(
            closures=[each.id for each in kept],
            days=[each.day.isoformat() for each in kept],
            displaced=[visit.id for visit in visits],
        )
        displaced = view_visits(clinic, unit, visits)
        return Closed(closures=kept, displaced=displaced, token=token)


def _done_before(clinic: Clinic, unit: Unit, token: str) -> Closed | None:
    """What the same asking did already; None when it is new."""
    noted = asked_before(unit, token)
    if not noted:
        return None
    found = map(unit.closures.find, noted["closures"])
    visits = unit.scheduling.visits(noted["displaced"])
    return Closed(
        closures=tuple(each for each in found if each is not None),
        displaced=view_visits(clinic, unit, visits),
        token=token,
    )


def _against(clinic: Clinic, unit: Unit, wanted: Sequence[Closure]) -> Iterator[Reason]:
    for number, closure in enumerate(wanted):
        yield from against_closure(closure, clinic.today(), clinic.zone)
        if closure.day > clinic.today() + timedelta(days=FURTHEST):
            yield Reason("closure-far", {"on": closure.day, "days": FURTHEST})
        known = (*unit.closures.between(closure.day, closure.day), *wanted[:number])
        for other in known:
            if _overlap(clinic, closure, other):
                yield Reason("closure-already", {"on": other.day, "name": other.name})


def _overlap(clinic: Clinic, one: Closure, other: Closure) -> bool:
    (begin, end), (first, last) = (span_of(each, clinic.zone) for each in (one, other))
    return first < end and begin < last


def reopen(clinic: Clinic, numbers: Sequence[int], *, token: str = "") -> Closed:
    """Open the clinic again on days on which it was to be closed."""
    token = token or new_token()
    with clinic.writing(Act.CLOSE_CLINIC, token=token) as unit:
        closures = tuple(_closure(unit, number) for number in numbers)
        for closure in closures:
            unit.closures.remove(closure.id)
        days = [each.day.isoformat() for each in closures]
        unit.note(reopened=list(numbers), days=days)
        return Closed(closures=closures, token=token)


def _closure(unit: Unit, number: int) -> Closure:
    found = unit.closures.find(number)
    if found is None:
        raise refuse("closure-unknown", closure=number)
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class HolidayView:
    """A public holiday of a year, and the closure by which the clinic keeps it."""

    holiday: Holiday
    closure: Closure | None = None


def see_holidays(clinic: Clinic, year: int) -> tuple[HolidayView, ...]:
    """The public holidays of a year where the clinic is, by day."""
    with clinic.reading(Act.SEE_DAY) as unit:
        region = _region(clinic)
        found = holidays_of(region, year)
        days = {each.day for each in found}
        closures = {
            each.day: each for each in unit.closures.between(min(days), max(days)) if each.is_whole
        }
    return tuple(HolidayView(holiday=each, closure=closures.get(each.day)) for each in found)


def _region(clinic: Clinic) -> str:
    if not clinic.setup.details.holidays:
        raise refuse("region-missing")
    return clinic.setup.details.holidays


def set_region(clinic: Clinic, typed: str, *, token: str = "") -> str:
    """Choose whose public holidays are looked at, like US-CO; closures there are stay."""
    country, part = read_region(typed)
    region = f"{country}-{part}" if part else country
    with clinic.writing(Act.CLOSE_CLINIC, token=token) as unit:
        unit.settings.set_clinic(replace(unit.settings.clinic(), holidays=region))
        unit.note(region=region)
    return region


def observe_holidays(
    clinic: Clinic, days: Iterable[date], *, displace: bool = False, token: str = ""
) -> Closed:
    """Close the clinic on public holidays, under their names."""
    wanted = sorted(set(days))
    region = _region(clinic)
    known = {
        each.day: each.name
        for year in {d.year for d in wanted}
        for each in holidays_of(region, year)
    }
    refuse_if(Reason("holiday-unknown", {"on": day}) for day in wanted if day not in known)
    closures = [Closure(day=day, name=known[day]) for day in wanted]
    return close_days(clinic, closures, displace=displace, token=token)
