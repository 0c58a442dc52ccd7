"""The shipped table of ICD-10-CM codes: what stands when, and how it is looked through."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import paths
from app.domain.diagnoses import as_on, good_until, is_valid
from app.domain.refusal import Trouble
from app.library import diagnoses
from resources.icd10cm.make_table import (
    Release,
    apply_changes,
    checked,
    make_lines,
    read_changes,
    read_tabular,
    read_tree,
    spelled,
    write_table,
)

CHANGES = """\
# A few of the changes of 1 October 2026.
2026-10-01\tD69.1\t0
2026-10-01\tD69.11\t1\tGlanzmann thrombasthenia
2026-10-01\tD69.19\t1
2026-10-01\tL02.232\t1\tCarbuncle of back [any part, except buttock and flank]
2026-10-01\tT52.8X1A\t-\t\tT52.891A
"""

TODAY = date(2026, 11, 23)
A_DAY = timedelta(days=1)
FIRST = date(2015, 10, 1)


def release_on(day: date) -> Release:
    """Every code of the shipped table as it stands on a day, written without its point."""
    return {
        line.code.replace(".", ""): (line.billable, line.title)
        for letter in diagnoses.LETTERS
        for line in every_line(letter)
        if line.stands_on(day)
    }


def every_line(letter: str) -> Iterator[diagnoses.Listed]:
    with ZipFile(paths.CODES / diagnoses.TABLE) as table:
        for line in table.read(f"{letter}.tsv").decode("ascii").splitlines():
            yield diagnoses.read_line(line)


def test_the_changes_of_october_are_as_many_as_the_releases_say() -> None:
    before, after = release_on(date(2026, 9, 30)), release_on(date(2026, 10, 1))
    old = {code: title for code, (billable, title) in before.items() if billable}
    new = {code: title for code, (billable, title) in after.items() if billable}
    both = old.keys() & new.keys()

    assert (len(old), len(new.keys() - old.keys()), len(old.keys() - new.keys())) == (
        74_719,
        69,
        30,
    )
    assert [code for code in sorted(both) if old[code] != new[code]] == [
        "L02232",
        "L03312",
        "L03322",
        "Z2914",
    ]


@pytest.mark.parametrize(
    ("day", "codes"),
    [
        (date(2018, 10, 1), 71_932),
        (date(2019, 10, 1), 72_184),
        (date(2020, 10, 1), 72_616),
        (date(2021, 1, 1), 72_621),
        (date(2021, 10, 1), 72_750),
        (date(2022, 10, 1), 73_674),
        (date(2023, 10, 1), 74_044),
        (date(2024, 10, 1), 74_260),
        (date(2025, 10, 1), 74_719),
    ],
)
def test_every_edition_has_as_many_codes_as_were_published(day: date, codes: int) -> None:
    assert sum(billable for billable, _title in release_on(day).values()) == codes


BEFORE: Release = {
    "D691": (True, "Qualitative platelet defects"),
    "L02232": (True, "Carbuncle of back [any part, except buttock]"),
    "T528X1A": (True, "Toxic effect of other organic solvents"),
}
AFTER: Release = {"T52891A": (True, "Toxic effect of other organic solvents")}


def test_single_facts_make_a_release_of_the_one_before() -> None:
    assert apply_changes(BEFORE, read_changes(CHANGES)) == {
        "D691": (False, "Qualitative platelet defects"),
        "D6911": (True, "Glanzmann thrombasthenia"),
        "D6919": (True, "Qualitative platelet defects"),
        "L02232": (True, "Carbuncle of back [any part, except buttock and flank]"),
    }


def test_a_fact_names_the_code_that_took_the_place_of_another() -> None:
    (*_, last) = read_changes(CHANGES)

    lines = make_lines([(FIRST, BEFORE), (last.day, AFTER)], {last.code: last.instead})

    assert [str(line) for line in lines if line.code.startswith("T5")] == [
        "T52.891A\t1\t2026-10-01\t\t\tToxic effect of other organic solvents",
        "T52.8X1A\t1\t\t2026-09-30\tT52.891A\tToxic effect of other organic solvents",
    ]


def test_an_edition_with_other_codes_than_were_published_is_refused() -> None:
    assert checked(BEFORE, 3) == checked(BEFORE, None) == BEFORE
    with pytest.raises(ValueError, match="4 codes were published, but 3 are read"):
        checked(BEFORE, 4)


TREE = """{"tree": {"id": "root", "children": [{"id": "Injuries (S00-T88)", "children": [
    {"id": "S23", "description": "Sprain of thorax", "children": [
        {"id": "S23.9XXA", "description": "Sprain of thorax initial encounter"}]}]}]}}"""
TABULAR = """<ICD10CM.tabular><chapter><section id="S20-S29"><diag><name>S23</name>
    <desc>Sprain of thorax</desc><sevenChrDef><extension char="A">initial encounter</extension>
    </sevenChrDef><diag><name>S23.9</name><desc>Sprain of thörax</desc></diag></diag></section>
    </chapter></ICD10CM.tabular>"""
ORDER: Release = {"S239XXA": (True, "Sprain of thorax, initial encounter")}


def test_an_edition_is_read_from_a_tree_or_the_tabular_list_and_spelled_like_an_order() -> None:
    tree = spelled(read_tree(TREE), [ORDER])
    tabular = spelled(read_tabular(TABULAR, "S23\nS239\nS239XXA\n"), [ORDER])

    assert tree == {"S23": (False, "Sprain of thorax"), **ORDER}
    assert tabular == {
        "S23": (False, "Sprain of thorax"),
        "S239": (False, "Sprain of thorax"),
        **ORDER,
    }


def test_the_same_releases_make_the_same_bytes(tmp_path: Path) -> None:
    before: Release = {"F42": (True, "Obsessive-compulsive disorder"), "G894": (True, "Pain")}
    after: Release = {
        "F42": (False, "Obsessive-compulsive disorder"),
        "F422": (True, "Mixed"),
        "G894": (True, "Chronic pain syndrome"),
    }

    lines = make_lines([(FIRST, before), (date(2016, 10, 1), after)], {})
    write_table(lines, tmp_path / "one.zip")
    write_table(lines, tmp_path / "other.zip")

    assert [str(line).split("\t") for line in lines] == [
        ["F42", "1", "", "2016-09-30", "F42.2", "Obsessive-compulsive disorder"],
        ["F42", "0", "2016-10-01", "", "", "Obsessive-compulsive disorder"],
        ["F42.2", "1", "2016-10-01", "", "", "Mixed"],
        ["G89.4", "1", "", "2016-09-30", "", "Pain"],
        ["G89.4", "1", "2016-10-01", "", "", "Chronic pain syndrome"],
    ]
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "other.zip").read_bytes()


@pytest.mark.parametrize(
    ("code", "day", "before", "from_then_on"),
    [
        ("F42", date(2016, 10, 1), True, False),
        ("F42.2", date(2016, 10, 1), False, True),
        ("F32.8", date(2016, 10, 1), True, False),
        ("F32.A", date(2021, 10, 1), False, True),
        ("F43.8", date(2022, 10, 1), True, False),
        ("F43.81", date(2022, 10, 1), False, True),
        ("F64.A", date(2026, 10, 1), False, True),
        ("D69.1", date(2026, 10, 1), True, False),
        ("D69.11", date(2026, 10, 1), False, True),
        ("I42.0", date(2026, 10, 1), True, False),
        ("F33.2", date(2026, 10, 1), True, True),
    ],
)
def test_codes_come_and_go_on_the_first_of_october(
    code: str, day: date, *, before: bool, from_then_on: bool
) -> None:
    lines = diagnoses.listed(code)

    assert (is_valid(lines, day - A_DAY), is_valid(lines, day)) == (before, from_then_on)


def test_a_retired_code_names_those_in_its_place() -> None:
    (retired, *_) = diagnoses.listed("d691")

    assert (retired.until, retired.instead) == (date(2026, 9, 30), ("D69.11", "D69.19"))


def test_a_reworded_title_ends_no_code() -> None:
    lines = diagnoses.listed("L02.232")

    assert [line.title for line in lines][-2:] == [
        "Carbuncle of back [any part, except buttock]",
        "Carbuncle of back [any part, except buttock and flank]",
    ]
    assert good_until(lines, date(2026, 9, 30)) == date.max


def test_a_code_the_us_never_had_is_not_in_the_table() -> None:
    assert [diagnoses.listed(code) for code in ("F42.0", "F41.2", "", "É", "ZZZ")] == [()] * 5


def test_every_code_of_the_short_list_is_valid_and_stands_there_once() -> None:
    short = diagnoses.short_list()
    codes = [code for group in short.groups for code in group.codes]

    assert [c for c in codes if not is_valid(diagnoses.listed(c), TODAY)] == []
    assert len(set(codes)) == len(codes)


def test_a_code_of_the_who_is_none_of_ours_and_points_at_ours() -> None:
    short = diagnoses.short_list()

    assert [code for code in short.instead if diagnoses.listed(code)] == []
    meant = {code for codes in short.instead.values() for code in codes}
    assert [code for code in meant if not is_valid(diagnoses.listed(code), TODAY)] == []


def test_words_are_found_in_any_order_at_the_beginning_of_words() -> None:
    found = [line.code for line in diagnoses.named("recurr DEPRESS severe", TODAY)]

    assert found == ["F33.2", "F33.3"]
    assert found == [line.code for line in diagnoses.named("severe, depressive recurrent", TODAY)]
    assert list(diagnoses.named("epress", TODAY)) == []
    assert [line.code for line in diagnoses.named("Ménière’s left", TODAY)] == ["H81.02"]


def test_a_number_is_looked_for_in_titles_and_not_in_days() -> None:
    found = list(diagnoses.named("2026", TODAY))

    assert found == []


def test_headings_and_codes_of_other_days_are_not_found() -> None:
    before, after = date(2026, 9, 30), date(2026, 10, 1)

    assert [line.code for line in diagnoses.under("D691", before)] == ["D69.1"]
    assert [line.code for line in diagnoses.under("D69.1", after)] == ["D69.11", "D69.19"]


CODES = sorted(line.code for letter in "FG" for line in every_line(letter))


@given(code=st.sampled_from(CODES), cut=st.integers(1, 7), day=st.dates(FIRST, date(2030, 1, 1)))
def test_whatever_is_found_begins_like_that_and_is_valid(code: str, cut: int, day: date) -> None:
    found = list(islice(diagnoses.under(code[:cut], day), 50))

    assert [line for line in found if not line.code.startswith(code[:cut].rstrip("."))] == []
    assert [line for line in found if not is_valid(diagnoses.listed(line.code), day)] == []


@settings(max_examples=30)
@given(code=st.sampled_from(CODES), order=st.randoms(use_true_random=False))
def test_a_title_finds_its_own_code_in_whatever_order(code: str, order: Random) -> None:
    line = as_on(diagnoses.listed(code), TODAY)
    words = diagnoses.folded(line.title if line else "").split()
    order.shuffle(words)

    found = {each.code for each in diagnoses.named(" ".join(words), TODAY)}

    assert (code in found) == (line is not None and line.billable)


@given(st.text(max_size=20))
def test_anything_may_be_typed(typed: str) -> None:
    found = [*islice(diagnoses.named(typed, TODAY), 3), *islice(diagnoses.under(typed, TODAY), 3)]

    assert all(line.billable for line in found)


def test_a_table_that_cannot_be_read_is_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / diagnoses.TABLE).write_bytes(b"no zip")
    monkeypatch.setattr(paths, "CODES", tmp_path)

    with pytest.raises(Trouble, match="resource-broken"):
        diagnoses.listed("F33.2")
