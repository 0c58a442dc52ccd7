"""How alike two patients are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.patients import Patient, Phone, reached_at
from app.domain.twins import NEVER, alike, likely, same_name, similar, words_of

BORN = date(1988, 3, 12)
WORDS = st.sampled_from(["ana", "maría", "romero", "gil", "núñez", "o'brien", "jo", "lan", "anh"])
NAMES = st.lists(WORDS, min_size=1, max_size=4, unique=True)


def someone(
    given: str, family: str = "", preferred: str = "", born: date = BORN, phone: str = ""
) -> Patient:
    return Patient(
        given=given, family=family, preferred=preferred, born=born, phones=reached_at(phone)
    )


def codes(one: Patient, other: Patient) -> list[str]:
    return [reason.code for reason in alike(one, other)]


ANA = someone("Ana María", "Romero Gil")


@pytest.mark.parametrize(
    "other",
    [
        someone("ana maria", "romero gil"),
        someone("Romero Gil", "Ana María"),
        someone("Ana", "Romero"),
        someone("María", "Gil"),
        someone("A.", "Romero"),
        someone("Ana", "Romreo"),
        someone("Anna-Maria", "Romero Gil"),
        someone("Mariana", "Romero Gil", preferred="Ana"),
        someone("Ana María Romero Gil"),
        someone("Ana"),
        someone("Ana María Peña", "Romero Gil"),
    ],
)
def test_one_name_written_in_many_ways_is_seen(other: Patient) -> None:
    assert similar(ANA, other)
    assert similar(other, ANA)


@pytest.mark.parametrize(
    "other",
    [
        someone("Ana", "Gómez"),
        someone("Bruno", "Romero Gil"),
        someone("Ada", "Romero"),
        someone("Ana Ana", "Romero"),
    ],
)
def test_another_name_is_another_name(other: Patient) -> None:
    assert not similar(ANA, other)


def test_short_names_that_are_written_in_two_ways_are_seen() -> None:
    assert similar(someone("Jon", "Smith"), someone("John", "Smith"))
    assert not similar(someone("Leo", "Smith"), someone("Lea", "Smith"))
    assert not similar(someone("Ana", "Ruiz"), someone("Eva", "Lund"))


def test_an_apostrophe_and_an_accent_are_nothing() -> None:
    assert similar(someone("Seán", "O’Brien"), someone("Sean", "Obrien"))
    assert words_of("Núñez-de León") == ("nunez", "de", "leon")


def test_it_is_said_by_what_they_are_alike() -> None:
    mother = someone("Luz", "Gil", born=date(1960, 1, 1), phone="+12025550177")
    ana = someone("Ana María", "Romero Gil", phone="+12025550177")

    assert codes(ANA, someone("Romero Gil", "Ana Maria")) == ["twin-birth-and-name"]
    assert codes(ANA, someone("Ana", "Romero")) == ["twin-birth-and-similar-name"]
    assert codes(ana, mother) == ["twin-phone"]
    assert codes(ana, ana) == ["twin-birth-and-name", "twin-phone"]
    assert codes(ANA, someone("Ana María", "Romero Gil", born=date(1988, 3, 13))) == []


def test_a_second_telephone_counts_as_well() -> None:
    two = Patient(given="Luz", born=NEVER, phones=(Phone(number="+1"), Phone(number="+2")))

    assert codes(two, someone("Max", phone="+2")) == ["twin-phone"]


def test_no_birth_date_is_nobodys_birth_date() -> None:
    typed = someone("Ana María", "Romero Gil", born=NEVER)

    assert codes(typed, typed) == []


def test_a_household_is_no_duplicate_and_a_mistyped_birth_date_is() -> None:
    ana = someone("Ana", "Romero", phone="+12025550177")

    assert not likely(ana, someone("Luz", "Romero", born=date(1960, 1, 1), phone="+12025550177"))
    assert likely(ana, someone("Ana", "Romero", born=date(1988, 12, 3), phone="+12025550177"))
    assert likely(ana, someone("Ana", "Romero"))


@given(NAMES, NAMES)
def test_it_does_not_matter_who_is_compared_with_whom(one: list[str], other: list[str]) -> None:
    first, second = (someone(" ".join(names)) for names in (one, other))

    assert codes(first, second) == codes(second, first)


@given(NAMES, st.data())
def test_the_order_of_words_does_not_matter(names: list[str], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(names))
    cut = data.draw(st.integers(0, len(names)))
    other = someone(" ".join(turned[:cut]), " ".join(turned[cut:]))

    assert codes(someone(" ".join(names)), other) == ["twin-birth-and-name"]


@given(st.text(max_size=60), st.text(max_size=60))
def test_anything_can_be_compared(one: str, other: str) -> None:
    first, second = words_of(one), words_of(other)

    assert same_name(first, second) == same_name(second, first)
    assert same_name(first, first) == bool(first)
