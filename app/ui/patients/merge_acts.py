"""Merging charts and taking them apart, with their toast and their step back."""

from collections.abc import Iterable

from app.clinic import new_token
from app.domain.patients import Patient
from app.ui.acts import remember, say_not
from app.ui.desk import EXPECTED, Desk
from app.use_cases import merging, twins
from app.use_cases.merged import MergedChart
from app.use_cases.merging import Merged
from app.words.tongue import tr


def merge(desk: Desk, keep: int, other: int, taking: Iterable[str]) -> Patient:
    """Merge two charts, say so, and remember how they are taken apart; gives who stands."""
    done = merging.merge_patients(desk.clinic, keep, other, token=new_token())
    said = tr(
        "Merged: chart {other} is read as {who}, chart {chart}.",
        other=done.other.chart,
        who=desk.name(done.keep),
        chart=done.keep.chart,
    )
    remember(desk, said, done.token)
    _take_over(desk, done, tuple(taking))
    return done.keep


def tell_apart(desk: Desk, one: Patient, other: Patient) -> None:
    """Keep that two charts are of two people, say so, and remember how it is taken back."""
    token = twins.tell_apart(desk.clinic, one.id, other.id, token=new_token())
    said = tr("Two people: chart {one} and chart {other}.", one=one.chart, other=other.chart)
    remember(desk, said, token)


def _take_over(desk: Desk, done: Merged, names: tuple[str, ...]) -> None:
    """Keep what only the other chart knew, or say in one line why it cannot be kept."""
    try:
        if names:
            merging.take_over(desk.clinic, done.keep.id, done.other.id, names)
    except EXPECTED as error:
        say_not(desk, tr("Merged, and nothing was taken over."), error)


def try_unmerge(desk: Desk, chart: MergedChart) -> None:
    """Take a merged chart apart, or say in one line why it cannot be."""
    try:
        done = merging.unmerge_patients(desk.clinic, chart.patient.id, token=new_token())
    except EXPECTED as error:
        say_not(desk, tr("Not taken apart."), error)
    else:
        said = tr(
            "Taken apart: chart {chart} is {who} again.",
            chart=done.other.chart,
            who=desk.name(done.other),
        )
        remember(desk, said, done.token)
