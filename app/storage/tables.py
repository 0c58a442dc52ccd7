"""Every table by its name."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Integer, Table

from app.domain.access import Role
from app.domain.audit import Outcome
from app.domain.records import ReferralState, Statement, WaiverCause
from app.domain.scheduling import VisitType
from app.storage.columns import (
    DAY,
    FLAG,
    INSTANT,
    POLICY,
    REASON,
    Text,
    document,
    word,
    words,
)
from app.storage.diary_tables import (
    block,
    claim,
    closure,
    course,
    course_template,
    day_note,
    draft,
    holder,
    hours,
    judged,
    lane,
    rebook,
    recall,
    resource,
    session,
    shelf,
    visit,
    waiting,
)
from app.storage.guards import guard
from app.storage.paper_tables import (
    form,
    packet,
    packet_rule,
    paper,
    paper_policy,
    paper_step,
    revocation,
)
from app.storage.patient_tables import (
    import_batch,
    import_mapping,
    merge,
    name_inside,
    name_word,
    patient,
    patient_phone,
    patient_word,
    told_apart,
)
from app.storage.schema import field, later, maybe, metadata, number, of, table
from app.storage.server_guards import guard_on_server

__all__ = [
    "attachment",
    "attempt",
    "audit",
    "backup_plan",
    "block",
    "claim",
    "clearance",
    "clinic",
    "closure",
    "course",
    "course_template",
    "day_note",
    "diagnosis",
    "draft",
    "form",
    "holder",
    "hours",
    "import_batch",
    "import_mapping",
    "judged",
    "lane",
    "merge",
    "metadata",
    "name_inside",
    "name_word",
    "packet",
    "packet_rule",
    "paper",
    "paper_policy",
    "paper_step",
    "patient",
    "patient_phone",
    "patient_word",
    "pin",
    "policy",
    "rebook",
    "recall",
    "referral",
    "resource",
    "revocation",
    "ride",
    "safety",
    "session",
    "shelf",
    "staff",
    "text_policy",
    "tick",
    "told_apart",
    "visit",
    "visit_type",
    "waiting",
    "waiver",
]

clinic = table(
    "clinic",
    number(),
    field("uuid", Text),
    field("name", Text),
    field("zone", Text),
    field("template", Text),
    field("address", Text),
    field("phone", Text),
    field("after_hours_phone", Text),
    maybe("demo_day", DAY),
    later("holidays", Text, "''"),
    later("edition", Integer, "1"),
    later("house", Integer, "1"),
    later("shipped", Text, "''"),
    CheckConstraint("id = 1", name="only_one"),
)

backup_plan = table(
    "backup_plan",
    number(),
    field("folder", Text),
    maybe("made_at", INSTANT),
    maybe("tried_at", INSTANT),
    maybe("trouble", REASON),
    maybe("drilled_at", INSTANT),
    later("drilled_whole", FLAG, "0"),
)

policy = table(
    "policy",
    Column("version", Integer, primary_key=True),
    field("document", POLICY),
    field("at", INSTANT),
    field("by", Text),
)

visit_type = table(
    "visit_type",
    Column("slug", Text, primary_key=True, nullable=False),
    field("position", Integer),
    field("definition", document(VisitType)),
)

text_policy = table(
    "text_policy",
    Column("key", Text, primary_key=True, nullable=False),
    field("value", Integer),
)

staff = table(
    "staff",
    number(),
    Column("login", Text, nullable=False, unique=True),
    field("name", Text),
    field("roles", words(Role)),
    field("credential", Text),
    Column("resource_id", Integer, ForeignKey("resource.id"), unique=True, key="resource"),
    later("gone", FLAG, "0"),
    later("second_factor", Text, "''"),
)

safety = table(
    "safety",
    number(),
    later("idle_minutes", Integer, "5"),
    later("second_factor", FLAG, "0"),
    later("generation", Integer, "0"),
    later("renewal_due", FLAG, "0"),
    later("audit_key", Text, "''"),
    later("keeps_today", FLAG, "1"),
)

pin = table(
    "pin",
    Column("login", Text, primary_key=True, nullable=False),
    Column("computer", Text, primary_key=True, nullable=False),
    field("kept", Text),
    field("failed", Integer),
)

diagnosis = table(
    "diagnosis",
    number(),
    of("patient"),
    field("code", Text),
    field("title", Text),
    field("condition", Text),
    field("made_on", DAY),
    field("made_by", Text),
    maybe("recorded_at", INSTANT),
    later("secondary", FLAG, "0"),
    later("resistant", FLAG, "0"),
    later("trials", Text, "''"),
    maybe("removed_at", INSTANT),
    later("removed_by", Text, "''"),
    later("removed_why", Text, "''"),
)

referral = table(
    "referral",
    number(),
    of("patient"),
    Column("state", word(ReferralState), nullable=False, index=True),
    field("referrer", Text),
    later("credential", Text, "''"),
    later("npi", Text, "''"),
    later("practice", Text, "''"),
    later("phone", Text, "''"),
    later("fax", Text, "''"),
    later("statement", word(Statement), "'referral'"),
    field("condition", Text),
    later("route", Text, "''"),
    maybe("letter_on", DAY),
    maybe("asked_on", DAY),
    maybe("expected_by", DAY),
    maybe("received_on", DAY),
    later("received_how", Text, "''"),
    maybe("visits", Integer),
    maybe("valid_until", DAY),
    field("judged_by", Text),
    maybe("judged_on", DAY),
    field("reason", Text),
    later("corrected", Text, "''"),
)

attempt = table(
    "attempt",
    number(),
    of("referral"),
    of("patient"),
    field("at", INSTANT),
    field("by", Text),
    field("how", Text),
    field("answer", Text),
    field("note", Text),
    field("next_call", DAY),
)
"""Every try to get a referral that is expected."""

attachment = table(
    "attachment",
    number(),
    of("patient"),
    field("belongs_to", Text),
    field("subject", Integer),
    Column("sha256", Text, nullable=False, index=True),
    field("kind", Text),
    field("pages", Integer),
    field("size", Integer),
    field("added_at", INSTANT),
    field("added_by", Text),
    field("part2", FLAG),
)
"""Every file from outside that is kept, by the hash under which the archive has it."""

clearance = table(
    "clearance",
    number(),
    of("patient"),
    field("route", Text),
    maybe("cleared_on", DAY),
    field("cleared_by", Text),
    field("asked_of", Text),
    maybe("due", DAY),
    maybe("until", DAY),
    maybe("withdrawn_on", DAY),
    later("withdrawn_by", Text, "''"),
    later("reason", Text, "''"),
)

ride = table(
    "ride",
    number(),
    Column("visit_id", Integer, ForeignKey("visit.id"), nullable=False, unique=True, key="visit"),
    field("name", Text),
    field("phone", Text),
)

tick = table(
    "tick",
    number(),
    field("item", Text),
    Column("patient_id", Integer, ForeignKey("patient.id"), key="patient", index=True),
    Column("visit_id", Integer, ForeignKey("visit.id"), key="visit", index=True),
    field("done_on", DAY),
    maybe("until", DAY),
    field("note", Text),
    field("by_login", Text),
    field("by_name", Text),
    field("at", INSTANT),
)
"""What is done or seen; without a patient it counts for the whole clinic."""

waiver = table(
    "waiver",
    number(),
    of("patient"),
    field("item", Text),
    later("cause", word(WaiverCause), "'other'"),
    field("reason", Text),
    field("until", DAY),
    Column("visit_id", Integer, ForeignKey("visit.id"), key="visit"),
    Column("course_id", Integer, ForeignKey("course.id"), key="course"),
    field("by_login", Text),
    field("by_name", Text),
    field("at", INSTANT),
    maybe("ended_at", INSTANT),
    later("ended_by", Text, "''"),
    later("ended_why", Text, "''"),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    field("at", INSTANT),
    field("who", Text),
    field("act", Text),
    Column("patient_id", Integer, key="patient", index=True),  # no foreign key: a refused act may
    field("outcome", word(Outcome)),  # name a patient whose row was rolled back with it
    field("payload", Text),
    Column("token", Text, nullable=False, index=True),
    field("previous", Text),
    Column("hash", Text, nullable=False, unique=True),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # SQLite then remembers the last number, so a cut tail is noticed
)

guard(audit)
guard_on_server(metadata)
