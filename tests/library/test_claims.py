from dataclasses import replace
from pathlib import Path

import pytest

from app import library, words
from app.domain.refusal import Trouble
from app.library.claims import ROWS, Claim, Told

FORMS = library.forms()
SHIPPED = library.claims()


def said(*table: Claim) -> list[str]:
    """What is wrong with a table of claims, as sentences."""
    return [words.say(reason) for reason in library.lint_claims(table, FORMS)]


def changed(**changes: str) -> list[str]:
    """What is wrong with the shipped table when its first answer is another."""
    first = SHIPPED[0]
    facts = {"sheet": first.told[0].sheet, "sentence": first.told[0].sentence}
    told = Told(**(facts | {"source": first.told[0].source} | changes))
    return said(replace(first, told=(told,)), *SHIPPED[1:])


def test_every_claim_has_its_sentence_in_a_shipped_sheet_and_a_source_there() -> None:
    assert said(*SHIPPED) == []
    assert tuple(claim.id for claim in SHIPPED) == ROWS


def test_a_claim_without_a_row_is_told() -> None:
    assert said(*SHIPPED[1:]) == ["claims.toml has no row for first-trial."]


def test_a_claim_that_no_sheet_answers_is_told() -> None:
    untold = replace(SHIPPED[0], says="It is new", told=())

    assert said(untold, *SHIPPED[1:]) == ["first-trial: no sheet answers the claim “It is new”."]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"sheet": "no-sheet"}, "first-trial: there is no sheet no-sheet."),
        (
            {"sentence": "Nobody wrote this"},
            "first-trial: ketamine-then-and-now does not say “Nobody wrote this”.",
        ),
        (
            {"source": "https://example.org"},
            "first-trial: ketamine-then-and-now does not name the source https://example.org.",
        ),
    ],
)
def test_an_answer_that_does_not_stand_where_it_should_is_told(
    changes: dict[str, str], sentence: str
) -> None:
    assert changed(**changes) == [sentence]


def test_a_broken_table_is_one_trouble(tmp_path: Path) -> None:
    (tmp_path / "claims.toml").write_text('[[claim]]\nid = "one"\n', encoding="utf-8")

    with pytest.raises(Trouble) as caught:
        library.claims(tmp_path / "claims.toml")

    assert caught.value.reason.facts["file"] == "claims.toml"
