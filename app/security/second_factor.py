"""The second factor: a code that a telephone reckons from a secret and the time (RFC 6238)."""

from datetime import datetime

from pyotp import random_base32
from pyotp.totp import TOTP

ISSUER = "Anteroom"
SLACK = 1
"""A code of the half minute before or after counts as well: clocks differ."""


def new_secret() -> str:
    """A secret that nobody has had before."""
    return random_base32()


def address(secret: str, login: str) -> str:
    """What the telephone is shown, as a code to scan or to type."""
    return TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def is_right(secret: str, typed: str, now: datetime) -> bool:
    """Whether a telephone with the secret shows that code at this time."""
    code = "".join(typed.split())
    return TOTP(secret).verify(code, for_time=now, valid_window=SLACK)
