"""How easy a Spanish text is to read."""

import re

from app.domain import reading

EASIEST_OF_SCHOOL = 60.0
"""The least a text of the 7th or 8th school year scores by the author's table; higher is easier."""

_GROUP = re.compile(r"[aeiouáéíóúü]+")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_FINAL_Y = re.compile(r"y\b")
_STRONG = "aeoáéóíú"
_DIGITS = re.compile(r"\d")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_LONGEST_INITIALISM = 5


def ease(text: str) -> float:
    """The ease of Fernández Huerta, about 0 to 100; 0 for a text without words.

    206.84 - 60 x syllables per word - 1.02 x words per sentence, from J. Fernández Huerta, "Medidas
    sencillas de lecturabilidad", Consigna 214, 1959; 60 to 70 is the 7th or 8th school year.
    """
    found = reading.words(text)
    if not found:
        return 0.0
    per_word = sum(reading.weight(word, syllables) for word in found) / len(found)
    return 206.84 - 60 * per_word - 1.02 * reading.words_per_sentence(text)


def syllables(word: str) -> int:
    """The syllables of a Spanish word; a digit, or a letter of an initialism, counts as one."""
    return sum(map(_of_part, _PARTS.findall(word)))


def _of_part(part: str) -> int:
    if _DIGITS.match(part) or (part.isupper() and 1 < len(part) <= _LONGEST_INITIALISM):
        return len(part)
    spoken = _FINAL_Y.sub("i", _SILENT_U.sub("", part.lower()))
    return max(1, sum(map(_of_group, _GROUP.findall(spoken))))


def _of_group(vowels: str) -> int:
    """Strong vowels are syllables of their own; a weak one without an accent joins them."""
    return max(1, sum(vowel in _STRONG for vowel in vowels))
