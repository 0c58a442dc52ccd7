"""Making a course whole again after a no-show or a block, and putting the rest of it off."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from app.clinic import Clinic
from app.domain import course_planning, course_repair
from app.domain.access import Act
from app.domain.course_reasons import why_no_course
from app.domain.course_repair import Mended, Repair
from app.domain.course_tables import CourseAsk
from app.domain.courses import BookedCourse, CourseTemplate
from app.domain.patients import Patient
from app.domain.refusal import Reason, Refused, refuse, refuse_if
from app.domain.scheduling import Status, Visit
from app.domain.time import days_later, local_day
from app.storage.unit import Unit
from app.use_cases.course_days import other_doses, still_to_come
from app.use_cases.course_views import CourseView, numbered_course, read_course
from app.use_cases.courses import LONGEST
from app.use_cases.diaries import diary_for
from app.use_cases.holds import deadline_for
from app.use_cases.patients import by_number
from app.use_cases.placing import Want, judge_wants, place_all, wished
from app.use_cases.scheduling import release_late_holds
from app.use_cases.views import VisitView, view_placed, view_visits

SLACK = 28
"""Days after the last visit in which a course may end when it is mended."""

MORE_DAYS = 90
"""Days that are looked at as well to say with what it could be mended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MendedStep:
    """One visit to come of a mended course: as it is, or as it would be."""

    number: int
    name: str
    view: VisitView
    visit: int
    """The visit that takes the step; 0 where a new one is booked."""
    was: datetime | None
    """When that visit is now; None for a new one."""
    moved: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseRepair:
    """A way to make a course whole again, or to put it off, that can be booked as it stands."""

    course: BookedCourse
    patient: Patient
    steps: tuple[MendedStep, ...]
    person: str = ""
    """Who takes all that is moved, by name; empty where it changes."""
    missed: tuple[str, ...] = ()
    spare: tuple[int, ...] = ()
    """Visits that no step needs any more; they are called off."""
    optimal: bool = True
    """Whether no fewer visits could move, nor these by less."""

    @property
    def moved(self) -> tuple[MendedStep, ...]:
        """What moves or is booked anew."""
        return tuple(step for step in self.steps if step.moved)


def propose_repairs(clinic: Clinic, course_id: int) -> tuple[CourseRepair, ...]:
    """The smallest repair first; another where keeping to one person moves more.

    Refused when nothing needs mending, or when nothing mends it: then with what would.
    """
    with clinic.reading(Act.PLAN_COURSE) as unit:
        mending = _Mending(clinic, unit, course_id)
        found = course_repair.repairs(mending.ask, mending.visits)
        if not found:
            raise Refused(mending.why())
        if not found[0].moved and not found[0].spare:
            raise refuse("course-whole")
        return tuple(mending.repaired(each) for each in found)


def propose_shift(clinic: Clinic, course_id: int, *, since: int, days: int) -> CourseRepair:
    """A step, by its number, and all after it so many days later, at the same times of day."""
    with clinic.reading(Act.PLAN_COURSE) as unit:
        return _Mending(clinic, unit, course_id, more=max(0, days)).shifted(since, days)


