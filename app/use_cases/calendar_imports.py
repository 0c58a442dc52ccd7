"""What somebody's own calendar says comes in as blocks: all of it in one act, or nothing."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app import exchange
from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.blocks import Block, BlockKind
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Claim, Resource
from app.domain.spans import Span, outward, without
from app.domain.time import from_minute, midnight, minute, wall
from app.exchange.values import Agenda, Busy
from app.storage.unit import Unit
from app.use_cases.resources import numbered
from app.use_cases.scheduling import release_holds
from app.use_cases.taking import or_say

AHEAD = 400
"""Days for which a calendar is read, from today on."""

_NOTE = 80
"""Letters of an event's words that are kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import does, or did: the blocks it adds and lifts, and those that stay."""

    resource: Resource
    added: tuple[Block, ...]
    lifted: tuple[Block, ...]
    kept: int
    act: str = ""
    """The act's mark, by which it is taken back; nothing when it was only tried."""


def try_import(
    clinic: Clinic, resource: int, content: bytes, kind: BlockKind = BlockKind.OTHER
) -> Imported:
    """What an import would do; whatever stands against it is refused with every reason."""
    agenda = _read(clinic, content)
    with clinic.reading(Act.IMPORT_CALENDAR) as unit:
        unit.note(resource=resource, file=_digest(content), tried=True)
        return _planned(clinic, unit, numbered(unit, resource), agenda, kind)


def import_blocks(
    clinic: Clinic, resource: int, content: bytes, kind: BlockKind = BlockKind.OTHER
) -> Imported:
    """Take a calendar file's times as blocks of one person, room or pump, all or none.

    An event that was imported before is not doubled: what is the same stays, what moved is moved,
    and what is gone is lifted.
    """
    agenda = _read(clinic, content)
    release_holds(clinic)
    token = new_token()
    with clinic.writing(Act.IMPORT_CALENDAR, token=token) as unit:
        plan = _planned(clinic, unit, numbered(unit, resource), agenda, kind)
        unit.note(resource=resource, file=_digest(content), added=len(plan.added))
        with or_say(refuse("taken-meanwhile")):
            kept = unit.scheduling.keep((*plan.lifted, *plan.added))
        return replace(plan, added=tuple(b for b in kept if not b.lifted), act=token)


def _digest(content: bytes) -> str:
    """Which file it was, in the audit: its words stay out of it."""
    return hashlib.sha256(content).hexdigest()[:16]


def _read(clinic: Clinic, content: bytes) -> Agenda:
    """What the file says, read before anything is locked."""
    agenda = exchange.read_calendar(content, clinic.zone, clinic.today(), AHEAD)
    refuse_if(agenda.faults)
    return agenda


def _planned(
    clinic: Clinic, unit: Unit, resource: Resource, agenda: Agenda, kind: BlockKind
) -> Imported:
    old = _imported(clinic, unit, resource, agenda)
    wanted = list(_blocks(unit, resource, kind, agenda, old))
    there = {_same(block): block for block in old}
    added = [block for block in wanted if _same(block) not in there]
    wishes = {_same(block) for block in wanted}
    gone = [block for key, block in there.items() if key not in wishes]
    refuse_if(_against(clinic, unit, resource, agenda, added))
    return Imported(
        resource=resource,
        added=tuple(added),
        lifted=tuple(replace(block, lifted=True) for block in gone),
        kept=len(old) - len(gone),
    )


def _imported(clinic: Clinic, unit: Unit, resource: Resource, agenda: Agenda) -> Sequence[Block]:
    """The blocks that stand now for the events of which the file speaks."""
    begin = midnight(clinic.today(), clinic.zone)
    return [
        block
        for block in unit.scheduling.imported_blocks(resource.id)
        if block.source in agenda.uids and not block.lifted and block.end > begin
    ]


def _same(block: Block) -> tuple[str, datetime, datetime, str]:
    return block.source, block.start, block.end, block.note


def _blocks(
    unit: Unit, resource: Resource, kind: BlockKind, agenda: Agenda, old: Sequence[Block]
) -> Iterator[Block]:
    """The blocks for the times of the file; what is blocked anyway is not blocked twice."""
    if not agenda.busy:
        return
    replaced = {block.id for block in old}
    first, last = agenda.busy[0].start, max(busy.end for busy in agenda.busy)
    blocked = [
        outward(block.start, block.end)
        for block in unit.scheduling.blocks(first, last)
        if block.resource == resource.id and block.id not in replaced
    ]
    until = 0
    for busy in agenda.busy:  # by start: what earlier ones take ends at `until`
        start, end = outward(busy.start, busy.end)
        for piece in without((max(start, until), end), blocked):
            yield _block(resource, kind, busy, piece)
        until = max(until, end)


def _block(resource: Resource, kind: BlockKind, busy: Busy, piece: Span) -> Block:
    return Block(
        resource=resource.id,
        kind=kind.value,
        start=from_minute(piece[0]),
        end=from_minute(piece[1]),
        note=busy.summary[:_NOTE],
        source=busy.uid,
    )


def _against(
    clinic: Clinic, unit: Unit, resource: Resource, agenda: Agenda, added: Sequence[Block]
) -> Iterator[Reason]:
    """Every event that would take the time of a visit, or of a group session."""
    if not added:
        return
    first, last = minute(added[0].start), max(minute(block.end) for block in added)
    claims = unit.scheduling.claims(first, last, resource.lanes)
    lines = {busy.uid: busy.line for busy in agenda.busy}
    for block in added:
        for visit in sorted({claim.holder for claim in claims if _meet(claim, block)}):
            facts = {
                "line": lines[block.source],
                "start": wall(block.start, clinic.zone),
                "end": wall(block.end, clinic.zone),
                "visit": visit,
                "name": resource.name,
            }
            yield Reason("event-over-visit", facts)


def _meet(claim: Claim, block: Block) -> bool:
    return claim.start < minute(block.end) and claim.end > minute(block.start)
