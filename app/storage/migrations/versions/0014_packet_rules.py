"""Packet rules by route and condition, and what the clinic decided about its papers as a whole."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
COLUMNS = {"routes": "[]", "conditions": "[]", "use": "needed"}


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    kind = 'TEXT COLLATE "C"' if server else "TEXT"
    for name, default in COLUMNS.items():
        op.execute(f"ALTER TABLE packet_rule ADD COLUMN {name} {kind} DEFAULT '{default}' NOT NULL")
    op.create_table(
        "paper_policy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_paper_policy"),
        sqlite_strict=True,
    )
