"""Letters as rows: those asked for, the calls made about them, the scans of those that came."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, delete, true

from app.domain.attachments import Attachment
from app.domain.records import Referral, ReferralState
from app.domain.referrals import Attempt
from app.storage import tables
from app.storage.merges import Merges
from app.storage.records import REFERRALS
from app.storage.rows import Rows, grouped, pieces

ATTEMPTS = Rows(tables.attempt, Attempt)
ATTACHMENTS = Rows(tables.attachment, Attachment)
ATTACHMENT = tables.attachment.c
ATTEMPT = tables.attempt.c
REFERRAL = tables.referral.c


class Letters:
    """What the desk does until a letter is there."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def referral(self, number: int) -> Referral | None:
        """The referral with a number."""
        return next(iter(self._referrals(REFERRALS.select().where(REFERRAL.id == number))), None)

    def expected(self) -> tuple[Referral, ...]:
        """Every referral that is asked for and has not come."""
        query = REFERRALS.select().where(REFERRAL.state == ReferralState.EXPECTED)
        return self._referrals(query.order_by(REFERRAL.id))

    def latest(self, limit: int) -> tuple[Referral, ...]:
        """The referrals filed last, the newest first."""
        query = REFERRALS.select().order_by(REFERRAL.id.desc()).limit(limit)
        return self._referrals(query)

    def _referrals(self, query: Select[Any]) -> tuple[Referral, ...]:
        return self._merges.standing(REFERRALS.all(self._connection, query))

    def add_attempt(self, attempt: Attempt) -> Attempt:
        """The attempt as kept."""
        return ATTEMPTS.add(self._connection, attempt)

    def remove_attempt(self, number: int) -> None:
        """Forget an attempt that never was."""
        self._connection.execute(delete(tables.attempt).where(ATTEMPT.id == number))

    def attempts(self, referrals: Iterable[int]) -> dict[int, tuple[Attempt, ...]]:
        """The attempts to get these referrals, by referral, the first one first."""
        query = ATTEMPTS.select().where(ATTEMPT.referral.in_(list(referrals))).order_by(ATTEMPT.id)
        return grouped(ATTEMPTS.all(self._connection, query), "referral")

    def add_attachment(self, attachment: Attachment) -> Attachment:
        """The attachment as kept."""
        return ATTACHMENTS.add(self._connection, self._merges.of_standing(attachment))

    def attachment(self, number: int) -> Attachment | None:
        """The attachment with a number."""
        return next(iter(self._attachments(ATTACHMENT.id == number)), None)

    def attachments(self, patient: int) -> tuple[Attachment, ...]:
        """What is attached for a patient, the first one first."""
        return self._attachments(ATTACHMENT.patient.in_(self._merges.everybody([patient])))

    def every(self) -> tuple[Attachment, ...]:
        """Everything that is attached."""
        return self._attachments(true())

    def attached(self, to: str, subjects: Iterable[int]) -> dict[int, tuple[Attachment, ...]]:
        """What is attached to things of a kind, by their numbers, the first one first."""
        found: list[Attachment] = []
        for some in pieces(subjects):
            found += self._attachments(
                and_(ATTACHMENT.belongs_to == to, ATTACHMENT.subject.in_(some))
            )
        return grouped(found, "subject")

    def _attachments(self, where: ColumnElement[bool]) -> tuple[Attachment, ...]:
        query = ATTACHMENTS.select().where(where).order_by(ATTACHMENT.id)
        return self._merges.standing(ATTACHMENTS.all(self._connection, query))

    def set_part2(self, attachment: Attachment) -> None:
        """Keep whether Part 2 protects an attachment; all else stays as it came."""
        ATTACHMENTS.change(self._connection, attachment, "part2")
