import pytest

from app.domain.reading import words, words_per_sentence
from app.domain.reading_spanish import ease, syllables


@pytest.mark.parametrize(
    ("count", "spoken"),
    [
        (1, "sol pues voy rey bien que buey"),
        (2, "cuando agua guerra quiero hacia siente día país"),
        (3, "camino maría corazón guitarra efectos médico"),
        (4, "medicina ciudadano tratamiento autorizar enfermera"),
        (5, "consentimiento electricidad"),
        (6, "responsabilidad universidades"),
    ],
)
def test_syllables_are_counted_as_spoken(count: int, spoken: str) -> None:
    assert {word: syllables(word) for word in spoken.split()} == dict.fromkeys(
        spoken.split(), count
    )


def test_an_ease_follows_the_formula_of_1959() -> None:
    text = "El gato come pan. Está bien."

    assert words_per_sentence(text) == 3
    assert len(words(text)) == 6
    assert ease(text) == pytest.approx(206.84 - 60 * 9 / 6 - 1.02 * 3)


def test_a_clinical_sentence_is_harder_than_a_plain_one() -> None:
    assert ease("La administración puede precipitar anormalidades cardiovasculares.") < 0
    assert ease("El corazón late más de prisa por un rato.") > 80


def test_a_text_without_words_has_no_ease() -> None:
    assert ease("...") == 0.0
