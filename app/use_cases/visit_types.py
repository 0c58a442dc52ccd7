"""Changing the kinds of visit that the clinic offers; visits there are keep their plans."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from itertools import count

from app.clinic import Clinic, new_token
from app.domain.access import Act, may
from app.domain.both import both_kept
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import VisitType
from app.domain.type_rules import against_floors, against_title, met_by_nobody, type_faults
from app.storage.unit import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What an act on a kind of visit left."""

    type: VisitType
    warnings: tuple[Reason, ...]
    """What would keep it from ever being booked."""
    token: str
    """By which it is taken back."""


def may_edit_types(clinic: Clinic) -> bool:
    """Whether whoever is signed in may change kinds of visit."""
    return may(clinic.person.roles, Act.EDIT_SETTINGS)


def offered_types(clinic: Clinic) -> tuple[VisitType, ...]:
    """The kinds of visit that are booked, in the clinic's order."""
    return tuple(kind for kind in clinic.setup.types.values() if not kind.retired)


def all_types(clinic: Clinic) -> tuple[VisitType, ...]:
    """Every kind of visit as it is now, those that are offered no more as well."""
    with clinic.reading(Act.SEE_DAY):
        return tuple(clinic.setup.types.values())


def keep_visit_type(
    clinic: Clinic, kind: VisitType, *, since: VisitType | None = None, token: str = ""
) -> Offered:
    """Change a kind of visit; nonsense is refused with every reason.

    `since` is the kind as whoever changed it had seen it: what others did meanwhile is kept, and
    asked about where it is the same.
    """
    token = token or new_token()
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        before = unit.types.find(kind.slug)
        if since is not None and before is not None:
            kind = both_kept(since, kind, before)
        return _kept(clinic, unit, kind, before, token)


def add_visit_type(clinic: Clinic, kind: VisitType, *, like: str = "", token: str = "") -> Offered:
    """Offer a new kind of visit; it asks for the same papers as the one it is like."""
    token = token or new_token()
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        new = replace(kind, slug=_slug(kind.title, clinic.setup.types), retired=False)
        kept = _kept(clinic, unit, new, unit.types.find(like), token)
        unit.settings.keep_packet_rules(
            replace(rule, types=(*rule.types, new.slug)) if like in rule.types else rule
            for rule in unit.settings.packet_rules()
        )
        return kept


def _slug(title: str, known: Collection[str]) -> str:
    """A name for commands and rules that no other kind has."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    wanted = "-".join(re.findall("[a-z0-9]+", letters)) or "visit"
    every = (wanted if number == 1 else f"{wanted}-{number}" for number in count(1))
    return next(slug for slug in every if slug not in known)


def _kept(
    clinic: Clinic, unit: Unit, kind: VisitType, before: VisitType | None, token: str
) -> Offered:
    refuse_if(_against(clinic, kind, before))
    unit.types.keep(kind)
    unit.note(type=kind.slug)
    warnings = tuple(met_by_nobody(kind, unit.scheduling.resources()))
    return Offered(type=kind, warnings=warnings, token=token)


def _against(clinic: Clinic, kind: VisitType, before: VisitType | None) -> Iterator[Reason]:
    yield from type_faults(kind)
    if not kind.retired:
        yield from against_title(kind, offered_types(clinic))
    yield from against_floors(kind, before)


def retire_visit_type(
    clinic: Clinic, slug: str, *, retired: bool = True, token: str = ""
) -> Offered:
    """Offer a kind of visit no more, or again."""
    token = token or new_token()
    with clinic.writing(Act.EDIT_SETTINGS, token=token) as unit:
        kind = unit.types.find(slug)
        if kind is None:
            raise refuse("type-unknown", type=slug, known=tuple(clinic.setup.types))
        if not retired:
            refuse_if(against_title(kind, offered_types(clinic)))
        unit.types.keep(replace(kind, retired=retired))
        unit.note(type=slug, retired=retired)
        warnings = tuple(_in_courses(clinic, slug)) if retired else ()
        return Offered(type=replace(kind, retired=retired), warnings=warnings, token=token)


def _in_courses(clinic: Clinic, slug: str) -> Iterator[Reason]:
    """Say which courses still plan visits of the kind."""
    courses = clinic.setup.courses.values()
    names = tuple(c.title for c in courses if any(step.type == slug for step in c.steps))
    if names:
        yield Reason("type-in-courses", {"names": names})
