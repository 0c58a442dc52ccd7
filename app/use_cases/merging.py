"""Merging two charts of one person, and taking them apart again; nothing is rewritten."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.merges import (
    Merge,
    against_merge,
    differing,
    offered,
    overlaps,
    pair_of,
    taking,
)
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import STANDING, Visit
from app.domain.spacing import against_spacing
from app.domain.time import local_day, wall
from app.storage.unit import Unit
from app.use_cases.affected import asked_before
from app.use_cases.facts import same_route_days
from app.use_cases.patients import by_number, edit_patient
from app.use_cases.scheduling import release_late_holds
from app.use_cases.taking import or_say
from app.use_cases.views import VisitView, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """One of two charts that may be of one person."""

    patient: Patient
    has: Mapping[str, int]
    """How much of what is on the chart, nothing left out but what it has none of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MergePreview:
    """Two charts beside each other, and what merging them would come to."""

    keep: Side
    """The chart that stands."""
    other: Side
    differ: tuple[str, ...]
    """What is known of both, and is not the same."""
    offers: tuple[str, ...]
    """What only the other chart knows; it can be taken over as an edit."""
    overlapping: tuple[tuple[VisitView, VisitView], ...]
    """Visits for which one person would have to be in two places."""
    against: tuple[Reason, ...]
    """Everything that stands against merging them."""
    warned: tuple[Reason, ...]
    """What is to be known before they are merged; it forbids nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What merging or taking apart has left: both patients, and the mark of the act."""

    keep: Patient
    other: Patient
    token: str


def chart_alone(clinic: Clinic, chart: str) -> Patient:
    """The patient with a chart number as they were entered, whoever stands for them now."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        found = unit.patients.alone_by_chart(chart.strip())
        if found is None:
            raise refuse("patient-unknown", chart=chart)
        return found


def merge_preview(clinic: Clinic, keep: int, other: int) -> MergePreview:
    """Both charts side by side and what stands against merging them; kept in the audit."""
    with clinic.reading(Act.PREVIEW_MERGE) as unit:
        unit.note(patient=keep, other=other)
        stands, moved = _pair(unit, keep, other)
        mine, theirs = _Chart(unit, stands), _Chart(unit, moved)
        overlapping = tuple(_overlapping(clinic, unit, theirs, mine))
        return MergePreview(
            keep=Side(patient=stands, has=mine.has),
            other=Side(patient=moved, has=theirs.has),
            differ=differing(stands, moved),
            offers=offered(stands, moved),
            overlapping=overlapping,
            against=tuple(_said(clinic, pair) for pair in overlapping),
            warned=tuple(_warned(clinic, unit, theirs, mine)),
        )


def merge_patients(clinic: Clinic, keep: int, other: int, *, token: str = "") -> Merged:
    """Have one chart be read as a part of another; visits that lie over each other forbid it."""
    token = token or new_token()
    with clinic.writing(Act.MERGE_PATIENTS, token=token) as unit:
        unit.note(patient=keep, other=other)
        if asked_before(unit, token):
            return _done(unit, other, token)
        release_late_holds(clinic, unit)
        into, who = unit.merges.kin.survivor(keep), clinic.person.login
        put_together(clinic, unit, Merge(patient=other, into=into, at=clinic.now(), by=who))
        return _done(unit, other, token)


def unmerge_patients(clinic: Clinic, other: int, *, token: str = "") -> Merged:
    """Take a merged chart apart from the one that stands; what was filed since stays there."""
    token = token or new_token()
    with clinic.writing(Act.UNMERGE_PATIENTS, token=token) as unit:
        merge = unit.merges.find(other)
        if merge is None:
            raise refuse("unmerge-not-merged", chart=_alone(unit, other).chart)
        unit.note(patient=merge.into, other=other)
        people = unit.patients.alone([other, merge.into])
        release_late_holds(clinic, unit)
        take_apart(unit, merge)
        return Merged(keep=people[merge.into], other=people[other], token=token)


def take_over(clinic: Clinic, keep: int, other: int, names: Iterable[str]) -> Patient:
    """Keep what only the other chart knows on the one that stands: an edit like any other."""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        wanted = taking(by_number(unit, keep), _alone(unit, other), names)
    return edit_patient(clinic, wanted)


def put_together(clinic: Clinic, unit: Unit, merge: Merge) -> None:
    """Point one chart to another; what its visits hold of the patient is then of the other's."""
    stands, other = _pair(unit, merge.into, merge.patient)
    mine, moved = _Chart(unit, stands), _Chart(unit, other)
    refuse_if(_said(clinic, pair) for pair in _overlapping(clinic, unit, moved, mine))
    unit.merges.add(merge)
    with or_say(refuse("merge-taken")):
        unit.scheduling.hold_visits_again([visit.id for visit in moved.open])


def take_apart(unit: Unit, merge: Merge) -> None:
    """Take the pointer of a chart away; its visits hold their own patient again."""
    before = unit.scheduling.visits_of(merge.patient)
    unit.merges.remove(merge)
    mine = {visit.id for visit in unit.scheduling.visits_of(merge.patient)}
    held = [visit.id for visit in before if visit.id in mine and _is_ahead(visit)]
    with or_say(refuse("unmerge-taken")):
        unit.scheduling.hold_visits_again(held)


