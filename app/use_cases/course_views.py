"""Courses as windows and commands show them: which steps have been, which are to come."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.clinic import Clinic
from app.domain import course_repair
from app.domain.access import Act
from app.domain.courses import BookedCourse, Standing
from app.domain.patients import Patient
from app.domain.refusal import Reason, refuse
from app.domain.scheduling import Status, Visit
from app.storage.unit import Unit
from app.use_cases.course_days import other_doses
from app.use_cases.patients import by_number
from app.use_cases.views import VisitView, view_visits


@dataclass(frozen=True, slots=True, kw_only=True)
class StepView:
    """One step of a booked course, and the visit that takes it."""

    number: int
    name: str
    view: VisitView | None
    """None when it has no visit: it fell out, or was passed over."""
    done: bool
    missed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseView:
    """A booked course with its visits."""

    course: BookedCourse
    patient: Patient
    steps: tuple[StepView, ...]
    reasons: tuple[Reason, ...]
    """Why it needs mending."""

    @property
    def done(self) -> int:
        """How many steps have been."""
        return sum(step.done for step in self.steps)

    @property
    def held(self) -> int:
        """How many visits to come are only held."""
        return sum(
            step.view is not None and step.view.visit.status is Status.HELD for step in self.steps
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseLine:
    """A course on the list of those that run."""

    course: BookedCourse
    patient: Patient
    done: int
    of: int
    next: Visit | None
    reasons: tuple[Reason, ...]


def see_course(clinic: Clinic, course_id: int) -> CourseView:
    """One course with its visits and their readiness; that is written to the audit."""
    with clinic.reading(Act.SEE_READINESS) as unit:
        course = numbered_course(unit, course_id)
        unit.note(patient=course.patient, course=course.id)
        return read_course(clinic, unit, course)


def courses_of(clinic: Clinic, patient_id: int) -> tuple[CourseView, ...]:
    """A patient's courses with their visits, the latest first."""
    with clinic.reading(Act.SEE_READINESS) as unit:
        unit.note(patient=patient_id)
        found = unit.courses.of_patient(patient_id)
        return tuple(read_course(clinic, unit, course) for course in found)


def running_courses(clinic: Clinic) -> tuple[CourseLine, ...]:
    """Every course with a visit to come; those that need mending first, then by next visit."""
    with clinic.reading(Act.SEE_LISTS) as unit:
        courses = unit.courses.running()
        people = unit.patients.many({course.patient for course in courses})
        visits = unit.scheduling.visits_of_many(people)
        lines = [
            _line(clinic, course, people[course.patient], visits[course.patient])
            for course in courses
        ]
    return tuple(sorted(lines, key=lambda line: (not line.reasons, _next_start(line))))


def _next_start(line: CourseLine) -> float:
    return line.next.start.timestamp() if line.next else 0.0


def _line(
    clinic: Clinic, course: BookedCourse, patient: Patient, visits: Sequence[Visit]
) -> CourseLine:
    mine = [visit for visit in visits if visit.course == course.id]
    state = course_repair.read_course(course.plan, clinic.setup.types, mine)
    return CourseLine(
        course=course,
        patient=patient,
        done=len(state.done),
        of=len(course.plan.steps),
        next=state.coming[0] if state.coming else None,
        reasons=_against(clinic, course, visits),
    )


def numbered_course(unit: Unit, course_id: int) -> BookedCourse:
    """The course with a number; an unknown one is refused."""
    course = unit.courses.one(course_id)
    if course is None:
        raise refuse("course-number-unknown", number=course_id)
    return course


def read_course(clinic: Clinic, unit: Unit, course: BookedCourse) -> CourseView:
    """A course inside a door that is open already."""
    visits = unit.scheduling.visits_of(course.patient)
    mine = [visit for visit in visits if visit.course == course.id]
    state = course_repair.read_course(course.plan, clinic.setup.types, mine)
    at = {**state.done, **state.taken}
    seen = view_visits(clinic, unit, list(at.values()))
    views = dict(zip(at, seen, strict=True))
    return CourseView(
        course=course,
        patient=by_number(unit, course.patient),
        steps=tuple(
            StepView(
                number=number,
                name=step.name,
                view=views.get(step.name),
                done=step.name in state.done,
                missed=step.name in state.missed,
            )
            for number, step in enumerate(course.plan.steps, start=1)
        ),
        reasons=_against(clinic, course, visits),
    )


def _against(clinic: Clinic, course: BookedCourse, visits: Sequence[Visit]) -> tuple[Reason, ...]:
    """Why a course needs mending, among all visits of its patient."""
    mine = [visit for visit in visits if visit.course == course.id]
    others = [visit for visit in visits if visit.course != course.id]
    standing = Standing(
        template=course.plan,
        types=clinic.setup.types,
        starts={},
        zone=clinic.zone,
        others=other_doses(clinic, others),
    )
    return tuple(course_repair.against_visits(standing, mine))
