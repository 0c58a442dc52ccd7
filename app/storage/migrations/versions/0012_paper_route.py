"""The route that a paper was printed for; the ketamine consent of before was for infusions."""

from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    kind = 'TEXT COLLATE "C"' if server else "TEXT"
    op.execute(f"ALTER TABLE paper ADD COLUMN route {kind} DEFAULT '' NOT NULL")
    op.execute("UPDATE paper SET route = 'iv' WHERE form = 'ketamine-consent'")
