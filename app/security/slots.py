"""A slot of the key file: one way to the data key, by a password or by the recovery code.

A slot holds a key pair: the private half sealed by the password, the data key sealed to the public
half. So a new data key can be given to everybody without their passwords, and whoever was left out
cannot follow, whatever they have kept of the old file.
"""

import os
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from app.domain.audit import canonical
from app.security.sealing import KEY_BYTES, DataKey, derived, seal, unseal

SALT_BYTES = 16
MOST_MEMORY_KIB, MOST_PASSES, MOST_LANES = 1_048_576, 32, 32
"""What a key file may ask of this computer before anything in it has been proved."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What trying one password costs (Argon2id; RFC 9106 section 4, the second choice)."""

    memory_kib: int = 65_536
    passes: int = 3
    lanes: int = 4

    def is_bearable(self) -> bool:
        """Whether a file may ask for it."""
        within = (
            8 * self.lanes <= self.memory_kib <= MOST_MEMORY_KIB,
            1 <= self.passes <= MOST_PASSES,
            1 <= self.lanes <= MOST_LANES,
        )
        return all(within)


USUAL = Cost()


class Kind(StrEnum):
    """What opens a slot."""

    LOGIN = "login"
    RECOVERY = "recovery"
    SHARED = "shared"
    """The printed password of a demo clinic, which opens it for every login."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One way to the data key."""

    kind: Kind
    name: str
    """The login; empty for the recovery code and for a shared password."""
    cost: Cost
    salt: bytes
    public: bytes
    secret: bytes
    """The private key, sealed by the password."""
    once: bytes
    """The public key of a pair that was used once, to seal the data key."""
    sealed: bytes
    """The data key, sealed to the public key of this slot."""
    temporary: bool = False
    """Whether somebody else chose the password, so that it is to be changed."""

    def is_bearable(self) -> bool:
        """Whether a file may have it: it costs no more than it may, its keys are keys."""
        lengths = (len(self.salt), len(self.public), len(self.once))
        return self.cost.is_bearable() and lengths == (SALT_BYTES, KEY_BYTES, KEY_BYTES)

    def header(self) -> bytes:
        """What the private key is bound to: nobody can rename a slot or make it cheaper."""
        told: Mapping[str, object] = {
            "kind": self.kind,
            "name": self.name,
            "cost": [self.cost.memory_kib, self.cost.passes, self.cost.lanes],
            "salt": self.salt.hex(),
            "public": self.public.hex(),
            "temporary": self.temporary,
        }
        return canonical(told).encode()


def new_slot(
    kind: Kind, name: str, password: str, key: DataKey, cost: Cost, *, temporary: bool = False
) -> Slot:
    """A slot in which a password opens the data key."""
    private = X25519PrivateKey.generate()
    bare = Slot(
        kind=kind,
        name=name,
        cost=cost,
        salt=os.urandom(SALT_BYTES),
        public=private.public_key().public_bytes_raw(),
        secret=b"",
        once=b"",
        sealed=b"",
        temporary=temporary,
    )
    secret = seal(_stretched(password, bare), private.private_bytes_raw(), bare.header())
    return given(replace(bare, secret=secret), key)


def given(slot: Slot, key: DataKey) -> Slot:
    """The slot with another data key in it, for which its password is not needed."""
    once = X25519PrivateKey.generate()
    shared = once.exchange(X25519PublicKey.from_public_bytes(slot.public))
    public = once.public_key().public_bytes_raw()
    sealed = seal(_wrapping(shared, slot, public), key.secret, slot.header())
    return replace(slot, once=public, sealed=sealed)


def private_key(slot: Slot, password: str) -> bytes:
    """The private key of a slot; `Unsealable` when the password is another, or the slot changed."""
    return unseal(_stretched(password, slot), slot.secret, slot.header())


def data_key(slot: Slot, private: bytes) -> DataKey:
    """The data key in a slot, by its private key."""
    own = X25519PrivateKey.from_private_bytes(private)
    shared = own.exchange(X25519PublicKey.from_public_bytes(slot.once))
    return DataKey(unseal(_wrapping(shared, slot, slot.once), slot.sealed, slot.header()))


def _stretched(password: str, slot: Slot) -> bytes:
    cost = slot.cost
    stretching = Argon2id(
        salt=slot.salt,
        length=KEY_BYTES,
        iterations=cost.passes,
        lanes=cost.lanes,
        memory_cost=cost.memory_kib,
    )
    return stretching.derive(normal(password).encode())


def _wrapping(shared: bytes, slot: Slot, once: bytes) -> bytes:
    return derived(shared, b"anteroom 1 slot" + once + slot.public)


def normal(password: str) -> str:
    """The password in one spelling, however the keyboard composes its letters (SP 800-63B)."""
    return unicodedata.normalize("NFC", password)
