"""The tables. A column's key is the name of the domain value's field that it keeps."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
)
from sqlalchemy.sql.schema import SchemaItem
from sqlalchemy.types import TypeEngine

from app.domain.access import Role
from app.domain.audit import Outcome
from app.domain.gate import Policy
from app.domain.packets import PaperState
from app.domain.records import ReferralState
from app.domain.scheduling import Kind, Status, VisitType
from app.storage.columns import (
    BOXES,
    CLOCK,
    DAY,
    FLAG,
    INSTANT,
    MINUTE,
    PARTS,
    REASON,
    TEXTS,
    TOKEN,
    Minutes,
    Text,
    document,
    word,
    words,
)
from app.storage.guards import guard
from app.storage.server_guards import guard_on_server

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

LAST_MINUTE = 4_294_967_296
"""Minutes of UTC lie below this, so that a lane and a minute fit one PostgreSQL bigint."""

GRAIN = (
    "start_min >= 0 AND end_min > start_min AND start_min % 5 = 0 AND end_min % 5 = 0 "
    f"AND end_min < {LAST_MINUTE}"
)


Kept = TypeEngine[Any] | type[TypeEngine[Any]]
"""How a column keeps its values."""


def _table(name: str, *columns: SchemaItem, with_rowid: bool = True) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=with_rowid)


def _field(name: str, kind: Kept, *, key: str = "") -> Column[Any]:
    return Column(name, kind, nullable=False, key=key or name)


def _maybe(name: str, kind: Kept, *, key: str = "") -> Column[Any]:
    return Column(name, kind, nullable=True, key=key or name)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, *, key: str = "") -> Column[int]:
    """A row of another table that this one is about."""
    column = f"{table}_id"
    known_as = key or table
    return Column(
        column, Integer, ForeignKey(f"{table}.id"), nullable=False, key=known_as, index=True
    )


clinic = _table(
    "clinic",
    _id(),
    _field("uuid", Text),
    _field("name", Text),
    _field("zone", Text),
    _field("template", Text),
    _field("address", Text),
    _field("phone", Text),
    _field("after_hours_phone", Text),
    _maybe("demo_day", DAY),
    CheckConstraint("id = 1", name="only_one"),
)

policy = _table(
    "policy",
    Column("version", Integer, primary_key=True),
    _field("document", document(Policy)),
    _field("at", INSTANT),
    _field("by", Text),
)

visit_type = _table(
    "visit_type",
    Column("slug", Text, primary_key=True, nullable=False),
    _field("position", Integer),
    _field("definition", document(VisitType)),
)

packet_rule = _table(
    "packet_rule",
    Column("position", Integer, primary_key=True),
    _field("form", Text),
    _field("types", TEXTS),
)

text_policy = _table(
    "text_policy",
    Column("key", Text, primary_key=True, nullable=False),
    _field("value", Integer),
)

patient = _table(
    "patient",
    _id(),
    Column("chart", Text, nullable=False, unique=True),
    _field("given", Text),
    _field("family", Text),
    _field("preferred", Text),
    _field("pronouns", Text),
    Column("born", DAY, nullable=False, index=True),
    _field("phone", Text),
    _field("language", Text),
    _field("alert", Text),
    _field("fold_family", Text),
    _field("fold_given", Text),
    Column("phone_reversed", Text, nullable=False, index=True),
    Index("ix_patient_by_name", "fold_family", "fold_given", "id"),
)
"""With folded names to sort by, and the phone's digits backwards: people know the last four."""

patient_word = _table(
    "patient_word",
    Column("word", Text, primary_key=True, nullable=False),
    Column("patient_id", Integer, ForeignKey("patient.id"), primary_key=True, key="patient"),
    with_rowid=False,
)
"""Every folded word of a patient's names, to be found by its beginning."""

resource = _table(
    "resource",
    _id(),
    _field("kind", word(Kind)),
    _field("name", Text),
    _field("skills", words()),
    _field("note", Text),
    Column("patient_id", Integer, ForeignKey("patient.id"), unique=True, key="patient"),
)

lane = _table(
    "lane",
    _id(),
    Column("resource_id", Integer, ForeignKey("resource.id"), nullable=False, key="resource"),
    _field("number", Integer),
    UniqueConstraint("resource", "number"),
)

hours = _table(
    "hours",
    Column("resource_id", Integer, ForeignKey("resource.id"), primary_key=True, key="resource"),
    Column("weekday", Integer, primary_key=True),
    Column("start_clock", CLOCK, primary_key=True, key="start", nullable=False),
    _field("end_clock", CLOCK, key="end"),
    CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday"),
    with_rowid=False,
)

staff = _table(
    "staff",
    _id(),
    Column("login", Text, nullable=False, unique=True),
    _field("name", Text),
    _field("roles", words(Role)),
    _field("credential", Text),
    Column("resource_id", Integer, ForeignKey("resource.id"), unique=True, key="resource"),
)

