"""`recalls` and `rebook-list`: whom to call about another visit."""

from collections.abc import Sequence

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, stamp
from app.cli.columns import columns
from app.cli.parser import Commands, Help, Parser, whole_number
from app.clinic import Clinic
from app.domain.time import local_day
from app.use_cases.phones import shown_phone
from app.use_cases.rebooking import RebookView, rebook_list
from app.use_cases.recalls import RecallView, recalls

CALLED = '"called": {"at", "by", "answer"} or null'

RECALLS = Help(
    summary="List who is due for another dose and has none to come, by the day they are due.",
    document=f'{{"recalls": [{{"patient", "last", "type", "due", {CALLED}}}], "total"}}',
    example="anteroom recalls --ahead 7 --json",
)
REBOOK = Help(
    summary="List whose visit was called off or missed and who has none to come, latest first.",
    document='{"rebook": [{"visit", "patient", "type", "start", "status", "by", "why", "late",\n'
    f'             "no_shows", "late_cancellations", {CALLED}}}],\n "total"}}',
    example="anteroom rebook-list",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    due = _limited(commands.add("recalls", _recalls, RECALLS))
    due.add_argument(
        "--ahead",
        type=whole_number(0, 366),
        default=0,
        metavar="N",
        help="also who is due in so many days",
    )
    _limited(commands.add("rebook-list", _rebook, REBOOK))


def _limited(parser: Parser) -> Parser:
    parser.add_argument(
        "--limit", type=whole_number(1, 1000), default=200, metavar="N", help="at most (200)"
    )
    return parser


def _recalls(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = recalls(clinic, ahead=call.words.ahead, limit=call.words.limit)
        document: Document = {
            "recalls": [_recall(clinic, view) for view in found.lines],
            "total": found.total,
        }
        lines = columns([_recall_row(clinic, view) for view in found.lines], indent="")
    return Answer(document=document, lines=lines or ("Nobody is due.",))


def _recall(clinic: Clinic, view: RecallView) -> Document:
    recall = view.recall
    called = (
        {
            "at": stamp(clinic, recall.tried_at),
            "by": recall.tried_by,
            "answer": recall.answer,
        }
        if recall.tried_at
        else None
    )
    return {
        "patient": view.patient.chart,
        "last": stamp(clinic, view.last.start),
        "type": view.last.type,
        "due": view.due.isoformat(),
        "called": called,
    }


def _recall_row(clinic: Clinic, view: RecallView) -> Sequence[str]:
    last = local_day(view.last.start, clinic.zone)
    return (
        view.patient.chart,
        view.patient.listed,
        shown_phone(view.patient.phone),
        f"due {words.short_day(view.due)}",
        f"last {view.type.short} {words.short_day(last)}",
        words.answer_word(view.recall.answer) if view.recall.tried_at else "",
    )


def _rebook(call: Call) -> Answer:
    with call.clinic() as clinic:
        found = rebook_list(clinic, limit=call.words.limit)
        document: Document = {
            "rebook": [_line(clinic, view) for view in found.lines],
            "total": found.total,
        }
        lines = columns([_line_row(clinic, view) for view in found.lines], indent="")
    return Answer(document=document, lines=lines or ("Nobody is to be booked again.",))


def _line(clinic: Clinic, view: RebookView) -> Document:
    visit, tried = view.visit, view.rebooking
    called = (
        {
            "at": stamp(clinic, tried.tried_at),
            "by": tried.tried_by,
            "answer": tried.answer,
        }
        if tried.tried_at
        else None
    )
    return {
        "visit": visit.id,
        "patient": view.patient.chart,
        "type": visit.type,
        "start": stamp(clinic, visit.start),
        "status": visit.status.value,
        "by": visit.cancelled_by or None,
        "why": visit.why or None,
        "late": visit.late,
        "no_shows": view.attendance.no_shows,
        "late_cancellations": view.attendance.late,
        "called": called,
    }


def _line_row(clinic: Clinic, view: RebookView) -> Sequence[str]:
    visit = view.visit
    return (
        str(visit.id),
        view.patient.listed,
        shown_phone(view.patient.phone),
        view.type.short,
        words.short_day(local_day(visit.start, clinic.zone)),
        words.status_word(visit.status),
        words.why_word(visit.why),
    )
