"""Weekly working hours in few words."""

from collections.abc import Sequence
from itertools import groupby

from app.domain.scheduling import Shift
from app.words.plurals import listed
from app.words.times import hours, weekday_short
from app.words.tongue import tr


def week(shifts: Sequence[Shift]) -> str:
    """Such as “Mon–Fri 08:00–18:00, Sat 09:00–14:00”; weekdays alike in a row stand together."""
    days = [(day, day_hours(shifts, day)) for day in range(7)]
    told: list[str] = []
    for said, alike in groupby(days, key=lambda each: each[1]):
        numbers = [number for number, _ in alike]
        if said:
            told.append(f"{_span(numbers[0], numbers[-1])} {said}")
    return ", ".join(told) or tr("no hours")


def day_hours(shifts: Sequence[Shift], day: int) -> str:
    """The hours of one weekday, such as “08:00–12:00 and 13:00–17:00”; empty without any."""
    mine = (shift for shift in shifts if shift.weekday == day)
    return listed([hours(shift.start, shift.end) for shift in mine])


def _span(first: int, last: int) -> str:
    begin, end = weekday_short(first), weekday_short(last)
    return begin if first == last else f"{begin}\N{EN DASH}{end}"
