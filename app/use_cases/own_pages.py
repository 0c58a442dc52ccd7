"""The pages of forms that the clinic has as PDFs of its own, from the archive."""

from dataclasses import replace
from functools import lru_cache

from app.documents.values import PacketSheet, PaperSheet
from app.domain.forms import Form
from app.domain.own_pdfs import OwnPdf, read_own_pdf
from app.domain.refusal import Trouble
from app.storage.unit import Unit

KEPT_OPEN = 8
"""PDFs that stay taken apart, so that a batch does not do it for each visit."""


def own_pages(unit: Unit, form: Form, language: str) -> OwnPdf | None:
    """The pages of a form in a language; None where it is a text."""
    file = form.files.get(language)
    return None if file is None else _opened(unit.archive.get(file.printed))


@lru_cache(maxsize=KEPT_OPEN)
def _opened(kept: bytes) -> OwnPdf:
    try:
        return read_own_pdf(kept)
    except (ValueError, TypeError, KeyError) as fault:
        raise Trouble("own-pdf-unreadable") from fault


def with_own_pages(unit: Unit, sheet: PacketSheet) -> PacketSheet:
    """The same packet with the pages of those of its papers that are PDFs."""
    papers = tuple(
        replace(paper, own=own_pages(unit, paper.form, paper.language))
        if isinstance(paper, PaperSheet) and paper.form.files
        else paper
        for paper in sheet.papers
    )
    return replace(sheet, papers=papers)


def own_words(unit: Unit, form: Form, language: str) -> str:
    """What stands on the pages of a PDF, a paragraph a page."""
    own = own_pages(unit, form, language)
    return "" if own is None else "\n\n".join(page.words for page in own.pages) + "\n"
