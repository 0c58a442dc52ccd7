"""Every table by its name."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table

from app.domain.access import Role
from app.domain.audit import Outcome
from app.domain.packets import PaperState
from app.domain.patients import Contact, Phone, Representative
from app.domain.records import ReferralState, WaiverCause
from app.domain.scheduling import VisitType
from app.storage.columns import (
    BOXES,
    DAY,
    FLAG,
    INSTANT,
    POLICY,
    REASON,
    TEXTS,
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
from app.storage.schema import field, later, maybe, metadata, number, of, table
from app.storage.server_guards import guard_on_server

__all__ = [
    "audit",
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
    "holder",
    "hours",
    "judged",
    "lane",
    "metadata",
    "name_inside",
    "name_word",
    "packet",
    "packet_rule",
    "paper",
    "patient",
    "patient_phone",
    "patient_word",
    "policy",
    "rebook",
    "recall",
    "referral",
    "resource",
    "ride",
    "session",
    "shelf",
    "staff",
    "text_policy",
    "tick",
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
    CheckConstraint("id = 1", name="only_one"),
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

packet_rule = table(
    "packet_rule",
    Column("position", Integer, primary_key=True),
    field("form", Text),
    field("types", TEXTS),
)

text_policy = table(
    "text_policy",
    Column("key", Text, primary_key=True, nullable=False),
    field("value", Integer),
)

patient = table(
    "patient",
    number(),
    Column("chart", Text, nullable=False, unique=True),
    field("given", Text),
    field("family", Text),
    field("preferred", Text),
    field("pronouns", Text),
    field("sort_as", Text),
    field("born", DAY),
    field("phones", document(tuple[Phone, ...])),
    field("email", Text),
    later("address", Text, "''"),
    field("language", Text),
    later("large_print", FLAG, "0"),
    later("interpreter", Text, "''"),
    maybe("emergency", document(Contact)),
    maybe("representative", document(Representative)),
    field("alert", Text),
    later("notes", Text, "''"),
    later("part2", FLAG, "0"),
    later("version", Integer, "1"),
    field("names", Text),
    Index("ix_patient_by_name", "names", "id"),
    Index("ix_patient_by_birth", "born", "names", "id"),
)
"""With all the folded words of a patient's names, the sorting name first."""

patient_word = table(
    "patient_word",
    Column("word", Text, primary_key=True, nullable=False),
    Column("names", Text, primary_key=True, nullable=False),
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    with_rowid=False,
)
"""Every word of a patient's names with all of them, to be found by its beginning in their order."""

patient_phone = table(
    "patient_phone",
    Column("reversed", Text, primary_key=True, nullable=False),
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    with_rowid=False,
)
"""The digits of every telephone number backwards: people know the last four."""

name_word = table(
    "name_word",
    Column("word", Text, primary_key=True, nullable=False),
    Column("sound", Text, nullable=False, index=True),
    with_rowid=False,
)
"""Every word that is in a name, once, and how it sounds."""

name_inside = table(
    "name_inside",
    Column("inside", Text, primary_key=True, nullable=False),
    Column("word", Text, primary_key=True, nullable=False),
    with_rowid=False,
)
"""Those words without their first letters, to be found by what is inside."""

staff = table(
    "staff",
    number(),
    Column("login", Text, nullable=False, unique=True),
    field("name", Text),
    field("roles", words(Role)),
    field("credential", Text),
    Column("resource_id", Integer, ForeignKey("resource.id"), unique=True, key="resource"),
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
)

referral = table(
    "referral",
    number(),
    of("patient"),
    field("state", word(ReferralState)),
    field("referrer", Text),
    field("condition", Text),
    maybe("letter_on", DAY),
    maybe("expected_by", DAY),
    maybe("visits", Integer),
    maybe("valid_until", DAY),
    field("judged_by", Text),
    field("reason", Text),
)

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

packet = table(
    "packet",
    number(),
    of("visit"),
    of("patient"),
    field("made_at", INSTANT),
    field("made_by", Text),
    Column("sha256", Text, nullable=False, index=True),
    field("pages", Integer),
    field("fingerprint", Text),
)

paper = table(
    "paper",
    number(),
    Column("code", Text, nullable=False, unique=True),
    of("packet"),
    of("visit"),
    of("patient"),
    field("form", Text),
    field("version", Integer),
    field("language", Text),
    field("pages", Integer),
    field("first_page", Integer),
    field("per_visit", FLAG),
    field("why", REASON),
    Column("state", word(PaperState), nullable=False, index=True),
    field("issued_at", INSTANT),
    maybe("signed_at", INSTANT),
    maybe("signed_on", DAY),
    field("signed_by", Text),
    field("empty", TEXTS),
    field("boxes", BOXES),
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
