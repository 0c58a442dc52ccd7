"""`paper`: where the papers are, and checking one in."""

from argparse import Namespace
from collections.abc import Sequence

from app import words
from app.cli import paper_policy, papers_life
from app.cli.answer import Answer
from app.cli.call import Call, patient_of, when
from app.cli.columns import columns
from app.cli.paper_lines import PAPER_DOCUMENT, STATES, paper_document, paper_head
from app.cli.parser import Commands, Help
from app.cli.visits import add_act
from app.clinic import Clinic, new_token
from app.domain.codes import grouped
from app.domain.packets import PaperState
from app.domain.refusal import refuse
from app.domain.signatures import INTERPRETER, Signature
from app.domain.time import wall
from app.use_cases import papers
from app.use_cases.papers import SIGNERS, PaperView

LIST = Help(
    summary="List the papers that were issued, newest first.",
    document=f'{{"papers": [\n{PAPER_DOCUMENT}]}}\n{STATES}',
    example="anteroom paper list --out\nanteroom paper list --patient 10001 --json",
)
RETURN = Help(
    summary="Check in a paper that came back: complete when a person saw every box filled.",
    document=f"{PAPER_DOCUMENT}\n{STATES}",
    example='anteroom paper return --code 7K3M-9QXA --signed "2026-12-01 09:05" --by patient',
    more="The code is printed at the foot of every page. Name each box that was found empty with\n"
    "--empty; the paper then counts as returned, and not as signed. Check it in again once they\n"
    "are filled, with the time of that. Whoever else has a place on the paper is taken to have\n"
    "signed at the same time, unless --also says when: ROLE=WHEN or ROLE=WHEN=NAME.",
)
SHOW = Help(
    summary="Show one paper: who signed what when, what became of it, its scans.",
    document=f"{PAPER_DOCUMENT}\n{STATES}",
    example="anteroom paper show --code 7K3M-9QXA",
)


def add(commands: Commands) -> None:
    """Put the commands on the list."""
    paper = commands.level(
        "paper", "List the papers, check one in, or say what is decided of them."
    )
    listing = paper.add("list", _list, LIST)
    listing.add_argument("--patient", metavar="CHART", help="only this patient's")
    listing.add_argument(
        "--out", action="store_true", help="only those that are to be signed and not yet complete"
    )
    back = paper.add("return", _return, RETURN)
    back.add_argument("--code", required=True, metavar="CODE", help="the paper's code")
    back.add_argument("--signed", required=True, metavar="WHEN", help="date and time on it")
    back.add_argument(
        "--by", required=True, metavar="ROLE", help=f"who signed: {' or '.join(SIGNERS)}"
    )
    back.add_argument(
        "--empty", action="append", default=[], metavar="BOX", help="a box found empty"
    )
    back.add_argument(
        "--also", action="append", default=[], metavar="SIGNATURE", help="who else signed, and when"
    )
    back.add_argument(
        "--language", default="", metavar="TEXT", help="the language an interpreter spoke"
    )
    add_act(back)
    shown = paper.add("show", _show, SHOW)
    shown.add_argument("--code", required=True, metavar="CODE", help="the paper's code")
    papers_life.add(paper)
    paper_policy.add_paper(paper)


def _list(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        if asked.patient:
            found = papers.papers_of(clinic, patient_of(clinic, asked.patient).id)
        else:
            found = papers.all_papers(clinic)
        if asked.out:
            found = tuple(view for view in found if view.awaits_signature)
        document = [paper_document(clinic, view) for view in found]
    lines = columns(map(_row, found), indent="") or ("No papers.",)
    return Answer(document={"papers": document}, lines=lines)


def _show(call: Call) -> Answer:
    with call.clinic() as clinic:
        view = papers.find_paper(clinic, call.words.code)
        document = paper_document(clinic, view)
        lines = (f"{paper_head(view)} is {words.paper_state_word(view.paper.state.value)}.",)
        signed = tuple(_signature_line(clinic, each) for each in view.paper.signatures)
        rows = [
            (
                words.day_time(wall(step.at, clinic.zone)),
                words.step_word(step.kind.value),
                step.by,
                step.why,
            )
            for step in view.steps
        ]
    until = (f"Good until {words.short_day(view.until)}.",) if view.until else ()
    return Answer(document=document, lines=(*lines, *signed, *until, *columns(rows, indent="")))


def _signature_line(clinic: Clinic, signature: Signature) -> str:
    who = words.signer_word(signature.who)
    named = " ".join(part for part in (who, signature.name) if part)
    return f"Signed by the {named} on {words.day_time(wall(signature.at, clinic.zone))}."


def _also(clinic: Clinic, asked: Namespace) -> list[Signature]:
    """Who else signed, as typed."""
    return [_signature(clinic, text, asked.language) for text in asked.also]


def _signature(clinic: Clinic, text: str, language: str) -> Signature:
    who, _, rest = text.partition("=")
    at, _, name = rest.partition("=")
    if not who.strip() or not at.strip():
        raise refuse("signature-unreadable", text=text)
    role = who.strip()
    spoken = language if role == INTERPRETER else ""
    return Signature(who=role, at=when(clinic, at.strip()), name=name.strip(), language=spoken)


def _row(view: PaperView) -> Sequence[str]:
    paper = view.paper
    state = paper.state.value.replace("_", " ")
    signed = f"signed {words.short_day(paper.signed_on)}" if paper.signed_on else ""
    return grouped(paper.code), view.title, view.patient.chart, view.patient.listed, state, signed


def _return(call: Call) -> Answer:
    asked, act = call.words, call.words.act or new_token()
    with call.clinic() as clinic:
        signed = when(clinic, asked.signed)
        also = _also(clinic, asked)
        view = papers.return_paper(
            clinic, asked.code, signed, asked.by, asked.empty, others=also, token=act
        )
        document = paper_document(clinic, view)
    head = paper_head(view)
    if view.paper.state is PaperState.COMPLETE:
        said = f"{head} is complete."
    else:
        gaps = ", ".join(f"{box.id} (page {box.page})" for box in view.empty_boxes)
        said = f"{head} is back, with empty boxes: {gaps}."
    return Answer(document=document, lines=(said,))
