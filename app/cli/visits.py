"""How commands tell of a visit: as a document, and in lines for people."""

from collections.abc import Iterable

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import stamp
from app.cli.columns import columns
from app.cli.parser import Parser
from app.clinic import Clinic
from app.domain.scheduling import GONE, Status
from app.domain.time import wall
from app.use_cases.views import Held, VisitView

VISIT = '{"visit", "status", "start", "end",\n "claims": [{"resource", "role", "start", "end"}]}'
VISIT_AND_ACT = VISIT.replace("]}", '],\n "act"}')
PATIENT = "patient"


def add_act(parser: Parser) -> None:
    """Let whoever asks give the act its mark, by which it can be taken back."""
    parser.add_argument(
        "--act",
        default="",
        metavar="UUID",
        help="a mark of your own for this act: asked again it is done once, and undo takes it",
    )


def visit_answer(clinic: Clinic, view: VisitView, act: str = "") -> Answer:
    """The answer about one visit, and the mark of the act that changed it."""
    document = visit_document(clinic, view) | ({"act": act} if act else {})
    return Answer(document=document, lines=visit_lines(clinic, view))


def visit_document(clinic: Clinic, view: VisitView) -> dict[str, object]:
    """One visit; what is over or called off holds nothing."""
    visit = view.visit
    return {
        "visit": visit.id,
        "status": visit.status.value,
        "start": stamp(clinic, visit.start),
        "end": stamp(clinic, visit.end),
        "claims": [_claim(clinic, view, each) for each in held_now(view)],
    }


def visit_lines(clinic: Clinic, view: VisitView) -> tuple[str, ...]:
    """The same for people: what and when, then a line for each thing it holds."""
    return (_headline(clinic, view), *_held(clinic, view, held_now(view)))


def held_now(view: VisitView) -> tuple[Held, ...]:
    """What a visit holds as it stands now."""
    gone = view.visit.displaced or view.visit.status in GONE
    return () if gone else view.holds


def _claim(clinic: Clinic, view: VisitView, held: Held) -> Document:
    return {
        "resource": view.patient.chart if held.role == PATIENT else held.name,
        "role": held.role,
        "start": stamp(clinic, held.start),
        "end": stamp(clinic, held.end),
    }


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
            words.need_word(each.role).capitalize(),
            f"{each.name} ({view.patient.chart})" if each.role == PATIENT else each.name,
            words.span(wall(each.start, clinic.zone), wall(each.end, clinic.zone)),
        )
        for each in held
    ]
    return columns(rows)
