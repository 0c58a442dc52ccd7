"""How long a keystroke takes that looks for a code in the whole set."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.clinic import Clinic
from app.use_cases.diagnoses import find_codes
from tests.small import make_small


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


@pytest.mark.parametrize(
    "typed", ["f", "F33", "F42.0", "dep", "depressive severe", "left fracture", "zzzz", ""]
)
def test_find_codes(clinic: Clinic, benchmark: Any, typed: str) -> None:
    found = benchmark(find_codes, clinic, typed)

    assert bool(found.codes) == (typed != "zzzz")
