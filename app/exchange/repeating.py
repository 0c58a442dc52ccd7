"""Repetition by whole days: an RRULE, and the days it falls on.

Counted out here, day by day inside a span, because a rule may be written that never falls on any
day: whoever looks for its next one looks until the year 9999.
"""

from calendar import isleap, monthrange
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from itertools import count, islice

DAY = timedelta(days=1)
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_MOST_INTERVAL = 1_000
_MOST_COUNT = 100_000
_PARTS = frozenset(
    {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
)


class Frequency(StrEnum):
    """How often, at most: nothing that a clinic's day is planned by repeats within a day."""

    DAILY = "DAILY"
    WEEKLY = "WEEKLY"
    MONTHLY = "MONTHLY"
    YEARLY = "YEARLY"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A repetition; what is empty sets no condition."""

    frequency: Frequency
    interval: int = 1
    count: int = 0
    until: str = ""
    weekdays: tuple[tuple[int, int], ...] = ()
    """Which one in the month or year (0: each), and the weekday; Monday is 0."""
    month_days: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0


def parse(text: str) -> Rule:
    """The rule as written; `ValueError` when it is none, or of a kind that is not counted here."""
    parts = dict(_part(each) for each in text.upper().split(";") if each)
    if not parts.keys() <= _PARTS:
        raise ValueError(text)
    frequency = Frequency(parts.get("FREQ", ""))
    weekdays = tuple(_weekday(each) for each in _split(parts, "BYDAY"))
    if frequency in {Frequency.DAILY, Frequency.WEEKLY} and any(nth for nth, _ in weekdays):
        raise ValueError(text)
    return Rule(
        frequency=frequency,
        interval=_number(parts.get("INTERVAL", "1"), 1, _MOST_INTERVAL),
        count=_number(parts.get("COUNT", "0"), 0, _MOST_COUNT),
        until=parts.get("UNTIL", ""),
        weekdays=weekdays,
        month_days=_numbers(parts, "BYMONTHDAY", 31),
        months=tuple(_number(each, 1, 12) for each in _split(parts, "BYMONTH")),
        positions=_numbers(parts, "BYSETPOS", 366),
        week_start=WEEKDAYS.index(parts.get("WKST", "MO")),
    )


def _part(text: str) -> tuple[str, str]:
    name, equals, value = text.partition("=")
    if not equals:
        raise ValueError(text)
    return name.strip(), value.strip()


def _split(parts: Mapping[str, str], name: str) -> list[str]:
    return parts[name].split(",") if name in parts else []


def _number(text: str, least: int, most: int) -> int:
    number = int(text)
    if not least <= number <= most:
        raise ValueError(text)
    return number


def _numbers(parts: Mapping[str, str], name: str, most: int) -> tuple[int, ...]:
    """Numbers counted from the beginning, or from the end when below zero; none is 0."""
    found = tuple(_number(each, -most, most) for each in _split(parts, name))
    if 0 in found:
        raise ValueError(name)
    return found


def _weekday(text: str) -> tuple[int, int]:
    nth, day = text[:-2], text[-2:]
    return (_number(nth, -53, 53) if nth else 0), WEEKDAYS.index(day)


def days_walked(rule: Rule, first: date, since: date, last: date) -> int:
    """How many days are looked at, at most, to find those of a rule."""
    return max((last - (first if rule.count else max(first, since))).days, 0)


def days(rule: Rule, first: date, since: date, last: date) -> Iterator[date]:
    """The days from `since` to `last` on which what begins on its `first` day falls."""
    whole = _completed(rule, first)
    begin = first if rule.count else max(first, since)
    fallen = (
        day
        for period in _periods(whole, first, begin, last)
        for day in _fallen(whole, period)
        if day >= first
    )
    for day in islice(fallen, rule.count or None):
        if since <= day <= last:
            yield day


def _completed(rule: Rule, first: date) -> Rule:
    """The rule with what it leaves to the first day."""
    if rule.weekdays or rule.month_days:
        return rule
    match rule.frequency:
        case Frequency.DAILY:
            return rule
        case Frequency.WEEKLY:
            return replace(rule, weekdays=((0, first.weekday()),))
        case Frequency.MONTHLY:
            return replace(rule, month_days=(first.day,))
        case Frequency.YEARLY:
            return replace(rule, month_days=(first.day,), months=rule.months or (first.month,))


def _periods(rule: Rule, first: date, begin: date, last: date) -> Iterator[Sequence[date]]:
    """The days of each period, from the one that holds a day to the one that holds the last."""
    passed = _BETWEEN[rule.frequency](rule, first, begin) // rule.interval
    for step in count(passed):
        period = _PERIODS[rule.frequency](rule, first, step * rule.interval)
        if period[0] > last:
            return
        yield period


def _week(rule: Rule, day: date) -> date:
    return day - DAY * ((day.weekday() - rule.week_start) % 7)


_BETWEEN: Mapping[Frequency, Callable[[Rule, date, date], int]] = {
    Frequency.DAILY: lambda _, first, day: (day - first).days,
    Frequency.WEEKLY: lambda rule, first, day: (day - _week(rule, first)).days // 7,
    Frequency.MONTHLY: lambda _, first, day: (day.year - first.year) * 12 + day.month - first.month,
    Frequency.YEARLY: lambda _, first, day: day.year - first.year,
}
"""How many periods lie between two days."""


def _days_of_month(first: date, months: int) -> Sequence[date]:
    year, month = divmod(first.year * 12 + first.month - 1 + months, 12)
    return _from(date(year, month + 1, 1), monthrange(year, month + 1)[1])


def _days_of_year(first: date, years: int) -> Sequence[date]:
    return _from(date(first.year + years, 1, 1), 366 if isleap(first.year + years) else 365)


def _from(day: date, number: int) -> Sequence[date]:
    return [day + DAY * each for each in range(number)]


_PERIODS: Mapping[Frequency, Callable[[Rule, date, int], Sequence[date]]] = {
    Frequency.DAILY: lambda _, first, number: [first + DAY * number],
    Frequency.WEEKLY: lambda rule, first, number: _from(_week(rule, first) + 7 * DAY * number, 7),
    Frequency.MONTHLY: lambda _, first, number: _days_of_month(first, number),
    Frequency.YEARLY: lambda _, first, number: _days_of_year(first, number),
}
"""The days of the period that comes so many after the first one."""


def _fallen(rule: Rule, period: Sequence[date]) -> Sequence[date]:
    found = [day for day in period if _falls(rule, day)]
    if not rule.positions:
        return found
    places = {each - 1 if each > 0 else len(found) + each for each in rule.positions}
    return [day for place, day in enumerate(found) if place in places]


def _falls(rule: Rule, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.month_days and not _is_in_month(rule, day):
        return False
    return not rule.weekdays or any(_is_weekday(rule, day, *each) for each in rule.weekdays)


def _is_in_month(rule: Rule, day: date) -> bool:
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _is_weekday(rule: Rule, day: date, nth: int, weekday: int) -> bool:
    if day.weekday() != weekday or not nth:
        return day.weekday() == weekday
    if rule.frequency is Frequency.YEARLY and not rule.months:
        place, length = day.timetuple().tm_yday, 366 if isleap(day.year) else 365
    else:
        place, length = day.day, monthrange(day.year, day.month)[1]
    return nth == (place - 1) // 7 + 1 or nth == -((length - place) // 7 + 1)
