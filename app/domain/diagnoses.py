"""ICD-10-CM codes and the days they stand, and how much of a diagnosis the front desk is told."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.domain.records import Diagnosis
from app.domain.refusal import Fact, Reason

CODE = re.compile(r"[A-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?")
"""How a code is written: a heading of three signs, then up to four more behind a point."""

A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """How one code stands in the official set through a stretch of days."""

    code: str
    title: str
    billable: bool
    """Whether it may be recorded; a heading may not."""
    since: date = date.min
    until: date = date.max
    """The last day; the newest set goes on until another takes its place."""
    instead: tuple[str, ...] = ()
    """The codes that took its place after that day."""

    def stands_on(self, day: date) -> bool:
        """Whether this is how the code stands on a day."""
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Codes of the clinic's short list that stand for one condition."""

    condition: str
    """The condition: depression, ptsd ...; empty for symptoms that are nobody's condition."""
    words: str
    """More words it is looked for by."""
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ShortList:
    """What the clinic treats, and which codes need a word."""

    groups: tuple[Group, ...]
    instead: Mapping[str, tuple[str, ...]]
    """Codes of the WHO's own edition, and the ones that are meant in ICD-10-CM."""
    only_secondary: frozenset[str]
    """Symptoms: recorded beside a disorder, never instead of one."""

    def condition_of(self, code: str) -> str:
        """The condition that a code stands for, empty when it is not on the list."""
        return next((group.condition for group in self.groups if code in group.codes), "")


def dotted(typed: str) -> str:
    """The code as it is written: f332 is F33.2."""
    code = re.sub(r"[\s.]", "", typed).upper()
    return f"{code[:3]}.{code[3:]}" if len(code) > len("F33") else code


def as_on(lines: Iterable[Listed], day: date) -> Listed | None:
    """How a code stands on a day, None when it does not stand then."""
    return next((line for line in lines if line.stands_on(day)), None)


def is_valid(lines: Iterable[Listed], day: date) -> bool:
    """Whether a code may stand for a diagnosis on a day."""
    found = as_on(lines, day)
    return found is not None and found.billable


def good_until(lines: Iterable[Listed], day: date) -> date:
    """The last day of a code that is valid on a day; a title that was reworded ends nothing."""
    last = day - A_DAY
    for line in sorted(lines, key=lambda line: line.since):
        if line.billable and line.since <= last + A_DAY:
            last = max(last, line.until)
            if last == date.max:
                break
    return last if last >= day else date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class Outdated:
    """A code that is not valid on a day: since when it no longer is, or from when it will be."""

    last: date | None
    """Its last valid day before; None when it was never valid before."""
    facts: Mapping[str, Fact]


def outdated(lines: Sequence[Listed], day: date) -> Outdated | None:
    """Why a code is not valid on a day; nothing is held against a code that is not known."""
    if not lines or is_valid(lines, day):
        return None
    past = [line for line in lines if line.billable and line.until < day]
    if past:
        last = max(past, key=lambda line: line.until)
        told: dict[str, Fact] = {"since": last.until + A_DAY, "instead": last.instead}
        return Outdated(last=last.until, facts=told)
    first = min((line.since for line in lines if line.billable), default=None)
    return Outdated(last=None, facts={"since": first} if first else {})


def told_the_desk(diagnosis: Diagnosis, *, named: bool) -> Diagnosis:
    """What the front desk is told of a diagnosis: that it is on file, and perhaps the condition."""
    return replace(
        diagnosis,
        code="",
        title="",
        condition=diagnosis.condition if named else "",
        resistant=False,
        trials="",
        removed_why="",
    )


DESK_CODES = {
    "diagnosis-code-retired": "diagnosis-code-retired-desk",
    "diagnosis-code-ends": "diagnosis-code-ends-desk",
    "diagnosis-code-early": "diagnosis-code-early-desk",
}
"""Sentences with the code in them, and those that the front desk reads in their place."""


def reason_for_desk(reason: Reason, *, named: bool) -> Reason:
    """A reason of the gate as the front desk reads it: a condition perhaps, never a code."""
    if "diagnosis" not in reason.facts:
        return reason
    condition = reason.facts.get("condition", "") if named else ""
    hidden = {"diagnosis": condition, "condition": condition}
    kept = {key: fact for key, fact in reason.facts.items() if key not in {"code", "instead"}}
    return Reason(DESK_CODES.get(reason.code, reason.code), kept | hidden)
