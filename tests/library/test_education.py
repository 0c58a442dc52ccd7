from dataclasses import replace

import pytest

from app import library, words
from app.domain.forms import Form, Source
from app.domain.refusal import Reason
from tests.documents.samples import form

QUESTIONS = "## Questions {#questions}\n\n- What did the studies find?\n\n"
FIGURE = "::: figure glutamate\nTwo cells.\n:::\n\n"
PROSE = "This is one short sentence about sleep. " * 60
TEXT = QUESTIONS + FIGURE + PROSE


def source(date: str) -> Source:
    """A source of this date."""
    return Source(label="A study", date=date, url="https://example.org", supports="sleep")


def sheet(text: str = TEXT, **changes: object) -> Form:
    """An education sheet that holds all it must."""
    facts: dict[str, object] = {
        "kind": "education",
        "state": "draft",
        "signers": (),
        "sources": (source("2019"), source("May 2020"), source("2021"), source("undated")),
        "evidences": {"en": "Mixed results"},
    }
    return form(text, **(facts | changes))


def said(wrong: Form) -> list[str]:
    """What the linter says about a sheet, but for its hash, which these do not have."""
    reasons = library.lint(wrong, lambda _: "")
    return [words.say(reason) for reason in reasons if reason.code != "form-text-changed"]


def test_a_whole_sheet_gives_nothing() -> None:
    assert said(sheet()) == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            QUESTIONS + FIGURE + "Short.",
            "small-form: en.md has 8 words; an education sheet has 350 to 900.",
        ),
        (
            TEXT + PROSE + PROSE,
            "small-form: en.md has 1267 words; an education sheet has 350 to 900.",
        ),
        (
            QUESTIONS + PROSE,
            "small-form: en.md has 0 figures; an education sheet has exactly one.",
        ),
        (
            FIGURE + TEXT,
            "small-form: en.md has 2 figures; an education sheet has exactly one.",
        ),
        (
            FIGURE + PROSE,
            "small-form: en.md has no section with the id questions, for what to ask.",
        ),
    ],
)
def test_a_sheet_is_told_what_its_text_lacks(text: str, sentence: str) -> None:
    assert said(sheet(text)) == [sentence]


def test_room_to_write_is_no_figure() -> None:
    assert said(sheet(TEXT + "\n\n::: figure writing-lines\n:::\n")) == []


def test_a_sheet_needs_three_dated_sources() -> None:
    sources = (source("2019"), source("undated"), source("2021"), source("undated"))

    assert said(sheet(sources=sources)) == [
        "small-form: 2 of its sources have a date; an education sheet needs 3."
    ]


def test_a_sheet_says_in_each_language_how_sure_its_subject_is() -> None:
    both = sheet(
        titles={"en": "Sleep", "es": "El sueño"},
        shorts={"en": "Sleep", "es": "El sueño"},
        texts={"en": TEXT, "es": TEXT},
    )

    assert said(both) == [
        "small-form: form.toml does not say in es how sure the subject is.",
    ]


def test_other_kinds_of_forms_need_none_of_it() -> None:
    assert said(replace(sheet("Short."), kind="consent", sources=(), evidences={})) == []


def test_a_sentence_belongs_to_one_sheet() -> None:
    one = replace(sheet("Ketamine may help you sleep.\n\n- Ask us now."), id="one")
    other = replace(
        sheet("So far so good. *Ketamine* may\nhelp you sleep!\n\nAsk us now."), id="two"
    )

    shared = list(library.shared_sentences([other, one], {}))

    facts = {"form": "two", "file": "en.md", "other": "one"}
    assert shared == [
        Reason("sheet-sentence-shared", {**facts, "sentence": "Ketamine may help you sleep!"})
    ]


def test_common_texts_and_other_kinds_may_be_shared() -> None:
    text = "Call us at any hour of the day."
    one, other = replace(sheet(text), id="one"), replace(sheet(text), id="two")
    consent = replace(other, kind="consent")

    assert list(library.shared_sentences([one, other], {("crisis", "en"): text})) == []
    assert list(library.shared_sentences([one, consent], {})) == []
