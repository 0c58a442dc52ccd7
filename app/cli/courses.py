"""`course` and `repair`: planning a patient's whole course, booking it, making it whole again."""

from dataclasses import replace

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, maybe_day, patient_of
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, whole_number
from app.cli.visits import add_act, visit_document
from app.cli.wishing import add_wishes, wishes_of
from app.clinic import Clinic, new_token
from app.domain.refusal import refuse
from app.domain.scheduling import Kind
from app.domain.time import wall
from app.domain.wish_words import Known, read_wishes
from app.domain.wishes import Wishes
from app.use_cases.course_repairs import CourseRepair, book_repair, propose_repairs
from app.use_cases.course_views import CourseView
from app.use_cases.courses import CourseProposal, CourseWish, book_course, plan_course
from app.use_cases.days import see_day
from app.use_cases.views import VisitView

VISITS = (
    '"visits": [{"step", "type", "start", "end", "ready", "status",\n             "claims": [...]}]'
)

COURSE = Help(
    summary="Plan a patient's whole course, and book it in one act: all of it, or nothing.",
    document=f'{{"optimal",\n {VISITS}, "course", "act"}}',
    example="anteroom course --patient 10001 --template kap-6 --from 2026-12-01 --plan-only",
    more="What the gate does not let through yet is held, and books itself when the last paper is\n"
    "filed. With --plan-only nothing is booked, and there is no “course” and no “act”. --wish\n"
    "takes words as on the phone: “tue thu mornings”, “with okafor”, “not 24 dec to 2 jan”.",
)
REPAIR = Help(
    summary="Make a course whole again with the fewest visits moved, after a no-show or a block.",
    document=f'{{"optimal", "moved",\n {VISITS}, "course", "act"}}',
    example="anteroom repair --course 3 --plan-only",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    course = commands.add("course", _course, COURSE)
    course.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    course.add_argument("--template", required=True, metavar="SLUG", help="which course: kap-6 ...")
    course.add_argument("--from", dest="first", metavar="DAY", help="first day (today)")
    course.add_argument("--wish", default="", metavar="TEXT", help="wishes as they are said")
    course.add_argument(
        "--without", action="append", default=[], metavar="STEP", help="leave a step out, by name"
    )
    course.add_argument(
        "--first",
        dest="first_visits",
        type=whole_number(0, 100),
        metavar="N",
        help="book the first N, hold the rest",
    )
    course.add_argument("--plan-only", action="store_true", help="only say what would be booked")
    add_wishes(course)
    add_act(course)
    repair = commands.add("repair", _repair, REPAIR)
    repair.add_argument("--course", required=True, type=NUMBER, metavar="N", help="course number")
    repair.add_argument("--plan-only", action="store_true", help="only say what would move")
    add_act(repair)


def _course(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        wish = CourseWish(
            patient=patient_of(clinic, asked.patient).id,
            template=asked.template,
            first=maybe_day(clinic, asked.first),
            wishes=_wishes(call, clinic),
            left_out=tuple(asked.without),
        )
        proposal = plan_course(clinic, wish)
        if asked.plan_only:
            return _planned(clinic, proposal)
        booked = book_course(clinic, proposal, first=asked.first_visits, token=act)
        return _booked(clinic, booked, {"optimal": proposal.optimal}, act)


def _wishes(call: Call, clinic: Clinic) -> Wishes:
    """The wishes of the options, and those that were said in words."""
    asked = wishes_of(clinic, call.words)
    if not call.words.wish.strip():
        return asked
    resources = see_day(clinic, clinic.today()).resources
    people = {each.id: each.name for each in resources if each.kind is Kind.PERSON}
    rooms = {each.id: each.name for each in resources if each.kind is Kind.ROOM}
    known = Known(today=clinic.today(), zone=clinic.zone, people=people, rooms=rooms)
    said = read_wishes(call.words.wish, known)
    if said.unread:
        raise refuse("wish-unreadable", text=" ".join(said.unread))
    return replace(
        said.wishes,
        people=asked.people or said.wishes.people,
        rooms=asked.rooms or said.wishes.rooms,
        between=asked.between or said.wishes.between,
        weekdays=asked.weekdays or said.wishes.weekdays,
        not_before=asked.not_before or said.wishes.not_before,
    )


def _planned(clinic: Clinic, proposal: CourseProposal) -> Answer:
    steps = [(step.number, step.name, step.view) for step in proposal.steps]
    document: Document = {
        "optimal": proposal.optimal,
        "visits": [_visit(clinic, number, view) for number, _, view in steps],
    }
    rows = [_row(clinic, name, view) for _, name, view in steps]
    notes = tuple(words.say(reason) for reason in proposal.notes)
    return Answer(document=document, lines=(*columns(rows, indent=""), *notes))


def _booked(clinic: Clinic, course: CourseView, more: Document, act: str) -> Answer:
    steps = [(step.number, step.name, step.view) for step in course.steps if step.view is not None]
    document: Document = {
        **more,
        "visits": [_visit(clinic, number, view) for number, _, view in steps],
        "course": course.course.id,
        "act": act,
    }
    rows = [_row(clinic, name, view) for _, name, view in steps]
    head = f"Course {course.course.id}: {words.plural(len(steps), 'visit')}, {course.held} held."
    return Answer(document=document, lines=(head, *columns(rows)))


def _visit(clinic: Clinic, number: int, view: VisitView) -> Document:
    told = visit_document(clinic, view)
    return {"step": number, "type": view.type.slug, "ready": view.ready, **told}


def _row(clinic: Clinic, name: str, view: VisitView) -> tuple[str, ...]:
    start, end = (wall(at, clinic.zone) for at in (view.visit.start, view.visit.end))
    names = [held.name for held in view.holds if held.role != "patient"]
    status = words.status_word(view.visit.status)
    when = words.span(start, end)
    return name, words.day(start.date()), when, status, ", ".join(dict.fromkeys(names))


def _repair(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        best = propose_repairs(clinic, asked.course)[0]
        if asked.plan_only:
            return _proposed(clinic, best)
        mended = book_repair(clinic, best, token=act)
        more = {"optimal": best.optimal, "moved": _moved(best)}
        return _booked(clinic, mended, more, act)


def _moved(repair: CourseRepair) -> list[int]:
    return [step.number for step in repair.moved]


def _proposed(clinic: Clinic, repair: CourseRepair) -> Answer:
    document: Document = {
        "optimal": repair.optimal,
        "moved": _moved(repair),
        "visits": [_visit(clinic, step.number, step.view) for step in repair.steps],
    }
    rows = [_row(clinic, step.name, step.view) for step in repair.moved]
    return Answer(document=document, lines=columns(rows, indent=""))
