"""Courses as rows: which visits belong together, and what they were planned by."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, func, select

from app.storage import tables
from app.storage.rows import new_number

VISIT = tables.visit.c


class Courses:
    """The courses of a clinic's patients."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, patient: int, template: str, *, by: str, at: datetime) -> int:
        """The number of a new course, whose visits are still to be made."""
        row = {"patient": patient, "template": template, "made_by": by, "made_at": at}
        return new_number(self._connection, tables.course, row)

    def steps_of(self, course_ids: Iterable[int]) -> dict[int, int]:
        """How many steps each course has."""
        wanted = list(course_ids)
        if not wanted:
            return {}
        query = select(VISIT.course, func.max(VISIT.step)).where(VISIT.course.in_(wanted))
        return dict(self._connection.execute(query.group_by(VISIT.course)).all())
