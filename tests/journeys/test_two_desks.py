"""Several programs at one clinic: whoever is first gets the time, and nobody is booked twice."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from app.domain.time import minute
from tests.journeys.desks import go, start
from tests.postgresql import Server
from tests.small import Small, add_patient, at, disjoint, file_everything, make_small

DESKS = 6

DESK = """
import sys
from app.domain.clinics import place_of
from app.domain.refusal import Refused
from app.use_cases.scheduling import Wish, book_visit
from tests.small import NOW, Small, at

clinic = Small(place_of(sys.argv[1]), lambda: NOW).open()
print("ready", flush=True)
sys.stdin.readline()
for number in map(int, sys.argv[2:]):
    try:
        book_visit(clinic, Wish(patient=number, type="iv-pain", start=at(clinic, 24, "09:00")))
        print("booked", flush=True)
    except Refused as refused:
        print(refused.reasons[0].code, flush=True)
clinic.close()
"""


def desk_at(small: Small, root: Path, patients: list[int]) -> subprocess.Popen[str]:
    return start([sys.executable, "-c", DESK, str(small.place), *map(str, patients)], root)


@pytest.fixture(params=["sqlite", "postgresql"])
def small(request: pytest.FixtureRequest, tmp_path: Path) -> Small:
    """A clinic in a folder, and one on a server."""
    if request.param == "sqlite":
        return make_small(tmp_path / "clinic")
    server: Server = request.getfixturevalue("server")
    return make_small(server.empty())


def test_one_pump_wanted_by_every_desk_is_booked_once(small: Small, root: Path) -> None:
    clinic = small.open()
    patients = [add_patient(clinic, f"Given{n}", "Family") for n in range(DESKS * 2)]
    for patient in patients:
        file_everything(clinic, patient)

    desks = [desk_at(small, root, [p.id for p in patients[n::DESKS]]) for n in range(DESKS)]
    said = Counter(go(desks))

    assert said == {"booked": 1, "need-taken": DESKS * 2 - 1}
    with clinic.database.reading() as unit:
        begin = minute(at(clinic, 24, "00:00"))
        claims = unit.scheduling.claims(begin, begin + 24 * 60)
        assert unit.audit.first_broken() is None
    assert disjoint(claims)
    assert len({claim.holder for claim in claims}) == 1
    clinic.close()


def test_the_last_visit_of_a_referral_goes_to_one_desk(small: Small, root: Path) -> None:
    clinic = small.open()
    patient = add_patient(clinic, "Noé", "Díaz")
    file_everything(clinic, patient, visits=1)
    desks = [desk_at(small, root, [patient.id]) for _ in range(3)]

    said = Counter(go(desks))

    assert said == {"booked": 1, "referral-used-up": 2}
    clinic.close()
