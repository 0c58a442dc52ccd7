"""The day sheet: the morning's page for the desk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app import words
from app.clinic import Clinic
from app.documents.values import DaySheet, DayVisit, NeedLine, OpeningLine, RideLine, SessionLine
from app.domain.access import Act
from app.domain.gate import State
from app.domain.scheduling import Kind, Session, Status
from app.domain.time import wall
from app.storage.unit import Unit
from app.use_cases.days import open_day_after, read_day
from app.use_cases.files import write_file
from app.use_cases.gaps import Filling, read_fillings
from app.use_cases.needs import Need, near_holds, needs_of
from app.use_cases.phones import shown_phone
from app.use_cases.sheets import letterhead
from app.use_cases.views import DayView, VisitView
from app.words.tongue import speaking

NAMED = 2
"""So many of those who wait for an opening are named, who fit best."""


@speaking("en")
def day_sheet(clinic: Clinic, day: date) -> bytes:
    """The day sheet as PDF; making it is kept in the audit, whose head it names."""
    from app.documents import make_day_sheet  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.MAKE_DAY_SHEET) as unit:
        views = [read_day(clinic, unit, each) for each in (day, open_day_after(unit, day))]
        sheet = _sheet(clinic, unit, *views)
    return make_day_sheet(sheet)


def write_day_sheet(clinic: Clinic, day: date, path: Path) -> Path:
    """Write the day sheet to a file."""
    write_file(path, day_sheet(clinic, day))
    return path


def _sheet(clinic: Clinic, unit: Unit, view: DayView, following: DayView) -> DaySheet:
    count, head = unit.audit.head()
    return DaySheet(
        clinic=letterhead(clinic),
        day=words.long_day(view.day),
        printed=words.day_time(wall(clinic.now(), clinic.zone)),
        visits=tuple(_line(clinic, unit, each) for each in view.standing),
        needs_first=tuple(_needs(clinic, unit, view, following)),
        sessions=tuple(_session(clinic, view, each) for each in view.sessions),
        rides=tuple(_rides(clinic, unit, view)),
        openings=tuple(_opening(clinic, each) for each in read_fillings(clinic, unit, view.day)),
        note=" ".join(told_of(view)),
        audit_count=str(count),
        audit_head=head[:16],
    )


def told_of(view: DayView) -> Iterator[str]:
    """What is to be known of a day: when the clinic is closed and why, and the desk's note."""
    for closure in view.closures:
        hours = ""
        if closure.start and closure.end:
            hours = f" from {closure.start:%H:%M} to {closure.end:%H:%M}"
        yield f"Closed{hours}: {closure.name}."
    if view.note:
        yield view.note


def _rides(clinic: Clinic, unit: Unit, view: DayView) -> Iterator[RideLine]:
    rides = unit.records.rides([each.visit.id for each in view.standing])
    for each in view.standing:
        if each.visit.id in rides:
            ride = rides[each.visit.id]
            yield RideLine(
                time=words.clock(wall(each.visit.end, clinic.zone)),
                patient=words.name_on_paper(each.patient),
                ride=ride.name,
                phone=shown_phone(ride.phone),
            )


def _session(clinic: Clinic, view: DayView, session: Session) -> SessionLine:
    held = {part.resource for part in session.parts}
    mine = [resource for resource in view.resources if resource.id in held]
    seats = view.seats_of(session)
    lanes = sum(len(each.lanes) for each in view.resources if each.within in held)
    start, end = (wall(at, clinic.zone) for at in (session.start, session.end))
    return SessionLine(
        time=words.clock(start),
        until=words.clock(end),
        type=clinic.setup.types[session.type].short,
        room=", ".join(each.name for each in mine if each.kind is Kind.ROOM),
        people=", ".join(each.name for each in mine if each.kind is Kind.PERSON),
        seats=f"{len(seats)} of {words.plural(lanes, 'seat')} taken",
        names="; ".join(words.name_on_paper(seat.patient) for seat in seats),
    )


def _opening(clinic: Clinic, filling: Filling) -> OpeningLine:
    start, end = (wall(at, clinic.zone) for at in (filling.free.gap.start, filling.free.gap.end))
    names = [words.name_on_paper(taker.patient) for taker in filling.takers]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return OpeningLine(
        time=words.clock(start),
        until=words.clock(end),
        room=filling.free.name,
        kinds=", ".join(dict.fromkeys(taker.type.short for taker in filling.takers)),
        waiting="; ".join(names[:NAMED]) + more,
    )


def _line(clinic: Clinic, unit: Unit, view: VisitView) -> DayVisit:
    packets = unit.packets.of_visit(view.visit.id)
    state, about = pressing(view)
    return DayVisit(
        time=words.clock(wall(view.visit.start, clinic.zone)),
        until=words.clock(wall(view.visit.end, clinic.zone)),
        patient=words.name_on_paper(view.patient),
        type=view.type.short,
        room=", ".join(view.named(Kind.ROOM)),
        people=", ".join(view.named(Kind.PERSON)),
        met=view.met,
        of=view.of,
        state=state,
        words=about,
        status="" if view.visit.status is Status.BOOKED else words.status_word(view.visit.status),
        codes=tuple(paper.code for paper in packets[0].papers[:1]) if packets else (),
        step=f"{view.visit.step} of {view.steps}" if view.steps else "",
    )


def pressing(view: VisitView) -> tuple[str, str]:
    """How the most pressing item stands, and which it is; without one, how the visit stands."""
    if view.open_items:
        item = view.open_items[0]
        return item.state.value, words.item_named(item)
    return {"ready": "met"}.get(view.overall, view.overall), ""


def _needs(clinic: Clinic, unit: Unit, view: DayView, following: DayView) -> Iterator[NeedLine]:
    """The visits to come that something stands against, and the holds that run out."""
    views = [*view.visits, *following.visits]
    views += near_holds(clinic, unit, (view.day, following.day), views)
    for need in sorted(needs_of(clinic, views), key=lambda need: need.due):
        due = wall(need.due, clinic.zone)
        other = "" if need.day == view.day else f"{words.weekday(need.day)} "
        yield NeedLine(
            time=f"{other}{words.clock(due)}",
            patient=words.name_on_paper(need.view.patient),
            state=_state(need),
            words=" ".join(map(words.say, need.reasons)),
            action=need.action,
        )


def _state(need: Need) -> str:
    """How it stands: what is missing most, else whether it waits to be booked."""
    if need.view.needs_time:
        return State.MISSING.value
    return (need.item.state if need.item else State.WAITING).value
