"""Which of the program's forms a clinic has taken in, so that opening it need not read them all."""

from alembic import op

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    kind = 'TEXT COLLATE "C"' if server else "TEXT"
    op.execute(f"ALTER TABLE clinic ADD COLUMN shipped {kind} DEFAULT '' NOT NULL")
