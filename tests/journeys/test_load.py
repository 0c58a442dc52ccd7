"""Many desks at work at once: nothing is booked twice, and no act that was answered is lost."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.time import minute
from tests.journeys.desks import go, start
from tests.postgresql import Server
from tests.small import (
    Small,
    add_patient,
    at,
    disjoint,
    everything_held,
    file_everything,
    make_small,
)

DESKS = {"server": 8, "folder": 4}
SHORT_S, LONG_S = 4, 15 * 60
PATIENTS = 24
BUSY = "clinic-locked"
"""What a desk is told that has waited five seconds for its turn; nothing was changed then."""


@pytest.fixture(params=sorted(DESKS))
def kept_in(request: pytest.FixtureRequest) -> str:
    """The kind of database that the clinic is kept in."""
    return request.param


@pytest.fixture
def small(kept_in: str, request: pytest.FixtureRequest, tmp_path: Path) -> Small:
    """A clinic with patients for whom everything is on file."""
    if kept_in == "folder":
        small = make_small(tmp_path / "clinic")
    else:
        server: Server = request.getfixturevalue("server")
        small = make_small(server.empty())
    clinic = small.open()
    for number in range(PATIENTS):
        file_everything(clinic, add_patient(clinic, f"Given{number}", "Family"))
    clinic.close()
    return small


def desk_at(small: Small, root: Path, number: int, seconds: float) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "tests.journeys.load_desk"]
    return start([*words, str(small.place), str(number), str(seconds)], root)


def test_mixed_acts_of_many_desks_are_kept_apart_and_none_is_lost(
    small: Small,
    kept_in: str,
    root: Path,
    times: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    seconds = SHORT_S if times == 1 else LONG_S
    desks = [desk_at(small, root, number, seconds) for number in range(DESKS[kept_in])]

    answers = [line.split() for line in go(desks, LONG_S + 120)]

    done = {token for token, came, _ in answers if came == "done"}
    took = sorted(float(ms) for *_, ms in answers)
    with capsys.disabled():
        p99 = took[len(took) * 99 // 100]
        busy = sum(came == BUSY for _, came, _ in answers)
        said = f"{len(answers)} acts in {seconds} s, {len(done)} of them kept, {busy} too busy"
        half = f"half in {took[len(took) // 2]:.0f} ms, 99 of 100 in {p99:.0f} ms"
        sys.stdout.write(f"\n{len(desks)} desks, {kept_in}: {said}, {half}\n")
    clinic = small.open()
    with clinic.database.reading() as unit:
        begin, end = minute(at(clinic, 23, "00:00")), minute(at(clinic, 30, "00:00"))
        lanes = [lane for each in unit.scheduling.resources() for lane in each.lanes]
        assert disjoint(everything_held(unit, begin, end, lanes))
        assert unit.audit.first_broken() is None
        seq, _ = unit.audit.head()
        kept = {entry.token for entry in unit.audit.last(seq) if entry.outcome == "done"}
    clinic.close()
    asked = {token for token, *_ in answers}
    assert {came for _, came, _ in answers} <= {"done", "seen", "refused", BUSY}
    assert done
    assert kept & asked == done  # none is lost, and what was refused is not there
