"""Patients who were entered twice: which of them is read as which."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "merge",
        sa.Column("patient_id", sa.Integer(), nullable=False),
        sa.Column("into_id", sa.Integer(), nullable=False),
        sa.Column("at", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("patient_id", name="pk_merge"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_merge_patient_id"),
        sa.ForeignKeyConstraint(["into_id"], ["patient.id"], name="fk_merge_into_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_merge_into_id", "merge", ["into_id"])
