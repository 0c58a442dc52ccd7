"""Domain values as JSON documents and back, by the types of their fields."""

import json
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import StrEnum
from functools import cache, lru_cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from app.domain.gate import State
from app.domain.judged import Mark
from app.domain.packets import Box
from app.domain.refusal import Fact, Reason
from app.domain.scheduling import Part
from app.domain.signatures import Signature

Json = Any
"""A JSON document, or the value or type that stands for it."""

REMEMBERED = 512
"""Texts whose value is remembered: the boxes of one form are the same on every paper."""


def dump(value: Json) -> str:
    """A compact JSON text of a value made of dataclasses, sets, mappings, words and dates."""
    return WRITE(value)


def _plain(value: Json) -> Json:
    """What JSON can hold of a value it does not know."""
    if isinstance(value, Reason):
        return _plain_reason(value)
    names = _names(value.__class__)
    if names:
        return {name: getattr(value, name) for name in names}
    return next(write(value) for kind, write in PLAIN.items() if isinstance(value, kind))


@cache
def _names(kind: type) -> tuple[str, ...]:
    """The fields of a domain value; a paper has some hundred boxes, so they are asked for once."""
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()


WRITE = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False, default=_plain).encode

PLAIN: Mapping[type, Callable[[Json], Json]] = {
    datetime: datetime.isoformat,  # before `date`, which it is as well
    date: date.isoformat,
    time: time.isoformat,
    frozenset: sorted,
    Mapping: dict,
}


def decode(kind: Json, document: Json) -> Json:
    """The value of a type that a JSON document holds."""
    if document is None:
        return None
    if kind is Reason:
        return _reason(document)
    rebuild = COLLECTIONS.get(get_origin(kind))
    if rebuild is not None:
        return rebuild(get_args(kind), document)
    if is_dataclass(kind) and isinstance(kind, type):
        types = _types(kind)
        return kind(**{name: decode(types[name], each) for name, each in document.items()})
    if kind in (time, date, datetime):
        return kind.fromisoformat(document)
    return kind(document) if isinstance(kind, type) and issubclass(kind, StrEnum) else document


def _optional(kinds: tuple[Json, ...], document: Json) -> Json:
    return decode(next(kind for kind in kinds if kind is not NoneType), document)


COLLECTIONS: Mapping[Any, Callable[[tuple[Any, ...], Any], Any]] = {
    tuple: lambda kinds, document: tuple(decode(kinds[0], each) for each in document),
    frozenset: lambda kinds, document: frozenset(decode(kinds[0], each) for each in document),
    Mapping: lambda kinds, document: {
        key: decode(kinds[1], each) for key, each in document.items()
    },
    UnionType: _optional,
}


@cache
def _types(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def dump_parts(parts: tuple[Part, ...]) -> str:
    """A visit's plan as text."""
    return dump([[part.role, part.resource, part.lane, part.start, part.end] for part in parts])


@lru_cache(REMEMBERED)
def load_parts(text: str) -> tuple[Part, ...]:
    """A visit's plan from its text."""
    return tuple(
        Part(role=role, resource=resource, lane=lane, start=start, end=end)
        for role, resource, lane, start, end in json.loads(text)
    )


def dump_boxes(boxes: tuple[Box, ...]) -> str:
    """The boxes of a paper as text."""
    return dump(boxes)


@lru_cache(REMEMBERED)
def load_boxes(text: str) -> tuple[Box, ...]:
    """The boxes of a paper from their text."""
    return tuple(Box(**box) for box in json.loads(text))


@lru_cache(REMEMBERED)
def load_signatures(text: str) -> tuple[Signature, ...]:
    """The signatures on a paper from their text."""
    return tuple(decode(Signature, each) for each in json.loads(text))


def dump_reason(reason: Reason) -> str:
    """A reason as text: its code and facts, days and times marked as such."""
    return dump(_plain_reason(reason))


def _plain_reason(reason: Reason) -> Json:
    facts = {name: _dump_fact(fact) for name, fact in reason.facts.items()}
    return {"code": reason.code, "facts": facts}


def load_reason(text: str) -> Reason:
    """A reason from its text."""
    return _reason(json.loads(text))


def _reason(document: Json) -> Reason:
    facts = {name: _load_fact(fact) for name, fact in document["facts"].items()}
    return Reason(document["code"], facts)


def dump_marks(marks: tuple[Mark, ...]) -> str:
    """What stands against a visit as text."""
    return dump(
        [
            [mark.item, _plain_reason(mark.reason), mark.since, mark.cause, mark.had]
            for mark in marks
        ]
    )


@lru_cache(REMEMBERED)
def load_marks(text: str) -> tuple[Mark, ...]:
    """What stands against a visit, from its text."""
    return tuple(
        Mark(
            item=item,
            reason=_reason(reason),
            since=datetime.fromisoformat(since),
            cause=cause,
            had=had,
        )
        for item, reason, since, cause, had in json.loads(text)
    )


@lru_cache(REMEMBERED)
def load_states(text: str) -> Mapping[str, State]:
    """How the items of a visit stand, from their text; most visits are alike."""
    return {item: State(state) for item, state in json.loads(text).items()}


def _dump_fact(fact: Fact) -> object:
    match fact:
        case datetime():
            return {"time": fact.isoformat()}
        case date():
            return {"day": fact.isoformat()}
        case _:
            return fact


def _load_fact(fact: Json) -> Fact:
    match fact:
        case {"time": text}:
            return datetime.fromisoformat(text)
        case {"day": text}:
            return date.fromisoformat(text)
        case str() | int():
            return fact
        case _:
            return tuple(fact)
