"""`verify`: whether a whole clinic is as it was kept."""

from app import words
from app.cli.answer import DONE, TROUBLE, Answer, Document
from app.cli.call import Call
from app.cli.parser import Commands, Help, whole_number
from app.domain.refusal import refuse
from app.use_cases.verifying import Head, verify_clinic

VERIFY = Help(
    summary="Prove a whole clinic: every audit entry, every kept file, the database.",
    document='{"entries", "intact", "first_broken", "seconds", "head", "files",\n'
    ' "faults": [{"code", "sentence"}]}\n'
    "intact, first_broken, seconds: of the audit; files: kept packets and scans",
    example="anteroom verify --json\nanteroom verify --entry 1204 --head 8c2f01ab93d7e655",
    more="Any login may ask. Ends with 1 when something is not as it was, and names it.\n"
    "Day sheets name the audit's last entry and its head: with both, that entry has to be there\n"
    "still, which also finds a clinic that was put back to an earlier state.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    verify = commands.add("verify", _verify, VERIFY)
    verify.add_argument(
        "--entry", type=whole_number(1, 2**31), metavar="N", help="the entry a paper names"
    )
    verify.add_argument("--head", metavar="TEXT", help="the head that the paper has beside it")


def _verify(call: Call) -> Answer:
    asked = call.words
    if (asked.entry is None) != (asked.head is None):
        raise refuse("usage", problem="--entry N and --head TEXT belong together.")
    printed = Head(entries=asked.entry, hash=asked.head.lower()) if asked.entry else None
    with call.clinic() as clinic:
        found = verify_clinic(clinic, printed)
    document: Document = {
        "entries": found.head.entries,
        "intact": found.first_broken is None,
        "first_broken": found.first_broken,
        "seconds": round(found.seconds, 3),
        "head": found.head.hash,
        "files": found.files,
        "faults": [{"code": each.code, "sentence": words.say(each)} for each in found.faults],
    }
    entries = words.plural(found.head.entries, "audit entry", "audit entries")
    files = words.plural(found.files, "kept file")
    head = f"{entries}, {files}: each as it was. Head {found.head.hash}."
    return Answer(
        document=document,
        lines=(head,) if found.is_whole else tuple(map(words.say, found.faults)),
        code=DONE if found.is_whole else TROUBLE,
    )
