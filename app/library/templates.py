"""Reads the shipped clinic templates."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app import paths
from app.domain.access import Role
from app.domain.courses import CourseTemplate, Series, Step, course_faults
from app.domain.gate_policy import GateRule, Policy, Scope, Stop, policy_faults
from app.domain.packet_rules import PacketRule, PaperPolicy, Untranslated, Use, rule_faults
from app.domain.refusal import Reason, Trouble, refuse, refuse_if
from app.domain.scheduling import Kind, Need, Phase, Route, VisitType
from app.domain.spacing import Spacing
from app.domain.template import Template
from app.domain.type_rules import type_faults


def template(name: str) -> Template:
    """The shipped template of a name; an unknown name is refused."""
    known = {path.stem: path for path in sorted(paths.TEMPLATES.glob("*.toml"))}
    if name not in known:
        raise refuse("template-unknown", template=name, known=tuple(known))
    document = read_toml(known[name])
    try:
        found = _template(document)
    except (KeyError, TypeError, ValueError) as fault:
        raise Trouble("resource-broken", file=known[name].name, problem=str(fault)) from fault
    refuse_if(_faults(found))
    return found


def _faults(found: Template) -> Iterator[Reason]:
    yield from policy_faults(found.policy)
    kinds = {kind.slug: kind for kind in found.types}
    for kind in found.types:
        yield from type_faults(kind)
    yield from rule_faults(found.rules, kinds)
    for course in found.courses:
        yield from course_faults(course, kinds)


def read_toml(path: Path) -> dict[str, Any]:
    """A shipped TOML file; one that cannot be read is trouble, not a crash."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Trouble("resource-broken", file=path.name, problem=str(fault)) from fault


def _template(document: Mapping[str, Any]) -> Template:
    gate = document["gate"]
    return Template(
        title=document["title"],
        types=tuple(visit_type(entry) for entry in document["type"]),
        courses=tuple(course(entry) for entry in document["course"]),
        policy=policy(gate),
        rules=tuple(packet_rule(entry) for entry in document["packet"]),
        papers=paper_policy(document["papers"]),
        hours=document["hours"],
    )


def policy(gate: Mapping[str, Any]) -> Policy:
    """A gate policy from its document."""
    rules = tuple(_rule(dict(entry)) for entry in gate["item"])
    told = gate.get("desk_sees_condition", True)
    papers = {form: Stop(stop) for form, stop in gate.get("papers", {}).items()}
    return Policy(
        minimum_age=gate["minimum_age"], rules=rules, desk_sees_condition=told, papers=papers
    )


def _rule(entry: dict[str, Any]) -> GateRule:
    for name in ("filed_by", "waived_by"):
        entry[name] = frozenset(map(Role, entry.get(name, ())))
    entry["stops_for"] = {kind: Stop(stop) for kind, stop in entry.get("stops_for", {}).items()}
    entry["needed_for"] = tuple(entry["needed_for"])
    scope, stops = Scope(entry.pop("scope", Scope.PATIENT)), Stop(entry.pop("stops"))
    return GateRule(stops=stops, scope=scope, **entry)


def packet_rule(entry: Mapping[str, Any]) -> PacketRule:
    """A packet rule from its document."""
    lists = {name: tuple(entry.get(name, ())) for name in ("types", "routes", "conditions")}
    return PacketRule(form=entry["form"], use=Use(entry.get("use", Use.NEEDED)), **lists)


def paper_policy(entry: Mapping[str, Any]) -> PaperPolicy:
    """What is decided about papers, from its document."""
    switches: dict[str, Any] = {**entry, "untranslated": Untranslated(entry["untranslated"])}
    return PaperPolicy(**switches)


def visit_type(entry: Mapping[str, Any]) -> VisitType:
    """A visit type from its document."""
    return VisitType(
        slug=entry["slug"],
        title=entry["title"],
        short=entry["short"],
        route=Route(entry.get("route", "none")),
        colour=entry["colour"],
        phases=tuple(Phase(**phase) for phase in entry["phases"]),
        needs=tuple(_need(dict(need)) for need in entry["needs"]),
        spacing=Spacing(**entry.get("spacing", {})),
        by_video=entry.get("by_video", False),
    )


def _need(entry: dict[str, Any]) -> Need:
    kind = Kind(entry.pop("kind"))
    return Need(kind=kind, **entry)


def course(entry: Mapping[str, Any]) -> CourseTemplate:
    """A course from its document."""
    return CourseTemplate(
        slug=entry["slug"],
        title=entry["title"],
        steps=tuple(_step(dict(step)) for step in entry["steps"]),
        series=Series(**entry["series"]) if "series" in entry else None,
        same=entry.get("same", ""),
        note=entry.get("note", ""),
    )


def _step(entry: dict[str, Any]) -> Step:
    if "days" in entry:
        entry["least"], entry["most"] = entry.pop("days")
    return Step(**entry)
