"""Wishes in Spanish: what is typed is brought into the English words that are read, and back."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.names import fold
from app.domain.typed_days import SPANISH_WEEKDAYS, WEEKDAYS

LETTERS = 3
"""A weekday is short for its first letters; "mar" is left to March."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The words that wishes are written with."""

    usual: str
    weekdays: tuple[str, ...]
    parts: Mapping[str, str]
    """Times of the day, by the English word."""
    not_before: str
    before: str
    after: str
    without: str
    to: str


TOLD: Mapping[str, Told] = {
    "en": Told(
        usual="usual",
        weekdays=tuple(day[:LETTERS] for day in WEEKDAYS),
        parts={"mornings": "mornings", "afternoons": "afternoons", "evenings": "evenings"},
        not_before="not before",
        before="before",
        after="after",
        without="not",
        to="to",
    ),
    "es": Told(
        usual="siempre",
        weekdays=("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
        parts={"mornings": "mañanas", "afternoons": "tardes", "evenings": "noches"},
        not_before="no antes de",
        before="antes de las",
        after="después de las",
        without="no",
        to="a",
    ),
}

_FILLERS = (
    "al con cualquier cuando de del doctor doctora dra el en favor la las los o para por que y"
)
QUIET_IN_SPANISH = frozenset(_FILLERS.split(" "))
"""Words that may stand between the others, unless somebody is called so."""

_PHRASES = (
    (r"(\d[\d:.]*) (?:de|por|en) la manana", r"\1am"),
    (r"(\d[\d:.]*) (?:de|por|en) la (?:tarde|noche)", r"\1pm"),
    (r"(?:(?:por|en|de) )?las? (manana|tarde|noche)s?", r"\1s"),
    (r"pasado manana", "2 days"),
    (r"entre semana", "mon-fri"),
    (r"(?:(?:el|los) )?(?:fin|fines) de semana", "sat-sun"),
    (r"(?:la )?(?:proxima semana|semana que viene|semana proxima)", "next week"),
    (r"(?:el )?(?:proximo mes|mes que viene|mes proximo)", "next month"),
    (r"no del? (\d+) al? (\d+)(?: de)?", r"not \1-\2"),
    (r"antes de(?:l| las?| el)?", "before"),
    (r"(?:despues|a partir) del|desde el", "from"),
    (r"(?:despues de|a partir de|desde)(?: las?)?", "after"),
    (r"hasta(?: las?| el)?", "until"),
    (r"entre(?: las?)?(?= \d)", "between"),
    (r"(?:no|sin|salvo|excepto) (?:el|los|las?)", "not"),
    (r"del?(?: las?)?(?= \d\S* al?(?: las?)? \d)", "from"),
    (r"(?<=\d )a las?", "to"),
    (r"y las?(?= \d)", "and"),
    (r"y(?= \d)", "and"),
    (r"a las?", "at"),
    (r"(?<=\S )al?(?= \S)", "to"),
)
_SAID = tuple((re.compile(rf"(?<!\S)(?:{said})(?!\S)"), meant) for said, meant in _PHRASES)
"""Several words that mean something together, and one of English; read from the first on."""

_WORDS: Mapping[str, str] = {
    "hoy": "today",
    "manana": "tomorrow",
    "mananas": "mornings",
    **dict.fromkeys(("tarde", "tardes"), "afternoons"),
    **dict.fromkeys(("noche", "noches"), "evenings"),
    **dict.fromkeys(("siempre", "habitual", "mismo", "misma"), "usual"),
    **dict.fromkeys(("sin", "salvo", "excepto"), "except"),
    **dict.fromkeys(("dia", "dias"), "days"),
    **dict.fromkeys(("sem", "semana", "semanas"), "weeks"),
    **dict.fromkeys(("mes", "meses"), "months"),
    **{
        said: day
        for name, day in zip(SPANISH_WEEKDAYS, WEEKDAYS, strict=True)
        for said in (name, f"{name}s", name[:LETTERS])
        if said != "mar"
    },
}
_WORD = re.compile(r"[^\W\d_]+")


def in_english(typed: str, is_name: Callable[[str], bool]) -> str:
    """Wishes with their Spanish words in English; a word that somebody is called by stays."""
    said = fold(typed)
    for phrase, meant in _SAID:
        said = phrase.sub(meant, said)
    return _WORD.sub(
        lambda word: word[0] if is_name(word[0]) else _WORDS.get(word[0], word[0]), said
    )
