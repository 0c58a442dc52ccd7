from pathlib import Path

import pytest

from app.domain.reading import (
    KNOWN_FALSE,
    FalseSentence,
    false_sentences,
    grade,
    running_text,
    sentences,
    syllables,
    words,
    words_per_sentence,
)

FORMS = sorted((Path(__file__).resolve().parents[2] / "forms").glob("*/en.md"))

form_text = pytest.mark.parametrize("form", FORMS, ids=lambda form: form.parent.name)


@pytest.mark.parametrize(
    ("count", "spoken"),
    [
        (1, "feel time asked called rules times breathe tried real you've don't clothes hours"),
        (2, "people every table handled started changes minutes trouble careful client science"),
        (2, "IV 40 doesn't isn't treatment pressure trying doing moment sometimes anxious quiet"),
        (
            3,
            "ketamine medicine infusion period serious usual video area FDA 988 off-label",
        ),
        (4, "esketamine anesthesia psychiatric anxiety emergency experience NMDA MAOIs 2025"),
        (5, "antidepressant administration dissociation FDA-approved"),
        (6, "benzodiazepine"),
    ],
)
def test_syllables_are_counted_as_spoken(count: int, spoken: str) -> None:
    assert {word: syllables(word) for word in spoken.split()} == dict.fromkeys(
        spoken.split(), count
    )


def test_a_grade_follows_the_formula_of_1975() -> None:
    text = "The cat sat on the mat. It was happy."

    assert grade(text) == pytest.approx(0.39 * 9 / 2 + 11.8 * 10 / 9 - 15.59)


def test_a_clinical_sentence_has_a_higher_grade_than_a_plain_one() -> None:
    clinical = "Administration may precipitate transient cardiovascular abnormalities."
    plain = "Your heart may beat faster for a while."

    assert grade(clinical) > 15
    assert grade(plain) < 4


def test_a_text_without_words_has_grade_nought() -> None:
    assert (grade(""), words_per_sentence(" \n"), words("...")) == (0.0, 0.0, ())


def test_the_length_of_a_sentence_is_averaged() -> None:
    assert words_per_sentence("One two three. Four five!\nSix") == 2


def test_a_title_does_not_end_a_sentence() -> None:
    assert sentences("Ask Dr. Okafor first. Then sign (here). Done?") == (
        "Ask Dr. Okafor first.",
        "Then sign (here).",
        "Done?",
    )


def test_running_text_keeps_only_what_is_read_as_prose() -> None:
    markdown = """\
## Before you come {#before}

Do **not** eat after {{times.food_until}}.
Water is fine. {#food}

::: initial risk-pressure
- *Blood pressure* may rise
- your heart may race

1. Sit down.
2. Breathe
:::

| Call 911 | Call us |
|---|---|
| Chest pain | A rash |

## Sources

A study of 2006.

## Next

See you soon
"""

    assert running_text(markdown).splitlines() == [
        "Do not eat after Monday. Water is fine.",
        "Blood pressure may rise.",
        "your heart may race.",
        "Sit down.",
        "Breathe.",
        "See you soon.",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The FDA approved ketamine for depression.",
        "The FDA has approved IV ketamine to treat treatment-resistant depression.",
        "The Food and Drug Administration (FDA) approved ketamine for psychiatry in 2019.",
        "Ketamine is an FDA-approved treatment for TRD.",
        "Ketamine is now approved by the FDA for mood disorders.",
        "We offer FDA-approved ketamine therapy.",
        "Ketamine has approved off-label status.",
        "It is investigational by FDA classification.",
        "The off-label use of a drug is illegal.",
        "Ketamine does not suppress breathing.",
        "It works without slowing your breathing.",
        "It doesn't affect respiration.",
        "There is a low risk of dependency.",
        "It has no potential for addiction.",
        "Ketamine is not addictive.",
        "It has a low abuse potential.",
        "The first clinical trial took place on February 15, 2000.",
        "The effect carried over for up to 28 days.",
        "Spravato is approved only together with an oral antidepressant.",
        "Ketamine is **safe**.",
        "You are safe to be treated.",
        "It has no side effects.",
        "We guarantee relief.",
        "Ketamine can cure depression.",
        "Spravato prevents suicide.",
        "Ketamine is proven to help with PTSD.",
        "There is significant benefit in PTSD.",
        "It is particularly effective for chronic conditions.",
        "It was first a veterinary anesthetic.",
        "An infusion takes only 40 minutes.",
        "Esketamine is a Schedule II drug.",
        "It may help with SAD.",
    ],
)
def test_a_false_sentence_is_found(sentence: str) -> None:
    assert [finding.sentence for finding in false_sentences(sentence)] == [
        sentence.replace("*", "")
    ]


def test_a_false_sentence_is_found_across_wrapped_lines_and_in_tables() -> None:
    wrapped = "## Facts\n\nThe FDA approved\nketamine for depression.\n\n| It is safe |\n|---|\n"

    assert [finding.sentence for finding in false_sentences(wrapped)] == [
        "The FDA approved ketamine for depression.",
        "| It is safe |",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The FDA approved ketamine in 1970 for anesthesia.",
        "The FDA has not approved ketamine for depression.",
        "Ketamine given by IV is not FDA-approved for any mental health condition.",
        "The FDA approved esketamine in 2019 for adults with depression.",
        "Esketamine is approved for some adults with depression.",
        "Using an approved medicine in another way is called off-label use.",
        "Off-label prescribing is lawful.",
        "Most people keep breathing well on their own, but ketamine can slow breathing.",
        "A 2021 review found no reports of dependence in treated patients.",
        "The first small placebo-controlled study in depression was published in 2000.",
        "Since January 2025 it may be used with or without an antidepressant.",
        "If you do not feel safe, call 911.",
        "Keep this paper in a safe place.",
        "It is not shown to be safer than other medicines.",
        "No one can promise a result.",
        "Esketamine has not been shown to prevent suicide.",
        "Ketamine is a controlled drug (Schedule III).",
        "Feeling sad is not the same as depression.",
    ],
)
def test_a_true_sentence_passes(sentence: str) -> None:
    assert list(false_sentences(sentence)) == []


@pytest.mark.parametrize("known", KNOWN_FALSE, ids=lambda known: known.pattern.pattern[:40])
def test_what_to_say_instead_is_not_false_itself(known: FalseSentence) -> None:
    assert list(false_sentences(known.say_instead)) == []


@form_text
def test_a_shipped_form_is_easy_to_read(form: Path) -> None:
    text = running_text(form.read_text("utf-8"))

    assert grade(text) <= 8
    assert words_per_sentence(text) <= 15


@form_text
def test_a_shipped_form_says_nothing_known_to_be_false(form: Path) -> None:
    assert list(false_sentences(form.read_text("utf-8"))) == []
