"""One transaction: every repository on one connection."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from app.storage.archive import Archive
from app.storage.archive_rows import ArchiveRows
from app.storage.audit import Audit
from app.storage.backup_plan import Backups
from app.storage.closures import Closures
from app.storage.courses import Courses
from app.storage.drafts import Drafts
from app.storage.edition import Edition, House
from app.storage.everything import Everything
from app.storage.forms import Forms
from app.storage.imports import Imports
from app.storage.journal import Journal
from app.storage.judged import Judgements
from app.storage.letters import Letters
from app.storage.merges import Merges
from app.storage.packets import Packets
from app.storage.paper_steps import PaperSteps
from app.storage.patients import Patients
from app.storage.recalls import Recalls
from app.storage.records import Records
from app.storage.reports import Reports
from app.storage.resources import Resources
from app.storage.safety import Safekeeping
from app.storage.scheduling import Scheduling
from app.storage.seen import Seen
from app.storage.settings import Settings
from app.storage.shelf import Shelf
from app.storage.staff import Staff
from app.storage.twins import Twins
from app.storage.visit_types import VisitTypes
from app.storage.waiting import Waiting


class Unit:
    """The clinic's data inside one transaction, and what the act notes for the audit."""

    def __init__(
        self,
        connection: Connection,
        archive: Archive | ArchiveRows,
        house: House,
        audit_key: bytes = b"",
    ) -> None:
        journal, edition = Journal(), Edition(connection)
        self.connection = connection
        """For moving whole tables, and nothing else."""
        self.touched: set[int] = set()
        """The patients about whom something was filed, whose visits are judged again for it."""
        merges = Merges(connection, journal, edition, house, self.touched)
        resources = Resources(connection, journal, edition, house, merges)
        self.merges = merges
        self.settings = Settings(connection, edition, journal)
        self.forms = Forms(connection, edition, journal)
        self.patients = Patients(connection, merges, self.touched)
        self.twins = Twins(connection, journal, merges)
        self.imports = Imports(connection)
        self.staff = Staff(connection, resources)
        self.safety = Safekeeping(connection)
        self.scheduling = Scheduling(connection, resources, self.settings, journal, merges)
        self.courses = Courses(connection, merges)
        self.closures = Closures(connection, journal)
        self.types = VisitTypes(connection, journal, edition)
        self.shelf = Shelf(connection)
        self.waiting = Waiting(connection, merges)
        self.recalls = Recalls(connection, merges)
        self.drafts = Drafts(connection)
        self.resources = resources
        self.records = Records(connection, journal, edition, merges, self.touched)
        self.letters = Letters(connection, merges)
        self.reports = Reports(connection, merges)
        self.packets = Packets(connection, merges, self.touched)
        self.steps = PaperSteps(connection, merges)
        self.judged = Judgements(connection)
        self.backups = Backups(connection)
        self.everything = Everything(connection)
        self.archive = archive
        self.audit = Audit(connection, audit_key)
        self.noted: dict[str, Any] = {}
        self.noted_each: list[dict[str, Any]] | None = None
        self.seen = Seen()
        """What use cases have found, by what it was found from."""

    def note(self, **facts: object) -> None:
        """Note what the act is about, for its audit row: codes and numbers, no names."""
        self.noted.update(self._resolved(facts))

    def note_each(self, every: Iterable[Mapping[str, object]]) -> None:
        """Note what a look at several patients is about: the audit has a row for each of these."""
        self.noted_each = [self._resolved(facts) for facts in every]

    def _resolved(self, facts: Mapping[str, object]) -> dict[str, object]:
        """The facts about the patient who stands."""
        patient = facts.get("patient")
        stands = self.merges.kin.survivor(patient) if isinstance(patient, int) else patient
        return {**facts, "patient": stands} if "patient" in facts else dict(facts)
