"""Taking an act back: an act of its own, honest about what has changed since."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from app.clinic import JOURNAL, Clinic, new_token
from app.domain import gate
from app.domain.access import Act, may
from app.domain.audit import Entry
from app.domain.batches import BatchState
from app.domain.blocks import Block
from app.domain.packets import Paper
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.scheduling import Session, Status, Visit
from app.domain.time import wall
from app.storage.journal import Change, fingerprint, read_change
from app.storage.unit import Unit
from app.use_cases.holds import deadlines
from app.use_cases.paper_steps import take_steps_back
from app.use_cases.taking import or_say
from app.use_cases.undoing_house import against_house, put_house_back
from app.use_cases.views import VisitView, judge, view_visits

MOVED_ON: Mapping[str, str] = {
    "visit": "undo-visit-moved-on",
    "session": "undo-session-moved-on",
    "block": "undo-block-moved-on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Undone:
    """What taking an act back left: the visits as they are now, and the mark of this act."""

    act: str
    """What was taken back."""
    token: str
    """Taking this act back does the first one again."""
    visits: tuple[VisitView, ...] = ()
    kept: tuple[Patient, ...] = ()
    """Imported patients who stay, because something is on file for them by now."""
    papers: tuple[Paper, ...] = ()
    """Papers that stand as they stood before."""


def undo_act(clinic: Clinic, token: str, *, mine: str = "") -> Undone:
    """Take everything back that an act changed in the diary, or refuse and say why not."""
    mine = mine or new_token()
    with clinic.writing(Act.UNDO, token=mine) as unit:
        entry = unit.audit.by_token(token.strip())
        if entry is None:
            raise refuse("act-unknown", act=token)
        if entry.act == Act.IMPORT_PATIENTS:
            return Undone(act=entry.act, token=mine, kept=take_import_back(clinic, unit, entry))
        steps = unit.steps.by_token(token.strip())
        if steps:
            refuse_others(clinic, Act(_root(entry)))
            unit.note(patient=entry.patient, undone=entry.act, of=entry.seq, root=_root(entry))
            papers = take_steps_back(clinic, unit, steps, mine)
            return Undone(act=entry.act, token=mine, papers=papers)
        every = _changes(clinic, entry)
        changes = [change for change in every if "print" in change]
        house = [change for change in every if "print" not in change]
        refuse_if(against_house(unit, house))
        now = _as_they_are(unit, changes)
        refuse_if(_against(changes, unit.scheduling.as_filed(now.values())))
        back = tuple(_back(changes, now))
        if _root(entry) == Act.RELEASE_HOLDS:
            back = tuple(_held_on(clinic, unit, back))
        refuse_if(_against_gate(clinic, unit, back, now))
        unit.note(patient=entry.patient, undone=entry.act, of=entry.seq, root=_root(entry))
        with or_say(refuse("undo-taken")):
            kept = unit.scheduling.keep(back)
        put_house_back(clinic, unit, house)
        visits = [each for each in kept if isinstance(each, Visit)]
        unit.shelf.take([visit.id for visit in visits if visit.status is Status.CANCELLED])
        return Undone(act=entry.act, token=mine, visits=view_visits(clinic, unit, visits))


def take_import_back(clinic: Clinic, unit: Unit, entry: Entry) -> tuple[Patient, ...]:
    """Have the patients of an import seen no more; gives those who stay."""
    refuse_others(clinic, Act.IMPORT_PATIENTS)
    batch = unit.imports.batch_of(entry.token)
    if batch is None or batch.state is not BatchState.DONE:
        raise refuse("import-taken-back")
    kept = unit.imports.in_use(batch)
    unit.imports.set_free(kept)
    unit.imports.keep(replace(batch, state=BatchState.GIVEN_UP))
    unit.note(undone=entry.act, of=entry.seq, kept=[each.id for each in kept])
    return kept


def _changes(clinic: Clinic, entry: Entry) -> Sequence[Mapping[str, Any]]:
    """What the act changed; only somebody who may do it may take it back."""
    changes = json.loads(entry.payload).get(JOURNAL, [])
    if not changes:
        raise refuse("act-not-undoable")
    root = _root(entry)
    if root != Act.RELEASE_HOLDS:
        refuse_others(clinic, Act(root))
    return changes


def refuse_others(clinic: Clinic, act: Act) -> None:
    """Refuse whoever may not do an act, and so may not take it back."""
    if not may(clinic.person.roles, act):
        raise refuse("undo-not-yours")


def _root(entry: Entry) -> str:
    """The act that was first done: what taking it back, and that again, is about."""
    return json.loads(entry.payload).get("root", entry.act)


def _as_they_are(unit: Unit, changes: Sequence[Mapping[str, Any]]) -> dict[int, Change]:
    """Everything that the act changed, as it is now."""
    store = unit.scheduling
    read = {"visit": store.visit, "session": store.session, "block": store.block}
    found = {change["id"]: read[change["kind"]](change["id"]) for change in changes}
    return {number: value for number, value in found.items() if value is not None}


def _against(changes: Sequence[Mapping[str, Any]], now: Mapping[int, Change]) -> Iterator[Reason]:
    """Say what has been changed again since."""
    for change in changes:
        current = now.get(change["id"])
        if current is None or fingerprint(current) != change["print"]:
            yield Reason(MOVED_ON[change["kind"]], {"number": change["id"]})


def _back(changes: Sequence[Mapping[str, Any]], now: Mapping[int, Change]) -> Iterator[Change]:
    """Everything as it was before; what the act made is called off."""
    for change in changes:
        was, current = read_change(change), now[change["id"]]
        yield _called_off(current) if was is None else was


def _called_off(change: Change) -> Change:
    match change:
        case Visit():
            return replace(change, status=Status.CANCELLED, cancelled_by="clinic", why="undone")
        case Session():
            return replace(change, cancelled=True)
        case Block():
            return replace(change, lifted=True)


def _held_on(clinic: Clinic, unit: Unit, back: Sequence[Change]) -> Iterator[Change]:
    """Holds that the clock has released, as held once more: until a deadline that is to come."""
    over = [v for v in back if isinstance(v, Visit) and _is_past_deadline(v, clinic.now())]
    for visit in over:
        if visit.start <= clinic.now():
            raise refuse("start-past", start=wall(visit.start, clinic.zone))
    ends = deadlines(clinic, unit, [visit.start for visit in over])
    until = {visit.id: end for visit, end in zip(over, ends, strict=True)}
    for each in back:
        is_over = isinstance(each, Visit) and each.id in until
        yield replace(each, hold_until=until[each.id]) if is_over else each


def _is_past_deadline(visit: Visit, now: datetime) -> bool:
    return visit.status is Status.HELD and visit.hold_until is not None and visit.hold_until <= now


def _against_gate(
    clinic: Clinic, unit: Unit, back: Sequence[Change], now: Mapping[int, Change]
) -> Iterator[Reason]:
    """What would not let a visit be booked again that is not booked now."""
    again = [
        replace(each, status=Status.HELD)  # judged as what is not booked yet
        for each in back
        if isinstance(each, Visit)
        and each.status is Status.BOOKED
        and _status(now[each.id]) in {Status.CANCELLED, Status.HELD}
    ]
    judged = judge(clinic, unit, again) if again else {}
    for items in judged.values():
        yield from gate.against_booking(items)


def _status(change: Change) -> Status | None:
    return change.status if isinstance(change, Visit) else None
