"""Where backups go and how the last ones went, as the one row it takes."""

from sqlalchemy import Connection, delete, func, insert, select

from app.domain.backup import BackupPlan
from app.storage import tables
from app.storage.rows import Rows

PLAN = Rows(tables.backup_plan, BackupPlan)


class Backups:
    """What the clinic decided about its backups."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def plan(self) -> BackupPlan:
        """Where they go and how the last ones went; nothing before somebody has chosen."""
        return PLAN.first(self._connection) or BackupPlan()

    def counted(self) -> dict[str, int]:
        """How many patients, visits and papers there are: what a clinic put back must have."""
        names = {"patients": tables.patient, "visits": tables.visit, "papers": tables.paper}
        return {
            name: self._connection.execute(select(func.count()).select_from(kept)).scalar_one()
            for name, kept in names.items()
        }

    def keep(self, plan: BackupPlan) -> None:
        """Keep it, in place of what it was before."""
        self._connection.execute(delete(tables.backup_plan))
        self._connection.execute(insert(tables.backup_plan).values(id=1, **PLAN.row(plan)))
