"""What a diagnosis says besides its code, and how it is taken off the file."""

from alembic import op

revision = "0008"
down_revision = "0007"

ADDED = (
    "recorded_at TEXT",
    "secondary INTEGER DEFAULT 0 NOT NULL",
    "resistant INTEGER DEFAULT 0 NOT NULL",
    "trials TEXT DEFAULT '' NOT NULL",
    "removed_at TEXT",
    "removed_by TEXT DEFAULT '' NOT NULL",
    "removed_why TEXT DEFAULT '' NOT NULL",
)


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    for added in ADDED:
        told = added.replace(" TEXT", ' TEXT COLLATE "C"') if server else added
        op.execute(f"ALTER TABLE diagnosis ADD COLUMN {told}")
