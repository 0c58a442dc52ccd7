"""The day sheet, from a real clinic."""

from dataclasses import replace
from datetime import date, time

from app.clinic import Clinic
from app.domain.blocks import Closure
from app.domain.day_notes import DayNote
from app.domain.patients import Patient
from app.use_cases.courses import CourseWish, book_course, plan_course
from app.use_cases.day_sheets import day_sheet
from app.use_cases.schedule_sheets import course_plan_pdf, day_columns_pdf, week_pdf
from app.use_cases.scheduling import cancel_visit
from tests.documents.reading_back import page_texts
from tests.small import MONDAY, add_patient, at
from tests.use_cases.asking import book, wait

TUESDAY = date(2026, 11, 24)
FRIDAY = date(2026, 11, 27)


def sheet(clinic: Clinic, day: date = TUESDAY) -> str:
    (text,) = page_texts(day_sheet(clinic, day))
    return text


def test_what_needs_somebody_stands_first_also_of_the_next_open_day(
    clinic: Clinic, ana: Patient, bruno: Patient
) -> None:
    book(clinic, ana)
    book(clinic, bruno, 30, "09:00", hold_until=(27, "12:00"))

    text, friday = sheet(clinic, MONDAY), sheet(clinic, FRIDAY)

    assert "Needs you first (1) Tue 09:00 Romero Gil, Ana María Missing: No adult" in text
    assert "12:00 Soto, Bruno Missing: No diagnosis" in friday
    assert "hold for Mon 30 Nov 09:00 is released Fri 27 Nov 12:00 unless it is booked." in friday
    assert "No visits on this day." in friday


def test_a_visit_whose_time_was_taken_needs_another(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    with clinic.database.writing() as unit:
        unit.scheduling.keep([replace(view.visit, displaced=True)])

    assert "Missing: The time of this visit was taken" in sheet(clinic)
    assert "Find another time" in sheet(clinic)
    assert "needs a new time" in page_texts(week_pdf(clinic, TUESDAY))[0]
    assert "Romero" not in page_texts(day_columns_pdf(clinic, TUESDAY))[0]


def test_a_visit_of_a_course_whose_time_was_taken_has_its_course_mended(
    clinic: Clinic, ana: Patient
) -> None:
    wish = CourseWish(patient=ana.id, template="kap-6", first=TUESDAY)
    first = book_course(clinic, plan_course(clinic, wish)).steps[0].view
    assert first is not None
    with clinic.database.writing() as unit:
        unit.scheduling.keep([replace(first.visit, displaced=True)])

    assert "Mend the course" in sheet(clinic, first.day)


def test_the_note_of_the_day_and_its_closures_are_told(clinic: Clinic) -> None:
    with clinic.database.writing() as unit:
        note = DayNote(day=TUESDAY, text="Pump 2 is away.")
        unit.closures.set_note(note, by="desk", at=clinic.now())
        unit.closures.add(Closure(day=TUESDAY, start=time(14), end=time(18), name="Staff meeting"))
        unit.closures.add(Closure(day=FRIDAY, name="Day after Thanksgiving"))

    told = "Closed from 14:00 to 18:00: Staff meeting. Pump 2 is away."
    columns, week = (page_texts(make(clinic, TUESDAY))[0] for make in (day_columns_pdf, week_pdf))

    assert told in sheet(clinic)
    assert told in columns
    assert columns.count("Staff meeting") == 4
    assert "Closed: Day after Thanksgiving." in week


def test_a_cancelled_visit_is_on_no_sheet(clinic: Clinic, ana: Patient) -> None:
    view = book(clinic, ana)
    book(clinic, ana, 25, "10:00", kind="integration")
    cancel_visit(clinic, view.visit.id)

    plan = page_texts(course_plan_pdf(clinic, ana.id))[0]

    assert "Romero" not in sheet(clinic)
    assert "Romero" not in page_texts(day_columns_pdf(clinic, TUESDAY))[0]
    assert "24 November" not in plan
    assert "25 November" in plan


def test_rides_and_statuses_are_told(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 24, "13:00", kind="integration")
    clinic.clock = lambda: at(clinic, 24, "08:00")

    text = sheet(clinic)

    assert "13:00 to 14:00 Romero Gil, Ana María Integration" in text
    assert "Not needed" in text


def test_openings_say_for_what_and_who_waits(clinic: Clinic, ana: Patient, bruno: Patient) -> None:
    wait(clinic, ana, "preparation", after=time(16))
    wait(clinic, bruno, "integration", after=time(16))
    wait(clinic, add_patient(clinic, "Eva", "Park"), "preparation", after=time(16))

    text = sheet(clinic)

    assert "Openings that the wait list fits (1)" in text
    assert "08:00–18:00 Room 1 Preparation, Integration Romero Gil, Ana María" in text
    assert "and 1 more" in text


def test_a_free_day_that_nobody_waits_for_lists_no_openings(clinic: Clinic) -> None:
    assert "Openings" not in sheet(clinic)
