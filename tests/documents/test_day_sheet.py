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
    assert "Audit entries 1,284 · head 9f2c71aa04be" in text


def test_a_long_day_takes_more_pages_and_loses_nobody() -> None:
    texts = page_texts(make_day_sheet(day_sheet(visits=60)))

    whole = " ".join(texts)
    assert len(texts) > 1
    assert all(f"Ana Ruiz {number} " in whole for number in range(60))
    assert texts[-1].count(f"Page {len(texts)} of {len(texts)}") == 1


def test_a_day_without_visits_says_so() -> None:
    assert "No visits on this day." in page_texts(make_day_sheet(day_sheet(visits=0)))[0]


@pytest.mark.parametrize("name", ['<b>&"', "Nguyễn Thị Ánh", "W" * 400])
def test_names_come_out_as_they_are(name: str) -> None:
    texts = page_texts(make_day_sheet(day_sheet(name=name)))

    assert name in "".join(texts).replace("\ufffe", "") or name in "".join(texts).replace(" ", "")


def test_the_same_values_give_the_same_bytes() -> None:
    assert make_day_sheet(day_sheet()) == make_day_sheet(day_sheet())
