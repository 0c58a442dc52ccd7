"""How long packets take, beside Typst for the same text: one, a batch, the first after a start.

Ours has a cover sheet and page codes besides, and boxes that are noted where they lie.
"""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from time import process_time
from typing import Any

import pytest

from app import library, paths
from app.clinic import Clinic
from app.documents import make_packet
from app.documents.values import PacketSheet, PaperSheet
from app.domain.access import Act
from app.use_cases.openings import find_openings
from app.use_cases.packets import draft_packet, issue_packet
from app.use_cases.scheduling import Wish, book_visit
from tests.benchmarks.typst_packet import TypstPacket
from tests.documents.samples import cover, packet
from tests.small import add_patient, file_everything, make_small

PAPERS = ("before-and-after", "how-ketamine-works", "ketamine-consent", "off-label-disclosure")
"""With the cover these are 14 pages."""
VALUES = {"visit.day": "Tue 24 Nov 2026", "visit.arrive": "8:00 AM", "clinic.name": "Juniper"}
TIMES = 60
FIRST = """
import sys, time
from tests.benchmarks.test_documents import fourteen
from app.documents import make_packet
begun = time.process_time()
make_packet(fourteen("Ana Ruiz", 1))
print(time.process_time() - begun)
"""


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


def fourteen(name: str, number: int) -> PacketSheet:
    """A packet of 14 pages, and two blank sides, for a patient with a name and codes of her own."""
    forms = library.forms()
    papers = [
        PaperSheet(
            code=f"K{number:05d}{place:02d}",
            form=forms[form],
            blocks=library.form_text(forms[form], "en"),
            language="en",
            values={**VALUES, "patient.name": name, "patient.preferred": name},
            conditions=frozenset({"iv", "kap"}),
            why="Never signed.",
        )
        for place, form in enumerate(PAPERS)
    ]
    return packet(cover(f"C{number:07d}"), *papers, name=name)


def cpu(act: Callable[[], object]) -> float:
    """The least time of this process that an act takes, in milliseconds."""

    def once() -> float:
        begun = process_time()
        act()
        return process_time() - begun

    return 1000 * min(once() for _ in range(TIMES))


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


def test_one_packet_laid_out_warm(benchmark: Any) -> None:
    sheets = [fourteen(f"Ana {number} Ruiz", number) for number in range(5000)]
    waiting = iter(sheets)

    made = benchmark.pedantic(lambda: make_packet(next(waiting)), rounds=200, warmup_rounds=1)

    assert made.pages >= 14


def test_a_packet_takes_a_quarter_of_typst_s_time(tmp_path: Path) -> None:
    typst = TypstPacket(fourteen("Ana Ruiz", 0), tmp_path, paths.FONTS)
    numbers = count()
    sheets = iter([fourteen(f"Ana {number} Ruiz", number) for number in range(TIMES + 1)])

    def by_typst() -> bytes:
        return typst.made({**VALUES, "patient.name": f"Ana {next(numbers)} Ruiz", "code": "K7QF"})

    make_packet(next(sheets))
    by_typst()
    ours, theirs = cpu(lambda: make_packet(next(sheets))), cpu(by_typst)

    print(f"ours {ours:.1f} ms, Typst {theirs:.1f} ms")
    assert ours <= theirs / 4
    assert ours <= 15


def test_two_hundred_packets_hashed_and_written(benchmark: Any, clinic: Clinic) -> None:
    sheets = [fourteen(f"Ana {number} Ruiz", number) for number in range(200)]

    def all_of_them() -> set[str]:
        with clinic.by_itself().writing(Act.MAKE_CLINIC) as unit:
            return {unit.archive.put(make_packet(sheet).pdf) for sheet in sheets}

    begun = process_time()
    hashes = benchmark.pedantic(all_of_them, rounds=1)

    print(f"{process_time() - begun:.2f} s for 200 packets")
    assert len(hashes) == 200


def test_forty_packets_issued_and_archived(benchmark: Any, clinic: Clinic) -> None:
    booked = visits(clinic, 40)

    def all_of_them() -> set[str]:
        return {issue_packet(clinic, draft_packet(clinic, visit)).sha256 for visit in booked}

    hashes = benchmark.pedantic(all_of_them, rounds=1)

    assert len(hashes) == 40
    assert all(len(each) == hashlib.sha256().digest_size * 2 for each in hashes)


def test_the_first_packet_after_a_start() -> None:
    root = str(paths.ROOT)
    told = subprocess.run(
        [sys.executable, "-c", FIRST],
        capture_output=True,
        text=True,
        check=True,
        cwd=root,
        env=os.environ | {"PYTHONPATH": root},
    )

    print(f"{float(told.stdout):.2f} s for the first packet")
    assert float(told.stdout) <= 1


def test_how_large_a_packet_is() -> None:
    made = make_packet(fourteen("Nguyễn Thị Ánh Tuyết", 1))

    print(f"{len(made.pdf) // 1024} KB for {made.pages} pages")
    assert len(made.pdf) <= 150 * 1024


def test_the_same_patient_again(benchmark: Any) -> None:
    sheet = fourteen("Ana Ruiz", 1)
    again = replace(sheet, printed="Tue 24 Nov 2026 at 08:00")
    make_packet(sheet)

    assert benchmark(make_packet, again).pages >= 14
