"""`block` and `unblock`: time of a person, a room or a pump that is not to be had."""

from collections.abc import Sequence

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, day_of, stamp, when
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, Parser
from app.cli.visits import add_act, visit_document
from app.cli.wishing import weekdays_of
from app.clinic import Clinic
from app.domain.blocks import Block, BlockKind, Repeat
from app.domain.refusal import refuse
from app.domain.time import wall
from app.use_cases.blocks import Blocked, BlockWish, Which, block_time, unblock
from app.use_cases.resources import resource_named
from app.use_cases.views import VisitView

ANSWER = (
    '{"block", "blocks": [N], "start", "end",\n'
    ' "claims": [{"resource", "role", "start", "end"}],\n'
    ' "act", "displaced": [{"visit", "status", "start", "end", "claims"}]}'
)

BLOCK = Help(
    summary="Block the time of a person, a room or a pump, or name every visit in the way.",
    document=ANSWER,
    example='anteroom block --resource "Pump 1" --from "2026-12-01 08:00" '
    '--to "2026-12-01 11:30" --kind service',
    more="A block that repeats keeps its wall clock on every day; one claim is told for each day.\n"
    "With --displace the visits in the way lose their time: they stay booked and need another.",
)
UNBLOCK = Help(
    summary="Give the time of a block back.",
    document=ANSWER,
    example="anteroom unblock --block 512 --which following",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    block = commands.add("block", _block, BLOCK)
    block.add_argument("--resource", required=True, metavar="NAME", help="what is blocked")
    block.add_argument("--from", dest="first", required=True, metavar="WHEN", help="when it begins")
    block.add_argument("--to", dest="last", required=True, metavar="WHEN", help="when it ends")
    kinds = ", ".join(BlockKind)
    block.add_argument("--kind", required=True, metavar="KIND", help=f"one of {kinds}")
    block.add_argument("--note", default="", metavar="TEXT", help="what it is for")
    block.add_argument("--repeat", metavar="DAYS", help="again on these weekdays, like mon,tue")
    block.add_argument("--until", metavar="DAY", help="the last day on which it may come again")
    add_displace(block)
    add_act(block)
    lift = commands.add("unblock", _unblock, UNBLOCK)
    lift.add_argument("--block", required=True, type=NUMBER, metavar="N", help="block number")
    lift.add_argument(
        "--which",
        choices=[which.value for which in Which],
        default=Which.ONE.value,
        help="of a repeating block: this one (the default), those that follow, or all",
    )
    add_act(lift)


def add_displace(parser: Parser) -> None:
    """Let whoever asks take the time of the visits in the way."""
    parser.add_argument(
        "--displace", action="store_true", help="take the time of visits in the way"
    )


def _block(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        wish = BlockWish(
            resource=resource_named(clinic, asked.resource).id,
            start=when(clinic, asked.first),
            end=when(clinic, asked.last),
            kind=asked.kind,
            note=asked.note,
            repeat=_repeat(clinic, asked.repeat, asked.until),
        )
        done = block_time(clinic, wish, displace=asked.displace, token=asked.act)
        return _answer(clinic, done, "Blocked")


def _repeat(clinic: Clinic, repeat: str | None, until: str | None) -> Repeat | None:
    if repeat is None and until is None:
        return None
    if repeat is None or until is None:
        raise refuse("repeat-half")
    return Repeat(weekdays=weekdays_of(repeat), until=day_of(clinic, until))


def _unblock(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        done = unblock(clinic, asked.block, Which(asked.which), token=asked.act)
        return _answer(clinic, done, "Given back")


def _answer(clinic: Clinic, done: Blocked, verb: str) -> Answer:
    first, name = done.blocks[0], done.resource.name
    document: Document = {
        "block": first.id,
        "blocks": [block.id for block in done.blocks],
        "start": stamp(clinic, first.start),
        "end": stamp(clinic, first.end),
        "claims": [_claim(clinic, block, name) for block in done.blocks if not block.lifted],
        "act": done.token,
        "displaced": [visit_document(clinic, view) for view in done.displaced],
    }
    return Answer(document=document, lines=tuple(_lines(clinic, done, verb)))


def _claim(clinic: Clinic, block: Block, name: str) -> Document:
    return {
        "resource": name,
        "role": block.kind,
        "start": stamp(clinic, block.start),
        "end": stamp(clinic, block.end),
    }


def _lines(clinic: Clinic, done: Blocked, verb: str) -> list[str]:
    lines = [f"{verb}: {done.resource.name} (act {done.token})"]
    lines += columns(_row(clinic, block) for block in done.blocks)
    return [*lines, *without_time(clinic, done.displaced)]


def _row(clinic: Clinic, block: Block) -> tuple[str, ...]:
    start, end = wall(block.start, clinic.zone), wall(block.end, clinic.zone)
    same = start.date() == end.date()
    span = words.span(start, end) if same else f"{words.clock(start)} to {words.day_time(end)}"
    kind = words.block_word(block.kind)
    said = f"{kind}: {block.note}" if block.note else kind
    return f"block {block.id}", words.day(start.date()), span, said


def without_time(clinic: Clinic, displaced: Sequence[VisitView]) -> list[str]:
    """The visits that lost their time, a line each."""
    if not displaced:
        return []
    rows = [
        (
            f"visit {view.visit.id}",
            view.patient.listed,
            view.type.short,
            words.day_time(wall(view.visit.start, clinic.zone)),
        )
        for view in displaced
    ]
    return ["These visits stay booked and need a new time:", *columns(rows)]
