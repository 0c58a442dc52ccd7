"""Pages as they are typed, and the sheets they stand on."""

from functools import partial

import pytest

from app.domain.page_spans import Span, numbers, read_spans, said_spans, whole_sheets
from tests.use_cases.asking import refusal


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("", ()),
        ("3", ((3, 3),)),
        ("3-", ((3, 8),)),
        ("1, 3-4", ((1, 1), (3, 4))),
        ("5–6", ((5, 6),)),
        (" 2 - 3 ,", ((2, 3),)),
    ],
)
def test_pages_are_read(typed: str, spans: tuple[Span, ...]) -> None:
    assert read_spans(typed, 8) == spans


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("three", "pages-unreadable"),
        ("-3", "pages-unreadable"),
        ("0", "pages-beyond"),
        ("9", "pages-beyond"),
        ("4-3", "pages-beyond"),
        ("3-9", "pages-beyond"),
    ],
)
def test_pages_that_are_not_there_are_refused(typed: str, code: str) -> None:
    assert refusal(partial(read_spans, typed, 8)) == [code]


@pytest.mark.parametrize(
    ("spans", "sheets"),
    [
        (((3, 8),), ((3, 8),)),
        (((4, 8),), ((3, 8),)),
        (((2, 2), (7, 7)), ((1, 2), (7, 7))),
        (((1, 1),), ((1, 2),)),
    ],
)
def test_both_sides_of_a_sheet_are_printed_together(
    spans: tuple[Span, ...], sheets: tuple[Span, ...]
) -> None:
    assert whole_sheets(spans, 7 if spans[-1][1] == 7 else 8) == sheets


def test_spans_are_said_as_they_are_typed() -> None:
    assert said_spans(((1, 1), (3, 4))) == "1,3-4"


def test_without_a_span_every_page_is_meant() -> None:
    assert list(numbers((), 3)) == [0, 1, 2]
    assert list(numbers(((2, 3),), 5)) == [1, 2]
