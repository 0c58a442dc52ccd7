"""Columns find their fields, lines become patients, and whoever is there twice is found."""

from datetime import date

import pytest

from app import words
from app.domain.birth_dates import Order
from app.domain.intake import Field, against_mapping, guessed, order_of, unclear_date
from app.domain.intake_rows import Candidate, Readout, Way, read_lines
from app.domain.intake_twins import Alike, Known, twins
from app.domain.names import names_of
from app.domain.patients import Contact, Patient, Phone, reached_at
from app.domain.refusal import refuse
from app.domain.tables import Line, Table

TODAY = date(2026, 11, 23)
BORN = date(1980, 3, 2)


def table(headings: str, *rows: str) -> Table:
    lines = tuple(Line(n, tuple(row.split("|"))) for n, row in enumerate(rows, start=2))
    return Table(headings=tuple(headings.split("|")), lines=lines)


def fields(headings: str, *rows: str) -> str:
    return " ".join(guessed(table(headings, *rows), TODAY))


@pytest.mark.parametrize(
    ("headings", "found"),
    [
        ("MRN|First Name|Last Name|DOB|Cell Phone", "chart given family born phone"),
        ("patientId|firstName|lastName|dateOfBirth", "chart given family born"),
        (
            "Nombre|Apellido paterno|Apellido materno|Fecha de nacimiento|Teléfono",
            "given family family born phone",
        ),
        ("Patient Name|Birth date|E-mail|City|ZIP", "name born email address address"),
        ("Name|First|Last|DOB", "nothing given family born"),
        ("DOB|Birthday|Shoe size", "born nothing nothing"),
        (
            "Contacto de emergencia|Parentesco|Teléfono de emergencia",
            "emergency-name emergency-relation emergency-phone",
        ),
    ],
)
def test_columns_are_known_by_their_headings(headings: str, found: str) -> None:
    assert fields(headings) == found


def test_columns_without_a_known_heading_are_known_by_what_is_in_them() -> None:
    rows = (
        "Ana|3/2/1980|202 555 0142|a@example.com|12",
        "Bo|13 Mar 1980|+34 915 550 142|b@x.org|7",
    )

    assert fields("Name|A|B|C|D", *rows) == "name born phone email nothing"
    assert fields("Name|A|B", "Ana|3/2/1980|3/2/2020") == "name nothing nothing"


def test_a_way_to_read_a_table_needs_a_name_and_a_birth_and_each_field_once() -> None:
    mapped = (Field.EMAIL, Field.EMAIL, Field.PHONE, Field.PHONE)

    assert [words.say(each) for each in against_mapping(mapped, ("a", "b", "c", "d"))] == [
        "No column is the name. The table has: a, b, c and d.",
        "No column is the date of birth. The table has: a, b, c and d.",
        "Only one column can be “Email”, not a and b.",
    ]


@pytest.mark.parametrize(
    ("dates", "order", "asked"),
    [
        (("1/2/1980", "13/2/1980"), Order.DAY, ""),
        (("1/2/1980", "2/13/1980"), Order.MONTH, ""),
        (("1/2/1980", "2/2/1980"), None, "1/2/1980"),
        (("13/2/1980", "2/13/1980", "1/2/1980"), None, "1/2/1980"),
        (("2/2/1980", "1980-01-02"), None, ""),
    ],
)
def test_the_order_of_dates_is_shown_by_them_or_asked(
    dates: tuple[str, ...], order: Order | None, asked: str
) -> None:
    found = table("DOB", *dates)

    assert (order_of(found, (Field.BORN,)), unclear_date(found, (Field.BORN,))) == (order, asked)


def dial(text: str) -> str:
    if not text.startswith("202"):
        raise refuse("patient-phone-unreadable", phone=text)
    return f"+1{text.replace(' ', '')}"


def read(mapped: str, *rows: str) -> Readout:
    kinds = tuple(map(Field, mapped.split("|")))
    way = Way(mapped=kinds, headings=kinds, order=Order.MONTH, today=TODAY, dial=dial)
    return read_lines(table(mapped, *rows), way)


def test_a_line_becomes_a_patient_with_everything_in_its_place() -> None:
    mapped = "chart|given|given|family|born|phone|phone|address|address|language|notes"
    row = "7|Ana|María|Peña Ruiz|3/2/1980|202 5550142|none|1 Main St|Denver|Español|said hi"

    (found,) = read(mapped, row).candidates

    assert found == Candidate(
        2,
        Patient(
            chart="7",
            given="Ana María",
            family="Peña Ruiz",
            born=BORN,
            phones=(Phone(number="+12025550142"),),
            address="1 Main St, Denver",
            language="es",
            notes="said hi",
        ),
    )


