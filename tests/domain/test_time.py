"""Wall clock and instants, also where the clocks change."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from app.domain.refusal import Refused
from app.domain.time import instant, iso, parse_day, parse_when, parse_zone, wall

NEW_YORK = ZoneInfo("America/New_York")


def codes(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [reason.code for reason in refused.value.reasons]


def test_a_wall_time_goes_to_an_instant_and_back() -> None:
    nine = datetime(2026, 12, 1, 9)

    assert instant(nine, NEW_YORK) == datetime(2026, 12, 1, 14, tzinfo=UTC)
    assert wall(instant(nine, NEW_YORK), NEW_YORK) == nine


def test_the_hour_that_a_clock_change_skips_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        parse_when("2027-03-14 02:30", NEW_YORK)

    assert codes(refused) == ["time-skipped"]


def test_the_hour_that_comes_twice_is_asked_about_with_both_answers() -> None:
    with pytest.raises(Refused) as refused:
        parse_when("2026-11-01 01:30", NEW_YORK)

    (reason,) = refused.value.reasons
    answers = [parse_when(str(reason.facts[key]), NEW_YORK) for key in ("first", "second")]
    assert [at.hour for at in answers] == [5, 6]


@pytest.mark.parametrize("typed", ["2026-11-31 09:00", "soon", "2026-12-01", "", "25:00"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_when(typed, NEW_YORK)

    assert codes(refused) == ["time-unreadable"]


def test_an_instant_that_a_document_gave_is_taken_back() -> None:
    at = datetime(2026, 12, 1, 14, tzinfo=UTC)

    assert parse_when(iso(at, NEW_YORK), NEW_YORK) == at


@pytest.mark.parametrize(
    ("typed", "day"),
    [("today", 23), ("tomorrow", 24), ("+7", 30), ("2026-11-28", 28), (" Tomorrow ", 24)],
)
def test_days_are_typed_in_words_or_numbers(typed: str, day: int) -> None:
    assert parse_day(typed, date(2026, 11, 23)) == date(2026, 11, day)


@pytest.mark.parametrize("typed", ["2026-11-31", "31 November", "+x", "+99999999999"])
def test_a_day_that_does_not_exist_is_refused(typed: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_day(typed, date(2026, 11, 23))

    assert codes(refused) == ["day-unreadable"]


@pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc/passwd"])
def test_an_unknown_zone_is_refused(name: str) -> None:
    with pytest.raises(Refused) as refused:
        parse_zone(name)

    assert codes(refused) == ["zone-unknown"]
