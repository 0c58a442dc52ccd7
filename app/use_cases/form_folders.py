"""Forms out into folders and in again: for a lawyer, a translator, another clinic."""

from dataclasses import dataclass
from pathlib import Path

from app import library
from app.clinic import Clinic
from app.domain.access import Act
from app.domain.forms import Form
from app.library import Fault
from app.use_cases.files import write_file
from app.use_cases.forms import faults_of, following, see_form


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A form that was taken in as a draft, and what is to be mended in it."""

    form: Form
    faults: tuple[Fault, ...]
    is_new: bool = True
    """Whether it says anything else than the newest version did."""


def write_form(clinic: Clinic, name: str, version: int | None, folder: Path) -> Path:
    """Write a version of a form into a folder of its own name; gives that folder."""
    form = see_form(clinic, name, version).form
    place = folder / form.id
    for file, text in library.form_files(form).items():
        write_file(place / file, text.encode())
    return place


def take_forms(clinic: Clinic, folder: Path) -> tuple[Taken, ...]:
    """Take the forms of a folder in as drafts, all or none; an approval elsewhere is left out.

    A form that says what the newest version says already is not taken again.
    """
    found = library.foreign_forms(folder)
    with clinic.writing(Act.EDIT_FORM) as unit:
        binder = unit.forms.binder()
        taken: list[Taken] = []
        for form in found:
            newest = binder.newest(form.id)
            draft = following(form, newest)
            same = newest is not None and says(newest) == says(draft)
            kept = newest if newest is not None and same else draft
            if not same:
                unit.forms.keep(kept)
                binder = binder.having(kept)
            faults = library.placed(kept, faults_of(kept))
            taken.append(Taken(form=kept, faults=faults, is_new=not same))
        kept_ids = {each.form.id: each.form.version for each in taken if each.is_new}
        unit.note(forms=kept_ids)
        return tuple(taken)


def says(form: Form) -> tuple[object, ...]:
    """Everything that a form says and asks for, whoever approved it and when."""
    return (
        form.kind,
        dict(form.titles),
        dict(form.shorts),
        dict(form.texts),
        form.material,
        form.routes,
        form.conditions,
        form.signers,
        form.valid_days,
        form.gap_days,
        form.per_visit,
        form.resign_on,
        form.fields,
        form.named_conditions,
        dict(form.evidences),
        form.sources,
        dict(form.required),
    )
