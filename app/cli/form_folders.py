"""`form write` and `form take`: forms out into folders, and in again or as PDFs, as drafts."""

from collections.abc import Iterator
from pathlib import Path

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call
from app.cli.parser import NUMBER, Commands, Help
from app.domain.refusal import refuse
from app.use_cases.form_folders import take_forms, write_form
from app.use_cases.own_forms import PdfWish, form_id, take_pdf
from app.use_cases.taken import Taken

WRITE = Help(
    summary="Write a form into a folder: what is known of it, and its text in each language.",
    document='{"form", "folder"}',
    example="anteroom form write ketamine-consent --to ~/forms",
    more="A form that is a PDF of the clinic's own is written as it came, like en.pdf.",
)
TAKE = Help(
    summary="Take forms from a folder, or a PDF of your own as a form; both as drafts.",
    document='{"forms": [{"form", "version", "new", "faults": [{"language", "line", "code", '
    '"sentence"}],\n  "pdfs": [{"language", "pages", "share", "left_out"}]}]}\n'
    "share: how large the pages are printed, in per cent\n"
    "left_out: scripts links fields comments files media",
    example="anteroom form take ~/forms/ketamine-consent --as hale\n"
    'anteroom form take policy.pdf --title "Financial policy" --signed-by patient --as hale\n'
    "anteroom form take politica.pdf --form financial-policy --lang es \\\n"
    '    --title-es "Política financiera" --as hale',
    more="PLACE is a form's folder (form.toml with en.md, es.md or with en.pdf, es.pdf), or holds\n"
    "one folder for each form. All of them are taken, or none. Who approved a form elsewhere is\n"
    "left out.\n\n"
    "Or PLACE is a PDF. Its pages are printed as they are, with our codes, the patient, the form\n"
    "and the page number in their margins; where these are not free, a little smaller. A PDF is\n"
    "read by a process of its own, to 25 MB and 100 pages. One that is locked, damaged, hides\n"
    "layers, or makes its pages while it is open (XFA) is refused; programs, links, files and\n"
    "sound in it are left out, fields and comments are printed as they stand. Taken again for a\n"
    "form that there is, it is that form's next version; what is not named stays as it was.",
)


def add(form: Commands) -> None:
    """Put the commands on the list of what can be done with forms."""
    write = form.add("write", _write, WRITE)
    write.add_argument("form", metavar="FORM", help="the form's name, like ketamine-consent")
    write.add_argument("--version", type=NUMBER, metavar="N", help="its version (the newest)")
    write.add_argument("--to", required=True, type=Path, metavar="FOLDER", help="where to")
    take = form.add("take", _take, TAKE)
    take.add_argument("place", type=Path, metavar="PLACE", help="a folder, or a PDF")
    pdf = take.add_argument_group("for a PDF")
    pdf.add_argument("--form", metavar="FORM", help="its form's name (made of the title)")
    pdf.add_argument("--title", metavar="TEXT", help="what it is called in English")
    pdf.add_argument("--title-es", metavar="TEXT", help="what it is called in Spanish")
    pdf.add_argument("--lang", metavar="CODE", help="the language that it is in (en)")
    pdf.add_argument(
        "--kind", metavar="KIND", help="consent, agreement, disclosure ... (agreement)"
    )
    pdf.add_argument(
        "--signed-by", action="append", metavar="WHO", help="who signs it (nobody); may be repeated"
    )
    pdf.add_argument("--valid-days", type=NUMBER, metavar="N", help="how long a signature holds")
    pdf.add_argument(
        "--each-visit", action="store_true", default=None, help="it is signed for each visit anew"
    )
    pdf.add_argument("--changed", metavar="TEXT", help="what is new in it")


def _write(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        place = write_form(clinic, asked.form, asked.version, asked.to)
    document = {"form": asked.form, "folder": str(place)}
    return Answer(document=document, lines=(f"Written to {place}.",))


OF_PDFS = (
    *("form", "title", "title_es", "lang", "kind", "signed_by", "valid_days"),
    *("each_visit", "changed"),
)


def _take(call: Call) -> Answer:
    place: Path = call.words.place
    is_pdf = place.is_file()
    if not is_pdf and any(getattr(call.words, name) is not None for name in OF_PDFS):
        raise refuse("usage", problem=f"{place} is no PDF, so nothing can be said of it.")
    with call.clinic() as clinic:
        taken = (take_pdf(clinic, place, _wish(call)),) if is_pdf else take_forms(clinic, place)
    lines = tuple(line for each in taken for line in _lines(each))
    return Answer(document={"forms": list(map(_document, taken))}, lines=lines)


def _wish(call: Call) -> PdfWish:
    asked = call.words
    titles = {"en": asked.title or "", "es": asked.title_es or ""}
    return PdfWish(
        form=asked.form or form_id(asked.title or asked.place.stem),
        language=asked.lang or "en",
        titles={language: title for language, title in titles.items() if title},
        kind=asked.kind or "",
        signers=None if asked.signed_by is None else tuple(asked.signed_by),
        valid_days=asked.valid_days,
        per_visit=asked.each_visit,
        changed=asked.changed or "",
    )


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
        "pdfs": [
            {
                "language": language,
                "pages": file.pages,
                "share": file.share,
                "left_out": list(file.left_out),
            }
            for language, file in taken.form.files.items()
        ],
    }


def _lines(taken: Taken) -> Iterator[str]:
    name = f"{taken.form.id}, version {taken.form.version}"
    yield f"{name}: taken as a draft." if taken.is_new else f"{name}: nothing new."
    for language, file in taken.form.files.items():
        left = words.left_told(file)
        yield f"  {language}.pdf: {words.file_told(file)}."
        yield from [f"  {language}.pdf: left out are {left}."] if left else []
    for fault in taken.faults:
        where = f"{fault.language}.md:{fault.line}: " if fault.line else ""
        yield f"  {where}{words.fault_told(fault.reason)}"
