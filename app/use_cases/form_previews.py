"""A form as it would be printed, for nobody in particular; what its writer is told meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import library
from app.clinic import Clinic
from app.documents.values import PacketSheet, PaperSheet, PatientDetails
from app.domain.access import Act
from app.domain.codes import RANDOM_BYTES, new_code
from app.domain.forms import Form
from app.domain.refusal import Reason, Trouble
from app.domain.time import wall
from app.library import Fault, Reading
from app.use_cases.forms import faults_of, readings_of
from app.use_cases.own_pages import own_pages
from app.use_cases.sheets import house_values, letterhead
from app.words import day_time
from app.words.tongue import speaking

NOBODY = PatientDetails(name="Sample Patient", born="1 Jan 1980", chart="00000")
"""Whose name stands where a patient's would."""

UNSEEN = frozenset({"large-print"})
"""Conditions that change how a paper is set, not what it says."""


@speaking("en")
def preview_form(clinic: Clinic, form: Form, language: str, *, large: bool = False) -> bytes:
    """A version of a form with every part that a paper may have; DRAFT across a draft."""
    from app.documents import make_packet  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.SEE_FORMS) as unit:
        paper = PaperSheet(
            code=new_code(bytes(RANDOM_BYTES)),
            form=form,
            blocks=() if form.files else library.form_text(form, language),
            language=language,
            values=_values(clinic, form),
            conditions=_conditions(form, large=large),
            own=own_pages(unit, form, language),
        )
        printed = day_time(wall(clinic.now(), clinic.zone))
        sheet = PacketSheet(
            clinic=letterhead(clinic), patient=NOBODY, printed=printed, papers=(paper,)
        )
    return make_packet(sheet).pdf


def _conditions(form: Form, *, large: bool) -> frozenset[str]:
    named = frozenset(form.named_conditions)
    return named | UNSEEN if large else named - UNSEEN


def _values(clinic: Clinic, form: Form) -> dict[str, str]:
    known = house_values(clinic) | {
        "patient.name": NOBODY.name,
        "patient.born": NOBODY.born,
        "patient.chart": NOBODY.chart,
    }
    return {name: value for name, value in known.items() if name in form.fields and value}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What is said about a text while it is typed: its pages, its faults, how hard it reads."""

    form: Form
    """With the lists of what its texts name."""
    language: str
    pdf: bytes
    """Empty while the text cannot be laid out."""
    faults: tuple[Fault, ...]
    readings: tuple[Reading, ...]


def judge_form(clinic: Clinic, form: Form, language: str, *, large: bool = False) -> Judgement:
    """Lay a text out and look it through, as it stands now."""
    sealed = library.with_hashes(library.with_lists(form))
    try:
        pdf, broken = preview_form(clinic, sealed, language, large=large), ()
    except Trouble as trouble:
        pdf, broken = b"", (trouble.reason,)
    return Judgement(
        form=sealed,
        language=language,
        pdf=pdf,
        faults=library.placed(sealed, _each_once([*faults_of(sealed), *broken])),
        readings=readings_of(sealed),
    )


def _each_once(reasons: Sequence[Reason]) -> list[Reason]:
    return [each for n, each in enumerate(reasons) if each not in reasons[:n]]
