"""A whole course: planned, judged visit by visit, booked and taken back in one act."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from app.clinic import Change, Clinic
from app.domain.access import Act
from app.domain.patients import Patient
from app.domain.scheduling import STANDING, Status, Visit
from app.domain.time import local_day, wall
from app.domain.wishes import NO_WISHES, Wishes
from app.use_cases.course_views import CourseView, courses_of, running_courses, see_course
from app.use_cases.courses import (
    CourseProposal,
    CourseWish,
    book_course,
    plan_course,
    shift_plan,
)
from app.use_cases.holds import hold_deadline
from app.use_cases.scheduling import Wish, book_visit
from app.use_cases.undoing import undo_act
from tests.small import Small, add_patient, at, disjoint, file_everything
from tests.use_cases.asking import book, refusal

TUESDAY = date(2026, 11, 24)
NOTHING: Mapping[str, datetime] = {}


def wish(
    of: Patient,
    slug: str = "kap-6",
    *,
    first: date | None = None,
    about: time | None = None,
    wishes: Wishes = NO_WISHES,
    left_out: tuple[str, ...] = (),
    pinned: Mapping[str, datetime] = NOTHING,
) -> CourseWish:
    return CourseWish(
        patient=of.id,
        template=slug,
        first=first,
        about=about,
        wishes=wishes,
        left_out=left_out,
        pinned=pinned,
    )


def days(clinic: Clinic, proposal: CourseProposal) -> list[str]:
    return [
        f"{step.name} {wall(step.view.visit.start, clinic.zone):%a %d %H:%M}"
        for step in proposal.steps
    ]


def statuses(view: CourseView) -> list[str]:
    return [step.view.visit.status.value if step.view else "" for step in view.steps]


def placed(course: CourseView) -> list[Visit | None]:
    """The visits of a course, step by step."""
    return [step.view and step.view.visit for step in course.steps]


def test_a_course_of_fourteen_visits_is_planned_with_one_therapist(
    clinic: Clinic, ana: Patient
) -> None:
    found = plan_course(clinic, wish(ana, first=TUESDAY, about=time(10)))

    assert days(clinic, found) == [
        "Evaluation Tue 24 10:00",
        "Preparation Wed 25 10:00",
        "Infusion 1 Thu 26 10:00",
        "Integration 1 Fri 27 10:00",
        "Infusion 2 Mon 30 10:00",
        "Integration 2 Tue 01 10:00",
        "Infusion 3 Wed 02 10:00",
        "Integration 3 Thu 03 10:00",
        "Infusion 4 Fri 04 10:00",
        "Integration 4 Mon 07 10:00",
        "Infusion 5 Tue 08 10:00",
        "Integration 5 Wed 09 10:00",
        "Infusion 6 Thu 10 10:00",
        "Integration 6 Fri 11 10:00",
    ]
    assert found.optimal
    therapists = {h.name for s in found.steps for h in s.view.holds if h.role == "therapist"}
    assert therapists == {found.person}


def test_it_is_booked_in_one_act_that_is_taken_back_as_one(clinic: Clinic, ana: Patient) -> None:
    heard: list[Change] = []
    clinic.listeners.append(heard.append)

    course = book_course(clinic, plan_course(clinic, wish(ana)))

    assert statuses(course) == ["booked"] * 14
    assert [(step.view.visit.step, step.view.steps) for step in course.steps if step.view] == [
        (number, 14) for number in range(1, 15)
    ]
    assert [change.act for change in heard] == [Act.BOOK_COURSE]
    with clinic.database.reading() as unit:
        (entry,) = [each for each in unit.audit.last(20) if each.act == Act.BOOK_COURSE]
        assert entry.patient == ana.id

    undo_act(clinic, heard[-1].token)

    assert running_courses(clinic) == ()
    assert not any(visit.status in STANDING for visit in visits_of(clinic, ana))


def visits_of(clinic: Clinic, patient: Patient) -> tuple[Visit, ...]:
    with clinic.database.reading() as unit:
        return unit.scheduling.visits_of(patient.id)


def test_what_the_gate_does_not_let_through_is_held_until_its_own_deadline(
    clinic: Clinic, bruno: Patient
) -> None:
    course = book_course(clinic, plan_course(clinic, wish(bruno)))

    assert statuses(course) == ["booked", "booked", *["held", "booked"] * 6]
    assert course.held == 6
    held = [s.view.visit for s in course.steps if s.view and s.view.visit.status is Status.HELD]
    assert [v.hold_until for v in held] == [hold_deadline(clinic, v.start) for v in held]


def test_a_referral_of_four_visits_lets_four_infusions_be_booked(clinic: Clinic) -> None:
    cara = add_patient(clinic, "Cara", "Lim")
    file_everything(clinic, cara, visits=4)

    found = plan_course(clinic, wish(cara))

    infusions = [s.view.visit.status.value for s in found.steps if s.view.type.is_dosing]
    assert infusions == ["booked"] * 4 + ["held"] * 2


def test_the_first_three_can_be_booked_and_the_rest_held(clinic: Clinic, ana: Patient) -> None:
    course = book_course(clinic, plan_course(clinic, wish(ana)), first=3)

    assert statuses(course) == ["booked"] * 3 + ["held"] * 11


def test_nothing_is_booked_when_one_time_has_been_taken(clinic: Clinic, ana: Patient) -> None:
    found = plan_course(clinic, wish(ana, about=time(10)))
    infusion = found.steps[4].view.visit
    dora = add_patient(clinic, "Dora", "Park")
    file_everything(clinic, dora)
    book_visit(clinic, Wish(patient=dora.id, type="iv-dosing", start=infusion.start))

    assert "need-taken" in refusal(lambda: book_course(clinic, found))
    assert running_courses(clinic) == ()
    assert visits_of(clinic, ana) == ()


def test_an_act_of_unknown_outcome_is_not_done_twice(clinic: Clinic, ana: Patient) -> None:
    found = plan_course(clinic, wish(ana))

    first = book_course(clinic, found, token="the same")
    again = book_course(clinic, found, token="the same")

    assert (again.course, placed(again)) == (first.course, placed(first))
    assert len(courses_of(clinic, ana.id)) == 1


def test_courses_of_several_patients_share_the_house(clinic: Clinic) -> None:
    for number in range(4):
        patient = add_patient(clinic, f"Given{number}", "Family")
        file_everything(clinic, patient)
        book_course(clinic, plan_course(clinic, wish(patient, about=time(9))))

    with clinic.database.reading() as unit:
        claims = unit.scheduling.claims(0, 2**31)
    assert disjoint(claims)
    assert [(line.done, line.of, line.reasons) for line in running_courses(clinic)] == [
        (0, 14, ())
    ] * 4


def test_doses_that_the_patient_has_anyway_are_kept_away_from(clinic: Clinic, ana: Patient) -> None:
    book(clinic, ana, 25)

    found = plan_course(clinic, wish(ana, "infusions-6"))

    doses = [local_day(s.view.visit.start, clinic.zone) for s in found.steps if s.view.type.route]
    assert all(abs((day - date(2026, 11, 25)).days) >= 2 for day in doses[1:])


def test_wishes_are_kept_by_every_visit(clinic: Clinic, ana: Patient) -> None:
    wishes = Wishes(between=(time(9), time(13)), without=((TUESDAY, date(2026, 11, 29)),))

    found = plan_course(clinic, wish(ana, wishes=wishes))

    starts = [wall(step.view.visit.start, clinic.zone) for step in found.steps]
    ends = [wall(step.view.visit.end, clinic.zone) for step in found.steps]
    assert all(time(9) <= start.time() for start in starts)
    assert all(end.time() <= time(13) for end in ends)
    assert all(start.date() > date(2026, 11, 29) for start in starts[1:])


def test_steps_that_a_patient_does_not_need_are_left_out(clinic: Clinic, ana: Patient) -> None:
    found = plan_course(clinic, wish(ana, left_out=("Evaluation", "Integration 6")))

    course = book_course(clinic, found)

    assert [step.name for step in course.steps][:2] == ["Preparation", "Infusion 1"]
    assert len(course.steps) == 12


def test_a_visit_is_put_on_a_time_by_hand(clinic: Clinic, ana: Patient) -> None:
    first = plan_course(clinic, wish(ana, first=TUESDAY))
    moved = first.starts | {"Integration 6": at(clinic, 11, "15:00") + timedelta(days=30)}

    found = plan_course(clinic, wish(ana, first=TUESDAY, pinned=moved))

    assert found.starts == moved
    assert not found.optimal


def test_a_time_by_hand_that_breaks_a_rule_is_refused_with_the_rule(
    clinic: Clinic, ana: Patient
) -> None:
    first = plan_course(clinic, wish(ana, first=TUESDAY))
    moved = first.starts | {"Infusion 2": first.starts["Infusion 1"] + timedelta(days=12)}

    codes = refusal(lambda: plan_course(clinic, wish(ana, first=TUESDAY, pinned=moved)))

    assert codes[0] == "course-none"
    assert "course-fits-unpinned" in codes


def test_a_proposed_course_is_put_off_by_a_week(clinic: Clinic, ana: Patient) -> None:
    found = plan_course(clinic, wish(ana, first=TUESDAY, about=time(10)))

    later = shift_plan(clinic, found, since="Evaluation", days=7)

    week = timedelta(days=7)
    assert later.starts == {name: start + week for name, start in found.starts.items()}
    assert later.notes == ()


def test_what_the_rules_do_not_let_be_put_off_so_far_is_put_off_as_far_as_they_do(
    clinic: Clinic, ana: Patient
) -> None:
    found = plan_course(clinic, wish(ana, first=TUESDAY, about=time(10)))

    later = shift_plan(clinic, found, since="Infusion 2", days=7)

    assert days(clinic, later)[:5] == [*days(clinic, found)[:4], "Infusion 2 Thu 03 10:00"]
    assert [(note.code, note.facts["count"]) for note in later.notes] == [
        ("course-put-off-less", 9)
    ]


@pytest.mark.parametrize(
    ("slug", "left_out", "code"),
    [
        ("kap-7", (), "course-unknown"),
        ("kap-6", ("Tea",), "course-step-unknown"),
        ("esketamine-4", tuple(f"Spray {n}" for n in range(1, 5)), "course-empty"),
    ],
)
def test_what_is_unknown_is_refused(
    clinic: Clinic, ana: Patient, slug: str, left_out: tuple[str, ...], code: str
) -> None:
    assert refusal(lambda: plan_course(clinic, wish(ana, slug, left_out=left_out))) == [code]


def test_an_unknown_patient_is_refused(clinic: Clinic, ana: Patient) -> None:
    nobody = replace(ana, id=99999)

    assert refusal(lambda: plan_course(clinic, wish(nobody))) == ["patient-unknown"]


def test_a_course_that_cannot_fit_says_what_would(clinic: Clinic, ana: Patient) -> None:
    wishes = Wishes(weekdays=frozenset({5}))

    codes = refusal(lambda: plan_course(clinic, wish(ana, wishes=wishes)))

    assert codes == ["course-none", "course-fits-any-weekday"]


def test_pain_infusions_are_on_consecutive_days(clinic: Clinic, ana: Patient) -> None:
    found = plan_course(clinic, wish(ana, "pain-5", first=date(2026, 11, 26)))

    doses = [
        local_day(s.view.visit.start, clinic.zone) for s in found.steps if s.view.type.is_dosing
    ]
    assert doses == [date(2026, 11, 30) + timedelta(days=n) for n in range(5)]


def test_a_course_is_seen_by_everybody_at_the_desk(small: Small, ana: Patient) -> None:
    desk, nurse = small.open(), small.open("ortiz")
    course = book_course(desk, plan_course(desk, wish(ana)))

    assert placed(see_course(nurse, course.course.id)) == placed(course)
    desk.close()
    nurse.close()
