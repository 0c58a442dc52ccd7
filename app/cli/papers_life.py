"""`paper printed`, `handed-over`, `void`, `decline`, `revoke`, `attach`: what became of a paper."""

from collections.abc import Callable
from pathlib import Path

from app import words
from app.cli.answer import Answer, Document
from app.cli.call import Call, stamp, when
from app.cli.paper_lines import PAPER_DOCUMENT, paper_document, paper_head
from app.cli.parser import Commands, Help, Parser
from app.cli.visits import add_act
from app.clinic import Clinic, new_token
from app.domain.packets import Paper
from app.domain.paper_steps import Told, VoidCause
from app.domain.time import wall
from app.use_cases import paper_steps
from app.use_cases.attachments import attach_paper, look_at_scan
from app.use_cases.papers import SIGNERS, find_paper
from app.use_cases.revoking import Hit, Taken, preview_revocation, revoke

AND_ACT = PAPER_DOCUMENT.replace('"code"', '"act", "code"', 1)

PRINTED = Help(
    summary="Note that somebody saw a paper come out of the printer.",
    document=AND_ACT,
    example="anteroom paper printed --code 7K3M-9QXA",
    more="The answer's act is taken back with anteroom undo --act.",
)
HANDED_OVER = Help(
    summary="Note that the patient has a paper in hand.",
    document=AND_ACT,
    example="anteroom paper handed-over --code 7K3M-9QXA",
    more="The answer's act is taken back with anteroom undo --act.",
)
VOID = Help(
    summary="Have a paper count no more, with the reason.",
    document=AND_ACT,
    example='anteroom paper void --code 7K3M-9QXA --cause damaged --why "coffee"',
    more=f"CAUSE is one of: {', '.join(VoidCause)}. “other” needs words.",
)
DECLINE = Help(
    summary="Record that the patient would not sign a privacy receipt; that stops nothing.",
    document=AND_ACT,
    example='anteroom paper decline --code 7K3M-9QXA --why "wants to read it at home"',
)
REVOKE = Help(
    summary="Record that signed consents were taken back; visits to come count on them no more.",
    document='{"act", "patient", "at", "told", "by", "received_by", "papers": [CODE],\n'
    ' "visits": [{"visit", "start", "items": [ITEM]}]}\n'
    "visits: those to come that miss a consent by it; with --preview nothing is recorded",
    example='anteroom paper revoke --code 7K3M-9QXA --at "2026-12-01 10:20" --how spoken',
    more="The archived paper stays as it is. Only a new signature undoes a revocation; one that\n"
    "was a mistake is taken back on the same day with anteroom undo --act.",
)
ATTACH = Help(
    summary="Keep the scan of a paper that came back with it.",
    document='{"code", "attachment", "kind", "pages", "sha256"}',
    example="anteroom paper attach --code 7K3M-9QXA --file scan.pdf",
    more="The file is a PDF, PNG, JPEG or TIFF, and is kept as it is.",
)


def add(paper: Commands) -> None:
    """Put the commands on the list."""
    for name, do, told in (
        ("printed", _printed, PRINTED),
        ("handed-over", _handed_over, HANDED_OVER),
    ):
        _of_a_paper(paper.add(name, do, told))
    void = _of_a_paper(paper.add("void", _void, VOID))
    void.add_argument(
        "--cause", required=True, choices=list(map(str, VoidCause)), help="from the list"
    )
    void.add_argument("--why", default="", metavar="TEXT", help="why, in words")
    decline = _of_a_paper(paper.add("decline", _decline, DECLINE))
    decline.add_argument("--why", default="", metavar="TEXT", help="what the patient said")
    _add_revoke(paper)
    attach = paper.add("attach", _attach, ATTACH)
    attach.add_argument("--code", required=True, metavar="CODE", help="the paper's code")
    attach.add_argument("--file", required=True, metavar="FILE", help="the scan")


