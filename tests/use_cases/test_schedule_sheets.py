"""The schedule on paper, from a real clinic."""

from dataclasses import replace
from datetime import date

import pytest

from app.clinic import Clinic
from app.domain.blocks import Block
from app.domain.patients import Patient
from app.use_cases import schedule_sheets
from app.use_cases.patients import edit_patient
from app.use_cases.schedule_sheets import PEOPLE, course_plan_pdf, day_columns_pdf, week_pdf
from tests.documents.reading_back import page_texts
from tests.small import MONDAY, at
from tests.use_cases.asking import book, refusal

TUESDAY = date(2026, 11, 24)


def last_act(clinic: Clinic) -> str:
    with clinic.database.reading() as unit:
        return unit.audit.last(1)[0].act


def test_a_day_by_rooms_names_every_room_and_who_is_in_it(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    (text,) = page_texts(day_columns_pdf(clinic, TUESDAY))

    assert "Day by rooms" in text
    assert all(f"Room {number}" in text for number in (1, 2, 3))
    assert text.count("Romero Gil, Ana María") == 1
    assert "09:00 IV infusion" in text
    assert last_act(clinic) == "print-schedule"


def test_a_day_by_people_shows_each_for_as_long_as_needed(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    (text,) = page_texts(day_columns_pdf(clinic, TUESDAY, PEOPLE))

    assert text.count("09:00 IV") == 2  # nurse and therapist


def test_chosen_columns_stand_in_their_order(clinic: Clinic) -> None:
    with clinic.database.reading() as unit:
        numbers = [each.id for each in unit.scheduling.resources()]

    (text,) = page_texts(day_columns_pdf(clinic, TUESDAY, resources=numbers[:1:-1]))

    assert text.index("Pump 1") < text.index("Room 3") < text.index("Room 1")
    assert "Day by columns" in text


def test_a_week_lists_the_days_that_are_worked(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)

    (text,) = page_texts(week_pdf(clinic, TUESDAY))

    assert "23–27 November 2026" in text
    assert "09:00 Romero Gil, Ana María" in text
    assert "IV infusion · Room 2" in text


def test_a_week_of_one_is_drawn_by_its_hours(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    nurse = next(held for held in view.holds if held.role == "monitor")

    (text,) = page_texts(week_pdf(clinic, MONDAY, nurse.resource))

    assert "Rosa Ortiz, 23–27 November 2026" in text
    assert "Tue 24 Nov" in text
    assert text.count("Romero Gil, Ana María") == 1


def test_blocks_are_named(clinic: Clinic) -> None:
    with clinic.database.writing() as unit:
        room = next(each for each in unit.scheduling.resources() if each.name == "Room 1")
        unit.scheduling.add_block(
            Block(
                resource=room.id,
                kind="time-off",
                start=at(clinic, 24, "12:00"),
                end=at(clinic, 24, "13:00"),
            )
        )

    assert "Time off" in page_texts(day_columns_pdf(clinic, TUESDAY))[0]


def test_an_unknown_resource_is_refused(clinic: Clinic) -> None:
    assert refusal(lambda: week_pdf(clinic, MONDAY, 999)) == ["resource-unknown"]


def test_a_plan_names_neither_illness_nor_medicine(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana)
    book(clinic, ana, 25, "10:00", kind="integration")

    (text,) = page_texts(course_plan_pdf(clinic, ana.id))

    assert "Tuesday 24 November 2026 9:00 AM to 10:55 AM Treatment session with Ira Moss" in text
    assert "Wednesday 25 November 2026" in text
    assert "Talk with" in text
    lowered = text.lower()
    assert not any(word in lowered for word in ("ketamine", "infusion", "depress", "iv "))
    assert last_act(clinic) == "print-course-plan"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("es", "martes 24 de noviembre de 2026 9:00 a. m. a 10:55 a. m. Sesión de tratamiento"),
        ("vi", "Tuesday 24 November 2026 9:00 AM to 10:55 AM Treatment session"),
    ],
)
def test_a_plan_is_in_the_language_of_the_patient_or_english(
    clinic: Clinic, ana: Patient, language: str, told: str
) -> None:
    book(clinic, edit_patient(clinic, replace(ana, language=language)))

    assert told in " ".join(page_texts(course_plan_pdf(clinic, ana.id)))


def test_a_plan_of_nobody_is_refused(clinic: Clinic) -> None:
    assert refusal(lambda: course_plan_pdf(clinic, 999)) == ["patient-unknown"]


@pytest.mark.parametrize("large", [False, True])
def test_files_are_written_whole(
    clinic: Clinic, ana: Patient, tmp_path_factory: pytest.TempPathFactory, *, large: bool
) -> None:
    folder = tmp_path_factory.mktemp("papers")

    plan = schedule_sheets.write_course_plan(clinic, ana.id, folder / "plan.pdf", large=large)
    day = schedule_sheets.write_day_columns(clinic, TUESDAY, folder / "day.pdf")
    week = schedule_sheets.write_week(clinic, TUESDAY, folder / "week.pdf")

    assert all(path.read_bytes().startswith(b"%PDF") for path in (plan, day, week))
    assert sorted(folder.iterdir()) == [day, plan, week]
