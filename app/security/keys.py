"""The key file of a clinic: who can open its data key, and how it is replaced by a new one.

A new data key is first written beside the old one, then everything is encrypted with it, then the
old one is dropped: whoever opens the clinic in between has both, and finishes.
"""

import binascii
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from app.domain.audit import canonical
from app.domain.refusal import Trouble, refuse
from app.security.files import write_whole
from app.security.recovery import new_code, read_code
from app.security.sealing import DataKey, Purpose, Unsealable, is_mac, mac
from app.security.slots import USUAL, Cost, Kind, Slot, data_key, given, new_slot, private_key

FORMAT = 1
LARGEST = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySet:
    """The slots of one data key, which vouches for them."""

    generation: int
    """Counts the changes, so that an older file is seen to be older."""
    slots: tuple[Slot, ...]
    mac: str = ""

    def find(self, kind: Kind, name: str) -> Slot | None:
        """A slot by what opens it."""
        return next((s for s in self.slots if (s.kind, s.name) == (kind, name)), None)

    def vouched(self, key: DataKey) -> "KeySet":
        """The same with the data key's mark under it."""
        return replace(self, mac=mac(key.key_for(Purpose.KEY_FILE), self._told()))

    def is_vouched_by(self, key: DataKey) -> bool:
        """Whether nobody without the data key has changed it."""
        return is_mac(key.key_for(Purpose.KEY_FILE), self._told(), self.mac)

    def _told(self) -> bytes:
        return canonical(_set_document(replace(self, mac=""))).encode()


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyFile:
    """Everything a key file holds."""

    now: KeySet
    coming: KeySet | None = None
    """The slots of a new data key, while the clinic is being encrypted with it."""

    @property
    def newest(self) -> KeySet:
        """The slots that will count from now on."""
        return self.coming or self.now

    @property
    def is_shared(self) -> bool:
        """Whether one printed password opens the clinic for everybody."""
        return self.newest.find(Kind.SHARED, "") is not None

    @property
    def logins(self) -> tuple[str, ...]:
        """Whose password opens the clinic."""
        return tuple(slot.name for slot in self.newest.slots if slot.kind is Kind.LOGIN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    """What somebody holds who has opened a key file."""

    now: DataKey = field(repr=False)
    generation: int = 0
    coming: DataKey | None = field(default=None, repr=False)
    """The new data key, when encrypting with it was not finished."""
    temporary: bool = False
    """Whether the password is to be changed, because somebody else chose it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A new key file, its data key, and the recovery code, which nobody keeps but on paper."""

    file: KeyFile
    key: DataKey = field(repr=False)
    code: str = field(repr=False)


def make(login: str, password: str, cost: Cost = USUAL, *, code: str = "") -> Made:
    """The keys of a new clinic with its first login; a recovery code may be printed already."""
    key, code = DataKey.new(), code or new_code()
    recovery = new_slot(Kind.RECOVERY, "", code, key, cost)
    return _made(key, (new_slot(Kind.LOGIN, login, password, key, cost), recovery), code)


def make_for_one(login: str, password: str, cost: Cost = USUAL) -> Made:
    """The keys of what only one login opens, and nobody when the password is lost."""
    key = DataKey.new()
    return _made(key, (new_slot(Kind.LOGIN, login, password, key, cost),))


def _made(key: DataKey, slots: tuple[Slot, ...], code: str = "") -> Made:
    file = KeyFile(now=KeySet(generation=1, slots=slots).vouched(key))
    return Made(file=file, key=key, code=code)


PRINTED = Cost(memory_kib=8, passes=1, lanes=1)
"""What trying a printed password costs: there is nothing to guess."""


def make_shared(password: str) -> Made:
    """The keys of a clinic that holds no secret: one printed password for everybody."""
    key = DataKey.new()
    slots = (new_slot(Kind.SHARED, "", password, key, PRINTED),)
    return Made(file=KeyFile(now=KeySet(generation=1, slots=slots).vouched(key)), key=key, code="")


def unlock(file: KeyFile, login: str, password: str) -> Keys:
    """The keys, opened by somebody's password, or by the one that all share."""
    own = file.newest.find(Kind.LOGIN, login)
    if own is None and file.is_shared:
        return _open(file, Kind.SHARED, "", password)
    return _open(file, Kind.LOGIN, login, password)


def recover(file: KeyFile, typed: str) -> Keys:
    """The keys, opened by the recovery code."""
    return _open(file, Kind.RECOVERY, "", read_code(typed))


def _open(file: KeyFile, kind: Kind, name: str, password: str) -> Keys:
    slot = file.newest.find(kind, name)
    before = file.now.find(kind, name)
    if slot is None or before is None:  # whoever is left out of the coming set is out already
        raise refuse("login-or-password-wrong")
    try:
        private = private_key(slot, password)
    except Unsealable as error:
        code = "recovery-wrong" if kind is Kind.RECOVERY else "login-or-password-wrong"
        raise refuse(code) from error
    newest = _proved(file.newest, slot, private)
    if file.coming is None:
        old, coming = newest, None
    else:
        old, coming = _proved(file.now, before, private), newest
    generation = file.newest.generation
    return Keys(now=old, coming=coming, generation=generation, temporary=slot.temporary)


def _proved(keys: KeySet, slot: Slot, private: bytes) -> DataKey:
    try:
        key = data_key(slot, private)
    except (Unsealable, ValueError) as error:
        raise Trouble("keys-changed") from error
    if not keys.is_vouched_by(key):
        raise Trouble("keys-changed")
    return key


def with_login(
    file: KeyFile,
    key: DataKey,
    login: str,
    password: str,
    *,
    temporary: bool = False,
    cost: Cost = USUAL,
) -> KeyFile:
    """The file with a new password for a login, or with a login more."""
    mine = new_slot(Kind.LOGIN, login, password, key, cost, temporary=temporary)
    return _with(file, key, mine)


def without_login(file: KeyFile, key: DataKey, login: str) -> KeyFile:
    """The file without a login; whoever kept an older one still has the data key."""
    _settled(file, key)
    staying = (s for s in file.now.slots if (s.kind, s.name) != (Kind.LOGIN, login))
    return KeyFile(now=_next(file.now, staying).vouched(key))


def with_recovery(file: KeyFile, key: DataKey, cost: Cost = USUAL) -> tuple[KeyFile, str]:
    """The file with a new recovery code in place of the old one, and that code."""
    code = new_code()
    return _with(file, key, new_slot(Kind.RECOVERY, "", code, key, cost)), code


def _with(file: KeyFile, key: DataKey, slot: Slot) -> KeyFile:
    _settled(file, key)
    others = (s for s in file.now.slots if (s.kind, s.name) != (slot.kind, slot.name))
    return KeyFile(now=_next(file.now, (*others, slot)).vouched(key))


def _settled(file: KeyFile, key: DataKey) -> None:
    """Only a whole file is changed, which the key vouches for."""
    if file.coming is not None or not file.now.is_vouched_by(key):
        raise Trouble("keys-changed")


def _next(keys: KeySet, slots: Iterable[Slot]) -> KeySet:
    return KeySet(generation=keys.generation + 1, slots=tuple(slots))


def renewing(file: KeyFile, key: DataKey, without: frozenset[str]) -> tuple[KeyFile, DataKey]:
    """The file with a new data key beside the old one, for everybody but some; and that key."""
    _settled(file, key)
    new = DataKey.new()
    staying = (s for s in file.now.slots if s.kind is not Kind.LOGIN or s.name not in without)
    coming = _next(file.now, (given(slot, new) for slot in staying))
    return replace(file, coming=coming.vouched(new)), new


def renewed(file: KeyFile) -> KeyFile:
    """The file once everything is encrypted with the new data key: the old one is dropped."""
    return KeyFile(now=file.newest)


def read_file(path: Path) -> KeyFile:
    """What a key file holds."""
    try:
        with path.open("rb") as opened:
            text = opened.read(LARGEST + 1)
    except FileNotFoundError as error:
        raise Trouble("keys-missing", folder=str(path.parent)) from error
    except OSError as error:
        raise Trouble("keys-unreadable", folder=str(path.parent)) from error
    try:
        return _file(json.loads(text if len(text) <= LARGEST else b""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Trouble("keys-damaged", folder=str(path.parent)) from error


def write_file(path: Path, file: KeyFile) -> None:
    """Keep a key file: whole, or as it was."""
    document: dict[str, object] = {"format": FORMAT, "now": _set_document(file.now)}
    if file.coming is not None:
        document["coming"] = _set_document(file.coming)
    write_whole(path, json.dumps(document, indent=1).encode())


def _set_document(keys: KeySet) -> dict[str, Any]:
    return {
        "generation": keys.generation,
        "slots": [_slot_document(slot) for slot in keys.slots],
        "mac": keys.mac,
    }


def _slot_document(slot: Slot) -> dict[str, Any]:
    return {
        "kind": slot.kind.value,
        "name": slot.name,
        "memory_kib": slot.cost.memory_kib,
        "passes": slot.cost.passes,
        "lanes": slot.cost.lanes,
        "temporary": slot.temporary,
        **{name: getattr(slot, name).hex() for name in BYTES},
    }


BYTES = ("salt", "public", "secret", "once", "sealed")


def _file(document: Mapping[str, Any]) -> KeyFile:
    if document["format"] != FORMAT:
        raise Trouble("keys-newer")
    coming = document.get("coming")
    return KeyFile(now=_set(document["now"]), coming=None if coming is None else _set(coming))


def _set(document: Mapping[str, Any]) -> KeySet:
    return KeySet(
        generation=_whole(document["generation"]),
        slots=tuple(_slot(each) for each in document["slots"]),
        mac=str(document["mac"]),
    )


def _slot(document: Mapping[str, Any]) -> Slot:
    costs = {name: _whole(document[name]) for name in ("memory_kib", "passes", "lanes")}
    slot = Slot(
        kind=Kind(document["kind"]),
        name=str(document["name"]),
        cost=Cost(**costs),
        temporary=document["temporary"] is True,
        **{name: binascii.unhexlify(document[name]) for name in BYTES},
    )
    if not slot.is_bearable():
        raise ValueError
    return slot


def _whole(number: object) -> int:
    if not isinstance(number, int) or isinstance(number, bool):
        raise TypeError
    return number
