"""Tables that other programs wrote are read as they are, or refused with one clear sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app import exchange, words
from app.domain.refusal import Refused
from app.domain.tables import Line, Table, column_letter
from app.exchange.tables import MOST_COLUMNS, MOST_ROWS
from tests.exchange.sheets import ANA, HEADINGS, csv_of, new_book, refusal, saved, table, workbook

PLAIN = csv_of(HEADINGS, ANA)
READ = Line(2, ANA)


@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_letters_are_read_in_the_encoding_they_were_saved_in(encoding: str, name: str) -> None:
    found = table(PLAIN.encode(encoding))

    assert (found.headings, found.lines, found.encoding) == (HEADINGS, (READ,), name)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_values_may_be_separated_by_any_usual_mark(delimiter: str, end: str) -> None:
    found = table(csv_of(HEADINGS, ANA, delimiter=delimiter, end=end).encode())

    assert (found.headings, found.lines) == (HEADINGS, (READ,))


def test_a_first_line_may_say_what_separates() -> None:
    found = table(f"sep=;\r\n{csv_of(HEADINGS, ANA, delimiter=';')}".encode())

    assert (found.headings, found.lines) == (HEADINGS, (Line(3, ANA),))


def test_the_mark_that_separates_may_stand_in_quoted_values() -> None:
    text = 'Name;Notes\n"Peña; Ana";"said ""no"", then\nyes"\n\nBo;\n'

    assert table(text.encode()).lines == (
        Line(2, ("Peña; Ana", 'said "no", then\nyes')),
        Line(4, ("Bo", "")),
    )


def test_a_table_of_one_column_is_a_table() -> None:
    found = table(b"Name\nAna\nBo\n")

    assert [line.cells for line in found.lines] == [("Ana",), ("Bo",)]


def faults(*rows: tuple[str, ...]) -> list[str]:
    found = table(csv_of(HEADINGS, *rows).encode())
    return [words.say(fault) for line in found.lines for fault in line.faults]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("Ana", "Peña"), "Row 2 has 2 values under 3 headings."),
        (("Ana", "Peña", "x", "y"), "Row 2 has 4 values under 3 headings."),
        (("Ana", "=B1", "x"), "Row 2, Family: a formula. Put its value there instead."),
        (
            ("Ana", "PeÃ±a", "x"),
            "Row 2, Family: letters were damaged when the file was saved.",
        ),
        (("A" * 10_001, "Peña", "x"), "Row 2, Given: far too long."),
    ],
)
def test_what_is_wrong_with_a_row_is_said_by_its_number(
    row: tuple[str, ...], sentence: str
) -> None:
    assert faults(row, ANA) == [sentence]


def test_empty_values_too_many_are_no_fault() -> None:
    assert faults((*ANA, "", ""), ANA) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "table-empty"),
        (b" \r\n ,, \r\n", "table-empty"),
        (b"%PDF-1.7 ...", "table-binary"),
        (b"\x89PNG\r\n\x1a\n", "table-binary"),
        (b"MZ\x90\x00", "table-binary"),
        (b"Name\nA\x00na\n", "table-binary"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "table-old-excel"),
        (b"PK\x03\x04 no zip", "table-not-workbook"),
        (b"Name\nPe\x81a\n", "table-encoding"),
        (b"\xef\xbb\xbfName\nPe\xf1a\n", "table-encoding-broken"),
        (b"\xff\xfeN\x00a", "table-encoding-broken"),
        (b'Name,Born\n"Ana,1980-01-02\n', "table-quotes"),
        (b'Name,Born\n"An"a,1980-01-02\n', "table-quotes"),
        (b'Name,Born\n"' + b"A" * 70_000, "table-field-long"),
        (b"," * MOST_COLUMNS + b"a\n", "table-wide"),
        (b"a\n" * (MOST_ROWS + 2), "table-long"),
    ],
)
def test_what_is_no_table_is_refused(content: bytes, code: str) -> None:
    assert refusal(content) == code


def test_a_workbook_s_values_are_read_as_people_see_them() -> None:
    content = workbook(
        ("Name", "Born", "Phone", "Seen", "Score", "Ok"),
        ("Ana", date(1980, 3, 2), 2025550142.0, datetime(2026, 1, 2, 9, 30), 1.5, True),
    )

    (line,) = table(content).lines

    assert line == Line(2, ("Ana", "1980-03-02", "2025550142", "2026-01-02 09:30:00", "1.5", "yes"))


def test_a_workbook_s_formulas_and_errors_are_faults_of_their_row() -> None:
    content = workbook(("Name", "Born", "Age"), ("Ana", "=TODAY()", "#N/A"), ("Bo", "", 3))

    assert [[words.say(fault) for fault in line.faults] for line in table(content).lines] == [
        [
            "Row 2, Born: a formula. Put its value there instead.",
            "Row 2, Age: an error of the spreadsheet.",
        ],
        [],
    ]


def test_the_first_sheet_with_something_in_it_is_read_or_the_one_asked_for() -> None:
    book = new_book()
    book.active.title = "Empty"
    for name in ("People", "Old"):
        sheet = book.create_sheet(name)
        sheet.append(["Name"])
        sheet.append([f"Ana of {name}"])
    content = saved(book)

    first, asked = table(content), table(content, "Old")

    assert (first.sheet, first.sheets) == ("People", ("Empty", "People", "Old"))
    assert [first.lines[0].cells, asked.lines[0].cells] == [("Ana of People",), ("Ana of Old",)]
    assert refusal(content, "Nowhere") == "table-sheet-unknown"
    assert refusal(saved(new_book())) == "table-empty"


def test_hidden_rows_are_read_and_counted_and_merged_cells_are_faults() -> None:
    book = new_book()
    sheet = book.active
    for row in (HEADINGS, ANA, ANA, ANA, ANA):
        sheet.append(list(row))
    sheet.row_dimensions[3].hidden = True
    sheet.merge_cells("A4:A5")

    found = table(saved(book))

    assert found.hidden == 1
    assert [[fault.code for fault in line.faults] for line in found.lines] == [
        [],
        [],
        ["table-cell-merged"],
        ["table-cell-merged"],
    ]


def test_a_workbook_that_grows_without_end_is_refused_before_it_is_unpacked() -> None:
    file = BytesIO(workbook(HEADINGS, ANA))
    with ZipFile(file, "a", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/more.xml", bytes(20_000_000))

    assert refusal(file.getvalue()) == "table-bomb"


def test_another_packed_file_is_no_workbook() -> None:
    file = BytesIO()
    with ZipFile(file, "w") as packed:
        packed.writestr("word/document.xml", "<a/>")

    assert refusal(file.getvalue()) == "table-not-workbook"


def test_the_child_reads_both_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "TABLES", replace(exchange.TABLES, content=20_000))

    assert exchange.read_table(PLAIN.encode()).lines == (READ,)
    assert exchange.read_table(workbook(HEADINGS, ANA)).lines == (READ,)
    with pytest.raises(Refused, match="foreign-too-large"):
        exchange.read_table(bytes(20_001))


def look(read: Callable[[bytes], Table], content: bytes) -> None:
    """Read a file and hold what is true of every answer."""
    try:
        found = read(content)
    except Refused as refused:
        found = Table(headings=(words.say_all(refused.reasons),), lines=())
    assert found.headings
    assert all(len(line.cells) == len(found.headings) for line in found.lines)
    assert all(words.say(fault) for line in found.lines for fault in line.faults)


@settings(max_examples=15)
@given(st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=3)), min_size=1, max_size=8))
def test_any_damage_to_a_workbook_ends_well(damages: list[tuple[int, bytes]]) -> None:
    content = workbook(HEADINGS, ANA)
    for place, bits in damages:
        at = place % len(content)
        content = content[:at] + bits + content[at + 1 :]

    look(exchange.read_table, content)


@given(st.one_of(st.binary(max_size=300), st.text(max_size=300).map(str.encode)))
def test_any_bytes_are_a_table_or_are_refused(content: bytes) -> None:
    if content.startswith(b"PK"):
        return  # a workbook: only ever opened in the child
    look(table, content)


CELLS = st.text(st.characters(categories=("L", "N", "P", "S")), min_size=1, max_size=8)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=6))
def test_quoted_values_come_back_as_they_were(rows: list[tuple[str, str]]) -> None:
    quoted = ['"{}";"{}"'.format(*(each.replace('"', '""') for each in row)) for row in rows]

    found = table("\n".join(["Given;Family", *quoted]).encode("utf-8-sig"))

    assert [line.cells for line in found.lines] == rows


@pytest.mark.parametrize(("index", "letter"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ")])
def test_columns_are_called_as_spreadsheets_call_them(index: int, letter: str) -> None:
    assert column_letter(index) == letter
