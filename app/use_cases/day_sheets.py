"""The day sheet: the morning's page for the desk."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from app import words
from app.clinic import Clinic
from app.documents.values import DaySheet, DayVisit, NeedLine, RideLine
from app.domain.access import Act
from app.domain.scheduling import Kind, Status
from app.domain.time import wall
from app.storage.unit import Unit
from app.use_cases.days import read_day
from app.use_cases.files import write_file
from app.use_cases.phones import shown_phone
from app.use_cases.sheets import letterhead
from app.use_cases.views import DayView, VisitView


def day_sheet(clinic: Clinic, day: date) -> bytes:
    """The day sheet as PDF; making it is kept in the audit, whose head it names."""
    from app.documents import make_day_sheet  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.MAKE_DAY_SHEET) as unit:
        sheet = _sheet(clinic, unit, read_day(clinic, unit, day))
    return make_day_sheet(sheet)


def write_day_sheet(clinic: Clinic, day: date, path: Path) -> Path:
    """Write the day sheet to a file."""
    write_file(path, day_sheet(clinic, day))
    return path


def _sheet(clinic: Clinic, unit: Unit, view: DayView) -> DaySheet:
    count, head = unit.audit.head()
    visits = view.standing
    rides = unit.records.rides([each.visit.id for each in visits])
    return DaySheet(
        clinic=letterhead(clinic),
        day=words.long_day(view.day),
        printed=words.day_time(wall(clinic.now(), clinic.zone)),
        visits=tuple(_line(clinic, unit, each) for each in visits),
        needs_first=tuple(_needs(clinic, view)),
        rides=tuple(
            RideLine(
                time=words.clock(wall(each.visit.end, clinic.zone)),
                patient=each.patient.listed,
                ride=rides[each.visit.id].name,
                phone=shown_phone(rides[each.visit.id].phone),
            )
            for each in visits
            if each.visit.id in rides
        ),
        audit_count=str(count),
        audit_head=head[:16],
    )


def _line(clinic: Clinic, unit: Unit, view: VisitView) -> DayVisit:
    packets = unit.packets.of_visit(view.visit.id)
    state, about = pressing(view)
    return DayVisit(
        time=words.clock(wall(view.visit.start, clinic.zone)),
        until=words.clock(wall(view.visit.end, clinic.zone)),
        patient=view.patient.listed,
        type=view.type.short,
        room=", ".join(view.named(Kind.ROOM)),
        people=", ".join(view.named(Kind.PERSON)),
        met=view.met,
        of=view.of,
        state=state,
        words=about,
        status="" if view.visit.status is Status.BOOKED else words.status_word(view.visit.status),
        codes=tuple(paper.code for paper in packets[0].papers[:1]) if packets else (),
    )


def pressing(view: VisitView) -> tuple[str, str]:
    """How the most pressing item stands, and which it is; without one, how the visit stands."""
    if view.open_items:
        item = view.open_items[0]
        return item.state.value, words.item_title(item.item)
    return {"ready": "met"}.get(view.overall, view.overall), ""


def _needs(clinic: Clinic, view: DayView) -> Iterator[NeedLine]:
    for each in view.needs_you_first:
        item = each.open_items[0]
        yield NeedLine(
            time=words.clock(wall(each.visit.start, clinic.zone)),
            patient=each.patient.listed,
            state=item.state.value,
            words=words.say(item.reason),
            action=words.action(item.item, item.state.value, item.reason.code),
        )