@pytest.mark.parametrize(
    ("name", "given", "family"),
    [
        ("Peña Ruiz, Ana", "Ana", "Peña Ruiz"),
        ("Ana Peña", "Ana Peña", ""),
        ("Peña,", "Peña,", ""),
    ],
)
def test_a_whole_name_is_taken_apart_only_at_a_comma(name: str, given: str, family: str) -> None:
    (found,) = read("name|born", f"{name}|3/2/1980").candidates

    assert (found.patient.given, found.patient.family) == (given, family)


def test_somebody_to_call_in_an_emergency_comes_along() -> None:
    mapped = "given|born|emergency-name|emergency-relation|emergency-phone"

    (found,) = read(mapped, "Ana|3/2/1980|Leo|brother|202 5550199").candidates

    assert found.patient.emergency == Contact(name="Leo", relation="brother", phone="+12025550199")


def test_what_cannot_be_kept_in_its_place_is_kept_in_the_notes() -> None:
    mapped = "given|born|phone|email|language|notes"

    (found,) = read(mapped, "Ana|3/2/1980|ask Leo|at work|Tagalog|quiet").candidates

    assert (found.patient.phones, found.patient.email, found.patient.language) == ((), "", "en")
    assert found.patient.notes == "quiet\nPhone: ask Leo\nEmail: at work\nLanguage: Tagalog"
    assert [words.say(each) for each in found.notices] == [
        "Row 2: the phone “ask Leo” is kept in the notes.",
        "Row 2: the email “at work” is kept in the notes.",
        "Row 2: the language “Tagalog” is kept in the notes.",
    ]


def test_a_line_that_is_nobody_says_every_reason() -> None:
    found = read("given|born", "|soon", "Ana|", "Bo|3/2/1980")

    assert [each.row for each in found.candidates] == [4]
    assert [words.say(each) for each in found.faults] == [
        "Row 2 has no name.",
        "Row 2: “soon” is not a date of birth that can be read.",
        "Row 3 has no date of birth.",
    ]


def person(
    row: int, given: str, family: str = "Peña", *, chart: str = "", phone: str = ""
) -> Candidate:
    phones = reached_at(phone)
    patient = Patient(given=given, family=family, born=BORN, phones=phones, chart=chart)
    return Candidate(row, patient)


def found_twins(*candidates: Candidate, at_clinic: tuple[Patient, ...] = ()) -> list[str]:
    known = [Known(each, names_of(each)) for each in at_clinic]
    return [words.say(twin.reason) for twin in twins(candidates, known)]


def test_people_of_the_table_who_are_there_twice_are_found() -> None:
    assert found_twins(
        person(2, "Ana", chart="7"),
        person(3, "ANA MARIA"),
        person(4, "Leo", chart="7"),
        person(5, "Bo", "Ruiz", phone="+1"),
        person(6, "Cy", "Ruiz", phone="+1"),
    ) == [
        "Row 3: Peña, ANA MARIA, born 2 Mar 1980, may be Peña, Ana of row 2.",
        "Row 4: chart number 7 is in row 2 already. Left out.",
        "Row 6: Ruiz, Cy has the telephone of Ruiz, Bo of row 5.",
    ]


def test_people_who_are_at_the_clinic_already_are_found() -> None:
    ana = Patient(given="Ana", family="Peña", born=BORN, chart="7", phones=(Phone(number="+1"),))

    assert found_twins(
        person(2, "Ana"),
        person(3, "Leo", "Ruiz", chart="7"),
        person(4, "Cy", "Ruiz", phone="+1"),
        at_clinic=(ana,),
    ) == [
        "Row 2: Peña, Ana, born 2 Mar 1980, may be Peña, Ana, chart 7.",
        "Row 3: chart number 7 is Peña, Ana’s already. Left out.",
        "Row 4: Ruiz, Cy has the telephone of Peña, Ana, chart 7.",
    ]


def test_a_date_of_birth_that_a_crowd_has_makes_nobody_a_twin() -> None:
    crowd = [person(row, f"Given{row}", f"Family{row}") for row in range(2, 2_000)]

    found = list(twins([*crowd, person(9_999, "Given2", "Family2")], []))

    assert [(each.row, each.alike) for each in found if each.row > 1_999] == [(9_999, Alike.PERSON)]
