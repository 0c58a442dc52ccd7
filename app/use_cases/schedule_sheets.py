"""The printed schedule: a day by columns, a week, and the plan that a patient takes home."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from app import words
from app.clinic import Clinic
from app.documents.schedule_values import (
    CoursePlan,
    GridSheet,
    ListedDay,
    ListedVisit,
    PlannedVisit,
    WeekSheet,
)
from app.domain.access import Act
from app.domain.months import week_of
from app.domain.scheduling import GONE, STANDING, Kind, Resource, Status
from app.domain.time import wall
from app.use_cases.day_grid import Strip, column, hours_drawn, mark_of
from app.use_cases.day_sheets import told_of
from app.use_cases.days import read_day, read_days
from app.use_cases.files import write_file
from app.use_cases.patients import by_number
from app.use_cases.resources import numbered
from app.use_cases.sheets import fasting_of, letterhead
from app.use_cases.views import DayView, VisitView, view_visits
from app.words.tongue import speaking

ROOMS = frozenset({Kind.ROOM})
PEOPLE = frozenset({Kind.PERSON})

SEEN = frozenset({"therapist", "second-therapist", "prescriber"})
"""The roles of those whom a patient comes to see."""

_SATURDAY = 5


@speaking("en")
def day_columns_pdf(
    clinic: Clinic, day: date, kinds: frozenset[Kind] = ROOMS, resources: Sequence[int] = ()
) -> bytes:
    """A day by columns as PDF: everything of some kinds, or chosen resources in their order."""
    from app.documents import make_grid  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.PRINT_SCHEDULE) as unit:
        view = read_day(clinic, unit, day)
        unit.note(day=day.isoformat(), visits=len(view.standing))
    chosen = _chosen(view.resources, kinds, resources)
    strips = [Strip(clinic, view, each, n) for n, each in enumerate(chosen)]
    about = f"Day by {_named(chosen)}"
    heads = [(each.name, each.note) for each in chosen]
    sheet = _grid(clinic, words.long_day(day), about, heads, strips)
    return make_grid(replace(sheet, note=" ".join(told_of(view))))


def write_day_columns(
    clinic: Clinic, day: date, path: Path, kinds: frozenset[Kind] = ROOMS
) -> Path:
    """Write a day by columns to a file."""
    write_file(path, day_columns_pdf(clinic, day, kinds))
    return path


@speaking("en")
def week_pdf(
    clinic: Clinic,
    day: date,
    resource: int | None = None,
    *,
    among: Sequence[int] = (),
    first_weekday: int = 0,
) -> bytes:
    """The week that holds a day as PDF: lists of everybody, or the hours of one resource.

    Lists can be narrowed to the visits among some resources.
    """
    from app.documents import make_grid, make_week  # noqa: PLC0415 -- slow import

    days = week_of(day, first_weekday)
    with clinic.reading(Act.PRINT_SCHEDULE) as unit:
        views = tuple(_worked(read_days(clinic, unit, days[0], days[-1])))
        unit.note(day=days[0].isoformat(), resource=resource)
        one = None if resource is None else numbered(unit, resource)
    if one is None:
        return make_week(_week(clinic, views, frozenset(among)))
    return make_grid(_week_of_one(clinic, views, one))


def write_week(clinic: Clinic, day: date, path: Path, resource: int | None = None) -> Path:
    """Write a week to a file."""
    write_file(path, week_pdf(clinic, day, resource))
    return path


def course_plan_pdf(clinic: Clinic, patient_id: int, *, large: bool = False) -> bytes:
    """A patient's visits to come as PDF, in words that may lie open at home."""
    from app.documents import make_course_plan  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.PRINT_COURSE_PLAN) as unit:
        patient = by_number(unit, patient_id)
        unit.note(patient=patient_id)
        mine = unit.scheduling.visits_of(patient_id)
        coming = [v for v in mine if v.status in STANDING and v.end > clinic.now()]
        views = view_visits(clinic, unit, coming)
    language = words.plan_language(patient.language)
    return make_course_plan(
        CoursePlan(
            clinic=letterhead(clinic),
            patient=patient.full,
            printed=words.day_time(wall(clinic.now(), clinic.zone), language),
            language=language,
            visits=tuple(_planned(clinic, view, language) for view in views),
            bring=tuple(_to_bring(views, language).items()),
            large=large,
        )
    )


def write_course_plan(clinic: Clinic, patient_id: int, path: Path, *, large: bool = False) -> Path:
    """Write a patient's visits to come to a file."""
    write_file(path, course_plan_pdf(clinic, patient_id, large=large))
    return path


