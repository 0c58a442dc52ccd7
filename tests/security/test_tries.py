"""Failed tries are kept without a key, make one wait, and cannot be changed unseen."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.security.sealing import DataKey
from app.security.tries import (
    FREE,
    MOST,
    Tries,
    against,
    are_whole,
    failed,
    no_tries,
    read_tries,
    unproved,
    write_tries,
)

NOW = datetime(2026, 11, 23, 16, 0, tzinfo=UTC)
KEY = DataKey.new()


def after(count: int, login: str = "ruiz", at: datetime = NOW) -> Tries:
    tries = no_tries(KEY)
    for _ in range(count):
        tries = failed(tries, login, at)
    return tries


def wait(tries: Tries, now: datetime = NOW, login: str = "ruiz") -> object:
    reason = against(tries, login, now)
    return None if reason is None else reason.facts.get("seconds", reason.code)


@pytest.mark.parametrize(
    ("count", "seconds"),
    [(0, None), (FREE - 1, None), (5, 31), (6, 61), (7, 121), (9, 481), (10, 901), (99, 901)],
)
def test_every_try_after_the_fifth_waits_twice_as_long_up_to_a_quarter_of_an_hour(
    count: int, seconds: int | None
) -> None:
    assert wait(after(count)) == seconds


def test_after_a_hundred_only_a_new_password_helps() -> None:
    assert wait(after(MOST), NOW + timedelta(days=1)) == "login-shut"


def test_the_wait_ends_and_is_nobody_elses() -> None:
    tries = after(FREE)

    assert wait(tries, NOW + timedelta(seconds=29)) == 2
    assert wait(tries, NOW + timedelta(seconds=30)) is None
    assert wait(tries, login="hale") is None


def test_a_clock_that_was_set_back_makes_nobody_wait_for_ever() -> None:
    assert wait(after(FREE), NOW - timedelta(days=400)) is None


def test_a_list_is_whole_for_whoever_has_the_key_alone() -> None:
    tries = after(3)

    assert are_whole(tries, KEY)
    assert not are_whole(tries, DataKey.new())
    assert are_whole(no_tries(KEY), KEY)


@pytest.mark.parametrize("place", range(3))
def test_a_try_that_was_changed_removed_or_moved_is_seen(place: int) -> None:
    tries = after(2)
    tries = failed(tries, "hale", NOW + timedelta(minutes=1))
    each = list(tries.tries)
    changed = replace(each[place], at=NOW + timedelta(days=1))
    removed = each[:place] + each[place + 1 :]
    moved = [*each[1:], each[0]]

    for forged in ([*each[:place], changed, *each[place + 1 :]], removed, moved, []):
        assert not are_whole(replace(tries, tries=tuple(forged)), KEY)


def test_a_list_that_was_thrown_away_counts_anew_and_is_seen() -> None:
    assert not are_whole(failed(unproved(), "ruiz", NOW), KEY)


def test_what_is_carried_over_counts_on_and_is_marked_as_told() -> None:
    before = after(4)
    carried = no_tries(KEY, before.tries)

    assert are_whole(carried, KEY)
    assert {each.told for each in carried.tries} == {True}
    assert wait(failed(carried, "ruiz", NOW)) == 31


def test_a_file_of_tries_is_read_back_as_it_was(tmp_path: Path) -> None:
    write_tries(tmp_path / "clinic.tries", after(3))

    found = read_tries(tmp_path / "clinic.tries")

    assert found is not None
    assert are_whole(found, KEY)
    assert len(found.tries) == 3


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"tries": 1}'])
def test_a_file_that_makes_no_sense_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "clinic.tries").write_bytes(content)

    assert read_tries(tmp_path / "clinic.tries") is None
