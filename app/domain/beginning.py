"""What somebody says of their clinic before there is one, and what that makes of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import time
from pathlib import Path

from app.domain.access import Role
from app.domain.names import fold, parts
from app.domain.refusal import Reason
from app.domain.resources import ResourceWish
from app.domain.scheduling import Kind, Shift, VisitType
from app.domain.staff import Person, against_login

USUAL_HOURS = tuple(Shift(weekday=day, start=time(9), end=time(17)) for day in range(5))
"""Monday to Friday, nine to five: everybody and everything begins with these."""

SKILLS = {
    Role.FRONT_DESK: "intake",
    Role.THERAPIST: "therapist",
    Role.NURSE: "nurse",
    Role.PRESCRIBER: "prescriber",
    Role.MEDICAL_DIRECTOR: "prescriber",
}
"""What visits of the template need people for, by what they do; others are booked with nothing."""

ROOM_FOR_TALKS = frozenset({"consult", "therapy"})
ROOM_FOR_SESSIONS = frozenset({"dosing"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Somebody who works there: the name as typed, perhaps with letters after a comma."""

    name: str
    role: Role

    @property
    def plain(self) -> str:
        """The name alone."""
        return " ".join(self.name.partition(",")[0].split())

    @property
    def credential(self) -> str:
        """The letters after it."""
        return " ".join(self.name.partition(",")[2].split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A clinic as it is to be; passwords and the recovery code are no part of it."""

    language: str = "en"
    folder: str = ""
    name: str = ""
    address: str = ""
    phone: str = ""
    zone: str = ""
    manager: str = ""
    login: str = "manager"
    session_rooms: str = ""
    talk_rooms: str = ""
    pumps: str = ""
    people: tuple[Named, ...] = ()
    left_out: frozenset[str] = field(default_factory=frozenset[str])
    """Kinds of visit that are not offered, by their slugs."""
    step: int = 0
    """Where somebody was last."""

    @property
    def place(self) -> Path:
        """The folder that is meant."""
        return Path(self.folder.strip()).expanduser().absolute()


def names_in(typed: str) -> tuple[str, ...]:
    """Names with commas between them."""
    return tuple(name for each in typed.split(",") if (name := " ".join(each.split())))


def not_offered_at_first(types: Sequence[VisitType]) -> frozenset[str]:
    """Kinds of visit that need seats in a group room, which somebody makes in the settings."""
    return frozenset(each.slug for each in types if each.is_group)


@dataclass(frozen=True, slots=True, kw_only=True)
class Enlisted:
    """A thing or person as the clinic begins with it; who is booked with nothing has no wish."""

    wish: ResourceWish | None
    person: Person | None = None


def house_of(new: Beginning) -> tuple[Enlisted, ...]:
    """The rooms, pumps and people that were named."""
    return (*_rooms(new), *_pumps(new), *_people(new))


def _rooms(new: Beginning) -> Iterator[Enlisted]:
    sessions, talks = names_in(new.session_rooms), names_in(new.talk_rooms)
    for_sessions = ROOM_FOR_SESSIONS if talks else ROOM_FOR_SESSIONS | ROOM_FOR_TALKS
    for names, skills in ((sessions, for_sessions), (talks, ROOM_FOR_TALKS)):
        for name in names:
            yield Enlisted(wish=_wish(Kind.ROOM, name, skills))


def _pumps(new: Beginning) -> Iterator[Enlisted]:
    for name in names_in(new.pumps):
        yield Enlisted(wish=_wish(Kind.PUMP, name, frozenset({"infusion"})))


def _people(new: Beginning) -> Iterator[Enlisted]:
    """The manager first, who answers the telephone where nobody else does."""
    roles = frozenset({Role.MANAGER, Role.FRONT_DESK})
    manager = Person(login=new.login.strip(), name=" ".join(new.manager.split()), roles=roles)
    answered = any(each.role is Role.FRONT_DESK for each in new.people if each.plain)
    skill = "" if answered else SKILLS[Role.FRONT_DESK]
    yield _enlisted(manager, skill)
    taken = {manager.login}
    for each in new.people:
        if each.plain:
            login = login_of(each.plain, taken)
            taken.add(login)
            yield _enlisted(_person(each, login), SKILLS.get(each.role, ""))


def _person(named: Named, login: str) -> Person:
    directs = named.role is Role.MEDICAL_DIRECTOR
    roles = frozenset({named.role, Role.PRESCRIBER}) if directs else frozenset({named.role})
    return Person(login=login, name=named.plain, credential=named.credential, roles=roles)


def _enlisted(person: Person, skill: str) -> Enlisted:
    wish = _wish(Kind.PERSON, person.name, frozenset({skill})) if skill else None
    return Enlisted(wish=wish, person=person)


def _wish(kind: Kind, name: str, skills: frozenset[str]) -> ResourceWish:
    return ResourceWish(kind=kind, name=name, skills=skills, hours=USUAL_HOURS)


def login_of(name: str, taken: set[str]) -> str:
    """A login from a name: its last word in small letters, with a number where somebody has it."""
    found = [part for part in parts(fold(name)) if part.isascii()]
    base = found[-1] if found else "person"
    tries = (base, *(f"{base}{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in tries if each not in taken)


def against_name(new: Beginning) -> Iterator[Reason]:
    """What is wrong with what the clinic is called."""
    if not new.name.strip():
        yield Reason("clinic-name-missing")


def against_manager(new: Beginning) -> Iterator[Reason]:
    """What is wrong with the manager's name and login."""
    if not new.manager.strip():
        yield Reason("manager-nameless")
    yield from against_login(new.login.strip())


def against_house(new: Beginning) -> Iterator[Reason]:
    """Names that two of the rooms, pumps and people have."""
    seen: set[str] = set()
    for each in house_of(new):
        name = each.wish.name if each.wish else each.person.name if each.person else ""
        if name.casefold() in seen:
            yield Reason("resource-name-taken", {"name": name})
        seen.add(name.casefold())
