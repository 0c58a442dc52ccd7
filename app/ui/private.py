"""Visits for a screen that strangers can see: initials instead of names."""

from dataclasses import replace

from app.domain.patients import Patient
from app.use_cases.needs import Board
from app.use_cases.views import DayView, VisitView


def only_initials(day: DayView) -> DayView:
    """The day with every patient named by initials."""
    return replace(day, visits=tuple(initialled(view) for view in day.visits))


def private_board(board: Board) -> Board:
    """The day and what needs somebody first, with every patient named by initials."""
    needs = (replace(need, view=initialled(need.view)) for need in board.needs)
    return replace(board, view=only_initials(board.view), needs=tuple(needs))


def initialled(view: VisitView) -> VisitView:
    """A visit whose patient is named by initials."""
    hidden = replace(view.patient, given=initials(view.patient), family="", preferred="")
    return replace(view, patient=hidden)


def initials(patient: Patient) -> str:
    """First letters of the given and of the family name."""
    names = (patient.given.strip(), patient.family.strip())
    return "".join(f"{name[0].upper()}." for name in names if name)
