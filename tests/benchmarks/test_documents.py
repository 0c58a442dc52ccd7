"""How long packets take: one, warm, and forty as a batch would make them."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.clinic import Clinic
from app.documents import make_packet
from app.use_cases.openings import find_openings
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.scheduling import Wish, book_visit
from tests.small import add_patient, file_everything, make_small


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


def visits(clinic: Clinic, count: int) -> list[int]:
    """The numbers of so many booked infusions."""
    booked: list[int] = []
    for number in range(count):
        patient = add_patient(clinic, f"Given{number}", f"Family{number}")
        file_everything(clinic, patient)
        (first,) = find_openings(clinic, "iv-dosing", patient=patient.id, limit=1)
        wish = Wish(patient=patient.id, type="iv-dosing", start=first.start)
        booked.append(book_visit(clinic, wish).visit.id)
    return booked


def test_one_packet_laid_out_warm(benchmark: Any, clinic: Clinic) -> None:
    sheet = draft_packet(clinic, visits(clinic, 1)[0]).sheet

    made = benchmark(make_packet, sheet)

    assert made.pages >= 20


def test_forty_packets_issued_and_archived(benchmark: Any, clinic: Clinic) -> None:
    booked = visits(clinic, 40)

    def all_of_them() -> set[str]:
        return {issue_packet(clinic, draft_packet(clinic, visit)).sha256 for visit in booked}

    hashes = benchmark.pedantic(all_of_them, rounds=1)

    assert len(hashes) == 40
    assert all(len(each) == hashlib.sha256().digest_size * 2 for each in hashes)
