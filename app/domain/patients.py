"""Patients as the desk knows them."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Phone:
    """A telephone number of a patient, and what may be done with it."""

    number: str
    """E.164."""
    label: str = ""
    """Whose or which it is, like mobile or mother."""
    message: bool = False
    """Whether a message may be left there."""
    text: bool = False
    """Whether text messages may be sent there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to call when something happens to the patient."""

    name: str
    relation: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who may sign and decide for the patient, by what authority, and how that was shown."""

    name: str
    authority: str = ""
    proof: str = ""
    phone: str = ""


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
    sort_as: str = ""
    """What lists sort by in place of the family name, when that is not what they should."""
    born: date
    phones: tuple[Phone, ...] = ()
    email: str = ""
    address: str = ""
    language: str = "en"
    """Language of the papers and of what is read back on the phone."""
    large_print: bool = False
    interpreter: str = ""
    """The language, or whatever else an interpreter is needed for."""
    emergency: Contact | None = None
    representative: Representative | None = None
    alert: str = ""
    notes: str = ""
    part2: bool = False
    """Whether 42 CFR Part 2 protects the whole record: set by a clinician."""
    version: int = 1
    """Counts the changes, so that nobody overwrites what somebody else has changed meanwhile."""

    @property
    def phone(self) -> str:
        """The number to call first; empty when none is known."""
        return self.phones[0].number if self.phones else ""

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


def reached_at(number: str) -> tuple[Phone, ...]:
    """The telephones of somebody with this one number; none when it is empty."""
    return (Phone(number=number),) if number.strip() else ()
