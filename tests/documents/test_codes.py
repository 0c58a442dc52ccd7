"""Both page codes fill their corner, whatever paper and page they name."""

from collections.abc import Callable

import pytest

from app.documents.codes import matrix, qr, squares
from app.domain.codes import new_code, payload

CODES = [new_code(bytes([n, 255 - n, n // 2, 7, 3 * n % 256])) for n in range(256)]


@pytest.mark.parametrize("symbol", [qr, matrix])
def test_every_symbol_is_square(symbol: Callable[[str], tuple[bytes, ...]]) -> None:
    for page, code in enumerate(CODES):
        rows = symbol(payload(code, 1 + page % 20))
        assert {len(row) for row in rows} == {len(rows)}


def test_every_qr_symbol_is_of_the_smallest_size() -> None:
    assert {len(qr(payload(code, 7))) for code in CODES} == {21}


def test_six_or_more_squares_stand_in_both_margins() -> None:
    found = list(squares())

    assert len(found) >= 6
    assert len({x for x, _, _, _ in found}) == 2
