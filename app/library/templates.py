"""Reads the shipped clinic templates and the short list of diagnoses."""

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from app import paths
from app.domain.access import Role
from app.domain.courses import CourseTemplate, Series, Step, course_faults
from app.domain.gate_policy import GateRule, Policy, Scope, Stop, policy_faults
from app.domain.packets import PacketRule
from app.domain.records import Code
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
    for course in found.courses:
        yield from course_faults(course, kinds)


def read_toml(path: Path) -> dict[str, Any]:
    """A shipped TOML file; one that cannot be read is trouble, not a crash."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as fault:
        raise Trouble("resource-broken", file=path.name, problem=str(fault)) from fault


def codes() -> tuple[tuple[Code, ...], Mapping[str, str]]:
    """The clinic's short list of ICD-10-CM codes, and what to use instead of lookalikes."""
    document = read_toml(paths.CODES / "short_list.toml")
    listed = tuple(
        Code(code=code, title=title, condition=group["condition"])
        for group in document["group"]
        for code, title in group["codes"].items()
    )
    return listed, document["instead"]


def _template(document: Mapping[str, Any]) -> Template:
    gate = document["gate"]
    return Template(
        title=document["title"],
        types=tuple(visit_type(entry) for entry in document["type"]),
        courses=tuple(course(entry) for entry in document["course"]),
        policy=policy(gate),
        rules=tuple(
            PacketRule(form=rule["form"], types=tuple(rule["types"])) for rule in document["packet"]
        ),
        hours=document["hours"],
    )


def policy(gate: Mapping[str, Any]) -> Policy:
    """A gate policy from its document."""
    rules = tuple(_rule(dict(entry)) for entry in gate["item"])
    return Policy(minimum_age=gate["minimum_age"], rules=rules)


def _rule(entry: dict[str, Any]) -> GateRule:
    for name in ("filed_by", "waived_by"):
        entry[name] = frozenset(map(Role, entry.get(name, ())))
    entry["stops_for"] = {kind: Stop(stop) for kind, stop in entry.get("stops_for", {}).items()}
    entry["needed_for"] = tuple(entry["needed_for"])
    scope, stops = Scope(entry.pop("scope", Scope.PATIENT)), Stop(entry.pop("stops"))
    return GateRule(stops=stops, scope=scope, **entry)


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
