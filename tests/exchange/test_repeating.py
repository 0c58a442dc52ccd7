"""Days of repetition, against those that dateutil counts."""

from datetime import date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from app.exchange import repeating
from app.exchange.repeating import WEEKDAYS

FIRST = date(2026, 1, 30)
LAST = date(2028, 3, 1)


def ours(rule: str, first: date = FIRST, since: date = FIRST, last: date = LAST) -> list[date]:
    return list(repeating.days(repeating.parse(rule), first, since, last))


def theirs(rule: str, first: date = FIRST, since: date = FIRST, last: date = LAST) -> list[date]:
    begin, end = (datetime.combine(day, datetime.min.time()) for day in (first, last))
    found: list[date] = []
    for moment in rrulestr(rule, dtstart=begin):
        if moment > end:
            break
        found.append(moment.date())
    return [day for day in found if day >= since]


def _joined(name: str, values: list[str]) -> str:
    return f";{name}={','.join(values)}" if values else ""


def _several(values: list[str]) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(values), max_size=3, unique=True)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Rules that fall on some day of every few years, so that dateutil finds an end."""
    frequency = draw(st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]))
    monthly = frequency in {"MONTHLY", "YEARLY"}
    nths = ["1", "2", "-1", "-2"] if monthly and draw(st.booleans()) else [""]
    text = f"FREQ={frequency};INTERVAL={draw(st.integers(1, 4 if monthly else 1))}"
    weekdays = draw(_several([f"{nth}{day}" for nth in nths for day in WEEKDAYS]))
    text += _joined("BYDAY", weekdays)
    if not weekdays and frequency != "WEEKLY":
        text += _joined("BYMONTHDAY", draw(_several(["1", "2", "15", "28", "-1", "-28"])))
    if frequency == "YEARLY" or text.endswith("INTERVAL=1"):
        text += _joined("BYMONTH", draw(_several(["1", "3", "7", "12"])))
    if draw(st.booleans()):
        text += f";COUNT={draw(st.integers(1, 40))}"
    if frequency == "WEEKLY":
        text += f";WKST={draw(st.sampled_from(WEEKDAYS))}"
    return text


@given(rule=rules(), ahead=st.integers(0, 800))
def test_days_are_those_of_the_library_that_everybody_uses(rule: str, ahead: int) -> None:
    since = FIRST + timedelta(days=ahead)

    assert ours(rule, since=since) == theirs(rule, since=since)


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1",
        "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13",
        "FREQ=YEARLY;BYDAY=20MO",
        "FREQ=YEARLY;BYMONTH=11;BYDAY=4TH",
        "FREQ=YEARLY;BYMONTH=4;BYDAY=-1SU;INTERVAL=2",
        "FREQ=MONTHLY",
        "FREQ=YEARLY",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,MO;WKST=MO",
        "FREQ=MONTHLY;BYMONTHDAY=31",
        "FREQ=MONTHLY;BYDAY=TU,WE,TH;BYSETPOS=3",
        "FREQ=DAILY;INTERVAL=9;COUNT=7",
        "FREQ=YEARLY;BYSETPOS=1,-1;BYDAY=MO",
    ],
)
def test_the_rules_of_the_standard_fall_where_they_should(rule: str) -> None:
    assert ours(rule) == theirs(rule)
    assert ours(rule)


def test_a_leap_day_comes_only_in_leap_years() -> None:
    assert ours("FREQ=YEARLY", first=date(2024, 2, 29), since=date(2024, 3, 1)) == [
        date(2028, 2, 29)
    ]
