"""What the reports count: letters that lapse, time used and lost, visits missed, papers out.

Values in, bars out; nothing here is a score of a patient.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from app.domain.months import DAY
from app.domain.scheduling import Kind, Resource
from app.domain.time import GRAIN


class Report(StrEnum):
    """The reports, in their order."""

    REFERRALS = "referrals"
    UTILISATION = "utilisation"
    NO_SHOW = "no-show"
    CONSENTS = "consents"


class Period(StrEnum):
    """Of which days the use of rooms, people and pumps is told."""

    LAST_4_WEEKS = "last-4-weeks"
    NEXT_2_WEEKS = "next-2-weeks"


class Asked(NamedTuple):
    """A report, and of which days where it can be of several."""

    kind: Report
    period: Period = Period.LAST_4_WEEKS


BACK, AHEAD = 28, 14
REACH = 42
"""Days ahead that are looked at for letters that lapse."""
NEAR = 14
"""Days before its end from which a letter is told to end soon."""
LOOKED_BACK = 182
"""Days of which missed visits are counted: half a year."""
FEW = 10
"""Fewer visits than these tell no rate: it would be chance."""

Steps = tuple[tuple[int, int | None], ...]
LEADS: Steps = ((0, 1), (2, 7), (8, 14), (15, 28), (29, None))
"""Days between booking and visit, in which absence is told apart."""
AGES: Steps = ((0, 1), (2, 7), (8, 14), (15, 30), (31, None))
"""Days that a paper has been out."""


def days_of(period: Period, today: date) -> tuple[date, date]:
    """The first day of a period and its last."""
    if period is Period.LAST_4_WEEKS:
        return today - BACK * DAY, today - DAY
    return today, today + (AHEAD - 1) * DAY


def step_of(days: int, steps: Steps) -> int:
    """In which of some steps so many days lie; what is below the first lies in it."""
    return max((n for n, (first, _) in enumerate(steps) if first <= days), default=0)


# --- letters that lapse ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """An accepted referral: from which day it counts, through which, and for how many visits."""

    referrer: str
    since: date
    last: date
    allowed: int | None = None
    """None when it sets no number."""
    route: str = ""
    """Empty for any."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dose:
    """A dosing visit that counts against a letter: done, or to come."""

    day: date
    route: str
    coming: bool = False
    met: bool | None = None
    """Whether the gate finds its referral in order, or asks for none; None before it has looked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A visit to come as the picture marks it."""

    day: date
    covered: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterBar:
    """How long somebody's best letter still holds, and which visits to come it covers."""

    patient: int
    referrer: str
    last: date
    """Its last day, or the day on which its visits are used up."""
    used_up: bool
    """Whether its visits end before its days do."""
    left: int | None
    """Visits that it still allows, those to come not counted; None when it sets no number."""
    coming: tuple[Coming, ...] = ()

    @property
    def uncovered(self) -> tuple[date, ...]:
        """The days of the visits to come that no letter covers."""
        return tuple(each.day for each in self.coming if not each.covered)

    def days_left(self, today: date) -> int:
        """Days until the last one; 0 on the day itself, less than that once it has lapsed."""
        return (self.last - today).days


def letter_bar(patient: int, letters: Sequence[Letter], doses: Sequence[Dose]) -> LetterBar | None:
    """The bar of a patient with some accepted letters; the one that holds longest is shown."""
    if not letters:
        return None
    ordered = sorted(doses, key=lambda dose: dose.day)
    best = max(letters, key=lambda letter: (_end(letter, ordered), letter.last, letter.since))
    end = _end(best, ordered)
    done = sum(not dose.coming for dose in _counted(best, ordered))
    return LetterBar(
        patient=patient,
        referrer=best.referrer,
        last=end,
        used_up=end < best.last,
        left=None if best.allowed is None else max(0, best.allowed - done),
        coming=tuple(
            Coming(
                day=dose.day,
                covered=dose.day <= end if dose.met is None else dose.met,
            )
            for dose in ordered
            if dose.coming
        ),
    )


def _counted(letter: Letter, doses: Sequence[Dose]) -> list[Dose]:
    """The visits that use a letter up, in the order of their days."""
    return [d for d in doses if d.day >= letter.since and letter.route in {"", d.route}]


def _end(letter: Letter, doses: Sequence[Dose]) -> date:
    counted = _counted(letter, doses)
    if letter.allowed is None or len(counted) < letter.allowed:
        return letter.last
    if not letter.allowed:
        return min(letter.last, letter.since - DAY)
    return min(letter.last, counted[letter.allowed - 1].day)


def lapsing(bars: Iterable[LetterBar], today: date) -> tuple[LetterBar, ...]:
    """The letters that lapse within reach, or before a visit; who lapses first is on top.

    A letter that lapsed before today is told only when visits are to come.
    """
    shown = (bar for bar in bars if bar.uncovered or _is_near(bar, today))
    return tuple(sorted(shown, key=lambda bar: (bar.last, not bar.uncovered, bar.patient)))


