"""The reports: what is read for each, and the same as a table or on paper."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.clinic import Clinic
from app.domain import reports
from app.domain.access import Act, may
from app.domain.diary import Diary, run_of_bits
from app.domain.gate import FULFILLED, State, referral_ends
from app.domain.months import DAY
from app.domain.patients import Patient
from app.domain.reports import (
    LOOKED_BACK,
    REACH,
    Consents,
    Dose,
    Letter,
    NoShows,
    Numbers,
    OlderBar,
    Outcome,
    Period,
    Referrals,
    Report,
    Usage,
    Utilisation,
)
from app.domain.scheduling import GONE, UNDERWAY, Kind, Status
from app.domain.time import GRAIN, local_day, midnight, minute
from app.storage.reports import DoseRow
from app.storage.unit import Unit
from app.use_cases.diaries import working_hours
from app.words.tongue import tongue

SHOWN = (Kind.ROOM, Kind.PERSON, Kind.PUMP)
BEFORE = timedelta(days=2)
"""How long before a span a visit may have begun that reaches into it."""

Read = Callable[[Clinic, Unit, Period], Numbers]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A report's numbers, and the patients they name."""

    numbers: Numbers
    people: Mapping[int, Patient]
    named: bool
    """Whether whoever asks may see names; else a chart number stands for each."""


def see_report(clinic: Clinic, kind: Report, period: Period = Period.LAST_4_WEEKS) -> Seen:
    """What a report counts now."""
    with clinic.reading(Act.SEE_REPORTS) as unit:
        return read_report(clinic, unit, kind, period)


def read_report(clinic: Clinic, unit: Unit, kind: Report, period: Period) -> Seen:
    """The same inside a door that is open already."""
    numbers = READERS[kind](clinic, unit, period)
    bars = numbers.bars if isinstance(numbers, Referrals) else ()
    return Seen(
        numbers=numbers,
        people=unit.patients.many([bar.patient for bar in bars]),
        named=may(clinic.person.roles, Act.SEE_WORKLIST),
    )


def _span(clinic: Clinic, first: date, last: date) -> tuple[datetime, datetime]:
    """The time from the beginning of a day to the end of another."""
    return midnight(first, clinic.zone), midnight(last + DAY, clinic.zone)


def _referrals(clinic: Clinic, unit: Unit, _period: Period) -> Referrals:
    today, policy = clinic.today(), clinic.setup.policy
    long_gone = today - REACH * DAY
    oldest = long_gone - timedelta(days=policy.referral_valid_days)
    letters: defaultdict[int, list[Letter]] = defaultdict(list)
    far = today + REACH * DAY
    near = far, far - timedelta(days=policy.referral_valid_days)
    coming = (clinic.now(), _span(clinic, today, far)[1]), _dosing(clinic)
    for each in unit.reports.letters(oldest, long_gone, near, coming):
        letters[each.patient].append(
            Letter(
                referrer=each.titled,
                since=each.letter_on or oldest,
                last=referral_ends(each, policy),
                allowed=each.visits,
                route=each.route,
            )
        )
    doses = _doses(clinic, unit, letters)
    bars = (reports.letter_bar(who, mine, doses.get(who, ())) for who, mine in letters.items())
    return Referrals(today=today, bars=reports.lapsing((b for b in bars if b), today))


def _doses(
    clinic: Clinic, unit: Unit, letters: Mapping[int, list[Letter]]
) -> Mapping[int, list[Dose]]:
    """The visits that count against the letters: those to come, and where counted those done."""
    today, now = clinic.today(), clinic.now()
    until = _span(clinic, today, today + REACH * DAY)[1]
    doses: defaultdict[int, list[Dose]] = defaultdict(list)
    for row in unit.reports.doses_to_come((now, until), _dosing(clinic)):
        if row.patient in letters:
            doses[row.patient].append(_dose(clinic, row, coming=True))
    numbered = {
        who: mine
        for who, mine in letters.items()
        if any(letter.allowed is not None for letter in mine)
    }
    first = min((each.since for mine in numbered.values() for each in mine), default=today)
    for row in unit.reports.doses_done(
        numbered, (midnight(first, clinic.zone), now), _dosing(clinic)
    ):
        doses[row.patient].append(_dose(clinic, row))
    return doses


def _dosing(clinic: Clinic) -> tuple[str, ...]:
    """The kinds of visit that use a letter up."""
    return tuple(kind.slug for kind in clinic.setup.types.values() if kind.is_dosing)


def _dose(clinic: Clinic, row: DoseRow, *, coming: bool = False) -> Dose:
    judged = row.states
    return Dose(
        day=local_day(row.start, clinic.zone),
        route=clinic.setup.types[row.type].route.value,
        coming=coming,
        met=None if judged is None else judged.get("referral", State.NOT_NEEDED) in FULFILLED,
    )


