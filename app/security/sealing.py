"""The data key of a clinic, the keys that are made from it, and sealing with them."""

import hmac
import os
from dataclasses import dataclass, field
from enum import StrEnum
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
NONCE_BYTES = 12
"""96 random bits a message: NIST SP 800-38D allows 2**32 messages under one key."""


class Purpose(StrEnum):
    """What a key made from the data key is for; none of them tells anything about another."""

    DATABASE = "database"
    ARCHIVE = "archive"
    KEY_FILE = "key file"
    TODAY = "copy of today"


class Unsealable(Exception):
    """Sealed bytes that are not what this key sealed: another key, another label, or changed."""


@dataclass(frozen=True, slots=True)
class DataKey:
    """The one random key of a clinic; nothing is encrypted with it, only with keys made of it."""

    secret: bytes = field(repr=False)

    @classmethod
    def new(cls) -> "DataKey":
        """A key that nobody has had before."""
        return cls(os.urandom(KEY_BYTES))

    def key_for(self, purpose: Purpose) -> bytes:
        """The key for one purpose (HKDF-SHA256, RFC 5869)."""
        return derived(self.secret, f"anteroom 1 {purpose}".encode())


def derived(secret: bytes, label: bytes) -> bytes:
    """A key made from another secret, for what the label says."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=label).derive(secret)


def seal(key: bytes, plain: bytes, label: bytes) -> bytes:
    """The bytes encrypted (AES-256-GCM), bound to a label that has to be told to open them."""
    nonce = os.urandom(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, label)


def unseal(key: bytes, sealed: bytes, label: bytes) -> bytes:
    """What was sealed; `Unsealable` unless key, label and every bit are the same."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], label)
    except (InvalidTag, ValueError) as error:  # too short to be anything that was sealed
        raise Unsealable from error


def mac(key: bytes, message: bytes) -> str:
    """What only a holder of the key can put under a message (HMAC-SHA256)."""
    return hmac.new(key, message, sha256).hexdigest()


def is_mac(key: bytes, message: bytes, claimed: str) -> bool:
    """Whether that stands under the message."""
    return hmac.compare_digest(mac(key, message).encode(), claimed.encode(errors="replace"))