def _is_near(bar: LetterBar, today: date) -> bool:
    days = bar.days_left(today)
    return days <= REACH and (days >= 0 or any(not each.covered for each in bar.coming))


# --- time used and lost ---


class Outcome(StrEnum):
    """What became of time that was booked."""

    USED = "used"
    AHEAD = "ahead"
    """Booked, and the visit has not been there yet."""
    LOST = "lost"
    """Called off late or missed, and given to nobody else."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """The minutes of a room, a person or a pump in a period."""

    kind: Kind
    name: str
    hours: int
    """Working hours, less closures and blocked time."""
    used: int = 0
    ahead: int = 0
    lost: int = 0

    @property
    def booked(self) -> int:
        """All that was booked, whatever became of it."""
        return self.used + self.ahead + self.lost

    @property
    def share(self) -> int:
        """How much of the working hours is used or booked, of a hundred; lost time is not."""
        return round(100 * (self.used + self.ahead) / self.hours) if self.hours else 0


def usage_of(resource: Resource, hours: int, spans: Iterable[tuple[Outcome, int]]) -> Usage:
    """The minutes of a resource by the grains in which it is to be had and those booked.

    Each grain counts once, however many patients it serves: as used before booked, as booked
    before lost. So time that somebody else was given is lost no more.
    """
    bits = dict.fromkeys(Outcome, 0)
    for outcome, grains in spans:
        bits[outcome] |= grains
    used = bits[Outcome.USED]
    ahead = bits[Outcome.AHEAD] & ~used
    lost = bits[Outcome.LOST] & ~used & ~ahead
    counted = (each.bit_count() * GRAIN for each in (hours, used, ahead, lost))
    return Usage(
        kind=resource.kind,
        name=resource.name,
        **dict(zip(("hours", "used", "ahead", "lost"), counted, strict=True)),
    )


# --- visits missed ---


class Attendance(StrEnum):
    """What became of a visit that was to take place."""

    CAME = "came"
    MISSED = "missed"
    LATE = "late"
    """Called off later than the clinic's notice asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadBar:
    """The visits that were booked so many days ahead, and how many of them came to nothing."""

    first: int
    last: int | None
    came: int = 0
    missed: int = 0
    late: int = 0

    @property
    def count(self) -> int:
        """How many visits it is told of."""
        return self.came + self.missed + self.late

    @property
    def tells(self) -> bool:
        """Whether there are enough of them to tell a rate."""
        return self.count >= FEW

    def rate(self, count: int) -> float:
        """So many of its visits, of a hundred."""
        return 100 * count / self.count if self.count else 0.0

    @property
    def absence(self) -> float:
        """How many did not come or called off late, of a hundred."""
        return self.rate(self.missed + self.late)


def lead_bars(counted: Iterable[tuple[int, Attendance, int]]) -> tuple[LeadBar, ...]:
    """Days ahead, what became of it and how many visits, put together by step."""
    tally = {(step, kind): 0 for step in range(len(LEADS)) for kind in Attendance}
    for days, kind, count in counted:
        tally[step_of(days, LEADS), kind] += count
    return tuple(
        LeadBar(
            first=first,
            last=last,
            came=tally[step, Attendance.CAME],
            missed=tally[step, Attendance.MISSED],
            late=tally[step, Attendance.LATE],
        )
        for step, (first, last) in enumerate(LEADS)
    )


# --- papers out, and papers of older versions ---


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeBar:
    """How many papers have been out for so many days."""

    first: int
    last: int | None
    count: int = 0


def age_bars(days: Iterable[int]) -> tuple[AgeBar, ...]:
    """Papers by the days since they went out."""
    counts = [0] * len(AGES)
    for each in days:
        counts[step_of(each, AGES)] += 1
    steps = zip(AGES, counts, strict=True)
    return tuple(AgeBar(first=first, last=last, count=count) for (first, last), count in steps)


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderBar:
    """How many patients with a visit to come have signed an older version of a form."""

    title: str
    newest: int
    """The version in force."""
    again: int = 0
    """Those who must sign again: the text has changed in a way that matters."""
    good: int = 0
    """Those whose signature is good still."""


# --- what a report holds ---


@dataclass(frozen=True, slots=True, kw_only=True)
class Referrals:
    """The letters that lapse, as of a day."""

    today: date
    bars: tuple[LetterBar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Utilisation:
    """The time of every room, person and pump in a period."""

    period: Period
    days: tuple[date, date]
    usages: tuple[Usage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoShows:
    """Absence by how far ahead visits were booked, in some days."""

    days: tuple[date, date]
    bars: tuple[LeadBar, ...]
    unknown: int = 0
    """Visits of which it is not kept when they were booked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consents:
    """Papers that are out, and signed ones of older versions, as of a day."""

    today: date
    out: tuple[AgeBar, ...]
    older: tuple[OlderBar, ...] = ()


Numbers = Referrals | Utilisation | NoShows | Consents
