"""Patients come in from a table all at once or not at all, and go again the same way."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.birth_dates import Order
from app.domain.intake import Field
from app.domain.refusal import Refused
from app.use_cases.patient_imports import (
    AT_ONCE,
    Trial,
    clear_imports,
    import_patients,
    read_patients,
    try_patients,
)
from app.use_cases.patients import add_patient, edit_patient, find_patients, patient_of_chart
from app.use_cases.undoing import undo_act
from app.use_cases.waitlist import WaitWish, add_to_waitlist
from tests.small import PASSWORD, Small

HEAD = "Chart,First,Last,DOB,Phone"
THREE = (
    "A1,Ana,Zeta,13 Feb 1980,(202) 555-0142",
    "A2,Bo,Zeta,1985-04-01,",
    ",Cy,Zeta,1990-12-31,202 555 0199",
)
CROWD = tuple(
    f"K{n},Given{n},Crowd{n},{date(1950, 1, 1) + timedelta(days=n)}," for n in range(5 * AT_ONCE)
)


@pytest.fixture
def boss(small: Small) -> Iterator[Clinic]:
    """The clinic as its medical director has it open."""
    clinic = small.open("hale")
    yield clinic
    clinic.close()


@pytest.fixture
def desk(small: Small) -> Iterator[Clinic]:
    """The clinic as its front desk has it open."""
    clinic = small.open("desk")
    yield clinic
    clinic.close()


def tried(clinic: Clinic, *rows: str, head: str = HEAD, order: Order | None = None) -> Trial:
    reading = read_patients(clinic, "\n".join([head, *rows]).encode())
    return try_patients(clinic, reading, reading.mapped, order)


def names(clinic: Clinic, text: str = "") -> list[str]:
    return [each.listed for each in find_patients(clinic, text, 100_000)]


def codes(act: Callable[[], object]) -> list[str]:
    with pytest.raises(Refused) as refused:
        act()
    return [reason.code for reason in refused.value.reasons]


def test_everybody_is_at_the_clinic_afterwards(boss: Clinic) -> None:
    done = import_patients(boss, tried(boss, *THREE))

    assert (done.added, done.left_out) == (3, 0)
    assert names(boss, "zeta") == ["Zeta, Ana", "Zeta, Bo", "Zeta, Cy"]
    assert names(boss, "5550142") == ["Zeta, Ana"]
    ana, cy = patient_of_chart(boss, "A1"), find_patients(boss, "cy zeta")[0]
    assert (ana.born, ana.phone) == (date(1980, 2, 13), "+12025550142")
    assert patient_of_chart(boss, cy.chart) == cy


def test_the_audit_has_how_many_and_nobody_s_name(boss: Clinic) -> None:
    import_patients(boss, tried(boss, *THREE, ",Nobody,,soon,"))

    with boss.database.reading() as unit:
        noted = [e for e in unit.audit.last(9) if e.act == Act.IMPORT_PATIENTS]
    done, first = (json.loads(entry.payload) for entry in noted)
    assert (first["tried"], first["rows"], first["faults"]) == (True, 4, 1)
    assert (done["added"], done["left_out"]) == (3, 1)
    assert "Zeta" not in str([entry.payload for entry in noted])


def test_trying_changes_nothing(boss: Clinic) -> None:
    before = names(boss)

    tried(boss, *THREE)

    assert names(boss) == before


def test_the_desk_imports_nobody(desk: Clinic, boss: Clinic) -> None:
    trial = tried(boss, *THREE)

    assert codes(lambda: import_patients(desk, trial)) == ["not-permitted"]
    assert names(boss, "zeta") == []


def test_whoever_is_there_already_is_left_out_unless_they_are_wanted(boss: Clinic) -> None:
    import_patients(boss, tried(boss, *THREE))
    again = (*THREE, "B1,Ana,Zeta,1980-02-13,", "B2,Dee,Zeta,1999-09-09,202 555 0142")

    trial = tried(boss, *again)

    assert [(twin.row, twin.reason.code) for twin in trial.twins] == [
        (2, "import-twin-chart"),
        (3, "import-twin-chart"),
        (4, "import-twin-person"),
        (5, "import-twin-person"),
        (6, "import-twin-phone"),
    ]
    assert [each.row for each in trial.people(alike_too=False)] == [6]
    assert [each.row for each in trial.people(alike_too=True)] == [4, 5, 6]


def test_dates_that_could_be_two_days_are_asked_about(boss: Clinic) -> None:
    row = "A1,Ana,Zeta,2/3/1980,"

    assert codes(lambda: tried(boss, row)) == ["import-dates-unclear"]
    born = [tried(boss, row, order=each).candidates[0].patient.born for each in Order]
    assert born == [date(1980, 2, 3), date(1980, 3, 2)]


def test_what_the_columns_were_is_remembered_by_their_headings(boss: Clinic) -> None:
    head, row = "Ref,Called,Begun", "A1,Ana Zeta,1980-02-13"
    reading = read_patients(boss, f"{head}\n{row}".encode())
    mapped = (Field.CHART, Field.GIVEN, Field.BORN)
    assert not reading.remembered

    import_patients(boss, try_patients(boss, reading, mapped))

    again = read_patients(boss, f"{head}\nA2,Bo,1985-04-01".encode())
    assert (again.mapped, again.remembered) == (mapped, True)
    other = read_patients(boss, f"{head},More\nA2,Bo,1985-04-01,x".encode())
    assert not other.remembered


def test_an_import_that_is_stopped_leaves_nobody(boss: Clinic) -> None:
    seen: list[tuple[int, int]] = []
    trial = tried(boss, *CROWD)

    refused = codes(
        lambda: import_patients(
            boss,
            trial,
            progress=lambda done, whole: seen.append((done, whole)),
            stop=lambda: len(seen) == 2,
        )
    )

    assert refused == ["import-stopped"]
    assert seen == [(AT_ONCE, 5 * AT_ONCE), (2 * AT_ONCE, 5 * AT_ONCE)]
    assert names(boss, "crowd") == []
    assert import_patients(boss, trial).added == 5 * AT_ONCE
    assert len(names(boss, "given")) == 5 * AT_ONCE


def test_nobody_is_seen_until_everybody_is(boss: Clinic, desk: Clinic) -> None:
    counted: list[int] = []

    import_patients(
        boss,
        tried(boss, *CROWD),
        progress=lambda _done, _whole: counted.append(len(names(desk, "given"))),
    )

    assert counted == [0] * 5
    assert len(names(desk, "given")) == 5 * AT_ONCE


def test_a_chart_number_of_somebody_not_seen_yet_is_taken(boss: Clinic) -> None:
    trial = tried(boss, *CROWD)
    wanted = replace(trial.candidates[0].patient, given="Other")
    refused: list[list[str]] = []

    import_patients(
        boss,
        trial,
        progress=lambda _done, _whole: refused.append(codes(lambda: add_patient(boss, wanted))),
    )

    assert refused == [["patient-chart-taken"]] * 5


def test_a_chart_number_given_away_meanwhile_stops_the_import(boss: Clinic) -> None:
    trial = tried(boss, *THREE)
    add_patient(boss, replace(trial.candidates[1].patient, given="Sooner"))

    assert codes(lambda: import_patients(boss, trial)) == ["import-chart-taken"]
    assert names(boss, "zeta") == ["Zeta, Sooner"]


def test_two_imports_at_once_are_one_too_many(boss: Clinic) -> None:
    trial = tried(boss, *CROWD)
    again: list[list[str]] = []

    import_patients(
        boss,
        trial,
        progress=lambda _done, _whole: again.append(codes(lambda: import_patients(boss, trial))),
    )

    assert again == [["import-under-way"]] * 5


def test_an_import_is_taken_back_whole(boss: Clinic) -> None:
    before = names(boss)
    done = import_patients(boss, tried(boss, *CROWD))

    undone = undo_act(boss, done.act)

    assert (undone.kept, names(boss)) == ((), before)
    assert codes(lambda: undo_act(boss, done.act)) == ["import-taken-back"]
    clear_imports(boss)
    assert names(boss) == before
    with boss.database.reading() as unit:
        assert unit.imports.unfinished() == ()
    assert import_patients(boss, tried(boss, *CROWD)).added == 5 * AT_ONCE


def test_patients_who_got_something_meanwhile_stay_and_are_named(boss: Clinic) -> None:
    done = import_patients(boss, tried(boss, *THREE))
    ana, bo, _ = find_patients(boss, "zeta")
    add_to_waitlist(boss, WaitWish(patient=ana.id, type="iv-dosing"))
    edit_patient(boss, replace(bo, notes="called"))

    undone = undo_act(boss, done.act)
    clear_imports(boss)

    assert [each.listed for each in undone.kept] == ["Zeta, Ana", "Zeta, Bo"]
    assert names(boss, "zeta") == ["Zeta, Ana", "Zeta, Bo"]


def test_only_who_may_import_takes_an_import_back(boss: Clinic, desk: Clinic) -> None:
    done = import_patients(boss, tried(boss, *THREE))

    assert codes(lambda: undo_act(desk, done.act)) == ["undo-not-yours"]


def test_nothing_of_a_patient_who_was_taken_back_is_left(boss: Clinic) -> None:
    done = import_patients(boss, tried(boss, *THREE))
    undo_act(boss, done.act)
    clear_imports(boss)

    with boss.database.reading() as unit:
        batch = unit.imports.batch_of(done.act)
        assert batch is not None
        left = unit.imports.members(batch)
    assert [(each.given, each.family, each.phones) for each in left] == [("", "", ())] * 3
    assert {each.chart for each in left} == {f"~{each.id}" for each in left}


KILLED = """
import sys
from datetime import datetime
from pathlib import Path
from app.use_cases import clinics, patient_imports as imports
folder, file, moment, password = sys.argv[1:]
at = datetime.fromisoformat(moment)
clinic = clinics.open_clinic(Path(folder), "hale", lambda: at, password=password)
reading = imports.read_patients(clinic, Path(file).read_bytes())
trial = imports.try_patients(clinic, reading, reading.mapped)
imports.import_patients(clinic, trial, progress=lambda done, whole: print(done, flush=True))
print("done", flush=True)
"""


@pytest.mark.parametrize("at", [1, 3])
def test_an_import_that_is_killed_leaves_nobody(
    small_in_folder: Small, tmp_path: Path, root: Path, at: int
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("\n".join([HEAD, *CROWD]))
    clinic = small_in_folder.open("hale")
    words = [str(clinic.place), str(file), clinic.now().isoformat(), PASSWORD]
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, *words],
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(root)},
    )
    assert child.stdout is not None
    with child:
        for _ in range(at):
            child.stdout.readline()
        child.send_signal(signal.SIGKILL)
        is_done = b"done" in child.stdout.read()

    whole = len(CROWD) if is_done else 0
    assert len(names(clinic, "given")) == whole
    clinic.clock = lambda: small_in_folder.clock() + timedelta(minutes=1)
    clear_imports(clinic)
    assert len(names(clinic, "given")) == whole
    assert import_patients(clinic, tried(clinic, *THREE)).added == len(THREE)
    clinic.close()
