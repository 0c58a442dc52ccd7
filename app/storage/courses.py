"""Courses as rows: which visits belong together, and what they were planned by."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, func, select

from app.domain.courses import BookedCourse
from app.domain.scheduling import STANDING
from app.storage import tables
from app.storage.merges import Merges
from app.storage.rows import Rows

COURSES = Rows(tables.course, BookedCourse)
COURSE = tables.course.c
VISIT = tables.visit.c


class Courses:
    """The courses of a clinic's patients."""

    def __init__(self, connection: Connection, merges: Merges) -> None:
        self._connection = connection
        self._merges = merges

    def add(self, course: BookedCourse) -> BookedCourse:
        """The course as kept, whose visits are still to be made."""
        return COURSES.add(self._connection, self._merges.of_standing(course))

    def one(self, course_id: int) -> BookedCourse | None:
        """The course with a number."""
        return next(iter(self._read(COURSES.select().where(COURSE.id == course_id))), None)

    def of_patient(self, patient_id: int) -> tuple[BookedCourse, ...]:
        """A patient's courses, the latest first."""
        theirs = COURSE.patient.in_(self._merges.everybody([patient_id]))
        return self._read(COURSES.select().where(theirs).order_by(COURSE.id.desc()))

    def running(self) -> tuple[BookedCourse, ...]:
        """Every course with a visit still to come, in the order they were booked."""
        coming = VISIT.status.in_([str(status) for status in STANDING])
        going = select(VISIT.course).where(VISIT.course.is_not(None), coming)
        query = COURSES.select().where(COURSE.id.in_(going)).order_by(COURSE.id)
        return self._read(query)

    def _read(self, query: Select[Any]) -> tuple[BookedCourse, ...]:
        return self._merges.standing(COURSES.all(self._connection, query))

    def steps_of(self, course_ids: Iterable[int]) -> dict[int, int]:
        """How many steps each course has."""
        wanted = list(course_ids)
        if not wanted:
            return {}
        query = select(VISIT.course, func.max(VISIT.step)).where(VISIT.course.in_(wanted))
        return dict(self._connection.execute(query.group_by(VISIT.course)).all())
