"""Charts that look like one person's, of which somebody said that they are of two."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "told_apart",
        sa.Column("one_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("one_id", "other_id", name="pk_told_apart"),
        sa.ForeignKeyConstraint(["one_id"], ["patient.id"], name="fk_told_apart_one_id"),
        sa.ForeignKeyConstraint(["other_id"], ["patient.id"], name="fk_told_apart_other_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_told_apart_other_id", "told_apart", ["other_id"])
