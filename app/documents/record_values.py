"""What a patient's complete record is made of."""

from dataclasses import dataclass

from app.documents.values import ClinicDetails, PatientDetails
from app.domain.attachments import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """One line of the index, and the pages that belong to it."""

    title: str
    when: str
    told: str
    """Whether and by whom it is signed, or what else became of it."""
    pdf: bytes = b""
    """The archived file whose pages are taken over; none for a scan."""
    first_page: int = 1
    pages: int = 0
    pictures: tuple[Picture, ...] = ()
    """The pages of a scan as they are shown."""

    @property
    def count(self) -> int:
        """Pages that it has in the record."""
        return len(self.pictures) if self.pictures else self.pages


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """A patient's complete record."""

    clinic: ClinicDetails
    patient: PatientDetails
    printed: str
    notice: str
    """What must go with records under 42 CFR Part 2."""
    parts: tuple[RecordPart, ...]
