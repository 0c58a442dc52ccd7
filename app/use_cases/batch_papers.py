"""The desk's papers around the packets of a day: routing slips, and the sheets between."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app import words
from app.clinic import Clinic
from app.documents.batch_values import RoutingSlip, RoutingSlips, Separator, Station
from app.documents.values import PatientDetails
from app.domain.access import Act
from app.domain.scheduling import Kind
from app.domain.time import from_minute, minute, wall
from app.use_cases.diagnoses import items_for_desk
from app.use_cases.needs import next_action
from app.use_cases.packets import Draft
from app.use_cases.sheets import letterhead
from app.use_cases.views import VisitView
from app.words.tongue import speaking

PLACES = (Kind.ROOM, Kind.SEAT, Kind.PUMP)


@speaking("en")
def routing_slips(clinic: Clinic, drafts: Sequence[tuple[VisitView, Draft | None]]) -> bytes:
    """The slips of some visits of a day; making them is kept in the audit."""
    from app.documents import make_routing_slips  # noqa: PLC0415 -- slow import

    with clinic.reading(Act.MAKE_ROUTING_SLIPS) as unit:
        unit.note(visits=[view.visit.id for view, _ in drafts])
    return make_routing_slips(
        RoutingSlips(
            clinic=letterhead(clinic),
            day=words.long_day(drafts[0][0].day),
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            slips=tuple(_slip(clinic, view, draft) for view, draft in drafts),
        )
    )


def _slip(clinic: Clinic, view: VisitView, draft: Draft | None) -> RoutingSlip:
    start, end = (wall(at, clinic.zone) for at in (view.visit.start, view.visit.end))
    language = view.patient.language
    return RoutingSlip(
        patient=patient_details(view),
        visit=view.type.title,
        time=words.span(start, end),
        language="" if language == "en" else words.language_word(language),
        stations=tuple(_stations(clinic, view)),
        collect=tuple(_to_collect(clinic, view, draft)),
    )


def patient_details(view: VisitView) -> PatientDetails:
    """Who a paper is about."""
    patient = view.patient
    born = words.short_day(patient.born)
    return PatientDetails(name=patient.full, born=born, chart=patient.chart)


def _stations(clinic: Clinic, view: VisitView) -> Iterator[Station]:
    """The parts of a visit at which the patient is there, with what each holds."""
    begin = minute(view.visit.start)
    for phase, at in view.type.starts():
        start, end = (from_minute(begin + each) for each in (at, at + phase.minutes))
        held = [each for each in view.holds if each.start < end and each.end > start]
        if phase.patient:
            yield Station(
                time=words.span(wall(start, clinic.zone), wall(end, clinic.zone)),
                what=phase.name.replace("-", " ").capitalize(),
                where=_named(each.name for each in held if each.kind in PLACES),
                people=_named(each.name for each in held if each.kind is Kind.PERSON),
            )


def _named(names: Iterator[str]) -> str:
    return ", ".join(dict.fromkeys(names))


def _to_collect(clinic: Clinic, view: VisitView, draft: Draft | None) -> Iterator[str]:
    """The papers of the packet that are signed, then what is still open at the gate."""
    signed = [each.form for each in draft.story.wanted if each.form.signers] if draft else []
    for form in signed:
        yield f"{form.short('en')}, to be signed"
    told = {f"consent:{form.id}" for form in signed}
    shown = replace(view, items=items_for_desk(clinic, view.items))
    for item in shown.open_items:
        if item.item not in told:
            yield f"{words.item_named(item)}: {next_action(view, item).lower()}"


@speaking("en")
def separator(clinic: Clinic, view: VisitView, number: int, of: int, pages: int) -> bytes:
    """The sheet before a packet of a batch."""
    from app.documents import make_separator  # noqa: PLC0415 -- slow import

    return make_separator(
        Separator(
            clinic=letterhead(clinic),
            day=words.long_day(view.day),
            printed=words.day_time(wall(clinic.now(), clinic.zone)),
            number=number,
            of=of,
            patient=patient_details(view),
            visit=view.type.title,
            time=words.clock(wall(view.visit.start, clinic.zone)),
            room=", ".join(view.named(Kind.ROOM, Kind.SEAT)),
            pages=words.plural(pages, "page"),
        )
    )
