"""Whether computers keep a copy of today for when the clinic's server is away."""

from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.execute("ALTER TABLE safety ADD COLUMN keeps_today INTEGER DEFAULT 1 NOT NULL")
