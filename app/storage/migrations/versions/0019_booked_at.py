"""When each visit was booked: as the audit tells, for those that are there already."""

import json
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"

AT_ONCE = 5_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MADE = 'SELECT at, payload FROM audit WHERE payload LIKE \'%"kind":"visit"%\' ORDER BY seq'


def upgrade() -> None:
    server = op.get_context().dialect.name == "postgresql"
    op.execute(f"ALTER TABLE visit ADD COLUMN booked_min {'BIGINT' if server else 'INTEGER'}")
    found = booked()
    keep = sa.text("UPDATE visit SET booked_min = :minute WHERE id = :visit")
    for first in range(0, len(found), AT_ONCE):
        op.get_bind().execute(keep, found[first : first + AT_ONCE])


def booked() -> list[dict[str, int]]:
    """The visits that an act has made, each with the minute of the act; the first one counts."""
    made: dict[int, int] = {}
    for at, payload in op.get_bind().execute(sa.text(MADE)):
        minute = int((datetime.fromisoformat(at) - EPOCH).total_seconds() // 60)
        for change in json.loads(payload).get("diary", ()):
            if change["kind"] == "visit" and change["was"] is None:
                made.setdefault(change["id"], minute)
    return [{"visit": visit, "minute": minute} for visit, minute in made.items()]
