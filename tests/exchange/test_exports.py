"""Tables for spreadsheet programs: read back as they were, and nothing in them is run."""

import csv
from io import StringIO

import pytest

from app.exchange.exports import write_table


def read(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("first", list("=+-@\t\r\n"))
def test_a_cell_that_would_be_worked_out_is_text(first: str) -> None:
    cell = f"{first}HYPERLINK(A1)"

    assert read(write_table(["Name"], [[cell]])) == [["Name"], [f"'{cell}"]]


@pytest.mark.parametrize("cell", ["Ng, Anh", 'the "last" one', "two\nlines", "1-2", "", "Ngọc Ánh"])
def test_any_other_cell_is_as_it_was(cell: str) -> None:
    assert read(write_table(["Name", "Note"], [[cell, "x"]])) == [["Name", "Note"], [cell, "x"]]


def test_the_file_says_that_it_is_utf_8() -> None:
    assert write_table(["Ñ"], []) == b"\xef\xbb\xbf\xc3\x91\r\n"
