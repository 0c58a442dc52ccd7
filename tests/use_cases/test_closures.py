"""Closing the clinic on a day or for a part of one, by hand and on public holidays."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from functools import partial

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.blocks import Closure
from app.domain.patients import Patient
from app.domain.refusal import Refused
from app.domain.time import wall
from app.use_cases.affected import HouseChange, affected
from app.use_cases.closures import (
    close_days,
    coming_closures,
    days_to_close,
    observe_holidays,
    reopen,
    see_closures,
    see_holidays,
    set_region,
)
from app.use_cases.days import mark_days, next_open_day, open_hours, see_day
from app.use_cases.openings import find_openings
from app.use_cases.scheduling import see_visit
from app.use_cases.undoing import undo_act
from tests.small import Small, at
from tests.use_cases.asking import book, refusal

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)
THANKSGIVING = date(2026, 11, 26)
TEAM_DAY = Closure(day=TUESDAY, name="  Team   day ")
AFTERNOON = Closure(day=TUESDAY, start=time(13), name="Funeral")


@pytest.fixture
def director(small: Small) -> Iterator[Clinic]:
    """The clinic, open for somebody who may close it."""
    opened = small.open("hale")
    yield opened
    opened.close()


def closures(clinic: Clinic) -> list[tuple[date, str]]:
    found = see_closures(clinic, date(2026, 11, 1), date(2027, 12, 31))
    return [(each.day, each.name) for each in found]


def test_nothing_is_offered_on_a_closed_day(director: Clinic) -> None:
    close_days(director, [TEAM_DAY])

    first = find_openings(director, "preparation", from_day=TUESDAY, limit=1)[0]

    assert wall(first.start, director.zone) == datetime(2026, 11, 25, 8, 0)
    assert closures(director) == [(TUESDAY, "Team day")]


def test_a_closed_day_is_no_open_day(director: Clinic) -> None:
    close_days(director, [TEAM_DAY])

    marks = mark_days(director, TUESDAY, WEDNESDAY)

    assert [mark.open for mark in marks.values()] == [False, True]
    assert next_open_day(director, date(2026, 11, 23)) == WEDNESDAY
    assert open_hours(see_day(director, TUESDAY)) == ()
    assert open_hours(see_day(director, WEDNESDAY)) != ()


def test_the_morning_before_a_closed_afternoon_is_open(director: Clinic) -> None:
    close_days(director, [AFTERNOON])

    found = find_openings(director, "preparation", from_day=TUESDAY, days=1, limit=99)

    ends = [wall(each.end, director.zone).time() for each in found]
    assert max(ends) == time(12, 45)
    assert mark_days(director, TUESDAY, TUESDAY)[TUESDAY].open


def test_a_closure_over_visits_names_them(director: Clinic, ana: Patient) -> None:
    view = book(director, ana)

    with pytest.raises(Refused) as refused:
        close_days(director, [TEAM_DAY])

    lead, reason = refused.value.reasons
    assert (lead.code, reason.code) == ("visits-in-the-way", "visit-in-the-way")
    assert reason.facts["visit"] == view.visit.id
    assert closures(director) == []


def test_only_visits_that_reach_into_a_closed_afternoon_are_hit(
    director: Clinic, ana: Patient, bruno: Patient
) -> None:
    book(director, ana, 24, "09:00")
    late = book(director, bruno, 24, "12:00", kind="preparation")

    found = affected(director, HouseChange(closures=(AFTERNOON,)))

    assert [hit.view.visit.id for hit in found] == [late.visit.id]


def test_closure_and_displaced_visits_are_taken_back_as_one(director: Clinic, ana: Patient) -> None:
    view = book(director, ana)
    closed = close_days(director, [TEAM_DAY], displace=True)
    assert [each.visit.displaced for each in closed.displaced] == [True]

    undone = undo_act(director, closed.token)

    assert closures(director) == []
    assert see_visit(director, view.visit.id).visit.claims == view.visit.claims
    undo_act(director, undone.token)
    assert closures(director) == [(TUESDAY, "Team day")]
    assert see_visit(director, view.visit.id).visit.displaced


def test_opening_again_is_taken_back_unless_somebody_was_booked_since(
    director: Clinic, ana: Patient
) -> None:
    closed = close_days(director, [TEAM_DAY])
    opened = reopen(director, [closed.closures[0].id])
    view = book(director, ana)

    codes = refusal(partial(undo_act, director, opened.token))

    assert codes == ["visits-in-the-way", "visit-in-the-way"]
    assert closures(director) == []
    assert not see_visit(director, view.visit.id).visit.displaced


def test_a_closure_that_was_taken_away_cannot_be_taken_back_again(director: Clinic) -> None:
    closed = close_days(director, [TEAM_DAY])
    reopen(director, [closed.closures[0].id])

    assert refusal(partial(undo_act, director, closed.token)) == ["undo-house-moved-on"]


@pytest.mark.parametrize(
    ("closure", "code"),
    [
        (Closure(day=TUESDAY, name=" "), "closure-nameless"),
        (Closure(day=date(2026, 11, 22), name="Late"), "closure-past"),
        (Closure(day=date(2036, 11, 22), name="Far"), "closure-far"),
        (Closure(day=TUESDAY, start=time(12), end=time(12), name="None"), "closure-backwards"),
        (Closure(day=TUESDAY, start=time(13), end=time(12), name="Less"), "closure-backwards"),
        (Closure(day=TUESDAY, start=time(12, 2), name="Odd"), "closure-off-grain"),
        (Closure(day=date(2027, 3, 14), start=time(2, 30), name="Gap"), "time-skipped"),
        (Closure(day=date(2027, 11, 7), end=time(1, 30), name="Twice"), "time-repeated"),
    ],
)
def test_a_closure_that_cannot_be_is_one_reason(
    director: Clinic, closure: Closure, code: str
) -> None:
    assert refusal(partial(close_days, director, [closure])) == [code]


def test_a_day_is_not_closed_twice(director: Clinic) -> None:
    close_days(director, [AFTERNOON])

    assert refusal(partial(close_days, director, [TEAM_DAY])) == ["closure-already"]
    assert refusal(partial(close_days, director, [Closure(day=WEDNESDAY, name="A")] * 2)) == [
        "closure-already"
    ]
    assert refusal(partial(reopen, director, [999])) == ["closure-unknown"]


def test_the_desk_may_not_close_the_clinic(clinic: Clinic) -> None:
    assert refusal(partial(close_days, clinic, [TEAM_DAY])) == ["not-permitted"]


def test_what_a_manager_did_is_not_done_again_by_the_desk(director: Clinic, clinic: Clinic) -> None:
    closed = close_days(director, [TEAM_DAY])
    undone = undo_act(director, closed.token)

    assert refusal(partial(undo_act, clinic, undone.token)) == ["undo-not-yours"]


def test_holidays_are_those_of_the_clinics_region(director: Clinic) -> None:
    assert refusal(partial(see_holidays, director, 2026)) == ["region-missing"]

    assert set_region(director, " us-co ") == "US-CO"

    found = {view.holiday.day: view.holiday.name for view in see_holidays(director, 2026)}
    assert found[THANKSGIVING] == "Thanksgiving Day"
    assert found[date(2026, 10, 5)] == "Frances Xavier Cabrini Day"
    assert director.setup.details.holidays == "US-CO"


def test_a_holiday_is_kept_only_when_the_clinic_says_so(director: Clinic) -> None:
    set_region(director, "US-CO")
    done = observe_holidays(director, [THANKSGIVING, date(2026, 12, 25)])

    kept = [v.holiday.day for v in see_holidays(director, 2026) if v.closure is not None]

    assert kept == [THANKSGIVING, date(2026, 12, 25)]
    assert closures(director)[0] == (THANKSGIVING, "Thanksgiving Day")
    undo_act(director, done.token)
    assert closures(director) == []


@pytest.mark.parametrize("region", ["", "XX", "US-XX", "Colorado", "US-CO-1"])
def test_an_unknown_region_is_said(director: Clinic, region: str) -> None:
    assert refusal(partial(set_region, director, region)) == ["region-unknown"]


def test_a_day_that_is_no_holiday_is_not_kept_as_one(director: Clinic) -> None:
    set_region(director, "US-CO")

    assert refusal(partial(observe_holidays, director, [TUESDAY])) == ["holiday-unknown"]
    assert refusal(partial(see_holidays, director, 12)) == ["year-unreadable"]


def test_what_another_program_decided_is_seen_at_the_next_look(
    director: Clinic, clinic: Clinic
) -> None:
    set_region(director, "US-CO")

    see_day(clinic, TUESDAY)

    assert clinic.setup.details.holidays == "US-CO"
    assert clinic.setup == director.setup


def test_a_decision_that_was_not_kept_is_not_believed(director: Clinic) -> None:
    before = director.setup

    with pytest.raises(ZeroDivisionError):
        _half_decided(director)

    assert director.setup is before


def _half_decided(clinic: Clinic) -> None:
    with clinic.writing(Act.CLOSE_CLINIC) as unit:
        unit.settings.keep_text_policy({})
        raise ZeroDivisionError


def test_a_hold_past_its_deadline_is_not_in_the_way(
    director: Clinic, small: Small, bruno: Patient
) -> None:
    book(director, bruno, 24, hold_until=(23, "10:00"))
    later = Small(small.place, lambda: at(director, 23, "11:00")).open("hale")

    closed = close_days(later, [TEAM_DAY])

    assert closed.displaced == ()
    later.close()
    assert director.now() < at(director, 23, "11:00") - timedelta(hours=1)


def test_several_days_are_closed_but_for_those_that_are_closed_anyway(director: Clinic) -> None:
    close_days(director, [replace(TEAM_DAY, day=WEDNESDAY)])

    close_days(director, days_to_close(director, TEAM_DAY, THANKSGIVING))

    days = [each.day for each in coming_closures(director)]
    assert days == [TUESDAY, WEDNESDAY, THANKSGIVING]


def test_a_day_that_is_closed_already_is_refused_when_it_is_the_only_one(director: Clinic) -> None:
    close_days(director, [TEAM_DAY])
    again = days_to_close(director, TEAM_DAY, TUESDAY)

    assert refusal(partial(close_days, director, again)) == ["closure-already"]


@pytest.mark.parametrize(
    ("last", "code"), [(date(2026, 11, 20), "closure-backwards"), (date(2036, 1, 1), "closure-far")]
)
def test_days_backwards_or_for_ever_are_refused(director: Clinic, last: date, code: str) -> None:
    assert refusal(partial(days_to_close, director, TEAM_DAY, last)) == [code]
