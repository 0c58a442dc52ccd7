"""Who may have been meant when nobody answers what was typed."""

from collections.abc import Generator

import pytest

from app.domain.asked import read_asked
from app.domain.clinics import Place
from app.storage.database import Database, open_database
from tests.storage.test_search import PEOPLE, TODAY


@pytest.fixture(scope="module")
def clinic(shared: Place) -> Generator[Database]:
    database = open_database(shared)
    with database.writing() as unit:
        for patient in PEOPLE:
            unit.patients.add(patient)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("nugnez", ["Núñez-de León"]),
        ("oritz", ["Ortiz"]),
        ("ana orits", ["Ortiz"]),
        ("annita", ["Núñez-de León"]),
        ("nguen", ["Nguyễn"]),
        ("maive obrein", ["O'Brien"]),
        ("brein m", ["O'Brien"]),
        ("telller", [""]),
        ("anna 1985-03-13", ["Ortiz", "Núñez-de León"]),
        ("ana ortiz 1985-03-14", ["Ortiz"]),
        ("ortiz 0142", ["Ortiz"]),
        ("zzzz", []),
        ("qx", []),
        ("%", []),
        ("", []),
        ("1985-03-14", []),
    ],
)
def test_a_name_mistyped_or_a_wrong_number_still_leads_to_the_patient(
    clinic: Database, typed: str, meant: list[str]
) -> None:
    with clinic.reading() as unit:
        found = unit.patients.guess(read_asked(typed, TODAY), 5)

    assert [patient.family for patient in found] == meant
