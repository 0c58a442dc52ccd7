"""Small random clinics and courses, and a brute force that tries every way to place one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from app.domain import openings
from app.domain.course_planning import DAY_LATER
from app.domain.course_tables import CourseAsk, CoursePlan
from app.domain.courses import CourseTemplate, Series, Standing, Step, against_course
from app.domain.diary import Diary, bits_of, make_diary
from app.domain.scheduling import Claim, Kind, Need, Phase, Resource, Route, Shift, VisitType
from app.domain.spacing import ANY_SPACING, Spacing
from app.domain.time import GRAIN, local_day, minute, settled, wall

DENVER = ZoneInfo("America/Denver")
MONDAYS = (date(2026, 11, 30), date(2026, 10, 26), date(2027, 3, 8))
"""An ordinary week, and the weeks that end with each of the two clock changes."""

THERAPIST, NURSE = frozenset({"therapist"}), frozenset({"nurse"})
SKILLS = st.sampled_from([THERAPIST, THERAPIST | NURSE])

PATIENT = Resource(id=90, kind=Kind.PATIENT, name="patient", lanes=(900,))

TALK = VisitType(
    slug="talk",
    title="Talk",
    short="Talk",
    phases=(Phase(name="talk", minutes=15),),
    needs=(Need(role="therapist", kind=Kind.PERSON, skill="therapist", first="talk", last="talk"),),
)
DOSE = VisitType(
    slug="dose",
    title="Dose",
    short="Dose",
    route=Route.IV,
    phases=(
        Phase(name="dose", minutes=15, dose=True),
        Phase(name="rest", minutes=15),
        Phase(name="turnover", minutes=5, patient=False),
    ),
    needs=(
        Need(role="room", kind=Kind.ROOM, skill="dosing", first="dose", last="turnover"),
        Need(role="therapist", kind=Kind.PERSON, skill="therapist", first="dose", last="dose"),
        Need(role="monitor", kind=Kind.PERSON, skill="nurse", first="dose", last="rest"),
    ),
)


def diary(
    *taken: tuple[int, int, int, int],
    first: date = MONDAYS[0],
    length: int = 28,
    therapists: int = 1,
    days: int = 5,
) -> Diary:
    """A plain clinic, open from nine to ten: a room, a nurse and therapists 3, 4 ...

    Each that is taken: a lane, a day, the first of the hour's twelve grains, and how many.
    """
    everything = [
        resource(1, Kind.ROOM, frozenset({"dosing"}), 1, days),
        resource(2, Kind.PERSON, NURSE, 1, days),
        *(resource(n, Kind.PERSON, THERAPIST, 1, days) for n in range(3, 3 + therapists)),
        PATIENT,
    ]
    return make_diary(
        resources=everything,
        claims=[busy(first + timedelta(days=day), lane, *span) for lane, day, *span in taken],
        blocks=(),
        days=(first, first + timedelta(days=length - 1)),
        zone=DENVER,
    )


def ask(
    steps: Sequence[Step],
    book: Diary,
    *,
    series: Series | None = None,
    same: str = "",
    spacing: Spacing = ANY_SPACING,
) -> CourseAsk:
    """Somebody asks for a course that may begin on any day of a diary."""
    return CourseAsk(
        template=CourseTemplate(
            slug="course", title="Course", steps=tuple(steps), series=series, same=same
        ),
        types={"talk": TALK, "dose": replace(DOSE, spacing=spacing)},
        diary=book,
        begin=(book.days[0].day, book.days[-1].day),
    )


def doses(count: int, *, least: int = 1, most: int = 14) -> list[Step]:
    return [
        Step(name=f"Dose {n}", type="dose", least=least, most=most) for n in range(1, count + 1)
    ]


def days_of(plan: CoursePlan | None) -> list[str]:
    """The days of a plan's steps, or nothing."""
    steps = plan.steps if plan else ()
    return [f"{wall(step.start, DENVER):%a %d}" for step in steps]


def clocks_of(plan: CoursePlan | None) -> list[str]:
    steps = plan.steps if plan else ()
    return [f"{wall(step.start, DENVER):%H:%M}" for step in steps]


def resource(number: int, kind: Kind, skills: frozenset[str], lanes: int, days: int) -> Resource:
    return Resource(
        id=number,
        kind=kind,
        name=f"{kind} {number}",
        skills=skills,
        lanes=tuple(number * 10 + lane for lane in range(lanes)),
        hours=tuple(Shift(weekday=day, start=time(9), end=time(10)) for day in range(days)),
    )


@st.composite
def resources(draw: st.DrawFn) -> list[Resource]:
    therapists = draw(st.lists(SKILLS, min_size=1, max_size=3))
    days = draw(st.sampled_from([5, 7, 7]))
    return [
        resource(1, Kind.ROOM, frozenset({"dosing"}), 1, 7),
        resource(2, Kind.PERSON, NURSE, draw(st.integers(1, 2)), 7),
        *(resource(n, Kind.PERSON, each, 1, days) for n, each in enumerate(therapists, start=3)),
        PATIENT,
    ]


TAKEN = ((), (), ((0, 12),), ((0, 12),), ((0, 6),), ((6, 6),), ((3, 3),), ((0, 9),))
"""What is taken of one lane's hour on a day: first grain and how many."""


