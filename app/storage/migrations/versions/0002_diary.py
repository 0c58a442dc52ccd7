"""What planning takes: sessions and seats, courses, closures, the shelf, the wait list, drafts."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

GRAIN = (
    "start_min >= 0 AND end_min > start_min AND start_min % 5 = 0 AND end_min % 5 = 0 "
    "AND end_min < 4294967296"
)

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MINUTES = sa.Integer().with_variant(sa.BigInteger(), "postgresql")

ADDED = (
    "clinic ADD COLUMN holidays TEXT DEFAULT '' NOT NULL",
    "clinic ADD COLUMN edition INTEGER DEFAULT 1 NOT NULL",
    "resource ADD COLUMN good_until TEXT",
    "resource ADD COLUMN within INTEGER",
    "resource ADD COLUMN retired INTEGER DEFAULT 0 NOT NULL",
    "lane ADD COLUMN use INTEGER DEFAULT 0 NOT NULL",
    "visit ADD COLUMN stretch INTEGER DEFAULT 0 NOT NULL",
    "visit ADD COLUMN session_id INTEGER CONSTRAINT fk_visit_session_id REFERENCES session (id)",
    "visit ADD COLUMN course_id INTEGER CONSTRAINT fk_visit_course_id REFERENCES course (id)",
    "visit ADD COLUMN step INTEGER DEFAULT 0 NOT NULL",
    "visit ADD COLUMN freed_at TEXT",
    "visit ADD COLUMN cancelled_by TEXT DEFAULT '' NOT NULL",
    "visit ADD COLUMN why TEXT DEFAULT '' NOT NULL",
    "visit ADD COLUMN late INTEGER DEFAULT 0 NOT NULL",
    "visit ADD COLUMN overbooked TEXT DEFAULT '' NOT NULL",
    "visit ADD COLUMN displaced INTEGER DEFAULT 0 NOT NULL",
    "block ADD COLUMN series TEXT DEFAULT '' NOT NULL",
    "block ADD COLUMN source TEXT DEFAULT '' NOT NULL",
    "block ADD COLUMN lifted INTEGER DEFAULT 0 NOT NULL",
    "block ADD COLUMN version INTEGER DEFAULT 1 NOT NULL",
)


def text(*names: str, empty: bool = False) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, TEXT, nullable=empty) for name in names)


def number(*names: str, empty: bool = False) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, sa.Integer(), nullable=empty) for name in names)


def minutes(*names: str) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, MINUTES, nullable=False) for name in names)


def key(table: str, *names: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*names or ["id"], name=f"pk_{table}")


def refers(table: str, name: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([name], [target], name=f"fk_{table}_{name}")


def make(table: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(table, *parts, sqlite_strict=True)


def upgrade() -> None:
    planning()
    waiting()
    server = op.get_context().dialect.name == "postgresql"
    for added in ADDED:
        told = added.replace(" TEXT", ' TEXT COLLATE "C"') if server else added
        op.execute(f"ALTER TABLE {told}")
    op.drop_index("ix_visit_patient_id", "visit")
    op.create_index("ix_visit_of_patient", "visit", ["patient_id", "start_min", "type", "status"])
    op.create_index("ix_visit_session_id", "visit", ["session_id"])
    op.create_index("ix_visit_course_id", "visit", ["course_id"])
    op.create_index("ix_audit_token", "audit", ["token"])


def planning() -> None:
    make(
        "course_template",
        *text("slug"),
        *number("position"),
        *text("definition"),
        key("course_template", "slug"),
    )
    make(
        "session",
        *number("id"),
        *text("type"),
        *minutes("start_min", "end_min"),
        *text("zone", "wall_start", "parts"),
        *number("cancelled", "displaced"),
        *text("made_by"),
        *number("version"),
        sa.CheckConstraint(GRAIN, name="grain"),
        key("session"),
        refers("session", "id", "holder.id"),
        refers("session", "type", "visit_type.slug"),
    )
    op.create_index("ix_session_start_min", "session", ["start_min"])
    make(
        "course",
        *number("id", "patient_id"),
        *text("template", "plan", "wishes", "made_at", "made_by"),
        key("course"),
        refers("course", "patient_id", "patient.id"),
    )
    op.create_index("ix_course_patient_id", "course", ["patient_id"])
    make(
        "closure",
        *number("id"),
        *text("day"),
        *text("start_clock", "end_clock", empty=True),
        *text("name"),
        key("closure"),
    )
    op.create_index("ix_closure_day", "closure", ["day"])


def waiting() -> None:
    make(
        "shelf",
        *number("visit_id"),
        *text("at", "by"),
        key("shelf", "visit_id"),
        refers("shelf", "visit_id", "visit.id"),
    )
    make(
        "waiting",
        *number("id", "patient_id"),
        *text("type", "since"),
        *text("sooner_than", empty=True),
        *number("urgent"),
        *text("weekdays"),
        *text("from_clock", "to_clock", "until", empty=True),
        *number("person"),
        *text("note"),
        *text("offered_at", empty=True),
        *text("offered_by"),
        *text("offered_start", empty=True),
        *text("answer"),
        *text("closed_at", empty=True),
        *number("version"),
        key("waiting"),
        refers("waiting", "patient_id", "patient.id"),
        refers("waiting", "type", "visit_type.slug"),
    )
    op.create_index("ix_waiting_patient_id", "waiting", ["patient_id"])
    op.create_index("ix_waiting_closed_at", "waiting", ["closed_at"])
    calling()
    make("day_note", *text("day", "text", "by", "at"), key("day_note", "day"))
    make("draft", *number("id"), *text("login", "kind", "document", "at"), key("draft"))
    op.create_index("ix_draft_login", "draft", ["login"])


def calling() -> None:
    make(
        "recall",
        *number("patient_id"),
        *text("due", "tried_at", empty=True),
        *text("tried_by", "answer"),
        *text("closed_at", empty=True),
        key("recall", "patient_id"),
        refers("recall", "patient_id", "patient.id"),
    )
    make(
        "rebook",
        *number("visit_id"),
        *text("tried_at", empty=True),
        *text("tried_by", "answer"),
        *text("closed_at", empty=True),
        key("rebook", "visit_id"),
        refers("rebook", "visit_id", "visit.id"),
    )
