"""What one transaction changed in the diary, so that the act can be taken back as a whole."""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import Any

from app.domain.audit import canonical
from app.domain.blocks import Block, Closure
from app.domain.clinics import Letterhead
from app.domain.day_notes import DayNote
from app.domain.form_decisions import FormDecision
from app.domain.gate_policy import Policy
from app.domain.merges import Merge, ToldApart
from app.domain.packet_table import PacketTable
from app.domain.records import Tick
from app.domain.scheduling import Resource, Session, Visit, VisitType
from app.storage import codec

Change = Visit | Session | Block
"""What a transaction can make or change in the diary; each counts its versions."""

Setting = (
    Closure
    | DayNote
    | FormDecision
    | Letterhead
    | Merge
    | PacketTable
    | Policy
    | Resource
    | Tick
    | ToldApart
    | VisitType
)
"""What it can change beside the diary; it is compared as a whole."""

Key = int | str
"""The number, the slug or the day by which something is found."""

THE_LETTERHEAD = 1
"""The key of what papers say of the clinic, of which there is one."""

THE_POLICY = 1
"""The key of the clinic's gate policy, of which there is one."""

THE_TABLE = 1
"""The key of the table of packet rules, of which there is one."""

KINDS: Mapping[str, type[Change]] = {"visit": Visit, "session": Session, "block": Block}
SETTINGS: Mapping[str, type[Setting]] = {
    "closure": Closure,
    "daynote": DayNote,
    "formdecision": FormDecision,
    "letterhead": Letterhead,
    "merge": Merge,
    "packettable": PacketTable,
    "policy": Policy,
    "resource": Resource,
    "tick": Tick,
    "toldapart": ToldApart,
    "visittype": VisitType,
}


def fingerprint(change: Change) -> str:
    """A mark of everything that is kept about something but how often it was changed."""
    told = canonical(_written(replace(change, version=0)))
    return sha256(told.encode()).hexdigest()[:16]


class Journal:
    """Every visit, session and block that was made or changed, as it was before; and the house."""

    def __init__(self) -> None:
        self.turns = 0
        """Counts the changes: what was found before one of them may not be true any more."""
        self._before: dict[tuple[str, int], Change | None] = {}
        self._after: dict[tuple[str, int], Change] = {}
        self._was: dict[tuple[str, Key], Setting | None] = {}
        self._is: dict[tuple[str, Key], Setting | None] = {}

    def note(self, before: Change | None, after: Change) -> None:
        """One change; the first state and the last one count."""
        self.turns += 1
        key = (type(after).__name__.lower(), after.id)
        self._before.setdefault(key, before)
        self._after[key] = after

    def note_setting(self, key: Key, before: Setting | None, after: Setting | None) -> None:
        """One change of the house: None before when it is new, None after when it is gone."""
        self.turns += 1
        kind = type(before or after).__name__.lower()
        self._was.setdefault((kind, key), before)
        self._is[kind, key] = after

    def visits(self) -> tuple[Visit, ...]:
        """The visits that were made or changed, as they are now."""
        return tuple(each for each in self._after.values() if isinstance(each, Visit))

    def changed(self) -> tuple[Change, ...]:
        """Everything in the diary that was made or changed, as it was and as it is."""
        was = (before for before in self._before.values() if before is not None)
        return (*was, *self._after.values())

    def closures(self) -> tuple[Closure, ...]:
        """The closures that came or went."""
        both = (*self._was.values(), *self._is.values())
        return tuple(each for each in both if isinstance(each, Closure))

    def document(self) -> list[dict[str, Any]]:
        """The changes as plain JSON, in the order they came: no name of a patient."""
        return [*self._diary(), *self._house()]

    def _diary(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": kind,
                "id": number,
                "print": fingerprint(self._after[kind, number]),
                "was": None if before is None else _written(before),
            }
            for (kind, number), before in self._before.items()
        ]

    def _house(self) -> list[dict[str, Any]]:
        return [
            {
                "kind": kind,
                "id": key,
                "was": None if before is None else _written(before),
                "now": None if (after := self._is[kind, key]) is None else _written(after),
            }
            for (kind, key), before in self._was.items()
        ]


def read_change(document: Mapping[str, Any]) -> Change | None:
    """What something was before a change in a journal; None when the change made it."""
    was = document["was"]
    return None if was is None else codec.decode(KINDS[document["kind"]], was)


def read_setting(kind: str, document: Mapping[str, Any] | None) -> Setting | None:
    """A part of the house as a journal has it, before or after; None when there was none."""
    return None if document is None else codec.decode(SETTINGS[kind], document)


def _written(change: Change | Setting) -> dict[str, Any]:
    """The fields that are not as usual."""
    told = {each.name: getattr(change, each.name) for each in fields(change)}
    usual = {each.name: each.default for each in fields(change)}
    return json.loads(codec.dump({n: v for n, v in told.items() if v != usual[n]}))
