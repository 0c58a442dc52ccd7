"""Patients that are taken over from a table: their batches, and how tables were read before."""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def text(*names: str) -> Iterator[sa.Column[str]]:
    return (sa.Column(name, TEXT, nullable=False) for name in names)


def number(*names: str) -> Iterator[sa.Column[int]]:
    return (sa.Column(name, sa.Integer(), nullable=False) for name in names)


def upgrade() -> None:
    op.create_table(
        "import_batch",
        *number("id"),
        *text("token", "state", "by", "at"),
        *number("first_patient", "last_patient"),
        sa.PrimaryKeyConstraint("id", name="pk_import_batch"),
        sa.UniqueConstraint("token", name="uq_import_batch_token"),
        sqlite_strict=True,
    )
    op.create_index("ix_import_batch_state", "import_batch", ["state"])
    op.create_table(
        "import_mapping",
        *text("headings", "fields"),
        sa.PrimaryKeyConstraint("headings", name="pk_import_mapping"),
        sqlite_strict=True,
    )
    refers = "CONSTRAINT fk_patient_import_id REFERENCES import_batch (id)"
    op.execute(f"ALTER TABLE patient ADD COLUMN import_id INTEGER {refers}")
