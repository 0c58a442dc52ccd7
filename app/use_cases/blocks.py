"""Blocking the time of a person, a room or a pump, and giving it back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.blocks import (
    Block,
    BlockKind,
    Repeat,
    against_repeat,
    against_span,
    repeated,
)
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Resource, Visit
from app.domain.time import wall
from app.storage.unit import Unit
from app.use_cases.affected import (
    Hit,
    HouseChange,
    asked_before,
    hits,
    refuse_hits,
    without_time,
)
from app.use_cases.placing import FURTHEST
from app.use_cases.resources import numbered
from app.use_cases.scheduling import release_late_holds
from app.use_cases.taking import or_say
from app.use_cases.views import VisitView, view_visits


class Which(StrEnum):
    """How much of a repeating block is given back."""

    ONE = "one"
    FOLLOWING = "following"
    """This one and those after it."""
    ALL = "all"
    """Every one that is not over yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlockWish:
    """What somebody wants to block: which resource, from when to when, what for."""

    resource: int
    start: datetime
    end: datetime
    kind: str = BlockKind.OTHER
    note: str = ""
    repeat: Repeat | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocked:
    """What an act on blocks left: the blocks, and the visits that lost their time to them."""

    resource: Resource
    blocks: tuple[Block, ...]
    displaced: tuple[VisitView, ...]
    token: str
    """By which it is taken back."""


def block_time(
    clinic: Clinic, wish: BlockWish, *, displace: bool = False, token: str = ""
) -> Blocked:
    """Block time, or refuse and name every visit in the way.

    With `displace` those visits lose their time: they stay booked and need another.
    """
    token = token or new_token()
    with clinic.writing(Act.BLOCK_TIME, token=token) as unit:
        resource = numbered(unit, wish.resource)
        done = _done_before(clinic, unit, resource, token)
        if done is not None:
            return done
        blocks = wanted_blocks(clinic, wish)
        refuse_if(_against_again(unit, resource, blocks))
        release_late_holds(clinic, unit)
        found = hits(clinic, unit, HouseChange(blocks=blocks))
        refuse_hits(clinic, found, displace=displace)
        kept, displaced = keep_with(clinic, unit, blocks, found)
        unit.note(
            resource=resource.id,
            blocks=[block.id for block in kept],
            displaced=[view.visit.id for view in displaced],
        )
        return Blocked(resource=resource, blocks=kept, displaced=displaced, token=token)


def _done_before(clinic: Clinic, unit: Unit, resource: Resource, token: str) -> Blocked | None:
    """What the same asking did already; None when it is new."""
    noted = asked_before(unit, token)
    if not noted:
        return None
    found = (unit.scheduling.block(number) for number in noted["blocks"])
    visits = unit.scheduling.visits(noted["displaced"])
    return Blocked(
        resource=resource,
        blocks=tuple(block for block in found if block is not None),
        displaced=view_visits(clinic, unit, visits),
        token=token,
    )


def _against_again(unit: Unit, resource: Resource, blocks: Sequence[Block]) -> Iterator[Reason]:
    """Say when just this time is blocked already."""
    first, last = min(each.start for each in blocks), max(each.end for each in blocks)
    wanted = {(each.start, each.end) for each in blocks}
    for known in unit.scheduling.blocks(first, last):
        if known.resource == resource.id and (known.start, known.end) in wanted:
            yield Reason("block-already", {"name": resource.name, "block": known.id})
            return


def keep_with(
    clinic: Clinic, unit: Unit, blocks: Sequence[Block], found: Sequence[Hit]
) -> tuple[tuple[Block, ...], tuple[VisitView, ...]]:
    """The blocks as kept, and the visits that lost their time to them."""
    with or_say(refuse("taken-meanwhile")):
        kept = unit.scheduling.keep([*without_time(unit, found), *blocks])
    visits = [each for each in kept if isinstance(each, Visit)]
    return (
        tuple(each for each in kept if isinstance(each, Block)),
        view_visits(clinic, unit, visits),
    )


def wanted_blocks(clinic: Clinic, wish: BlockWish) -> tuple[Block, ...]:
    """The blocks that a wish asks for, one a day when it repeats; a bad wish is refused."""
    known = tuple(str(kind) for kind in BlockKind)
    if wish.kind not in known:
        raise refuse("block-kind-unknown", kind=wish.kind, known=known)
    refuse_if(_against_time(clinic, wish))
    block = Block(
        resource=wish.resource,
        kind=wish.kind,
        start=wish.start,
        end=wish.end,
        note=" ".join(wish.note.split()),
    )
    if wish.repeat is None:
        return (block,)
    ends = (wall(each, clinic.zone).date() for each in (wish.start, wish.end))
    refuse_if(against_repeat(wish.repeat, *ends))
    series = uuid4().hex
    days = repeated(replace(block, series=series), wish.repeat, clinic.zone)
    return tuple(each for each in days if each.end > clinic.now())


def _against_time(clinic: Clinic, wish: BlockWish) -> list[Reason]:
    now = clinic.now()
    found = list(against_span(wish.start, wish.end, now, clinic.zone))
    if not found and wish.start > now + timedelta(days=FURTHEST):
        start = wall(wish.start, clinic.zone)
        found.append(Reason("start-far", {"start": start, "days": FURTHEST}))
    return found


def see_block(clinic: Clinic, number: int) -> tuple[Block, tuple[Block, ...]]:
    """A block, and those of its series that are not over yet; an unknown one is refused."""
    with clinic.reading(Act.SEE_DAY) as unit:
        block = _block(unit, number)
        return block, _coming(clinic, unit, block)


def _block(unit: Unit, number: int) -> Block:
    block = unit.scheduling.block(number)
    if block is None:
        raise refuse("block-unknown", block=number)
    return block


def _coming(clinic: Clinic, unit: Unit, block: Block) -> tuple[Block, ...]:
    every = unit.scheduling.blocks_of_series(block.series) if block.series else (block,)
    return tuple(each for each in every if not each.lifted and each.end > clinic.now())


def unblock(clinic: Clinic, number: int, which: Which = Which.ONE, *, token: str = "") -> Blocked:
    """Give the time of a block back: of this one alone, of those that follow, or of all."""
    token = token or new_token()
    with clinic.writing(Act.BLOCK_TIME, token=token) as unit:
        block = _block(unit, number)
        refuse_if(_against_lifting(clinic, block))
        chosen = [
            each
            for each in _coming(clinic, unit, block)
            if which is Which.ALL
            or each.id == block.id
            or (which is Which.FOLLOWING and each.start >= block.start)
        ]
        kept = unit.scheduling.keep([replace(each, lifted=True) for each in chosen])
        unit.note(resource=block.resource, lifted=[each.id for each in kept])
        resource = numbered(unit, block.resource)
        return Blocked(resource=resource, blocks=kept, displaced=(), token=token)


def _against_lifting(clinic: Clinic, block: Block) -> list[Reason]:
    if block.lifted:
        return [Reason("block-lifted", {"block": block.id})]
    if block.end <= clinic.now():
        return [Reason("block-over", {"block": block.id})]
    return []
