"""Which columns of the clinic the schedule shows: all of some kinds, or chosen ones in order."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.scheduling import Kind, Resource
from app.use_cases.views import VisitView
from app.words.tongue import later

KINDS = {Kind.ROOM: later("Rooms"), Kind.PERSON: later("People"), Kind.PUMP: later("Pumps")}
ORDER = {Kind.ROOM: 0, Kind.PERSON: 1, Kind.PUMP: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns somebody chose; without chosen resources, everything of the kinds."""

    kinds: frozenset[Kind] = frozenset({Kind.ROOM})
    resources: tuple[int, ...] = ()
    """Numbers of resources, in the order in which they stand."""

    def among(self, resources: Sequence[Resource]) -> tuple[Resource, ...]:
        """The resources that are shown, in their order; what the clinic no longer has is not."""
        if self.resources:
            by_number = {resource.id: resource for resource in resources}
            return tuple(by_number[number] for number in self.resources if number in by_number)
        of_kinds = (resource for resource in resources if resource.kind in self.kinds)
        return tuple(sorted(of_kinds, key=lambda r: ORDER.get(r.kind, len(ORDER))))

    def hold(self, view: VisitView) -> bool:
        """Whether a visit stands in one of them."""
        if self.resources:
            return any(held.resource in self.resources for held in view.holds)
        return any(held.kind in self.kinds for held in view.holds)
