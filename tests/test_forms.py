"""Every shipped form is read, linted and laid out in every variant it has."""

from collections.abc import Iterator
from itertools import combinations

import pytest

from app import library, words
from app.documents import make_packet, missing_letters
from app.domain.form_lists import FIELDS
from app.domain.forms import Form, Sign, ids_of, shown, walk
from tests.documents.reading_back import page_texts
from tests.documents.samples import packet, paper

FORMS = library.forms()
TEXTS = [(name, language) for name, form in FORMS.items() for language in form.languages]
MOST_COMBINED = 5
PARTS = {
    "who it is about and who explained it": "who",
    "what is treated": "diagnosis",
    "the medicine, the way it is given, how often, who is in the room": "treatment",
    "what the FDA has approved": "status",
    "what it may do, and no promise": "benefit",
    "common effects": "risk-common",
    "harm to the body": "risk-pressure risk-breathing risk-organs risk-other",
    "harm to mind and mood, and dependence": "risk-mind risk-dependence",
    "what is not known": "risk-unknown",
    "who should not have it": "tell-us pregnancy",
    "other choices, and none": "alternatives",
    "other medicines": "medicines",
    "before and after": "rules",
    "watching, and emergencies": "monitoring",
    "asking, refusing, stopping": "withdraw",
    "privacy": "privacy",
    "cost": "cost",
    "a copy": "copy-offered",
    "signatures": "signatures",
    "the day itself": "same-day",
}
"""What a consent to ketamine holds, and the parts that say it; therapy is under a condition."""


def chosen(form: Form) -> Iterator[tuple[str, ...]]:
    """The conditions a form is tried with: every set of a few; of many none, each, and all."""
    names = form.named_conditions
    few = len(names) <= MOST_COMBINED
    for count in range(len(names) + 1) if few else (0, 1, len(names)):
        yield from combinations(names, count)


VARIANTS = [
    (name, language, frozenset(conditions))
    for name, language in TEXTS
    for conditions in chosen(FORMS[name])
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


def test_the_consents_are_shipped_in_both_languages() -> None:
    consents = {
        "adolescent-assent",
        "esketamine-consent",
        "group-agreement",
        "guardian-permission",
        "ketamine-consent",
        "off-label-disclosure",
        "psychotherapy-agreement",
        "recording-consent",
        "telehealth-consent",
        "touch-consent",
    }

    assert {name: FORMS[name].languages for name in consents} == dict.fromkeys(
        consents, ("en", "es")
    )


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("route", ["iv", "im", "sublingual"])
def test_the_ketamine_consent_is_whole_by_every_route(route: str, language: str) -> None:
    text = library.form_text(FORMS["ketamine-consent"], language)

    ids = ids_of(shown(text, {route}))

    assert set(ids) >= set(" ".join(PARTS.values()).split())
    assert [name for name in ids if name.startswith("way-")] == [f"way-{route}"]


@pytest.mark.parametrize("name", FORMS)
def test_nothing_is_wrong_with_a_shipped_form(name: str) -> None:
    assert [words.say(reason) for reason in library.lint(FORMS[name], missing_letters)] == []


def test_no_two_sheets_share_a_sentence() -> None:
    shared = library.shared_sentences(FORMS.values(), library.commons())

    assert [words.say(reason) for reason in shared] == []


@pytest.mark.parametrize(("name", "language", "conditions"), VARIANTS)
def test_every_variant_can_be_printed(name: str, language: str, conditions: frozenset[str]) -> None:
    form = FORMS[name]
    blocks = library.form_text(form, language)
    values = {field: f"[{field}]" for field in form.fields}

    sheet = paper(form=form, blocks=blocks, language=language, values=values, conditions=conditions)
    made = make_packet(packet(sheet))

    text = " ".join(page_texts(made.pdf))
    printed = shown(blocks, conditions)
    signers = [block.who for block in walk(printed) if isinstance(block, Sign)]
    boxes = made.papers[0].boxes
    assert [box.who for box in boxes if box.kind == "signature"] == signers
    assert {box.id for box in boxes if box.kind == "initials"} <= set(ids_of(printed))
    assert form.title(language).split()[0] in text
    assert "{{" not in text


@pytest.mark.parametrize(("name", "language"), TEXTS)
def test_every_form_can_be_printed_without_any_value_and_in_large_print(
    name: str, language: str
) -> None:
    form = FORMS[name]
    sheet = paper(
        form=form,
        blocks=library.form_text(form, language),
        language=language,
        values={},
        conditions=frozenset({"large-print"}),
    )

    assert make_packet(packet(sheet)).papers[0].pages >= 1


def test_every_field_of_the_closed_list_says_what_it_is() -> None:
    assert all(FIELDS.values())


def test_every_claim_of_the_table_is_answered_by_a_shipped_sheet() -> None:
    wrong = library.lint_claims(library.claims(), FORMS)

    assert [words.say(reason) for reason in wrong] == []
