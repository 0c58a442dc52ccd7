"""`paper`: where the papers are, and checking one in."""

from collections.abc import Sequence

from app import words
from app.cli import paper_policy
from app.cli.call import Answer, Call, Document, patient_of, stamp, when
from app.cli.columns import columns
from app.cli.parser import Commands, Help
from app.clinic import Clinic
from app.domain.codes import grouped
from app.domain.packets import PaperState
from app.use_cases import papers
from app.use_cases.papers import SIGNERS, PaperView

PAPER = (
    '{"code", "form", "version", "language", "patient", "visit", "state", "pages",\n'
    ' "signed", "signed_by", "empty"}'
)
STATES = "state: " + " ".join(PaperState)

LIST = Help(
    summary="List the papers that were issued, newest first.",
    document=f'{{"papers": [\n{PAPER}]}}\n{STATES}',
    example="anteroom paper list --out\nanteroom paper list --patient 10001 --json",
)
RETURN = Help(
    summary="Check in a paper that came back: complete when a person saw every box filled.",
    document=f"{PAPER}\n{STATES}",
    example='anteroom paper return --code 7K3M-9QXA --signed "2026-12-01 09:05" --by patient',
    more="The code is printed at the foot of every page. Name each box that was found empty with\n"
    "--empty; the paper then counts as returned, and not as signed.",
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
        document = [_paper(clinic, view) for view in found]
    lines = columns(map(_row, found), indent="") or ("No papers.",)
    return Answer(document={"papers": document}, lines=lines)


def _paper(clinic: Clinic, view: PaperView) -> Document:
    paper = view.paper
    return {
        "code": paper.code,
        "form": paper.form,
        "version": paper.version,
        "language": paper.language,
        "patient": view.patient.chart,
        "visit": paper.visit,
        "state": paper.state.value,
        "pages": paper.pages,
        "signed": stamp(clinic, paper.signed_at) if paper.signed_at else None,
        "signed_by": paper.signed_by or None,
        "empty": list(paper.empty),
    }


def _row(view: PaperView) -> Sequence[str]:
    paper = view.paper
    state = paper.state.value.replace("_", " ")
    signed = f"signed {words.short_day(paper.signed_on)}" if paper.signed_on else ""
    return grouped(paper.code), view.title, view.patient.chart, view.patient.listed, state, signed


def _return(call: Call) -> Answer:
    asked = call.words
    with call.clinic() as clinic:
        signed = when(clinic, asked.signed)
        view = papers.return_paper(clinic, asked.code, signed, asked.by, asked.empty)
        document = _paper(clinic, view)
    whose = f"{view.patient.listed} ({view.patient.chart})"
    head = f"{whose}: {view.title} {grouped(view.paper.code)}"
    if view.paper.state is PaperState.COMPLETE:
        said = f"{head} is complete."
    else:
        said = f"{head} is back, with empty boxes: {', '.join(view.paper.empty)}."
    return Answer(document=document, lines=(said,))
