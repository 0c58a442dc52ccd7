"""Names are kept as typed and found without accents; ages count whole years."""

from datetime import date

import pytest

from app.domain.names import fold
from app.domain.patients import Patient


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Núñez  Ágata", "nunez agata"),
        ("NGUYỄN Thị Ánh", "nguyen thi anh"),
        ("Đặng", "dang"),
        ("O’Brien-López", "o’brien-lopez"),
        ("", ""),
    ],
)
def test_search_compares_names_without_accents_and_case(typed: str, folded: str) -> None:
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("day", "age"), [(date(2026, 11, 22), 17), (date(2026, 11, 23), 18), (date(2027, 1, 1), 18)]
)
def test_age_counts_whole_years_on_the_day(day: date, age: int) -> None:
    assert Patient(given="Ana", born=date(2008, 11, 23)).age_on(day) == age


def test_a_single_name_is_enough() -> None:
    single = Patient(given="Suharto", born=date(1990, 1, 1))

    assert (single.listed, single.full) == ("Suharto", "Suharto")
