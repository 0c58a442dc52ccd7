"""What a kind of visit must be like: whole phases, needs within them, floors that stay."""

from collections import Counter
from collections.abc import Iterable, Iterator

from app.domain.refusal import Reason
from app.domain.scheduling import Kind, Phase, Resource, Route, VisitType
from app.domain.time import GRAIN

LONGEST = 24 * 60
"""Minutes that a visit lasts at the most, turnover included."""

WATCH = {Route.ESKETAMINE: 120}
"""Minutes that the patient stays after the medicine, by a rule that no clinic can change."""

PATIENT = "patient"
"""The role under which a plan names the patient; no need has it."""


def type_faults(kind: VisitType) -> Iterator[Reason]:
    """Say what is wrong with a visit type's own definition."""
    if not kind.title.strip():
        yield Reason("type-nameless")
    yield from _against_phases(kind)
    yield from _against_order(kind)
    yield from _against_dose(kind)
    yield from _against_needs(kind)


def _against_phases(kind: VisitType) -> Iterator[Reason]:
    names = [phase.name for phase in kind.phases]
    if not names or len(set(names)) < len(names) or not all(name.strip() for name in names):
        yield Reason("type-phases", {"type": kind.title})
    for phase in kind.phases:
        if phase.minutes <= 0 or phase.minutes % GRAIN:
            yield Reason("phase-minutes", {"type": kind.title, "phase": phase.name})
        elif phase.minutes < phase.least:
            yield too_short(phase)
    if kind.minutes > LONGEST:
        yield Reason("type-long", {"type": kind.title, "hours": LONGEST // 60})


def too_short(phase: Phase) -> Reason:
    """A phase below its floor."""
    return Reason("phase-too-short", {"phase": phase.name, "minutes": phase.least})


def _against_order(kind: VisitType) -> Iterator[Reason]:
    """The patient is there from the first phase on, and then no more."""
    there = [phase.patient for phase in kind.phases]
    if there and (not there[0] or there != sorted(there, reverse=True)):
        yield Reason("type-patient-first", {"type": kind.title})


def _against_dose(kind: VisitType) -> Iterator[Reason]:
    """Medicine has a route and a phase, or neither; after some the patient is watched."""
    given = [n for n, phase in enumerate(kind.phases) if phase.dose]
    if not kind.is_dosing:
        for phase in (kind.phases[n] for n in given):
            yield Reason("phase-without-route", {"type": kind.title, "phase": phase.name})
        return
    if not given:
        yield Reason("type-without-dose", {"type": kind.title})
        return
    after = [phase for phase in kind.phases[given[-1] + 1 :] if phase.patient]
    watch = WATCH.get(kind.route, 0)
    if sum(max(phase.minutes, phase.least) for phase in after) < watch:
        yield Reason("type-watch", {"type": kind.title, "minutes": watch})


def _against_needs(kind: VisitType) -> Iterator[Reason]:
    names = [phase.name for phase in kind.phases]
    for need in kind.needs:
        if not need.role.strip() or not need.skill.strip():
            yield Reason("need-nameless", {"type": kind.title})
        if need.first not in names or need.last not in names:
            yield Reason("need-phase", {"type": kind.title, "role": need.role})
        elif names.index(need.first) > names.index(need.last):
            yield Reason("need-backwards", {"type": kind.title, "role": need.role})
    counted = Counter(need.role for need in kind.needs if need.role.strip())
    for role, count in counted.items():
        if count > 1 or role == PATIENT:
            yield Reason("need-twice", {"type": kind.title, "role": role})
    if sum(need.kind is Kind.SEAT for need in kind.needs) > 1:
        yield Reason("need-seats", {"type": kind.title})


def against_floors(kind: VisitType, before: VisitType | None) -> Iterator[Reason]:
    """A phase's floor stays, and so does its phase: two hours of watching after esketamine."""
    phases = {phase.name: phase for phase in kind.phases}
    for old in before.phases if before else ():
        new = phases.get(old.name)
        if old.least and (new is None or new.least < old.least):
            yield too_short(old)


def against_title(kind: VisitType, others: Iterable[VisitType]) -> Iterator[Reason]:
    """Two kinds of visit that are offered are never called the same."""
    titles = {each.title.casefold() for each in others if each.slug != kind.slug}
    if kind.title.strip().casefold() in titles:
        yield Reason("type-title-taken", {"type": kind.title})


def met_by_nobody(kind: VisitType, resources: Iterable[Resource]) -> Iterator[Reason]:
    """Say which needs nobody and nothing at the clinic can meet."""
    have = {(each.kind, skill) for each in resources for skill in each.skills}
    for need in kind.needs:
        if need.role and need.skill and (need.kind, need.skill) not in have:
            yield Reason("need-nobody", {"role": need.role})
