"""The papers of the schedule: a day by columns, a week, a patient's plan."""

from dataclasses import replace
from datetime import date

import pypdfium2
import pytest

from app.documents import make_course_plan, make_grid, make_week
from tests.documents.reading_back import page_texts, pictures, shades
from tests.documents.schedule_samples import card, day_grid, plan, week


def sizes(pdf: bytes) -> set[tuple[float, float]]:
    """The sizes of a file's pages, rounded."""
    document = pypdfium2.PdfDocument(pdf)
    found = {(round(page.get_width()), round(page.get_height())) for page in document}
    document.close()
    return found


def test_a_day_by_columns_is_one_landscape_page() -> None:
    pdf = make_grid(day_grid())

    (text,) = page_texts(pdf)
    assert sizes(pdf) == {(792, 612)}
    assert "Tuesday 24 November 2026" in text
    assert all(f"Room {number} Therapy room" in text for number in range(4))
    assert "Ruiz 0, Ana" in text
    assert "Lunch" in text
    assert "recovery" in text
    assert "shred after use" in text


def test_more_columns_than_can_be_read_go_on_the_next_page() -> None:
    texts = page_texts(make_grid(day_grid(columns=25)))

    assert len(texts) == 2
    assert "Room 0 " in texts[0]
    assert "Room 24" in texts[1]
    assert "Page 2 of 2" in texts[1]


def test_phases_are_told_apart_in_grey() -> None:
    (picture,) = pictures(make_grid(day_grid(columns=1)))
    shade = shades(picture)
    scale = picture.width / 792
    bar = round((36 + 32 + 1.5 + 0.7 + 2) * scale)

    column = [shade(bar, y) for y in range(round(92 * scale), round(200 * scale))]

    levels = {value // 16 for value in column}
    assert {3, 10} <= levels  # the dose dark, the rest of the patient's time light
    assert 15 in levels  # and white between them


@pytest.mark.parametrize(
    "name",
    ["<b>&\"'", "Nguyễn Thị Ánh", "W" * 300, "de la Cruz y Fernández-Villaverde, José Luis"],
)
def test_any_name_is_printed_or_shortened(name: str) -> None:
    sheet = replace(day_grid(), cards=(card(title=name), card(1, 10, name, end=10 * 60 + 10)))

    (text,) = page_texts(make_grid(sheet))

    assert name.split(maxsplit=1)[0][:5] in text


def test_a_day_without_visits_or_columns_is_still_a_page() -> None:
    (text,) = page_texts(make_grid(day_grid(cards=(), shades=(), columns=1)))

    assert "Tuesday 24 November 2026" in text
    assert len(page_texts(make_grid(replace(day_grid(), columns=(), cards=(), shades=())))) == 1


@pytest.mark.parametrize("visits", [0, 1, 16, 30])
def test_a_week_names_every_visit_on_one_landscape_page(visits: int) -> None:
    pdf = make_week(week(visits, name="R, A"))

    (text,) = page_texts(pdf)
    assert sizes(pdf) == {(792, 612)}
    assert "23–27 November 2026" in text
    assert "Closed from 14:00: staff meeting" in text
    assert all(text.count(f"R, A {number} ") == 5 for number in range(visits))


def test_a_week_too_full_for_a_page_says_how_many_are_left_out() -> None:
    (text,) = page_texts(make_week(week(80)))

    assert text.count(" more") == 5


def test_a_course_of_fourteen_visits_is_a_calendar_and_a_list() -> None:
    calendar, listed = page_texts(make_course_plan(plan(14)))

    assert "Ana María Ruiz" in calendar
    assert calendar.count("9:00 AM Treatment") == 13
    assert calendar.count("No food after 3:00 AM Your ride comes inside") == 13
    assert calendar.count("not certain") == 1
    assert "Treatment session The adult who takes you home" in calendar
    assert "(303) 555-0100" in calendar
    assert "Tuesday 1 December 2026 9:00 AM to 10:55 AM Telephone call By telephone" in listed
    assert listed.count("not yet certain") == 1


def test_a_short_course_is_one_page() -> None:
    (text,) = page_texts(make_course_plan(plan(4)))

    assert "Mon Tue Wed Thu Fri 30 Nov" in text
    assert "Telephone call" in text
    assert "The same as a list" in text


def test_weeks_without_visits_are_one_line_of_the_calendar() -> None:
    first, *_, last = plan(4).visits
    later = replace(last, on=date(2027, 1, 6))

    text = page_texts(make_course_plan(replace(plan(), visits=(first, later))))[0]

    assert "No visits: 7 Dec 2026 – 3 Jan 2027" in text
    assert text.count("4 Jan") == 1


def test_a_weekend_is_in_the_calendar_as_far_as_a_visit_is_on_it() -> None:
    saturday, sunday = (page_texts(make_course_plan(plan(count)))[0] for count in (5, 6))

    assert ("Sat" in saturday, "Sun" in saturday) == (True, False)
    assert ("Sat" in sunday, "Sun" in sunday) == (True, True)


def test_a_plan_in_spanish_says_everything_in_spanish() -> None:
    text = page_texts(make_course_plan(replace(plan(4), language="es")))[0]

    assert "lun mar mié jue vie" in text
    assert "Tratamiento" in text
    assert "Lo mismo como lista" in text


def test_in_large_print_it_says_the_same_over_more_pages() -> None:
    texts = page_texts(make_course_plan(plan(14, large=True)))

    whole = " ".join(texts)
    assert len(texts) > 1
    assert all(f"{number + 1} December 2026" in whole for number in range(14))


def test_a_plan_without_visits_says_so() -> None:
    assert "No visits are planned." in page_texts(make_course_plan(plan(0)))[0]


def test_the_same_values_give_the_same_bytes() -> None:
    assert make_grid(day_grid()) == make_grid(day_grid())
    assert make_week(week()) == make_week(week())
    assert make_course_plan(plan()) == make_course_plan(plan())
