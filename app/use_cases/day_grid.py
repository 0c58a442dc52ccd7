"""A day of the schedule as the columns of a page: what each resource does, and when it is off."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time

from app import words
from app.clinic import Clinic
from app.documents.schedule_values import GridCard, GridColumn, GridShade, Stretch
from app.domain.scheduling import GONE, Kind, Part, Resource, Session, Shift, Status, VisitType
from app.domain.spans import Span, joined
from app.domain.time import MINUTE, wall
from app.use_cases.day_sheets import pressing
from app.use_cases.views import DayView, VisitView

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
        """One card for each time that a visit or a session needs it without a pause."""
        for view in self.view.visits:
            if view.visit.status not in GONE and not view.visit.displaced:
                for span in self._spans(view.visit.parts):
                    yield self._card(view, span)
        for session in self.view.sessions:
            if not session.displaced:
                for span in self._spans(session.parts):
                    yield self._session_card(session, span)

    def _spans(self, parts: Sequence[Part]) -> Iterator[Span]:
        return joined((p.start, p.end) for p in parts if p.resource == self.resource.id)

    def _card(self, view: VisitView, span: Span) -> GridCard:
        begin = self._minute(view.visit.start)
        return GridCard(
            column=self.number,
            start=begin + span[0],
            end=begin + span[1],
            title=view.patient.listed,
            lines=tuple(self._lines(view)),
            phases=tuple(_stretches(view.type, begin, span)),
            state=mark_of(view),
            held=view.visit.status is Status.HELD,
        )

    def _lines(self, view: VisitView) -> Iterator[str]:
        said = f"{self._clock(view.visit.start)} {view.type.short}"
        yield " · ".join(part for part in (said, words.mark(view.patient)) if part)
        for name in view.named(Kind.ROOM, Kind.PERSON):
            if name != self.resource.name:
                yield name
        if view.visit.status is not Status.BOOKED:
            yield words.status_word(view.visit.status)

    def _session_card(self, session: Session, span: Span) -> GridCard:
        begin, kind = self._minute(session.start), self.clinic.setup.types[session.type]
        seats = self.view.seats_of(session)
        return GridCard(
            column=self.number,
            start=begin + span[0],
            end=begin + span[1],
            title=kind.short,
            lines=(
                f"{self._clock(session.start)} {words.plural(len(seats), 'patient')}",
                *(words.name_on_paper(seat.patient) for seat in seats),
            ),
            phases=tuple(_stretches(kind, begin, span)),
        )

    def _clock(self, moment: datetime) -> str:
        return words.clock(wall(moment, self.clinic.zone))

    def shades(self, first: int, last: int) -> Iterator[GridShade]:
        """When it is off, within the hours that are drawn."""
        for start, end in _closed(_shifts(self.resource, self.view), first, last):
            yield GridShade(column=self.number, start=start, end=end, closed=True)
        for closure in self.view.closures:
            yield GridShade(
                column=self.number,
                start=max(first, _of_day(closure.start)) if closure.start else first,
                end=min(last, _of_day(closure.end)) if closure.end else last,
                note=closure.name,
            )
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


def _shifts(resource: Resource, view: DayView) -> list[Span]:
    return sorted(_span(s) for s in resource.hours if s.weekday == view.day.weekday())


def _span(shift: Shift) -> Span:
    return _of_day(shift.start), _of_day(shift.end)


def _of_day(clock: time) -> int:
    return clock.hour * _HOUR + clock.minute


def _closed(shifts: Sequence[Span], first: int, last: int) -> Iterator[Span]:
    at = first
    for start, end in (*shifts, (last, last)):
        if start > at:
            yield at, start
        at = max(at, end)


def _stretches(kind: VisitType, begin: int, span: Span) -> Iterator[Stretch]:
    for phase, at in kind.starts():
        if at < span[1] and at + phase.minutes > span[0]:
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
