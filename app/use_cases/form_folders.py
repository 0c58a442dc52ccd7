"""Forms out into folders and in again: for a lawyer, a translator, another clinic."""

from dataclasses import replace
from pathlib import Path

from app import library
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.forms import Form
from app.library import Brought
from app.use_cases.files import write_file
from app.use_cases.forms import faults_of, following, see_form
from app.use_cases.own_forms import Looked, look_at_pdf
from app.use_cases.taken import Taken, says


def write_form(clinic: Clinic, name: str, version: int | None, folder: Path) -> Path:
    """Write a version of a form into a folder of its own name; gives that folder."""
    form = see_form(clinic, name, version).form
    place = folder / form.id
    files = {file: text.encode() for file, text in library.form_files(form).items()}
    with clinic.reading(Act.SEE_FORMS) as unit:
        for language, kept in form.files.items():
            files[f"{language}.pdf"] = unit.archive.get(kept.came)
    for file, content in files.items():
        write_file(place / file, content)
    return place


def take_forms(clinic: Clinic, folder: Path) -> tuple[Taken, ...]:
    """Take the forms of a folder in as drafts, all or none; an approval elsewhere is left out.

    A form that says what the newest version says already is not taken again.
    """
    found = [_looked(brought) for brought in library.foreign_forms(folder)]
    with clinic.writing(Act.EDIT_FORM) as unit:
        binder = unit.forms.binder()
        taken: list[Taken] = []
        for form, pdfs in found:
            newest = binder.newest(form.id)
            draft = following(form, newest)
            same = newest is not None and says(newest) == says(draft)
            kept = newest if newest is not None and same else draft
            if not same:
                for pdf in pdfs:
                    pdf.keep(unit)
                unit.forms.keep(kept)
                binder = binder.having(kept)
            faults = library.placed(kept, faults_of(kept))
            taken.append(Taken(form=kept, faults=faults, is_new=not same))
        kept_ids = {each.form.id: each.form.version for each in taken if each.is_new}
        unit.note(forms=kept_ids)
        return tuple(taken)


def _looked(brought: Brought) -> tuple[Form, list[Looked]]:
    """A form with its PDFs taken apart, before anything is written."""
    pdfs = {language: look_at_pdf(path) for language, path in brought.pdfs.items()}
    files = {language: looked.file for language, looked in pdfs.items()}
    return replace(brought.form, files=files), list(pdfs.values())
