"""Logins: who has left, second factors, PINs, and what the clinic decided about signing in."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    kind = 'TEXT COLLATE "C"' if server else "TEXT"
    op.execute("ALTER TABLE staff ADD COLUMN gone INTEGER DEFAULT 0 NOT NULL")
    op.execute(f"ALTER TABLE staff ADD COLUMN second_factor {kind} DEFAULT '' NOT NULL")
    op.create_table(
        "safety",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("idle_minutes", sa.Integer(), server_default=sa.text("5"), nullable=False),
        sa.Column("second_factor", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("generation", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("renewal_due", sa.Integer(), server_default=sa.text("0"), nullable=False),
        sa.Column("audit_key", TEXT, server_default=sa.text("''"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_safety"),
        sqlite_strict=True,
    )
    op.create_table(
        "pin",
        sa.Column("login", TEXT, nullable=False),
        sa.Column("computer", TEXT, nullable=False),
        sa.Column("kept", TEXT, nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("login", "computer", name="pk_pin"),
        sqlite_strict=True,
    )
