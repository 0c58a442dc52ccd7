"""How a clinic keeps itself safe, as one row: it comes with the first decision."""

from sqlalchemy import Connection, delete, insert, select, update

from app.domain.logins import Safety
from app.storage import tables
from app.storage.rows import Rows

SAFETY = Rows(tables.safety, Safety)
RENEWAL = tables.safety.c.renewal_due
PIN = tables.pin.c
STAFF = tables.staff.c


class Safekeeping:
    """The rules of signing in, the second factors, the PINs, and how new the key file has to be."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def rules(self) -> Safety:
        """What was decided; as usual where nothing was."""
        return SAFETY.first(self._connection) or Safety()

    def keep_rules(self, rules: Safety) -> None:
        """Keep what was decided, in place of what was before."""
        self._keep(SAFETY.row(rules))

    def set_generation(self, generation: int) -> None:
        """An older key file than this one opens the clinic no more."""
        self._keep({"generation": generation})

    def audit_key(self) -> bytes:
        """What the audit is sealed with; nothing where there was no key from the beginning."""
        kept = self._connection.execute(select(tables.safety.c.audit_key)).scalar_one_or_none()
        return bytes.fromhex(kept or "")

    def is_renewal_due(self) -> bool:
        """Whether somebody was removed and everything has yet to be encrypted anew."""
        return bool(self._connection.execute(select(RENEWAL)).scalar_one_or_none())

    def set_renewal_due(self, *, due: bool) -> None:
        """Note that everything has to be encrypted anew, or was."""
        self._keep({"renewal_due": due})

    def _keep(self, row: dict[str, int]) -> None:
        kept = self._connection.execute(update(tables.safety).values(**row))
        if not kept.rowcount:
            self._connection.execute(insert(tables.safety).values(id=1, **row))

    def second_factor(self, login: str) -> str:
        """The secret that somebody's second factor is reckoned from; empty without one."""
        query = select(STAFF.second_factor).where(STAFF.login == login)
        return self._connection.execute(query).scalar_one_or_none() or ""

    def asked_factor(self, login: str) -> str:
        """The same where the clinic asks for one; empty where it does not."""
        return self.second_factor(login) if self.rules().second_factor else ""

    def set_second_factor(self, login: str, secret: str) -> None:
        """Keep the secret of a second factor, or none."""
        mine = update(tables.staff).where(STAFF.login == login)
        self._connection.execute(mine.values(second_factor=secret))

    def pin(self, login: str, computer: str) -> tuple[str, int] | None:
        """What is kept of somebody's PIN on a computer, and how often it was mistyped since."""
        mine = (PIN.login == login, PIN.computer == computer)
        row = self._connection.execute(select(PIN.kept, PIN.failed).where(*mine)).one_or_none()
        return None if row is None else (row.kept, row.failed)

    def keep_pin(self, login: str, computer: str, kept: str, failed: int = 0) -> None:
        """Keep a PIN, or how often it was mistyped."""
        self.drop_pin(login, computer)
        row = {"login": login, "computer": computer, "kept": kept, "failed": failed}
        self._connection.execute(insert(tables.pin).values(**row))

    def drop_pin(self, login: str, computer: str = "") -> None:
        """Forget somebody's PIN on a computer, or on each."""
        mine = [PIN.login == login] + ([PIN.computer == computer] if computer else [])
        self._connection.execute(delete(tables.pin).where(*mine))
