"""What the paper of a report is made of."""

from dataclasses import dataclass

from app.documents.values import ClinicDetails
from app.domain.pictures import Picture


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportSheet:
    """A report for paper: one page with its picture, in black and white."""

    clinic: ClinicDetails
    title: str
    """What the report is called; its finding is the picture's title."""
    picture: Picture
    printed: str
    language: str = "en"
    warning: str = ""
    """What is to become of the sheet when it names patients."""
    notice: str = ""
    """What must go with records that are protected; nothing for most."""
