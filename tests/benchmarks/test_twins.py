"""How long it takes to see that somebody is there already, among a quarter of a million."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

import pytest

from app.clinic import Clinic
from app.domain.patients import Patient, reached_at
from app.use_cases.twins import duplicates, look_alikes
from tests.benchmarks.million import fill_folder, people
from tests.small import key_of, make_small

FEW, MANY = 5_000, 250_000
GOES = 200
KEYSTROKE_MS = 20.0


def filled(folder: Path, count: int) -> Clinic:
    """A clinic with so many patients."""
    small = make_small(folder)
    fill_folder(folder, count, key_of(folder))
    return small.open()


@pytest.fixture(scope="module")
def clinics(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Clinic, Clinic]]:
    made = tmp_path_factory.mktemp("twins")
    few, many = filled(made / "few", FEW), filled(made / "many", MANY)
    yield few, many
    few.close()
    many.close()


def typed(count: int) -> list[Patient]:
    """Some of them as somebody types them once more, without the last letter of the name."""
    some = islice(people(count), 0, count, count // GOES)
    return [
        Patient(given=given, family=family[:-1], born=born, phones=reached_at(phone))
        for given, family, born, phone in some
    ]


def milliseconds(clinic: Clinic, count: int) -> list[float]:
    """How long each look-up takes."""
    spent: list[float] = []
    for who in typed(count):
        began = process_time()
        found = look_alikes(clinic, who)
        spent.append((process_time() - began) * 1000)
        assert found
    return sorted(spent)


def test_a_look_alike_while_typing(clinics: tuple[Clinic, Clinic]) -> None:
    few, many = (
        milliseconds(clinic, count) for clinic, count in zip(clinics, (FEW, MANY), strict=True)
    )

    p95 = many[len(many) * 95 // 100]
    ratio = median(many) / median(few)
    print(f"\np50 {median(many):.1f}, p95 {p95:.1f} ms, {ratio:.1f} times as long as among few")
    assert p95 <= KEYSTROKE_MS


def test_the_list_of_duplicates(clinics: tuple[Clinic, Clinic]) -> None:
    _, many = clinics
    on, pages, pairs = "", 0, 0
    longest = 0.0
    began = process_time()
    while pages == 0 or on:
        page = process_time()
        found = duplicates(many, on=on)
        longest = max(longest, process_time() - page)
        on, pages, pairs = found.on, pages + 1, pairs + len(found.pairs)

    whole = process_time() - began
    print(
        f"\n{pairs} pairs of {MANY} on {pages} pages: {whole:.1f} s, longest page {longest:.1f} s"
    )
    assert pairs > 0
