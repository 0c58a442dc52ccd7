"""`transfer`: a clinic from its folder to a server."""

import sys
from time import monotonic

from app.cli.answer import Answer
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.domain.clinics import SCHEME, place_of, shown
from app.domain.refusal import refuse
from app.use_cases.transferring import transfer

TRANSFER = Help(
    summary="Copy a clinic from its folder into an empty database on a server, and verify it.",
    document='{"from", "to", "rows": {table: count}, "files", "entries", "seconds"}',
    example="anteroom transfer --from ~/clinic --to postgresql://owner@db.example.org/clinic",
    more="Every row is compared with the one it was copied from, and the chain of the audit is "
    "followed;\nonly then can anybody open the clinic there. The folder stays as it is. After an "
    "interruption\nsay the same again: it goes on where it was. Nobody may work in the folder "
    "meanwhile.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    command = commands.add("transfer", _transfer, TRANSFER, clinic="the same as --from")
    command.add_argument("--from", dest="source", metavar="PLACE", help="the clinic's folder")
    command.add_argument("--to", required=True, metavar="URL", help="an empty database")


def _transfer(call: Call) -> Answer:
    asked, begun = call.words, monotonic()
    if not asked.to.startswith(SCHEME):
        raise refuse("transfer-to-folder")
    source = place_of(asked.source) if asked.source else call.place
    with call.clinic(source) as clinic:
        moved = transfer(clinic, asked.to, _tell)
    document = {
        "from": shown(source),
        "to": shown(asked.to),
        "rows": dict(moved.rows),
        "files": moved.files,
        "entries": moved.entries,
        "seconds": round(monotonic() - begun, 2),
    }
    told = [(str(count), name) for name, count in moved.rows.items() if count]
    return Answer(
        document=document,
        lines=(
            *columns(told, indent=""),
            f"Moved and verified: {sum(moved.rows.values())} rows, {moved.files} files.",
            f"The clinic is at {shown(asked.to)} now. The folder {shown(source)} is as it was.",
        ),
    )


def _tell(said: str) -> None:
    print(said, file=sys.stderr)
