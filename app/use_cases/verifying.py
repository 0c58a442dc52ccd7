"""Proving a whole clinic: the chain of its audit, its kept files, its database."""

from collections.abc import Iterator
from dataclasses import dataclass
from time import monotonic

from app.clinic import Clinic
from app.domain.access import Act
from app.domain.refusal import Reason, Trouble
from app.use_cases.archive import Watched, read_archive

SHOWN = 16
"""So many letters of an entry's hash stand on papers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """An entry of the audit as a paper names it: its number, and how its hash begins."""

    entries: int
    hash: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Proved:
    """What proving a clinic has found."""

    head: Head
    first_broken: int | None
    seconds: float
    """How long the chain took."""
    files: int
    faults: tuple[Reason, ...]

    @property
    def is_whole(self) -> bool:
        """Whether everything is as it was kept."""
        return not self.faults


def verify_clinic(
    clinic: Clinic, printed: Head | None = None, watched: Watched | None = None
) -> Proved:
    """Prove every entry of the audit, every kept file and the database, by any login.

    `printed` is what a paper says: the chain must still have that entry.
    """
    with clinic.reading(Act.VERIFY_CLINIC) as unit:
        begun = monotonic()
        broken = unit.audit.first_broken()
        seconds = monotonic() - begun
        count, head = unit.audit.head()
        kept = read_archive(clinic, unit, watched)
        faults = [Reason("audit-broken", {"entry": broken})] if broken is not None else []
        if printed is not None and not unit.audit.has(printed.entries, printed.hash):
            faults.append(Reason("audit-head-unknown", {"entry": printed.entries}))
        faults += [*_of_database(clinic), *kept.faults]
        unit.note(entries=count, broken=broken, files=kept.files, faults=len(faults))
    return Proved(
        head=Head(entries=count, hash=head[:SHOWN]),
        first_broken=broken,
        seconds=seconds,
        files=kept.files,
        faults=tuple(faults),
    )


def _of_database(clinic: Clinic) -> Iterator[Reason]:
    try:
        clinic.database.check()
    except Trouble as trouble:
        yield trouble.reason
