"""What goes with the packets of a day: the slip that a patient takes round, the sheet between."""

from dataclasses import dataclass

from app.documents.values import ClinicDetails, PatientDetails


@dataclass(frozen=True, slots=True, kw_only=True)
class Station:
    """One place that the patient comes to, in the order of the visit."""

    time: str
    what: str
    where: str
    people: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSlip:
    """One visit on half a page: where the patient goes when, and what is to be collected."""

    patient: PatientDetails
    visit: str
    time: str
    language: str
    """In words, such as "Spanish"; empty for English."""
    stations: tuple[Station, ...]
    collect: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RoutingSlips:
    """The slips of a day."""

    clinic: ClinicDetails
    day: str
    printed: str
    slips: tuple[RoutingSlip, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Separator:
    """The sheet before a packet, so that a stack falls apart where one ends."""

    clinic: ClinicDetails
    day: str
    printed: str
    number: int
    of: int
    patient: PatientDetails
    visit: str
    time: str
    room: str
    pages: str
    """What follows, such as "12 pages"."""
