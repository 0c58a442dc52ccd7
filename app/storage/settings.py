"""What a clinic decided about itself, as rows."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, fields
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.clinics import ClinicDetails, Letterhead
from app.domain.courses import CourseTemplate
from app.domain.gate_policy import Policy
from app.domain.packet_rules import PacketRule, PaperPolicy
from app.domain.packet_table import PacketTable
from app.domain.refusal import Trouble
from app.domain.scheduling import VisitType
from app.storage import tables
from app.storage.edition import Edition
from app.storage.journal import THE_LETTERHEAD, THE_POLICY, THE_TABLE, Journal
from app.storage.rows import Rows

CLINIC = Rows(tables.clinic, ClinicDetails)
RULES = Rows(tables.packet_rule, PacketRule)
POLICY = tables.policy.c
TYPE = tables.visit_type.c
COURSE = tables.course_template.c
TEXT = tables.text_policy.c


class Settings:
    """Name and clock, visit types, courses, gate policy, packet rules and the hours on papers."""

    def __init__(self, connection: Connection, edition: Edition, journal: Journal) -> None:
        self._connection = connection
        self._journal = journal
        self._edition = edition

    def clinic(self) -> ClinicDetails:
        """What the clinic is called, where it is, and its zone."""
        row = self._connection.execute(CLINIC.select()).one_or_none()
        if row is None:  # the program ended between making the folder and naming the clinic
            raise Trouble("clinic-unfinished")
        return CLINIC.value(row)

    def set_clinic(self, details: ClinicDetails) -> None:
        """Keep the clinic's details, in place of those before."""
        row = {each.name: getattr(details, each.name) for each in fields(details)}
        kept = self._connection.execute(update(tables.clinic).values(**row))
        if not kept.rowcount:
            self._connection.execute(insert(tables.clinic).values(id=1, **row))
        self._edition.turn()

    def keep_letterhead(self, letterhead: Letterhead) -> None:
        """Keep what papers say of the clinic, in place of what was before."""
        before = self.clinic().letterhead
        if before != letterhead:
            self._journal.note_setting(THE_LETTERHEAD, before, letterhead)
        self._connection.execute(update(tables.clinic).values(**asdict(letterhead)))
        self._edition.turn(house=False)

    def edition(self) -> int:
        """Counts every change of what the clinic decided; 0 before it has a name."""
        return self._edition.now()

    def house(self) -> int:
        """Counts those of the changes after which a visit may have lost what it holds."""
        return self._edition.house()

    def policy(self) -> Policy:
        """The gate policy in force: the latest version."""
        query = select(POLICY.document).order_by(POLICY.version.desc()).limit(1)
        return self._connection.execute(query).scalar_one()

    def keep_policy(self, policy: Policy, at: datetime, by: str) -> None:
        """Keep a new version of the gate policy; the earlier ones stay."""
        if policy.version > 1:
            self._journal.note_setting(THE_POLICY, self.policy(), policy)
        row = {"version": policy.version, "document": policy, "at": at, "by": by}
        self._connection.execute(insert(tables.policy).values(**row))
        self._edition.turn(house=False)

    def visit_types(self) -> dict[str, VisitType]:
        """The kinds of visit by slug, in the clinic's order."""
        query = select(TYPE.slug, TYPE.definition).order_by(TYPE.position)
        return dict(self._connection.execute(query).all())

    def keep_visit_types(self, kinds: Iterable[VisitType]) -> None:
        """Keep the kinds of visit in this order; one that has visits cannot be left out."""
        known = set(self._connection.execute(select(TYPE.slug)).scalars())
        for position, kind in enumerate(kinds):
            row = {"position": position, "definition": kind}
            if kind.slug in known:
                changed = update(tables.visit_type).where(TYPE.slug == kind.slug).values(**row)
                self._connection.execute(changed)
                known.remove(kind.slug)
            else:
                self._connection.execute(insert(tables.visit_type).values(slug=kind.slug, **row))
        self._connection.execute(delete(tables.visit_type).where(TYPE.slug.in_(known)))
        self._edition.turn()

    def course_templates(self) -> dict[str, CourseTemplate]:
        """The courses that the clinic offers, by slug, in its order."""
        query = select(COURSE.slug, COURSE.definition).order_by(COURSE.position)
        return dict(self._connection.execute(query).all())

    def keep_course_templates(self, courses: Iterable[CourseTemplate]) -> None:
        """Keep the courses that are offered, in place of those before."""
        self._connection.execute(delete(tables.course_template))
        rows = [
            {"slug": course.slug, "position": position, "definition": course}
            for position, course in enumerate(courses)
        ]
        if rows:
            self._connection.execute(insert(tables.course_template), rows)
        self._edition.turn()

    def packet_rules(self) -> tuple[PacketRule, ...]:
        """Which form goes with which visits, in the order of the table."""
        return RULES.all(self._connection, RULES.select().order_by(tables.packet_rule.c.position))

    def keep_packet_rules(self, rules: Iterable[PacketRule]) -> None:
        """Keep the packet rules, in place of those before."""
        before, rules = PacketTable(rules=self.packet_rules()), tuple(rules)
        if before.rules and before.rules != rules:
            self._journal.note_setting(THE_TABLE, before, PacketTable(rules=rules))
        self._connection.execute(delete(tables.packet_rule))
        rows = [RULES.row(rule) | {"position": place} for place, rule in enumerate(rules)]
        if rows:
            self._connection.execute(insert(tables.packet_rule), rows)
        self._edition.turn(house=False)

    def paper_policy(self) -> PaperPolicy:
        """What was decided about papers as a whole; as usual where nothing was."""
        kept = self._connection.execute(select(tables.paper_policy.c.document))
        return kept.scalar_one_or_none() or PaperPolicy()

    def keep_paper_policy(self, policy: PaperPolicy) -> None:
        """Keep what was decided about papers, in place of what was before."""
        self._connection.execute(delete(tables.paper_policy))
        self._connection.execute(insert(tables.paper_policy).values(id=1, document=policy))
        self._edition.turn(house=False)

    def text_policy(self) -> dict[str, int]:
        """The hours and numbers that papers state, by name."""
        found = self._connection.execute(select(TEXT.key, TEXT.value).order_by(TEXT.key))
        return dict(found.all())

    def keep_text_policy(self, hours: Mapping[str, int]) -> None:
        """Keep the hours and numbers that papers state, in place of those before."""
        self._connection.execute(delete(tables.text_policy))
        rows = [{"key": key, "value": value} for key, value in hours.items()]
        if rows:
            self._connection.execute(insert(tables.text_policy), rows)
        self._edition.turn()
