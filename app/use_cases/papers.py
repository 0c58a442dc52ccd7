"""Papers after the printer: where each one is, and checking it in when it comes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.attachments import Attachment
from app.domain.packets import ENDED, Box, Paper, PaperState
from app.domain.paper_steps import Step, StepKind
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import COUNTED, UNDERWAY, Status, Visit
from app.domain.signatures import (
    ADOLESCENT,
    BY_AUTHORITY,
    DOSED,
    GUARDIAN,
    INTERPRETER,
    PATIENT,
    REPRESENTATIVE,
    Signature,
    against_signers,
    deciding,
    signed_in,
)
from app.domain.time import from_minute, local_day, minute, wall
from app.storage.unit import Unit
from app.use_cases.attachments import OF_PAPER
from app.use_cases.packets import form_title
from app.use_cases.paper_steps import keep_step, paper_of_code
from app.use_cases.patients import by_number

SIGNERS = (PATIENT, REPRESENTATIVE, GUARDIAN, ADOLESCENT)
"""Who may sign for the patient's part of a paper."""

FILLED = frozenset({"initials", "signature", "date", "time"})
"""Kinds of boxes that a person looks at when a paper comes back."""

GIVEN = UNDERWAY | {Status.LEFT}
"""On such a visit the medicine is given by its time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperView:
    """A paper with whose it is, what it is called, the boxes to look at, and its life."""

    paper: Paper
    patient: Patient
    title: str
    signers: tuple[str, ...]
    boxes: tuple[Box, ...]
    kind: str = ""
    """Of what kind its form is: a consent, education."""
    minor: bool = False
    """Whether the patient is too young to sign alone."""
    steps: tuple[Step, ...] = ()
    scans: tuple[Attachment, ...] = ()
    until: date | None = None
    """The last day the signatures are good for; None when nothing is signed, or for good."""

    @property
    def awaits_signature(self) -> bool:
        """Whether it is to be signed and has not come back complete."""
        return bool(self.signers) and self.paper.is_out

    @property
    def given_at(self) -> datetime | None:
        """When it was handed over; None when that was not said, or was taken back."""
        if not self.paper.was_given:
            return None
        given = (step.at for step in self.steps if step.kind is StepKind.HANDED_OVER)
        return max(given, default=self.paper.issued_at)

    @property
    def empty_boxes(self) -> tuple[Box, ...]:
        """The boxes that were found empty, as they stand on the pages."""
        return tuple(box for box in self.boxes if box.id in self.paper.empty)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn:
    """What somebody saw on a paper that came back."""

    at: datetime
    by: str
    empty: tuple[str, ...]
    others: tuple[Signature, ...]


def papers_of(clinic: Clinic, patient_id: int) -> tuple[PaperView, ...]:
    """Every paper of a patient, newest first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        unit.note(patient=patient_id)
        return view_papers(clinic, unit, unit.packets.papers_of([patient_id]).get(patient_id, ()))


def all_papers(clinic: Clinic) -> tuple[PaperView, ...]:
    """Every paper of the clinic, newest first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        return view_papers(clinic, unit, unit.packets.papers())


def find_paper(clinic: Clinic, typed: str) -> PaperView:
    """The paper with the code somebody read off its foot."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        paper = paper_of_code(unit, typed)
        unit.note(patient=paper.patient)
        return view_papers(clinic, unit, [paper])[0]


def view_papers(clinic: Clinic, unit: Unit, papers: Sequence[Paper]) -> tuple[PaperView, ...]:
    """Papers with all that is told of them, newest first."""
    ids = {paper.patient for paper in papers}
    people = unit.patients.many(ids)
    steps = unit.steps.of([paper.id for paper in papers])
    scans = unit.letters.attached(OF_PAPER, [paper.id for paper in papers])
    visits = unit.scheduling.visits_of_many(ids)
    ordered = sorted(papers, key=lambda paper: paper.id, reverse=True)
    return tuple(
        replace(
            _view(clinic, paper, people[paper.patient]),
            steps=steps.get(paper.id, ()),
            scans=scans.get(paper.id, ()),
            until=_good_until(clinic, paper, visits.get(paper.patient, ())),
        )
        for paper in ordered
    )


def _view(clinic: Clinic, paper: Paper, patient: Patient) -> PaperView:
    form = clinic.forms.version(paper.form, paper.version)
    return PaperView(
        paper=paper,
        patient=patient,
        title=form_title(clinic, paper.form),
        signers=form.signers if form else (),
        kind=form.kind if form else "",
        boxes=tuple(box for box in paper.boxes if box.kind in FILLED),
        minor=is_minor(clinic, patient, clinic.today()),
    )


def is_minor(clinic: Clinic, patient: Patient, on: date) -> bool:
    """Whether the patient is too young on a day to sign alone."""
    return patient.age_on(on) < clinic.setup.policy.minimum_age


def _good_until(clinic: Clinic, paper: Paper, visits: Sequence[Visit]) -> date | None:
    """The last day a signature is good for, given the doses so far."""
    form = clinic.forms.version(paper.form, paper.version)
    if not paper.is_signed or form is None or form.valid_days is None:
        return None
    types = clinic.setup.types
    dosed = (v for v in visits if v.status in COUNTED and types[v.type].is_dosing)
    days = [local_day(visit.start, clinic.zone) for visit in dosed]
    return paper.valid_until(form, clinic.today(), days)