holder = _table(
    "holder",
    _id(),
    _field("kind", Text),
    CheckConstraint("kind IN ('visit', 'session', 'block')", name="kind"),
)
"""What can hold time: it gives the number that claims refer to."""

visit = _table(
    "visit",
    Column("id", Integer, ForeignKey("holder.id"), primary_key=True),
    _of("patient"),
    Column("type", Text, ForeignKey("visit_type.slug"), nullable=False),
    Column("start_min", MINUTE, nullable=False, key="start", index=True),
    _field("end_min", MINUTE, key="end"),
    _field("zone", Text),
    _field("wall_start", Text),
    _field("status", word(Status)),
    _maybe("hold_until", INSTANT),
    _field("parts", PARTS),
    _field("booked_by", Text),
    _maybe("arrived_at", INSTANT),
    Column("token", TOKEN, unique=True),
    _maybe("snapshot", Text),
    _field("version", Integer),
    CheckConstraint(GRAIN, name="grain"),
    Index("ix_visit_holds", "status", "hold_until"),
)
"""The zone and wall clock are what the patient was told; the minutes of UTC follow from them."""

block = _table(
    "block",
    Column("id", Integer, ForeignKey("holder.id"), primary_key=True),
    _of("resource"),
    _field("kind", Text),
    Column("start_min", MINUTE, nullable=False, key="start"),
    Column("end_min", MINUTE, nullable=False, key="end", index=True),
    _field("note", Text),
    CheckConstraint(GRAIN, name="grain"),
)

claim = _table(
    "claim",
    _of("holder"),
    Column("lane_id", Integer, ForeignKey("lane.id"), primary_key=True, key="lane"),
    Column("start_min", Minutes, primary_key=True, key="start"),
    _field("end_min", Minutes, key="end"),
    CheckConstraint(GRAIN, name="grain"),
    with_rowid=False,
)
"""The one table that says what is taken; its guards forbid overlap and change."""

diagnosis = _table(
    "diagnosis",
    _id(),
    _of("patient"),
    _field("code", Text),
    _field("title", Text),
    _field("condition", Text),
    _field("made_on", DAY),
    _field("made_by", Text),
)

referral = _table(
    "referral",
    _id(),
    _of("patient"),
    _field("state", word(ReferralState)),
    _field("referrer", Text),
    _field("condition", Text),
    _maybe("letter_on", DAY),
    _maybe("expected_by", DAY),
    _maybe("visits", Integer),
    _maybe("valid_until", DAY),
    _field("judged_by", Text),
    _field("reason", Text),
)

clearance = _table(
    "clearance",
    _id(),
    _of("patient"),
    _field("route", Text),
    _maybe("cleared_on", DAY),
    _field("cleared_by", Text),
    _field("asked_of", Text),
    _maybe("due", DAY),
)

ride = _table(
    "ride",
    _id(),
    Column("visit_id", Integer, ForeignKey("visit.id"), nullable=False, unique=True, key="visit"),
    _field("name", Text),
    _field("phone", Text),
)

waiver = _table(
    "waiver",
    _id(),
    _of("patient"),
    _field("item", Text),
    _field("reason", Text),
    _field("until", DAY),
    _field("by_login", Text),
    _field("by_name", Text),
    _field("at", INSTANT),
)

packet = _table(
    "packet",
    _id(),
    _of("visit"),
    _of("patient"),
    _field("made_at", INSTANT),
    _field("made_by", Text),
    Column("sha256", Text, nullable=False, index=True),
    _field("pages", Integer),
    _field("fingerprint", Text),
)

paper = _table(
    "paper",
    _id(),
    Column("code", Text, nullable=False, unique=True),
    _of("packet"),
    _of("visit"),
    _of("patient"),
    _field("form", Text),
    _field("version", Integer),
    _field("language", Text),
    _field("pages", Integer),
    _field("first_page", Integer),
    _field("per_visit", FLAG),
    _field("why", REASON),
    Column("state", word(PaperState), nullable=False, index=True),
    _field("issued_at", INSTANT),
    _maybe("signed_at", INSTANT),
    _maybe("signed_on", DAY),
    _field("signed_by", Text),
    _field("empty", TEXTS),
    _field("boxes", BOXES),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    _field("at", INSTANT),
    _field("who", Text),
    _field("act", Text),
    Column("patient_id", Integer, key="patient", index=True),  # no foreign key: a refused act may
    _field("outcome", word(Outcome)),  # name a patient whose row was rolled back with it
    _field("payload", Text),
    Column("token", Text, nullable=False),
    _field("previous", Text),
    Column("hash", Text, nullable=False, unique=True),
    sqlite_strict=True,
    sqlite_autoincrement=True,  # SQLite then remembers the last number, so a cut tail is noticed
)

for guarded in (claim, audit):
    guard(guarded)
guard_on_server(metadata)
