"""Planning a patient's whole course and booking it in one act."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta

from app.clinic import Clinic
from app.domain import course_planning
from app.domain.access import Act
from app.domain.course_reasons import why_no_course
from app.domain.course_tables import CourseAsk, CoursePlan, Placed
from app.domain.courses import BookedCourse, CourseTemplate, Standing, against_course
from app.domain.patients import Patient
from app.domain.refusal import Reason, Refused, refuse, refuse_if
from app.domain.scheduling import Status, Visit
from app.domain.time import days_later
from app.domain.wishes import NO_WISHES, Wishes
from app.storage.unit import Unit
from app.use_cases.course_days import other_doses, still_to_come
from app.use_cases.course_views import CourseView, numbered_course, read_course
from app.use_cases.diaries import diary_for
from app.use_cases.holds import deadlines
from app.use_cases.patients import by_number
from app.use_cases.placing import Want, judge_wants, place_all, wished
from app.use_cases.scheduling import release_late_holds
from app.use_cases.views import VisitView, view_placed

START_WITHIN = 28
"""Days from the wished first day in which a course begins."""

LONGEST = 150
"""Days that are looked at for a course, at most."""

MORE_DAYS = 90
"""Days that are looked at as well when a course does not fit, to say with what it would."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWish:
    """What somebody asks for: which course, from when, and what suits the patient."""

    patient: int
    template: str
    first: date | None = None
    """The first day on which it may begin; None is today."""
    wishes: Wishes = NO_WISHES
    about: time | None = None
    """The time of day that suits best."""
    left_out: tuple[str, ...] = ()
    """Steps that this patient does not need, by their names."""
    pinned: Mapping[str, datetime] = field(default_factory=dict[str, datetime])
    """Steps that were put on a time by hand, by their names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedStep:
    """One visit of a proposed course as it would be booked or held."""

    number: int
    """Its place in the course, from 1."""
    name: str
    view: VisitView


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseProposal:
    """A course that can be booked as it stands."""

    wish: CourseWish
    plan: CourseTemplate
    patient: Patient
    steps: tuple[PlannedStep, ...]
    person: str = ""
    """Who is there throughout, by name; empty where it changes."""
    optimal: bool = True
    notes: tuple[Reason, ...] = ()
    """What the patient should hear: that people change, or that not all could be put off."""

    @property
    def starts(self) -> dict[str, datetime]:
        """When each step is, by its name."""
        return {step.name: step.view.visit.start for step in self.steps}


def course_template(clinic: Clinic, slug: str) -> CourseTemplate:
    """A course that the clinic offers; an unknown one is refused."""
    found = clinic.setup.courses.get(slug)
    if found is None:
        raise refuse("course-unknown", course=slug, known=tuple(clinic.setup.courses))
    return found


def course_people(clinic: Clinic, slug: str) -> dict[int, str]:
    """Who can fill the role that one person should fill in a course, by number."""
    template = course_template(clinic, slug)
    kinds = [clinic.setup.types[step.type] for step in template.steps]
    skills = {n.skill for kind in kinds for n in kind.needs if n.role == template.same}
    with clinic.reading(Act.FIND_OPENINGS) as unit:
        every = unit.scheduling.resources()
    return {each.id: each.name for each in every if skills and skills <= each.skills}


def plan_course(clinic: Clinic, wish: CourseWish) -> CourseProposal:
    """The best course there is, or `Refused` with what stands against it and what would fit."""
    with clinic.reading(Act.PLAN_COURSE) as unit:
        unit.note(patient=wish.patient, course=wish.template)
        ask = ask_for(clinic, unit, wish)
        plan = course_planning.plan_course(ask)
        if plan is None:
            raise Refused(_why(clinic, unit, wish))
        return _proposal(clinic, unit, wish, ask, plan)


def shift_plan(
    clinic: Clinic, proposal: CourseProposal, *, since: str, days: int
) -> CourseProposal:
    """The proposed course with a step and all after it so many days later, at the same times."""
    wish, starts = proposal.wish, proposal.starts
    with clinic.reading(Act.PLAN_COURSE) as unit:
        unit.note(patient=wish.patient, course=wish.template)
        ask = ask_for(clinic, unit, wish, more=max(0, days))
        first = ask.template.place(since)
        named = {place: starts[step.name] for place, step in enumerate(ask.template.steps)}
        staying = {place: start for place, start in named.items() if place < first}
        aims = {place: days_later(named[place], days, clinic.zone) for place in named}
        asked = replace(ask, pinned=staying, begin=(ask.begin[0], ask.diary.days[-1].day))
        plan = course_planning.nearest_course(asked, aims)
        if plan is None:
            raise Refused(_why(clinic, unit, replace(wish, pinned={})))
        found = _proposal(clinic, unit, wish, asked, plan)
        short = sum(aims[step.place] != step.start for step in plan.steps if step.place >= first)
        put_off = (Reason("course-put-off-less", {"count": short}),) if short else ()
        return replace(found, notes=(*found.notes, *put_off))


def ask_for(clinic: Clinic, unit: Unit, wish: CourseWish, *, more: int = 0) -> CourseAsk:
    """The wish with the diary of all the days that the course could take."""
    template = course_template(clinic, wish.template)
    refuse_if(_unknown_steps(template, wish))
    template = template.without(wish.left_out)
    patient = by_number(unit, wish.patient)
    first = max(wish.first or clinic.today(), clinic.today())
    days = min(START_WITHIN + template.longest, LONGEST) + more
    diary = diary_for(clinic, unit, patient.id, (first, first + timedelta(days=days)))
    return CourseAsk(
        template=template,
        types=clinic.setup.types,
        diary=diary,
        begin=(first, first + timedelta(days=START_WITHIN)),
        others=other_doses(clinic, unit.scheduling.visits_of(patient.id)),
        wishes=still_to_come(clinic, wish.wishes),
        about=wish.about,
        pinned={template.place(name): start for name, start in wish.pinned.items()},
    )


def _unknown_steps(template: CourseTemplate, wish: CourseWish) -> Iterator[Reason]:
    names = tuple(step.name for step in template.steps)
    for name in (*wish.left_out, *wish.pinned):
        if name not in names:
            yield Reason("course-step-unknown", {"step": name, "known": names})
    if names and set(names) <= set(wish.left_out):
        yield Reason("course-empty")


def _why(clinic: Clinic, unit: Unit, wish: CourseWish) -> Iterator[Reason]:
    """What stands against a course, with more days to try than it would take."""
    ask = ask_for(clinic, unit, wish, more=MORE_DAYS)
    facts = {"course": ask.template.title, "first": ask.begin[0], "last": ask.begin[1]}
    yield Reason("course-none", facts)
    yield from why_no_course(ask)


def _proposal(
    clinic: Clinic, unit: Unit, wish: CourseWish, ask: CourseAsk, plan: CoursePlan
) -> CourseProposal:
    """The plan as shown, each visit judged on its own date after those before it."""
    patient = by_number(unit, wish.patient)
    visits = [_visit(clinic, patient, step) for step in plan.steps]
    judged = list(judge_wants(clinic, unit, [Want(visit=v, deadline=v.start) for v in visits]))
    held = [visit.start for visit, _, _ in judged if visit.status is Status.HELD]
    until = dict(zip(held, deadlines(clinic, unit, held), strict=True))
    resources = {resource.id: resource for resource in ask.diary.resources}
    numbers = {step.name: number for number, step in enumerate(ask.template.steps, start=1)}
    steps = [
        PlannedStep(
            number=numbers[step.name],
            name=step.name,
            view=view_placed(
                clinic,
                replace(visit, hold_until=until.get(visit.start)),
                patient,
                resources,
                items,
            ),
        )
        for step, (visit, items, _) in zip(plan.steps, judged, strict=True)
    ]
    changing = bool(ask.template.same) and plan.person is None
    return CourseProposal(
        wish=wish,
        plan=ask.template,
        patient=patient,
        steps=tuple(steps),
        person="" if plan.person is None else resources[plan.person].name,
        optimal=plan.optimal and not wish.pinned,
        notes=(Reason("course-people-change", {"role": ask.template.same}),) if changing else (),
    )


def _visit(clinic: Clinic, patient: Patient, placed: Placed) -> Visit:
    asked = wished(clinic, clinic.setup.types[placed.type], patient.id, placed.start)
    return replace(asked, end=placed.end, parts=placed.parts)


def book_course(
    clinic: Clinic, proposal: CourseProposal, *, first: int | None = None, token: str = ""
) -> CourseView:
    """Book a course as proposed, all of it or nothing; of its visits only the first so many.

    The others are held, and so is whatever the gate does not let through yet.
    """
    with clinic.writing(Act.BOOK_COURSE, token=token) as unit:
        course = _course_by_token(unit, token)
        if course is None:
            release_late_holds(clinic, unit)
            refuse_if(_against_rules(clinic, unit, proposal))
            course = unit.courses.add(_booked(clinic, proposal))
            place_all(clinic, unit, list(_wants(clinic, unit, proposal, course.id, first)))
        view = read_course(clinic, unit, course)
        unit.note(patient=course.patient, course=course.id, held=view.held)
        return view


def _course_by_token(unit: Unit, token: str) -> BookedCourse | None:
    """The course that an asker's act has made already."""
    entry = unit.audit.by_token(token)
    number = json.loads(entry.payload).get("course") if entry else None
    return None if number is None else numbered_course(unit, number)


