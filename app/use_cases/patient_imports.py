"""Patients come in from another program's table: tried first, then all at once, or nobody."""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app import exchange
from app.clinic import Clinic, new_token
from app.domain import intake, intake_twins
from app.domain.access import Act
from app.domain.batches import Batch, BatchState
from app.domain.birth_dates import Order
from app.domain.intake import Field, Mapped
from app.domain.intake_rows import Candidate, Way, read_lines
from app.domain.intake_twins import Alike, Known, Twin
from app.domain.names import names_of
from app.domain.refusal import Reason, refuse, refuse_if
from app.domain.tables import Table
from app.storage.unit import Unit
from app.use_cases.phones import dialled

AT_ONCE = 100
"""Patients kept in one transaction: nobody else waits longer than that takes."""

Progress = Callable[[int, int], None]
"""Hears how many of how many are done."""
Stop = Callable[[], bool]
"""Whether somebody has asked to stop."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A table, and what its columns are taken for until somebody says otherwise."""

    table: Table
    mapped: Mapped
    remembered: bool
    """Whether a table with these headings was read so before."""
    file: str
    """Which file it was, in the audit: its words stay out of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What importing a table would do."""

    reading: Reading
    candidates: tuple[Candidate, ...]
    faults: tuple[Reason, ...]
    """Why rows are left out."""
    twins: tuple[Twin, ...]
    """Rows whose people may be there already."""

    @property
    def notices(self) -> tuple[Reason, ...]:
        """What is kept in another place than its own."""
        return tuple(notice for each in self.candidates for notice in each.notices)

    def people(self, *, alike_too: bool) -> tuple[Candidate, ...]:
        """Whom an import takes: nobody twice, and whoever is only alike when that is wanted."""
        out = {Alike.CHART} if alike_too else {Alike.CHART, Alike.PERSON}
        left = {twin.row for twin in self.twins if twin.alike in out}
        return tuple(each for each in self.candidates if each.row not in left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, and the mark by which it is taken back."""

    added: int
    left_out: int
    act: str


def read_patients(clinic: Clinic, content: bytes, sheet: str = "") -> Reading:
    """A file as a table, with what its columns are: as remembered, or else as guessed."""
    table = exchange.read_table(content, sheet)
    with clinic.reading(Act.STAGE_PATIENTS) as unit:
        told = unit.imports.mapping(_key(table))
    mapped = tuple(map(Field, told)) if told else intake.guessed(table, clinic.today())
    file = hashlib.sha256(content).hexdigest()[:16]
    return Reading(table=table, mapped=mapped, remembered=bool(told), file=file)


def _key(table: Table) -> str:
    """The headings of a table, in their order, as one text."""
    return json.dumps([intake.heading_key(heading) for heading in table.headings])


def try_patients(
    clinic: Clinic, reading: Reading, mapped: Mapped, order: Order | None = None
) -> Trial:
    """What an import would do: every fault by its row, and everybody who may be there already.

    Refused when the columns make no record, or when the dates could be read in two ways and
    nobody has said in which.
    """
    table = reading.table
    refuse_if(intake.against_mapping(mapped, table.headings))
    unclear = intake.unclear_date(table, mapped)
    if unclear and order is None:
        raise refuse("import-dates-unclear", text=unclear)
    way = Way(
        mapped=mapped,
        headings=table.headings,
        order=order or intake.order_of(table, mapped),
        today=clinic.today(),
        dial=dialled,
    )
    found = read_lines(table, way)
    with clinic.reading(Act.IMPORT_PATIENTS) as unit:
        people = [each.patient for each in found.candidates]
        at_clinic = [Known(each, names_of(each)) for each in unit.imports.known(people)]
        twins = tuple(intake_twins.twins(found.candidates, at_clinic))
        unit.note(
            file=reading.file,
            tried=True,
            rows=len(table.lines),
            faults=len(found.faults),
            twins=len(twins),
        )
    return Trial(
        reading=replace(reading, mapped=mapped),
        candidates=found.candidates,
        faults=found.faults,
        twins=twins,
    )


def import_patients(
    clinic: Clinic,
    trial: Trial,
    *,
    alike_too: bool = False,
    progress: Progress = lambda _done, _whole: None,
    stop: Stop = lambda: False,
    token: str = "",
) -> Imported:
    """Keep everybody whom a trial found, or nobody.

    They are kept in small transactions, unseen, and seen all at once at the end; an import that
    is stopped, or broken off at any moment, leaves nobody.
    """
    clear_imports(clinic)
    people = trial.people(alike_too=alike_too)
    if not people:
        raise refuse("import-nobody")
    batch = _begin(clinic, token or new_token())
    try:
        batch = _staged(clinic, batch, people, progress, stop)
        _show(clinic, batch, trial, len(people))
    except BaseException:  # also a person's Ctrl-C: nobody is left half taken in
        _give_up(clinic, batch)
        clear_imports(clinic)
        raise
    left_out = len(trial.reading.table.lines) - len(people)
    return Imported(added=len(people), left_out=left_out, act=batch.token)


def _begin(clinic: Clinic, token: str) -> Batch:
    with clinic.writing(Act.STAGE_PATIENTS) as unit:
        return unit.imports.begin(Batch(token=token, by=clinic.person.login, at=clinic.now()))


def _staged(
    clinic: Clinic, batch: Batch, people: Sequence[Candidate], progress: Progress, stop: Stop
) -> Batch:
    """The batch with everybody in it; who brings a chart number goes first, so that it is free."""
    whole = sorted((each.patient for each in people), key=lambda patient: not patient.chart)
    for start in range(0, len(whole), AT_ONCE):
        if stop():
            raise refuse("import-stopped")
        some = whole[start : start + AT_ONCE]
        with clinic.writing(Act.STAGE_PATIENTS) as unit:
            _still(unit, batch)
            taken = unit.imports.taken_charts(some)
            if taken:
                raise refuse("import-chart-taken", chart=min(taken))
            batch = replace(unit.imports.stage(batch, some), at=clinic.now())
            unit.imports.keep(batch)
        progress(start + len(some), len(whole))
    return batch


def _still(unit: Unit, batch: Batch) -> None:
    """Refuse to go on with a batch that somebody has given up meanwhile."""
    now = unit.imports.batch(batch.id)
    if now is None or now.state is not BatchState.STAGING:
        raise refuse("import-given-up")


def _show(clinic: Clinic, batch: Batch, trial: Trial, added: int) -> None:
    """The one short transaction after which everybody is seen."""
    reading = trial.reading
    with clinic.writing(Act.IMPORT_PATIENTS, token=batch.token) as unit:
        _still(unit, batch)
        unit.imports.keep(replace(batch, state=BatchState.DONE, at=clinic.now()))
        unit.imports.keep_mapping(_key(reading.table), reading.mapped)
        left_out = len(reading.table.lines) - added
        unit.note(file=reading.file, batch=batch.id, added=added, left_out=left_out)


def _give_up(clinic: Clinic, batch: Batch) -> None:
    with clinic.writing(Act.STAGE_PATIENTS) as unit:
        now = unit.imports.batch(batch.id)
        if now is not None and now.state is BatchState.STAGING:
            unit.imports.keep(replace(now, state=BatchState.GIVEN_UP))


def clear_imports(clinic: Clinic) -> None:
    """Take away for good what stopped, broken-off and taken-back imports have left unseen."""
    with clinic.reading(Act.STAGE_PATIENTS) as unit:
        unfinished = unit.imports.unfinished()
    for batch in unfinished:
        if batch.is_under_way(clinic.now()):
            raise refuse("import-under-way", who=batch.by)
        _give_up(clinic, batch)
        _empty(clinic, batch)


def _empty(clinic: Clinic, batch: Batch) -> None:
    after = 0
    while True:
        with clinic.writing(Act.STAGE_PATIENTS) as unit:
            some = unit.imports.members(batch, after, AT_ONCE)
            if not some:
                unit.imports.keep(replace(batch, state=BatchState.EMPTIED))
                return
            unit.imports.empty(some)
        after = some[-1].id
