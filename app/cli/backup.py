"""`backup` and `restore`: a copy of the clinic elsewhere, and the way back from it."""

from collections.abc import Sequence
from pathlib import Path

from app import words
from app.cli.answer import DONE, TROUBLE, Answer, Document
from app.cli.call import Call, stamp
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.domain.refusal import refuse
from app.domain.time import wall
from app.use_cases.backups import (
    Backup,
    Copy,
    find_copies,
    make_backup,
    make_due_backup,
    note_restored,
    restore_backup,
)
from app.use_cases.drill import Tried, drill, result, write_drill

BACKUP = Help(
    summary="Copy the clinic to another folder or stick, while everybody goes on working.",
    document='{"copy", "at", "entries", "head", "files", "new_files", "bytes", "copied", '
    '"removed",\n "missing", "seconds", "mb_per_second"}\n'
    "files: kept packets and scans; missing: those that the clinic itself has lost",
    example="anteroom backup --to /media/stick/clinic\nanteroom backup --if-due",
    more="The copy counts once it has been opened and read; what is encrypted stays encrypted.\n"
    "Without --to it goes to the folder that was chosen in the settings. Of the copies there, one\n"
    "is kept of each hour of a day, each day of a month and each month of a year. A folder whose\n"
    "backups know more than this clinic does is left alone.",
)
RESTORE = Help(
    summary="Put a backup back into a new folder, or only try whether that would work.",
    document='{"copy", "at", "entries", "head", "clinic", "files", "bytes"}\n'
    'with --list: {"copies": [{"copy", "at", "entries", "bytes", "program"}]}\n'
    'with --drill: {"copy", "at", "holds", "seconds", "file", '
    '"tried": [{"what", "holds", "sentence", "seconds"}]}',
    example="anteroom restore --from /media/stick/clinic --to ~/clinic-again\n"
    "anteroom restore --from /media/stick/clinic --drill --out drill.pdf",
    more="The newest copy is taken, or the newest whose name begins with --copy. A folder with\n"
    "anything in it is left alone: nothing newer is ever written over. The drill puts the copy\n"
    "where nobody works, opens it, proves every entry and file, and takes it away again; it ends\n"
    "with 1 when the backup would not give back a whole clinic.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    backup = commands.add("backup", _backup, BACKUP)
    backup.add_argument("--to", metavar="FOLDER", help="where to (default: as chosen in settings)")
    backup.add_argument("--if-due", action="store_true", help="only when the last is an hour old")
    restore = commands.add("restore", _restore, RESTORE, clinic="not used")
    restore.add_argument(
        "--from", required=True, metavar="FOLDER", dest="source", help="of backups"
    )
    restore.add_argument("--to", metavar="FOLDER", help="a new or empty folder for the clinic")
    restore.add_argument("--copy", default="", metavar="NAME", help="which copy: how it is named")
    restore.add_argument("--list", action="store_true", help="name the copies that are there")
    restore.add_argument("--drill", action="store_true", help="only try it, and say how it went")
    restore.add_argument("--out", metavar="FILE", help="with --drill: a page about it, as PDF")


def _backup(call: Call) -> Answer:
    asked = call.words
    if asked.to and asked.if_due:
        raise refuse("usage", problem="--if-due looks at the chosen folder; leave --to out.")
    with call.clinic() as clinic:
        if asked.if_due:
            done = make_due_backup(clinic)
        else:
            done = make_backup(clinic, Path(asked.to) if asked.to else None)
        return _made(done, stamp(clinic, clinic.clock())) if done else _nothing_due()


def _nothing_due() -> Answer:
    return Answer(document={"copy": None}, lines=("No backup is due.",))


def _made(done: Backup, at: str) -> Answer:
    made, manifest = done.made, done.made.copy.manifest
    document: Document = {
        "copy": str(made.copy.folder),
        "at": at,
        "entries": manifest.entries,
        "head": manifest.head[:16],
        "files": manifest.objects,
        "new_files": made.new_objects,
        "bytes": manifest.size,
        "copied": made.copied,
        "removed": made.removed,
        "missing": made.missing,
        "seconds": round(done.seconds, 2),
        "mb_per_second": round(done.rate, 1),
    }
    took = f"in {done.seconds:.1f} s ({done.rate:,.0f} MB a second)"
    written = f"{made.copied / 1e6:,.1f} MB written {took}"
    lines = [
        f"{made.copy.folder}: {manifest.size / 1e6:,.1f} MB, opened and read again.",
        f"{words.plural(made.new_objects, 'new file')}; {written}.",
    ]
    if made.missing:
        lost = words.plural(made.missing, "packet or scan is", "packets or scans are")
        lines.append(f"{lost} missing in the clinic itself: see “anteroom archive verify”.")
    return Answer(document=document, lines=tuple(lines))


def _restore(call: Call) -> Answer:
    asked = call.words
    ways = [bool(asked.to), asked.list, asked.drill]
    if sum(ways) != 1 or (asked.out and not asked.drill):
        raise refuse("usage", problem="Say one of --to FOLDER, --list and --drill; --out needs it.")
    folder = Path(asked.source)
    found = find_copies(folder, asked.copy)
    if asked.list:
        return _listed(found)
    if asked.drill:
        return _drilled(call, folder, found[-1])
    return _put_back(call, folder, found[-1], Path(asked.to))


def _listed(found: Sequence[Copy]) -> Answer:
    known = [(copy.folder.name, copy.manifest) for copy in found]
    copies = [
        {
            "copy": name,
            "at": manifest.at.isoformat(),
            "entries": manifest.entries,
            "bytes": manifest.size,
            "program": manifest.program,
        }
        for name, manifest in known
    ]
    rows = [
        (name, words.plural(manifest.entries, "entry", "entries"), f"{manifest.size / 1e6:,.1f} MB")
        for name, manifest in known
    ]
    return Answer(document={"copies": copies}, lines=columns(rows, indent=""))


def _drilled(call: Call, folder: Path, copy: Copy) -> Answer:
    done = drill(folder, copy, call.clinic)
    if call.words.out:
        write_drill(done, Path(call.words.out))
    document: Document = {
        "copy": copy.folder.name,
        "at": done.at.isoformat(),
        "holds": done.holds,
        "seconds": round(done.seconds, 2),
        "file": call.words.out,
        "tried": [
            {
                "what": each.what,
                "holds": each.holds,
                "sentence": words.say(each.found),
                "seconds": round(each.seconds, 2),
            }
            for each in done.tried
        ],
    }
    return Answer(
        document=document,
        lines=(*columns(map(_row, done.tried), indent=""), words.say(result(done))),
        code=DONE if done.holds else TROUBLE,
    )


def _row(tried: Tried) -> Sequence[str]:
    held = "ok" if tried.holds else "FAILED"
    return held, words.drill_word(tried.what), f"{tried.seconds:.1f} s", words.say(tried.found)


def _put_back(call: Call, folder: Path, copy: Copy, to: Path) -> Answer:
    restore_backup(folder, copy, to)
    with call.clinic(to.resolve()) as clinic:
        note_restored(clinic, copy)
        made = words.day_time(wall(copy.manifest.at, clinic.zone))
    manifest = copy.manifest
    document: Document = {
        "copy": copy.folder.name,
        "at": manifest.at.isoformat(),
        "entries": manifest.entries,
        "head": manifest.head[:16],
        "clinic": str(to),
        "files": manifest.objects,
        "bytes": manifest.size,
    }
    return Answer(document=document, lines=(f"{to}: the clinic as it was on {made}.",))
