"""The patient's own plan of visits to come: a calendar, what to bring, and the same as a list."""

from collections.abc import Iterator
from dataclasses import replace

from reportlab.platypus import CondPageBreak, Flowable

from app.documents import fonts
from app.documents.desk_page import DeskFrame, framed
from app.documents.flow import small_heading
from app.documents.labels import label
from app.documents.layout import Grid, columns, grid, padded, ruled, together, typeset
from app.documents.paper import title_block
from app.documents.pen import Sheets
from app.documents.plan_calendar import calendar, key
from app.documents.schedule_values import CoursePlan, PlannedVisit
from app.documents.style import (
    GREY,
    HAIR,
    LARGE,
    LEFT,
    ORDINARY,
    PAGE_HEIGHT,
    RIGHT,
    SOFT,
    STRONG,
    WIDTH,
    Scale,
    Type,
)
from app.documents.text import Words, plain_text

_HEAD, _FOOT = PAGE_HEIGHT - 50, 62.0
_TOP, _BOTTOM = PAGE_HEIGHT - 84, 76.0
_SHARES = (1.55, 1.06, 1.62, 0.72)
_SPANISH_SHARES = (1.74, 1.24, 1.36, 0.72)
"""Its days and times are longer."""
_LARGE_SHARES = (1.12, 1.0)
_BRING_SHARES = (1.0, 2.6)
_GAP = 10.0
_LIST_HEAD = 40.0
_CELL = Type(size=9.3, leading=13)
"""Small enough for a day, a time and a name on one line."""


def make_course_plan(plan: CoursePlan) -> bytes:
    """The bytes of a patient's plan."""
    fonts.register()
    sheets = Sheets(label("plan", plan.language), plan.language)
    pages = typeset(sheets, _story(plan), _TOP, _BOTTOM).pages
    frame = DeskFrame(
        clinic=plan.clinic.name,
        title=label("plan", plan.language),
        printed=label("printed", plan.language, printed=plan.printed),
        under=plan.clinic.address,
        warning="",
        left=LEFT,
        right=RIGHT,
        top=_HEAD,
        foot=_FOOT,
    )
    return framed(sheets, pages, frame, plan.language)


def _story(plan: CoursePlan) -> Iterator[Flowable]:
    kinds = LARGE if plan.large else ORDINARY
    yield from title_block(label("plan", plan.language), plan.patient, kinds)
    yield plain_text(_call(plan), kinds.body)
    if plan.visits:
        yield calendar(plan, kinds)
        yield key(plan, kinds)
        yield from _bring(plan, kinds)
        yield from _list(plan, kinds)
    else:
        yield plain_text(label("plan-none", plan.language), kinds.body)
    yield plain_text(label("plan-changes", plan.language), _quiet(kinds, before=12))


def _list(plan: CoursePlan, kinds: Scale) -> Iterator[Flowable]:
    """The list, on a page of its own when the calendar's has no room for all of it."""
    visits = _large(plan, kinds) if plan.large else _table(plan, kinds)
    high = visits.wrap(WIDTH, _TOP - _BOTTOM)[1] + _LIST_HEAD * kinds.factor
    if high <= _TOP - _BOTTOM:
        yield CondPageBreak(high)
    yield small_heading(label("plan-list", plan.language), kinds, before=14, after=2)
    yield visits


def _call(plan: CoursePlan) -> str:
    clinic = plan.clinic
    said = [label("plan-call", plan.language, phone=clinic.phone)] if clinic.phone else []
    if clinic.after_hours_phone:
        said.append(label("plan-after-hours", plan.language, phone=clinic.after_hours_phone))
    return " ".join(said)


def _table(plan: CoursePlan, kinds: Scale) -> Grid:
    names = ("plan-day", "plan-time", "plan-what", "plan-where")
    heads = [plain_text(label(name, plan.language), kinds.cell_head) for name in names]
    kinds = replace(kinds, cell=_CELL)
    rows = [
        [
            plain_text(visit.day, _strong(kinds)),
            plain_text(visit.time, _strong(kinds)),
            _what(visit, kinds),
            plain_text(visit.where, kinds.cell),
        ]
        for visit in plan.visits
    ]
    return grid(
        [heads, *rows],
        columns(WIDTH, _SPANISH_SHARES if plan.language == "es" else _SHARES, _GAP),
        *padded(3, last=0),
        *padded(6, first=1),
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ruled("BELOW", SOFT, last=0),
        ruled("BELOW", HAIR, first=1),
        before=8,
        heads=1,
    )


def _large(plan: CoursePlan, kinds: Scale) -> Grid:
    """In large print day and time stand above one another."""
    rows = [
        [
            [plain_text(visit.day, _strong(kinds)), plain_text(visit.time, kinds.cell)],
            [*_what(visit, kinds, large=True), plain_text(visit.where, kinds.cell)],
        ]
        for visit in plan.visits
    ]
    return grid(
        rows,
        columns(WIDTH, _LARGE_SHARES, _GAP),
        *padded(8),
        ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ruled("BELOW", HAIR),
        before=8,
    )


def _what(visit: PlannedVisit, kinds: Scale, *, large: bool = False) -> list[Words]:
    beneath = (visit.unsure, *(visit.reminders if large else ()))
    quiet = [plain_text(line, _quiet(kinds)) for line in beneath if line]
    return [plain_text(visit.what, kinds.cell), *quiet]


def _bring(plan: CoursePlan, kinds: Scale) -> Iterator[Flowable]:
    if not plan.bring:
        return
    yield from together(
        small_heading(label("plan-bring", plan.language), kinds, before=8, after=2),
        grid(
            [
                [plain_text(what, _strong(kinds)), plain_text(things, kinds.cell)]
                for what, things in plan.bring
            ],
            columns(WIDTH, _BRING_SHARES, _GAP),
            *padded(3),
            ("RIGHTPADDING", (0, 0), (-2, -1), _GAP),
        ),
    )


def _strong(kinds: Scale) -> Type:
    return Type(size=kinds.cell.size, leading=kinds.cell.leading, face=STRONG)


def _quiet(kinds: Scale, before: float = 0.0) -> Type:
    size, leading = kinds.cell.size * 0.9, kinds.cell.leading * 0.92
    return Type(size=size, leading=leading, colour=GREY, before=before)
