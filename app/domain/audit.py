"""The audit: one chained row for each act."""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum

OPEN, SEALED = "k", "s"
"""How the hash of an entry ends: it is chained without a key, or with the clinic's own.

Earlier programs put nothing there.
"""

RULES = ("", OPEN, SEALED)
"""The rules by which entries were chained, each stricter than the one before."""

BETWEEN = "\x1f"
"""Stands between the fields of an entry when it is sealed; no field has it."""


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


def chained(entry: Entry, seq: int, previous: str, key: bytes = b"") -> Entry:
    """The entry as the next link after `previous`."""
    linked = replace(entry, seq=seq, previous=previous, hash="")
    return replace(linked, hash=seal(written(linked), key))


def written(entry: Entry) -> str:
    """Every field of an entry but its own hash, as the store keeps it."""
    fields = (
        str(entry.seq),
        entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
        entry.who,
        entry.act,
        "" if entry.patient is None else str(entry.patient),
        entry.outcome.value,
        entry.payload,
        entry.token,
        entry.previous,
    )
    if any(BETWEEN in field for field in fields):
        message = "a field of an audit entry has a mark that stands between fields"
        raise ValueError(message)
    return BETWEEN.join(fields)


def read_written(text: str) -> Entry:
    """The entry that was written so; its hash is not in it."""
    seq, at, who, act, patient, outcome, payload, token, previous = text.split(BETWEEN)
    return Entry(
        seq=int(seq),
        at=datetime.fromisoformat(at),
        who=who,
        act=act,
        patient=int(patient) if patient else None,
        outcome=Outcome(outcome),
        payload=payload,
        token=token,
        previous=previous,
    )


def seal(text: str, key: bytes) -> str:
    """HMAC-SHA256 over a written entry: where there is a key, only who has it can make it."""
    return hmac.digest(key, text.encode(), "sha256").hex() + (SEALED if key else OPEN)


def rule_of(kept: str) -> int:
    """By which of the rules an entry was chained, by its hash."""
    return max(RULES.index(end) for end in RULES if kept.endswith(end))


def digest(entry: Entry) -> str:
    """What earlier programs put in its place: SHA-256 over the same fields, without a key."""
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


def holds(text: str, kept: str, key: bytes) -> bool:
    """Whether a hash is that of a written entry, by the rule of its time."""
    if kept.endswith((OPEN, SEALED)):
        made = seal(text, key if kept.endswith(SEALED) else b"")
        return hmac.compare_digest(kept.encode(), made.encode())  # whatever was put there
    try:
        return kept == digest(read_written(text))
    except ValueError:  # something else was put in place of a date or a number
        return False
