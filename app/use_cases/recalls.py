"""The recall list: patients whose last dose lies so far back that another one is due."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.months import DAY
from app.domain.patients import Patient
from app.domain.recalls import Recall, due_day, is_closed
from app.domain.refusal import refuse
from app.domain.scheduling import Visit, VisitType
from app.domain.time import local_day, midnight
from app.domain.waiting import ANSWERS
from app.storage.unit import Unit
from app.use_cases.patients import by_number

LOOK_BACK = timedelta(days=365)
"""Whoever had the last dose earlier is no longer called, unless somebody sets a day for it."""

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallView:
    """Somebody who is due for another dose."""

    patient: Patient
    last: Visit
    """The last dosing visit."""
    type: VisitType
    due: date
    recall: Recall
    called_by: str
    """Name of whoever called them last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecallList:
    """The first lines of the list, and how many it has."""

    lines: tuple[RecallView, ...]
    total: int


def recalls(clinic: Clinic, *, ahead: int = 0, limit: int = MOST) -> RecallList:
    """Who is due by today, or so many days ahead, and has no dosing visit to come; by due day."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        due = sorted(_due(clinic, unit, clinic.today() + ahead * DAY))
        shown = {patient: day for day, _, patient in due[:limit]}
        return RecallList(lines=tuple(_lines(clinic, unit, shown)), total=len(due))


def _due(clinic: Clinic, unit: Unit, by: date) -> Iterator[tuple[date, datetime, int]]:
    """Everybody who is due by a day: when, since when, and who."""
    days, now = clinic.setup.hours["recall_days"], clinic.now()
    since = midnight(clinic.today(), clinic.zone) - LOOK_BACK
    until = midnight(by - days * DAY + DAY, clinic.zone)
    usual = unit.recalls.last_doses(_dosing(clinic), since, until)
    chosen = _on_set_days(clinic, unit, local_day(since, clinic.zone), by)
    found = {recall.patient: (start, recall) for start, recall in (*usual, *chosen)}
    for start, recall in found.values():
        due = due_day(recall, local_day(start, clinic.zone), days)
        if start <= now and due <= by and not is_closed(recall, start):
            yield due, start, recall.patient


def _on_set_days(
    clinic: Clinic, unit: Unit, first: date, last: date
) -> Iterator[tuple[datetime, Recall]]:
    """The last dose of everybody for whom somebody set a day, which may be an early one."""
    patients = unit.recalls.set_between(first, last)
    known, doses = unit.recalls.of(patients), unit.recalls.doses_of(patients, _dosing(clinic))
    return ((visits[-1].start, known[patient]) for patient, visits in doses.items())


def _dosing(clinic: Clinic) -> tuple[str, ...]:
    """The kinds of visits at which medicine is given."""
    return tuple(kind.slug for kind in clinic.setup.types.values() if kind.is_dosing)


def _lines(clinic: Clinic, unit: Unit, due: dict[int, date]) -> Iterator[RecallView]:
    people = unit.patients.many(due)
    doses = unit.recalls.doses_of(due, _dosing(clinic))
    known = unit.recalls.of(due)
    staff = {person.login: person.name for person in unit.staff.all()}
    for patient, day in due.items():
        recall, last = known.get(patient, Recall(patient=patient)), doses[patient][-1]
        yield RecallView(
            patient=people[patient],
            last=last,
            type=clinic.setup.types[last.type],
            due=day,
            recall=recall,
            called_by=staff.get(recall.tried_by, ""),
        )


def note_recall(clinic: Clinic, patient: int, said: str) -> Recall:
    """Note what a call about the next dose came to."""
    if said not in ANSWERS:
        raise refuse("answer-unknown", known=ANSWERS)
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        unit.note(answer=said)
        known, who = _known(clinic, unit, patient), clinic.person.login
        return _kept(unit, replace(known, tried_at=clinic.now(), tried_by=who, answer=said))


def take_call_back(clinic: Clinic, before: Recall) -> Recall:
    """What was noted of a call never was: the last call is the one before it."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        called = replace(
            _known(clinic, unit, before.patient),
            tried_at=before.tried_at,
            tried_by=before.tried_by,
            answer=before.answer,
        )
        return _kept(unit, called)


def put_due_back(clinic: Clinic, before: Recall) -> Recall:
    """Have a patient be due when they were before somebody set another day."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        known = _known(clinic, unit, before.patient)
        return _kept(unit, replace(known, due=before.due, closed_at=before.closed_at))


def set_due(clinic: Clinic, patient: int, due: date) -> Recall:
    """Have a patient be due on another day; until then they are not on the list."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        if due < clinic.today():
            raise refuse("recall-past", due=due)
        known = _known(clinic, unit, patient)
        return _kept(unit, replace(known, due=due, closed_at=None))


def close_recall(clinic: Clinic, patient: int) -> Recall:
    """Take a patient off the list until they have had another dose."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        return _kept(unit, replace(_known(clinic, unit, patient), closed_at=clinic.now()))


def reopen_recall(clinic: Clinic, patient: int) -> Recall:
    """Put a patient on the list again."""
    with clinic.writing(Act.RECALL_PATIENT) as unit:
        return _kept(unit, replace(_known(clinic, unit, patient), closed_at=None))


def _known(clinic: Clinic, unit: Unit, patient: int) -> Recall:
    """What is known of a patient's recall; who never had a dose is refused."""
    chart = by_number(unit, patient).chart
    unit.note(patient=patient)
    if not unit.recalls.doses_of([patient], _dosing(clinic)):
        raise refuse("recall-none", chart=chart)
    return unit.recalls.of([patient]).get(patient, Recall(patient=patient))


def _kept(unit: Unit, recall: Recall) -> Recall:
    unit.recalls.keep(recall)
    return recall
