"""The clinic itself: its name, place and clock."""

from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

DEMO_MORNING = time(9, 40)
"""The wall clock at which a demo clinic is opened, whenever that is: its day is then under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClinicDetails:
    """What a clinic is called, where it is, and which zone its wall clock keeps."""

    uuid: str
    name: str
    zone: str
    template: str = "kap"
    address: str = ""
    phone: str = ""
    after_hours_phone: str = ""
    demo_day: date | None = None
    """The day a demo clinic takes for today; None for a real clinic."""

    @property
    def time_zone(self) -> ZoneInfo:
        """The zone of the wall clock."""
        return ZoneInfo(self.zone)
