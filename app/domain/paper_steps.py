"""The life of a paper as steps: what was done with it, by whom, when; each can tell what was."""

from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from enum import StrEnum

from app.domain.packets import Paper, PaperState
from app.domain.signatures import Signature


class StepKind(StrEnum):
    """What was done with a paper."""

    PRINTED = "printed"
    HANDED_OVER = "handed-over"
    RETURNED = "returned"
    """It came back, and a box was empty."""
    COMPLETE = "complete"
    VOIDED = "voided"
    REFUSED = "refused"
    REVOKED = "revoked"
    SCANNED = "scanned"
    TAKEN_BACK = "taken-back"
    """The step before was a mistake."""


class VoidCause(StrEnum):
    """Why a paper counts no more, from the list."""

    MISPRINTED = "misprinted"
    DAMAGED = "damaged"
    LOST = "lost"
    WRONG_PATIENT = "wrong-patient"
    NEWER_PACKET = "newer-packet"
    VISIT_OFF = "visit-off"
    OTHER = "other"


class Told(StrEnum):
    """How a consent was taken back."""

    SPOKEN = "spoken"
    WRITTEN = "written"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """Where a paper stands: all that changes about it after it is issued."""

    state: PaperState
    signed_at: datetime | None = None
    signed_on: date | None = None
    signed_by: str = ""
    empty: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    seen_by: str = ""
    ended_on: date | None = None


STANDS = tuple(each.name for each in fields(Stand))


def stand_of(paper: Paper) -> Stand:
    """Where a paper stands now."""
    return Stand(**{name: getattr(paper, name) for name in STANDS})


def put(paper: Paper, stand: Stand) -> Paper:
    """The paper as it stood."""
    return replace(paper, **{name: getattr(stand, name) for name in STANDS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing done with a paper."""

    id: int = 0
    paper: int
    kind: StepKind
    at: datetime
    by: str
    cause: str = ""
    """From a list: why it was voided, how a consent was taken back, which step was a mistake."""
    why: str = ""
    """In words."""
    token: str = ""
    """The mark of the act, by which it is taken back."""
    before: Stand
    """Where the paper stood until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revocation:
    """A patient, or whoever may decide for them, took consents back."""

    id: int = 0
    patient: int
    at: datetime
    """When it was said or written."""
    told: Told
    by: str
    """Who took it back: patient, representative, guardian or adolescent."""
    received_by: str
    recorded_at: datetime
    note: str = ""
    papers: tuple[str, ...] = ()
    """The codes of the papers whose consents it takes back."""