class _Mending:
    """One course to be changed, inside a door that is open."""

    def __init__(self, clinic: Clinic, unit: Unit, course_id: int, *, more: int = 0) -> None:
        self._clinic, self._unit = clinic, unit
        self._course = numbered_course(unit, course_id)
        unit.note(patient=self._course.patient, course=course_id)
        self._patient = by_number(unit, self._course.patient)
        every = unit.scheduling.visits_of(self._course.patient)
        self._others = [visit for visit in every if visit.course != course_id]
        self.visits = [visit for visit in every if visit.course == course_id]
        self._state = course_repair.read_course(self._plan, clinic.setup.types, self.visits)
        self.ask = self._ask(more)

    @property
    def _plan(self) -> CourseTemplate:
        return self._course.plan

    def _ask(self, more: int) -> CourseAsk:
        """The course with the diary of all the days it could take; its own visits are free."""
        clinic, today = self._clinic, self._clinic.today()
        coming = self._state.coming
        longest = today + timedelta(days=min(self._plan.longest, LONGEST))
        last = max([longest, *(local_day(visit.start, clinic.zone) for visit in coming)])
        days = (today, last + timedelta(days=SLACK + more))
        gone = [visit.id for visit in coming]
        return CourseAsk(
            template=self._plan,
            types=clinic.setup.types,
            diary=diary_for(clinic, self._unit, self._patient.id, days, without=gone),
            begin=days,
            others=other_doses(clinic, self._others),
            wishes=still_to_come(clinic, self._course.wishes),
        )

    def why(self) -> Iterator[Reason]:
        """Why nothing mends it, and what would."""
        yield Reason("course-cannot-mend", {"course": self._plan.title})
        yield from why_no_course(self._rest(self._ask(MORE_DAYS)))

    def _rest(self, ask: CourseAsk) -> CourseAsk:
        """The course without what was passed over, and with what has been."""
        template = self._plan.without(self._state.missed)
        done = {template.place(name): visit.start for name, visit in self._state.done.items()}
        return replace(ask, template=template, done=done)

    def repaired(self, repair: Repair) -> CourseRepair:
        """A repair as shown."""
        names = {resource.id: resource.name for resource in self.ask.diary.resources}
        return CourseRepair(
            course=self._course,
            patient=self._patient,
            steps=self._shown(repair.steps),
            person=names.get(repair.person or 0, ""),
            missed=repair.missed,
            spare=repair.spare,
        )

    def shifted(self, since: int, days: int) -> CourseRepair:
        """The course with the later visits put off, nearest to the times they would have."""
        taken, ask = self._state.taken, self._rest(self.ask)
        steps = [step.name for step in ask.template.steps]
        name = self._plan.steps[since - 1].name if 0 < since <= len(self._plan.steps) else ""
        if name not in taken:
            raise refuse("course-step-unknown", step=name or str(since), known=tuple(taken))
        refuse_if(self._without_visit(steps))
        first, zone = steps.index(name), self._clinic.zone
        at = {steps.index(each): visit for each, visit in taken.items()}
        asked = replace(ask, pinned={n: visit.start for n, visit in at.items() if n < first})
        aims = {n: days_later(visit.start, days, zone) for n, visit in at.items()}
        plan = course_planning.nearest_course(asked, aims)
        if plan is None:
            raise Refused(self.why())
        mended = [
            Mended(
                step=placed,
                visit=at[placed.place].id,
                was=at[placed.place].start,
                moved=placed.place >= first,
            )
            for placed in plan.steps
        ]
        return CourseRepair(
            course=self._course, patient=self._patient, steps=self._shown(mended), optimal=False
        )

    def _without_visit(self, steps: Sequence[str]) -> Iterator[Reason]:
        for name in steps:
            if name not in {*self._state.done, *self._state.taken}:
                yield Reason("course-step-open", {"step": name})

    def _shown(self, steps: Sequence[Mended]) -> tuple[MendedStep, ...]:
        """Every step with its visit as it will be, judged on its own date."""
        known = {visit.id: visit for visit in self._state.coming}
        staying = [each for each in steps if not each.moved]
        kept = view_visits(self._clinic, self._unit, [known[each.visit] for each in staying])
        views = dict(zip((each.step.place for each in staying), kept, strict=True))
        views |= self._moved(known, [each for each in steps if each.moved])
        return tuple(
            MendedStep(
                number=self._plan.place(each.step.name) + 1,
                name=each.step.name,
                view=views[each.step.place],
                visit=each.visit,
                was=known[each.visit].start if each.visit else None,
                moved=each.moved,
            )
            for each in steps
        )

    def _moved(self, known: Mapping[int, Visit], steps: Sequence[Mended]) -> dict[int, VisitView]:
        """What moves or is new as it would be booked or held, by its place."""
        if not steps:
            return {}
        wants = [self._want(each, known.get(each.visit)) for each in steps]
        resources = {resource.id: resource for resource in self.ask.diary.resources}
        judged = judge_wants(self._clinic, self._unit, wants)
        return {
            each.step.place: view_placed(self._clinic, visit, self._patient, resources, items)
            for each, (visit, items, _) in zip(steps, judged, strict=True)
        }

    def _want(self, mended: Mended, old: Visit | None) -> Want:
        """The visit at its new time: one that is there, or a new one."""
        step, number = mended.step, self._plan.place(mended.step.name) + 1
        until = deadline_for(self._clinic, self._unit, step.start)
        if old is None:
            kind = self._clinic.setup.types[step.type]
            old = wished(self._clinic, kind, self._patient.id, step.start)
        visit = replace(
            old,
            start=step.start,
            end=step.end,
            parts=step.parts,
            course=self._course.id,
            step=number,
            displaced=False,
            hold_until=old.hold_until and until,
        )
        return Want(visit=visit, deadline=until)


def book_repair(clinic: Clinic, repair: CourseRepair, *, token: str = "") -> CourseView:
    """Move, book and call off what a repair says, all of it or nothing."""
    with clinic.writing(Act.REPAIR_COURSE, token=token) as unit:
        course = numbered_course(unit, repair.course.id)
        unit.note(patient=course.patient, course=course.id, moved=len(repair.moved))
        if unit.audit.by_token(token) is None:
            release_late_holds(clinic, unit)
            _mend(clinic, unit, repair)
        return read_course(clinic, unit, course)


def _mend(clinic: Clinic, unit: Unit, repair: CourseRepair) -> None:
    now = {visit.id: visit for visit in unit.scheduling.visits_of_course(repair.course.id)}
    for step in repair.steps:
        if step.visit and now[step.visit].version != step.view.visit.version:
            raise refuse("course-changed", step=step.name)
    gone = [
        replace(now[number], status=Status.CANCELLED, cancelled_by="clinic", why="course-mended")
        for number in repair.spare
    ]
    renamed = [
        replace(now[step.visit], step=step.number)
        for step in repair.steps
        if not step.moved and now[step.visit].step != step.number
    ]
    unit.scheduling.keep([*gone, *renamed])
    wants = [
        Want(visit=visit, deadline=deadline_for(clinic, unit, visit.start))
        for visit in (step.view.visit for step in repair.moved)
    ]
    if wants:
        place_all(clinic, unit, wants)
    unit.shelf.take([*repair.spare, *(step.visit for step in repair.moved)])
