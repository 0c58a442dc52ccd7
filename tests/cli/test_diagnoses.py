"""`record diagnosis`, `diagnoses` and `codes find`."""

from pathlib import Path

import pytest

from tests.cli.typed import Ask

EMPTY = ["--patient", "10002"]
"""A patient without a diagnosis."""

SEVERE = "Major depressive disorder, recurrent severe without psychotic features"


def test_a_diagnosis_is_recorded_listed_and_removed(ask: Ask) -> None:
    trials = ["--resistant", "--trials", "sertraline 200 mg, bupropion 300 mg"]

    kept = ask("record diagnosis --code f33.2 --as iyer", *EMPTY, *trials).done
    listed = ask("diagnoses --as iyer", *EMPTY).done
    number = ["--remove", kept["diagnosis"]]
    removed = ask("record diagnosis --as iyer", *number, "--why", "Ruled out").done

    assert kept == {
        "diagnosis": kept["diagnosis"],
        "patient": "10002",
        "code": "F33.2",
        "title": SEVERE,
        "condition": "depression",
        "made_on": "2026-11-23",
        "made_by": "Priya Iyer, MD",
        "recorded_at": "2026-11-23T09:40-07:00",
        "secondary": False,
        "resistant": True,
        "trials": "sertraline 200 mg, bupropion 300 mg",
        "removed": None,
    }
    assert listed == {"diagnoses": [kept]}
    gone = {"at": "2026-11-23T09:40-07:00", "by": "Priya Iyer, MD", "why": "Ruled out"}
    assert removed == {**kept, "removed": gone}
    assert ask("diagnoses --as iyer", *EMPTY).done == {"diagnoses": [removed]}
    assert ask("diagnoses", *EMPTY).done == {"diagnoses": []}


def test_the_front_desk_is_told_the_condition(typed: Ask, ask: Ask, folder: Path) -> None:
    ask("record diagnosis --code F33.2 --as iyer", *EMPTY)
    ask("record diagnosis --code R45.851 --secondary --as iyer", *EMPTY)

    (told,) = ask("diagnoses", *EMPTY).done["diagnoses"]
    line = typed("diagnoses --clinic", folder, *EMPTY).out

    assert (told["code"], told["title"], told["condition"]) == ("", "", "depression")
    assert line.split()[1:] == ["Depression", "Priya", "Iyer,", "MD,", "23", "Nov", "2026"]


def test_for_people_a_removal_is_one_sentence(typed: Ask, ask: Ask, folder: Path) -> None:
    number = ask("record diagnosis --code F33.2 --as iyer", *EMPTY).done["diagnosis"]

    said = typed("record diagnosis --as iyer --clinic", folder, "--remove", number, "--why", "A.")

    assert said.out == (
        f"Achebe-Thornton, Desmond (10002): F33.2, {SEVERE}, removed by Priya Iyer, MD: A.\n"
    )


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ([*EMPTY, "--code", "F33.2"], ["not-permitted"]),
        ([*EMPTY, "--code", "F32", "--as", "iyer"], ["code-not-billable"]),
        ([*EMPTY, "--code", "F42.0", "--as", "iyer"], ["code-of-who"]),
        ([*EMPTY, "--code", "X", "--as", "iyer"], ["code-unknown"]),
        ([*EMPTY, "--code", "R45.851", "--as", "iyer"], ["code-secondary"]),
        ([*EMPTY, "--code", "F33.2", "--made", "+1", "--as", "iyer"], ["diagnosis-later"]),
        ([*EMPTY, "--code", "F33.2", "--made", "2026-02-30"], ["day-unreadable"]),
        ([*EMPTY, "--code", "F41.1", "--resistant", "--as", "iyer"], ["resistant-not-depression"]),
        (EMPTY, ["usage"]),
        (["--remove", 1, "--code", "F33.2"], ["usage"]),
        (["--remove", 1, "--why", "A"], ["not-permitted"]),
        (["--remove", 99999, "--why", "A", "--as", "iyer"], ["diagnosis-unknown"]),
        (["--remove", 1, "--as", "iyer"], ["diagnosis-needs-why"]),
    ],
)
def test_what_cannot_be_recorded_is_refused(ask: Ask, words: list[str], codes: list[str]) -> None:
    assert ask("record diagnosis", *words).reasons == codes


def test_codes_are_found_with_the_short_list_first(ask: Ask) -> None:
    document = ask("codes find", "recurrent severe depress", "--limit", 1).done

    assert document == {
        "on": "2026-11-23",
        "codes": [
            {
                "code": "F33.2",
                "title": SEVERE,
                "condition": "depression",
                "short_list": True,
                "only_secondary": False,
            },
        ],
        "said": None,
        "known_through": "2027-09-30",
    }


def test_codes_are_those_of_the_day_asked_for(ask: Ask) -> None:
    before = ask("codes find D69.1 --on 2026-09-30").done["codes"]
    after = ask("codes find D69.1 --on 2026-10-01").done["codes"]

    assert [code["code"] for code in before] == ["D69.1"]
    assert [code["code"] for code in after] == ["D69.11", "D69.19"]


def test_for_people_codes_stand_in_columns(typed: Ask, folder: Path) -> None:
    said = typed("codes find F42.0 --clinic", folder)
    nothing = typed("codes find zzzz --clinic", folder)

    assert said.out.splitlines() == [
        "“F42.0” is a code of the WHO's ICD-10, not of ICD-10-CM. Meant may be: F42.2 and F42.9.",
        "F42.2  Mixed obsessional thoughts and acts         Obsessive-compulsive disorder",
        "F42.9  Obsessive-compulsive disorder, unspecified  Obsessive-compulsive disorder",
    ]
    assert nothing.out == "No code answers that.\n"
