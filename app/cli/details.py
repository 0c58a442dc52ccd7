"""`details`: what papers say of the clinic, and the clock that it keeps."""

from dataclasses import asdict, replace

from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.use_cases.letterhead import keep_letterhead, letterhead
from app.use_cases.phones import shown_phone

DETAILS = Help(
    summary="Say what papers say of the clinic, or have them say something else.",
    document='{"name", "address", "phone", "after_hours_phone", "zone", "holidays"}\n'
    "holidays: whose public holidays it looks at, like US-CO; null before somebody has chosen",
    example="anteroom details --json\n"
    'anteroom details --phone "(303) 555-0100" --as manager\n'
    'anteroom details --after-hours-phone "" --as manager',
    more="Papers made from then on say it; those there are stay as they were printed. An empty\n"
    "TEXT takes a line away. The zone stays: what is booked keeps its instant.",
)
SAID = {
    "name": "what the clinic is called",
    "address": "where it is",
    "phone": "its telephone",
    "after_hours_phone": "the telephone outside opening hours",
}


def add(commands: Commands) -> None:
    """Put the command on the list."""
    details = commands.add("details", _details, DETAILS)
    for name, said in SAID.items():
        details.add_argument(f"--{name.replace('_', '-')}", metavar="TEXT", help=said)


def _details(call: Call) -> Answer:
    asked = vars(call.words)
    told = {name: asked[name] for name in SAID if asked[name] is not None}
    with call.clinic() as clinic:
        now = letterhead(clinic)
        if told:
            now = keep_letterhead(clinic, replace(now, **told), since=now)
        details = clinic.setup.details
    document: Document = asdict(now) | {
        "zone": details.zone,
        "holidays": details.holidays or None,
    }
    lines = columns(
        [
            ("Name", now.name),
            ("Address", now.address or "none"),
            ("Telephone", shown_phone(now.phone) or "none"),
            ("Telephone when it is closed", shown_phone(now.after_hours_phone) or "none"),
            ("Time zone", details.zone),
            ("Public holidays", details.holidays or "none chosen"),
        ],
        indent="",
    )
    return Answer(document=document, lines=lines)
