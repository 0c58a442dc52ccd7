"""Calendars and tables that were damaged, cut off or patched together are read or refused."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from hypothesis import given, settings
from hypothesis import strategies as st

from app import exchange
from app.domain.tables import Table
from app.exchange import agendas, tables
from app.exchange.calendars import read_calendar
from tests import hostile
from tests.exchange.files import DENVER, LUNCH, MONDAY, WHOLE, calendar
from tests.exchange.sheets import ANA, HEADINGS, csv_of, table, workbook

ROWS = (HEADINGS, ANA, ("Bo", "Dale; Ray", "1990-12-31"), ("", "Õun", "3/2/80"))
TEXT = csv_of(*ROWS, delimiter="\t")
TABLES = (
    TEXT.encode(),
    csv_of(*ROWS).encode("utf-16"),
    csv_of(*ROWS).encode("cp1252"),
    b"sep=;\r\n" + csv_of(*ROWS, delimiter=";").encode(),
    b'"Given";"Family"\n"A ""B"", C";"x\ny"\n',
)
IN_TABLES = (b'"' * 9, b"," * 300, b"a" * 70_000, b"=cmd|' /C calc'!A0", b"sep=\n", b"\r\r\n")
CALENDARS = (calendar(LUNCH), WHOLE)
IN_CALENDARS = (
    *(b"FREQ=SECONDLY", b"FREQ=DAILY;INTERVAL=0", b"COUNT=99999999", b";BYDAY=99MO", b"\r\n "),
    *(b";TZID=/etc/passwd:", b"BEGIN:VTIMEZONE\r\n", b"99999999T999999Z", b"DURATION:-P9999999D"),
)
BOOKS = (
    workbook(*ROWS),
    workbook(("Name", "Born", "Age"), ("Ana", "=TODAY()", "#N/A"), ("Bo", 1.5, True)),
)


def look_at_table(found: Table | None) -> None:
    if found is not None:
        assert found.headings
        assert {len(line.cells) for line in found.lines} <= {len(found.headings)}


def in_this_process(content: bytes) -> Table:
    reader = exchange.READERS["table"]
    return hostile.sandboxed(reader, content, {"sheet": ""}, tables.read)


@given(hostile.damaged(*TABLES, nasty=IN_TABLES).filter(lambda file: not file.startswith(b"PK")))
def test_any_damage_to_a_text_of_values(content: bytes) -> None:
    with hostile.WATCH.looking() as seen:
        look_at_table(hostile.given(lambda: table(content)))

    assert seen == []


@given(hostile.damaged(*CALENDARS, nasty=IN_CALENDARS))
def test_any_damage_to_a_calendar(content: bytes) -> None:
    with hostile.WATCH.looking() as seen:
        agenda = hostile.given(lambda: read_calendar(content, DENVER, MONDAY, 60))

    assert seen == []
    assert all(each.start < each.end for each in agenda.busy) if agenda else True
    if agenda:
        assert agendas.read(agendas.written(agenda)) == agenda


@given(hostile.damaged(*BOOKS))
def test_any_damage_to_a_packed_workbook(content: bytes) -> None:
    look_at_table(hostile.given(lambda: in_this_process(content)))


PARTS = {
    name: ZipFile(BytesIO(BOOKS[0])).read(name) for name in ZipFile(BytesIO(BOOKS[0])).namelist()
}
IN_PARTS = (
    *(b'<!DOCTYPE a [<!ENTITY b "bb">]>', b"&b;", b'r="XFD1048576"', b'r="A0"', b't="s"', b't="d"'),
    *(b"<row>", b"</c>", b'<mergeCell ref="A1:XFD1048576"/>', b"<f>1+1</f>", b'Target="../../x"'),
)


@given(st.sampled_from(sorted(PARTS)), hostile.harm(IN_PARTS))
def test_any_damage_to_a_part_of_a_workbook(name: str, harm: hostile.Harm) -> None:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as packed:
        for each, content in PARTS.items():
            packed.writestr(each, harm.done(content) if each == name else content)

    with hostile.WATCH.looking() as seen:
        look_at_table(hostile.given(lambda: in_this_process(made.getvalue())))

    assert seen == []


@settings(max_examples=8)
@given(hostile.damaged(*TABLES, *BOOKS, nasty=IN_TABLES))
def test_the_child_reads_any_table_or_refuses_it(content: bytes) -> None:
    look_at_table(hostile.given(lambda: exchange.read_table(content)))


@settings(max_examples=8)
@given(hostile.damaged(*CALENDARS, nasty=IN_CALENDARS))
def test_the_child_reads_any_calendar_or_refuses_it(content: bytes) -> None:
    hostile.given(lambda: exchange.read_calendar(content, DENVER, MONDAY, 60))
