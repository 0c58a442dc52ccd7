"""Two charts of one person: one of them stands, the other one points to it.

Nothing of the other chart is rewritten. Whatever is read of it is read as of the one that stands,
so taking the pointer away gives back what each had.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any, NamedTuple

from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.domain.scheduling import Part, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """A patient who is read as another one."""

    patient: int
    into: int
    at: datetime
    by: str
    """Login that merged them."""


Pair = tuple[int, int]
"""Two patients, the one who was entered earlier first."""


def pair_of(one: int, other: int) -> Pair:
    """Two patients as a pair, in whatever order they are named."""
    return min(one, other), max(one, other)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldApart:
    """Two charts that look like one person's, of which somebody said that they are not."""

    one: int
    other: int
    at: datetime
    by: str
    """Login that said so."""

    @property
    def key(self) -> str:
        """The two charts, the earlier one first."""
        return f"{self.one}-{self.other}"


Value = Any
"""What a field of a record can hold."""


class Own(NamedTuple):
    """What a visit holds of its patient, who is to be in one place only."""

    resource: int
    lane: int


class Kin:
    """Who is read as whom: every merged patient as the one who stands in the end."""

    def __init__(self, merges: Iterable[Merge] = (), own: Mapping[int, Own] | None = None) -> None:
        self.merges = {each.patient: each for each in merges}
        self._own = own or {}
        self._stands = {patient: self._end_of(patient) for patient in self.merges}
        self._families: dict[int, list[int]] = {}
        for patient, stands in sorted(self._stands.items()):
            self._families.setdefault(stands, [stands]).append(patient)

    def _end_of(self, patient: int) -> int:
        while patient in self.merges:
            patient = self.merges[patient].into
        return patient

    def __bool__(self) -> bool:
        return bool(self.merges)

    def survivor(self, patient: int) -> int:
        """The patient who stands for this one; themselves for nearly everybody."""
        return self._stands.get(patient, patient)

    def family(self, patient: int) -> list[int]:
        """Everybody who is read as the one who stands for this patient, that one first."""
        stands = self.survivor(patient)
        return self._families.get(stands, [stands])

    def everybody(self, patients: Iterable[int]) -> list[int]:
        """The families of several patients; nobody comes twice."""
        if not self.merges:
            return list(patients)
        return list(dict.fromkeys(each for one in patients for each in self.family(one)))

    def merged_into(self, patient: int) -> tuple[Merge, ...]:
        """The merges that lead to a patient, the earliest first."""
        mine = (self.merges[each] for each in self.family(patient)[1:])
        return tuple(sorted(mine, key=lambda each: (each.at, each.patient)))

    def related(self) -> frozenset[int]:
        """Everybody who was merged, and everybody who stands for them."""
        return frozenset(self._stands) | frozenset(self._families)

    def resolved(self, visit: Visit) -> Visit:
        """A visit as one of the patient who stands."""
        stands = self._stands.get(visit.patient)
        return visit if stands is None else self.as_of(visit, stands)

    def as_of(self, visit: Visit, patient: int) -> Visit:
        """A visit as one of somebody else of the family, who is then in its place."""
        if visit.patient == patient:
            return visit
        theirs = (self._own.get(each) for each in self.family(patient))
        held = {own for own in theirs if own is not None}
        parts = tuple(self._part(part, held, self._own[patient]) for part in visit.parts)
        return replace(visit, patient=patient, parts=parts)

    @staticmethod
    def _part(part: Part, held: set[Own], own: Own) -> Part:
        if Own(part.resource, part.lane) not in held:
            return part
        return replace(part, resource=own.resource, lane=own.lane)


def overlaps(mine: Iterable[Visit], theirs: Iterable[Visit]) -> Iterator[tuple[Visit, Visit]]:
    """The pairs of visits for which one person would have to be in two places at once."""
    others = sorted(theirs, key=lambda visit: visit.start)
    for visit in sorted(mine, key=lambda visit: visit.start):
        for other in others:
            if other.start < visit.end and visit.start < other.end:
                yield visit, other


ITS_OWN = frozenset({"id", "chart", "sort_as", "version"})
"""What every chart has for itself; it is compared with nothing."""
ADDED = frozenset({"phones", "alert", "notes"})
"""What of both charts can stand beside each other."""
COUNTS = "part2"
"""What protects one chart protects both without being taken over."""


def differing(keep: Patient, other: Patient) -> tuple[str, ...]:
    """What is known of both patients and is not the same."""
    return tuple(
        name
        for name in _different(keep, other)
        if name not in offered(keep, other) and getattr(other, name) and name not in ADDED
    )


def offered(keep: Patient, other: Patient) -> tuple[str, ...]:
    """What only the other chart knows, to be taken over as an edit."""
    taken = {name: _taken(keep, other, name) for name in _different(keep, other)}
    return tuple(name for name, value in taken.items() if value != getattr(keep, name))


def _different(keep: Patient, other: Patient) -> Iterator[str]:
    for name in (each.name for each in fields(Patient)):
        if name not in ITS_OWN and getattr(keep, name) != getattr(other, name):
            yield name


def taking(keep: Patient, other: Patient, names: Iterable[str]) -> Patient:
    """The record of the chart that stands with what is taken over from the other one."""
    return replace(keep, **{name: _taken(keep, other, name) for name in names})


def _taken(keep: Patient, other: Patient, name: str) -> Value:
    mine, theirs = getattr(keep, name), getattr(other, name)
    match name:
        case "phones":
            known = {phone.number for phone in mine}
            return (*mine, *(phone for phone in theirs if phone.number not in known))
        case "alert" | "notes" if mine and theirs and theirs not in mine:
            return f"{mine}{LINE if name == 'notes' else '; '}{theirs}"
        case _:
            return mine if mine or name == COUNTS else theirs


LINE = "\n"


def against_merge(kin: Kin, keep: int, other: int, chart: str) -> Iterator[Reason]:
    """Say why one chart cannot be read as a part of another one; `chart` is the other's."""
    if other in kin.merges:
        yield Reason("merge-already", {"chart": chart})
    elif kin.survivor(keep) == other:
        yield Reason("merge-same")
