import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.codes import ALPHABET, grouped, new_code, normalise, payload, read
from app.domain.refusal import Refused

codes = st.binary(min_size=5, max_size=5).map(new_code)
pages = st.integers(min_value=1, max_value=99)


@given(codes, pages)
def test_what_is_printed_is_read_back(code: str, page: int) -> None:
    assert read(payload(code, page)) == (code, page)


@given(codes, pages, st.integers(0, 13), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_noticed(
    code: str, page: int, place: int, wrong: str
) -> None:
    printed = payload(code, page)
    scanned = printed[:place] + wrong + printed[place + 1 :]

    if scanned != printed:
        with pytest.raises(Refused):
            read(scanned)


@given(codes, pages, st.integers(0, 12))
def test_two_swapped_characters_are_always_noticed(code: str, page: int, place: int) -> None:
    printed = payload(code, page)
    swapped = printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :]

    if swapped != printed:
        with pytest.raises(Refused):
            read(swapped)


@pytest.mark.parametrize(
    "scanned",
    ["", "413", "A1", "https://example.org", "A1K7QF9M2X01", "B1K7QF9M2X01ZZ", "A1É7QF9M2X0100"],
)
def test_what_is_none_of_ours_is_refused(scanned: str) -> None:
    with pytest.raises(Refused) as caught:
        read(scanned)

    assert [reason.code for reason in caught.value.reasons] == ["paper-code-unreadable"]


def test_fourteen_characters_fit_the_smallest_symbol() -> None:
    assert len(payload("K7QF9M2X", 7)) == 14


@pytest.mark.parametrize(
    "typed",
    [
        "K7QF9M2X",
        "k7qf-9m2x",
        " K7QF 9M2X ",
        payload("K7QF9M2X", 4),
        payload("K7QF9M2X", 4).lower(),
    ],
)
def test_a_code_may_be_typed_as_people_type(typed: str) -> None:
    assert normalise(typed) == "K7QF9M2X"


def test_letters_that_look_like_digits_are_taken_for_them() -> None:
    assert normalise("oOiI-lL23") == "00111123"


@pytest.mark.parametrize(
    "typed", ["", "K7QF9M2", "K7QF9M2XX", "K7QF9M2U", "K7QF9M2X\n;", "A1K7QF9M2X0499"]
)
def test_what_is_no_code_is_refused(typed: str) -> None:
    with pytest.raises(Refused):
        normalise(typed)


@given(codes)
def test_a_code_as_people_read_it_is_understood(code: str) -> None:
    assert normalise(grouped(code)) == code


@pytest.mark.parametrize("page", [0, 100, -1])
def test_there_is_no_such_page(page: int) -> None:
    with pytest.raises(ValueError, match="no page"):
        payload("K7QF9M2X", page)


def test_a_code_is_made_of_five_bytes() -> None:
    assert new_code(bytes(5)) == "00000000"
    assert new_code(b"\xff" * 5) == "ZZZZZZZZ"
    with pytest.raises(ValueError, match="5 bytes"):
        new_code(b"1234")
