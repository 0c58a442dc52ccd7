"""Weeks and months of the calendar; a week begins on the weekday that its reader is used to."""

from datetime import MAXYEAR, MINYEAR, date, timedelta

DAY = timedelta(days=1)
WEEK = 7
MONTHS = 12
LONGEST = 31
FEWEST = 5
"""Weeks that are looked at when somebody looks ahead."""


def days_from(first: date, last: date) -> tuple[date, ...]:
    """Every day from the first to the last, both included."""
    return tuple(first + step * DAY for step in range((last - first).days + 1))


def week_of(day: date, first_weekday: int = 0) -> tuple[date, ...]:
    """The seven days of the week that holds a day; Monday is weekday 0."""
    begin = day - (day.weekday() - first_weekday) % WEEK * DAY
    return days_from(begin, begin + (WEEK - 1) * DAY)


def month_of(day: date) -> tuple[date, ...]:
    """The days of the month that holds a day."""
    first = day.replace(day=1)
    after = (first + LONGEST * DAY).replace(day=1)
    return days_from(first, after - DAY)


def weeks_of(month: date, first_weekday: int = 0) -> tuple[tuple[date, ...], ...]:
    """The whole weeks that a month touches, as a calendar shows it."""
    days = month_of(month)
    begin = week_of(days[0], first_weekday)[0]
    weeks = -(-((days[-1] - begin).days + 1) // WEEK)
    return tuple(week_of(begin + step * WEEK * DAY, first_weekday) for step in range(weeks))


def weeks_ahead(month: date, today: date, first_weekday: int = 0) -> tuple[tuple[date, ...], ...]:
    """The weeks of a month without those before today's, and as many after it as make five."""
    weeks = weeks_of(month, first_weekday)
    if today in month_of(month):
        weeks = tuple(week for week in weeks if week[-1] >= today)
    after = weeks[-1][-1] + DAY
    more = (
        week_of(after + step * WEEK * DAY, first_weekday) for step in range(FEWEST - len(weeks))
    )
    return (*weeks, *more)


def months_on(day: date, count: int) -> date:
    """The same day so many months later; the last of a month that is shorter."""
    whole = day.year * MONTHS + day.month - 1 + count
    year, month = divmod(whole, MONTHS)
    first = date(min(max(year, MINYEAR), MAXYEAR), month + 1, 1)
    return first.replace(day=min(day.day, month_of(first)[-1].day))


def next_weekday(weekday: int, after: date) -> date:
    """The next such weekday after a day."""
    return after + ((weekday - after.weekday() - 1) % WEEK + 1) * DAY


def next_numbered(number: int, since: date) -> date | None:
    """The first day with this number in its month, from a day on; None when no month has it."""
    if not 1 <= number <= LONGEST:
        return None
    months = (month_of(months_on(since.replace(day=1), step)) for step in range(3))
    days = (day for month in months for day in month)
    return next((day for day in days if day.day == number and day >= since), None)
