"""`verify`: a clinic is as it was kept, or what is not is named."""

from pathlib import Path

import pytest

from tests.cli.test_archive import objects
from tests.cli.typed import Ask
from tests.storage.samples import outside, rows, without_guards


def test_a_clinic_as_it_was_kept_is_whole(ask: Ask, folder: Path) -> None:
    ((entries,),) = rows(folder, "SELECT count(*) FROM audit")

    found = ask("verify").done

    assert list(found)[:4] == ["entries", "intact", "first_broken", "seconds"]
    assert (found["entries"], found["intact"], found["first_broken"]) == (entries, True, None)
    assert (found["files"], found["faults"]) == (len(objects(folder)), [])


@pytest.mark.parametrize("login", ["desk", "iyer", "audit"])
def test_any_login_may_ask(ask: Ask, login: str) -> None:
    assert ask("verify", "--as", login).done["intact"]


def test_the_first_broken_entry_is_named(ask: Ask, folder: Path) -> None:
    without_guards(folder, "audit", "UPDATE audit SET who = 'other' WHERE seq = 2")

    found = ask("verify")

    (fault,) = found.document["faults"]
    assert (found.code, fault["code"]) == (1, "audit-broken")
    assert (found.document["intact"], found.document["first_broken"]) == (False, 2)
    assert "entry 2 " in fault["sentence"]


def test_a_file_that_is_gone_is_named(ask: Ask, folder: Path) -> None:
    objects(folder)[0].unlink()

    found = ask("verify")

    assert (found.code, found.document["intact"]) == (1, True)
    assert [fault["code"] for fault in found.document["faults"]] == ["packet-gone"]


def test_a_row_that_names_one_which_is_not_there_is_found(ask: Ask, folder: Path) -> None:
    outside(folder, "PRAGMA foreign_keys = OFF", "DELETE FROM holder WHERE id = 1")

    found = ask("verify")

    assert (found.code, [fault["code"] for fault in found.document["faults"]]) == (
        1,
        ["clinic-damaged"],
    )


def test_the_entry_that_a_paper_names_is_found_again(ask: Ask, folder: Path) -> None:
    (newest,) = rows(folder, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    count, head = newest[0], str(newest[1])

    assert ask("verify", "--entry", count, "--head", head[:16].upper()).code == 0
    other = ask("verify", "--entry", count, "--head", "0123456789abcdef")
    assert [fault["code"] for fault in other.document["faults"]] == ["audit-head-unknown"]
    assert ask("verify", "--entry", count).reasons == ["usage"]
