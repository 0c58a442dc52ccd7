"""What is looked for is read from what somebody types, in whatever form and order."""

from datetime import date

import pytest

from app.domain.asked import read_asked
from app.domain.birth_dates import births
from app.domain.names import insides, names_in, names_of, sound
from app.domain.patients import Patient
from app.domain.resembling import nearest, resemblance

TODAY = date(2026, 11, 23)
MARCH = date(1988, 3, 12)
DECEMBER = date(1988, 12, 3)


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("12 Mar 1988", {MARCH}),
        ("March 12, 1988", {MARCH}),
        ("12th mar 88", {MARCH}),
        ("12 de marzo de 1988", {MARCH}),
        ("Mar-Gil 12 1988", set[date]()),
        ("1988-03-12", {MARCH}),
        ("1988/3/12", {MARCH}),
        ("3/12/88", {MARCH, DECEMBER}),
        ("12.03.1988", {MARCH, DECEMBER}),
        ("03 12 1988", {MARCH, DECEMBER}),
        ("03121988", {MARCH, DECEMBER}),
        ("19880312", {MARCH}),
        ("31/1/1990", {date(1990, 1, 31)}),
        ("1/2/26", {date(2026, 1, 2), date(2026, 2, 1)}),
        ("1/2/27", {date(1927, 1, 2), date(1927, 2, 1)}),
        ("2031-01-01", set[date]()),
        ("31/31/1990", set[date]()),
        ("12 Mar", set[date]()),
        ("1988", set[date]()),
        ("today", set[date]()),
        ("mar 1988", set[date]()),
        ("", set[date]()),
    ],
)
def test_a_date_of_birth_is_read_in_any_form_with_its_year(typed: str, days: set[date]) -> None:
    assert births(typed, TODAY) == days


@pytest.mark.parametrize(
    ("typed", "names", "told"),
    [
        ("", (), []),
        ("%", (), []),
        ("Gil Ana gil", ("gil", "ana"), []),
        ("O'Brien-López", ("o", "brien", "lopez"), []),
        ("ana 12 Mar 1988 gil", ("ana", "gil"), [("", {MARCH})]),
        ("1988-03-12 ana", ("ana",), [("19880312", {MARCH})]),
        ("(303) 555-0199", (), [("3035550199", set[date]())]),
        ("+1 303 555 0199", (), [("13035550199", set[date]())]),
        ("555 0199", (), [("5550199", set[date]())]),
        ("ana 0199 10004", ("ana",), [("0199", set[date]()), ("10004", set[date]())]),
        ("M-7", ("m", "7"), []),
    ],
)
def test_names_and_numbers_are_told_apart(
    typed: str, names: tuple[str, ...], told: list[tuple[str, set[date]]]
) -> None:
    asked = read_asked(typed, TODAY)

    assert asked.names == names
    assert [(each.digits, set(each.days)) for each in asked.told] == told


@pytest.mark.parametrize(
    ("digits", "year"), [("1988", 1988), ("0142", None), ("19", None), ("2999", None)]
)
def test_four_digits_may_be_a_year(digits: str, year: int | None) -> None:
    assert read_asked(f"ana {digits}", TODAY).told[0].year == year


def test_a_patient_is_found_by_every_part_of_every_name_and_sorted_by_the_first() -> None:
    ana = Patient(given="Ana María", family="Núñez-de León", preferred="Anita", born=MARCH)

    assert names_of(ana) == " nunezde leon ana maria anita nunez de "
    assert names_in("", "Teller") == " teller "
    assert names_in("O'Brien", "Maeve") == " obrien maeve o brien "


def test_what_lists_sort_by_comes_first_and_the_family_is_still_found() -> None:
    patient = Patient(given="Ludwig", family="van Beethoven", sort_as="Beethoven", born=MARCH)

    assert names_of(patient) == " beethoven van ludwig "


@pytest.mark.parametrize(
    "alike",
    [
        "smith smyth schmidt",
        "catherine katherine kathryn",
        "john jon",
        "steven stephen",
        "gonzalez gonsales",
        "jimenez gimenez ximenez",
        "meyer maier",
        "knight nite",
        "philips filips",
    ],
)
def test_names_that_sound_alike_are_written_alike(alike: str) -> None:
    assert len({sound(word) for word in alike.split()}) == 1


def test_names_that_sound_otherwise_are_written_otherwise() -> None:
    assert len({sound(word) for word in ("smith", "jones", "garcia", "nguyen", "park")}) == 5


def test_the_inside_of_a_word_has_three_letters_at_least() -> None:
    assert insides("romero") == ["omero", "mero", "ero"]
    assert insides("gil") == []


def test_the_nearest_words_are_those_mistyped_or_begun() -> None:
    known = ["romero", "romano", "rivera", "romerosa", "park"]

    assert nearest("romreo", known, 2) == ["romero", "romerosa"]


def test_a_name_resembles_only_when_each_word_does() -> None:
    names = ["romero", "gil", "ana"]

    assert resemblance(["romero", "ana"], names) == 1
    assert 0.8 < resemblance(["romreo", "ana"], names) < 1
    assert resemblance(["romero", "xyz"], names) == 0
