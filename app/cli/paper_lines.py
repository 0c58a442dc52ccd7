"""A paper as the commands tell of it: the document, and the line for people."""

from app.cli.answer import Document
from app.cli.call import stamp, written
from app.clinic import Clinic
from app.domain.codes import grouped
from app.domain.packets import PaperState
from app.use_cases.papers import PaperView

PAPER_DOCUMENT = (
    '{"code", "form", "version", "language", "patient", "visit", "state", "pages",\n'
    ' "signed", "signed_by", "empty": [BOX], "gaps": [{"box", "page"}],\n'
    ' "seen_by", "until",\n'
    ' "signatures": [{"who", "at", "name", "language", "authority"}],\n'
    ' "history": [{"step", "at", "by", "cause", "why"}], "scans": [ATTACHMENT]}'
)
STATES = "state: " + " ".join(PaperState)


def paper_document(clinic: Clinic, view: PaperView) -> Document:
    """A paper with its signatures and its life."""
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
        "gaps": [{"box": box.id, "page": box.page} for box in view.empty_boxes],
        "seen_by": paper.seen_by or None,
        "until": written(view.until),
        "signatures": [
            {
                "who": each.who,
                "at": stamp(clinic, each.at),
                "name": each.name or None,
                "language": each.language or None,
                "authority": each.authority or None,
            }
            for each in paper.signatures
        ],
        "history": [
            {
                "step": step.kind.value,
                "at": stamp(clinic, step.at),
                "by": step.by,
                "cause": step.cause or None,
                "why": step.why or None,
            }
            for step in view.steps
        ],
        "scans": [scan.id for scan in view.scans],
    }


def paper_head(view: PaperView) -> str:
    """Whose paper it is, what it is called, and its code."""
    whose = f"{view.patient.listed} ({view.patient.chart})"
    return f"{whose}: {view.title} {grouped(view.paper.code)}"
