"""What visits can hold, by the name that somebody typed."""

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import refuse
from app.domain.scheduling import Kind, Resource
from app.storage.unit import Unit


def named(unit: Unit, name: str) -> Resource:
    """The room, person or pump of a name, inside a door that is open already."""
    wanted = name.strip().casefold()
    every = unit.scheduling.resources()
    found = [each for each in every if each.name.casefold() == wanted]
    if not found:
        found = [each for each in every if wanted and wanted in each.name.casefold()]
    if len(found) != 1:
        known = tuple(each.name for each in found or every)
        raise refuse("resource-unknown", name=name.strip(), known=known)
    return found[0]


def see_resources(clinic: Clinic, *, retired: bool = False) -> tuple[Resource, ...]:
    """Everything that visits can hold, in the order it came; on demand what is retired as well."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return unit.scheduling.resources(retired=retired)


def resource_named(clinic: Clinic, name: str) -> Resource:
    """The room, person or pump of a name, or of the only one in which these letters are."""
    with clinic.reading(Act.SEE_DAY) as unit:
        return named(unit, name)


def known_skills(clinic: Clinic) -> dict[Kind, tuple[str, ...]]:
    """What each kind of resource can be for: what kinds of visit need, and what others are for."""
    every = see_resources(clinic, retired=True)
    found = {(each.kind, skill) for each in every for skill in each.skills}
    kinds = clinic.setup.types.values()
    found |= {(need.kind, need.skill) for each in kinds for need in each.needs}
    return {
        kind: tuple(sorted(skill for of, skill in found if of is kind and skill)) for kind in Kind
    }


def numbered(unit: Unit, number: int) -> Resource:
    """The room, person or pump of a number, inside a door that is open already."""
    every = unit.scheduling.resources()
    for each in every:
        if each.id == number:
            return each
    known = tuple(each.name for each in every)
    raise refuse("resource-unknown", name=str(number), known=known)
