"""A clinic from before patients had a whole record keeps everybody, found as before."""

from collections.abc import Generator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.domain.asked import read_asked
from app.domain.clinics import Place
from app.domain.patients import Patient, reached_at
from app.storage.archive import make_archive
from app.storage.database import FILE, open_database
from app.storage.migrating import SHIPPED, upgrade
from app.storage.server import ServerDatabase
from app.storage.server_guards import SERVER_GUARDS
from tests.postgresql import Server
from tests.storage.samples import outside, set_up

NOW = SERVER_GUARDS["audit_next"]
THEN = (
    NOW[: NOW.index(" SECURITY DEFINER")]
    + NOW[NOW.index("AS $function$") : NOW.index("  IF NEW.who NOT IN")]
    + NOW[NOW.index("  SELECT seq, hash") :]
)
"""The guard of the audit before desks had logins of their own on a server."""

OLD = replace(
    SHIPPED, revisions=("0001", "0002"), server_guards={**SERVER_GUARDS, "audit_next": THEN}
)
TODAY = date(2026, 11, 23)
FIRST = 4
"""The patients below begin with this number."""

PEOPLE = """INSERT INTO patient (id, chart, given, family, preferred, pronouns, born, phone,
language, alert, fold_family, fold_given, phone_reversed) VALUES
(4, '10004', 'Ana María', 'O''Núñez', 'Anita', '', '1985-03-12', '+13035550142', 'es', 'Latex',
 'o''nunez', 'ana maria', '2410555303 1'),
(5, '10005', 'Teller', '', '', '', '1948-02-14', '', 'en', '', 'teller', 'teller', '')"""


@pytest.fixture
def old_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "old"
    folder.mkdir()
    make_archive(folder)
    (folder / FILE).touch()
    upgrade(folder / FILE, OLD)
    return folder


@pytest.fixture
def old_address(server: Server) -> Generator[str]:
    address = server.empty()
    database = ServerDatabase(address)
    database.make(OLD)
    database.close()
    yield address
    server.drop(address)


@pytest.mark.parametrize("kept_in", ["old_folder", "old_address"])
def test_patients_of_an_older_clinic_have_their_record_and_are_found(
    request: pytest.FixtureRequest, kept_in: str
) -> None:
    place: Place = request.getfixturevalue(kept_in)
    outside(place, PEOPLE)

    database = open_database(place)
    with database.writing() as unit:
        set_up(unit)
        ana, teller = (unit.patients.get(number) for number in (FIRST, FIRST + 1))
        found = [
            unit.patients.find(read_asked(typed, TODAY), 9)
            for typed in ("onunez", "anita", "0142", "tell")
        ]
        renamed = unit.patients.keep(replace(ana, family="Vega")) if ana else None
        gone = unit.patients.find(read_asked("onunez", TODAY), 9)
    database.close()

    assert ana == Patient(
        id=4,
        chart="10004",
        given="Ana María",
        family="O'Núñez",
        preferred="Anita",
        born=date(1985, 3, 12),
        phones=reached_at("+13035550142"),
        language="es",
        alert="Latex",
    )
    assert (teller and teller.phones, found, gone) == ((), [(ana,), (ana,), (ana,), (teller,)], ())
    assert renamed
    assert (renamed.family, renamed.version) == ("Vega", 2)
