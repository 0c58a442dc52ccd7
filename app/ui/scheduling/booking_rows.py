"""The rows that booking chooses from, and the line that is read back on the phone."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app import words
from app.domain.patients import Patient
from app.domain.scheduling import VisitType
from app.domain.time import wall
from app.ui.common.lists import Row
from app.use_cases.openings import Opening
from app.words.tongue import TONGUES, later, speaking, tongue, tr

HOUR = 60
APART = timedelta(hours=1)


def length(minutes: int) -> str:
    """Minutes as people say them: 1 h 55 min."""
    hours, rest = divmod(minutes, HOUR)
    parts = (f"{hours} h" if hours else "", f"{rest} min" if rest else "")
    return " ".join(part for part in parts if part)


def type_row(kind: VisitType) -> Row:
    """A visit type as a row."""
    return Row(value=kind.slug, title=kind.title, side=length(kind.patient_minutes))


def type_rows(kinds: Sequence[VisitType], typed: str) -> list[Row]:
    """The types whose name holds every word typed."""
    wanted = typed.casefold().split()
    return [
        type_row(kind)
        for kind in kinds
        if all(word in f"{kind.title} {kind.short} {kind.slug}".casefold() for word in wanted)
    ]


TAGS: Mapping[str, tuple[str, str]] = {
    "usual-time": (later("Usual time"), "redo"),
    "joins-group": (later("Joins the group"), "patients"),
    "soonest": (later("Soonest"), "clock"),
    "no-gap": (later("Leaves no gap"), "tick"),
}
"""What speaks for an opening, the best first, with its shape."""


def opening_row(opening: Opening, zone: ZoneInfo) -> Row:
    """An opening as a row: when, with whom, and what speaks for it."""
    start, end = wall(opening.start, zone), wall(opening.end, zone)
    first, *more = [tag for tag in TAGS if tag in opening.tags] or [""]
    chip, shape = TAGS.get(first, ("", ""))
    also = [tr(TAGS[tag][0]).lower() for tag in more]
    return Row(
        value=opening.start,
        title=f"{words.day(start.date())}   {words.span(start, end)}",
        detail=" · ".join((*also, *opening.names)),
        chip=tr(chip) if chip else "",
        shape=shape,
    )


def apart(openings: Sequence[Opening]) -> list[Opening]:
    """The openings that begin an hour or more after the one before, so that days can be seen."""
    kept: list[Opening] = []
    for opening in openings:
        if not kept or opening.start - kept[-1].start >= APART:
            kept.append(opening)
    return kept


def picked_row(start: datetime, zone: ZoneInfo, *, blocked: bool = False) -> Row:
    """The time that was picked on the schedule, whether it works or not."""
    at = wall(start, zone)
    return Row(
        value=start,
        title=f"{words.day(at.date())}   {words.clock(at)}",
        detail=tr("Picked on the schedule"),
        icon="schedule",
        chip=tr("Not free") if blocked else "",
        look="waiting",
    )


def read_back(patient: Patient, kind: VisitType, start: datetime, end: datetime) -> str:
    """What is said on the phone before it is booked, in the language of the patient.

    A window of another language says the same in its own below, for who does not speak both.
    """
    spoken = patient.language if patient.language in TONGUES else tongue()
    return "\n".join(
        _said(patient, kind, (start, end), each) for each in dict.fromkeys((spoken, tongue()))
    )


def _said(
    patient: Patient, kind: VisitType, times: tuple[datetime, datetime], language: str
) -> str:
    with speaking(language):
        start, end = times
        told = {
            "name": patient.preferred or patient.given,
            "day": words.long_day(start.date()),
            "start": words.clock_both(start),
            "visit": kind.title
            if language == "en"
            else words.neutral_title(kind.slug, kind.title, language, dosing=kind.is_dosing),
        }
        if not kind.patient_minutes:
            return tr("“{name}, that is {day} at {start}: {visit}.”", **told)
        end_said = words.clock_both(end)
        return tr("“{name}, that is {day} at {start} until {end}: {visit}.”", **told, end=end_said)
