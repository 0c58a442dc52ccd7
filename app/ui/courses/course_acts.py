"""Booking and mending a course, with the toast and the step back."""

from app import words
from app.clinic import new_token
from app.ui.acts import remember
from app.ui.desk import Desk
from app.use_cases.course_repairs import CourseRepair, book_repair
from app.use_cases.course_views import CourseView
from app.use_cases.courses import CourseProposal, book_course


def book(
    desk: Desk, proposal: CourseProposal, *, first: int | None = None, token: str
) -> CourseView:
    """Book a course whole, say so, and remember how it is taken back."""
    course = book_course(desk.clinic, proposal, first=first, token=token)
    held = f", {course.held} of them held" if course.held else ""
    count = words.plural(len(course.steps), "visit")
    said = f"Booked: {desk.name(course.patient)}, {course.course.plan.title}, {count}{held}."
    remember(desk, said, token)
    return course


def mend(desk: Desk, repair: CourseRepair) -> CourseView:
    """Book a repair, say so, and remember how it is taken back."""
    token = new_token()
    course = book_repair(desk.clinic, repair, token=token)
    moved = words.plural(len(repair.moved), "visit")
    verb = "Mended" if repair.optimal else "Put off"
    remember(desk, f"{verb}: {desk.name(course.patient)}, {moved} moved.", token)
    return course
