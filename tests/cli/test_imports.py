"""Patients are taken over from a table, tried first, and taken back by the act's mark."""

from pathlib import Path

import pytest

from tests.cli.typed import Ask
from tests.exchange.sheets import workbook

HALE = ("--as", "hale")
HEAD = "MRN,First,Last,DOB,Cell phone"
ROWS = ("Z1,Ana,Zeta,13 Feb 1980,(202) 555-0142", "Z2,,,1980-01-01,", "Z3,Bo,Zeta,soon,x")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text("\n".join([HEAD, *ROWS]))
    return path


def test_a_dry_run_says_everything_and_does_nothing(ask: Ask, file: Path) -> None:
    done = ask("import patients", file, "--dry-run", *HALE).done

    assert (done["act"], done["added"], done["left_out"], done["rows"]) == (None, 1, 2, 3)
    assert [each["field"] for each in done["columns"]] == [
        *("chart", "given", "family", "born", "phone"),
    ]
    assert done["faults"] == [
        {"row": 3, "code": "import-row-nameless", "sentence": "Row 3 has no name."},
        {
            "row": 4,
            "code": "import-row-birth-unreadable",
            "sentence": "Row 4: “soon” is not a date of birth that can be read.",
        },
    ]
    assert ask("patients --find zeta").done["patients"] == []


def test_an_import_is_done_and_taken_back(ask: Ask, file: Path) -> None:
    done = ask("import patients", file, *HALE).done

    found = ask("patients --find zeta").done["patients"]
    assert [each["name"] for each in found] == ["Zeta, Ana"]
    undone = ask("undo", *HALE, "--act", done["act"]).done
    assert undone["visits"] == []
    assert ask("patients --find zeta").done["patients"] == []
    assert ask("undo", *HALE, "--act", done["act"]).reasons == ["import-taken-back"]


def test_columns_are_what_they_are_said_to_be(ask: Ask, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(("Ref", "Who", "Begun"), ("Z1", "Zeta, Ana", "1980-02-13")))
    mapped = ("--map", "Ref=chart", "--map", "who=name", "--map", "Begun=born")

    done = ask("import patients", path, *mapped, *HALE).done

    assert (done["added"], done["sheet"]) == (1, "Sheet")
    assert ask("patients --find zeta").done["patients"][0]["chart"] == "Z1"


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (("--map", "Nope=chart"), ["import-column-unknown"]),
        (("--map", "MRN=shoe"), ["import-field-unknown"]),
        (("--map", "DOB=nothing"), ["import-no-birth"]),
        (("--as", ""), ["not-permitted"]),
    ],
)
def test_what_cannot_be_is_refused(
    ask: Ask, file: Path, words: tuple[str, ...], codes: list[str]
) -> None:
    assert ask("import patients", file, *HALE, *words).reasons == codes


def test_the_command_wants_a_table_or_a_calendar(ask: Ask, file: Path) -> None:
    assert ask("import").reasons == ["usage"]
    assert ask("import patients").reasons == ["usage"]
    assert ask("import --ics", file).reasons == ["usage"]
    assert ask("import patients", file.with_name("none.csv"), *HALE).trouble == "file-not-read"
