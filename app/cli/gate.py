"""`readiness`: what stands between a patient and a visit."""

from collections.abc import Sequence
from datetime import date

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, day_of, patient_of, written
from app.cli.columns import columns
from app.cli.parser import NUMBER, Commands, Help
from app.domain import gate
from app.domain.gate import Item
from app.domain.patients import Patient
from app.domain.refusal import refuse
from app.domain.scheduling import VisitType
from app.use_cases import scheduling

READINESS = Help(
    summary="Judge every gate item of a visit, on the visit's own date.",
    document='{"patient", "type", "on", "ready", "met", "of",\n'
    ' "items": [{"item", "state", "stops", "sentence", "until"}]}\n'
    "state: met waiting missing expired ends_before_visit waived not_needed\n"
    "stops: what the item stops while it is open: booking, arrival, start or nothing",
    example="anteroom readiness --visit 123\n"
    "anteroom readiness --patient 10001 --type iv-dosing --on 2026-12-01 --json",
    more="Name a visit with --visit, or one that is only wished for with --patient, --type and "
    "--on.",
)


def add(commands: Commands) -> None:
    """Put the command on the list."""
    readiness = commands.add("readiness", _readiness, READINESS)
    readiness.add_argument("--visit", type=NUMBER, metavar="N", help="visit number")
    readiness.add_argument("--patient", metavar="CHART", help="chart number")
    readiness.add_argument("--type", metavar="SLUG", help="visit type, like iv-dosing")
    readiness.add_argument("--on", metavar="DAY", help="day of the visit")


def _readiness(call: Call) -> Answer:
    asked = call.words
    wished = (asked.patient, asked.type, asked.on)
    if (asked.visit is None and None in wished) or (asked.visit is not None and any(wished)):
        raise refuse("usage", problem="Say either --visit N, or --patient, --type and --on.")
    with call.clinic() as clinic:
        if asked.visit is not None:
            view = scheduling.see_visit(clinic, asked.visit)
            return _answer(view.patient, view.type, view.day, view.items)
        patient = patient_of(clinic, asked.patient)
        kind = scheduling.visit_type(clinic, asked.type)
        on = day_of(clinic, asked.on)
        return _answer(patient, kind, on, scheduling.judge_wish(clinic, patient.id, kind.slug, on))


def _answer(patient: Patient, kind: VisitType, on: date, items: Sequence[Item]) -> Answer:
    document: Document = {
        "patient": patient.chart,
        "type": kind.slug,
        "on": on.isoformat(),
        **judged(items),
    }
    met, of = gate.count(tuple(items))
    said = "Ready" if document["ready"] else "Not ready"
    count = f"{said}: {met} of {of}." if of else "Nothing is needed."
    head = f"{patient.listed} ({patient.chart}): {kind.title} on {words.day(on)}"
    rows = [_row(item) for item in items]
    return Answer(document=document, lines=(head, count, *columns(rows)))


def judged(items: Sequence[Item]) -> Document:
    """The readiness of a visit as the documents give it."""
    met, of = gate.count(tuple(items))
    return {
        "ready": gate.is_ready(tuple(items)),
        "met": met,
        "of": of,
        "items": [_item(item) for item in items],
    }


def _item(item: Item) -> Document:
    return {
        "item": item.item,
        "state": item.state.value,
        "stops": item.stops.value,
        "sentence": words.say(item.reason),
        "until": written(item.until),
    }


def _row(item: Item) -> Sequence[str]:
    mark = "!" if item.open else " "
    return (
        mark,
        words.item_named(item),
        words.state_word(item.state),
        words.say(item.reason),
    )
