"""What trying an import has found, as rows of a list."""

from collections.abc import Iterable, Iterator, Sequence

from app import words
from app.domain.intake_twins import Alike
from app.domain.refusal import Reason
from app.ui.common.lists import Row
from app.use_cases.patient_imports import Trial
from app.words.tongue import tr

MOST = 300
"""Rows of one kind that are listed; the heading says how many there are."""


def trial_rows(trial: Trial) -> list[Row]:
    """Every fault, everybody who may be there already, and what is kept elsewhere."""
    charts = [twin.reason for twin in trial.twins if twin.alike is Alike.CHART]
    people = [twin.reason for twin in trial.twins if twin.alike is Alike.PERSON]
    phones = [twin.reason for twin in trial.twins if twin.alike is Alike.PHONE]
    parts = (
        (tr("Rows with a fault, left out"), trial.faults, "blocked"),
        (tr("Chart numbers twice, left out"), charts, "blocked"),
        (tr("May be there already"), people, "waiting"),
        (tr("Share a telephone, taken in"), phones, "idle"),
        (tr("Kept in the notes"), trial.notices, "idle"),
    )
    return [row for title, reasons, look in parts for row in _part(title, reasons, look)]


def _part(title: str, reasons: Sequence[Reason], look: str) -> Iterator[Row]:
    if not reasons:
        return
    yield Row(value=title, title=f"{title}: {len(reasons):,}", is_heading=True)
    yield from _lines(title, reasons[:MOST], look)
    if len(reasons) > MOST:
        more = tr("and {count:,} more", count=len(reasons) - MOST)
        yield Row(value=(title, "more"), title=more)


def _lines(title: str, reasons: Iterable[Reason], look: str) -> Iterator[Row]:
    for number, reason in enumerate(reasons):
        head, colon, rest = words.say(reason).partition(": ")
        said = rest[:1].upper() + rest[1:] if colon else head
        where = head if colon else ""
        yield Row(value=(title, number), title=said, detail=where, look=look, shape=look)
