"""Names as they are looked for: folded, in words, by their sound."""

import re
import unicodedata
from collections.abc import Sequence

from app.domain.patients import Patient

LETTERS_WITHOUT_MARKS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss"})
PART = re.compile(r"[^\W_]+")

LEAST_INSIDE = 3
"""Fewer letters from the middle of a name tell nobody apart."""
MOST_LETTERS = 400
"""More of a name is not looked at: an entry of an index has its limits."""

SOUNDS = (
    (r"^(?:gh|g|k|p)(?=n)", ""),
    (r"^wr", "r"),
    (r"^(?:j|ll|g(?=[eiy])|x(?=[ei]))", "y"),
    (r"^x|^ts", "s"),
    (r"gh(?=t)|(?<=m)p(?=[st])", ""),
    (r"sch|sh|ch|cz|tch", "x"),
    (r"ph|v|w", "f"),
    (r"dg|gh|gu|g(?=[eiy])", "g"),
    (r"c(?=[eiy])|z", "s"),
    (r"ck|c|q", "k"),
    (r"x", "s"),
    (r"d(?=t)|h", ""),
    (r"(?<=.)[aeiouy]", ""),
    (r"^[aeiouy]", "a"),
    (r"(.)\1+", r"\1"),
)
"""What sounds much alike in English and Spanish, in the order in which it is written alike."""


def fold(text: str) -> str:
    """The text as search compares it: no accents, no case, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.translate(LETTERS_WITHOUT_MARKS).split())


def parts(text: str) -> list[str]:
    """The words of a folded text, taken apart at every mark."""
    return PART.findall(text)


def begins_each(words: Sequence[str], asked: Sequence[str]) -> bool:
    """Whether each beginning that is asked for begins one of the words."""
    return all(any(word.startswith(each) for word in words) for each in asked)


def names_of(patient: Patient) -> str:
    """Every word a patient is found by, the name that lists sort by first."""
    first = (patient.sort_as, patient.family) if patient.sort_as else (patient.family,)
    return names_in(*first, patient.given, patient.preferred)


def names_in(*names: str) -> str:
    """Every folded word of these names in their order, each once, with a space around each.

    A name with a mark in it, like O'Brien or Núñez-de, is there as one word and in its parts.
    """
    folded = fold(" ".join(names)[:MOST_LETTERS]).split()
    joined = ("".join(parts(name)) for name in folded)
    apart = (part for name in folded for part in parts(name))
    found = dict.fromkeys([*joined, *apart])
    return f" {' '.join(word for word in found if word)} "


def sound(word: str) -> str:
    """How a folded word sounds, much alike for Smith, Smyth and Schmidt."""
    for written, heard in SOUNDS:
        word = re.sub(written, heard, word)
    return word


def insides(word: str) -> list[str]:
    """The word without its first letter, its first two, and so on: to be found by its inside."""
    return [word[start:] for start in range(1, len(word) - LEAST_INSIDE + 1)]
