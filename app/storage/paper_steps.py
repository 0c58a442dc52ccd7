"""What was done with the papers, and which consents were taken back, as rows."""

from collections.abc import Iterable

from sqlalchemy import Connection

from app.domain.paper_steps import Revocation, Step
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import Rows, grouped, pieces

STEPS = Rows(tables.paper_step, Step)
REVOCATIONS = Rows(tables.revocation, Revocation)
STEP = tables.paper_step.c
REVOCATION = tables.revocation.c


class PaperSteps:
    """The steps of the papers' lives."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def add(self, step: Step) -> Step:
        """The step as kept."""
        return STEPS.add(self._connection, step)

    def of(self, papers: Iterable[int]) -> dict[int, tuple[Step, ...]]:
        """The steps of these papers, by paper, the first one first."""
        found: list[Step] = []
        for some in pieces(papers):
            query = STEPS.select().where(STEP.paper.in_(some)).order_by(STEP.id)
            found += STEPS.all(self._connection, query)
        return grouped(found, "paper")

    def by_token(self, token: str) -> tuple[Step, ...]:
        """The steps of one act."""
        query = STEPS.select().where(STEP.token == token).order_by(STEP.id)
        return STEPS.all(self._connection, query)

    def revoke(self, revocation: Revocation) -> Revocation:
        """The revocation as kept."""
        return REVOCATIONS.add(self._connection, self._merges.of_standing(revocation))

    def revocations(self, patient: int) -> tuple[Revocation, ...]:
        """What a patient took back, the first one first."""
        mine = REVOCATION.patient.in_(self._merges.everybody([patient]))
        query = REVOCATIONS.select().where(mine).order_by(REVOCATION.id)
        return self._merges.standing(REVOCATIONS.all(self._connection, query))
