"""A day of the schedule as the columns of a page: what each resource does, and when it is off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from app import words
from app.clinic import Clinic
from app.documents.schedule_values import GridCard, GridColumn, GridShade, Stretch
from app.domain.scheduling import Kind, Part, Resource, Shift, Status
from app.domain.time import MINUTE, wall
from app.use_cases.day_sheets import pressing
from app.use_cases.views import DayView, VisitView

GONE = frozenset({Status.CANCELLED, Status.NO_SHOW})

_HOUR = 60
_USUAL = (8 * _HOUR, 17 * _HOUR)
_MORE = 0.55
"""How much wider a column is for each further visit side by side."""
_EMPTY = 0.7
"""How wide a column without visits is."""


@dataclass(frozen=True, slots=True)
class Strip:
    """What one resource does on one day, to be drawn as a column."""

    clinic: Clinic
    view: DayView
    resource: Resource
    number: int
    """Which column it is, counted from 0."""

    def cards(self) -> tuple[GridCard, ...]:
        """Its visits, those that overlap beside one another."""
        cards = sorted(self._cards(), key=lambda card: (card.start, card.end))
        return tuple(card for group in _overlapping(cards) for card in _shared(group))

    def _cards(self) -> Iterator[GridCard]:
        """One card for each time that a visit needs it without a pause."""
        for view in self.view.visits:
            if view.visit.status not in GONE:
                mine = [part for part in view.visit.parts if part.resource == self.resource.id]
                for start, end in _joined(mine):
                    yield self._card(view, start, end)

    def _card(self, view: VisitView, start: int, end: int) -> GridCard:
        begin = self._minute(view.visit.start)
        return GridCard(
            column=self.number,
            start=begin + start,
            end=begin + end,
            title=view.patient.listed,
            lines=tuple(self._lines(view)),
            phases=tuple(_stretches(view, begin, start, end)),
            state=mark_of(view),
            held=view.visit.status is Status.HELD,
        )

    def _lines(self, view: VisitView) -> Iterator[str]:
        clock = words.clock(wall(view.visit.start, self.clinic.zone))
        yield f"{clock} {view.type.short}"
        for name in view.named(Kind.ROOM, Kind.PERSON):
            if name != self.resource.name:
                yield name
        if view.visit.status is not Status.BOOKED:
            yield words.status_word(view.visit.status)

    def shades(self, first: int, last: int) -> Iterator[GridShade]:
        """When it is off, within the hours that are drawn."""
        for start, end in _closed(_shifts(self.resource, self.view), first, last):
            yield GridShade(column=self.number, start=start, end=end, closed=True)
        for block in self.view.blocks:
            if block.resource == self.resource.id:
                yield GridShade(
                    column=self.number,
                    start=max(first, self._minute(block.start)),
                    end=min(last, self._minute(block.end)),
                    note=block.note or words.block_word(block.kind),
                )

    def _minute(self, moment: datetime) -> int:
        """The minute on the wall clock, counted from the day's midnight."""
        return (
            wall(moment, self.clinic.zone) - datetime.combine(self.view.day, time.min)
        ) // MINUTE


def mark_of(view: VisitView) -> str:
    """The state whose mark stands beside a visit: nothing when none is asked for, or it is over."""
    state = pressing(view)[0]
    return "" if state == "not_needed" or not view.visit.is_open else state


def column(title: str, note: str, cards: Sequence[GridCard]) -> GridColumn:
    """The head of a column, as wide as what stands side by side in it."""
    if not cards:
        return GridColumn(title=title, note=note, width=_EMPTY)
    most = max(round(1 / (card.right - card.left)) for card in cards)
    return GridColumn(title=title, note=note, width=1 + _MORE * (most - 1))


def hours_drawn(views: Sequence[DayView], cards: Sequence[GridCard]) -> tuple[int, int]:
    """From the first opening to the last closing, in whole hours, with every visit in it."""
    shifts = [s for view in views for each in view.resources for s in _shifts(each, view)]
    starts = [start for start, _ in shifts] or [_USUAL[0]]
    ends = [end for _, end in shifts] or [_USUAL[1]]
    first = min(*starts, *(card.start for card in cards), 24 * _HOUR)
    last = max(*ends, *(card.end for card in cards), 0)
    return first // _HOUR * _HOUR, -(-last // _HOUR) * _HOUR


def _shifts(resource: Resource, view: DayView) -> list[tuple[int, int]]:
    return sorted(_span(s) for s in resource.hours if s.weekday == view.day.weekday())


def _span(shift: Shift) -> tuple[int, int]:
    start, end = shift.start, shift.end
    return start.hour * _HOUR + start.minute, end.hour * _HOUR + end.minute


def _closed(shifts: Sequence[tuple[int, int]], first: int, last: int) -> Iterator[tuple[int, int]]:
    at = first
    for start, end in (*shifts, (last, last)):
        if start > at:
            yield at, start
        at = max(at, end)


def _joined(parts: Sequence[Part]) -> Iterator[tuple[int, int]]:
    """Parts that follow on one another as one."""
    spans = sorted((part.start, part.end) for part in parts)
    while spans:
        start, end = spans.pop(0)
        while spans and spans[0][0] <= end:
            end = max(end, spans.pop(0)[1])
        yield start, end


def _stretches(view: VisitView, begin: int, start: int, end: int) -> Iterator[Stretch]:
    for phase, at in view.type.starts():
        if at < end and at + phase.minutes > start:
            yield Stretch(
                start=begin + at,
                end=begin + at + phase.minutes,
                name=phase.name,
                dose=phase.dose,
                patient=phase.patient,
            )


def _overlapping(cards: Sequence[GridCard]) -> Iterator[list[GridCard]]:
    """The cards in groups, of which none reaches into the next."""
    group: list[GridCard] = []
    for card in cards:
        if group and card.start >= max(each.end for each in group):
            yield group
            group = []
        group.append(card)
    if group:
        yield group


def _shared(group: Sequence[GridCard]) -> Iterator[GridCard]:
    """Each card of a group in the first place that is free, all places equally wide."""
    ends: list[int] = []
    places: list[int] = []
    for card in group:
        place = next((n for n, end in enumerate(ends) if end <= card.start), len(ends))
        ends[place : place + 1] = [card.end]
        places.append(place)
    for card, place in zip(group, places, strict=True):
        yield replace(card, left=place / len(ends), right=(place + 1) / len(ends))
