"""The shipped template, and what is refused of one that is wrong."""

from datetime import date, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app import paths
from app.domain.course_planning import plan_course
from app.domain.course_tables import CourseAsk
from app.domain.courses import Series
from app.domain.diary import make_diary
from app.domain.refusal import Refused, Trouble
from app.domain.scheduling import Kind, Resource, Route, Shift
from app.library import templates

WEEK = tuple(Shift(weekday=day, start=time(8), end=time(18)) for day in range(5))
SHIPPED = (paths.TEMPLATES / "kap.toml").read_text(encoding="utf-8")


def test_an_infusion_of_forty_minutes_stands_between_set_up_and_recovery() -> None:
    kinds = {kind.slug: kind for kind in templates.template("kap").types}

    infusion = kinds["iv-dosing"]

    assert [(phase.name, phase.minutes) for phase in infusion.phases] == [
        ("arrival", 20),
        ("set-up", 10),
        ("infusion", 40),
        ("recovery", 45),
        ("turnover", 15),
    ]
    assert (infusion.minutes, infusion.patient_minutes, infusion.dose_at) == (130, 115, 30)


def test_esketamine_is_watched_for_two_hours() -> None:
    kinds = {kind.route: kind for kind in templates.template("kap").types}

    spray = kinds[Route.ESKETAMINE]

    assert next(p.minutes for p in spray.phases if p.name == "observation") >= 120


def test_an_unknown_template_names_those_there_are() -> None:
    with pytest.raises(Refused) as refused:
        templates.template("../secrets")

    assert refused.value.reasons[0].facts["known"] == ("kap",)


VITALS = 'first = "vitals", last = "turnover"'
CALL = 'first = "call", last = "call"'


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("minutes = 15 }]", "minutes = 7 }]", "phase-minutes"),
        (VITALS, 'first = "turnover", last = "vitals"', "need-backwards"),
        (CALL, 'first = "call", last = "hello"', "need-phase"),
        ('{ name = "evaluation",', '{ name = "vitals",', "type-phases"),
        ('name = "Infusion 2", type', 'name = "Infusion 1", type', "course-steps"),
        ('"Infusion 2", type = "iv-dosing"', '"Infusion 2", type = "tea"', "course-step-type"),
        ('last = "Infusion 6", days = 21', 'last = "Infusion 6", days = 5', "course-series-days"),
    ],
)
def test_a_type_or_course_that_cannot_be_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, old: str, new: str, code: str
) -> None:
    assert old in SHIPPED
    (tmp_path / "kap.toml").write_text(SHIPPED.replace(old, new), encoding="utf-8")
    monkeypatch.setattr(paths, "TEMPLATES", tmp_path)

    with pytest.raises(Refused) as refused:
        templates.template("kap")

    assert code in {reason.code for reason in refused.value.reasons}


def test_six_infusions_lie_in_three_weeks_with_integration_within_three_days_of_each() -> None:
    courses = {course.slug: course for course in templates.template("kap").courses}

    standard = courses["kap-6"]

    assert [step.type for step in standard.steps] == [
        "evaluation",
        "preparation",
        *["iv-dosing", "integration"] * 6,
    ]
    assert {s.within_hours for s in standard.steps if s.type == "integration"} == {72}
    assert standard.series == Series(first="Infusion 1", last="Infusion 6", days=21)
    assert standard.same == "therapist"


@pytest.mark.parametrize("slug", [course.slug for course in templates.template("kap").courses])
def test_every_shipped_course_fits_an_empty_clinic(slug: str) -> None:
    kap = templates.template("kap")
    course = next(each for each in kap.courses if each.slug == slug)
    skills = {(need.kind, need.skill) for kind in kap.types for need in kind.needs}
    everything = [
        Resource(id=n, kind=kind, name=skill, skills=frozenset({skill}), lanes=(n,), hours=WEEK)
        for n, (kind, skill) in enumerate(sorted(skills), start=1)
    ]
    patient = Resource(id=99, kind=Kind.PATIENT, name="patient", lanes=(99,))
    monday = date(2026, 11, 30)
    book = make_diary(
        resources=[*everything, patient],
        claims=(),
        blocks=(),
        days=(monday, monday + timedelta(days=7 + course.longest)),
        zone=ZoneInfo("America/Denver"),
    )
    asked = CourseAsk(
        template=course,
        types={kind.slug: kind for kind in kap.types},
        diary=book,
        begin=(monday, monday + timedelta(days=7)),
    )

    plan = plan_course(asked)

    assert plan is not None
    assert len(plan.steps) == len(course.steps)


@pytest.mark.parametrize(
    "text", ["title = ", 'title = "x"', '[gate]\nstops = { ride = "sometimes" }']
)
def test_a_template_that_cannot_be_read_is_trouble(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str
) -> None:
    (tmp_path / "kap.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(paths, "TEMPLATES", tmp_path)

    with pytest.raises(Trouble) as trouble:
        templates.template("kap")

    assert trouble.value.reason.code == "resource-broken"
