"""How alike two patients are: whether they may be one person who was entered twice.

Names are compared without accents and case, in any order of their words, so that two surnames,
a swapped given and family name, a name by which somebody goes and a slip of the finger are seen.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import product

from rapidfuzz.distance import OSA

from app.domain.names import fold, parts, sound
from app.domain.patients import Patient
from app.domain.refusal import Reason

SLIP = 4
"""Words of fewer letters are others when a letter differs: Ana and Ada, and not Jon and John."""
LONG = 8
"""In words of so many letters two slips are seen as slips."""
MOST = 8
"""So many words of a name are looked at."""
APOSTROPHES: Mapping[int, str] = dict.fromkeys((0x27, 0x60, 0xB4, 0x2018, 0x2019, 0x2BB, 0x2BC), "")
"""O’Brien is typed as Obrien."""
DOUBLED = re.compile(r"(.)\1+")
"""Anna is typed as Ana."""

NEVER = date.max
"""The birth date of somebody whose birth date is not known yet; nobody else has it."""

Words = tuple[str, ...]


def words_of(text: str) -> Words:
    """The words of a name, folded: a name with a mark is two words."""
    return tuple(parts(fold(text).translate(APOSTROPHES))[:MOST])


def names_of(patient: Patient) -> tuple[Words, ...]:
    """A patient's name as words, and the same with the name that they go by."""
    full = words_of(f"{patient.given} {patient.family}")
    if not patient.preferred:
        return (full,)
    return full, words_of(f"{patient.preferred} {patient.family}")


def same_word(one: str, other: str) -> bool:
    """Whether two words of a name may be one word: equal, an initial, or a slip apart."""
    if one == other:
        return True
    if one[0] == other[0] and DOUBLED.sub(r"\1", one) == DOUBLED.sub(r"\1", other):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) == 1:
        return long.startswith(short)
    if len(short) < SLIP:
        return len(one) != len(other) and sound(one) == sound(other)
    slips = 2 if len(short) >= LONG else 1
    return OSA.distance(one, other, score_cutoff=slips) <= slips


def same_name(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether every word of the shorter name is a word of the longer one."""
    short, long = sorted((one, other), key=len)
    return bool(short) and _placed(short, list(long))


def _placed(short: Sequence[str], long: list[str]) -> bool:
    """Whether each word finds one of its own; a word that is equal is tried first."""
    if not short:
        return True
    word, rest = short[0], short[1:]
    found = sorted({each for each in long if same_word(word, each)}, key=lambda each: each != word)
    for each in found:
        left = list(long)
        left.remove(each)
        if _placed(rest, left):
            return True
    return False


def similar(one: Patient, other: Patient) -> bool:
    """Whether two patients may go by one name."""
    return any(same_name(*pair) for pair in product(names_of(one), names_of(other)))


def numbers_of(patient: Patient) -> frozenset[str]:
    """Every telephone number of a patient."""
    return frozenset(phone.number for phone in patient.phones if phone.number)


def alike(one: Patient, other: Patient) -> Iterator[Reason]:
    """Say by what two patients may be one person; nothing when nothing speaks for it."""
    if one.born == other.born != NEVER and similar(one, other):
        equal = sorted(names_of(one)[0]) == sorted(names_of(other)[0])
        yield Reason("twin-birth-and-name" if equal else "twin-birth-and-similar-name")
    if not numbers_of(one).isdisjoint(numbers_of(other)):
        yield Reason("twin-phone")


def likely(one: Patient, other: Patient) -> bool:
    """Whether a list of duplicates names them: a shared telephone alone is a household."""
    codes = {reason.code for reason in alike(one, other)}
    return bool(codes - {"twin-phone"}) or ("twin-phone" in codes and similar(one, other))
