"""When it was last tried whether a backup gives back a whole clinic, and what came of it."""

from alembic import op

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    text = 'TEXT COLLATE "C"' if server else "TEXT"
    op.execute(f"ALTER TABLE backup_plan ADD COLUMN drilled_at {text}")
    op.execute("ALTER TABLE backup_plan ADD COLUMN drilled_whole INTEGER DEFAULT 0 NOT NULL")