def _add_revoke(paper: Commands) -> None:
    back = paper.add("revoke", _revoke, REVOKE)
    back.add_argument(
        "--code", action="append", required=True, metavar="CODE", help="a signed consent"
    )
    back.add_argument("--at", metavar="WHEN", help="when it was said or written (now)")
    back.add_argument(
        "--how", choices=list(map(str, Told)), default="spoken", help="spoken or written (spoken)"
    )
    back.add_argument(
        "--by", default="patient", metavar="ROLE", help=f"who: {', '.join(SIGNERS)} (patient)"
    )
    back.add_argument("--note", default="", metavar="TEXT", help="what was said")
    back.add_argument("--preview", action="store_true", help="only say which visits it hits")
    add_act(back)


def _of_a_paper(parser: Parser) -> Parser:
    parser.add_argument("--code", required=True, metavar="CODE", help="the paper's code")
    add_act(parser)
    return parser


def _printed(call: Call) -> Answer:
    return _step(call, paper_steps.mark_printed, "is printed")


def _handed_over(call: Call) -> Answer:
    return _step(call, paper_steps.mark_handed_over, "is handed over")


def _step(call: Call, do: Callable[..., Paper], said: str) -> Answer:
    act = call.words.act or new_token()
    with call.clinic() as clinic:
        do(clinic, call.words.code, token=act)
        return _answer(clinic, call.words.code, act, said)


def _void(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        paper_steps.void_paper(clinic, asked.code, VoidCause(asked.cause), asked.why, token=act)
        return _answer(clinic, asked.code, act, "is voided")


def _decline(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        paper_steps.record_refusal(clinic, asked.code, asked.why, token=act)
        return _answer(clinic, asked.code, act, "was not signed by the patient; care goes on")


def _answer(clinic: Clinic, code: str, act: str, said: str) -> Answer:
    view = find_paper(clinic, code)
    return Answer(
        document={"act": act, **paper_document(clinic, view)},
        lines=(f"{paper_head(view)} {said}.",),
    )


def _revoke(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        hits = preview_revocation(clinic, asked.code)
        lines = tuple(_hit_line(clinic, hit) for hit in hits)
        visits = [_hit(clinic, hit) for hit in hits]
        if asked.preview:
            none = lines or ("No visit to come counts on it.",)
            return Answer(document={"visits": visits}, lines=none)
        at = when(clinic, asked.at) if asked.at else clinic.now()
        taken = Taken(
            codes=tuple(asked.code), at=at, told=Told(asked.how), by=asked.by, note=asked.note
        )
        event = revoke(clinic, taken, token=act)
        view = find_paper(clinic, event.papers[0])
        document: Document = {
            "act": act,
            "patient": view.patient.chart,
            "at": stamp(clinic, event.at),
            "told": event.told.value,
            "by": event.by,
            "received_by": event.received_by,
            "papers": list(event.papers),
            "visits": visits,
        }
    count = words.plural(len(event.papers), "consent is", "consents are")
    head = f"{view.patient.listed} ({view.patient.chart}): {count} revoked."
    return Answer(document=document, lines=(head, *lines))


def _hit(clinic: Clinic, hit: Hit) -> Document:
    return {
        "visit": hit.view.visit.id,
        "start": stamp(clinic, hit.view.visit.start),
        "items": [item.item for item in hit.items],
    }


def _hit_line(clinic: Clinic, hit: Hit) -> str:
    start = words.day_time(wall(hit.view.visit.start, clinic.zone))
    missed = ", ".join(words.item_title(item.item) for item in hit.items)
    return f"Visit {hit.view.visit.id}, {hit.view.type.short}, {start} then misses: {missed}."


def _attach(call: Call) -> Answer:
    asked = call.words
    scan = look_at_scan(Path(asked.file))
    with call.clinic() as clinic:
        kept = attach_paper(clinic, asked.code, scan)
        view = find_paper(clinic, asked.code)
    document: Document = {
        "code": view.paper.code,
        "attachment": kept.id,
        "kind": kept.kind,
        "pages": kept.pages,
        "sha256": kept.sha256,
    }
    pages = words.plural(kept.pages, "page")
    return Answer(document=document, lines=(f"{paper_head(view)}: a scan of {pages} is kept.",))
