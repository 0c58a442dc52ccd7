"""Taking back what an act changed about the house: closures, notes, resources, kinds of visit."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from app import words
from app.clinic import Clinic
from app.domain.blocks import Closure
from app.domain.clinics import Letterhead
from app.domain.day_notes import DayNote
from app.domain.form_decisions import FormDecision
from app.domain.gate_policy import Policy
from app.domain.merges import Merge, ToldApart
from app.domain.packet_table import PacketTable
from app.domain.records import Tick
from app.domain.refusal import Reason, refuse_if
from app.domain.scheduling import Resource, VisitType
from app.storage.journal import Setting, read_setting
from app.storage.unit import Unit
from app.use_cases.affected import HouseChange, hits, refuse_hits
from app.use_cases.lanes import relaned
from app.use_cases.merging import put_together, take_apart
from app.use_cases.ticks import against_ticking
from app.use_cases.undoing_forms import put_decision_back

Changes = Sequence[Mapping[str, Any]]


def against_house(unit: Unit, changes: Changes) -> Iterator[Reason]:
    """Say what of the house has been changed again since."""
    for change in changes:
        expected = read_setting(change["kind"], change["now"])
        if _as_it_is(unit, change) != expected:
            named = expected or read_setting(change["kind"], change["was"])
            yield Reason("undo-house-moved-on", {"name": _name(named)})


def _as_it_is(unit: Unit, change: Mapping[str, Any]) -> Setting | None:
    return FOUND[change["kind"]](unit, change["id"])


FOUND: Mapping[str, Callable[[Unit, Any], Setting | None]] = {
    "closure": lambda unit, number: unit.closures.find(number),
    "daynote": lambda unit, day: unit.closures.note(date.fromisoformat(day)),
    "formdecision": lambda unit, key: _decision(unit, *key.split("@")),
    "letterhead": lambda unit, _: unit.settings.clinic().letterhead,
    "merge": lambda unit, patient: unit.merges.find(patient),
    "packettable": lambda unit, _: PacketTable(rules=unit.settings.packet_rules()),
    "policy": lambda unit, _: unit.settings.policy(),
    "resource": lambda unit, number: unit.resources.find(number),
    "tick": lambda unit, number: unit.records.tick(number),
    "toldapart": lambda unit, pair: unit.twins.find_told(*map(int, pair.split("-"))),
    "visittype": lambda unit, slug: unit.types.find(slug),
}
"""How each kind of thing is found as it is now."""


def _decision(unit: Unit, form: str, version: str) -> FormDecision | None:
    return unit.forms.decision(form, int(version))


NAMED: Mapping[type[Setting], str] = {
    Letterhead: words.later("What papers say of the clinic"),
    Merge: words.later("The merging of the two charts"),
    PacketTable: words.later("What goes into packets"),
    Policy: words.later("The gate"),
    ToldApart: words.later("What was said of the two charts"),
}


def _name(setting: Setting | None) -> str:
    match setting:
        case None:
            name = ""
        case VisitType():
            name = setting.title
        case Closure() | Resource():
            name = setting.name
        case DayNote():
            name = words.tr("The note for {day}", day=words.day(setting.day))
        case FormDecision():
            name = words.tr("Version {version} of the form", version=setting.version)
        case Tick():
            name = words.tr("The tick for {item}", item=words.item_title(setting.item))
        case _:
            name = words.tr(NAMED[type(setting)])
    return name


def put_house_back(clinic: Clinic, unit: Unit, changes: Changes) -> None:
    """Everything as it was before; a visit that has come into the way since is named."""
    for change in changes:
        was = read_setting(change["kind"], change["was"])
        now = read_setting(change["kind"], change["now"])
        match was or now:
            case Tick():
                _put_tick(clinic, unit, was, now)
            case Merge() as merge:
                _put_merge(clinic, unit, merge, apart=was is None)
            case ToldApart() as told:
                (unit.twins.untell if was is None else unit.twins.tell)(told)
            case setting:
                _put(clinic, unit, setting, gone=was is None)


def _put_tick(clinic: Clinic, unit: Unit, was: Setting | None, now: Setting | None) -> None:
    """A tick as it was, by somebody who may tick the item."""
    if isinstance(now, Tick):
        refuse_if(against_ticking(clinic, now.item))
        unit.records.remove_tick(now)
    if isinstance(was, Tick):
        refuse_if(against_ticking(clinic, was.item))
        unit.records.add_tick(was)


def _put(clinic: Clinic, unit: Unit, setting: Setting | None, *, gone: bool) -> None:
    """Something of the house as it was, or away again when the act has made it."""
    match setting:
        case Closure() as closure:
            _put_closure(clinic, unit, closure, gone=gone)
        case DayNote() as note:
            back = replace(note, text="") if gone else note
            unit.closures.set_note(back, by=clinic.person.login, at=clinic.now())
        case FormDecision() as decision:
            put_decision_back(clinic, unit, decision)
        case Letterhead() | PacketTable() | Policy() as decided:
            _put_decided(clinic, unit, decided)
        case Resource() as resource:
            _put_resource(clinic, unit, replace(resource, retired=True) if gone else resource)
        case VisitType() as kind:
            unit.types.keep(replace(kind, retired=True) if gone else kind)
        case _:
            pass


def _put_decided(clinic: Clinic, unit: Unit, decided: Letterhead | PacketTable | Policy) -> None:
    """Something of which the clinic has one."""
    match decided:
        case Letterhead() as letterhead:
            unit.settings.keep_letterhead(letterhead)
        case PacketTable() as table:
            unit.settings.keep_packet_rules(table.rules)
        case Policy() as policy:
            following = replace(policy, version=unit.settings.policy().version + 1)
            unit.settings.keep_policy(following, clinic.now(), clinic.person.login)


def _put_closure(clinic: Clinic, unit: Unit, closure: Closure, *, gone: bool) -> None:
    if gone:
        unit.closures.remove(closure.id)
        return
    refuse_hits(clinic, hits(clinic, unit, HouseChange(closures=(closure,))), displace=False)
    unit.closures.add(closure)


def _put_merge(clinic: Clinic, unit: Unit, merge: Merge, *, apart: bool) -> None:
    """Two charts apart again, or together again unless visits have come into the way."""
    if apart:
        take_apart(unit, merge)
    else:
        put_together(clinic, unit, merge)


def _put_resource(clinic: Clinic, unit: Unit, back: Resource) -> None:
    """A person or thing as it was; who was booked since on a lane that goes is named."""
    found = hits(clinic, unit, HouseChange(resources=(back,)))
    refuse_hits(clinic, [hit for hit in found if not hit.reasons], displace=False)
    now = unit.resources.find(back.id)
    if now is not None:
        unit.scheduling.keep(relaned(clinic, unit, now, back).changes)
    unit.resources.keep(back)
    unit.scheduling.hold_again(back.id, clinic.now())
