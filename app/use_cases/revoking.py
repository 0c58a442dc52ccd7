"""Taking consents back: the papers stay as they are, and no visit to come counts on them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.gate import Item
from app.domain.packets import Paper, PaperState
from app.domain.paper_steps import Revocation, StepKind, Told
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import STANDING
from app.domain.signatures import BY_AUTHORITY, PATIENT
from app.domain.time import local_day
from app.storage.unit import Unit
from app.use_cases.facts import Files
from app.use_cases.packets import form_title
from app.use_cases.paper_steps import keep_step, paper_of_code
from app.use_cases.papers import SIGNERS
from app.use_cases.patients import by_number
from app.use_cases.views import VisitView, view_visits

REVOCABLE = frozenset({"consent", "agreement", "disclosure"})
"""Kinds of forms by which somebody agrees to something, and so can take it back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A visit to come that would miss a consent."""

    view: VisitView
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """Consents that are to be taken back: when, how, and by whom it was said."""

    codes: tuple[str, ...]
    at: datetime
    told: Told = Told.SPOKEN
    by: str = PATIENT
    note: str = ""


def may_be_revoked(clinic: Clinic, paper: Paper) -> bool:
    """Whether it is a signed consent."""
    form = clinic.forms.version(paper.form, paper.version)
    return paper.is_signed and form is not None and form.kind in REVOCABLE


def preview_revocation(clinic: Clinic, codes: Sequence[str]) -> tuple[Hit, ...]:
    """The visits to come that would miss a consent if these papers were taken back."""
    with clinic.reading(Act.SEE_READINESS) as unit:
        papers = _named(unit, codes)
        refuse_if(_against_papers(clinic, papers))
        unit.note(patient=papers[0].patient)
        return _hits(clinic, unit, papers)


def _hits(clinic: Clinic, unit: Unit, papers: Sequence[Paper]) -> tuple[Hit, ...]:
    who = papers[0].patient
    mine = unit.scheduling.visits_of_many([who]).get(who, ())
    coming = sorted((v for v in mine if v.status in STANDING), key=lambda visit: visit.start)
    if not coming:
        return ()
    gone = {paper.id for paper in papers}
    files, found = Files(clinic, unit, coming), list[Hit]()
    for view in view_visits(clinic, unit, coming):
        facts = files.of(view.visit)
        left = tuple(
            replace(paper, state=PaperState.REVOKED, ended_on=clinic.today())
            if paper.id in gone
            else paper
            for paper in facts.papers
        )
        after = files.readiness(view.visit, replace(facts, papers=left))
        met = {item.item for item in view.items if not item.open}
        missed = tuple(item for item in after if item.open and item.item in met)
        found += [Hit(view=view, items=missed)] if missed else []
    return tuple(found)


def revoke(clinic: Clinic, taken: Taken, *, token: str = "") -> Revocation:
    """Record that consents were taken back; no visit to come counts on them from then on."""
    token = token or new_token()
    with clinic.writing(Act.REVOKE_CONSENT, token=token) as unit:
        papers = _named(unit, taken.codes)
        refuse_if(_against(clinic, unit, papers, taken))
        unit.note(patient=papers[0].patient, papers=[paper.code for paper in papers])
        unit.note(told=taken.told.value, by=taken.by, visits=_numbers(clinic, unit, papers))
        for paper in papers:
            after = replace(
                paper, state=PaperState.REVOKED, ended_on=local_day(taken.at, clinic.zone)
            )
            keep_step(
                clinic,
                unit,
                paper,
                StepKind.REVOKED,
                after,
                token=token,
                cause=taken.told.value,
                why=taken.note.strip(),
            )
        return unit.steps.revoke(
            Revocation(
                patient=papers[0].patient,
                at=taken.at,
                told=taken.told,
                by=taken.by,
                received_by=clinic.person.titled,
                recorded_at=clinic.now(),
                note=taken.note.strip(),
                papers=tuple(paper.code for paper in papers),
            )
        )


def _numbers(clinic: Clinic, unit: Unit, papers: Sequence[Paper]) -> list[int]:
    return [hit.view.visit.id for hit in _hits(clinic, unit, papers)]


def _named(unit: Unit, codes: Sequence[str]) -> tuple[Paper, ...]:
    found = [paper_of_code(unit, code) for code in codes]
    return tuple({paper.id: paper for paper in found}.values())


def _against_papers(clinic: Clinic, papers: Sequence[Paper]) -> Iterator[Reason]:
    if not papers:
        yield Reason("revoke-nothing")
    if len({paper.patient for paper in papers}) > 1:
        yield Reason("revoke-several")
    for paper in papers:
        if not may_be_revoked(clinic, paper):
            yield Reason("revoke-unsigned", {"form": form_title(clinic, paper.form)})


def _against(clinic: Clinic, unit: Unit, papers: Sequence[Paper], taken: Taken) -> Iterator[Reason]:
    yield from _against_papers(clinic, papers)
    if taken.at > clinic.now():
        yield Reason("revoke-later")
    if taken.by not in SIGNERS:
        yield Reason("revoke-unsaid", {"known": SIGNERS, "by": taken.by})
    elif papers and taken.by in BY_AUTHORITY:
        who = by_number(unit, papers[0].patient).representative
        if who is None or not who.authority:
            yield Reason("authority-missing")


def revocations_of(clinic: Clinic, patient: int) -> tuple[Revocation, ...]:
    """Every time consents of a patient were taken back, the first one first."""
    with clinic.reading(Act.LIST_PAPERS) as unit:
        unit.note(patient=patient)
        return unit.steps.revocations(patient)
