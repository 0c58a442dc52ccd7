"""Changing the kinds of visit that the clinic offers; visits there are keep their plans."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import VisitType, type_faults
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What an act on a kind of visit left."""

    type: VisitType
    warnings: tuple[Reason, ...]
    """What would keep it from ever being booked."""
    token: str
    """By which it is taken back."""


def offered_types(clinic: Clinic) -> tuple[VisitType, ...]:
    """The kinds of visit that are booked, in the clinic's order."""
    return tuple(kind for kind in clinic.setup.types.values() if not kind.retired)


def keep_visit_type(clinic: Clinic, kind: VisitType, *, token: str = "") -> Offered:
    """Change a kind of visit, or offer a new one; nonsense is refused with every reason."""
    token = token or new_token()
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        before = unit.types.find(kind.slug)
        refuse_if((*type_faults(kind), *_against_floors(kind, before)))
        unit.types.keep(kind)
        unit.note(type=kind.slug)
        return Offered(type=kind, warnings=tuple(_nobody(unit, kind)), token=token)


def _against_floors(kind: VisitType, before: VisitType | None) -> Iterator[Reason]:
    """A phase's floor stays, and so does its phase: two hours of watching after esketamine."""
    phases = {phase.name: phase for phase in kind.phases}
    for old in before.phases if before else ():
        new = phases.get(old.name)
        if old.least and (new is None or new.minutes < old.least or new.least < old.least):
            yield Reason("phase-too-short", {"phase": old.name, "minutes": old.least})


def _nobody(unit: Unit, kind: VisitType) -> Iterator[Reason]:
    """Say which needs nobody and nothing at the clinic can meet."""
    have = {(r.kind, skill) for r in unit.scheduling.resources() for skill in r.skills}
    for need in kind.needs:
        if (need.kind, need.skill) not in have:
            yield Reason("need-nobody", {"role": need.role})


def retire_visit_type(
    clinic: Clinic, slug: str, *, retired: bool = True, token: str = ""
) -> Offered:
    """Offer a kind of visit no more, or again."""
    token = token or new_token()
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        kind = unit.types.find(slug)
        if kind is None:
            raise refuse("type-unknown", type=slug, known=tuple(clinic.setup.types))
        unit.types.keep(replace(kind, retired=retired))
        unit.note(type=slug, retired=retired)
        return Offered(type=replace(kind, retired=retired), warnings=(), token=token)
