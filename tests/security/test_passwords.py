"""Which passwords, PINs and codes are taken."""

from datetime import UTC, datetime, timedelta

import pytest
from pyotp.totp import TOTP

from app.security.passwords import LONGEST, against_password
from app.security.pins import against_pin, is_pin, kept_of
from app.security.second_factor import address, is_right, new_secret

NOW = datetime(2026, 11, 23, 16, 0, 10, tzinfo=UTC)


def codes(password: str, *expected: str, second_factor: bool = False) -> list[str]:
    found = against_password(password, expected, second_factor=second_factor)
    return [reason.code for reason in found]


@pytest.mark.parametrize(
    "password",
    [
        "quiet juniper morning",
        "contraseña de la mañana",
        "correct horse battery staple",
        "bằng lăng tím chiều thu",
        "q" * 20 + " heron landing 41 slowly " + "z" * 100,
    ],
)
def test_long_words_are_taken_whatever_letters_they_have(password: str) -> None:
    assert codes(password) == []


@pytest.mark.parametrize(
    "password",
    [
        "passwordpassword",
        "123456789012345",
        "aaaaaaaaaaaaaaa",
        "qwertyuiopasdfgh",
        "iloveyouiloveyou",
        "anteroomketamine",
        "manager manager manager",
        "juniperclinic2026",
    ],
)
def test_what_would_be_tried_first_is_refused(password: str) -> None:
    assert codes(password, "manager", "Juniper") == ["password-guessed"]


def test_fifteen_letters_are_needed_alone_and_eight_beside_a_second_factor() -> None:
    assert codes("slow heron 41q") == ["password-short"]
    assert codes("slow heron 41q", second_factor=True) == []
    assert codes("heron4", second_factor=True) == ["password-short"]
    assert codes("a heron lands. " * 20) == ["password-long"]
    assert len("a heron lands. " * 20) > LONGEST


def test_letters_count_as_people_see_them() -> None:
    assert codes("man\u0303ana man\u0303a") == ["password-short"]


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("41709", "pin-digits"),
        ("4170933", "pin-digits"),
        ("41709a", "pin-digits"),
        ("٤١٧٠٩٣", "pin-digits"),
        ("111111", "pin-guessed"),
        ("123456", "pin-guessed"),
        ("987654", "pin-guessed"),
    ],
)
def test_a_pin_has_six_digits_that_are_not_in_a_row(pin: str, code: str) -> None:
    assert [reason.code for reason in against_pin(pin)] == [code]


def test_a_pin_is_known_again_and_not_told() -> None:
    kept = kept_of("417093")

    assert list(against_pin("417093")) == []
    assert (is_pin("417093", kept), is_pin("417094", kept)) == (True, False)
    assert "417093" not in kept
    assert kept != kept_of("417093")


def test_a_code_of_the_telephone_is_right_for_half_a_minute_more_or_less() -> None:
    secret = new_secret()
    shown = TOTP(secret).at(NOW)

    for seconds, right in ((0, True), (30, True), (-30, True), (90, False), (-90, False)):
        assert (
            is_right(secret, f"{shown[:3]} {shown[3:]}", NOW + timedelta(seconds=seconds)) is right
        )
    assert not is_right(new_secret(), shown, NOW)
    assert "secret=" + secret in address(secret, "ruiz")
