"""`form write` and `form take`: forms out into folders, and in again as drafts."""

from collections.abc import Iterator
from pathlib import Path

from app import words
from app.cli.call import Answer, Call, Document
from app.cli.parser import NUMBER, Commands, Help
from app.use_cases.form_folders import Taken, take_forms, write_form

WRITE = Help(
    summary="Write a form into a folder: what is known of it, and its text in each language.",
    document='{"form", "folder"}',
    example="anteroom form write ketamine-consent --to ~/forms",
)
TAKE = Help(
    summary="Take forms from a folder, as drafts; what is to be mended is told by line.",
    document='{"forms": [{"form", "version", "new", "faults": [{"language", "line", "code", '
    '"sentence"}]}]}',
    example="anteroom form take ~/forms/ketamine-consent --as hale",
    more="FOLDER is a form's (form.toml, en.md, es.md), or holds one folder for each form. All\n"
    "of them are taken, or none. Who approved a form elsewhere is left out.",
)


def add(form: Commands) -> None:
    """Put the commands on the list of what can be done with forms."""
    write = form.add("write", _write, WRITE)
    write.add_argument("form", metavar="FORM", help="the form's name, like ketamine-consent")
    write.add_argument("--version", type=NUMBER, metavar="N", help="its version (the newest)")
    write.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to")
    take = form.add("take", _take, TAKE)
    take.add_argument("folder", type=Path, metavar="FOLDER", help="where from")


def _write(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        place = write_form(clinic, asked.form, asked.version, asked.to)
    document = {"form": asked.form, "folder": str(place)}
    return Answer(document=document, lines=(f"Written to {place}.",))


def _take(call: Call) -> Answer:
    with call.clinic() as clinic:
        taken = take_forms(clinic, call.words.folder)
    lines = tuple(line for each in taken for line in _lines(each))
    return Answer(document={"forms": list(map(_document, taken))}, lines=lines)


def _document(taken: Taken) -> Document:
    return {
        "form": taken.form.id,
        "version": taken.form.version,
        "new": taken.is_new,
        "faults": [
            {
                "language": fault.language or None,
                "line": fault.line or None,
                "code": fault.reason.code,
                "sentence": words.say(fault.reason),
            }
            for fault in taken.faults
        ],
    }


def _lines(taken: Taken) -> Iterator[str]:
    name = f"{taken.form.id}, version {taken.form.version}"
    yield f"{name}: taken as a draft." if taken.is_new else f"{name}: nothing new."
    for fault in taken.faults:
        where = f"{fault.language}.md:{fault.line}: " if fault.line else ""
        yield f"  {where}{words.fault_told(fault.reason)}"
