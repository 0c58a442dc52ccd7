"""Charts of one person, merged and taken apart by commands."""

from pathlib import Path

from tests.cli.typed import Ask


def found(ask: Ask, text: str) -> list[str]:
    return [each["chart"] for each in ask("patients", "--find", text).done["patients"]]


def test_a_merge_is_previewed_done_and_taken_apart(ask: Ask) -> None:
    preview = ask("patients merge 10003 10020 --preview").done
    before = found(ask, "10020")
    act = ask("patients merge 10003 10020 --act mine").done
    merged = found(ask, "10020")
    apart = ask("patients unmerge 10020").done

    assert preview["keep"]["chart"] == "10003"
    assert preview["keep"]["has"]["visits"] >= 1
    assert (preview["against"], before, merged) == ([], ["10020"], ["10003"])
    assert act == {"keep": "10003", "other": "10020", "act": "mine"}
    assert (apart["keep"], apart["other"]) == ("10003", "10020")
    assert found(ask, "10020") == ["10020"]


def test_a_merge_is_taken_back_like_any_act(ask: Ask) -> None:
    ask("patients merge 10003 10020 --act mine")

    assert ask("undo --act mine").done["visits"] == []
    assert found(ask, "10020") == ["10020"]


def test_what_cannot_be_is_refused(ask: Ask) -> None:
    assert ask("patients merge 10003 10003").reasons == ["merge-same"]
    assert ask("patients merge 10003 1").reasons == ["patient-unknown"]
    assert ask("patients unmerge 10003").reasons == ["unmerge-not-merged"]
    ask("patients merge 10003 10020")
    assert ask("patients merge 10005 10020 --preview").reasons == ["merge-already"]


def test_for_people_it_is_said_in_lines(typed: Ask, folder: Path) -> None:
    def said(command: str) -> str:
        return typed(command, "--clinic", folder).out

    first, second, *_ = said("patients merge 10003 10020 --preview").splitlines()
    assert first.startswith("Nguyễn, Thị Lan Anh (10003): ")
    assert second.startswith("Mahendra (10020): ")
    assert said("patients merge 10003 10020") == (
        "Mahendra (10020) is read as Nguyễn, Thị Lan Anh (10003) from now on.\n"
    )
    assert said("patients unmerge 10020").startswith(
        "Mahendra (10020) is a patient apart from Nguyễn"
    )


def test_what_only_the_other_knows_is_taken_over(ask: Ask) -> None:
    offered = ask("patients merge 10003 10020 --preview").done["offers"]
    ask("patients merge 10003 10020 --take-over")
    ask("patients unmerge 10020")

    assert offered == ["pronouns", "phones"]
    assert ask("patients merge 10003 10020 --preview").done["offers"] == []


def test_likely_duplicates_are_listed(ask: Ask) -> None:
    answer = ask("patients duplicates --limit 5").done

    assert answer["on"] is None or answer["duplicates"]
    assert all(each["one"]["chart"] < each["other"]["chart"] for each in answer["duplicates"])


def test_charts_of_two_people_are_listed_no_more(ask: Ask) -> None:
    ask("patients merge 10003 10020 --act merged")
    ask("undo --act merged")
    told = ask("patients distinct 10003 10020 --act mine").done

    assert told == {"one": "10003", "other": "10020", "act": "mine"}
    assert ask("patients distinct 10020 10003").reasons == ["told-apart-already"]
    preview = ask("patients merge 10003 10020 --preview").done
    assert [each["code"] for each in preview["warnings"]] == ["merge-told-apart"]
    ask("undo --act mine")
    assert ask("patients merge 10003 10020 --preview").done["warnings"] == []
