"""Dates of birth in every form that people write, and never one that was guessed."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.birth_dates import Order, orders_shown, read_birth, unclear
from app.domain.refusal import Refused

TODAY = date(2026, 11, 23)
SECOND_OF_MARCH = date(1980, 3, 2)


@pytest.mark.parametrize(
    "text",
    [
        "1980-03-02",
        "1980/3/2",
        "1980-03-02 00:00:00",
        "1980-03-02T00:00:00",
        "19800302",
        "2 Mar 1980",
        "March 2, 1980",
        "Mar 2nd 1980",
        "2-Mar-80",
        "2 de marzo de 1980",
        "02/MAR/1980",
        "1980 March 2",
    ],
)
def test_these_can_be_read_in_one_way_only(text: str) -> None:
    assert read_birth(text, None, TODAY) == SECOND_OF_MARCH
    assert read_birth(text, Order.DAY, TODAY) == SECOND_OF_MARCH


@pytest.mark.parametrize(
    ("text", "order"),
    [
        ("3/2/1980", Order.MONTH),
        ("03/02/1980 00:00", Order.MONTH),
        ("3-2-80", Order.MONTH),
        ("03021980", Order.MONTH),
        ("2/3/1980", Order.DAY),
        ("2.3.1980", Order.DAY),
        ("02 03 1980", Order.DAY),
    ],
)
def test_numbers_alone_are_read_in_the_order_that_was_said(text: str, order: Order) -> None:
    assert read_birth(text, order, TODAY) == SECOND_OF_MARCH


def code(text: str, order: Order | None = None) -> str:
    with pytest.raises(Refused) as refused:
        read_birth(text, order, TODAY)
    (reason,) = refused.value.reasons
    return reason.code


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("3/2/1980", "birth-order"),
        ("soon", "birth-unreadable"),
        ("", "birth-unreadable"),
        ("1980", "birth-unreadable"),
        ("29281", "birth-unreadable"),
        ("30 Feb 1980", "birth-unreadable"),
        ("2 Mar Apr 1980", "birth-unreadable"),
        ("2 Mar 26", "birth-century"),
        ("24 Nov 2026", "patient-born-later"),
        ("1 Jan 1879", "birth-long-ago"),
    ],
)
def test_what_cannot_be_read_says_why(text: str, why: str) -> None:
    assert code(text) == why


def test_a_day_that_no_month_has_is_not_turned_round() -> None:
    assert code("13/2/1980", Order.MONTH) == "birth-unreadable"
    assert read_birth("13/2/1980", None, TODAY) == date(1980, 2, 13)


def test_two_digits_of_a_year_are_of_the_last_century_when_they_must_be() -> None:
    assert read_birth("3/2/27", Order.MONTH, TODAY) == date(1927, 3, 2)


@pytest.mark.parametrize(
    ("texts", "shown"),
    [
        (["1/2/1980", "3/3/1980"], set[Order]()),
        (["1/2/1980", "1/13/1980"], {Order.MONTH}),
        (["13/1/1980", "1980-01-13"], {Order.DAY}),
        (["13/1/1980", "1/13/1980"], {Order.DAY, Order.MONTH}),
    ],
)
def test_some_dates_show_the_order_of_the_others(texts: list[str], shown: set[Order]) -> None:
    assert orders_shown(texts) == shown


def test_only_a_date_that_would_be_another_is_unclear() -> None:
    assert unclear(["1980-01-02", "3/3/1980", "13/1/1980", "2 Mar 1980"]) == ""
    assert unclear(["3/3/1980", "3/2/1980"]) == "3/2/1980"


@given(st.dates(date(1927, 1, 1), TODAY), st.sampled_from(Order), st.sampled_from("/-. "))
def test_a_date_written_in_an_order_comes_back(born: date, order: Order, mark: str) -> None:
    month_first = f"{born.month}{mark}{born.day}{mark}{born.year}"
    day_first = f"{born.day}{mark}{born.month}{mark}{born.year}"
    text = month_first if order is Order.MONTH else day_first

    assert read_birth(text, order, TODAY) == born


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_is_refused(text: str) -> None:
    try:
        found = read_birth(text, Order.MONTH, TODAY)
    except Refused:
        return
    assert found <= TODAY
