"""Every signature on a paper, who saw its boxes, each step of its life, consents taken back."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    kind = 'TEXT COLLATE "C"' if server else "TEXT"
    op.execute(f"ALTER TABLE paper ADD COLUMN signatures {kind} DEFAULT '[]' NOT NULL")
    op.execute(f"ALTER TABLE paper ADD COLUMN seen_by {kind} DEFAULT '' NOT NULL")
    op.execute(f"ALTER TABLE paper ADD COLUMN ended_on {kind}")
    op.create_table(
        "paper_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paper_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("kind", "at", "by", "cause", "why", "token", "before")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_paper_step"),
        sa.ForeignKeyConstraint(["paper_id"], ["paper.id"], name="fk_paper_step_paper_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_paper_step_paper_id", "paper_step", ["paper_id"])
    op.create_index("ix_paper_step_token", "paper_step", ["token"])
    op.create_table(
        "revocation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("patient_id", sa.Integer(), nullable=False),
        *(
            sa.Column(name, TEXT, nullable=False)
            for name in ("at", "told", "by", "received_by", "recorded_at", "note", "papers")
        ),
        sa.PrimaryKeyConstraint("id", name="pk_revocation"),
        sa.ForeignKeyConstraint(["patient_id"], ["patient.id"], name="fk_revocation_patient_id"),
        sqlite_strict=True,
    )
    op.create_index("ix_revocation_patient_id", "revocation", ["patient_id"])
