"""Which visits to come would be judged otherwise, were something else decided about the house."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from app.clinic import Clinic, Setup
from app.domain.access import Act
from app.domain.gate import Facts, Item, Stop
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.domain.scheduling import Visit
from app.storage.unit import Unit
from app.use_cases.facts import Files, Judge
from app.use_cases.judging import day_begins, visits_among

PATIENTS = 200
"""So many patients' visits are looked at at a time."""

Against = Mapping[tuple[str, Stop], Reason]
"""What stands against a visit, by item and by what that stops."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touched:
    """A visit to come that a decision would change: whose it is, what would stop it or no more."""

    visit: Visit
    patient: Patient
    stopped: tuple[Reason, ...]
    """What would stand against it and does not now."""
    freed: tuple[Reason, ...]
    """What stands against it now and would not any more."""


def stopping(items: Sequence[Item]) -> Against:
    """What stops a visit."""
    return {
        (item.item, item.stops): item.reason
        for item in items
        if item.open and item.stops is not Stop.NOTHING
    }


How = Callable[[Judge, Visit, Facts], Against]
"""What stands against a visit as a setup judges it."""


def touched(
    clinic: Clinic, now: Setup, then: Setup, against: Callable[[Sequence[Item]], Against]
) -> tuple[Touched, ...]:
    """The visits to come against which something else stands under another setup, by start."""
    return touched_as(
        clinic, now, then, lambda judge, visit, facts: against(judge.readiness(visit, facts))
    )


def touched_as(clinic: Clinic, now: Setup, then: Setup, against: How) -> tuple[Touched, ...]:
    """The same, by more than the items of the gate."""
    with clinic.reading(Act.SEE_DAY) as unit:
        found = [
            each
            for patients in _parts(unit.judged.coming_of(day_begins(clinic)))
            for each in _touched(clinic, unit, patients, (now, then), against)
        ]
    return tuple(sorted(found, key=lambda each: (each.visit.start, each.visit.id)))


def _parts(coming: Mapping[int, tuple[int, ...]]) -> Iterator[dict[int, tuple[int, ...]]]:
    every = iter(coming.items())
    while part := dict(islice(every, PATIENTS)):
        yield part


def _touched(
    clinic: Clinic,
    unit: Unit,
    wanted: Mapping[int, tuple[int, ...]],
    setups: tuple[Setup, Setup],
    against: How,
) -> Iterator[Touched]:
    visits = visits_among(unit, wanted)
    files = Files(clinic, unit, visits)
    judges = [Judge(each) for each in setups]
    for visit in visits:
        facts = files.of(visit)
        now, then = (against(each, visit, facts) for each in judges)
        stopped = tuple(then[item] for item in then if item not in now)
        freed = tuple(now[item] for item in now if item not in then)
        if stopped or freed:
            patient = files.people[visit.patient]
            yield Touched(visit=visit, patient=patient, stopped=stopped, freed=freed)
