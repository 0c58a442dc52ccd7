"""`move`, `resize`, `cancel`, `no-show` and `undo`: what becomes of a visit that is booked."""

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, when
from app.cli.parser import NUMBER, Commands, Help, Parser, whole_number
from app.cli.visits import VISIT_AND_ACT, add_act, visit_answer, visit_document, visit_lines
from app.cli.wishing import add_wishes, wishes_of
from app.clinic import new_token
from app.domain.access import Act
from app.domain.refusal import Reason
from app.use_cases import moving, scheduling
from app.use_cases.patient_imports import clear_imports
from app.use_cases.undoing import undo_act

MOVE = Help(
    summary="Move a visit that is still to come, with the same people where they are free.",
    document=VISIT_AND_ACT,
    example='anteroom move --visit 123 --at "2026-12-01 09:00" --json',
)
RESIZE = Help(
    summary="Make a visit longer or shorter: its last phase with the patient grows or shrinks.",
    document=VISIT_AND_ACT,
    example="anteroom resize --visit 123 --minutes 135",
)
CANCEL = Help(
    summary="Cancel a visit that is still to come; its time is free at once.",
    document=VISIT_AND_ACT,
    example='anteroom cancel --visit 123 --by patient --why "no ride home"',
    more="A patient who cancels later than the clinic's notice asks is recorded as late.",
)
NO_SHOW = Help(
    summary="Record that a patient did not come; what the visit held ahead is free at once.",
    document=VISIT_AND_ACT,
    example="anteroom no-show --visit 123",
)
UNDO = Help(
    summary="Take an act back: everything that it changed in the diary, or nothing.",
    document=VISIT_AND_ACT.replace("]}", '],\n "visits": [...]}'),
    example="anteroom undo --act 0b0f6f0a5e3d4b1f8a5c7f9b1d2e3f40",
    more="The answer's own act takes the undoing back again. “visits” has every visit that was\n"
    "changed, the fields beside it are the first one's. Imported patients for whom something\n"
    "is on file by now stay; “kept” then has their chart numbers.",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    move = _of_a_visit(commands.add("move", _move, MOVE))
    move.add_argument("--at", required=True, metavar="WHEN", help="the new start")
    add_wishes(move)
    resize = _of_a_visit(commands.add("resize", _resize, RESIZE))
    minutes = whole_number(5, 24 * 60)
    resize.add_argument(
        "--minutes", required=True, type=minutes, metavar="N", help="how long the patient stays"
    )
    cancel = _of_a_visit(commands.add("cancel", _cancel, CANCEL))
    cancel.add_argument(
        "--by", default="patient", metavar="WHO", help="patient or clinic (patient)"
    )
    cancel.add_argument("--why", default="", metavar="TEXT", help="why, in a few words")
    _of_a_visit(commands.add("no-show", _no_show, NO_SHOW))
    undo = commands.add("undo", _undo, UNDO)
    undo.add_argument("--act", required=True, metavar="UUID", help="the act's mark")


def _of_a_visit(parser: Parser) -> Parser:
    parser.add_argument("--visit", required=True, type=NUMBER, metavar="N", help="visit number")
    add_act(parser)
    return parser


def _move(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        start, wishes = when(clinic, asked.at), wishes_of(clinic, asked)
        view = moving.move_visit(clinic, asked.visit, start, wishes=wishes, token=act)
        return visit_answer(clinic, view, act)


def _resize(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        view = moving.resize_visit(clinic, asked.visit, asked.minutes, token=act)
        return visit_answer(clinic, view, act)


def _cancel(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        view = scheduling.cancel_visit(clinic, asked.visit, by=asked.by, why=asked.why, token=act)
        return visit_answer(clinic, view, act)


def _no_show(call: Call) -> Answer:
    act = call.words.act or new_token()
    with call.clinic() as clinic:
        return visit_answer(clinic, scheduling.no_show(clinic, call.words.visit, token=act), act)


def _undo(call: Call) -> Answer:
    with call.clinic() as clinic:
        undone = undo_act(clinic, call.words.act)
        first = visit_document(clinic, undone.visits[0]) if undone.visits else {}
        document: Document = first | {
            "act": undone.token,
            "visits": [visit_document(clinic, view) for view in undone.visits],
            **({"kept": [each.chart for each in undone.kept]} if undone.kept else {}),
        }
        told = [line for view in undone.visits for line in visit_lines(clinic, view)]
        told += [words.say(Reason("import-kept", {"name": p.listed})) for p in undone.kept]
        if undone.act == Act.IMPORT_PATIENTS:
            clear_imports(clinic)
        return Answer(document=document, lines=(f"Taken back: {undone.act}.", *told))
