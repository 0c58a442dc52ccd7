"""Every visit to come as it was last judged, so that what is lost meanwhile is noticed."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def text(*names: str, empty: bool = False) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, TEXT, nullable=empty) for name in names)


def upgrade() -> None:
    op.create_table(
        "judged",
        sa.Column("visit_id", sa.Integer(), nullable=False),
        *text("states", "day"),
        sa.Column("policy", sa.Integer(), nullable=False),
        sa.Column("house", sa.Integer(), nullable=False),
        *text("basis", "marks"),
        *text("since", "seen_at", empty=True),
        sa.PrimaryKeyConstraint("visit_id", name="pk_judged"),
        sa.ForeignKeyConstraint(["visit_id"], ["visit.id"], name="fk_judged_visit_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_judged_since", "judged", ["since"])
    op.execute("ALTER TABLE clinic ADD COLUMN house INTEGER DEFAULT 1 NOT NULL")