def return_paper(
    clinic: Clinic,
    typed: str,
    signed_at: datetime,
    signed_by: str = PATIENT,
    empty: Sequence[str] = (),
    *,
    others: Sequence[Signature] = (),
    token: str = "",
) -> PaperView:
    """Check a paper in: complete when a person saw every box filled, else back with gaps.

    A paper that came back with gaps is checked in again once they are filled; what was signed the
    first time stays, and the paper counts from the time at which the last box was filled.
    """
    token = token or new_token()
    with clinic.writing(Act.RETURN_PAPER, token=token) as unit:
        paper = paper_of_code(unit, typed)
        patient = by_number(unit, paper.patient)
        told = CheckIn(at=signed_at, by=signed_by, empty=tuple(empty), others=tuple(others))
        kept = _returned(clinic, paper, patient, told)
        refuse_if(_against_return(clinic, unit, kept, patient))
        kind = StepKind.RETURNED if empty else StepKind.COMPLETE
        keep_step(clinic, unit, paper, kind, kept, token=token)
        state = kept.state.value
        unit.note(patient=paper.patient, visit=paper.visit, paper=paper.code, state=state)
        return view_papers(clinic, unit, [kept])[0]


def _returned(clinic: Clinic, paper: Paper, patient: Patient, told: CheckIn) -> Paper:
    if paper.state in ENDED or paper.is_signed:
        return paper
    return replace(
        paper,
        state=PaperState.RETURNED if told.empty else PaperState.COMPLETE,
        signed_at=told.at,
        signed_on=local_day(told.at, clinic.zone),
        signed_by=told.by,
        empty=tuple(dict.fromkeys(told.empty)),
        signatures=tuple(_signatures(paper, patient, told)),
        seen_by=clinic.person.titled,
    )


def _signatures(paper: Paper, patient: Patient, told: CheckIn) -> Iterator[Signature]:
    """Everybody's signatures, but for those whose boxes were found empty."""
    bare = {box.who for box in paper.boxes if box.kind == "signature" and box.id in told.empty}
    places = paper.places or (PATIENT,)
    if deciding(places) in bare:
        bare |= {told.by}
    given = {each.who: each for each in told.others}
    kept = {each.who: each for each in paper.signatures}
    for each in signed_in(places, told.by, told.at, given, kept):
        if each.who not in bare:
            yield _told(each, patient)


def _told(signature: Signature, patient: Patient) -> Signature:
    """A signature with what the record says of whoever made it."""
    who = patient.representative
    if signature.who in BY_AUTHORITY and who is not None:
        return replace(signature, name=who.name, authority=who.authority)
    if signature.who == INTERPRETER and not signature.language:
        return replace(signature, language=patient.interpreter)
    return signature


def _against_return(clinic: Clinic, unit: Unit, paper: Paper, patient: Patient) -> Iterator[Reason]:
    title = form_title(clinic, paper.form)
    form = clinic.forms.version(paper.form, paper.version)
    if form is None or not form.signers:
        yield Reason("paper-not-signable", {"form": title})
        return
    yield from _against_state(unit, paper)
    known = tuple(box.id for box in paper.boxes if box.kind in FILLED)
    signed = paper.signed_at
    if paper.state in ENDED or signed is None:
        return
    yield from against_signers(
        paper.places or (PATIENT,),
        paper.signatures,
        title,
        minor=is_minor(clinic, patient, local_day(signed, clinic.zone)),
        authority=patient.representative.authority if patient.representative else "",
    )
    for box in paper.empty:
        if box not in known:
            yield Reason("box-unknown", {"box": box, "known": known})
    yield from _against_times(clinic, unit, paper)


def _against_state(unit: Unit, paper: Paper) -> Iterator[Reason]:
    stored = unit.packets.paper(paper.code) or paper
    if stored.state is PaperState.VOIDED:
        yield Reason("paper-voided")
    elif stored.state in ENDED:
        yield Reason("paper-ended", {"paper_state": stored.state.value})
    if stored.is_signed and stored.signed_on is not None:
        yield Reason("paper-already-back", {"signed": stored.signed_on})


def _against_times(clinic: Clinic, unit: Unit, paper: Paper) -> Iterator[Reason]:
    """By the day: the wall clock on paper and the one on the computer differ by minutes."""
    printed = local_day(paper.issued_at, clinic.zone)
    moments = {each.at for each in paper.signatures}
    moments |= {paper.signed_at} if paper.signed_at else set()
    for at in sorted(moments):
        signed = local_day(at, clinic.zone)
        if signed > clinic.today():
            yield Reason("signed-later", {"signed": wall(at, clinic.zone)})
        if signed < printed:
            yield Reason("signed-before-print", {"printed": printed})
    yield from _against_dose(clinic, unit, paper)


def _against_dose(clinic: Clinic, unit: Unit, paper: Paper) -> Iterator[Reason]:
    """Whoever was given medicine signs nothing more on that day.

    The label of esketamine keeps patients from driving until the next day (Spravato, 5.2).
    """
    times = [each.at for each in paper.signatures if each.who in DOSED]
    if paper.signed_by in DOSED and paper.signed_at is not None:
        times.append(paper.signed_at)
    last = max(times, default=None)
    if last is None:
        return
    on = local_day(last, clinic.zone)
    visits = unit.scheduling.visits_of_many([paper.patient]).get(paper.patient, ())
    for visit in visits:
        kind = clinic.setup.types[visit.type]
        dose = from_minute(minute(visit.start) + kind.dose_at)
        given = kind.is_dosing and visit.status in GIVEN and dose <= last
        if given and local_day(visit.start, clinic.zone) == on:
            yield Reason("signed-after-dose", {"on": on, "dose": wall(dose, clinic.zone)})
            return
