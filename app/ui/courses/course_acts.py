"""Booking and mending a course, with the toast and the step back."""

from app import words
from app.clinic import new_token
from app.ui.acts import remember
from app.ui.desk import Desk
from app.use_cases.course_repairs import CourseRepair, book_repair
from app.use_cases.course_views import CourseView
from app.use_cases.courses import CourseProposal, book_course
from app.words.tongue import tr, tr_many


def book(
    desk: Desk, proposal: CourseProposal, *, first: int | None = None, token: str
) -> CourseView:
    """Book a course whole, say so, and remember how it is taken back."""
    course = book_course(desk.clinic, proposal, first=first, token=token)
    told = {
        "who": desk.name(course.patient),
        "course": course.course.plan.title,
        "visits": words.plural(len(course.steps), "visit"),
    }
    said = tr("Booked: {who}, {course}, {visits}.", **told)
    if course.held:
        said = tr_many(
            course.held,
            "Booked: {who}, {course}, {visits}, {count} of them held.",
            "Booked: {who}, {course}, {visits}, {count} of them held.",
            **told,
        )
    remember(desk, said, token)
    return course


def mend(desk: Desk, repair: CourseRepair) -> CourseView:
    """Book a repair, say so, and remember how it is taken back."""
    token = new_token()
    course = book_repair(desk.clinic, repair, token=token)
    who, count = desk.name(course.patient), len(repair.moved)
    if repair.optimal:
        said = tr_many(
            count,
            "Mended: {who}, {count} visit moved.",
            "Mended: {who}, {count} visits moved.",
            who=who,
        )
    else:
        said = tr_many(
            count,
            "Put off: {who}, {count} visit moved.",
            "Put off: {who}, {count} visits moved.",
            who=who,
        )
    remember(desk, said, token)
    return course
