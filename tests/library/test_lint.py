import hashlib
from dataclasses import replace
from datetime import date

import pytest

from app import library, words
from app.domain.forms import Form
from tests.documents.samples import form


def sound(text: str = "For {{patient.name}}.\n\n::: sign patient\nI agree.\n:::\n") -> Form:
    """A form with nothing wrong."""
    return form(
        text,
        fields=("patient.name",),
        hashes={"en": hashlib.sha256(text.encode()).hexdigest()},
        approved_by="Medical director",
        approved_on=date(2026, 11, 1),
    )


def found(wrong: Form) -> list[str]:
    """The sentences about a form."""
    reasons = library.lint(wrong, lambda text: "".join(sorted(set(text) & {"≥"})))
    return [words.say(reason) for reason in reasons]


def test_a_sound_form_gives_nothing() -> None:
    assert found(sound()) == []


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"approved_by": ""}, "small-form: an approved form needs who approved it and when."),
        (
            {"effective": date(2026, 10, 1)},
            "small-form: it takes effect on 1 Oct 2026, before its approval on 1 Nov 2026.",
        ),
        ({"routes": ("oral",)}, "small-form: “oral” is not one of the known routes."),
        ({"conditions": ("flu",)}, "small-form: “flu” is not one of the known conditions."),
        (
            {"fields": ("patient.name", "patient.ssn")},
            "small-form: “patient.ssn” is not one of the known fields.",
        ),
        (
            {"fields": ("patient.name", "clinic.name")},
            "small-form: form.toml lists the field clinic.name, which no text uses.",
        ),
        (
            {"fields": ()},
            "small-form: en.md uses the field patient.name, which form.toml does not list.",
        ),
        (
            {"signers": ()},
            "small-form: form.toml says that nobody sign, but en.md has a place for patient.",
        ),
        (
            {"hashes": {"en": "00"}},
            (
                "small-form: en.md is not the text of this version. "
                "Give a changed text a new version and its own hash."
            ),
        ),
        (
            {"titles": {"en": "A", "es": "B"}},
            "small-form: the text es.md is missing.",
        ),
        (
            {"titles": {"en": "A ≥ 1"}},
            "small-form: en.md has letters that the shipped fonts do not have: ≥.",
        ),
    ],
)
def test_wrong_front_matter_is_told(change: dict[str, object], sentence: str) -> None:
    assert sentence in found(replace(sound(), **change))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (
            "::: if kap\nText.\n:::\n",
            "en.md asks for the condition kap, which form.toml does not list.",
        ),
        ("::: initial a\nT.\n:::\n::: initial a\nT.\n:::\n", "en.md uses the id a twice."),
        ("Ketamine is FDA-approved for depression.\n", "That is not true"),
        (
            (
                "Notwithstanding contraindications, pharmacological interventions necessitate "
                "comprehensive interdisciplinary evaluation preceding administration.\n"
            ),
            "en.md reads too hard: Flesch-Kincaid grade",
        ),
        ("::: note\nText.\n", "cannot be read: en.md, line 1"),
    ],
)
def test_a_wrong_text_is_told(text: str, sentence: str) -> None:
    assert any(sentence in said for said in found(replace(sound(text), signers=(), fields=())))


def test_a_signer_under_a_condition_is_a_signer() -> None:
    text = "::: sign patient\n:::\n::: if witness\n::: sign witness\n:::\n:::\n"
    facts: dict[str, object] = {
        "texts": {"en": text},
        "hashes": {"en": hashlib.sha256(text.encode()).hexdigest()},
        "fields": (),
        "named_conditions": ("witness",),
    }

    assert found(replace(sound(), signers=("patient", "witness"), **facts)) == []
    assert found(replace(sound(), signers=("patient",), **facts)) == [
        (
            "small-form: form.toml says that patient sign, "
            "but en.md has a place for patient and witness."
        )
    ]


def test_languages_have_the_same_ids() -> None:
    one = sound()
    two = replace(
        one,
        titles={"en": "A", "es": "B"},
        texts={**one.texts, "es": "## Hola {#hola}\n\n{{patient.name}}\n\n::: sign patient\n:::\n"},
    )

    assert "small-form: es.md and en.md do not have the same ids: hola." in found(two)


def test_what_the_texts_name_can_be_listed_by_itself() -> None:
    text = "{{ visit.day }} {{ patient.nme }}\n\n::: if iv\nGiven.\n:::\n\n::: sign staff\nx\n:::\n"
    wanted = replace(form(text), fields=("patient.name",), named_conditions=("kap",))

    found = library.with_lists(wanted)

    assert (found.fields, found.named_conditions) == (("visit.day",), ("kap", "iv"))
    assert found.signers == ("staff",)
    assert library.with_lists(replace(found, texts={"en": ":::"})).signers == ("staff",)
