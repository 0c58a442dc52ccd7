"""`export` and `import --ics`: calendars of other programs, and everything for who leaves."""

from collections.abc import Iterable
from pathlib import Path

from app import words
from app.cli import leaving
from app.cli.answer import Answer, Document
from app.cli.call import Call, day_of, stamp
from app.cli.columns import columns
from app.cli.parser import Commands, Help, whole_number
from app.clinic import Clinic
from app.domain.blocks import Block, BlockKind
from app.domain.refusal import refuse
from app.domain.time import wall
from app.use_cases import calendar_imports, calendars
from app.use_cases.calendar_imports import Imported
from app.use_cases.calendars import Exported
from app.use_cases.files import read_file, write_file
from app.use_cases.resources import resource_named

EXPORT = Help(
    summary="Write calendars, which name nobody; or the whole clinic, for whoever leaves.",
    document='with --ics: {"from", "days", "calendars": [{"resource", "file", "events"}]}\n'
    f"with --to: {leaving.DOCUMENT}",
    example="anteroom export --ics --resource Hale --from today --days 28 --out hale.ics\n"
    "anteroom export --ics --all --from today --days 28 --out calendars\n"
    "anteroom export --all --to ~/everything --as manager",
    more="An event keeps its identifier for as long as its visit lives, and counts its changes;\n"
    f"a visit that was called off is marked so.\n{leaving.MORE}",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    out = commands.add("export", _export, EXPORT)
    out.add_argument("--ics", action="store_true", help="calendars as iCalendar files")
    whose = out.add_mutually_exclusive_group(required=True)
    whose.add_argument("--resource", metavar="NAME", help="of this person, room or pump")
    whose.add_argument(
        "--all",
        action="store_true",
        help="of everybody and everything",
    )
    out.add_argument("--from", dest="first", metavar="DAY", help="with --ics: first day")
    out.add_argument(
        "--days", type=whole_number(1, 731), default=28, metavar="N", help="how many days (28)"
    )
    out.add_argument(
        "--out", metavar="PATH", help="with --ics: file to write; with --all the folder"
    )
    out.add_argument("--to", metavar="FOLDER", help="everything: to a folder that is not there")


def _export(call: Call) -> Answer:
    asked = call.words
    if not asked.ics:
        return leaving.export(call)
    if asked.first is None or asked.out is None or asked.to is not None:
        raise refuse("usage", problem="--ics needs --from DAY and --out PATH, and no --to.")
    with call.clinic() as clinic:
        first = day_of(clinic, asked.first)
        path = Path(asked.out)
        if asked.all:
            made = calendars.export_calendars(clinic, first, asked.days)
            files = calendars.write_calendars(made, path)
        else:
            one = resource_named(clinic, asked.resource)
            made = (calendars.export_calendar(clinic, one.id, first, asked.days),)
            write_file(path, made[0].content)
            files = (path,)
    rows = list(zip(made, files, strict=True))
    document: Document = {
        "from": first.isoformat(),
        "days": asked.days,
        "calendars": [_calendar(each, file) for each, file in rows],
    }
    lines = columns(
        [(each.resource.name, words.plural(each.events, "event"), str(f)) for each, f in rows],
        indent="",
    )
    return Answer(document=document, lines=lines)


def _calendar(exported: Exported, file: Path) -> Document:
    return {"resource": exported.resource.name, "file": str(file), "events": exported.events}


def import_calendar(call: Call) -> Answer:
    """The times of somebody's own calendar as blocks."""
    asked = call.words
    content = read_file(Path(asked.ics))
    with call.clinic() as clinic:
        one = resource_named(clinic, asked.resource)
        act = calendar_imports.try_import if asked.dry_run else calendar_imports.import_blocks
        done = act(clinic, one.id, content, BlockKind(asked.kind))
        document: Document = {
            "resource": done.resource.name,
            "act": done.act or None,
            "kept": done.kept,
            "added": [_block(clinic, each) for each in done.added],
            "lifted": [_block(clinic, each) for each in done.lifted],
        }
        rows = [*_rows(clinic, "+", done.added), *_rows(clinic, "-", done.lifted)]
    return Answer(document=document, lines=(_headline(done), *columns(rows)))


def _block(clinic: Clinic, block: Block) -> Document:
    return {
        "block": block.id or None,
        "start": stamp(clinic, block.start),
        "end": stamp(clinic, block.end),
        "kind": block.kind,
        "event": block.source,
    }


def _rows(clinic: Clinic, sign: str, blocks: Iterable[Block]) -> Iterable[tuple[str, ...]]:
    for block in blocks:
        start, end = (words.day_time(wall(at, clinic.zone)) for at in (block.start, block.end))
        yield f"{sign} {start}", f"to {end}", block.note or words.block_word(block.kind)


def _headline(done: Imported) -> str:
    would = "" if done.act else "would be "
    counts = (
        f"{words.plural(len(done.added), 'block')} {would}added",
        f"{len(done.lifted)} {would}lifted",
        f"{done.kept} {'stay' if would else 'stayed'} as they were",
    )
    return f"{done.resource.name}: {', '.join(counts)}."
