"""Small schedules and plans to be printed."""

from datetime import date

from app.documents.schedule_values import (
    CoursePlan,
    GridCard,
    GridColumn,
    GridShade,
    GridSheet,
    ListedDay,
    ListedVisit,
    PlannedVisit,
    Stretch,
    WeekSheet,
)
from app.documents.values import ClinicDetails

CLINIC = ClinicDetails(
    name="Juniper Clinic",
    address="12 Juniper Street, Denver, CO 80203",
    phone="(303) 555-0100",
    after_hours_phone="(303) 555-0199",
)
PRINTED = "Mon 23 Nov 2026 at 14:05"


def card(column: int = 0, hour: int = 9, title: str = "Ruiz, Ana", **changes: object) -> GridCard:
    """An infusion in a column."""
    begin = hour * 60
    facts: dict[str, object] = {
        "column": column,
        "start": begin,
        "end": begin + 130,
        "title": title,
        "lines": (f"{hour:02}:00 IV infusion", "Room 2", "Rosa Ortiz"),
        "phases": (
            Stretch(start=begin, end=begin + 20, name="arrival"),
            Stretch(start=begin + 20, end=begin + 30, name="set-up"),
            Stretch(start=begin + 30, end=begin + 70, name="infusion", dose=True),
            Stretch(start=begin + 70, end=begin + 115, name="recovery"),
            Stretch(start=begin + 115, end=begin + 130, name="turnover", patient=False),
        ),
        "state": "missing",
    }
    return GridCard(**(facts | changes))  # pyright: ignore[reportArgumentType]


def day_grid(columns: int = 4, **changes: object) -> GridSheet:
    """A day of so many columns, each with a visit, and a lunch in the first."""
    facts: dict[str, object] = {
        "clinic": CLINIC,
        "title": "Tuesday 24 November 2026",
        "about": "Day by rooms",
        "printed": PRINTED,
        "first": 8 * 60,
        "last": 18 * 60,
        "columns": tuple(
            GridColumn(title=f"Room {number}", note="Therapy room") for number in range(columns)
        ),
        "cards": tuple(
            card(number, 8 + number % 8, f"Ruiz {number}, Ana") for number in range(columns)
        ),
        "shades": (
            GridShade(column=0, start=12 * 60, end=13 * 60, note="Lunch"),
            GridShade(column=columns - 1, start=8 * 60, end=9 * 60, closed=True),
        ),
    }
    return GridSheet(**(facts | changes))  # pyright: ignore[reportArgumentType]


def week(visits: int = 12, name: str = "Ruiz, Ana María") -> WeekSheet:
    """A week of five days with so many visits each."""
    return WeekSheet(
        clinic=CLINIC,
        title="23–27 November 2026",
        printed=PRINTED,
        days=tuple(
            ListedDay(
                title=f"{weekday} {23 + number} Nov",
                notes=("Closed from 14:00: staff meeting",) if number == 2 else (),
                visits=tuple(
                    ListedVisit(
                        time=f"{8 + each // 4:02}:{each % 4 * 15:02}",
                        title=f"{name} {each}",
                        about="IV infusion · Room 2",
                        state="met" if each % 3 else "missing",
                        held=each == 1,
                    )
                    for each in range(visits)
                ),
            )
            for number, weekday in enumerate(("Mon", "Tue", "Wed", "Thu", "Fri"))
        ),
    )


def plan(visits: int = 14, *, large: bool = False, patient: str = "Ana María Ruiz") -> CoursePlan:
    """A patient's plan of so many visits."""
    return CoursePlan(
        clinic=CLINIC,
        patient=patient,
        printed=PRINTED,
        language="en",
        visits=tuple(_planned(number) for number in range(visits)),
        bring=(
            (
                "Treatment session",
                "The adult who takes you home, your signed papers, soft clothes.",
            ),
            ("Follow-up", "Your questions."),
        ),
        large=large,
    )


def _planned(number: int) -> PlannedVisit:
    is_call = number == 0
    return PlannedVisit(
        on=date(2026, 12, number + 1),
        clock="9:00 AM",
        mark="call" if is_call else "treatment",
        reminders=() if is_call else ("No food after 3:00 AM", "Your ride comes inside"),
        day=f"{('Tuesday', 'Wednesday')[number % 2]} {number + 1} December 2026",
        time="9:00 AM to 10:55 AM",
        what="Telephone call" if is_call else "Treatment session with Ira Moss",
        where="By telephone" if is_call else "At the clinic",
        unsure="Kept for you, not yet certain." if number == 5 else "",
    )
