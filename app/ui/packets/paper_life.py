"""The life of a paper in lines: who signed it when, and what became of it."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.paper_steps import Step, StepKind, Told
from app.domain.time import wall
from app.use_cases.papers import PaperView
from app.words.tongue import later, tr

TOLD: Mapping[Told, str] = {Told.SPOKEN: later("Spoken"), Told.WRITTEN: later("Written")}
"""How a consent was taken back."""


def signed_lines(view: PaperView, zone: ZoneInfo) -> Iterator[str]:
    """Who signed, and until when that is good."""
    for each in view.paper.signatures:
        who = words.signer_word(each.who).capitalize()
        name = f" {each.name}" if each.name else ""
        told = [part for part in (each.authority, each.language) if part]
        aside = f" ({', '.join(told)})" if told else ""
        yield _signed(f"{who}{name}{aside}", wall(each.at, zone))
    if view.paper.signed_at is not None and not view.paper.signatures:
        who = words.signer_word(view.paper.signed_by).capitalize()
        yield _signed(who, wall(view.paper.signed_at, zone))
    if view.paper.seen_by:
        yield tr("Boxes seen by {who}", who=view.paper.seen_by)
    if view.until is not None:
        yield tr("Good until {day}", day=words.short_day(view.until))


def _signed(who: str, at: datetime) -> str:
    return tr("Signed: {who}, {when}", who=who, when=words.day_time(at))


def life_lines(view: PaperView, zone: ZoneInfo) -> Iterator[str]:
    """Everything that was done with it, the first thing first."""
    yield tr("Made: {when}", when=words.day_time(wall(view.paper.issued_at, zone)))
    for step in view.steps:
        yield f"{_told(step)}: {words.day_time(wall(step.at, zone))}, {step.by}"


def _told(step: Step) -> str:
    word = words.step_word(step.kind.value)
    cause = ""
    if step.kind is StepKind.VOIDED and step.cause:
        cause = words.void_word(step.cause).lower()
    elif step.kind is StepKind.REVOKED:
        cause = tr(TOLD[Told(step.cause)]).lower()
    told = ", ".join(part for part in (cause, step.why) if part)
    return f"{word} ({told})" if told else word
