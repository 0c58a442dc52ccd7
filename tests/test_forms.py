"""Every shipped form is read, linted and laid out in every variant it has."""

from collections import Counter
from itertools import combinations

import pytest

from app import library, words
from app.documents import make_packet, missing_letters
from app.domain import reading
from app.domain.forms import FIELDS, Figure, Form, Sign, ids_of, shown, walk
from tests.documents.reading_back import page_texts
from tests.documents.samples import packet, paper

FORMS = library.forms()
VARIANTS = [
    (name, frozenset(chosen))
    for name, form in FORMS.items()
    for count in range(len(form.named_conditions) + 1)
    for chosen in combinations(form.named_conditions, count)
]


def test_the_forms_of_the_first_packet_are_shipped() -> None:
    assert set(FORMS) >= {
        "before-and-after",
        "how-ketamine-works",
        "ketamine-and-depression",
        "ketamine-consent",
        "off-label-disclosure",
        "ride-home-agreement",
    }


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_wrong_with_a_shipped_form(name: str) -> None:
    assert [words.say(reason) for reason in library.lint(FORMS[name], missing_letters)] == []


@pytest.mark.parametrize(("name", "conditions"), VARIANTS)
def test_every_variant_can_be_printed(name: str, conditions: frozenset[str]) -> None:
    form = FORMS[name]
    blocks = library.form_text(form, "en")
    values = {field: f"[{field}]" for field in form.fields}

    sheet = paper(form=form, blocks=blocks, values=values, conditions=conditions)
    made = make_packet(packet(sheet))

    text = " ".join(page_texts(made.pdf))
    printed = shown(blocks, conditions)
    signers = [block.who for block in walk(printed) if isinstance(block, Sign)]
    boxes = made.papers[0].boxes
    assert [box.who for box in boxes if box.kind == "signature"] == signers
    assert {box.id for box in boxes if box.kind == "initials"} <= set(ids_of(printed))
    assert form.title("en").split()[0] in text
    assert "{{" not in text


@pytest.mark.parametrize("name", FORMS)
def test_every_form_can_be_printed_without_any_value_and_in_large_print(name: str) -> None:
    form = FORMS[name]
    sheet = paper(
        form=form,
        blocks=library.form_text(form, "en"),
        values={},
        conditions=frozenset({"large-print"}),
    )

    assert make_packet(packet(sheet)).papers[0].pages >= 1


def test_every_field_of_the_closed_list_says_what_it_is() -> None:
    assert all(FIELDS.values())


EDUCATION = [form for form in FORMS.values() if form.kind == "education"]


@pytest.mark.parametrize("language", ["en", "es"])
def test_no_sentence_stands_in_two_education_sheets(language: str) -> None:
    common = sentences_of(*(text for (_, of), text in library.commons().items() if of == language))
    found = Counter(
        sentence
        for form in EDUCATION
        for sentence in sentences_of(form.texts.get(language, "")) - common
    )

    assert [sentence for sentence, times in found.items() if times > 1] == []


@pytest.mark.parametrize("form", EDUCATION, ids=lambda form: form.id)
def test_an_education_sheet_has_what_each_must_have(form: Form) -> None:
    for text in form.texts.values():
        blocks = list(walk(library.form_text(form, "en")))
        assert 350 <= len(reading.words(text)) <= 950
        assert "questions" in ids_of(tuple(blocks))
        assert any(isinstance(block, Figure) for block in blocks)
    assert {*form.texts} == {*form.titles} == {"en", "es"}
    assert form.evidence("en") != form.evidence("es")
    assert sum(source.date != "undated" for source in form.sources) >= 3


def sentences_of(*texts: str) -> frozenset[str]:
    """The sentences a patient reads in these texts."""
    running = (reading.running_text(text) for text in texts)
    return frozenset(sentence for text in running for sentence in reading.sentences(text))
