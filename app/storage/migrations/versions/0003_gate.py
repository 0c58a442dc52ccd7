"""What the gate is told: ticks, clearances until a day, waivers with cause, scope and end."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

ADDED = (
    "clearance ADD COLUMN until TEXT",
    "clearance ADD COLUMN withdrawn_on TEXT",
    "clearance ADD COLUMN withdrawn_by TEXT DEFAULT '' NOT NULL",
    "clearance ADD COLUMN reason TEXT DEFAULT '' NOT NULL",
    "waiver ADD COLUMN cause TEXT DEFAULT 'other' NOT NULL",
    "waiver ADD COLUMN visit_id INTEGER CONSTRAINT fk_waiver_visit_id REFERENCES visit (id)",
    "waiver ADD COLUMN course_id INTEGER CONSTRAINT fk_waiver_course_id REFERENCES course (id)",
    "waiver ADD COLUMN ended_at TEXT",
    "waiver ADD COLUMN ended_by TEXT DEFAULT '' NOT NULL",
    "waiver ADD COLUMN ended_why TEXT DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    op.create_table(
        "tick",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("item", TEXT, nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=True),
        sa.Column("visit_id", sa.Integer(), nullable=True),
        sa.Column("done_on", TEXT, nullable=False),
        sa.Column("until", TEXT, nullable=True),
        *(sa.Column(name, TEXT, nullable=False) for name in ("note", "by_login", "by_name", "at")),
        sa.PrimaryKeyConstraint("id", name="pk_tick"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_tick_patient_id"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_tick_visit_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_tick_patient_id", "tick", ["patient_id"])
    op.create_index("ix_tick_visit_id", "tick", ["visit_id"])
    server = op.get_context().dialect.name == "postgresql"
    for added in ADDED:
        told = added.replace(" TEXT", ' TEXT COLLATE "C"') if server else added
        op.execute(f"ALTER TABLE {told}")
