"""A form that came in from outside, and whether it says anything new."""

from dataclasses import dataclass

from app.domain.forms import Form
from app.library import Fault


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """A form that was taken in as a draft, and what is to be mended in it."""

    form: Form
    faults: tuple[Fault, ...]
    is_new: bool = True
    """Whether it says anything else than the newest version did."""


def says(form: Form) -> tuple[object, ...]:
    """Everything that a form says and asks for, whoever approved it and when."""
    return (
        form.kind,
        dict(form.titles),
        dict(form.shorts),
        dict(form.texts),
        {language: file.came for language, file in form.files.items()},
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