@st.composite
def diaries(draw: st.DrawFn, length: int = 8) -> Diary:
    """A diary that is partly taken."""
    everything = draw(resources())
    monday = draw(st.sampled_from(MONDAYS))
    lanes = [lane for each in everything for lane in each.lanes]
    count = len(lanes) * length
    taken = draw(st.lists(st.sampled_from(TAKEN), min_size=count, max_size=count))
    return make_diary(
        resources=everything,
        claims=[
            busy(monday + timedelta(days=day), lane, *span)
            for (lane, day), spans in zip(product(lanes, range(length)), taken, strict=True)
            for span in spans
        ],
        blocks=(),
        days=(monday, monday + timedelta(days=length - 1)),
        zone=DENVER,
    )


def busy(day: date, lane: int, first: int, length: int) -> Claim:
    opens = minute(settled(datetime.combine(day, time(9)), DENVER))
    start = opens + first * GRAIN
    return Claim(holder=1, lane=lane, start=start, end=start + length * GRAIN)


@st.composite
def templates(draw: st.DrawFn, least: int = 2, most: int = 5) -> CourseTemplate:
    """A course of a few steps under rules of every sort."""
    types = draw(st.lists(st.sampled_from(["talk", "dose"]), min_size=least, max_size=most))
    steps = [Step(name="0", type=types[0])]
    for place, kind in enumerate(types[1:], start=1):
        before = draw(st.integers(max(0, place - 2), place - 1))
        gap = draw(st.integers(1, 2))
        linked = Step(
            name=str(place),
            type=kind,
            after=str(before),
            least=gap,
            most=draw(st.integers(gap, 4)),
        )
        if not steps[before].within_hours and draw(st.sampled_from([True, True, False])):
            linked = replace(linked, within_hours=24 * linked.most)
        steps.append(linked)
    series = Series(first="0", last=str(len(steps) - 1), days=draw(st.integers(len(steps), 8)))
    return CourseTemplate(
        slug="course",
        title="Course",
        steps=tuple(steps),
        series=series if draw(st.booleans()) else None,
        same=draw(st.sampled_from(["", "therapist", "therapist"])),
    )


@st.composite
def asks(draw: st.DrawFn) -> CourseAsk:
    """Somebody asks for a course."""
    diary = draw(diaries())
    first = diary.days[0].day
    spacing = Spacing(
        gap_days=draw(st.integers(1, 3)),
        most=draw(st.sampled_from([0, 0, 1, 2])),
        in_days=draw(st.integers(3, 5)),
    )
    other_days = draw(st.lists(st.integers(-3, 12), max_size=1))
    return CourseAsk(
        template=draw(templates()),
        types={"talk": TALK, "dose": replace(DOSE, spacing=spacing)},
        diary=diary,
        begin=(first, first + timedelta(days=draw(st.sampled_from([1, 7])))),
        others={Route.IV: tuple(first + timedelta(days=n) for n in other_days)},
        about=draw(st.sampled_from([None, time(9, 15), time(9, 40), time(12)])),
    )


def only_therapist(ask: CourseAsk, person: int) -> CourseAsk:
    """The same clinic, as if nobody else were a therapist."""
    alone = [
        each if each.id == person else replace(each, skills=each.skills - THERAPIST)
        for each in ask.diary.resources
    ]
    return replace(ask, diary=replace(ask.diary, resources=tuple(alone)))


def every_start(ask: CourseAsk, kind: VisitType) -> list[int]:
    """Every quarter hour at which somebody can be found for each need."""
    return [
        grain
        for grain in bits_of(openings.starts(kind, ask.diary, PATIENT, ask.wishes))
        if wall(ask.diary.moment(grain), DENVER).minute % 15 == 0
        and openings.plan(kind, ask.diary, PATIENT, grain, ask.wishes) is not None
    ]


def off(ask: CourseAsk, start: datetime) -> int:
    """Minutes off the wished time of day."""
    if ask.about is None:
        return 0
    wished = settled(datetime.combine(local_day(start, DENVER), ask.about), DENVER)
    return abs(minute(start) - minute(wished))


def standing(ask: CourseAsk, starts: Mapping[int, datetime]) -> Standing:
    return Standing(
        template=ask.template,
        types=ask.types,
        starts={**ask.done, **starts},
        zone=DENVER,
        others=ask.others,
        done=frozenset(ask.done),
    )


def courses(
    ask: CourseAsk, starts: Sequence[Sequence[datetime]], so_far: tuple[datetime, ...] = ()
) -> Iterator[tuple[datetime, ...]]:
    """Every course that keeps all the rules, found by trying every start of every step."""
    if len(so_far) == len(starts):
        yield so_far
        return
    for start in starts[len(so_far)]:
        tried = (*so_far, start)
        early = not so_far and not ask.begin[0] <= local_day(start, DENVER) <= ask.begin[1]
        if not early and not any(against_course(standing(ask, dict(enumerate(tried))))):
            yield from courses(ask, starts, tried)


def cheapest(ask: CourseAsk) -> int | None:
    """What the best course costs, None when there is none."""
    kinds = [ask.types[step.type] for step in ask.template.steps]
    by_kind = {
        kind.slug: [ask.diary.moment(grain) for grain in every_start(ask, kind)] for kind in kinds
    }
    found = courses(ask, [by_kind[kind.slug] for kind in kinds])
    return min((cost(ask, starts) for starts in found), default=None)


def cost(ask: CourseAsk, starts: Sequence[datetime]) -> int:
    finish = (local_day(starts[-1], DENVER) - ask.begin[0]).days
    return sum(off(ask, start) for start in starts) + DAY_LATER * finish
