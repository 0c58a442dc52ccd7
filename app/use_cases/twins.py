"""Who may have been entered already: while somebody is typed, and as a list to work through."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations
from typing import TypeVar

from rapidfuzz import fuzz

from app.clinic import Clinic, new_token
from app.domain.access import Act
from app.domain.merges import Pair, ToldApart, pair_of
from app.domain.names import names_of
from app.domain.patients import Patient, Phone
from app.domain.refusal import Reason, Refused, refuse
from app.domain.twins import NEVER, alike, likely
from app.storage.twins import ALIKE, Born
from app.storage.unit import Unit
from app.use_cases.affected import asked_before
from app.use_cases.phones import dialled

MOST = 3
"""So many are shown beside what is being typed."""
CANDIDATES = 40
"""So many are looked at closely."""
LISTED = 50
AT_ONCE = 20_000
"""So many patients are read at a time while duplicates are looked for."""
IN_ALL = 100_000
"""So many are looked at, before whoever asks has to look on from there."""
CROWD = 60
"""A word that more people of one birth date have tells none of them apart."""
HOUSEHOLD = 12
"""A telephone that more patients have is an institution's."""
BIRTH, PHONE = "birth", "phone"
"""By what duplicates are looked for: first the one, then the other."""

TOGETHER = 50
"""So many birth dates or telephones are looked at together."""

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True, kw_only=True)
class LookAlike:
    """Somebody who may be the person that is being entered, and by what."""

    patient: Patient
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicate:
    """Two charts that may be of one person, and by what."""

    one: Patient
    other: Patient
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duplicates:
    """The first likely duplicates, and the mark from which to look on; empty at the end."""

    pairs: tuple[Duplicate, ...]
    on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A part of the search for duplicates: the pairs to be looked at, and how far it leads."""

    pairs: frozenset[Pair]
    looked_at: int
    mark: str


def look_alikes(clinic: Clinic, wanted: Patient, most: int = MOST) -> tuple[LookAlike, ...]:
    """Whom the clinic knows that may be this person, the likeliest first; it forbids nothing."""
    typed = replace(wanted, phones=tuple(_dialled(wanted.phones)))
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        found = _alike(unit, typed, {*_called(unit, typed), *_reached(unit, typed)})
    found.sort(key=lambda each: (-len(each.reasons), each.patient.id))
    return tuple(found[:most])


def _dialled(phones: Iterable[Phone]) -> Iterator[Phone]:
    """The telephones that can be read by now."""
    for phone in phones:
        try:
            number = dialled(phone.number)
        except Refused:  # it is still being typed
            continue
        if number:
            yield Phone(number=number)


def _called(unit: Unit, typed: Patient) -> tuple[int, ...]:
    """Who has this birth date and much such a name."""
    names = names_of(typed).strip()
    if typed.born == NEVER or not names:
        return ()
    return unit.twins.born_on(typed.born, names, CANDIDATES)


def _reached(unit: Unit, typed: Patient) -> tuple[int, ...]:
    """Who has one of these telephones."""
    numbers = [phone.number.lstrip("+")[::-1] for phone in typed.phones]
    return unit.twins.reached_at(numbers, CANDIDATES) if numbers else ()


def _alike(unit: Unit, typed: Patient, ids: Iterable[int]) -> list[LookAlike]:
    """Those who are alike, each as whoever stands for them."""
    alone = unit.patients.alone(ids)
    stands = unit.patients.many(alone)
    apart = unit.twins.told_apart([typed.id]) if typed.id else frozenset[Pair]()
    found: dict[int, LookAlike] = {}
    for number, patient in sorted(alone.items()):
        reasons, who = tuple(alike(typed, patient)), stands[number]
        known = found.get(who.id)
        if pair_of(typed.id, who.id) in apart:
            continue
        if who.id != typed.id and len(reasons) > (len(known.reasons) if known else 0):
            found[who.id] = LookAlike(patient=who, reasons=reasons)
    return list(found.values())


def duplicates(clinic: Clinic, *, on: str = "", limit: int = LISTED) -> Duplicates:
    """Charts that may be of one person: by birth date, then by telephone, from a mark on."""
    found: dict[Pair, Duplicate] = {}
    looked_at, mark = 0, ""
    with clinic.reading(Act.FIND_PATIENTS) as unit:
        for step in _steps(unit, on):
            if step.pairs:
                found |= _likely(unit, step)
            looked_at, mark = looked_at + step.looked_at, step.mark
            if len(found) >= limit or looked_at >= IN_ALL:
                break
        else:
            mark = ""
    return Duplicates(pairs=tuple(found.values()), on=mark)


def _steps(unit: Unit, on: str) -> Iterator[Step]:
    """Birth date by birth date, then telephone by telephone."""
    by, _, after = on.partition(":")
    if by != PHONE:
        day = date.fromisoformat(after) if after else date.min
        while batch := unit.twins.by_birth(day, AT_ONCE):
            for some in _some(batch):
                day = some[-1][0].born
                pairs = frozenset(pair for group in some for pair in _paired(group))
                looked_at, mark = sum(map(len, some)), f"{BIRTH}:{day.isoformat()}"
                yield Step(pairs=pairs, looked_at=looked_at, mark=mark)
        after = ""
    while shared := unit.twins.sharing(after, AT_ONCE):
        for some in _some(shared):
            after = some[-1][0]
            homes = [sorted(who) for _, who in some if len(who) <= HOUSEHOLD]
            pairs = frozenset(pair for who in homes for pair in combinations(who, 2))
            yield Step(pairs=pairs, looked_at=len(some), mark=f"{PHONE}:{after}")


def _some(groups: Sequence[Group]) -> Iterator[Sequence[Group]]:
    """A few groups at a time: whoever is in them is read at once."""
    return (groups[first : first + TOGETHER] for first in range(0, len(groups), TOGETHER))


def _paired(group: Sequence[Born]) -> Iterator[Pair]:
    """Those of one birth date who share a word of their names and are called much alike."""
    bearers: defaultdict[str, list[Born]] = defaultdict(list)
    for each in group:
        for word in each.names.split():
            bearers[word].append(each)
    for several in bearers.values():
        if len(several) <= CROWD:
            for one, other in combinations(sorted(several, key=lambda each: each.id), 2):
                if fuzz.token_set_ratio(one.names, other.names) >= ALIKE:
                    yield one.id, other.id


def _likely(unit: Unit, step: Step) -> dict[Pair, Duplicate]:
    """The pairs that are likely one person, each as whoever stands for them.

    Who has one telephone and one birth date as well was listed by the birth date.
    """
    asked = sorted(step.pairs)
    alone = unit.patients.alone({number for pair in asked for number in pair})
    stands = unit.patients.many(alone)
    apart = unit.twins.told_apart(alone)
    found: dict[Pair, Duplicate] = {}
    for one, other in asked:
        who, them = sorted((stands[one], stands[other]), key=lambda each: each.id)
        is_one = who.id == them.id or (who.id, them.id) in apart
        if not is_one and likely(alone[one], alone[other]):
            reasons = tuple(alike(alone[one], alone[other]))
            if step.mark.startswith(PHONE) and len(reasons) > 1:
                continue
            found[who.id, them.id] = Duplicate(one=who, other=them, reasons=reasons)
    return found


def tell_apart(clinic: Clinic, one: int, other: int, *, token: str = "") -> str:
    """Keep of two charts that they are of two people; gives the mark by which it is taken back."""
    token = token or new_token()
    with clinic.writing(Act.TELL_APART, token=token) as unit:
        first, second = pair_of(*(unit.merges.kin.survivor(each) for each in (one, other)))
        unit.note(patient=one, other=other)
        if asked_before(unit, token):
            return token
        if first == second:
            raise refuse("merge-same")
        if (first, second) in unit.twins.told_apart([first]):
            raise refuse("told-apart-already")
        said = ToldApart(one=first, other=second, at=clinic.now(), by=clinic.person.login)
        unit.twins.tell(said)
    return token
