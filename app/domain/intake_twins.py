"""People of a table who may be there twice, or at the clinic already."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.intake_rows import Candidate
from app.domain.names import names_of
from app.domain.patients import Patient
from app.domain.refusal import Reason
from app.domain.twins import similar

CROWD = 100
"""Of more people with one date of birth, which is then none, only equal names are one person."""


class Alike(StrEnum):
    """What two records have in common."""

    CHART = "chart"
    """One chart number: only one of them can be kept."""
    PERSON = "person"
    """A date of birth and a name that may be one."""
    PHONE = "phone"
    """A telephone number only, as families have."""


@dataclass(frozen=True, slots=True)
class Twin:
    """A row whose person may be another one as well."""

    row: int
    alike: Alike
    reason: Reason


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody of whom it is known who they are: a patient of the clinic, or an earlier row."""

    patient: Patient
    names: str
    row: int = 0

    @staticmethod
    def of(candidate: Candidate) -> "Known":
        """The person of a row."""
        return Known(candidate.patient, names_of(candidate.patient), candidate.row)


def twins(candidates: Sequence[Candidate], at_clinic: Iterable[Known]) -> Iterator[Twin]:
    """Everybody of a table who may be somebody at the clinic, or of an earlier row."""
    charts, births, phones = _indexed(at_clinic)
    for candidate in candidates:
        mine = Known.of(candidate)
        found = _twin(mine, charts, births, phones)
        if found is not None:
            alike, other = found
            yield Twin(candidate.row, alike, _reason(alike, mine, other))
        _put(mine, charts, births, phones)


Charts = dict[str, Known]
Births = defaultdict[date, list[Known]]
Phones = dict[str, Known]


def _indexed(people: Iterable[Known]) -> tuple[Charts, Births, Phones]:
    charts, births, phones = Charts(), Births(list), Phones()
    for each in people:
        _put(each, charts, births, phones)
    return charts, births, phones


def _put(known: Known, charts: Charts, births: Births, phones: Phones) -> None:
    if known.patient.chart:
        charts.setdefault(known.patient.chart, known)
    births[known.patient.born].append(known)
    for phone in known.patient.phones:
        phones.setdefault(phone.number, known)


def _twin(
    mine: Known, charts: Mapping[str, Known], births: Births, phones: Mapping[str, Known]
) -> tuple[Alike, Known] | None:
    if mine.patient.chart in charts:
        return Alike.CHART, charts[mine.patient.chart]
    same_day = births.get(mine.patient.born, [])
    is_crowd = len(same_day) > CROWD
    for other in same_day:
        if other.names == mine.names or (not is_crowd and similar(mine.patient, other.patient)):
            return Alike.PERSON, other
    for phone in mine.patient.phones:
        if phone.number in phones:
            return Alike.PHONE, phones[phone.number]
    return None


CODES: Mapping[tuple[Alike, bool], str] = {
    (Alike.CHART, True): "import-twin-chart",
    (Alike.CHART, False): "import-twin-chart-row",
    (Alike.PERSON, True): "import-twin-person",
    (Alike.PERSON, False): "import-twin-person-row",
    (Alike.PHONE, True): "import-twin-phone",
    (Alike.PHONE, False): "import-twin-phone-row",
}
"""What is said of them, by whether the other one is at the clinic."""


def _reason(alike: Alike, mine: Known, other: Known) -> Reason:
    facts = {
        "row": mine.row,
        "name": mine.patient.listed,
        "born": mine.patient.born,
        "other": other.patient.listed,
        "chart": other.patient.chart or mine.patient.chart,
        "first": other.row,
    }
    return Reason(CODES[alike, not other.row], facts)
