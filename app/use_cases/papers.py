"""Papers after the printer: where each one is, and checking it in when it comes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.codes import normalise
from app.domain.forms import Form
from app.domain.packets import Box, Paper, PaperState
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.time import local_day, wall
from app.storage.unit import Unit
from app.use_cases.packets import form_title

SIGNERS = ("patient", "representative")
"""Who may sign for the patient's part of a paper."""

FILLED = frozenset({"initials", "signature", "date", "time"})
"""Kinds of boxes that a person looks at when a paper comes back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper with whose it is, what it is called, and the boxes to look at."""

    paper: Paper
    patient: Patient
    title: str
    signers: tuple[str, ...]
    boxes: tuple[Box, ...]

    @property
    def awaits_signature(self) -> bool:
        """Whether it is to be signed and has not come back complete."""
        return bool(self.signers) and self.paper.is_out


def papers_of(clinic: Clinic, patient_id: int) -> tuple[PaperView, ...]:
    """Every paper of a patient, newest first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        unit.note(patient=patient_id)
        return _views(clinic, unit, unit.packets.papers_of([patient_id]).get(patient_id, ()))


def all_papers(clinic: Clinic) -> tuple[PaperView, ...]:
    """Every paper of the clinic, newest first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        return _views(clinic, unit, unit.packets.papers())


def find_paper(clinic: Clinic, typed: str) -> PaperView:
    """The paper with the code somebody read off its foot."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        paper = _by_code(unit, typed)
        unit.note(patient=paper.patient)
        return _views(clinic, unit, [paper])[0]


def _by_code(unit: Unit, typed: str) -> Paper:
    try:
        code = normalise(typed)
    except ValueError:
        raise refuse("paper-code-unreadable", code=typed) from None
    paper = unit.packets.paper(code)
    if paper is None:
        raise refuse("paper-unknown", code=code)
    return paper


def _views(clinic: Clinic, unit: Unit, papers: Sequence[Paper]) -> tuple[PaperView, ...]:
    people = unit.patients.many({paper.patient for paper in papers})
    ordered = sorted(papers, key=lambda paper: paper.id, reverse=True)
    return tuple(_view(clinic, paper, people[paper.patient]) for paper in ordered)


def _view(clinic: Clinic, paper: Paper, patient: Patient) -> PaperView:
    form = clinic.forms.version(paper.form, paper.version)
    return PaperView(
        paper=paper,
        patient=patient,
        title=form_title(clinic, paper.form),
        signers=form.signers if form else (),
        boxes=tuple(box for box in paper.boxes if box.kind in FILLED),
    )


def return_paper(
    clinic: Clinic,
    typed: str,
    signed_at: datetime,
    signed_by: str = "patient",
    empty: Sequence[str] = (),
) -> PaperView:
    """Check a paper in: complete when a person saw every box filled, else back with gaps."""
    with clinic.writing(Act.RETURN_PAPER) as unit:
        paper = _by_code(unit, typed)
        form = clinic.forms.version(paper.form, paper.version)
        refuse_if(
            _against_return(
                clinic, paper, form, signed_at=signed_at, signed_by=signed_by, empty=empty
            )
        )
        state = PaperState.RETURNED if empty else PaperState.COMPLETE
        kept = replace(
            paper,
            state=state,
            signed_at=signed_at,
            signed_on=local_day(signed_at, clinic.zone),
            signed_by=signed_by,
            empty=tuple(dict.fromkeys(empty)),
        )
        unit.packets.update_paper(kept)
        unit.note(patient=paper.patient, visit=paper.visit, paper=paper.code, state=state.value)
        return _views(clinic, unit, [kept])[0]


def _against_return(
    clinic: Clinic,
    paper: Paper,
    form: Form | None,
    *,
    signed_at: datetime,
    signed_by: str,
    empty: Sequence[str],
) -> Iterator[Reason]:
    title = form_title(clinic, paper.form)
    if form is None or not form.signers:
        yield Reason("paper-not-signable", {"form": title})
        return
    if paper.state is PaperState.VOIDED:
        yield Reason("paper-voided")
    if paper.is_signed and paper.signed_on is not None:
        yield Reason("paper-already-back", {"signed": paper.signed_on})
    if signed_by not in SIGNERS:
        yield Reason("signer-unknown", {"form": title, "known": SIGNERS, "signer": signed_by})
    known = tuple(box.id for box in paper.boxes if box.kind in FILLED)
    for box in empty:
        if box not in known:
            yield Reason("box-unknown", {"box": box, "known": known})
    yield from _against_signing_time(clinic, paper, signed_at)


def _against_signing_time(clinic: Clinic, paper: Paper, signed_at: datetime) -> Iterator[Reason]:
    """By the day: the wall clock on paper and the one on the computer differ by minutes."""
    signed, printed = (local_day(at, clinic.zone) for at in (signed_at, paper.issued_at))
    if signed > clinic.today():
        yield Reason("signed-later", {"signed": wall(signed_at, clinic.zone)})
    if signed < printed:
        yield Reason("signed-before-print", {"printed": printed})
