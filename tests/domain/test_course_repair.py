"""Repairs of courses against a brute force that tries every start of every step."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.course_planning import plan_course
from app.domain.course_repair import MOVED, Repair, read_course, repairs
from app.domain.course_tables import CourseAsk
from app.domain.courses import Series, Step, against_course
from app.domain.diary import make_diary
from app.domain.scheduling import Status, Visit
from app.domain.time import minute, settled, wall
from app.domain.wishes import Wishes
from tests.domain.course_samples import (
    DENVER,
    MONDAYS,
    PATIENT,
    ask,
    asks,
    busy,
    courses,
    diary,
    every_start,
    only_therapist,
    standing,
)

Case = tuple[CourseAsk, list[Visit]]


@st.composite
def broken_courses(draw: st.DrawFn) -> Case:
    """A planned course of which some visits have been, one fell out, and time was blocked."""
    asked = draw(asks())
    plan = plan_course(asked)
    assume(plan is not None)
    assert plan is not None
    been = draw(st.integers(0, len(plan.steps) - 1))
    lost = draw(st.sampled_from([None, been - 1, been]))
    visits = [
        Visit(
            id=step.place + 1,
            patient=1,
            type=step.type,
            start=step.start,
            end=step.end,
            parts=step.parts,
            step=step.place + 1,
            course=1,
            status=_status(step.place, been, lost),
        )
        for step in plan.steps
    ]
    now = plan.steps[been].start - timedelta(hours=12)
    return _later(draw, asked, now), visits


def _status(place: int, been: int, lost: int | None) -> Status:
    if place == lost:
        return Status.NO_SHOW if place < been else Status.CANCELLED
    return Status.LEFT if place < been else Status.BOOKED


def _later(draw: st.DrawFn, asked: CourseAsk, now: datetime) -> CourseAsk:
    """The same clinic some days on, with more of its time taken."""
    first = asked.diary.days[0].day
    lanes = [lane for each in asked.diary.resources for lane in each.lanes if each != PATIENT]
    blocked = draw(st.lists(st.tuples(st.integers(0, 7), st.sampled_from(lanes)), max_size=3))
    diary = make_diary(
        resources=asked.diary.resources,
        claims=[
            *asked.diary.claims,
            *(busy(first + timedelta(days=day), lane, 0, 12) for day, lane in blocked),
        ],
        blocks=(),
        days=(first, first + timedelta(days=7)),
        zone=DENVER,
    )
    wishes = Wishes(not_before=now)
    return replace(asked, diary=diary, wishes=wishes, begin=(first, first + timedelta(days=7)))


def smallest(ask: CourseAsk, visits: Sequence[Visit], person: int | None = None) -> int | None:
    """What the smallest repair costs, found by trying every course there is."""
    course = read_course(ask.template, ask.types, visits)
    template = ask.template.without(course.missed)
    done = {template.place(name): visit.start for name, visit in course.done.items()}
    changed = replace(ask, template=template, done=done)
    able = changed if person is None else only_therapist(changed, person)
    kept = {(visit.type, visit.start) for visit in course.coming if stays(ask, visit)}
    starts = [
        [done[place]]
        if place in done
        else [ask.diary.moment(grain) for grain in every_start(able, ask.types[step.type])]
        + [start for slug, start in kept if slug == step.type]
        for place, step in enumerate(template.steps)
    ]
    was = {ask.template.steps[visit.step - 1].name: visit.start for visit in visits}

    def cost(found: Sequence[datetime]) -> int:
        return sum(
            MOVED + moved_by(was[step.name], start)
            for place, (step, start) in enumerate(zip(template.steps, found, strict=True))
            if place not in done and (step.type, start) not in kept
        )

    return min(map(cost, courses(changed, starts)), default=None)


def moved_by(was: datetime, start: datetime) -> int:
    """Minutes, a day counting for all of its own, and the time of day by the clinic's clock."""
    before, after = wall(was, DENVER), wall(start, DENVER)
    clocks = [at.hour * 60 + at.minute for at in (before, after)]
    return abs((after.date() - before.date()).days) * 24 * 60 + abs(clocks[0] - clocks[1])