def _planned(clinic: Clinic, view: VisitView, language: str) -> PlannedVisit:
    start, end = (wall(at, clinic.zone) for at in (view.visit.start, view.visit.end))
    is_held = view.visit.status is Status.HELD
    afar = "by-video" if view.type.by_video else "by-telephone"
    place = "at-clinic" if view.named(Kind.ROOM) else afar
    return PlannedVisit(
        on=start.date(),
        day=words.long_day(start.date(), language),
        clock=words.spoken_clock(start, language),
        time=words.spoken_span(start, end, language),
        what=_what(view, language),
        mark=words.plan_mark(view.type.slug, dosing=view.type.is_dosing),
        where=words.plan_words(place, language),
        unsure=words.plan_words("unsure", language) if is_held else "",
        reminders=tuple(_reminders(clinic, view, language)),
    )


def _what(view: VisitView, language: str) -> str:
    who = dict.fromkeys(held.name for held in view.holds if held.role in SEEN)
    if not who:
        return _neutral(view, language)
    names = words.plan_words("and", language).join(who)
    return words.plan_words("with", language, what=_neutral(view, language), who=names)


def _reminders(clinic: Clinic, view: VisitView, language: str) -> Iterator[str]:
    """What to think of before a visit with medicine."""
    if not view.type.is_dosing:
        return
    fasting = fasting_of(clinic, view.type.route)
    food = wall(view.visit.start - timedelta(hours=fasting.food), clinic.zone)
    yield words.plan_words("food", language, clock=words.spoken_clock(food, language))
    yield words.plan_words("ride", language)


def _neutral(view: VisitView, language: str) -> str:
    kind = view.type
    return words.neutral_title(kind.slug, kind.title, language, dosing=kind.is_dosing)


def _to_bring(views: Sequence[VisitView], language: str) -> dict[str, str]:
    """What to bring to each kind of visit that is to come."""
    found = {
        _neutral(view, language): words.to_bring(
            view.type.slug, language, dosing=view.type.is_dosing
        )
        for view in views
    }
    return {what: things for what, things in found.items() if things}


def _chosen(
    resources: Sequence[Resource], kinds: frozenset[Kind], numbers: Sequence[int]
) -> Sequence[Resource]:
    if not numbers:
        return [resource for resource in resources if resource.kind in kinds]
    by_number = {resource.id: resource for resource in resources}
    return [by_number[number] for number in numbers if number in by_number]


def _named(columns: Sequence[Resource]) -> str:
    kinds = frozenset(resource.kind for resource in columns)
    return {ROOMS: "rooms", PEOPLE: "people"}.get(kinds, "columns")


def _grid(
    clinic: Clinic,
    title: str,
    about: str,
    heads: Sequence[tuple[str, str]],
    strips: Sequence[Strip],
) -> GridSheet:
    cards = [strip.cards() for strip in strips]
    every = [card for mine in cards for card in mine]
    first, last = hours_drawn([strip.view for strip in strips], every)
    return GridSheet(
        clinic=letterhead(clinic),
        title=title,
        about=about,
        printed=words.day_time(wall(clinic.now(), clinic.zone)),
        first=first,
        last=last,
        columns=tuple(
            column(name, note, mine) for (name, note), mine in zip(heads, cards, strict=True)
        ),
        cards=tuple(every),
        shades=tuple(shade for strip in strips for shade in strip.shades(first, last)),
    )


def _worked(views: Sequence[DayView]) -> Iterator[DayView]:
    """The days of a week, without a Saturday or Sunday on which nothing is."""
    for view in views:
        if view.day.weekday() < _SATURDAY or view.standing:
            yield view


def _week_of_one(clinic: Clinic, views: Sequence[DayView], resource: Resource) -> GridSheet:
    strips = [Strip(clinic, view, resource, n) for n, view in enumerate(views)]
    heads = [(words.near_day(view.day), "") for view in views]
    title = f"{resource.name}, {_title(views)}"
    return _grid(clinic, title, "Week", heads, strips)


def _title(views: Sequence[DayView]) -> str:
    return words.days(views[0].day, views[-1].day)


def _week(clinic: Clinic, views: Sequence[DayView], among: frozenset[int]) -> WeekSheet:
    return WeekSheet(
        clinic=letterhead(clinic),
        title=_title(views),
        printed=words.day_time(wall(clinic.now(), clinic.zone)),
        days=tuple(_listed_day(clinic, view, among) for view in views),
    )


def _listed_day(clinic: Clinic, view: DayView, among: frozenset[int]) -> ListedDay:
    shown = [
        each
        for each in view.visits
        if each.visit.status not in GONE
        and (not among or any(held.resource in among for held in each.holds))
    ]
    return ListedDay(
        title=words.near_day(view.day),
        notes=tuple(told_of(view)),
        visits=tuple(_listed(clinic, each) for each in shown),
    )


def _listed(clinic: Clinic, view: VisitView) -> ListedVisit:
    held = view.visit.status is Status.HELD
    where = ", ".join(view.named(Kind.ROOM))
    if view.visit.displaced:
        where = "needs a new time"
    about = (words.mark(view.patient), view.type.short, where, "held" if held else "")
    return ListedVisit(
        time=words.clock(wall(view.visit.start, clinic.zone)),
        title=view.patient.listed,
        about=" · ".join(each for each in about if each),
        state=mark_of(view),
        held=held,
    )
