"""What visits can hold, by the name that somebody typed."""

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import refuse
from app.domain.scheduling import Resource
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


def numbered(unit: Unit, number: int) -> Resource:
    """The room, person or pump of a number, inside a door that is open already."""
    every = unit.scheduling.resources()
    for each in every:
        if each.id == number:
            return each
    known = tuple(each.name for each in every)
    raise refuse("resource-unknown", name=str(number), known=known)
