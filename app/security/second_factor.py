"""The second factor: a code that a telephone reckons from a secret and the time (RFC 6238)."""

from datetime import datetime

ISSUER = "Anteroom"
SLACK = 1
"""A code of the half minute before or after counts as well: clocks differ."""


def new_secret() -> str:
    """A secret that nobody has had before."""
    from pyotp import random_base32  # noqa: PLC0415 -- needed by few, and slow to import

    return random_base32()


def address(secret: str, login: str) -> str:
    """What the telephone is shown, as a code to scan or to type."""
    from pyotp.totp import TOTP  # noqa: PLC0415 -- the same

    return TOTP(secret).provisioning_uri(name=login, issuer_name=ISSUER)


def is_right(secret: str, typed: str, now: datetime) -> bool:
    """Whether a telephone with the secret shows that code at this time."""
    from pyotp.totp import TOTP  # noqa: PLC0415 -- the same

    code = "".join(typed.split())
    return TOTP(secret).verify(code, for_time=now, valid_window=SLACK)
