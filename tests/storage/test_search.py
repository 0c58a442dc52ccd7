from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.clinics import Place
from app.domain.patients import Patient, reached_at
from app.storage.database import Database, open_database
from app.storage.server import ServerDatabase
from tests.storage.samples import ANA, rows

PEOPLE = (
    ANA,
    Patient(
        given="Đặng Thị", family="Nguyễn", born=date(1990, 1, 31), phones=reached_at("+13035550199")
    ),
    Patient(given="Abd al-Raḥmān", family="al-Khaṭīb", born=date(1971, 7, 4)),
    Patient(given="Teller", born=date(1948, 2, 14), phones=reached_at("+442079460123")),
    Patient(given="Maeve", family="O'Brien", born=date(2001, 12, 1)),
    Patient(given="Ana", family="Ortiz", born=date(1985, 3, 13)),
    Patient(given='Bobby "%"', family="<b>& _", born=date(1999, 9, 9)),
)


@pytest.fixture(scope="module")
def clinic(shared: Place) -> Generator[Database]:
    database = open_database(shared)
    with database.writing() as unit:
        for patient in PEOPLE:
            unit.patients.add(patient)
    yield database
    database.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ana", ["Núñez-de León", "Ortiz"]),
        ("AN ORT", ["Ortiz"]),
        ("ortiz a", ["Ortiz"]),
        ("nunez", ["Núñez-de León"]),
        ("leon ana", ["Núñez-de León"]),
        ("núñez-de", ["Núñez-de León"]),
        ("nunezde", ["Núñez-de León"]),
        ("anita", ["Núñez-de León"]),
        ("maria", ["Núñez-de León"]),
        ("dang", ["Nguyễn"]),
        ("nguyen thi", ["Nguyễn"]),
        ("rahman", ["al-Khaṭīb"]),
        ("al-kh", ["al-Khaṭīb"]),
        ("o'b", ["O'Brien"]),
        ("obrien", ["O'Brien"]),
        ("brien maeve", ["O'Brien"]),
        ("tell", [""]),
        ("1985-03-12", ["Núñez-de León"]),
        ("ana 1985-03-13", ["Ortiz"]),
        ("0142", ["Núñez-de León"]),
        ("555-0199", ["Nguyễn"]),
        ("(303) 555-0199", ["Nguyễn"]),
        ("+1 303 555 0199", ["Nguyễn"]),
        ("nguyen 0199", ["Nguyễn"]),
        ("10004", [""]),
        ("99999", []),
        ("zzz", []),
        ("ana zzz", []),
        ("%", ["al-Khaṭīb", "<b>& _", "Nguyễn"]),
        ("1985-13-99", []),
    ],
)
def test_a_patient_is_found_by_whatever_a_caller_says(
    clinic: Database, typed: str, found: list[str]
) -> None:
    with clinic.reading() as unit:
        assert [patient.family for patient in unit.patients.find(typed, 3)] == found


@pytest.mark.parametrize("typed", ["", "   "])
def test_nothing_typed_gives_the_first_by_name(clinic: Database, typed: str) -> None:
    with clinic.reading() as unit:
        found = [patient.listed for patient in unit.patients.find(typed, 4)]

    assert found == [
        "al-Khaṭīb, Abd al-Raḥmān",
        '<b>& _, Bobby "%"',
        "Nguyễn, Đặng Thị",
        "Núñez-de León, Ana María",
    ]


def test_a_single_name_is_listed_among_the_families(clinic: Database) -> None:
    with clinic.reading() as unit:
        assert unit.patients.find("", 99)[-1].listed == "Teller"


STATEMENT = (
    "SELECT id FROM patient WHERE id IN "
    "(SELECT patient_id FROM patient_word WHERE word >= 'ana' AND word < 'anb') "
    "ORDER BY names, id LIMIT 20"
)


def test_search_walks_through_no_table(folder: Path) -> None:
    plan = rows(folder, f"EXPLAIN QUERY PLAN {STATEMENT}")

    assert not [step for *_, step in plan if str(step) == "SCAN patient"]


def test_search_walks_through_no_table_on_a_server(on_server: ServerDatabase) -> None:
    with on_server.reading() as unit:
        asked = unit.audit._connection.exec_driver_sql(f"EXPLAIN {STATEMENT}")  # pyright: ignore[reportPrivateUsage]
        plan = [str(step) for (step,) in asked]

    assert [step for step in plan if "Index" in step]
    assert not [step for step in plan if "Seq Scan" in step]


def test_a_chart_number_of_another_system_is_kept(database: Database) -> None:
    with database.writing() as unit:
        kept = unit.patients.add(replace(ANA, chart="M-7"))

        assert unit.patients.by_chart("M-7") == kept
        assert unit.patients.add(ANA).chart == "10002"
