"""Rooms, people, pumps and seats as rows of a list, under the name of their kind."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from app import words
from app.domain.resources import Lapse, lapse, usual_hours
from app.domain.scheduling import Kind, Resource, Shift
from app.ui.common.lists import Row
from app.ui.settings.resource_typed import Typed
from app.words.tongue import later, tr, tr_of

NEW = 0
"""Stands for the resource that is being added."""

UNSAVED = later("Not saved")

KINDS = {
    Kind.ROOM: (later("Rooms"), "room"),
    Kind.PERSON: (later("People"), "person"),
    Kind.PUMP: (later("Pumps"), "pump"),
    Kind.SEAT: (later("Seats"), "seat"),
}
"""What resources of a kind are called together, in the order of the list, and their icon."""


def new_row(typed: Typed) -> Row:
    """What is being added."""
    return Row(
        value=NEW,
        title=typed.name or tr_of("resource", "New"),
        detail=tr("Being added"),
        chip=tr(UNSAVED),
        look="waiting",
        icon="plus",
    )


def resource_rows(
    resources: Sequence[Resource], today: date, unsaved: Collection[int]
) -> list[Row]:
    """Every resource under the name of its kind, with what is amiss."""
    return [row for kind in KINDS for row in _of_kind(resources, kind, today, unsaved)]


def _of_kind(
    resources: Sequence[Resource], kind: Kind, today: date, unsaved: Collection[int]
) -> Iterator[Row]:
    mine = [each for each in resources if each.kind is kind]
    usual = usual_hours(resources)
    if mine:
        yield Row(value=kind, title=tr(KINDS[kind][0]), is_heading=True)
    for resource in mine:
        chip, look = _chip(resource, today, unsaved=resource.id in unsaved)
        yield Row(
            value=resource.id,
            title=resource.name,
            detail=_detail(resource, usual),
            chip=chip,
            look=look,
            icon=KINDS[kind][1],
        )


def _detail(resource: Resource, usual: Sequence[Shift]) -> str:
    """What it is and is for, how many at once; its hours only where they are unusual."""
    lanes = len(resource.lanes)
    parts = (
        resource.note,
        ", ".join(sorted(resource.skills)),
        tr("{count} at once", count=lanes) if lanes > 1 else "",
        "" if resource.hours == usual else words.week(resource.hours),
    )
    return " · ".join(part for part in parts if part)


def _chip(resource: Resource, today: date, *, unsaved: bool) -> tuple[str, str]:
    """What stands at the end of its row, and how it looks."""
    if unsaved:
        return tr(UNSAVED), "waiting"
    if resource.retired:
        return tr("Retired"), "idle"
    found = lapse(resource, today)
    if found is None or resource.good_until is None:
        return "", "idle"
    last = words.day_month(resource.good_until)
    if found is Lapse.PAST:
        return tr("Ended {day}", day=last), "blocked"
    return tr("Ends {day}", day=last), "waiting"
