"""The audit: one chained row for each act."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class Outcome(StrEnum):
    """How an act ended."""

    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who did what to whom and when; `hash` covers the row and the hash before it."""

    seq: int = 0
    at: datetime
    who: str
    act: str
    patient: int | None = None
    outcome: Outcome = Outcome.DONE
    payload: str = "{}"
    """Canonical JSON of what the act was about: codes and numbers, no names."""
    token: str = ""
    previous: str = ""
    hash: str = ""


def canonical(document: Mapping[str, object]) -> str:
    """A JSON text that is the same for the same document."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def chained(entry: Entry, seq: int, previous: str) -> Entry:
    """The entry as the next link after `previous`."""
    linked = replace(entry, seq=seq, previous=previous, hash="")
    return replace(linked, hash=digest(linked))


def digest(entry: Entry) -> str:
    """SHA-256 over every field of an entry but its own hash."""
    fields = {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "act": entry.act,
        "patient": entry.patient,
        "outcome": entry.outcome.value,
        "payload": entry.payload,
        "token": entry.token,
        "previous": entry.previous,
    }
    return hashlib.sha256(canonical(fields).encode()).hexdigest()
