"""Changing what visits can hold: hours, skills, how many at once; what comes and what goes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.clinic import Clinic, new_token
from app.domain.access import Act, Role
from app.domain.both import both_kept
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.resources import ResourceWish, against_resource, as_it_is
from app.domain.scheduling import Kind, Resource, Session, Visit
from app.domain.staff import Person, against_login
from app.storage.resources import EXTRA, USUAL
from app.storage.unit import Unit
from app.use_cases.affected import Hit, HouseChange, hits, refuse_hits, without_time
from app.use_cases.lanes import relaned
from app.use_cases.resources import numbered
from app.use_cases.scheduling import release_late_holds
from app.use_cases.views import VisitView, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class Furnished:
    """What an act on the house left: the resource, and what became of visits to come."""

    resource: Resource
    displaced: tuple[VisitView, ...] = ()
    """Visits that lost their time."""
    shaken: tuple[Hit, ...] = ()
    """Visits that keep their time and need attention."""
    token: str
    """By which it is taken back."""


def change_resource(
    clinic: Clinic,
    number: int,
    wish: ResourceWish,
    *,
    since: ResourceWish | None = None,
    displace: bool = False,
    token: str = "",
) -> Furnished:
    """Let a person or thing be otherwise from now on.

    `since` is what whoever changed it had seen: what others did meanwhile is kept, and asked about
    where it is the same.

    Visits to come for which no lane is left are named and the change is refused; with `displace`
    they lose their time. Others keep theirs and need attention when somebody is no longer there.
    """
    token = token or new_token()
    with clinic.writing(Act.CHANGE_RESOURCE, token=token) as unit:
        now = numbered(unit, number)
        if since is not None:
            wish = both_kept(since, tidied(wish), as_it_is(now))
        then = wanted_resource(unit, now, wish)
        done = _settle(clinic, unit, now, then, displace=displace)
        _with_lanes(unit, then, wish)
        unit.scheduling.hold_again(now.id, clinic.now())
        return replace(done, resource=numbered(unit, number), token=token)


def wanted_resource(unit: Unit, now: Resource, wish: ResourceWish) -> Resource:
    """The resource as it is to be, with the lanes that are left; a bad wish is refused."""
    tidy = tidied(wish)
    others = [each for each in unit.scheduling.resources() if each.id != now.id]
    refuse_if(against_resource(replace(tidy, kind=now.kind), others))
    return replace(
        described(now, tidy), lanes=now.lanes[: tidy.lanes], extra=now.extra[: tidy.extra]
    )


def described(resource: Resource, wish: ResourceWish) -> Resource:
    """The resource with everything that a wish says of it but its lanes."""
    return replace(
        resource,
        name=wish.name,
        note=wish.note,
        skills=wish.skills,
        hours=wish.hours,
        good_until=wish.good_until,
        within=wish.within,
    )


def tidied(wish: ResourceWish) -> ResourceWish:
    """A wish without the spaces that somebody typed too many; hours in their order."""
    hours = sorted(set(wish.hours), key=lambda shift: (shift.weekday, shift.start))
    return replace(
        wish,
        name=" ".join(wish.name.split()),
        note=" ".join(wish.note.split()),
        skills=frozenset(skill.strip() for skill in wish.skills if skill.strip()),
        hours=tuple(hours),
    )


def _settle(
    clinic: Clinic, unit: Unit, now: Resource, then: Resource, *, displace: bool
) -> Furnished:
    """Take the time of the visits that find no lane, give others another lane, or refuse."""
    release_late_holds(clinic, unit)
    found = hits(clinic, unit, HouseChange(resources=(then,)))
    giving_up = [hit for hit in found if hit.loses or hit.until is not None]
    refuse_hits(clinic, giving_up, displace=displace)
    lost = without_time(unit, giving_up)
    gone = {each.id for each in lost}
    moved = [each for each in relaned(clinic, unit, now, then).changes if each.id not in gone]
    changed: list[Visit | Session] = [*lost, *moved]
    kept = unit.scheduling.keep(changed)
    unit.resources.keep(then)
    visits = [each for each in kept if isinstance(each, Visit) and each.displaced]
    unit.note(resource=now.id, displaced=[visit.id for visit in visits])
    return Furnished(
        resource=then,
        displaced=view_visits(clinic, unit, visits),
        shaken=tuple(hit for hit in found if hit.reasons),
        token="",
    )


def _with_lanes(unit: Unit, then: Resource, wish: ResourceWish) -> None:
    """Give a resource the lanes that it lacks: those it once had, then new ones."""
    spare = list(unit.resources.retired_lanes(then.id))
    lanes, extra = list(then.lanes), list(then.extra)
    for mine, wanted, use in ((lanes, wish.lanes, USUAL), (extra, wish.extra, EXTRA)):
        while len(mine) < wanted and spare:
            mine.append(spare.pop(0))
        if len(mine) < wanted:
            mine.extend(unit.resources.add_lanes(then, wanted - len(mine), use=use))
    if (tuple(lanes), tuple(extra)) != (then.lanes, then.extra):
        unit.resources.keep(replace(then, lanes=tuple(lanes), extra=tuple(extra)))


def add_resource(
    clinic: Clinic, wish: ResourceWish, *, person: Person | None = None, token: str = ""
) -> Furnished:
    """A new room, pump, seats, or person on staff with a login of their own."""
    token = token or new_token()
    act = Act.ADD_STAFF if wish.kind is Kind.PERSON else Act.CHANGE_RESOURCE
    with clinic.writing(act, token=token) as unit:
        kept = put_in(unit, wish, person)
        unit.note(resource=kept.id)
        return Furnished(resource=numbered(unit, kept.id), token=token)


def put_in(unit: Unit, wish: ResourceWish, person: Person | None = None) -> Resource:
    """The same inside an act that makes a clinic."""
    tidy = tidied(wish)
    refuse_if(_against_new(unit, tidy, person))
    asked = described(Resource(kind=tidy.kind, name=tidy.name), tidy)
    kept = unit.resources.enlist(asked, tidy.lanes)
    _with_lanes(unit, kept, tidy)
    if person is not None:
        unit.staff.add(replace(person, login=person.login.strip(), name=tidy.name), kept)
    return kept


def _against_new(unit: Unit, wish: ResourceWish, person: Person | None) -> Iterator[Reason]:
    yield from against_resource(wish, unit.scheduling.resources())
    if wish.kind is Kind.PATIENT:
        yield Reason("resource-is-patient")
    if (wish.kind is Kind.PERSON) != (person is not None):
        yield Reason("resource-needs-login")
    if person is not None:
        yield from _against_login(unit, person)


def _against_login(unit: Unit, person: Person) -> Iterator[Reason]:
    login = person.login.strip()
    wrong = tuple(against_login(login))
    yield from wrong
    if not wrong and unit.staff.by_login(login) is not None:
        yield Reason("login-taken", {"login": login})
    if not person.roles or person.roles & {Role.CLINIC}:
        yield Reason("roles-missing")


def retire_resource(
    clinic: Clinic, number: int, *, displace: bool = False, token: str = ""
) -> Furnished:
    """Let nothing more be booked with a person or thing, or refuse and name who still is."""
    token = token or new_token()
    with clinic.writing(Act.CHANGE_RESOURCE, token=token) as unit:
        now = numbered(unit, number)
        refuse_if(_against_retiring(unit, now))
        then = replace(now, retired=True)
        return replace(_settle(clinic, unit, now, then, displace=displace), token=token)


def _against_retiring(unit: Unit, resource: Resource) -> Iterator[Reason]:
    inside = [each.name for each in unit.scheduling.resources() if each.within == resource.id]
    if inside:
        yield Reason("resource-has-seats", {"name": resource.name, "seats": tuple(inside)})


def use_again(clinic: Clinic, number: int, *, token: str = "") -> Furnished:
    """Let a retired person or thing be booked again, as it was."""
    token = token or new_token()
    with clinic.writing(Act.CHANGE_RESOURCE, token=token) as unit:
        resource = unit.resources.find(number)
        if resource is None or not resource.retired:
            raise refuse("resource-not-retired")
        others: Sequence[Resource] = unit.scheduling.resources()
        refuse_if(against_resource(as_it_is(resource), others))
        unit.resources.keep(replace(resource, retired=False))
        unit.scheduling.hold_again(number, clinic.now())
        unit.note(resource=number)
        return Furnished(resource=numbered(unit, number), token=token)
