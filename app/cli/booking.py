"""`book`, `cancel` and `openings`: a patient's time."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from app import words
from app.cli.call import (
    Answer,
    Call,
    Document,
    maybe_day,
    patient_of,
    stamp,
    when,
)
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help, whole_number
from app.clinic import Clinic
from app.domain.scheduling import OVER, Part, Status
from app.domain.time import from_minute, minute, wall
from app.use_cases import days, scheduling
from app.use_cases.openings import Opening, find_openings
from app.use_cases.scheduling import Wish
from app.use_cases.views import Held, VisitView

VISIT = '{"visit", "status", "start", "end",\n "claims": [{"resource", "role", "start", "end"}]}'

BOOK = Help(
    summary="Book a visit with everything it needs, or say every reason why not.",
    document=VISIT,
    example='anteroom book --patient 10001 --type iv-dosing --at "2026-12-01 09:00" --json',
    more="A visit that the gate does not let through yet can be held with --hold-until: its time\n"
    "is kept until then. The patient's own claim gives the chart number as its resource.",
)
CANCEL = Help(
    summary="Cancel a visit that is still to come; its time is free at once.",
    document=VISIT,
    example="anteroom cancel --visit 123",
)
OPENINGS = Help(
    summary="List the next times at which a visit fits, with room, people and pump.",
    document='{"openings": [{"start", "end", "claims": [{"resource", "role", "start", "end"}],\n'
    '               "reasons"}],\n'
    ' "searched": {"type", "patient", "from", "until", "days", "limit"}}',
    example="anteroom openings --type iv-dosing --from tomorrow --days 7 --limit 5",
    more="With --patient only times at which the patient has no other visit are listed.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    book = commands.add("book", _book, BOOK)
    book.add_argument("--patient", required=True, metavar="CHART", help="chart number")
    book.add_argument("--type", required=True, metavar="SLUG", help="visit type, like iv-dosing")
    book.add_argument("--at", required=True, metavar="WHEN", help="start of the visit")
    book.add_argument("--hold-until", metavar="WHEN", help="hold it until then, do not book it")
    cancel = commands.add("cancel", _cancel, CANCEL)
    cancel.add_argument("--visit", required=True, type=NUMBER, metavar="N", help="visit number")
    openings = commands.add("openings", _openings, OPENINGS)
    openings.add_argument("--type", required=True, metavar="SLUG", help="visit type")
    openings.add_argument("--patient", metavar="CHART", help="for this patient")
    openings.add_argument("--from", dest="first", metavar="DAY", help="first day (today)")
    openings.add_argument(
        "--days", type=whole_number(1, 366), default=28, metavar="N", help="days to look at (28)"
    )
    openings.add_argument(
        "--limit", type=whole_number(1, 1000), default=20, metavar="N", help="at most (20)"
    )


def _book(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        wish = Wish(
            patient=patient_of(clinic, asked.patient).id,
            type=scheduling.visit_type(clinic, asked.type).slug,
            start=when(clinic, asked.at),
            hold_until=when(clinic, asked.hold_until) if asked.hold_until else None,
        )
        return _visit(clinic, scheduling.book_visit(clinic, wish))


def _cancel(call: Call) -> Answer:
    with call.clinic() as clinic:
        return _visit(clinic, scheduling.cancel_visit(clinic, call.words.visit))


def _visit(clinic: Clinic, view: VisitView) -> Answer:
    """The answer about one visit; what is over or called off holds nothing."""
    visit = view.visit
    held = () if visit.status in OVER - {Status.LEFT} else view.holds
    document: Document = {
        "visit": visit.id,
        "status": visit.status.value,
        "start": stamp(clinic, visit.start),
        "end": stamp(clinic, visit.end),
        "claims": [_claim(clinic, view, each) for each in held],
    }
    return Answer(document=document, lines=(_headline(clinic, view), *_held(clinic, view, held)))


def _claim(clinic: Clinic, view: VisitView, held: Held) -> Document:
    return {
        "resource": view.patient.chart if held.role == PATIENT else held.name,
        "role": held.role,
        "start": stamp(clinic, held.start),
        "end": stamp(clinic, held.end),
    }


PATIENT = "patient"


def _headline(clinic: Clinic, view: VisitView) -> str:
    visit = view.visit
    start, end = (wall(moment, clinic.zone) for moment in (visit.start, visit.end))
    status = words.status_word(visit.status)
    until = ""
    if visit.status is Status.HELD and visit.hold_until is not None:
        until = f", kept until {words.day_time(wall(visit.hold_until, clinic.zone))}"
    what = f"{view.type.title}, {words.day(start.date())}, {words.span(start, end)}"
    return f"{status}: {what} (visit {visit.id}{until})"


def _held(clinic: Clinic, view: VisitView, held: Iterable[Held]) -> tuple[str, ...]:
    rows = [
        (
            words.item_title(f"role-{each.role}").capitalize(),
            f"{each.name} ({view.patient.chart})" if each.role == PATIENT else each.name,
            words.span(wall(each.start, clinic.zone), wall(each.end, clinic.zone)),
        )
        for each in held
    ]
    return columns(rows)


def _openings(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        first = max(maybe_day(clinic, asked.first) or clinic.today(), clinic.today())
        patient = patient_of(clinic, asked.patient) if asked.patient else None
        found = find_openings(
            clinic,
            asked.type,
            patient=patient.id if patient else None,
            from_day=first,
            days=asked.days,
            limit=asked.limit,
        )
        names = _names(clinic)
        document: Document = {
            "openings": [_opening(clinic, each, names, asked.patient) for each in found],
            "searched": {
                "type": asked.type,
                "patient": patient.chart if patient else None,
                "from": first.isoformat(),
                "until": (first + timedelta(days=asked.days - 1)).isoformat(),
                "days": asked.days,
                "limit": asked.limit,
            },
        }
        rows = [_opening_row(clinic, each) for each in found]
    nothing = f"Nothing is free in {words.plural(asked.days, 'day')} from {words.day(first)}."
    return Answer(document=document, lines=columns(rows, indent="") or (nothing,))


def _names(clinic: Clinic) -> Mapping[int, str]:
    """The names of everything that can be held."""
    view = days.see_day(clinic, clinic.today())
    return {resource.id: resource.name for resource in view.resources}


def _opening(
    clinic: Clinic, opening: Opening, names: Mapping[int, str], chart: str | None
) -> Document:
    return {
        "start": stamp(clinic, opening.start),
        "end": stamp(clinic, opening.end),
        "claims": [_planned(clinic, opening, part, names, chart) for part in opening.parts],
        "reasons": [],
    }


def _planned(
    clinic: Clinic, opening: Opening, part: Part, names: Mapping[int, str], chart: str | None
) -> Document:
    start, end = (from_minute(minute(opening.start) + at) for at in (part.start, part.end))
    return {
        "resource": names.get(part.resource, chart),
        "role": part.role,
        "start": stamp(clinic, start),
        "end": stamp(clinic, end),
    }


def _opening_row(clinic: Clinic, opening: Opening) -> Sequence[str]:
    start, end = (wall(moment, clinic.zone) for moment in (opening.start, opening.end))
    return words.day(start.date()), words.span(start, end), ", ".join(opening.names)
