"""Whoever is looked for stands as far above in the list as what was typed is telling."""

from collections.abc import Generator
from datetime import date

import pytest

from app.domain.asked import read_asked
from app.domain.clinics import Place
from app.domain.patients import Patient, reached_at
from app.storage.database import Database, open_database
from tests.storage.test_search import TODAY

BEST_FIRST = (
    Patient(given="Mara", family="Stone", born=date(1970, 1, 1), phones=reached_at("+13035550019")),
    Patient(given="Lee", family="Marasco", born=date(1970, 1, 1)),
    Patient(given="Marah", family="Adams", born=date(1970, 1, 1)),
    Patient(given="Tamara", family="Adams", born=date(1971, 1, 1)),
    Patient(given="Kay", family="Mara", born=date(1972, 1, 1), chart="0019"),
    Patient(given="Joan", family="Smith", born=date(1980, 5, 6)),
    Patient(given="Jim", family="Smyth", born=date(1981, 5, 6)),
    Patient(given="Jo", family="Baker-Smith", sort_as="Smithers", born=date(1982, 5, 6)),
)


@pytest.fixture(scope="module")
def clinic(shared: Place) -> Generator[Database]:
    database = open_database(shared)
    with database.writing() as unit:
        for patient in BEST_FIRST:
            unit.patients.add(patient)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mara", ["Mara, Kay", "Stone, Mara", "Marasco, Lee", "Adams, Marah", "Adams, Tamara"]),
        ("0019", ["Mara, Kay", "Stone, Mara"]),
        ("aras", ["Marasco, Lee"]),
        ("ara ad", ["Adams, Marah", "Adams, Tamara"]),
        ("smith j", ["Smith, Joan", "Baker-Smith, Jo", "Smyth, Jim"]),
        ("smiht j", ["Smith, Joan", "Baker-Smith, Jo", "Smyth, Jim"]),
        ("schmidt joan", ["Smith, Joan"]),
        ("6 may 1980", ["Smith, Joan"]),
        ("5/6/80", ["Smith, Joan"]),
        ("6.5.1980", ["Smith, Joan"]),
        ("May 6, 1980 smith", ["Smith, Joan"]),
        ("1970 mar", ["Marasco, Lee", "Adams, Marah", "Stone, Mara"]),
        ("1971 adams", ["Adams, Tamara"]),
        ("1971 mar", []),
        ("555 0019", ["Stone, Mara"]),
        ("mara 0019", ["Stone, Mara", "Mara, Kay"]),
    ],
)
def test_the_most_useful_answer_stands_first(
    clinic: Database, typed: str, found: list[str]
) -> None:
    with clinic.reading() as unit:
        answers = unit.patients.find(read_asked(typed, TODAY), 9)

    assert [patient.listed for patient in answers] == found


def test_more_answers_than_are_looked_at_still_begin_with_the_best(clinic: Database) -> None:
    many = [Patient(given="Pia", family=f"Quaa{n:03}", born=date(1990, 1, 1)) for n in range(250)]
    with clinic.writing() as unit:
        for patient in (*many, Patient(given="Quaz", family="Adler", born=date(1990, 1, 1))):
            unit.patients.add(patient)
        found = [unit.patients.find(read_asked(typed, TODAY), 2) for typed in ("quaz", "qua", "pi")]

    assert [[patient.listed for patient in each] for each in found] == [
        ["Adler, Quaz"],
        ["Quaa000, Pia", "Quaa001, Pia"],
        ["Quaa000, Pia", "Quaa001, Pia"],
    ]
