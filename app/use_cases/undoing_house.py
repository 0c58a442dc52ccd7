"""Taking back what an act changed about the house: closures, notes, resources, kinds of visit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app import words
from app.clinic import Clinic
from app.domain.blocks import Closure
from app.domain.day_notes import DayNote
from app.domain.gate_policy import Policy
from app.domain.records import Tick
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import Resource, VisitType
from app.storage.journal import Setting, read_setting
from app.storage.unit import Unit
from app.use_cases.affected import HouseChange, hits, refuse_hits
from app.use_cases.lanes import relaned
from app.use_cases.ticks import against_ticking

Changes = Sequence[Mapping[str, Any]]


def against_house(unit: Unit, changes: Changes) -> Iterator[Reason]:
    """Say what of the house has been changed again since."""
    for change in changes:
        expected = read_setting(change["kind"], change["now"])
        if _as_it_is(unit, change) != expected:
            named = expected or read_setting(change["kind"], change["was"])
            yield Reason("undo-house-moved-on", {"name": _name(named)})


def _as_it_is(unit: Unit, change: Mapping[str, Any]) -> Setting | None:
    match change["kind"]:
        case "closure":
            return unit.closures.find(change["id"])
        case "daynote":
            return unit.closures.note(date.fromisoformat(change["id"]))
        case "policy":
            return unit.settings.policy()
        case "resource":
            return unit.resources.find(change["id"])
        case "tick":
            return unit.records.tick(change["id"])
        case _:
            return unit.types.find(change["id"])


def _name(setting: Setting | None) -> str:
    match setting:
        case VisitType():
            return setting.title
        case Closure() | Resource():
            return setting.name
        case DayNote():
            return f"The note for {words.day(setting.day)}"
        case Policy():
            return "The gate"
        case Tick():
            return f"The tick for {words.item_title(setting.item)}"
        case None:
            return ""


def put_house_back(clinic: Clinic, unit: Unit, changes: Changes) -> None:
    """Everything as it was before; a visit that has come into the way since is named."""
    for change in changes:
        was = read_setting(change["kind"], change["was"])
        now = read_setting(change["kind"], change["now"])
        if change["kind"] == "tick":
            _put_tick(clinic, unit, was, now)
        else:
            _put(clinic, unit, was, now)


def _put_tick(clinic: Clinic, unit: Unit, was: Setting | None, now: Setting | None) -> None:
    """A tick as it was, by somebody who may tick the item."""
    if isinstance(now, Tick):
        refuse_if(against_ticking(clinic, now.item))
        unit.records.remove_tick(now)
    if isinstance(was, Tick):
        refuse_if(against_ticking(clinic, was.item))
        unit.records.add_tick(was)


def _put(clinic: Clinic, unit: Unit, was: Setting | None, now: Setting | None) -> None:
    match was or now:
        case Closure() as closure if was is None:
            unit.closures.remove(closure.id)
        case Closure() as closure:
            found = hits(clinic, unit, HouseChange(closures=(closure,)))
            refuse_hits(clinic, found, displace=False)
            unit.closures.add(closure)
        case DayNote() as note:
            back = note if was is not None else replace(note, text="")
            unit.closures.set_note(back, by=clinic.person.login, at=clinic.now())
        case Policy() as policy:
            following = replace(policy, version=unit.settings.policy().version + 1)
            unit.settings.keep_policy(following, clinic.now(), clinic.person.login)
        case Resource() as resource:
            _put_resource(
                clinic, unit, resource if was is not None else replace(resource, retired=True)
            )
        case VisitType() as kind:
            unit.types.keep(kind if was is not None else replace(kind, retired=True))
        case Tick() | None:
            pass


def _put_resource(clinic: Clinic, unit: Unit, back: Resource) -> None:
    """A person or thing as it was; who was booked since on a lane that goes is named."""
    found = hits(clinic, unit, HouseChange(resources=(back,)))
    refuse_hits(clinic, [hit for hit in found if not hit.reasons], displace=False)
    now = unit.resources.find(back.id)
    if now is not None:
        unit.scheduling.keep(relaned(clinic, unit, now, back).changes)
    unit.resources.keep(back)
    unit.scheduling.hold_again(back.id, clinic.now())
