import pytest

from app.documents import make_day_sheet
from tests.documents.reading_back import page_texts
from tests.documents.samples import day_sheet


def test_the_day_sheet_says_who_comes_and_what_is_missing() -> None:
    (text,) = page_texts(make_day_sheet(day_sheet()))

    assert "Tuesday 24 November 2026" in text
    assert "Needs you first (1)" in text
    assert "Expired: Expired. Call Dr. Lee" in text
    assert "5 of 7 · Missing" in text
    assert "K7QF-9M2X" in text
    assert "Luis Ruiz 555-0177" in text
    assert "Ketamine infusion · 2 of 6" in text
    assert "Pump 2 is in service until noon." in text
    assert "Group session Room 1 Dr. Hale 2 of 6 seats taken Ruiz, Ana; Soto, Bruno" in text
    assert "11:00–12:00 Room 1 Integration Vega Ruiz, Luz (555-0142) and 2 more" in text
    assert "Audit entries 1,284 · head 9f2c71aa04be" in text


def test_a_long_day_takes_more_pages_and_loses_nobody() -> None:
    texts = page_texts(make_day_sheet(day_sheet(visits=60)))

    whole = " ".join(texts)
    assert len(texts) > 1
    assert all(f"Ana Ruiz {number} " in whole for number in range(60))
    assert texts[-1].count(f"Page {len(texts)} of {len(texts)}") == 1


def test_an_ordinary_day_is_one_page_and_a_fuller_one_is_set_closer() -> None:
    roomy, close = (page_texts(make_day_sheet(day_sheet(visits))) for visits in (8, 18))

    assert (len(roomy), len(close)) == (1, 1)
    assert "to 9:55" in roomy[0]
    assert "8:00–9:55" in close[0]


def test_a_day_too_full_for_a_page_goes_on_under_its_heads() -> None:
    first, second = page_texts(make_day_sheet(day_sheet(visits=40)))

    assert "Visits (40)" in first
    assert "Time Patient Visit Room Ready" in second
    assert "Rides due (1)" in second


def test_a_day_without_visits_says_so() -> None:
    assert "No visits on this day." in page_texts(make_day_sheet(day_sheet(visits=0)))[0]


@pytest.mark.parametrize("name", ['<b>&"', "Nguyễn Thị Ánh", "W" * 400])
def test_names_come_out_as_they_are(name: str) -> None:
    texts = page_texts(make_day_sheet(day_sheet(name=name)))

    assert name in "".join(texts).replace("\ufffe", "") or name in "".join(texts).replace(" ", "")


def test_the_same_values_give_the_same_bytes() -> None:
    assert make_day_sheet(day_sheet()) == make_day_sheet(day_sheet())
