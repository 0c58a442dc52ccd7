"""When a backup is due, and which are kept: of today's hours, a month's days, a year's months."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.backup import BackupPlan, KeptFile, digest_of, read_line, superfluous

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
DENVER = ZoneInfo("America/Denver")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def _kept(made: list[datetime], now: datetime = NOW) -> list[datetime]:
    gone = superfluous(made, now, DENVER)
    return sorted(set(made) - set(gone))


def test_a_drill_is_old_after_a_quarter_of_a_year() -> None:
    tried = [None, NOW - 93 * DAY, NOW - 92 * DAY, NOW]

    old = [BackupPlan(drilled_at=at).is_drill_old(NOW) for at in tried]

    assert old == [True, True, False, False]


def test_a_year_of_hourly_backups_leaves_hours_days_and_months() -> None:
    made = [NOW - HOUR * n for n in range(24 * 400)]

    kept = _kept(made)

    ages = [NOW - at for at in kept]
    assert sum(age <= DAY for age in ages) == 25
    assert sum(DAY < age <= 31 * DAY for age in ages) == 30
    assert sum(age > 31 * DAY for age in ages) == 11  # the end of October is less than a month ago
    assert kept[-1] == NOW


def test_of_one_hour_the_last_backup_stays() -> None:
    made = [NOW.replace(hour=15, minute=minute) for minute in (0, 20, 40)]

    assert _kept(made) == made[-1:]


def test_the_last_of_a_day_is_that_of_the_clinics_day() -> None:
    evening = datetime(2026, 11, 11, 5, 0, tzinfo=UTC)  # the 10th, 22:00 in Denver
    made = [evening - 6 * HOUR, evening, evening + 6 * HOUR]

    assert _kept([*made, NOW]) == [made[1], made[2], NOW]


@given(hours=st.lists(st.integers(-50, 24 * 500), min_size=1, unique=True))
def test_the_newest_and_what_is_yet_to_come_always_stay(hours: list[int]) -> None:
    made = [NOW - HOUR * n for n in hours]

    kept = _kept(made)

    assert max(made) in kept
    assert {at for at in made if at > NOW} <= set(kept)
    assert set(_kept(kept)) == set(kept)


@pytest.mark.parametrize(
    ("tried", "due"),
    [(None, True), (NOW - HOUR, True), (NOW - HOUR / 2, False), (NOW + HOUR, True)],
)
def test_a_backup_is_due_an_hour_after_the_last_try(tried: datetime | None, *, due: bool) -> None:
    assert BackupPlan(folder="/stick", tried_at=tried).is_due(NOW) == due


def test_nothing_is_due_while_no_folder_is_chosen() -> None:
    assert not BackupPlan().is_due(NOW)


@pytest.mark.parametrize(("made", "old"), [(None, True), (NOW - 25 * HOUR, True), (NOW, False)])
def test_a_last_backup_is_old_after_a_day(made: datetime | None, *, old: bool) -> None:
    assert BackupPlan(folder="/stick", made_at=made).is_old(NOW) == old


def test_a_file_of_the_list_is_read_as_it_was_written() -> None:
    kept = KeptFile(path="archive/ab/a name with spaces.pdf", size=7, sha256="ab" * 32)

    assert read_line(kept.line) == kept
    assert digest_of([kept]) != digest_of([])