def _against_rules(clinic: Clinic, unit: Unit, proposal: CourseProposal) -> Iterator[Reason]:
    """The rules of the course that its times break by now, or as they were put by hand."""
    starts = {proposal.plan.place(name): start for name, start in proposal.starts.items()}
    others = other_doses(clinic, unit.scheduling.visits_of(proposal.patient.id))
    yield from against_course(
        Standing(
            template=proposal.plan,
            types=clinic.setup.types,
            starts=starts,
            zone=clinic.zone,
            others=others,
        )
    )


def _booked(clinic: Clinic, proposal: CourseProposal) -> BookedCourse:
    return BookedCourse(
        patient=proposal.patient.id,
        template=proposal.wish.template,
        plan=proposal.plan,
        wishes=replace(proposal.wish.wishes, not_before=None),
        made_at=clinic.now(),
        made_by=clinic.person.login,
    )


def _wants(
    clinic: Clinic, unit: Unit, proposal: CourseProposal, course: int, first: int | None
) -> Iterator[Want]:
    """The visits of a course in order, the later ones only to be held."""
    visits = [step.view.visit for step in proposal.steps]
    until = deadlines(clinic, unit, [visit.start for visit in visits])
    for place, (step, at) in enumerate(zip(proposal.steps, until, strict=True)):
        asked = replace(step.view.visit, status=Status.BOOKED, hold_until=None, course=course)
        if first is not None and place >= first:
            asked = replace(asked, status=Status.HELD, hold_until=at)
        yield Want(visit=replace(asked, step=step.number), deadline=at)