def stays(ask: CourseAsk, visit: Visit) -> bool:
    """Whether nothing has taken what a visit holds."""
    begin = minute(visit.start)
    held = [(part.lane, begin + part.start, begin + part.end) for part in visit.parts]
    return not any(
        taken == lane and begins < end and first < ends
        for _, taken, begins, ends in ask.diary.claims
        for lane, first, end in held
    )


ROOM, MOSS, LUND = 10, 30, 40
ALL_DAY = (0, 12)

SERIES = [
    Step(name="Dose 1", type="dose"),
    Step(name="Talk 1", type="talk", most=3),
    Step(name="Dose 2", type="dose", after="Dose 1", least=2, most=7),
    Step(name="Talk 2", type="talk", most=3),
    Step(name="Dose 3", type="dose", after="Dose 2", least=2, most=7),
    Step(name="Talk 3", type="talk", most=3),
]
"""Planned on a free diary: Monday to Friday, and the Monday after."""


def planned(asked: CourseAsk, *statuses: Status) -> list[Visit]:
    """The visits of a course as planned; the first of them stand so, the others are booked."""
    plan = plan_course(asked)
    assert plan is not None
    return [
        Visit(
            id=step.place + 1,
            patient=1,
            type=step.type,
            start=step.start,
            end=step.end,
            parts=step.parts,
            step=step.place + 1,
            status=statuses[step.place] if step.place < len(statuses) else Status.BOOKED,
        )
        for step in plan.steps
    ]


def told(repair: Repair) -> list[str]:
    """What moves: the step, from which visit, to which day."""
    return [
        f"{each.step.name} ({each.visit or 'new'}) {wall(each.step.start, DENVER):%a %d}"
        for each in repair.moved
    ]


def after(asked: CourseAsk, day: int, *taken: tuple[int, int, int, int]) -> CourseAsk:
    """The same clinic at noon of a day, with more of its time taken."""
    now = settled(datetime.combine(MONDAYS[0] + timedelta(days=day), time(12)), DENVER)
    return replace(asked, diary=diary(*taken, therapists=2), wishes=Wishes(not_before=now))


def test_a_course_that_nothing_stands_against_is_left_alone() -> None:
    asked = ask(SERIES, diary(therapists=2))

    (repair,) = repairs(asked, planned(asked))

    assert repair.moved == ()
    assert [each.visit for each in repair.steps] == [1, 2, 3, 4, 5, 6]


def test_after_a_no_show_the_later_visits_move_up_and_two_go_to_the_end() -> None:
    asked = ask(SERIES, diary(therapists=2))
    visits = planned(asked, Status.LEFT, Status.LEFT, Status.NO_SHOW)

    (repair,) = repairs(after(asked, 2), visits)

    assert told(repair) == ["Dose 3 (new) Tue 08", "Talk 3 (4) Wed 09"]
    assert [each.visit for each in repair.steps] == [5, 6, 0, 4]


def test_a_room_that_is_lost_for_two_days_moves_only_what_stood_in_it() -> None:
    asked = ask(SERIES, diary(therapists=2))
    lost = [(ROOM, day, *ALL_DAY) for day in (4, 7)]

    (repair,) = repairs(after(asked, 3, *lost), planned(asked, *[Status.LEFT] * 4))

    assert told(repair) == ["Dose 3 (5) Tue 08", "Talk 3 (6) Wed 09"]


def test_another_person_at_the_same_time_is_the_smallest_move() -> None:
    asked = ask(SERIES, diary(therapists=2))
    visits = planned(asked)
    held = {part.resource for visit in visits for part in visit.parts if part.role == "therapist"}
    lane = held.pop() * 10

    (repair,) = repairs(after(asked, -1, (lane, 1, *ALL_DAY)), visits)

    assert told(repair) == ["Talk 1 (2) Tue 01"]
    assert repair.moved[0].was == repair.moved[0].step.start


