"""How long a full day takes to be laid out and painted: 10 columns, 150 dosing visits."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, QSettings
from PySide6.QtWidgets import QApplication

from app.clinic import Clinic
from app.domain.patients import Patient
from app.domain.scheduling import Kind, Part, Phase, Resource, Visit, VisitType
from app.ui.application import make_application
from app.ui.common.look import Look
from app.ui.scheduling.day_canvas import DayCanvas
from app.ui.scheduling.day_drag import pick_up
from app.ui.scheduling.day_zoom import Zoom
from app.use_cases.scheduling import see_visit
from app.use_cases.views import DayView, Held, VisitView
from tests.small import MONDAY, WEEK, at, make_small

COLUMNS = 10
VISITS = 15
"""In one column."""

EVERY = 40
FIRST = 1_000


@pytest.fixture
def clinic(tmp_path: Path) -> Iterator[Clinic]:
    opened = make_small(tmp_path / "clinic").open()
    yield opened
    opened.close()


def short_dosing(clinic: Clinic) -> VisitType:
    """An infusion with all its needs, made so short that fifteen fit into a day."""
    kind = clinic.setup.types["iv-dosing"]
    phases = tuple(replace(phase, minutes=fits(phase)) for phase in kind.phases)
    return replace(kind, phases=phases)


def fits(phase: Phase) -> int:
    return 15 if phase.dose else 5


def visit_view(clinic: Clinic, kind: VisitType, number: int, start: datetime) -> VisitView:
    room = FIRST + number // VISITS
    parts = tuple(
        Part(
            role=need.role,
            resource=room if need.kind is Kind.ROOM else 1,
            lane=room if need.kind is Kind.ROOM else 1,
            start=kind.span(need)[0],
            end=kind.span(need)[1],
        )
        for need in kind.needs
        if not need.presence
    )
    end = start + timedelta(minutes=kind.patient_minutes)
    return VisitView(
        visit=Visit(id=number + 1, patient=1, type=kind.slug, start=start, end=end, parts=parts),
        patient=Patient(id=number + 1, given=f"Given Name {number}", family="Family", born=MONDAY),
        type=kind,
        day=MONDAY,
        holds=tuple(held(part, start) for part in parts),
        items=(),
        met=0,
        of=0,
        ready=True,
    )


def held(part: Part, start: datetime) -> Held:
    return Held(
        role=part.role,
        resource=part.resource,
        kind=Kind.ROOM if part.role == "room" else Kind.PERSON,
        name="Somebody",
        start=start + timedelta(minutes=part.start),
        end=start + timedelta(minutes=part.end),
    )


@pytest.fixture
def full_day(clinic: Clinic) -> DayView:
    kind = short_dosing(clinic)
    opening = at(clinic, MONDAY.day, "08:00")
    rooms = tuple(
        Resource(id=FIRST + n, kind=Kind.ROOM, name=f"Room {n}", hours=WEEK, lanes=(FIRST + n,))
        for n in range(COLUMNS)
    )
    visits = tuple(
        visit_view(clinic, kind, n, opening + timedelta(minutes=EVERY * (n % VISITS)))
        for n in range(COLUMNS * VISITS)
    )
    return DayView(day=MONDAY, visits=visits, resources=rooms, blocks=())


@pytest.fixture
def canvas(qapp: QApplication, clinic: Clinic, tmp_path: Path) -> Iterator[DayCanvas]:
    """The canvas of a large window, zoomed out so that the whole day is to be seen."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    Look(make_application([]), settings)
    made = DayCanvas(clinic, Zoom(settings), partial(see_visit, clinic))
    made.resize(1600, 964)
    made.zoom_out()
    made.zoom_out()
    made.show()
    yield made
    made.close()


def test_a_full_day_is_laid_out_and_painted(
    benchmark: Any, canvas: DayCanvas, full_day: DayView
) -> None:
    def show() -> None:
        canvas.show_day(full_day, None)
        canvas.viewport().repaint()

    benchmark(show)

    layout = canvas.layout_now
    assert layout is not None
    assert len(layout.cards) == COLUMNS * VISITS


def test_a_full_day_is_painted_again(benchmark: Any, canvas: DayCanvas, full_day: DayView) -> None:
    canvas.show_day(full_day, None)

    benchmark(canvas.viewport().repaint)


def test_one_frame_of_a_drag(benchmark: Any, canvas: DayCanvas, full_day: DayView) -> None:
    canvas.show_day(full_day, None)
    layout = canvas.layout_now
    assert layout is not None
    everywhere = frozenset(visit.visit.start for visit in full_day.visits)
    lawful = {resource.id: everywhere for resource in full_day.resources}
    canvas.lift(pick_up(layout, layout.cards[7], layout.cards[7].start, lawful))
    steps = count()

    def frame() -> None:
        step = next(steps) % 400
        canvas.carry_on(QPointF(200 + step, 200 + step))
        canvas.viewport().repaint()

    benchmark(frame)
