"""A kind of visit half changed: whatever stands in the form, sense or nonsense."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from app.domain.scheduling import Kind, Need, Phase, Route, VisitType
from app.domain.spacing import ANY_SPACING, Spacing
from app.words.tongue import tr

Each = TypeVar("Each")

LEAST = 5
"""Minutes of a phase that has just been added."""


class Way(StrEnum):
    """How much of somebody or something a need takes."""

    ONE = "one"
    ALL = "all"
    SITE = "site"


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftNeed:
    """A need that knows its phases by their places: their names may be half typed."""

    role: str = ""
    kind: Kind = Kind.PERSON
    skill: str = ""
    first: int = 0
    last: int = 0
    way: Way = Way.ONE


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeDraft:
    """Everything about a kind of visit as it stands in the form."""

    since: VisitType
    """The kind as it was when the form was begun; of a new one, the kind that it is like."""
    is_new: bool = False
    title: str
    short: str
    route: Route
    colour: str
    by_video: bool = False
    phases: tuple[Phase, ...]
    needs: tuple[DraftNeed, ...]
    spacing: Spacing

    @property
    def kind(self) -> VisitType:
        """The kind of visit that it would become."""
        title = self.title.strip()
        return replace(
            self.since,
            slug="" if self.is_new else self.since.slug,
            title=title,
            short=self.short.strip() or title,
            route=self.route,
            colour=self.colour,
            by_video=self.by_video,
            phases=tuple(replace(phase, name=phase.name.strip()) for phase in self.phases),
            needs=tuple(self._need(need) for need in self.needs),
            spacing=ANY_SPACING if self.route is Route.NONE else self.spacing,
            retired=self.since.retired and not self.is_new,
        )

    def _need(self, need: DraftNeed) -> Need:
        return Need(
            role=need.role,
            kind=need.kind,
            skill=need.skill.strip(),
            first=self._name(need.first),
            last=self._name(need.last),
            all_lanes=need.way is Way.ALL,
            presence=need.way is Way.SITE,
        )

    def _name(self, place: int) -> str:
        return self.phases[place].name.strip() if place < len(self.phases) else ""

    def with_phase(self, place: int, phase: Phase) -> "TypeDraft":
        """With another phase in a place."""
        return replace(self, phases=_put(self.phases, place, phase))

    def with_need(self, place: int, need: DraftNeed) -> "TypeDraft":
        """With another need in a place; the end that was not changed goes along."""
        if need.first > need.last:
            began_later = need.first != self.needs[place].first
            end = need.first if began_later else need.last
            need = replace(need, first=end, last=end)
        return replace(self, needs=_put(self.needs, place, need))

    def one_more_phase(self) -> "TypeDraft":
        """With a phase at the end of the patient's time, before turnover."""
        place = sum(phase.patient for phase in self.phases)
        new = Phase(name="", minutes=LEAST)
        phases = (*self.phases[:place], new, *self.phases[place:])
        places = [n + (n >= place) for n in range(len(self.phases))]
        return self._rearranged(phases, places)

    def without_phase(self, place: int) -> "TypeDraft":
        """Without a phase; what was needed from or until then keeps to those that are left."""
        phases = self.phases[:place] + self.phases[place + 1 :]
        needs = tuple(_without(need, place, len(phases)) for need in self.needs)
        return replace(self, phases=phases, needs=needs)

    def moved_phase(self, place: int, by: int) -> "TypeDraft":
        """With a phase and its neighbour in each other's places."""
        other = place + by
        if not 0 <= other < len(self.phases):
            return self
        places = list(range(len(self.phases)))
        places[place], places[other] = other, place
        return self._rearranged(tuple(self.phases[n] for n in places), places)

    def _rearranged(self, phases: tuple[Phase, ...], places: list[int]) -> "TypeDraft":
        """Other phases; `places` says where each of those there were stands now."""
        needs = tuple(
            _forwards(replace(need, first=places[need.first], last=places[need.last]))
            for need in self.needs
        )
        return replace(self, phases=phases, needs=needs)

    def one_more_need(self) -> "TypeDraft":
        """With something else that is needed while the patient is there."""
        last = max((n for n, phase in enumerate(self.phases) if phase.patient), default=0)
        return replace(self, needs=(*self.needs, DraftNeed(last=last)))

    def without_need(self, place: int) -> "TypeDraft":
        """Without a need."""
        return replace(self, needs=self.needs[:place] + self.needs[place + 1 :])


def _without(need: DraftNeed, place: int, left: int) -> DraftNeed:
    """A need once a phase has gone: what it alone was for goes to the one after it."""
    first = max(0, min(need.first - (need.first > place), left - 1))
    last = need.last - (need.last >= place)
    return replace(need, first=first, last=max(first, last))


def _forwards(need: DraftNeed) -> DraftNeed:
    first, last = sorted((need.first, need.last))
    return replace(need, first=first, last=last)


def _put(several: tuple[Each, ...], place: int, one: Each) -> tuple[Each, ...]:
    return (*several[:place], one, *several[place + 1 :])


def draft_of(kind: VisitType) -> TypeDraft:
    """A kind of visit as it stands in the form before anything is typed."""
    places = {phase.name: n for n, phase in enumerate(kind.phases)}
    return TypeDraft(
        since=kind,
        title=kind.title,
        short=kind.short,
        route=kind.route,
        colour=kind.colour,
        by_video=kind.by_video,
        phases=kind.phases,
        needs=tuple(_draft_need(need, places) for need in kind.needs),
        spacing=kind.spacing,
    )


def _draft_need(need: Need, places: dict[str, int]) -> DraftNeed:
    way = Way.SITE if need.presence else Way.ALL if need.all_lanes else Way.ONE
    return DraftNeed(
        role=need.role,
        kind=need.kind,
        skill=need.skill,
        first=places[need.first],
        last=places[need.last],
        way=way,
    )


def new_like(kind: VisitType) -> TypeDraft:
    """A new kind of visit that starts as another one is, but for its names."""
    return replace(draft_of(kind), is_new=True, title=tr("{kind}, new", kind=kind.title), short="")


def role_shown(role: str) -> str:
    """A role as it is typed."""
    return role.replace("-", " ")


def role_typed(text: str) -> str:
    """What was typed as a role: plans and rules know it by one word."""
    return "-".join(text.split())
