"""A PIN: unlocks a window that its owner has signed in to on this computer, and nothing else.

What is kept of it lies in the encrypted clinic: six digits would not outlast a try at each.
"""

import hmac
import os
from collections.abc import Iterator
from hashlib import scrypt

from app.domain.refusal import Reason

DIGITS = 6
TRIES = 5
"""After so many wrong ones the PIN is forgotten, and the password is asked for."""


def against_pin(pin: str) -> Iterator[Reason]:
    """What is wrong with a new PIN."""
    if len(pin) != DIGITS or not (pin.isascii() and pin.isdigit()):
        yield Reason("pin-digits", {"digits": DIGITS})
    elif len(set(pin)) == 1 or pin in "01234567890" or pin in "09876543210":
        yield Reason("pin-guessed")


def kept_of(pin: str) -> str:
    """What is kept of a PIN."""
    salt = os.urandom(16)
    return f"{salt.hex()}:{_stretched(pin, salt).hex()}"


def is_pin(pin: str, kept: str) -> bool:
    """Whether that is the PIN."""
    salt, _, stretched = kept.partition(":")
    return hmac.compare_digest(_stretched(pin, bytes.fromhex(salt)).hex(), stretched)


def _stretched(pin: str, salt: bytes) -> bytes:
    return scrypt(pin.encode(), salt=salt, n=2**14, r=8, p=1)