def _utilisation(clinic: Clinic, unit: Unit, period: Period) -> Utilisation:
    days = reports.days_of(period, clinic.today())
    every = unit.scheduling.resources(retired=True)
    hours = working_hours(clinic, unit, [each for each in every if not each.retired], days)
    within = run_of_bits(hours.days[0].first, hours.days[-2].end)  # the last one lies after it
    spans: defaultdict[int, list[tuple[Outcome, int]]] = defaultdict(list)
    owner = {lane: each.id for each in every for lane in (*each.lanes, *each.extra)}
    for lane, outcome, first, end in _booked(clinic, unit, days, frozenset(owner)):
        spans[owner[lane]].append((outcome, _grains(hours, first, end) & within))
    usages = (
        reports.usage_of(each, hours.open.get(each.id, 0) & within, spans[each.id])
        for kind in SHOWN
        for each in every
        if each.kind is kind
    )
    return Utilisation(period=period, days=days, usages=tuple(filter(_is_told, usages)))


def _is_told(usage: Usage) -> bool:
    return bool(usage.hours or usage.booked)


def _grains(diary: Diary, first: int, end: int) -> int:
    begin = max(0, (first - diary.start) // GRAIN)
    return run_of_bits(begin, min(diary.grains, (end - diary.start) // GRAIN))


def _booked(
    clinic: Clinic, unit: Unit, days: tuple[date, date], lanes: frozenset[int]
) -> Iterator[tuple[int, Outcome, int, int]]:
    """What visits and sessions hold of some lanes on some days, and what is lost of them."""
    begin, end = _span(clinic, *days)
    now = minute(clinic.now())
    held, _blocks = unit.scheduling.spans(minute(begin), minute(end), lanes)
    statuses = unit.reports.statuses((begin - BEFORE, end))
    for holder, lane, first, last in held:
        yield lane, _outcome(statuses.get(holder), past=first < now), first, last
    for start, parts in unit.reports.lost((begin - BEFORE, end)):
        at = minute(start)
        for part in parts:
            if part.lane in lanes:
                yield part.lane, Outcome.LOST, at + part.start, at + part.end


def _outcome(status: Status | None, *, past: bool) -> Outcome:
    """What becomes of what somebody holds; of a group session it is known by its hour alone."""
    if status in GONE:
        return Outcome.LOST
    used = past if status is None else status in UNDERWAY | {Status.LEFT}
    return Outcome.USED if used else Outcome.AHEAD


def _no_shows(clinic: Clinic, unit: Unit, _period: Period) -> NoShows:
    today = clinic.today()
    days = today - LOOKED_BACK * DAY, today - DAY
    counted = unit.reports.attendance(_span(clinic, *days))
    known = ((ahead, kind, count) for ahead, kind, count in counted if ahead is not None)
    return NoShows(
        days=days,
        bars=reports.lead_bars(known),
        unknown=sum(count for ahead, _, count in counted if ahead is None),
    )


def _consents(clinic: Clinic, unit: Unit, _period: Period) -> Consents:
    today = clinic.today()
    ages = [
        (today - local_day(at, clinic.zone)).days
        for form, version, at in unit.reports.papers_out()
        if _is_signed(clinic, form, version)
    ]
    coming = (clinic.now(), _span(clinic, today, today + 366 * DAY)[1])
    older = _older(clinic, unit.reports.signed_versions(coming))
    return Consents(today=today, out=reports.age_bars(ages), older=tuple(older))


def _is_signed(clinic: Clinic, form: str, version: int) -> bool:
    kept = clinic.forms.version(form, version)
    return kept is not None and bool(kept.signers)


def _older(clinic: Clinic, signed: Iterable[tuple[str, int, int]]) -> Iterator[OlderBar]:
    """The forms of which some patients have signed an older version than the one in force."""
    in_force = clinic.forms.on(clinic.today())
    counts: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for form, version, count in signed:
        newest = in_force.get(form)
        if newest is not None and newest.signers and version < newest.version:
            counts[form][version >= newest.material_since] += count
    for form, (again, good) in sorted(counts.items(), key=lambda each: (-each[1][0], each[0])):
        kept = in_force[form]
        yield OlderBar(title=kept.title(tongue()), newest=kept.version, again=again, good=good)


READERS: Mapping[Report, Read] = {
    Report.REFERRALS: _referrals,
    Report.UTILISATION: _utilisation,
    Report.NO_SHOW: _no_shows,
    Report.CONSENTS: _consents,
}
