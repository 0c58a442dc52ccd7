"""Patients, and how people look for them."""

import unicodedata
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Patient:
    """One patient as the desk knows them; names are kept as typed and never taken apart."""

    id: int = 0
    """Number in the store, 0 before it is kept."""
    chart: str = ""
    """Chart number, given by the clinic."""
    given: str
    family: str = ""
    """Family name or names; empty for somebody with a single name."""
    preferred: str = ""
    pronouns: str = ""
    born: date
    phone: str = ""
    """E.164, empty when unknown."""
    language: str = "en"
    """Language of the papers and of what is read back on the phone."""
    alert: str = ""

    @property
    def listed(self) -> str:
        """The name as lists show it: family name first."""
        return f"{self.family}, {self.given}" if self.family else self.given

    @property
    def full(self) -> str:
        """The name as papers show it."""
        return f"{self.given} {self.family}".strip()

    def age_on(self, day: date) -> int:
        """Whole years of age on a day."""
        before = (day.month, day.day) < (self.born.month, self.born.day)
        return day.year - self.born.year - before


LETTERS_WITHOUT_MARKS = str.maketrans({"đ": "d", "ł": "l", "ø": "o", "ı": "i", "ß": "ss"})


def fold(text: str) -> str:
    """The text as search compares it: no accents, no case, one space between words."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return " ".join(plain.translate(LETTERS_WITHOUT_MARKS).split())
