"""Small papers of a batch."""

from dataclasses import replace

from app.documents.batch_values import RoutingSlip, RoutingSlips, Separator, Station
from app.documents.values import PatientDetails
from tests.documents.schedule_samples import CLINIC, PRINTED

ANA = PatientDetails(name="Ana María Romero Gil", born="12 Mar 1988", chart="10001")
DAY = "Tuesday 24 November 2026"
STATIONS = (
    Station(time="9:00 AM – 9:20 AM", what="Arrival", where="Room 2", people="Rosa Ortiz"),
    Station(time="9:20 AM – 10:10 AM", what="Infusion", where="Room 2, Pump 1", people="Ira Moss"),
    Station(time="10:10 AM – 10:55 AM", what="Recovery", where="Room 2", people="Rosa Ortiz"),
)
COLLECT = ("Ketamine consent, to be signed", "Ride-home agreement, to be signed", "Add the ride")


def slip(number: int = 1, **changes: object) -> RoutingSlip:
    """A patient's slip with three stations."""
    facts: dict[str, object] = {
        "patient": replace(ANA, name=f"Ana {number} Romero Gil"),
        "visit": "IV ketamine infusion",
        "time": "9:00 AM – 11:10 AM",
        "language": "Spanish",
        "stations": STATIONS,
        "collect": COLLECT,
    }
    return RoutingSlip(**(facts | changes))  # pyright: ignore[reportArgumentType]


def slips(*every: RoutingSlip) -> RoutingSlips:
    """The slips of a day."""
    return RoutingSlips(clinic=CLINIC, day=DAY, printed=PRINTED, slips=every)


def separator(number: int = 3, **changes: object) -> Separator:
    """The sheet before the third packet of nine."""
    facts: dict[str, object] = {
        "clinic": CLINIC,
        "day": DAY,
        "printed": PRINTED,
        "number": number,
        "of": 9,
        "patient": ANA,
        "visit": "IV ketamine infusion",
        "time": "9:00 AM",
        "room": "Room 2",
        "pages": "12 pages",
    }
    return Separator(**(facts | changes))  # pyright: ignore[reportArgumentType]