def _is_ahead(visit: Visit) -> bool:
    return visit.is_open and visit.holds_time


class _Chart:
    """What is on a chart and on those that were merged into it."""

    def __init__(self, unit: Unit, patient: Patient) -> None:
        self._unit = unit
        self.patient = patient
        self._ids = [patient.id]
        self.visits = unit.scheduling.visits_of(patient.id)

    @property
    def open(self) -> list[Visit]:
        """The visits to come or under way that hold time."""
        return [visit for visit in self.visits if _is_ahead(visit)]

    @property
    def holding(self) -> list[Visit]:
        """Every visit that holds time, or held it until the patient left."""
        return [
            replace(visit, end=min(visit.end, visit.freed_at or visit.end))
            for visit in self.visits
            if visit.holds_time
        ]

    @property
    def has(self) -> dict[str, int]:
        """How much of everything there is."""
        unit, mine = self._unit, self._ids
        files = unit.records
        counts = {
            "visits": len(self.visits),
            "coming": sum(visit.status in STANDING for visit in self.visits),
            "papers": sum(map(len, unit.packets.papers_of(mine).values())),
            "diagnoses": sum(map(len, files.diagnoses(mine).values())),
            "referrals": sum(map(len, files.referrals(mine).values())),
            "clearances": sum(map(len, files.clearances(mine).values())),
            "waivers": sum(map(len, files.waivers(mine).values())),
            "courses": len(unit.courses.of_patient(mine[0])),
            "waiting": len(unit.waiting.open(mine)),
            "recalls": len(unit.recalls.of(mine)),
        }
        return {name: count for name, count in counts.items() if count}


def _pair(unit: Unit, keep: int, other: int) -> tuple[Patient, Patient]:
    """The chart that stands and the one to be merged into it; refused when that cannot be."""
    moved = _alone(unit, other)
    refuse_if(against_merge(unit.merges.kin, keep, other, moved.chart))
    return _alone(unit, unit.merges.kin.survivor(keep)), moved


def _alone(unit: Unit, patient_id: int) -> Patient:
    found = unit.patients.alone([patient_id]).get(patient_id)
    if found is None:
        raise refuse("patient-unknown", chart=str(patient_id))
    return found


def _done(unit: Unit, other: int, token: str) -> Merged:
    moved = _alone(unit, other)
    merge = unit.merges.find(other)
    keep = moved if merge is None else _alone(unit, merge.into)
    return Merged(keep=keep, other=moved, token=token)


def _overlapping(
    clinic: Clinic, unit: Unit, moved: "_Chart", mine: "_Chart"
) -> Iterator[tuple[VisitView, VisitView]]:
    """The visits for which one person would have to be in two places at once."""
    pairs = list(overlaps(moved.open, mine.holding))
    found = view_visits(clinic, unit, [visit for pair in pairs for visit in pair])
    views = {view.visit.id: view for view in found}
    yield from ((views[one.id], views[two.id]) for one, two in pairs)


def _said(clinic: Clinic, pair: tuple[VisitView, VisitView]) -> Reason:
    one, two = pair
    return Reason(
        "merge-overlap",
        {
            "name": one.patient.listed,
            "type": one.type.short,
            "start": wall(one.visit.start, clinic.zone),
            "visit": one.visit.id,
            "other_type": two.type.short,
            "other_start": wall(two.visit.start, clinic.zone),
            "other": two.visit.id,
        },
    )


def _warned(clinic: Clinic, unit: Unit, moved: "_Chart", mine: "_Chart") -> Iterator[Reason]:
    """That somebody took them for two people, and which doses would come too close."""
    pair = pair_of(mine.patient.id, unit.merges.kin.survivor(moved.patient.id))
    if pair in unit.twins.told_apart([mine.patient.id]):
        yield Reason("merge-told-apart")
    known: set[tuple[str, frozenset[object]]] = set()
    for chart in (moved, mine):
        for visit, reason in _too_close(clinic, chart, (*moved.visits, *mine.visits)):
            on = local_day(visit.start, clinic.zone)
            key = reason.code, frozenset({on, reason.facts.get("other", on)})
            if key not in known:
                known.add(key)
                told = {"type": clinic.setup.types[visit.type].short, "visit": visit.id}
                when = {"start": wall(visit.start, clinic.zone)}
                yield Reason(CLOSE[reason.code], {**reason.facts, **told, **when})


CLOSE = {"spacing-gap": "merge-spacing-gap", "spacing-most": "merge-spacing-most"}
"""What is said of two charts, by what is said of one."""


def _too_close(
    clinic: Clinic, chart: "_Chart", together: Sequence[Visit]
) -> Iterator[tuple[Visit, Reason]]:
    """The doses to come that are well spaced on their own chart, and not when both are one."""
    for visit in chart.open:
        spacing = clinic.setup.types[visit.type].spacing
        on = local_day(visit.start, clinic.zone)
        alone = same_route_days(clinic, visit, chart.visits)
        known = {reason.code for reason in against_spacing(spacing, on, alone)}
        days = same_route_days(clinic, visit, together)
        for reason in against_spacing(spacing, on, days):
            if reason.code not in known:
                yield visit, reason
