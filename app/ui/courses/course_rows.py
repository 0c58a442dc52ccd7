"""Courses and their steps as rows, and the lines that say what a course is."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from app import words
from app.domain.courses import CourseTemplate
from app.domain.scheduling import Kind, Status
from app.domain.time import wall
from app.ui.common.chips import STATUS_LOOKS, STATUS_SHAPES, readiness_look
from app.ui.common.lists import Row
from app.use_cases.course_repairs import CourseRepair, MendedStep
from app.use_cases.course_views import CourseLine, CourseView, StepView
from app.use_cases.courses import CourseProposal, PlannedStep
from app.use_cases.views import VisitView
from app.words.tongue import later, tr, tr_many

NO_VISIT = later("No visit")


def template_row(course: CourseTemplate) -> Row:
    """A course that the clinic offers."""
    count = words.plural(len(course.steps), "visit")
    return Row(value=course.slug, title=course.title, detail=course.note, side=count)


def template_rows(courses: Iterable[CourseTemplate], typed: str) -> list[Row]:
    """The courses whose name or note holds every word typed."""
    wanted = typed.casefold().split()
    return [
        template_row(course)
        for course in courses
        if all(word in f"{course.title} {course.slug} {course.note}".casefold() for word in wanted)
    ]


def when(start: datetime, end: datetime, zone: ZoneInfo) -> str:
    """Such as “Tue 1 Dec   10:00-11:55”."""
    first, last = wall(start, zone), wall(end, zone)
    return f"{words.near_day(first.date())}   {words.span(first, last)}"


def places(view: VisitView) -> str:
    """The room and the people of a visit."""
    return " · ".join(view.named(Kind.ROOM, Kind.PERSON))


def readiness(view: VisitView) -> tuple[str, str, str]:
    """The chip of a visit: its word, look and shape; a hold says so beside its readiness."""
    look, word = readiness_look(view)
    if view.visit.status is Status.HELD:
        said = tr("Held, {readiness}", readiness=word) if view.of else tr("Held")
        return said, look if look == "blocked" else "waiting", "hold"
    return word, look, ""


def numbered(number: int, name: str) -> str:
    """A step with its number, all numbers equally wide."""
    digits = f"{number:\N{FIGURE SPACE}>2}"
    return f"{digits}  {name}"


def planned_row(step: PlannedStep, zone: ZoneInfo) -> Row:
    """A step of a proposed course."""
    return _row(step.name, step.number, step.view, zone)


def _row(name: str, number: int, view: VisitView, zone: ZoneInfo, icon: str = "") -> Row:
    word, look, shape = readiness(view)
    return Row(
        value=name,
        title=numbered(number, name),
        side=when(view.visit.start, view.visit.end, zone),
        detail=places(view),
        chip=word,
        look=look,
        shape=shape,
        icon=icon,
    )


def mended_row(step: MendedStep, zone: ZoneInfo) -> Row:
    """A step of a course that is to be mended; an arrow stands before one that moves."""
    return _row(step.name, step.number, step.view, zone, "right" if step.moved else "")


def booked_row(step: StepView, zone: ZoneInfo) -> Row:
    """A step of a booked course: its visit and where it stands, or that it has none."""
    view = step.view
    if view is None:
        word = tr("Passed over") if step.missed else tr(NO_VISIT)
        look = "idle" if step.missed else "blocked"
        return Row(value=step.number, title=numbered(step.number, step.name), chip=word, look=look)
    row = _row(step.name, step.number, view, zone)
    chip, look, shape = row.chip, row.look, row.shape
    if view.visit.displaced:
        chip, look, shape = tr("Lost its time"), "blocked", "warning"
    elif view.visit.status not in {Status.HELD, Status.BOOKED}:
        look, word = STATUS_LOOKS[view.visit.status]
        chip = tr(word)
        shape = STATUS_SHAPES[view.visit.status]
    return Row(
        value=step.number,
        title=row.title,
        side=row.side,
        detail=row.detail,
        chip=chip,
        look=look,
        shape=shape,
    )


def line_row(line: CourseLine, zone: ZoneInfo) -> Row:
    """A running course on the list."""
    done = tr("{done} of {of} done", done=line.done, of=line.of)
    if line.next is not None:
        coming = words.near_day(wall(line.next.start, zone).date())
        done = tr("{done} of {of} done, next {day}", done=line.done, of=line.of, day=coming)
    return Row(
        value=line.course.id,
        title=line.patient.listed,
        detail=f"{line.course.plan.title}  ·  {done}",
        chip=tr("Mend") if line.reasons else "",
        look="blocked" if line.reasons else "idle",
        shape="warning" if line.reasons else "",
    )


def span_of(views: Sequence[VisitView], zone: ZoneInfo) -> str:
    """The days from the first visit to the last."""
    days = [wall(view.visit.start, zone).date() for view in views]
    return words.short_days(min(days), max(days)) if days else ""


def said_of(found: CourseProposal, zone: ZoneInfo) -> str:
    """A proposal in one line: how many visits, when, with whom throughout."""
    views = [step.view for step in found.steps]
    said = f"{words.plural(len(views), 'visit')}, {span_of(views, zone)}"
    if not found.person:
        return said
    return tr("{visits}, with {who} throughout", visits=said, who=found.person)


def progress_of(view: CourseView) -> str:
    """How far a booked course has come."""
    told = {"done": view.done, "of": len(view.steps)}
    if not view.held:
        return tr("{done} of {of} visits done", **told)
    return tr_many(
        view.held,
        "{done} of {of} visits done, {count} held",
        "{done} of {of} visits done, {count} held",
        **told,
    )


def said_of_repair(repair: CourseRepair) -> str:
    """A repair in one line: how many visits move."""
    moves = moves_of(repair)
    if not repair.optimal:
        return tr("Put off: {moves}", moves=moves)
    return tr("The smallest repair: {moves}", moves=moves)


def moves_of(repair: CourseRepair) -> str:
    """How many visits a repair moves, and to whom."""
    moves = tr_many(len(repair.moved), "{count} visit moves", "{count} visits move")
    return tr("{moves}, with {who}", moves=moves, who=repair.person) if repair.person else moves
