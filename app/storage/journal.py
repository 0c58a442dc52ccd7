"""What one transaction changed in the diary, so that the act can be taken back as a whole."""

import json
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from app.domain.blocks import Block
from app.domain.scheduling import Session, Visit
from app.storage import codec

Change = Visit | Session | Block
"""What a transaction can make or change in the diary."""

KINDS: Mapping[str, type[Change]] = {"visit": Visit, "session": Session, "block": Block}


class Journal:
    """Every visit, session and block that was made or changed, as it was before."""

    def __init__(self) -> None:
        self._before: dict[tuple[str, int], Change | None] = {}
        self._after: dict[tuple[str, int], Change] = {}

    def note(self, before: Change | None, after: Change) -> None:
        """One change; the first state and the last one count."""
        key = (type(after).__name__.lower(), after.id)
        self._before.setdefault(key, before)
        self._after[key] = after

    def document(self) -> list[dict[str, Any]]:
        """The changes as plain JSON, in the order they came: codes and numbers, no names."""
        return [
            {
                "kind": kind,
                "id": number,
                "version": self._after[kind, number].version,
                "was": None if before is None else _written(before),
            }
            for (kind, number), before in self._before.items()
        ]


def read_change(document: Mapping[str, Any]) -> Change | None:
    """What something was before a change in a journal; None when the change made it."""
    was = document["was"]
    return None if was is None else codec.decode(KINDS[document["kind"]], was)


def _written(change: Change) -> dict[str, Any]:
    """The fields that are not as usual."""
    told = {each.name: getattr(change, each.name) for each in fields(change)}
    usual = {each.name: each.default for each in fields(change)}
    return json.loads(codec.dump({n: v for n, v in told.items() if v != usual[n]}))
