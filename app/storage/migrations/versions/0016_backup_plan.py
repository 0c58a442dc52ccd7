"""Where backups go, and how the last ones went."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

TEXT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.create_table(
        "backup_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder", TEXT, nullable=False),
        *(sa.Column(name, TEXT, nullable=True) for name in ("made_at", "tried_at", "trouble")),
        sa.PrimaryKeyConstraint("id", name="pk_backup_plan"),
        sqlite_strict=True,
    )