def test_keeping_to_one_person_is_shown_beside_the_smaller_repair() -> None:
    asked = ask(SERIES, diary((LUND, 0, *ALL_DAY), therapists=2), same="therapist")
    away = [(MOSS, day, *ALL_DAY) for day in range(5)]

    smaller, faithful = repairs(after(asked, 3, *away), planned(asked, *[Status.LEFT] * 4))

    assert (len(smaller.moved), smaller.person) == (1, None)
    assert told(faithful) == ["Dose 3 (5) Mon 07", "Talk 3 (6) Tue 08"]
    assert faithful.person == 3


def test_a_longer_visit_stays_as_long_when_it_moves() -> None:
    asked = ask(SERIES, diary(therapists=2))
    visits = planned(asked)
    visits[1] = replace(visits[1], stretch=15, end=visits[1].end + timedelta(minutes=15))
    lost = [(lane, 1, *ALL_DAY) for lane in (MOSS, LUND)]

    (repair,) = repairs(after(asked, -1, *lost), visits)

    lengths = {each.visit: each.step.end - each.step.start for each in repair.moved}
    assert lengths[2] == timedelta(minutes=30)
    assert all(each.step.parts for each in repair.moved)


def test_where_the_series_has_no_more_days_there_is_no_repair() -> None:
    asked = ask(SERIES, diary(), series=Series(first="Dose 1", last="Dose 3", days=5))
    visits = planned(asked, Status.LEFT, Status.LEFT, Status.NO_SHOW)

    assert repairs(after(asked, 2), visits) == ()


def been(*slugs: str) -> list[str | tuple[str, ...]]:
    """Which steps visits that have been, one a day, have taken; and which were passed over."""
    visits = [
        Visit(
            id=n,
            patient=1,
            type=slug,
            start=settled(datetime.combine(MONDAYS[0] + timedelta(days=n), time(9)), DENVER),
            end=settled(datetime.combine(MONDAYS[0] + timedelta(days=n), time(10)), DENVER),
            status=Status.LEFT,
        )
        for n, slug in enumerate(slugs)
    ]
    asked = ask(SERIES, diary())
    course = read_course(asked.template, asked.types, visits)
    return [*course.done, course.missed]


def test_a_talk_is_passed_over_when_the_next_dose_has_been() -> None:
    assert been("dose", "dose", "talk") == ["Dose 1", "Dose 2", "Talk 2", ("Talk 1",)]


def test_a_dose_is_never_passed_over_for_a_talk_that_came_early() -> None:
    assert been("dose", "talk", "talk", "dose") == ["Dose 1", "Talk 1", "Dose 2", ()]


@given(case=broken_courses())
def test_no_repair_is_smaller_than_the_proposed_one(case: Case) -> None:
    ask, visits = case

    found = repairs(ask, visits)

    assert [each.cost for each in found] == [smallest(ask, visits, each.person) for each in found]
    assert bool(found) == (smallest(ask, visits) is not None)
    assert not found or found[0].cost // MOVED == (smallest(ask, visits) or 0) // MOVED


@given(case=broken_courses())
def test_a_repaired_course_keeps_every_rule_and_every_visit_that_does_not_move(case: Case) -> None:
    ask, visits = case
    known = {visit.id: visit for visit in visits}

    for found in repairs(ask, visits):
        course = read_course(ask.template, ask.types, visits)
        template = ask.template.without(found.missed)
        done = {template.place(name): visit.start for name, visit in course.done.items()}
        starts = {each.step.place: each.step.start for each in found.steps}
        changed = replace(ask, template=template, done=done)
        assert not list(against_course(standing(changed, starts)))
        staying = [each for each in found.steps if not each.moved]
        assert all(known[each.visit].start == each.step.start for each in staying)
        taken = [each.visit for each in found.steps if each.visit]
        assert len(set(taken)) == len(taken)
        assert {*taken, *found.spare} == {visit.id for visit in course.coming}
