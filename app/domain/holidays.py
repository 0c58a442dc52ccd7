"""The public holidays of a country or of one of its parts, which a clinic may keep or not."""

from dataclasses import dataclass
from datetime import date

from app.domain.refusal import refuse
from app.domain.time import YEARS

LANGUAGE = "en_US"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holiday:
    """A public holiday on its day of one year."""

    day: date
    name: str


def holidays_of(region: str, year: int) -> tuple[Holiday, ...]:
    """The holidays of a year by day; a region is like US or US-CO."""
    if year not in YEARS:
        raise refuse("year-unreadable", year=year)
    import holidays  # noqa: PLC0415 -- slow import

    country, part = read_region(region)
    known = holidays.country_holidays(country, subdiv=part or None)
    spoken = LANGUAGE if LANGUAGE in known.supported_languages else None
    found = holidays.country_holidays(country, subdiv=part or None, years=year, language=spoken)
    return tuple(Holiday(day=day, name=name) for day, name in sorted(found.items()))


def read_region(typed: str) -> tuple[str, str]:
    """The country and the part of a region's code; an unknown one is refused."""
    import holidays  # noqa: PLC0415 -- slow import

    country, _, part = typed.strip().upper().partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (part and part not in known[country]):
        parts = tuple(known.get(country, ()))
        raise refuse("region-unknown", region=typed.strip(), known=parts or ("US", "US-CO"))
    return country, part
